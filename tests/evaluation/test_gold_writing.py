"""Gold that is written is read back the same, and annotations become gold."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.errors import GoldError
from report_extract.evaluation.annotation import from_annotation
from report_extract.evaluation.brat import write_gold
from report_extract.evaluation.gold import GoldMention, GoldReport, read_gold
from report_extract.records import Metadata

RAW = "同月の報告\n　露は2024年3月、\n　　北朝\n鮮と協力した。同月、両国は\n合意した。8月と8月に協力し、協力した。\n"


def test_what_is_written_is_read_back(gold_file: Path, gold: GoldReport) -> None:
    assert read_gold(gold_file, gold.text) == gold


def test_a_span_over_a_line_break_is_written_in_fragments(gold: GoldReport) -> None:
    start = gold.claims[1].start
    assert f"T15\tFACT {start} {start + 3};{start + 4} {start + 11}\t同国は 中国と協力し、" in write_gold(gold).split(
        "\n"
    )


@given(st.text(st.sampled_from("ロ　 \n\r\t\u2028\x85a𠮷"), min_size=1), st.data())
def test_any_span_survives_writing(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    solid = [at for at, character in enumerate(text) if not character.isspace()]
    if not solid:
        return
    start, end = sorted((data.draw(st.sampled_from(solid)), data.draw(st.sampled_from(solid))))
    mention = GoldMention(start, end + 1, text[start : end + 1], "T1", "GPE", "名 前", ("PLACE:名 前",))
    nothing = Metadata(title=None, author=None, affiliation=None, completed=None)
    gold = GoldReport("one", text, nothing, (), (mention,), (), ())
    path = tmp_path_factory.getbasetemp() / "one.ann"
    path.write_text(write_gold(gold), encoding="utf-8", newline="")
    assert read_gold(path, text) == gold


def annotation() -> dict[str, Any]:
    """Annotate RAW as a reader would, surface by surface."""
    relation = {
        "trigger": "協力",
        "theme": None,
        "time": "m3",
        "place": None,
        "status": "actual",
        "polarity": "positive",
    }
    claim = {"span": None, "type": "FACT", "certainty": "certain", "polarity": "positive", "condition": None,
             "holder": "author", "cue": None}  # fmt: skip
    return {
        "doc": "wrapped", "completed": "2024-12", "title": "同月の報告", "author": None, "affiliation": None,
        "sentences": [
            {"text": "同月の報告", "block": "heading", "entities": [["m1", "DATE", "同月", {"value": "2024-12"}]],
             "anaphors": [], "relations": [], "claims": []},
            {"text": "露は2024年3月、北朝鮮と協力した。", "block": "paragraph",
             "entities": [["m2", "GPE", "露", {"name": "ロシア", "iso": "RU"}],
                          ["m3", "DATE", "2024年3月", {"value": "2024-03"}],
                          ["m4", "GPE", "北朝鮮", {"name": "北朝鮮", "iso": "KP"}]],
             "anaphors": [], "relations": [["COOPERATE", "m2", "m4", relation]], "claims": [claim]},
            {"text": "同月、両国は合意した。", "block": "paragraph",
             "entities": [["m5", "DATE", "同月", {"name": "同月", "value": "2024-03"}]],
             "anaphors": [["a1", "両国", ["m2", "m4"]]],
             "relations": [["AGREE", "a1", "a1", {**relation, "trigger": None, "time": None}]],
             "claims": [{**claim, "holder": "a1", "cue": "した"}]},
            {"text": "8月と8月に協力し、協力した。", "block": "paragraph",
             "entities": [["m6", "DATE", "8月", {"value": "2023-08"}], ["m7", "DATE", "8月", {"value": "2024-08"}]],
             "anaphors": [], "relations": [],
             "claims": [{**claim, "span": "8月と8月に協力し、"}, {**claim, "span": "協力した。", "cue": "協力した"}]},
        ],
    }  # fmt: skip


def convert(folder: Path, data: dict[str, Any]) -> GoldReport:
    (folder / "wrapped.txt").write_bytes(RAW.encode())
    (folder / "wrapped.json").write_text(json.dumps(data), encoding="utf-8")
    return from_annotation(folder / "wrapped.txt", folder / "wrapped.json")


def test_surfaces_are_found_over_line_breaks(tmp_path: Path) -> None:
    gold = convert(tmp_path, annotation())
    assert [mention.text for mention in gold.mentions] == [
        "同月", "露", "2024年3月", "北朝\n鮮", "同月", "両国", "8月", "8月",
    ]  # fmt: skip
    assert all(gold.text[one.start : one.end] == one.text for one in (*gold.mentions, *gold.sentences, *gold.claims))
    assert gold.mentions[5].entities == ("PLACE:ロシア", "PLACE:北朝鮮")
    assert (gold.relations[0].subject, gold.relations[0].time, gold.relations[1].trigger) == ("m2", "m3", None)
    assert gold.claims[1].holder == "a1"
    last = gold.claims[-1]
    assert last.cue is not None
    assert last.cue.start == last.start


def test_dates_are_named_by_what_they_stand_for(tmp_path: Path) -> None:
    gold = convert(tmp_path, annotation())
    assert [mention.name for mention in gold.mentions if mention.type == "DATE"] == [
        "同月", "2024年3月", "2024年3月", "8月", "8月(2024-08)",
    ]  # fmt: skip


def test_converted_gold_is_read_back(tmp_path: Path) -> None:
    gold = convert(tmp_path, annotation())
    written = write_gold(gold)
    (tmp_path / "wrapped.ann").write_text(written, encoding="utf-8")
    back = read_gold(tmp_path / "wrapped.ann", RAW)
    assert write_gold(back) == written
    assert (back.sentences[1].text, back.claims[0].holder) == (gold.sentences[1].text, None)


@pytest.mark.parametrize(
    ("sentence", "key", "value", "reason"),
    [
        pytest.param(1, "text", "露は協力した。", "'露は協力した。' is not in the text after", id="sentence"),
        pytest.param(1, "entities", [["m2", "GPE", "中国", {}]], "'中国' is not in the text", id="mention"),
        pytest.param(2, "anaphors", [["a1", "両国", ["m99"]]], "not an annotation as FORMAT", id="reference"),
    ],
)
def test_an_annotation_that_does_not_fit_is_refused(
    tmp_path: Path, sentence: int, key: str, value: object, reason: str
) -> None:
    data = annotation()
    data["sentences"][sentence][key] = value
    with pytest.raises(GoldError, match=reason):
        convert(tmp_path, data)
