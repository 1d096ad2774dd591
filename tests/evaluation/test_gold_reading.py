"""A gold file is read whole or refused with file, line and reason."""

from pathlib import Path

import pytest

from report_extract.errors import GoldError
from report_extract.evaluation.gold import GoldReport, find_text, gold_files, read_gold
from report_extract.records import Report

WRONG = [
    pytest.param("T1\tGPE 0 3", "T1\tGPE 0 900", "lie outside the text", id="offset-outside"),
    pytest.param("T1\tGPE 0 3", "T1\tGPE 3 3", "lie outside the text", id="empty-span"),
    pytest.param("T1\tGPE 0 3\tロシア", "T1\tGPE 0 3\tロシヤ", "the text there is 'ロシア', not 'ロシヤ'", id="text"),
    pytest.param("T1\tGPE 0 3\tロシア", "T1\tGPE 0 1;2 3\tロア", "leave out 'シ'", id="fragments-with-a-hole"),
    pytest.param("T1\tGPE", "T1\tCOUNTRY", "unknown type 'COUNTRY'", id="type"),
    pytest.param("E1\tAID", "E1\tHELP", "unknown relation type 'HELP'", id="relation-type"),
    pytest.param("E1\tAID", "E1\tSUPPORT", "the trigger T11 is a AID, not a SUPPORT", id="trigger-of-another-type"),
    pytest.param("Subject:T1", "Agent:T1", "unknown role 'Agent'", id="role"),
    pytest.param("Subject:T1", "Object:T1", "the role Object stands twice", id="role-twice"),
    pytest.param(" Object:T3", "", "E1 has no Object", id="no-object"),
    pytest.param("Subject:T1", "Subject:T99", "there is no T99", id="missing-argument"),
    pytest.param("Subject:T1", "Subject:T8", "T8 is a SENTENCE", id="argument-of-the-wrong-kind"),
    pytest.param("Status E1 actual", "Mood E1 actual", "unknown attribute 'Mood'", id="attribute"),
    pytest.param("Status E1 actual", "Status E1 maybe", "unknown value of Status 'maybe'", id="attribute-value"),
    pytest.param("Status E1 actual", "Status E9 actual", "there is no E9", id="attribute-of-nothing"),
    pytest.param("Status E1 actual", "Status T8 actual", "T8 is a SENTENCE and has no Status", id="attribute-owner"),
    pytest.param("Block T8 paragraph", "Block T8 aside", "unknown value of Block 'aside'", id="block"),
    pytest.param("T1 iso3166:RU", "T1 wikipedia:RU", "unknown register 'wikipedia'", id="register"),
    pytest.param("T1 iso3166:RU", "T99 iso3166:RU", "there is no T99", id="reference-of-nothing"),
    pytest.param("RefersTo Arg1:T4 Arg2:T3", "RefersTo Arg1:T4 Arg2:T77", "there is no T77", id="anaphor-target"),
    pytest.param("RefersTo Arg1:T4", "RefersTo Arg1:T78", "there is no T78", id="anaphor-source"),
    pytest.param("RefersTo Arg1:T4", "RefersTo Arg1:T5", "T5 is a GPE and has no RefersTo", id="name-that-refers"),
    pytest.param("RefersTo Arg1", "PointsTo Arg1", "unknown relation line 'PointsTo'", id="arc"),
    pytest.param("Sentence E1\tT8", "Sentence E1\tT88", "there is no T88", id="missing-sentence"),
    pytest.param("Sentence E1\tT8", "Sentence E9\tT8", "there is no E9", id="note-of-nothing"),
    pytest.param("Sentence E1", "Remark E1", "unknown note 'Remark'", id="note"),
    pytest.param("T3\tGPE", "T1\tGPE", "id T1 is taken by line 3", id="id-twice"),
    pytest.param("T3\tGPE", "X3\tGPE", "unknown kind of line 'X3'", id="line"),
    pytest.param("T3\tGPE 12", "T3\tGPE twelve", "not a brat line of this kind", id="no-brat"),
    pytest.param('"title"', '"headline"', "bad metadata", id="metadata"),
]


@pytest.mark.parametrize(("old", "new", "reason"), WRONG)
def test_wrong_gold_stops_with_file_line_and_reason(
    gold_file: Path, right: Report, old: str, new: str, reason: str
) -> None:
    lines = gold_file.read_text(encoding="utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, start=1) if old in line)
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    gold_file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(gold_file, right.text)
    place, found = str(caught.value).split(": ", 1)
    assert place == f"{gold_file}:{number}"
    assert reason in found


def test_a_date_without_value_names_the_line_of_the_date(gold_file: Path, right: Report) -> None:
    lines = gold_file.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if "timex" not in line]
    gold_file.write_text("\n".join(kept), encoding="utf-8")
    line = next(number for number, line in enumerate(kept, start=1) if line.startswith("T2\t"))
    with pytest.raises(GoldError, match=f":{line}: the DATE T2 has no timex"):
        read_gold(gold_file, right.text)


