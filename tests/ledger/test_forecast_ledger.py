"""The ledger: what is filled in stays whatever happens to the reports, and counts as it should."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any, get_args

import pytest
from openpyxl import load_workbook
from typer.testing import Result

from report_extract.ledger.bands import RANGES, STANDS_FOR, band_of, expects_it, middle, probability
from report_extract.ledger.book import LEDGER_COLUMNS, Line, read_ledger, write_ledger
from report_extract.ledger.scoring import score
from report_extract.records import Certainty, Likelihood, Report

MakeReport = Callable[..., Report]
Write = Callable[..., Path]
Call = Callable[..., Result]
SUFFIXES = [".csv", ".xlsx"]


def fill(path: Path, number: int, **cells: str) -> None:
    """Fill in cells of a row, as people do with a spreadsheet."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        sheet = book["forecasts"]
        names = [cell.value for cell in sheet[1]]
        for name, value in cells.items():
            if name not in names:
                names.append(name)
                sheet.cell(1, len(names)).value = name
            sheet.cell(number + 2, names.index(name) + 1).value = value
        book.save(path)
        return
    lines = [dict(line.cells) for line in read_ledger(path)]
    lines[number] |= cells
    write_ledger(path, list(dict.fromkeys((*LEDGER_COLUMNS, *cells))), lines)


def filled(path: Path) -> list[tuple[str, ...]]:
    return [tuple(line[name] for name in ("report", "who", "outcome", "note", "found")) for line in read_ledger(path)]


@pytest.fixture(params=SUFFIXES)
def ledger(request: pytest.FixtureRequest, tmp_path: Path, make_report: MakeReport, write: Write, call: Call) -> Path:
    """A ledger of one report, with an outcome and a note."""
    path = tmp_path / f"ledger{request.param}"
    result = call(write(make_report()), "--ledger", path)
    assert result.output == f"{path}: 2 forecasts: 2 new, 0 filled in, 0 dropped\n"
    fill(path, 0, outcome="came true", note="=1+1", reader="甲")
    return path


def test_a_new_ledger_is_empty_and_says_what_is_expected(ledger: Path) -> None:
    first, second = read_ledger(ledger)
    assert (first["expects"], first["probability"].ljust(5, "0")) == ("it happens", "0.875")
    assert (second["expects"], second["probability"]) == ("it does not happen", "0.675")
    assert (second["outcome"], second["note"], second["found"]) == ("", "", "yes")


def test_what_is_filled_in_stays(ledger: Path, make_report: MakeReport, write: Write, call: Call) -> None:
    path = write(make_report())
    for _ in range(2):
        assert call(path, "--ledger", ledger).output == f"{ledger}: 2 forecasts: 0 new, 1 filled in, 0 dropped\n"
    first, second = read_ledger(ledger)
    assert (first["outcome"], first["note"], first["reader"], second["outcome"]) == ("came true", "=1+1", "甲", "")


def test_other_words_for_how_sure_are_taken_over(
    ledger: Path, make_report: MakeReport, write: Write, call: Call
) -> None:
    report = make_report()
    changed = report.claims[0].model_copy(update={"likelihood": "unlikely", "holder": "author"})
    call(write(report.model_copy(update={"claims": (changed, report.claims[1])})), "--ledger", ledger)
    first = read_ledger(ledger)[0]
    assert (first["likelihood"], first["expects"], first["outcome"]) == ("unlikely", "it does not happen", "came true")


def test_what_was_not_asked_for_stays(ledger: Path, make_report: MakeReport, write: Write, call: Call) -> None:
    result = call(write(make_report(), make_report("b")), "--ledger", ledger, "--report", "b", "--holder", "CN")
    assert "3 forecasts: 1 new, 1 filled in, 0 dropped" in result.output
    assert filled(ledger) == [
        ("b", "中華人民共和国", "", "", "yes"),
        ("a", "中華人民共和国", "came true", "=1+1", "yes"),
        ("a", "author (田島理博)", "", "", "yes"),
    ]


