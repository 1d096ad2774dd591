"""Every cue of certainty and type decides the clauses it names, and not those it refuses."""

import pytest

from report_extract.claims import cues

MATCHES = [pytest.param(cue.id, text, id=cue.id) for cue, _ in cues.rules() for text in cue.matches]
REJECTS = [pytest.param(cue.id, text, id=cue.id) for cue, _ in cues.rules() for text in cue.rejects]


def test_every_cue_brings_its_proof() -> None:
    assert all(cue.matches and cue.rejects for cue, _ in cues.rules())


@pytest.mark.parametrize(("cue_id", "clause"), MATCHES)
def test_a_cue_decides_what_it_names(cue_id: str, clause: str) -> None:
    found = cues.find(cues.plain(clause))
    assert found is not None
    assert found.cue.id == cue_id


@pytest.mark.parametrize(("cue_id", "clause"), REJECTS)
def test_a_cue_leaves_what_it_refuses(cue_id: str, clause: str) -> None:
    found = cues.find(cues.plain(clause))
    assert found is None or found.cue.id != cue_id
