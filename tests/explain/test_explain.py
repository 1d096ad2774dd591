"""``report-extract explain``: the record in its sentence, its arguments, and the rule with its definition."""

import json
import re
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Write = Callable[[Sequence[tuple[str, str]]], Path]

TEXT = "これは序文である。\n\n仮に2024年3月にロシアが北朝鮮に武器を供与した場合、米国は制裁を科す可能性がある。\n"


def value(output: str, label: str) -> str:
    """What stands behind a label, with the lines it was broken into put together."""
    match = re.search(rf"^ *{re.escape(label)}  +(.*(?:\n {{9,}}.*)*)", output, re.MULTILINE)
    assert match, output
    return re.sub(r"\n +", "", match.group(1))


@pytest.mark.model
def test_a_relation(run: Run, write: Write) -> None:
    reports = write([("a", TEXT)])
    relations = json.loads(reports.read_text(encoding="utf-8"))["relations"]
    (aid,) = (r for r in relations if r["type"] == "AID")
    result = run("explain", reports, aid["id"])
    assert result.exit_code == 0, result.output
    said = result.stdout
    assert value(said, "sentence").startswith(
        "仮に[time:2024年3月]に[S:ロシア]が[O:北朝鮮]に[T:武器]を[trigger:供与]した場合"
    )
    assert value(said, "record") == f"{aid['id']} AID: ロシア ({aid['subject']}) → 北朝鮮 ({aid['object']})"
    assert value(said, "subject path") == "ロシアが (ガ) → 供与した"
    assert value(said, "object path") == "北朝鮮に (ニ) → 供与した"
    assert value(said, "by case") == "ガ ロシア, ニ 北朝鮮"
    assert value(said, "slots") == "subject ロシア, object 北朝鮮"
    assert value(said, "confidence") == f"{aid['confidence']:.2f}"
    assert re.match(r"0\.\d\d \(nothing 0\.\d\d, ", value(said, "likely"))
    assert "word:供与 +" in value(said, "for")
    assert value(said, "status") == "hypothetical (場合 in 場合、)"
    assert value(said, "polarity").startswith("positive")
    rule = value(said, "rule")
    place = re.fullmatch(r"frame:aid\.give in (relations/frames/\w+\.toml):(\d+)", rule)
    assert place, rule
    lines = (files("report_extract") / place[1]).read_text(encoding="utf-8").splitlines()
    assert lines[int(place[2]) - 1] == 'id = "aid.give"'
    assert value(said, "nouns").endswith("here 供与")


@pytest.mark.model
@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(0.38, r"0\.38 \(now 0\.\d\d\)", id="other-weights"),
        pytest.param(None, "none in the record", id="schema-1.1"),
    ],
)
def test_a_confidence_that_is_not_that_of_now(given: float | None, said: str, run: Run, write: Write) -> None:
    reports = write([("a", "ロシアは北朝鮮に武器を供与した。\n")])
    row = json.loads(reports.read_text(encoding="utf-8"))
    row["relations"][0]["confidence"] = given
    reports.write_text(json.dumps(row), encoding="utf-8")
    assert re.fullmatch(said, value(run("explain", reports, "r1").stdout, "confidence"))


@pytest.mark.model
def test_a_relation_in_code(run: Run, write: Write) -> None:
    said = run("explain", write([("a", "2024年3月、プーチン大統領は演説した。\n")]), "r1").stdout
    assert "[S:プーチン][O:[trigger:大統領]]は" in said
    assert value(said, "rule") == "static:has-role in relations/static.py (a rule in code)"
    assert value(said, "confidence") == "none: a rule alone states it"


@pytest.mark.model
def test_a_subject_of_the_sentence_before_is_said_to_be_carried_on(run: Run, write: Write) -> None:
    reports = write([("a", "ロシアは会合を開いた。北朝鮮に武器を供与した。\n")])
    relations = json.loads(reports.read_text(encoding="utf-8"))["relations"]
    (aid,) = (r["id"] for r in relations if r["type"] == "AID")
    assert "sentence before" in value(run("explain", reports, aid).stdout, "subject path")


