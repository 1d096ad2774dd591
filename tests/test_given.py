"""Entities taken from gold: the rules of relations and claims are then scored apart from recognition."""

from pathlib import Path

import pytest

from report_extract.errors import GoldError
from report_extract.pipeline import extract

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "corpus" / "dev" / "korea-2025.txt"


@pytest.mark.model
def test_entities_are_those_of_the_gold() -> None:
    report = extract(REPORT, entities_from=ROOT / "gold" / "dev")
    assert {mention.rule for mention in report.mentions} == {"gold"}
    assert len([m for m in report.mentions if m.form == "name"]) == 224
    assert all(report.text[m.start : m.end] == m.text for m in report.mentions)
    assert len(report.relations) > 50


@pytest.mark.model
def test_a_report_without_gold_is_read_as_always(tmp_path: Path) -> None:
    assert extract(REPORT, entities_from=tmp_path) == extract(REPORT)


@pytest.mark.model
def test_gold_of_another_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "korea-2025.ann").write_bytes((ROOT / "gold" / "dev" / "africa-2025.ann").read_bytes())
    with pytest.raises(GoldError, match=r"korea-2025\.ann"):
        extract(REPORT, entities_from=tmp_path)
