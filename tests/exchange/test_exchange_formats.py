"""What stands in the files, and what files made by others give."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import Result

from report_extract.errors import InputError
from report_extract.evaluation.gold import read_gold
from report_extract.exchange.formats import FORMATS
from report_extract.exchange.units import Unit, Units
from report_extract.records import Entity, EntityIds, Report

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("unit", "places"),
    [
        pytest.param("code-points", [0, 1, 2, 3, 4], id="code-points"),
        pytest.param("utf-16", [0, 2, 3, 5, 6], id="utf-16"),
    ],
)
def test_units(unit: Unit, places: list[int]) -> None:
    units = Units("😀a𠮷b", unit)
    assert [units.out(point) for point in range(5)] == places
    assert [units.back(place) for place in places] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("place", [-1, 1, 4, 7])
def test_places_that_are_no_place(place: int) -> None:
    with pytest.raises(ValueError, match="outside the text or inside a character"):
        Units("😀a𠮷b", "utf-16").back(place)


def written(report: Report, name: str, target: Path, unit: Unit | None = None) -> Any:
    FORMATS[name].write([report], target, unit)
    return json.loads(target.read_text(encoding="utf-8"))


def test_doccano_counts_code_units(report: Report, tmp_path: Path) -> None:
    line = written(report, "doccano", tmp_path / "x.jsonl")
    russia = next(one for one in line["entities"] if one["label"] == "GPE")
    assert (russia["start_offset"], russia["end_offset"]) == (2, 5)
    numbers = [one["id"] for one in (*line["entities"], *line["relations"])]
    assert len(numbers) == len(set(numbers))


def test_label_studio_counts_code_points(report: Report, tmp_path: Path) -> None:
    (task,) = written(report, "labelstudio", tmp_path / "x.json")
    results = task["predictions"][0]["result"]
    russia = next(one for one in results if one["type"] == "labels" and one["value"]["labels"] == ["GPE"])
    assert (russia["value"]["start"], russia["value"]["end"], russia["value"]["text"]) == (1, 4, "ロシア")


def test_the_labelling_configuration_names_every_control_and_label(report: Report, tmp_path: Path) -> None:
    (task,) = written(report, "labelstudio", tmp_path / "x.json")
    view = ElementTree.parse(tmp_path / "x.config.xml").getroot()
    controls = {one.get("name") for one in view.iter() if one.get("toName")}
    values = {one.get("value") for one in view.iter() if one.get("value")}
    for one in task["predictions"][0]["result"]:
        assert one["type"] == "relation" or one["from_name"] in controls
        assert {*one.get("labels", ()), *one.get("value", {}).get("labels", ())} <= values


def test_brat_files_are_gold(report: Report, tmp_path: Path) -> None:
    FORMATS["brat"].write([report], tmp_path, None)
    gold = read_gold(tmp_path / "hand.ann", report.text)
    assert [mention.name for mention in gold.mentions] == ["ロシア", "8月", "朝鮮民主主義人民共和国", "両国"]
    assert {sentence.block for sentence in gold.sentences} == {"bullet"}


def test_cas_files_are_what_uima_reads(report: Report, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")
    FORMATS["cas"].write([report], tmp_path, None)
    with (tmp_path / "TypeSystem.xml").open("rb") as stream:
        system = cassis.load_typesystem(stream)
    with (tmp_path / "hand.xmi").open("rb") as stream:
        cas = cassis.load_cas_from_xmi(stream, typesystem=system)
    (relation,) = cas.select("report_extract.Relation")
    assert (relation.get_covered_text(), relation.subject.get_covered_text()) == ("供与", "ロシア")
    xml = (tmp_path / "hand.xmi").read_text(encoding="utf-8")
    assert 'begin="2" end="5"' in xml


def test_cas_writes_control_characters_as_replacements(report: Report, tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")
    damaged = report.model_copy(update={"text": report.text + "\x0c\x00"})
    losses = FORMATS["cas"].write([damaged], tmp_path, None)
    assert losses.lines("cas") == ["cas: 2 control characters not written"]
    (found,) = FORMATS["cas"].read(tmp_path, None)
    assert found == report.model_copy(update={"text": report.text + "��"})


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        pytest.param("jsonl", [], id="jsonl"),
        pytest.param("labelstudio", [], id="labelstudio"),
        pytest.param(
            "doccano",
            [
                "doccano: 2 claims' certainty not written",
                "doccano: 2 claims' polarity not written",
                "doccano: 2 claims' rule not written",
                "doccano: 1 mentions' entity not written",
                "doccano: 2 mentions' iso3166 not written",
                "doccano: 4 mentions' rule not written",
                "doccano: 1 mentions' value not written",
                "doccano: 1 relations' polarity not written",
                "doccano: 1 relations' rule not written",
                "doccano: 1 relations' status not written",
            ],
            id="doccano",
        ),
        pytest.param(
            "brat",
            [
                "brat: 1 blocks' extent and level not written",
                "brat: 2 claims' rule not written",
                "brat: 4 mentions' rule not written",
                "brat: 1 relations' rule not written",
                "brat: 1 reports' source, pipeline and schema version not written",
                "brat: 1 reports' warnings not written",
            ],
            id="brat",
        ),
    ],
)
def test_what_is_lost_is_named(report: Report, run: Run, tmp_path: Path, name: str, lines: list[str]) -> None:
    FORMATS["jsonl"].write([report], tmp_path / "in.jsonl", None)
    result = run(tmp_path / "in.jsonl", tmp_path / "out", "--from", "jsonl", "--to", name)
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines() == [f"warning: {line}" for line in lines]
    assert "1 reports" in result.stdout


@pytest.mark.parametrize("name", ["brat", "doccano", "labelstudio", "cas"])
def test_likelihood_addressee_and_horizon_are_kept_or_named(report: Report, tmp_path: Path, name: str) -> None:
    if name == "cas":
        pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")
    fields = {"likelihood": "likely", "addressee": "e1", "horizon": "2027"}
    graded = report.claims[1].model_copy(update=fields)
    more = report.model_copy(update={"claims": (report.claims[0], graded)})
    lines = FORMATS[name].write([more], tmp_path / "out", None).lines(name)
    if name == "cas":
        assert lines == []
        assert FORMATS[name].read(tmp_path / "out", None)[0].claims[1] == graded
    else:
        assert {f"{name}: 1 claims' {field} not written" for field in fields} <= set(lines)


@pytest.mark.parametrize("name", ["brat", "doccano", "labelstudio", "cas"])
def test_confidence_is_kept_or_named(report: Report, tmp_path: Path, name: str) -> None:
    if name == "cas":
        pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")
    weighed = report.relations[0].model_copy(update={"confidence": 0.71})
    more = report.model_copy(update={"relations": (weighed,)})
    lines = FORMATS[name].write([more], tmp_path / "out", None).lines(name)
    (found,) = FORMATS[name].read(tmp_path / "out", None)[0].relations
    assert found.confidence == (0.71 if name == "cas" else None)
    assert (f"{name}: 1 relations' confidence not written" in lines) == (name != "cas")


def test_a_cas_of_an_older_version_is_read(report: Report, tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")
    FORMATS["cas"].write([report], tmp_path, None)
    types = tmp_path / "TypeSystem.xml"
    known = types.read_text(encoding="utf-8")
    gained = r"<featureDescription>\s*<name>(confidence|likelihood|addressee|horizon)</name>.*?</featureDescription>"
    older, count = re.subn(gained, "", known, flags=re.DOTALL)
    assert count == 4
    types.write_text(older, encoding="utf-8")
    assert FORMATS["cas"].read(tmp_path, None) == [report]


def test_entities_that_names_cannot_hold_are_named(report: Report, tmp_path: Path) -> None:
    twin = report.entities[0].model_copy(update={"id": "e9"})
    stray = Entity(id="e8", type="ORG", name="NATO", ids=EntityIds(iso3166=None, wikidata=None), value=None)
    other = report.mentions[0].model_copy(update={"id": "m9", "entity": "e9", "start": 0, "end": 1, "text": "😀"})
    more = report.model_copy(
        update={
            "entities": (*report.entities, twin, stray),
            "mentions": (*report.mentions, other),
            "claims": (*report.claims[:1], report.claims[1].model_copy(update={"holder": "e8"})),
        }
    )
    lines = FORMATS["labelstudio"].write([more], tmp_path / "x.json", None).lines("labelstudio")
    assert lines == [
        "labelstudio: 1 claims' holder not written",
        "labelstudio: 1 entities not written",
        "labelstudio: 2 entities' identity not written",
    ]


def test_an_annotation_by_hand_wins_over_the_prediction(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    tasks = written(report, "labelstudio", path)
    region = {"id": "Dx_aB", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
              "value": {"start": 1, "end": 4, "text": "ロシア", "labels": ["ORG"]}}  # fmt: skip
    tasks[0]["annotations"] = [
        {"id": 1, "result": [region], "was_cancelled": False, "completed_by": 1},
        {"id": 2, "result": [], "was_cancelled": True},
    ]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    (found,) = FORMATS["labelstudio"].read(path, None)
    assert [(one.type, one.text, one.rule) for one in found.mentions] == [("ORG", "ロシア", "labelstudio")]
    assert found.doc_id == "hand"


def test_label_studio_offsets_in_code_units_are_recognised(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    written(report, "labelstudio", path, "utf-16")
    assert FORMATS["labelstudio"].read(path, None) == [report]


def test_doccano_lines_made_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "hand.jsonl"
    line = {"id": 7, "data": "😀米国\n中国", "Comments": [], "entities": [
        {"id": 1, "label": "GPE", "start_offset": 2, "end_offset": 4}], "relations": []}  # fmt: skip
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    (found,) = FORMATS["doccano"].read(path, None)
    assert (found.doc_id, found.mentions[0].text, found.entities[0].name) == ("hand-1", "米国", "米国")
    assert [one.text for one in found.sentences] == ["😀米国", "中国"]


@pytest.mark.parametrize(
    ("entities", "warnings"),
    [
        pytest.param((3,), (), id="one"),
        pytest.param((3, 1), ("c1: its holder stands for 2 entities, the first was kept",), id="several"),
    ],
)
def test_an_anaphor_may_be_the_holder(tmp_path: Path, entities: tuple[int, ...], warnings: tuple[str, ...]) -> None:
    path = tmp_path / "x.jsonl"
    spans = [(1, "GPE", 0, 2), (3, "GPE", 2, 4), (2, "ANAPHOR", 4, 6), (4, "FACT", 0, 6)]
    arcs = [*((2, target, "RefersTo") for target in entities), (4, 2, "Holder")]
    line = {
        "text": "米国中国両国",
        "entities": [dict(zip(("id", "label", "start_offset", "end_offset"), one, strict=True)) for one in spans],
        "relations": [dict(zip(("from_id", "to_id", "type"), one, strict=True)) for one in arcs],
    }
    path.write_text(json.dumps(line), encoding="utf-8")
    (found,) = FORMATS["doccano"].read(path, None)
    assert (found.claims[0].holder, found.warnings) == ("e2", warnings)


BAD_DOCCANO = {
    "no-json": ("{", "no JSON"),
    "no-text": ('{"entities": []}', "text"),
    "label": ('{"text": "米国", "entities": [{"id": 1, "label": "X", "start_offset": 0, "end_offset": 1}]}',
              "unknown label 'X'; allowed: PERSON"),
    "outside": ('{"text": "米国", "entities": [{"id": 1, "label": "GPE", "start_offset": 0, "end_offset": 9}]}',
                "the offset 9 lies outside"),
    "no-subject": ('{"text": "米国", "entities": [{"id": 1, "label": "AID", "start_offset": 0, "end_offset": 1}]}',
                   "AID 1 has no Subject"),
    "arc-to-nothing": ('{"text": "米国", "relations": [{"id": 1, "from_id": 1, "to_id": 2, "type": "Subject"}]}',
                       "there is no span 1"),
    "report": ('{"text": "米国", "report": {"doc_id": 3}}', "report."),
}  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BAD_DOCCANO.values(), ids=BAD_DOCCANO)
def test_bad_doccano_lines_are_named(tmp_path: Path, run: Run, line: str, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    result = run(path, tmp_path / "out", "--from", "doccano", "--to", "jsonl")
    assert result.exit_code == 2
    assert f"{path}:2: " in result.stderr
    assert reason in result.stderr


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        pytest.param("jsonl", {"time": "m99"}, "missing mention 'm99'", id="dangling-time"),
        pytest.param("jsonl", {"trigger": {"start": 0, "end": 2, "text": "供与"}}, "is not what stands at", id="span"),
    ],
)
def test_bad_records_are_refused(report: Report, tmp_path: Path, name: str, change: Any, reason: str) -> None:
    data = report.model_dump(mode="json")
    data["relations"][0] |= change
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(data) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        FORMATS[name].read(path, None)


def test_an_id_that_is_no_file_name_is_refused(report: Report, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be the name of a file"):
        FORMATS["brat"].write([report.model_copy(update={"doc_id": "../x"})], tmp_path, None)


def test_a_cas_that_is_none(tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="dkpro-cassis (extra exchange) is not installed")
    (tmp_path / "x.xmi").write_text("<a/", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.xmi: cannot be read as a CAS"):
        FORMATS["cas"].read(tmp_path, None)


def test_without_cassis_the_extra_is_named(
    report: Report, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cassis", None)
    FORMATS["jsonl"].write([report], tmp_path / "in.jsonl", None)
    result = run(tmp_path / "in.jsonl", tmp_path / "out", "--from", "jsonl", "--to", "cas")
    assert result.exit_code == 2
    assert "report-extract[exchange]" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(("--from", "jsonl", "--to", "conll"), "'conll' is no format", id="format"),
        pytest.param(("--from", "jsonl", "--to", "doccano", "--offsets", "bytes"), "'bytes'", id="unit"),
        pytest.param(
            ("--from", "jsonl", "--to", "brat", "--offsets", "utf-16"), "doccano or labelstudio", id="no-unit"
        ),
    ],
)
def test_wrong_options(tmp_path: Path, run: Run, options: tuple[str, ...], message: str) -> None:
    result = run(tmp_path / "in.jsonl", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert message in result.stderr
