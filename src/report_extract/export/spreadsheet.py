"""Excel workbooks that hold text as text and are the same bytes whenever they are written."""

import os
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from report_extract.errors import InputError

_HEADER = PatternFill("solid", fgColor="FF1F3864")
LONGEST = 32_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def save(book: Workbook, path: Path) -> None:
    """Write a workbook, whole or not at all; the same cells give the same bytes."""
    book.properties.creator = "report-extract"
    book.properties.created = datetime(*_EPOCH)
    data = BytesIO()
    book.save(data)
    replace_file(path, _timeless(data.getvalue()))


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in the place of another at once, so that what stood there is not lost halfway."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.write_bytes(data)
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def write_header(sheet: Worksheet, row: int, names: Sequence[str], widths: Sequence[int]) -> None:
    """Write the names of the columns, white on blue, and set their widths."""
    for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = sheet.cell(row, column, name)
        cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), _HEADER
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write text as text, also where it begins like a formula or names an Excel error."""
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if text:
        cell.value = text
        cell.data_type = "s"


def short(text: str) -> str:
    """Cut a text to what a cell holds."""
    return text if len(text.encode("utf-16-le")) // 2 <= LONGEST else f"{text[: LONGEST // 2]}…"


def _timeless(data: bytes) -> bytes:
    """Take the time of writing out of a workbook."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