def test_a_forecast_that_is_gone_stays_if_filled_in(
    ledger: Path, make_report: MakeReport, write: Write, call: Call
) -> None:
    gone = write(make_report(claims=[]))
    result = call(gone, "--ledger", ledger)
    assert "1 forecasts: 0 new, 1 filled in, 1 dropped" in result.output
    assert "warning: 1 filled in are no longer among the forecasts of their report" in result.output
    assert filled(ledger) == [("a", "中華人民共和国", "came true", "=1+1", "no")]
    call(write(make_report()), "--ledger", ledger)
    assert [row[2:] for row in filled(ledger)] == [("came true", "=1+1", "yes"), ("", "", "yes")]


def test_another_text_is_another_forecast(ledger: Path, make_report: MakeReport, write: Write, call: Call) -> None:
    edited = make_report().text + "追記。\n"
    result = call(write(make_report(text=edited)), "--ledger", ledger)
    assert "3 forecasts: 2 new, 1 filled in, 1 dropped" in result.output
    assert [row[2:] for row in filled(ledger)] == [("", "", "yes"), ("", "", "yes"), ("came true", "=1+1", "no")]


def test_a_ledger_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, make_report: MakeReport, write: Write, call: Call
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    result = call(write(make_report()), "--ledger", path)
    assert result.exit_code == 2
    assert "other.csv: not a ledger of forecasts: there is no column report, sha256" in result.output
    assert path.read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_the_workbook_offers_the_outcomes(tmp_path: Path, make_report: MakeReport, write: Write, call: Call) -> None:
    call(write(make_report()), "--ledger", tmp_path / "l.xlsx")
    book = load_workbook(tmp_path / "l.xlsx")
    assert book.sheetnames == ["forecasts", "読み方"]
    choice = book["forecasts"].data_validations.dataValidation[0]
    assert (choice.formula1, str(choice.sqref)) == ('"came true,did not,open"', "A2:A3")


def line(number: int = 2, **cells: str) -> Line:
    given = {"certainty": "probable", "likelihood": "", "polarity": "positive", "outcome": "", "report": str(number)}
    return Line(number, {**given, **cells})


BRIER: dict[str, tuple[dict[str, str], float]] = {
    "likely and so": ({"likelihood": "likely", "outcome": "came true"}, (1 - 0.675) ** 2),
    "likely and not": ({"likelihood": "likely", "outcome": "did not"}, 0.675**2),
    "likely not, and not": ({"likelihood": "likely", "polarity": "negative", "outcome": "came true"}, (1 - 0.675) ** 2),
    "not, which is unlikely": ({"likelihood": "unlikely", "polarity": "negative", "outcome": "came true"}, (1 - 0.675) ** 2),
    "unlikely, and not": ({"likelihood": "unlikely", "outcome": "came true"}, (1 - 0.675) ** 2),
    "almost no chance, but so": ({"likelihood": "almost_no_chance", "outcome": "did not"}, 0.97**2),
    "even": ({"likelihood": "roughly_even", "outcome": "did not"}, 0.25),
    "certain alone": ({"certainty": "certain", "outcome": "DID  NOT"}, 0.97**2),
    "possible alone": ({"certainty": "possible", "outcome": "came true"}, 0.25),
    "a likelihood goes first": ({"certainty": "certain", "likelihood": "very_likely", "outcome": "came true"}, 0.125**2),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), BRIER.values(), ids=BRIER)
def test_brier(cells: dict[str, str], expected: float) -> None:
    overall = score(Path("l.csv"), [line(**cells), line(3, outcome="open"), line(4)]).overall
    assert overall.brier == pytest.approx(expected)
    assert (overall.forecasts, overall.open, overall.graded) == (3, 2, 1)