@pytest.mark.model
def test_a_claim(run: Run, write: Write) -> None:
    reports = write([("a", TEXT)])
    claims = json.loads(reports.read_text(encoding="utf-8"))["claims"]
    (forecast,) = (c for c in claims if c["type"] == "FORECAST")
    said = run("explain", reports, forecast["id"]).stdout
    assert "[cue:可能性がある]" in value(said, "sentence")
    assert value(said, "condition") == forecast["condition"]["text"]
    assert value(said, "holder") == "author"
    assert value(said, "rule").startswith("cue:possible in claims/cues.toml:")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "surface", "rule", "place", "key"),
    [
        pytest.param(
            "ロシアは静観した。", "ロシア", "list:countries", "entities/lists/countries.toml", "entry", id="list"
        ),
        pytest.param("露中は協議した。", "露", "abbreviation", "entities/abbreviations.py", "", id="code"),
        pytest.param(
            "中国は静観した。同国は黙った。", "同国", "anaphor:country", "entities/anaphora.toml", "id", id="anaphor"
        ),
    ],
)
def test_a_mention(text: str, surface: str, rule: str, place: str, key: str, run: Run, write: Write) -> None:
    reports = write([("a", text)])
    mentions = json.loads(reports.read_text(encoding="utf-8"))["mentions"]
    number = next(m["id"] for m in mentions if m["text"] == surface)
    said = run("explain", reports, number).stdout
    assert f"[{surface}]" in value(said, "sentence")
    assert value(said, "rule").startswith(f"{rule} in {place}")
    if key:
        assert value(said, key)


@pytest.mark.model
def test_every_record_of_a_report_is_explained(run: Run, write: Write, main_path: Path, tmp_path: Path) -> None:
    from report_extract.evaluation.outputs import read_reports
    from report_extract.explain.record import explain, find_record

    source = main_path.read_text(encoding="utf-8")
    reports = read_reports(write([("a", source[: source.index("\n", 1500)])]))
    records = (*reports[0].mentions[::12], *reports[0].relations[::3], *reports[0].claims[::3])
    assert len(records) > 15
    for record in records:
        lines = explain(*find_record(reports, record.id, None))
        assert any(line.startswith("rule") for line in lines)
        assert not any("note" in line or "not in this version" in line for line in lines), lines


@pytest.mark.model
def test_a_relation_that_the_rules_find_no_more_says_so(run: Run, write: Write) -> None:
    reports = write([("a", "ロシアは北朝鮮に武器を供与した。\n")])
    row = json.loads(reports.read_text(encoding="utf-8"))
    row["relations"][0]["rule"] = "frame:aid.gone"
    row["pipeline"]["rules"] = "other"
    reports.write_text(json.dumps(row), encoding="utf-8")
    said = run("explain", reports, "r1").stdout
    assert "the rules have changed since the run" in value(said, "note")
    assert value(said, "confidence") == f"{row['relations'][0]['confidence']:.2f}"
    assert "not in this version" in value(said, "rule") or "in code" in value(said, "rule")


@pytest.mark.model
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["r9"], "no mention, relation or claim r9; there are m1–m", id="unknown-record"),
        pytest.param(["m1"], "m1 is in 2 reports, name one with --report: a, b", id="in-two-reports"),
        pytest.param(["m1", "--report", "c"], "no report c; there are a, b", id="unknown-report"),
    ],
)
def test_a_record_that_is_not_there(arguments: list[str], said: str, run: Run, write: Write) -> None:
    reports = write([("a", "ロシアは静観した。"), ("b", "米国は静観した。")])
    result = run("explain", reports, *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert said in result.stderr


def test_a_file_without_reports(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text("", encoding="utf-8")
    result = run("explain", tmp_path / "reports.jsonl", "r1")
    assert (result.exit_code, result.stderr) == (2, "error: there are no reports\n")


@pytest.mark.model
def test_a_report_divided_otherwise_is_refused(run: Run, write: Write) -> None:
    reports = write([("a", "ロシアは静観した。")])
    row = json.loads(reports.read_text(encoding="utf-8"))
    row["blocks"][0]["end"] -= 1
    reports.write_text(json.dumps(row), encoding="utf-8")
    result = run("explain", reports, "m1")
    assert result.exit_code == 2
    assert "run again" in result.stderr
