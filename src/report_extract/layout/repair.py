"""Repair of single characters: one form for each, none lost without trace, none moved."""

import re
import unicodedata
from functools import lru_cache

from report_extract.offsets import MappedText

# CJK radicals that stand for ideographs in text taken from PDFs (U+2E81–U+2EF3); NFKC leaves them.
# Source: Unicode 18.0, EquivalentUnifiedIdeograph.txt, less the 14 outside the Basic Multilingual Plane.
_RADICALS: dict[str, str] = {
    pair[0]: pair[1]
    for pair in [
        "⺁厂",
        "⺂乛",
        "⺃乚",
        "⺄乙",
        "⺅亻",
        "⺆冂",
        "⺈刀",
        "⺉刂",
        "⺊卜",
        "⺋㔾",
        "⺌小",
        "⺍小",
        "⺎兀",
        "⺏尣",
        "⺐尢",
        "⺒巳",
        "⺓幺",
        "⺔彑",
        "⺖忄",
        "⺗心",
        "⺘扌",
        "⺙攵",
        "⺛旡",
        "⺜日",
        "⺝月",
        "⺞歺",
        "⺟母",
        "⺠民",
        "⺡氵",
        "⺢氺",
        "⺣灬",
        "⺤爫",
        "⺥爫",
        "⺦丬",
        "⺧牛",
        "⺨犭",
        "⺩王",
        "⺫目",
        "⺬示",
        "⺭礻",
        "⺯糹",
        "⺰纟",
        "⺱罓",
        "⺲罒",
        "⺳㓁",
        "⺴冗",
        "⺶羊",
        "⺹耂",
        "⺺肀",
        "⺻聿",
        "⺼肉",
        "⺾艹",
        "⺿艹",
        "⻀艹",
        "⻁虎",
        "⻂衤",
        "⻃覀",
        "⻄西",
        "⻅见",
        "⻆角",
        "⻈讠",
        "⻉贝",
        "⻋车",
        "⻌辶",
        "⻍辶",
        "⻎辶",
        "⻏邑",
        "⻐钅",
        "⻑長",
        "⻒镸",
        "⻓长",
        "⻔门",
        "⻖阝",
        "⻗雨",
        "⻘青",
        "⻙韦",
        "⻚页",
        "⻛风",
        "⻜飞",
        "⻝食",
        "⻟飠",
        "⻠饣",
        "⻢马",
        "⻣骨",
        "⻤鬼",
        "⻥鱼",
        "⻦鸟",
        "⻧卤",
        "⻨麦",
        "⻩黄",
        "⻪黾",
        "⻫斉",
        "⻬齐",
        "⻭歯",
        "⻮齿",
        "⻯竜",
        "⻰龙",
        "⻱龜",
        "⻲亀",
        "⻳龟",
    ]
}
_ONE_FORM = {
    "～": "〜", "∼": "〜", "˜": "〜", "〰": "〜",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "－": "-", "﹣": "-",
    "–": "-", "\u00a0": " ", "\u2003": "\u3000", "\u2002": " ", "\u2009": " ", "\u202f": " ",
    "・": "・", "･": "・", "·": "・", "‧": "・", "•": "•",
    "，": "、", "．": "．", "｡": "。", "､": "、", "…": "…", "‥": "…", "\u3000": "\u3000",
    "’": "'", "‘": "'", "“": "「", "”": "」", "〝": "「", "〟": "」",
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\f": "\n", "\v": "\n", "\r": "\n",
}  # fmt: skip
# Numbers in circles and brackets are list marks; NFKC would turn them into digits of the text.
# Superscript digits are note marks, unless they are of a unit (km²).
_KEPT = re.compile(r"[⁰¹²³⁴-⁹\u2460-\u24ff\u2776-\u2793\u3220-\u3243\u3280-\u32b0]")
_MARKS = r"\u3099\u309a\uff9e\uff9f\u0300-\u036f"
# A voicing mark or accent belongs to the character before it, but not to a line end or a full stop. What is plain has
# one form only.
_GROUP = re.compile(
    rf"(?P<plain>[ -~\n、。「」ぁ-ゖァ-ヺー一-鿿]+(?![{_MARKS}]))|\r\n|[^\s。｡︒．！？!?︕︖‼⁇⁈⁉][{_MARKS}]*|.",
    re.DOTALL,
)


def repair(raw: str) -> MappedText:
    """The raw text with one form for each character; lines are still as they were, ended by ``\\n``.

    Full and half width, composed and decomposed, radical and ideograph become one; control, zero-width and
    bidirectional characters and lone surrogates are left out.
    """
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _GROUP.finditer(raw):
        start, end = match.span()
        if match["plain"]:
            forms.append(match.group())
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            form = _form(match.group())
            forms.append(form)
            starts += [start] * len(form)
            ends += [end] * len(form)
    return MappedText("".join(forms), tuple(starts), tuple(ends))


@lru_cache(maxsize=20_000)
def _form(group: str) -> str:
    if group == "\r\n":
        return "\n"
    if group in _ONE_FORM:
        return _ONE_FORM[group]
    if group in _RADICALS:
        return _RADICALS[group]
    if _KEPT.fullmatch(group) or group in "\n\t":
        return group
    return "".join(c for c in unicodedata.normalize("NFKC", group) if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