def test_shares_by_certainty_and_likelihood() -> None:
    scores = score(Path("l.csv"), [
        line(2, outcome="came true"), line(3, outcome="did not"), line(4), line(5, certainty="", outcome="did not"),
        line(6, certainty="certain", likelihood="likely", outcome="came true"),
    ])  # fmt: skip
    certainty = {tally.name: (tally.forecasts, tally.share) for tally in scores.by_certainty}
    assert certainty == {"probable": (3, 0.5), "certain": (1, 1.0), "": (1, 0.0)}
    assert {tally.name: tally.forecasts for tally in scores.by_likelihood} == {"likely": 1, "": 4}
    assert (scores.overall.graded, scores.overall.brier) == (3, pytest.approx((0.325**2 + 0.675**2 + 0.325**2) / 3))


def test_bands_are_those_of_the_records() -> None:
    assert set(RANGES) == set(get_args(Likelihood))
    assert set(STANDS_FOR) == set(get_args(Certainty))
    assert [middle(band) for band in RANGES] == [0.97, 0.875, 0.675, 0.5, 0.325, 0.125, 0.03]
    assert sum(high - low for low, high in RANGES.values()) == 98
    assert band_of("", "") is None
    assert [expects_it("positive", band) for band in RANGES] == [True] * 4 + [False] * 3
    assert min(probability(band) for band in RANGES) == 0.5


def test_score_prints_the_probabilities_beside(ledger: Path, call: Call) -> None:
    result = call("--score", ledger, columns=140)
    assert result.exit_code == 0, result.output
    assert "Brier score 0.016 over 1 forecasts" in result.output
    for part in ("80–95 %: 0.875", "as likely: 0.675", "ICD 203, Analytic Standards (2015)", "1.00"):
        assert part in result.output
    fill(ledger, 0, outcome="")
    assert "no Brier score: no outcome is filled in" in call("--score", ledger, columns=140).output


HEADER = "report,sha256,start,end,certainty,likelihood,polarity,outcome,note\r\n"
BROKEN: dict[str, tuple[str, bytes, str]] = {
    "no outcome": ("l.csv", f"{HEADER}a,0,1,2,certain,,positive,maybe,\r\n".encode(), "row 2: outcome 'maybe'; allowed: came true"),
    "no band": ("l.csv", f"{HEADER}a,0,1,2,certain,sure,positive,,\r\n".encode(), "row 2: likelihood 'sure'"),
    "no polarity": ("l.csv", f"{HEADER}a,0,1,2,certain,,,,\r\n".encode(), "row 2: polarity ''"),
    "twice": ("l.csv", f"{HEADER}{'a,0,1,2,certain,,positive,,' + chr(10)}".encode() * 1 + b"a,0,1,2,certain,,positive,open,x\r\n",
              "rows 2 and 3 are the same forecast"),
    "a column twice": ("l.csv", HEADER.replace("note", "note,note").encode(), "the column 'note' stands there twice"),
    "no ledger": ("l.csv", b"", "not a ledger of forecasts"),
    "cp932": ("l.csv", HEADER.encode() + "甲".encode("cp932"), "not UTF-8: save it as 'CSV UTF-8'"),
    "an open quotation": ("l.csv", HEADER.encode() + b'"a', "cannot be read as CSV"),
    "no workbook": ("l.xlsx", b"PK", "cannot be read as a workbook"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), BROKEN.values(), ids=BROKEN)
def test_a_wrong_ledger_is_refused(name: str, data: bytes, message: str, tmp_path: Path, call: Call) -> None:
    (tmp_path / name).write_bytes(data)
    result = call("--score", tmp_path / name)
    assert result.exit_code == 2
    assert message in result.output.replace("\n", "")


def test_a_ledger_saved_by_a_spreadsheet_is_read(ledger: Path, tmp_path: Path) -> None:
    """Semicolons, no mark, other order of columns, empty rows."""
    lines = read_ledger(ledger)
    names = [*reversed(LEDGER_COLUMNS), "reader"]
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    writer.writerows([[one[name] for name in names] for one in lines] + [[""] * len(names)])
    (tmp_path / "s.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    read: Any = [dict(one.cells) for one in read_ledger(tmp_path / "s.csv")]
    assert read == [{name: one[name] for name in names} for one in lines]
