"""Numbers with their unit or counter, and what approximates them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from report_extract.rulefile import RuleModel, packaged
from report_extract.scanning import Places

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:[百千万億兆]{1,2})"
_KANJI_NUMBER = r"(?:(?:数|十数|何)[十百千万億兆]+|[一二三四五六七八九十百千]+[十百千万億兆]+|[十百千]+)[数余]?[一二三四五六七八九十百千万億兆]*|数"
_NUMBER = rf"(?:{_DIGITS}(?:{_SCALE}{_DIGITS})*{_SCALE}?(?:[〜~-]{_DIGITS}{_SCALE}?)?)"
_BEFORE = r"(?P<before>1バレル(?=\d)|約|およそ|おおよそ|ほぼ|延べ|総額|最大|最低|計|推定|およそ約)?"
_APPROXIMATE = ("約", "およそ", "おおよそ", "ほぼ")
_AFTER = r"(?P<after>以上|以下|以内|未満|超|近く|近い(?=[^と])|余り|あまり|余|弱|強(?![い力化国権行制烈])|程度|前後|ほど|分の[1-9一二三四五六七八九]|台(?:前半|後半|半ば|(?=[にのへ]))|目|足らず)?"
_STRONG = r"点|[人名円隻機発両基台件回社]|ドル|ユーロ|ポンド|元|か国|カ国|ヶ国|ヵ国|年間|年来|年(?=以|ぶり|前|後)|か月|カ月|ヶ月|週間|日間|時間|年|トン|キロ|倍|割|%|パーセント|億|兆|平方"
_NOT_BEFORE = re.compile(r"(?:[A-Za-z第.,]|\d|[A-Za-z]-|世代|G)$")
_BOUND = {
    "以上": ">=",
    "超": ">",
    "以下": "<=",
    "以内": "<=",
    "未満": "<",
    "近く": "~",
    "余り": ">",
    "あまり": ">",
    "余": ">",
    "弱": "<",
    "強": ">",
    "程度": "~",
    "前後": "~",
    "ほど": "~",
}
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}


class UnitFile(RuleModel):
    """Units and counters by what they count."""

    units: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at ``text[start:end]``; ``value`` is bound, number and unit, e.g. ``~30000 人``."""

    start: int
    end: int
    value: str


@cache
def _regexes() -> tuple[re.Pattern[str], ...]:
    """The patterns of quantities; the general one has every unit of ``units.toml``, the longest first."""
    listed = packaged("report_extract.entities", "units.toml", UnitFile).units
    units = {unit for kind in listed.values() for unit in kind}
    unit = "|".join(re.escape(unit) for unit in sorted(units, key=lambda u: (-len(u), u)))
    return (
        re.compile(r"(?P<before>約)?(?P<number>\d{1,2}年 ?\d{1,2})(?P<unit>[かカヶヵ]月)(?P<after>間)?"),
        re.compile(r"(?P<before>約|およそ)?(?P<number>(?<![前後上下夜折])(?:四半|半))(?P<unit>世紀|年(?!度|期))(?P<after>余り|以上|近く|足らず|間|ほど)?"),
        re.compile(r"(?P<before>約)?(?P<number>数)(?P<unit>日)(?P<after>間)?(?=$|の|で|間|後|以)"),
        re.compile(r"(?P<before>約)?(?P<number>\d+)(?P<unit>)(?P<after>余り)(?=の|$)"),
        re.compile(r"(?P<before>約)?(?P<number>\d{1,3})(?P<unit>分)(?P<after>以上|以内|近く|余り|間)?(?=で|に(?!も?[^わ])|後|前|[、。]|$)"),
        re.compile(r"(?P<before>)(?P<number>\d{1,3}(?:,\d{3})+) (?P<unit>[機隻人件発基両台名])(?P<after>)(?= |$)"),
        re.compile(rf"{_BEFORE}(?P<number>{_NUMBER})(?P<unit>{unit}){_AFTER}"),
        re.compile(rf"(?P<before>約|およそ)?(?P<number>{_KANJI_NUMBER}|[一二三四五六七八九](?=時間|年(?!度|来|代|次|生|中|々|前|一)|点|か国|カ国|ヶ国|ヵ国|年間|年ぶり|か月|カ月|週間|倍|割|隻|機(?!能|会|関|構|運|密|械|動)))(?P<unit>{_STRONG}){_AFTER}"),
        re.compile(r"(?P<before>約|ほぼ)?(?P<number>[2-9二三四五六七八九]|10|\d+)(?P<unit>分の)(?P<after>[1-9一二三四五六七八九]\d*)"),
        re.compile(r"(?P<before>約)?(?P<number>(?<!過)半)(?P<unit>数|分(?!析|野|配|裂|布))(?P<after>以上|以下|近く)?"),
        re.compile(rf"(?P<before>約|およそ|総額|最大)?(?P<number>{_DIGITS}{_SCALE})(?P<unit>)(?P<after>以上|超|近く|余り|人)?(?![一-龯])"),
    )  # fmt: skip


def find(text: str) -> Iterator[Quantity]:
    """Every number with its unit, in the order of the text."""
    places = Places(text, _regexes())
    at = 0
    while (begin := places.next(at)) is not None:
        best: re.Match[str] | None = None
        for _, match in places.here(begin):
            if not _inside_name(text, match) and (best is None or match.end() > best.end()):
                best = match
        at = best.end() if best else begin + 1
        if best:
            start = begin if best["before"] in (*_APPROXIMATE, "1バレル", None) else best.end("before")
            yield Quantity(start, at, _value(best))


def _inside_name(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    if _NOT_BEFORE.search(before) or text.startswith(("当たり", "あたり"), match.end()):
        return True
    if match["number"] == "数" and (before[-1:] and "\u3400" <= before[-1:] <= "\u9fff"):
        return True
    if match["number"][0] in "一二三四五六七八九十百千万億数" and before[-1:] and "\u3400" <= before[-1:] <= "\u9fff":
        return True
    return (
        match["unit"] in ("条", "号", "部", "省", "国", "州", "県", "機", "点") and before.endswith(("部", "第"))
    ) or bool(match["unit"] == "国" and text[match.end() : match.end() + 1] in ("会", "家", "民", "際", "益"))


def _value(match: re.Match[str]) -> str:
    after = match["after"] or ""
    bound = _BOUND.get(after, "~" if match["before"] in _APPROXIMATE else "")
    if match["unit"] == "分の":
        return f"{bound}1/{match['number']}" if after == "1" else f"{bound}{after}/{match['number']}"
    number = _number(match["number"])
    return f"{bound}{number} {match['unit']}".strip()


def _number(text: str) -> str:
    """Plain digits where they can be told: 1.5万 → 15000; otherwise the text as it is."""
    if not re.fullmatch(rf"(?:{_DIGITS}{_SCALE}?)+", text):
        return text
    total = 0.0
    for digits, scale in re.findall(rf"({_DIGITS})({_SCALE})?", text):
        factor = 1
        for character in scale:
            factor *= _SCALES[character]
        total += float(digits.replace(",", "")) * factor
    return f"{total:.10g}" if total < 10**10 else f"{total:.0f}"
