"""Reports as tables that join on their ids."""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from report_extract import Report, extract, to_frames

RECORDS = ("blocks", "sentences", "entities", "mentions", "relations", "claims", "warnings")
TABLES = {"reports", "canonical_entities", "referents", *RECORDS}
README = Path(__file__).parents[1] / "README.md"

Frames = Mapping[str, pd.DataFrame]


@pytest.fixture(scope="module")
def frames(main_report: Report, dev_reports: Mapping[str, Report]) -> Frames:
    """The tables of all reports that may be read."""
    return to_frames([main_report, *dev_reports.values()])


def keys(table: pd.DataFrame, column: str) -> set[tuple[str, str]]:
    rows = table[["doc_id", column]].dropna()
    return set(rows.itertuples(index=False, name=None))


@pytest.mark.model
def test_there_is_a_row_for_every_record(
    frames: Frames, main_report: Report, dev_reports: Mapping[str, Report]
) -> None:
    assert set(frames) == TABLES
    reports = (main_report, *dev_reports.values())
    assert len(frames["reports"]) == len(reports)
    assert len(frames["referents"]) == sum(len(m.refers_to) for report in reports for m in report.mentions) > 0
    for name in RECORDS:
        assert len(frames[name]) == sum(len(getattr(report, name)) for report in reports)
        assert len(frames[name]) > 0 or name == "warnings"


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "column"),
    [("entities", "entity"), ("mentions", "mention"), ("relations", "relation"), ("claims", "claim"), ("sentences", "sentence")],
)  # fmt: skip
def test_ids_are_unique_within_a_report(name: str, column: str, frames: Frames) -> None:
    assert not frames[name].duplicated(["doc_id", column]).any()


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "column", "target", "key"),
    [
        ("mentions", "entity", "entities", "entity"),
        ("mentions", "sentence", "sentences", "sentence"),
        ("relations", "subject", "mentions", "mention"),
        ("relations", "object", "mentions", "mention"),
        ("relations", "time", "mentions", "mention"),
        ("relations", "subject_entity", "entities", "entity"),
        ("relations", "object_entity", "entities", "entity"),
        ("relations", "sentence", "sentences", "sentence"),
        ("claims", "sentence", "sentences", "sentence"),
        ("claims", "holder_entity", "entities", "entity"),
        ("referents", "mention", "mentions", "mention"),
        ("referents", "entity", "entities", "entity"),
    ],
)
def test_ids_join(name: str, column: str, target: str, key: str, frames: Frames) -> None:
    assert keys(frames[name], column)
    assert keys(frames[name], column) <= keys(frames[target], key)


@pytest.mark.model
def test_entities_join_across_reports(frames: Frames) -> None:
    things = frames["canonical_entities"]
    assert things["canonical"].is_unique
    assert set(frames["entities"]["canonical"]) == set(things["canonical"])
    russia = frames["entities"][frames["entities"]["canonical"] == "iso3166:RU"]
    assert russia["doc_id"].nunique() > 1


@pytest.mark.model
def test_holders_are_the_author_or_an_entity(frames: Frames) -> None:
    claims = frames["claims"]
    assert keys(claims[claims["holder"] != "author"], "holder") <= keys(frames["entities"], "entity")


@pytest.mark.model
def test_a_merge_gives_the_names_of_a_relation(frames: Frames) -> None:
    names = frames["mentions"][["doc_id", "mention", "text"]]
    relations = frames["relations"]
    merged = relations.merge(
        names, left_on=["doc_id", "subject"], right_on=["doc_id", "mention"], validate="many_to_one"
    )
    assert len(merged) == len(relations)
    assert merged["text"].notna().all()


@pytest.mark.model
def test_values_are_those_of_the_records(main_report: Report) -> None:
    tables = to_frames([main_report])
    assert list(tables["mentions"]["text"]) == [mention.text for mention in main_report.mentions]
    assert list(tables["relations"]["trigger"]) == [relation.trigger.text for relation in main_report.relations]
    assert list(tables["claims"]["text"]) == [claim.text for claim in main_report.claims]
    kinds = {block.id: block.kind for block in main_report.blocks}
    assert list(tables["sentences"]["kind"]) == [kinds[sentence.block] for sentence in main_report.sentences]
    codes = [code or None for code in tables["entities"]["iso3166"].fillna("")]
    assert codes == [entity.ids.iso3166 for entity in main_report.entities]


def test_no_report_gives_empty_tables_with_columns() -> None:
    tables = to_frames([])
    assert set(tables) == TABLES
    for table in tables.values():
        assert len(table) == 0
        assert len(table.columns) > 2


@pytest.mark.model
def test_an_empty_table_has_the_same_columns_as_a_full_one(frames: Frames) -> None:
    nothing = extract("これはよい。")
    assert not nothing.mentions
    for name, table in to_frames([nothing]).items():
        assert list(table.columns) == list(frames[name].columns)


@pytest.mark.model
def test_the_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    monkeypatch.chdir(README.parent)
    for example in examples:
        exec(compile(example, "README.md", "exec"), {})
    assert "FACT" in capsys.readouterr().out
