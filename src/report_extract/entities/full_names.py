"""Which fuller name of a report each name of a person belongs to: プーチン → ウラジーミル・プーチン."""

import re
from collections.abc import Sequence

from report_extract.entities.candidates import Candidate
from report_extract.passages import Passage


def full_names(passages: Sequence[Passage], found: Sequence[Sequence[Candidate]]) -> dict[str, str]:
    """Each surface of a person → the fullest name of the report that it belongs to."""
    surfaces: list[str] = []
    canonical: dict[str, str] = {}
    for passage, candidates in zip(passages, found, strict=True):
        for candidate in candidates:
            if candidate.type == "PERSON":
                surface = passage.content.text[candidate.start : candidate.end]
                if surface not in surfaces:
                    surfaces.append(surface)
                if candidate.name:
                    canonical.setdefault(surface, candidate.name)
    full: dict[str, str] = {}
    for surface in surfaces:
        longer = [s for s in surfaces if s != surface and _is_part(surface, s)]
        same = [s for s in surfaces if s != surface and surface in canonical and canonical.get(s) == canonical[surface]]
        full[surface] = max([*longer, *same, surface], key=len)
    return full


def _is_part(short: str, long: str) -> bool:
    parts = re.split(r"[・= ]", long)
    if len(parts) > 1:
        return short in parts
    return len(long) > len(short) and long.startswith(short) and not re.search(r"[ァ-ヴー]", long)
