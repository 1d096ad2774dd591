"""There and back: what a format can hold comes back the same."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_extract.exchange.formats import FORMATS
from report_extract.exchange.losses import Losses
from report_extract.exchange.units import UNITS, Unit
from report_extract.records import Claim, Mention, Relation, Report

SCHEMA = json.loads(Path(__file__).with_name("labelstudio.schema.json").read_text(encoding="utf-8"))
Check = Callable[[Report], None]


def through(report: Report, name: str, unit: Unit | None = None) -> tuple[Report, Losses]:
    with TemporaryDirectory() as folder:
        target = Path(folder) / ("folder" if name in ("brat", "cas") else "file.json")
        losses = FORMATS[name].write([report], target, unit)
        (found,) = FORMATS[name].read(target, unit)
        return found, losses


def for_each(reports: st.SearchStrategy[Report], check: Check) -> None:
    """Run a check on many small reports."""

    @settings(max_examples=80, deadline=None)
    @given(reports)
    def run(report: Report) -> None:
        check(report)

    run()


def facts(report: Report, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Give the records without ids and rules, and without some of their fields."""
    entities = {entity.id: entity for entity in report.entities}

    def kept(record: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in record.items() if key not in {"rule", *without}}

    def named(key: str | None) -> Any:
        entity = entities.get(key or "")
        return entity and kept({**entity.ids.model_dump(), "value": entity.value, "name": entity.name})

    def place(name: str) -> tuple[int, int]:
        return next((one.start, one.end) for one in report.mentions if one.id == name)

    return {
        "text": report.text,
        "metadata": report.metadata,
        "sentences": [(one.start, one.end) for one in report.sentences],
        "mentions": [
            kept({**one.model_dump(), "entity": named(one.entity), "refers_to": [named(key) for key in one.refers_to]})
            for one in report.mentions
        ],
        "relations": [
            kept({**one.model_dump(), **{role: place(name) for role in ("subject", "object", "time", "place")
                                         if (name := getattr(one, role))}})
            for one in report.relations
        ],
        "claims": [kept({**one.model_dump(), "holder": named(one.holder) or one.holder}) for one in report.claims],
    }  # fmt: skip


def rules(report: Report) -> set[str]:
    records: list[Mention | Relation | Claim] = [*report.mentions, *report.relations, *report.claims]
    return {record.rule for record in records}


def without_certainty_of_advice(report: Report) -> Report:
    claims = (
        one.model_copy(update={"certainty": None}) if one.type == "RECOMMENDATION" else one for one in report.claims
    )
    return report.model_copy(update={"claims": tuple(claims)})


def test_jsonl_holds_everything(reports: st.SearchStrategy[Report]) -> None:
    def check(report: Report) -> None:
        found, losses = through(report, "jsonl")
        assert found == report
        assert not losses.counts

    for_each(reports, check)


def test_label_studio_holds_everything(reports: st.SearchStrategy[Report]) -> None:
    def check(report: Report) -> None:
        report = without_certainty_of_advice(report)
        found, losses = through(report, "labelstudio")
        assert found == report
        assert not losses.counts

    for_each(reports, check)


def test_cas_holds_everything(reports: st.SearchStrategy[Report]) -> None:
    pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")

    def check(report: Report) -> None:
        found, losses = through(report, "cas")
        assert found == report
        assert not losses.counts

    for_each(reports, check)


def test_brat_holds_all_but_rules(reports: st.SearchStrategy[Report]) -> None:
    def check(report: Report) -> None:
        found, losses = through(report, "brat")
        assert facts(found) == facts(report)
        assert rules(found) <= {"brat"}
        assert losses.counts["mentions", "rule"] == len(report.mentions)
        again, _ = through(found, "brat")
        assert again == found

    for_each(reports, check)


def test_doccano_holds_spans_and_arcs(reports: st.SearchStrategy[Report]) -> None:
    lost = frozenset({"status", "polarity", "certainty", "name", "iso3166", "wikidata", "value"})
    entity_fields = frozenset({*lost, "entity", "refers_to", "holder", "type"})

    def check(report: Report) -> None:
        found, losses = through(report, "doccano")
        assert (found.blocks, found.source, found.sentences) == (report.blocks, report.source, report.sentences)
        assert facts(found, without=entity_fields) == facts(report, without=entity_fields)
        assert [one.type for one in found.mentions if one.form == "name"] == [
            one.type for one in report.mentions if one.form == "name"
        ]
        assert [one.type for one in found.relations] == [one.type for one in report.relations]
        assert [one.type for one in found.claims] == [one.type for one in report.claims]
        assert [one.holder == "author" for one in found.claims] == [one.holder == "author" for one in report.claims]
        assert losses.counts["relations", "status"] == len(report.relations)
        again, _ = through(found, "doccano")
        assert facts(again, without=entity_fields) == facts(found, without=entity_fields)

    for_each(reports, check)


@pytest.mark.parametrize("name", ["doccano", "labelstudio"])
@pytest.mark.parametrize("unit", UNITS)
def test_either_unit_comes_back(reports: st.SearchStrategy[Report], name: str, unit: Unit) -> None:
    def check(report: Report) -> None:
        assert through(report, name, unit)[0].mentions == through(report, name)[0].mentions

    for_each(reports, check)


def test_label_studio_json_keeps_to_its_schema(reports: st.SearchStrategy[Report]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def check(report: Report) -> None:
        with TemporaryDirectory() as folder:
            target = Path(folder) / "tasks.json"
            FORMATS["labelstudio"].write([report, report.model_copy(update={"doc_id": "other"})], target, None)
            jsonschema.validate(json.loads(target.read_text(encoding="utf-8")), SCHEMA)

    for_each(reports, check)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_reports_give_the_same_bytes(tmp_path: Path, report: Report, name: str) -> None:
    if name == "cas":
        pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")
    contents = []
    for run in ("one", "two"):
        folder = tmp_path / run
        FORMATS[name].write([report], folder if name in ("brat", "cas") else folder / "x.json", None)
        contents.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert contents[0] == contents[1]
