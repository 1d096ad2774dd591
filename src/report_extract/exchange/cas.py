"""UIMA CAS: a folder with ``TypeSystem.xml`` and, for each report, ``<report>.xmi``. It holds everything.

Offsets in XMI are UTF-16 code units; ``cassis`` converts them. XML has no place for control characters: they are
written as ``�``, which leaves all offsets as they are.
"""

import re
from pathlib import Path

from report_extract.errors import InputError
from report_extract.exchange.cas_reading import read_cas
from report_extract.exchange.cas_types import cassis, type_system
from report_extract.exchange.cas_writing import write_cas
from report_extract.exchange.files import in_folder, write_bytes
from report_extract.exchange.losses import Losses
from report_extract.exchange.units import Unit
from report_extract.records import Report

TYPE_SYSTEM = "TypeSystem.xml"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(reports: list[Report], target: Path, _offsets: Unit | None = None) -> Losses:
    """Write the type system and a file a report."""
    system, losses = type_system(), Losses()
    write_bytes(target / TYPE_SYSTEM, str(system.to_xml()).encode("utf-8"))
    for report in reports:
        losses.add("control characters", count=len(_NOT_IN_XML.findall(report.text)))
        data = write_cas(_without_control_characters(report), system).to_xmi()
        write_bytes(in_folder(target, report.doc_id, ".xmi"), str(data).encode("utf-8"))
    return losses


def _without_control_characters(report: Report) -> Report:
    """Replace them wherever they stand; their JSON form is an escape of six characters."""
    if not _NOT_IN_XML.search(report.text):
        return report
    return Report.model_validate(_cleaned(report.model_dump()))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return _NOT_IN_XML.sub("�", value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return tuple(_cleaned(part) for part in value) if isinstance(value, tuple | list) else value


def read(source: Path, _offsets: Unit | None = None) -> list[Report]:
    """Read an .xmi file, or all of a folder; the type system stands beside them."""
    files = sorted(source.glob("*.xmi")) if source.is_dir() else [source]
    if not files:
        raise InputError(f"{source}: no .xmi file here")
    return [_report(path) for path in files]


def _report(path: Path) -> Report:
    library = cassis()
    beside = path.parent / TYPE_SYSTEM
    try:
        if beside.is_file():
            with beside.open("rb") as stream:
                system = library.load_typesystem(stream)
        else:
            system = type_system()
        with path.open("rb") as stream:
            cas = library.load_cas_from_xmi(stream, typesystem=system)
    except Exception as error:  # cassis and lxml raise errors of many kinds
        raise InputError(f"{path}: cannot be read as a CAS: {error}") from error
    return read_cas(cas, str(path))
