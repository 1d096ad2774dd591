"""The marks of list items and numbered headings, which a Word file counts but does not write."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from lxml import etree

from report_extract.ingest.docx_xml import W

_KANJI = "〇一二三四五六七八九"
_ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]  # fmt: skip


class Numbering:
    """Counts the items of every list in the order of the paragraphs."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels = _levels(numbering) if numbering is not None else {}
        self._styles = _style_numbers(styles) if styles is not None else {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, paragraph: etree._Element) -> str:
        """The mark of a paragraph, with what stands between it and the text; empty where it has none."""
        found = self._number_of(paragraph)
        if found is None or found not in self._levels:
            return ""
        number, level = found
        form, pattern, start = self._levels[found]
        if form == "none":
            return ""
        if form == "bullet":
            return "・"
        counts = self._counts[number]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            one = self._levels.get((number, at), (form, "", 1))
            return _FORMS.get(one[0], str)(counts.get(at, one[2]))

        text = re.sub(r"%(\d)", shown, pattern)
        return text if text.endswith(("\u3000", "章", "節")) else f"{text} "

    def _number_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        from_style = self._styles.get(style.get(f"{W}val") or "") if style is not None else None
        return _numbered(paragraph.find(f"{W}pPr/{W}numPr"), from_style)


def _numbered(element: etree._Element | None, default: tuple[str, int] | None) -> tuple[str, int] | None:
    if element is None:
        return default
    number, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    own = number.get(f"{W}val") if number is not None else (default[0] if default else None)
    depth = level.get(f"{W}val") if level is not None else None
    if own in (None, "0"):
        return None
    return str(own), _whole(depth, default[1] if default else 0)


def _style_numbers(styles: etree._Element) -> Mapping[str, tuple[str, int]]:
    """The list of each paragraph style that has one, its own or that of the style it is based on."""
    by_id = {style.get(f"{W}styleId") or "": style for style in styles.iterchildren(f"{W}style")}
    found: dict[str, tuple[str, int]] = {}
    for name in by_id:
        chain, at = [], by_id.get(name)
        while at is not None and at not in chain:
            chain.append(at)
            base = at.find(f"{W}basedOn")
            at = by_id.get(base.get(f"{W}val") or "") if base is not None else None
        own: tuple[str, int] | None = None
        for style in reversed(chain):
            own = _numbered(style.find(f"{W}pPr/{W}numPr"), own)
        if own is not None:
            found[name] = own
    return found


def _levels(numbering: etree._Element) -> Mapping[tuple[str, int], tuple[str, str, int]]:
    """(list, level) → form of the number, pattern of the mark, first number."""
    abstract = {
        item.get(f"{W}abstractNumId"): {
            _whole(level.get(f"{W}ilvl"), 0): (_value(level, "numFmt", "decimal"), _value(level, "lvlText", "%1."), _whole(_value(level, "start", ""), 1))
            for level in item.iterchildren(f"{W}lvl")
        }
        for item in numbering.iterchildren(f"{W}abstractNum")
    }  # fmt: skip
    found = {}
    for item in numbering.iterchildren(f"{W}num"):
        for level, shape in abstract.get(_value(item, "abstractNumId", ""), {}).items():
            found[item.get(f"{W}numId") or "", level] = shape
    return found


def _value(element: etree._Element, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return (child.get(f"{W}val") or default) if child is not None else default


def _whole(text: str | None, default: int) -> int:
    """A whole number that a list may count to; the default for anything else."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def _kanji(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十") + (_KANJI[ones] if ones else "")


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _of("abcdefghijklmnopqrstuvwxyz"),
    "decimalFullWidth": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalEnclosedCircle": _of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "aiueo": _of("ｱｲｳｴｵｶｷｸｹｺ"),
    "aiueoFullWidth": _of("アイウエオカキクケコ"),
    "japaneseCounting": _kanji,
    "kanjiDigit": _kanji,
    "ideographDigital": _kanji,
}
