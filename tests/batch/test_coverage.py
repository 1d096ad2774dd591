"""How much of a text its sentences cover: marks of the layout are no loss, lost text is one."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from report_extract import extract
from report_extract.batch.coverage import measure
from report_extract.records import Report


def test_the_reports_of_the_corpus_are_covered(dev_reports: Mapping[str, Report], main_report: Report) -> None:
    outside = {name: measure(report).sample for name, report in dev_reports.items() if measure(report).outside}
    assert not outside
    assert not measure(main_report).outside


@pytest.mark.parametrize("mark", ["・", "①", "◇ ", "▼", "(1) ", "※ "])
def test_marks_of_bullets_are_layout(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        f"提言は次のとおりである。\n\n{mark}日本は支援を続けるべきである。停戦交渉が行われる場合に\n"
        f"も、その主権を守る必要がある。\n{mark}中国との対話を保つことも欠かせない。\n",
        encoding="utf-8",
    )
    coverage = measure(extract(path))
    assert (coverage.layout, coverage.outside) == (2 * len(mark.strip()), 0)


def test_text_in_no_sentence_is_a_loss(main_report: Report) -> None:
    lost = main_report.sentences[5]
    kept = [sentence for sentence in main_report.sentences if sentence is not lost]
    coverage = measure(main_report.model_copy(update={"sentences": kept}))
    assert coverage.outside > 0
    assert coverage.sample.startswith(main_report.text[lost.start : lost.start + 5])
    assert list(coverage.warnings())
