"""The index to many reports: what to filter them by, what to count, and their sentences to search."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from report_extract.records import Report
from report_extract.viewer.display import Lines
from report_extract.viewer.entities import stands_for


def index_model(reports: Sequence[Report]) -> dict[str, Any]:
    """Put together what the index shows; countries are named as most of the reports name them."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for entity in report.entities:
            if code := _country(entity.ids.iso3166):
                names[code][entity.name if entity.ids.iso3166 == code else code] += 1
    return {
        "reports": [_row(report) for report in reports],
        "countries": {
            code: max(found, key=lambda name: (found[name], name != code)) for code, found in sorted(names.items())
        },
    }


def _row(report: Report) -> dict[str, Any]:
    """Give one report; its countries are counted by mentions, provinces and cities for their country."""
    lines = Lines(report)
    codes = {entity.id: _country(entity.ids.iso3166) for entity in report.entities}
    countries = Counter(code for mention in report.mentions for name in stands_for(mention) if (code := codes[name]))
    return {
        "id": report.doc_id,
        "file": f"reports/{quote(report.doc_id)}.html",
        **report.metadata.model_dump(),
        "countries": dict(countries.most_common()),
        "relations": dict(Counter(relation.type for relation in report.relations).most_common()),
        "claims": dict(Counter(claim.type for claim in report.claims).most_common()),
        "sentences": [[one.id, lines(one)] for one in report.sentences],
    }


def _country(code: str | None) -> str | None:
    return code.partition("-")[0] if code else None
