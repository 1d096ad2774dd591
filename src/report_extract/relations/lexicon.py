"""Frames: which words state which relation, and which case gives which argument. Data in ``frames/``, a file a type.

A word of several types is tried in the order of ``RELATION_TYPES``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from report_extract.errors import RuleError
from report_extract.records import RELATION_TYPES, EntityType, RelationType
from report_extract.relations.verbs import Verb, Verbs
from report_extract.rulefile import RuleModel, read

_WITHOUT_FRAMES = ("HAS_ROLE", "APPOINT", "ELECT", "LOCATED_IN")


class Frame(RuleModel):
    """Words that take the same cases in the same sense.

    ``nouns`` are event nouns (with or without する); ``verbs`` are regular expressions of verb stems and phrases.
    ``object`` lists cases by preference; ``theme`` the case of what is given or said. ``no`` says what a
    の before the noun stands for, ``compound`` what a name glued to the noun stands for; ``prefer`` are the types that are
    the object before all others. Who ``receives`` stands as a subject does, and who gives in から: the giver is the subject.
    """

    id: str
    type: RelationType
    nouns: list[str] = []
    verbs: list[str] = []
    object: list[str] = ["ヲ", "ニ", "ニタイシ", "ヘ"]
    theme: list[str] = []
    no: str = "subject"
    compound: str = "object"
    reciprocal: bool = False
    passive: bool = True
    receives: bool = False
    only_with: str = ""
    not_with: str = ""
    object_types: list[EntityType] = []
    subject_types: list[EntityType] = []
    prefer: list[EntityType] = []
    matches: list[str] = []
    rejects: list[str] = []


class FrameFile(RuleModel):
    """The frames of one file."""

    frame: list[Frame]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by id, the frames of each noun, nouns by their first character (longest first), and the verbs."""

    frames: Mapping[str, Frame]
    nouns: Mapping[str, tuple[str, ...]]
    nouns_by_first: Mapping[str, tuple[str, ...]]
    verbs: Verbs

    def noun_at(self, text: str, at: int, high: int) -> str | None:
        """The longest noun that begins at a place and ends before ``high``."""
        for noun in self.nouns_by_first.get(text[at], ()):
            if text.startswith(noun, at, high):
                return noun
        return None


@cache
def lexicon() -> Lexicon:
    """All frames of the package.

    Raises:
        RuleError: a file is wrong, or an id is used twice.
    """
    frames: dict[str, Frame] = {}
    nouns: dict[str, list[str]] = {}
    verbs: list[Verb] = []
    folder = files("report_extract.relations") / "frames"
    for path in (folder / f"{kind.lower()}.toml" for kind in RELATION_TYPES if kind not in _WITHOUT_FRAMES):
        for frame in read(path, FrameFile).frame:
            if frame.id in frames:
                raise RuleError(f"{path.name}: {frame.id}: id used twice")
            if frame.type != path.name.removesuffix(".toml").upper():
                raise RuleError(f"{path.name}: {frame.id}: is of type {frame.type}, which has a file of its own")
            frames[frame.id] = frame
            for noun in frame.nouns:
                nouns.setdefault(noun, []).append(frame.id)
            for verb in frame.verbs:
                verbs.append(Verb(len(verbs), frame.id, verb, f"{path.name}: {frame.id}"))
    by_first: dict[str, list[str]] = {}
    for noun in sorted(nouns, key=lambda n: (-len(n), n)):
        by_first.setdefault(noun[0], []).append(noun)
    return Lexicon(
        frames,
        {noun: tuple(ids) for noun, ids in nouns.items()},
        {first: tuple(own) for first, own in by_first.items()},
        Verbs(verbs),
    )
