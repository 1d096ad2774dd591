"""The formats by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from report_extract.exchange import brat, cas, doccano, jsonl, labelstudio
from report_extract.exchange.losses import Losses
from report_extract.exchange.units import Unit
from report_extract.records import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is read and written; ``has_units`` where its offsets may be counted in two ways."""

    read: Callable[[Path, Unit | None], list[Report]]
    write: Callable[[list[Report], Path, Unit | None], Losses]
    has_units: bool = False


FORMATS: Mapping[str, Format] = {
    "jsonl": Format(jsonl.read, jsonl.write),
    "brat": Format(brat.read, brat.write),
    "doccano": Format(doccano.read, doccano.write, has_units=True),
    "labelstudio": Format(labelstudio.read, labelstudio.write, has_units=True),
    "cas": Format(cas.read, cas.write),
}