@pytest.mark.parametrize("extra", ["T90\tLOC 1 4\tシアは", "T90\tANAPHOR 1 3\tシア"], ids=["name", "anaphor"])
def test_mentions_that_overlap_are_refused(gold_file: Path, right: Report, extra: str) -> None:
    before = gold_file.read_text(encoding="utf-8")
    gold_file.write_text(f"{before}{extra}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=rf":{before.count(chr(10)) + 1}: T90 overlaps T1 of line 3"):
        read_gold(gold_file, right.text)


def test_a_text_that_changed_is_refused(gold_file: Path, right: Report) -> None:
    with pytest.raises(GoldError, match=r"small\.ann:1: the text has changed since it was annotated"):
        read_gold(gold_file, f"{right.text} ")


@pytest.mark.parametrize("note", ["TextHash", "Metadata"])
def test_the_notes_on_the_document_are_needed(gold_file: Path, right: Report, note: str) -> None:
    lines = gold_file.read_text(encoding="utf-8").split("\n")
    gold_file.write_text("\n".join(line for line in lines if note not in line), encoding="utf-8")
    with pytest.raises(GoldError, match=f"0 notes '{note} DOC', one is needed"):
        read_gold(gold_file, right.text)


@pytest.mark.parametrize(
    ("lost", "reason"),
    [
        pytest.param("Sentence E1", "E1 has no note that names its sentence", id="sentence"),
        pytest.param("Status E1", "E1 has no Status", id="status"),
        pytest.param("Polarity T14", "T14 has no Polarity", id="claim-polarity"),
        pytest.param("Block T9", "T9 has no Block", id="block"),
    ],
)
def test_what_is_left_out_is_missed(gold_file: Path, right: Report, lost: str, reason: str) -> None:
    lines = gold_file.read_text(encoding="utf-8").split("\n")
    gold_file.write_text("\n".join(line for line in lines if lost not in line), encoding="utf-8")
    with pytest.raises(GoldError, match=reason):
        read_gold(gold_file, right.text)


def test_a_claim_has_one_holder(gold_file: Path, right: Report) -> None:
    before = gold_file.read_text(encoding="utf-8")
    gold_file.write_text(f"{before}R90\tHolder Arg1:T15 Arg2:T3\n", encoding="utf-8")
    with pytest.raises(GoldError, match="T15 has two arcs Holder"):
        read_gold(gold_file, right.text)


def test_an_attribute_has_one_value(gold_file: Path, right: Report) -> None:
    before = gold_file.read_text(encoding="utf-8")
    gold_file.write_text(f"{before}A90\tStatus E1 desired\n", encoding="utf-8")
    with pytest.raises(GoldError, match=rf":{before.count(chr(10)) + 1}: E1 has two values of Status"):
        read_gold(gold_file, right.text)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    path.write_bytes("T1\tGPE 0 3\tロシア".encode("cp932"))
    with pytest.raises(GoldError, match="cannot be read"):
        read_gold(path, "ロシア")


def test_windows_line_ends_and_empty_lines_are_read(gold_file: Path, gold: GoldReport) -> None:
    before = gold_file.read_text(encoding="utf-8")
    gold_file.write_bytes(before.replace("\n", "\r\n\r\n").encode())
    assert read_gold(gold_file, gold.text) == gold


def test_a_folder_gives_its_files_in_order(gold_file: Path) -> None:
    other = gold_file.with_name("a.ann")
    other.touch()
    assert gold_files(gold_file.parent) == [other, gold_file]
    assert gold_files(gold_file) == [gold_file]


def test_a_place_without_gold_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none.ann"):
        with pytest.raises(GoldError, match="no gold here"):
            gold_files(place)


def test_the_text_stands_beside_the_gold_or_in_the_corpus(gold_file: Path, gold: GoldReport, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no small\.txt"):
        find_text(gold_file, [tmp_path])
    (tmp_path / "small.txt").write_bytes(gold.text.encode())
    assert find_text(gold_file, [tmp_path]) == gold.text
    gold_file.with_suffix(".txt").write_bytes(b"beside\r\n")
    assert find_text(gold_file, [tmp_path]) == "beside\r\n"
