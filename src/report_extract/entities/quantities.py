"""Numbers with their unit or counter, and what approximates them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_extract.scanning import Places

_UNITS = [
    "か国",
    "カ国",
    "ヶ国",
    "ヵ国",
    "ケ国",
    "箇国",
    "か月",
    "カ月",
    "ヶ月",
    "ヵ月",
    "ケ月",
    "箇月",
    "か所",
    "カ所",
    "ヶ所",
    "ヵ所",
    "箇所",
    "か条",
    "カ条",
    "か年",
    "カ年",
    "ヵ年",
    "年間",
    "年目",
    "年来",
    "週間",
    "日間",
    "時間",
    "分間",
    "年",
    "週",
    "日",
    "秒",
    "世紀",
    "世代",
    "周年",
    "歳",
    "米ドル",
    "NZドル",
    "カナダドル",
    "シンガポールドル",
    "ズロチ",
    "クローナ",
    "シェケル",
    "リンギット",
    "タカ",
    "香港ドル",
    "豪ドル",
    "台湾ドル",
    "ドル",
    "円",
    "人民元",
    "元",
    "ウォン",
    "ユーロ",
    "ポンド",
    "ルーブル",
    "ルピー",
    "リラ",
    "リアル",
    "ペソ",
    "リヤル",
    "ディルハム",
    "フラン",
    "バーツ",
    "ルピア",
    "ドン",
    "フリヴニャ",
    "%ポイント",
    "パーセント",
    "%",
    "ポイント",
    "割",
    "倍",
    "分の1",
    "平方キロメートル",
    "平方キロ",
    "平方km",
    "キロメートル",
    "立方メートル",
    "メートル",
    "センチ",
    "キロ海里",
    "海里",
    "キロトン",
    "メガトン",
    "キロ",
    "キログラム",
    "グラム",
    "ヘクタール",
    "マイル",
    "万キロ",
    "km",
    "m2",
    "km2",
    "mm",
    "トン",
    "バレル",
    "リットル",
    "ギガワット時",
    "ギガワット",
    "メガワット",
    "キロワット時",
    "キロワット",
    "テラワット時",
    "GWh",
    "TWh",
    "MWh",
    "GW",
    "MW",
    "kW",
    "kWh",
    "ナノメートル",
    "ナノ",
    "nm",
    "ビット",
    "キュービット",
    "度",
    "人",
    "名",
    "隻",
    "機",
    "発",
    "両",
    "基",
    "門",
    "丁",
    "台",
    "挺",
    "件",
    "回",
    "度",
    "期",
    "か国",
    "国",
    "社",
    "行",
    "校",
    "個",
    "本",
    "枚",
    "点",
    "票",
    "議席",
    "席",
    "項目",
    "条",
    "編",
    "通",
    "軒",
    "棟",
    "戸",
    "世帯",
    "家族",
    "都市",
    "州",
    "都県",
    "都道府県",
    "府県",
    "県",
    "省",
    "団体",
    "機関",
    "組織",
    "空港",
    "港",
    "市場",
    "個師団",
    "個旅団",
    "個大隊",
    "個連隊",
    "師団",
    "旅団",
    "大隊",
    "連隊",
    "飛行隊",
    "艦",
    "艘",
    "頭",
    "羽",
    "冊",
    "部",
    "品目",
    "分野",
    "種類",
    "種",
    "類型",
    "文書",
    "つ",
    "章",
    "両日",
    "四半期",
    "日分",
    "か月分",
    "カ月分",
    "年分",
    "段階",
    "地点",
    "拠点",
    "事業",
    "案件",
    "カ村",
    "村",
    "回目",
    "度目",
    "期目",
    "人目",
    "例目",
    "番目",
    "隻目",
    "位",
    "mm",
    "層",
    "大学",
    "企業",
    "加盟国",
    "首脳",
    "閣僚",
    "カテゴリー",
    "倍増",
    "倍以上",
    "郡区",
    "郡",
    "町村",
    "台湾元",
    "か村",
    "か月間",
    "カ月間",
    "ヶ月間",
    "営業日",
    "ミリ",
    "センチメートル",
    "立方キロ",
    "フィート",
    "ノット",
    "ペタフロップス",
    "ベーシスポイント",
    "セント",
    "クローネ",
    "レアル",
    "ランド",
    "テンゲ",
    "チャット",
    "シリング",
    "ナイラ",
    "ディナール",
    "管区",
    "便",
    "食",
    "世帯分",
]
_UNIT = "|".join(re.escape(unit) for unit in sorted(set(_UNITS), key=lambda u: (-len(u), u)))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:[百千万億兆]{1,2})"
_KANJI_NUMBER = r"(?:(?:数|十数|何)[十百千万億兆]+|[一二三四五六七八九十百千]+[十百千万億兆]+|[十百千]+)[数余]?[一二三四五六七八九十百千万億兆]*|数"
_NUMBER = rf"(?:{_DIGITS}(?:{_SCALE}{_DIGITS})*{_SCALE}?(?:[〜~-]{_DIGITS}{_SCALE}?)?)"
_BEFORE = r"(?P<before>1バレル(?=\d)|約|およそ|おおよそ|ほぼ|延べ|総額|最大|最低|計|推定|およそ約)?"
_APPROXIMATE = ("約", "およそ", "おおよそ", "ほぼ")
_AFTER = r"(?P<after>以上|以下|以内|未満|超|近く|近い(?=[^と])|余り|あまり|余|弱|強(?![い力化国権行制烈])|程度|前後|ほど|分の[1-9一二三四五六七八九]|台(?:前半|後半|半ば|(?=[にのへ]))|目|足らず)?"
_STRONG = r"点|[人名円隻機発両基台件回社]|ドル|ユーロ|ポンド|元|か国|カ国|ヶ国|ヵ国|年間|年来|年(?=以|ぶり|前|後)|か月|カ月|ヶ月|週間|日間|時間|年|トン|キロ|倍|割|%|パーセント|億|兆|平方"
_REGEXES = [
    re.compile(r"(?P<before>約)?(?P<number>\d{1,2}年 ?\d{1,2})(?P<unit>[かカヶヵ]月)(?P<after>間)?"),
    re.compile(r"(?P<before>約|およそ)?(?P<number>(?<![前後上下夜折])(?:四半|半))(?P<unit>世紀|年(?!度|期))(?P<after>余り|以上|近く|足らず|間|ほど)?"),
    re.compile(r"(?P<before>約)?(?P<number>数)(?P<unit>日)(?P<after>間)?(?=$|の|で|間|後|以)"),
    re.compile(r"(?P<before>約)?(?P<number>\d+)(?P<unit>)(?P<after>余り)(?=の|$)"),
    re.compile(rf"{_BEFORE}(?P<number>{_NUMBER})(?P<unit>{_UNIT}){_AFTER}"),
    re.compile(rf"(?P<before>約|およそ)?(?P<number>{_KANJI_NUMBER}|[一二三四五六七八九](?=時間|年(?!度|来|代|次|生|中|々|前|一)|点|か国|カ国|ヶ国|ヵ国|年間|年ぶり|か月|カ月|週間|倍|割|隻|機(?!能|会|関|構|運|密|械|動)))(?P<unit>{_STRONG}){_AFTER}"),
    re.compile(r"(?P<before>約|ほぼ)?(?P<number>[2-9二三四五六七八九]|10|\d+)(?P<unit>分の)(?P<after>[1-9一二三四五六七八九]\d*)"),
    re.compile(r"(?P<before>約)?(?P<number>(?<!過)半)(?P<unit>数|分(?!析|野|配|裂|布))(?P<after>以上|以下|近く)?"),
    re.compile(rf"(?P<before>約|およそ|総額|最大)?(?P<number>{_DIGITS}{_SCALE})(?P<unit>)(?P<after>以上|超|近く|余り|人)?(?![一-龯])"),
]  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at ``text[start:end]``; ``value`` is bound, number and unit, e.g. ``~30000 人``."""

    start: int
    end: int
    value: str


def find(text: str) -> Iterator[Quantity]:
    """Every number with its unit, in the order of the text."""
    places = Places(text, _REGEXES)
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
