"""Writes the page of one report, or a folder of pages with an index."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report_extract.errors import InputError
from report_extract.exchange.files import in_folder, write_text
from report_extract.records import Report
from report_extract.viewer.index import index_model
from report_extract.viewer.model import report_model
from report_extract.viewer.page import Language, render

_INDEX_TITLE = {"ja": "報告書の一覧", "en": "All reports"}

Comparison = Callable[[Report], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are made with: a language to begin in, and what each report is compared with, by tab."""

    language: Language = "ja"
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)

    def page(self, report: Report, *, home: str | None = None) -> str:
        """Make the page of a report; ``home`` is the way back to the index."""
        compared = {name: found for name, compare in self.comparisons.items() if (found := compare(report))}
        data = {**report_model(report), **compared, "home": home}
        return render("report", title=report.metadata.title or report.doc_id, data=data, language=self.language)


def choose(reports: Sequence[Report], doc_id: str | None, where: Path) -> Report:
    """Choose the report a single page is of; several need a name."""
    found = [report for report in reports if doc_id in (None, report.doc_id)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(report.doc_id for report in reports[:5]) + (", …" if len(reports) > 5 else "")
    if not reports:
        raise InputError(f"{where}: no report in it")
    if doc_id is not None:
        raise InputError(f"{where}: no report {doc_id!r}; there are: {names}")
    raise InputError(f"{where}: {len(reports)} reports ({names}); name one with --report, or give a folder to write to")


def write_page(site: Site, report: Report, target: Path) -> None:
    """Write one self-contained file."""
    write_text(target, site.page(report))


def write_folder(site: Site, reports: Sequence[Report], folder: Path) -> None:
    """Write a page a report and, when all are there, the index to them."""
    for report in reports:
        write_text(in_folder(folder / "reports", report.doc_id, ".html"), site.page(report, home="../index.html"))
    page = render("index", title=_INDEX_TITLE[site.language], data=index_model(reports), language=site.language)
    write_text(folder / "index.html", page)
