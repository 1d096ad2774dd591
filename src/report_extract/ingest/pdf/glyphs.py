"""The glyphs of a page as it is shown, from pdfium."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from report_extract.ingest.source import Box

Point = Callable[[float, float], tuple[float, float]]

_SCALE = 100  # pdfium gives whole device units: hundredths of a point


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its box on the page as shown and its size in points."""

    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All glyphs of a page in the order of its content; ``unmapped`` are those whose font does not say what they are."""

    glyphs: list[Glyph]
    unmapped: int


def read_glyphs(page: pypdfium2.PdfPage) -> PageGlyphs:
    """Read a page; spaces that pdfium makes up are left out, those of the document are kept."""
    turned = page.get_rotation()
    if turned:  # pdfium mixes up the order of the glyphs of a turned page
        page.set_rotation(0)
    width, height = page.get_size()
    shown = _shown(page, width, height, turned)
    textpage = page.get_textpage()
    raw = textpage.raw
    glyphs: list[Glyph] = []
    unmapped = 0
    high = 0
    for index in range(textpage.count_chars()):
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if (
            code in (0, 0xFFFD, 0xFFFE, 0xFFFF)
            or 0xD800 <= code < 0xE000
            or pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1
        ):
            unmapped += 1
            continue
        glyphs.append(_glyph(textpage, index, chr(code), shown))
    return PageGlyphs(glyphs, unmapped)


def _glyph(textpage: pypdfium2.PdfTextPage, index: int, text: str, shown: Point) -> Glyph:
    raw = textpage.raw
    left, bottom, right, top = textpage.get_charbox(index, loose=True)
    one, other = shown(left, bottom), shown(right, top)
    box = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix))
    size = pdfium.FPDFText_GetFontSize(raw, index) * (hypot(matrix.c, matrix.d) or 1.0)
    return Glyph(text, box, size)


def _shown(page: pypdfium2.PdfPage, width: float, height: float, turned: int) -> Point:
    """Maps a point of the document's own space to the page as shown: turned, cropped, y downward."""

    def device(x: float, y: float) -> tuple[float, float]:
        to_x, to_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            page.raw,
            0,
            0,
            round(width * _SCALE),
            round(height * _SCALE),
            0,
            x,
            y,
            ctypes.byref(to_x),
            ctypes.byref(to_y),
        )
        return to_x.value / _SCALE, to_y.value / _SCALE

    zero, along, up = device(0, 0), device(1000, 0), device(0, 1000)
    a, b = (along[0] - zero[0]) / 1000, (along[1] - zero[1]) / 1000
    c, d = (up[0] - zero[0]) / 1000, (up[1] - zero[1]) / 1000

    def upright(x: float, y: float) -> tuple[float, float]:
        return zero[0] + a * x + c * y, zero[1] + b * x + d * y

    def point(x: float, y: float) -> tuple[float, float]:
        x, y = upright(x, y)
        return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[turned]

    return point
