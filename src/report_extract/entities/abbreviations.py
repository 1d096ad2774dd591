"""One-character countries at character level: 露中, 日米韓, 対露, 訪中, 在韓米軍, 米大統領.

A character stands for a country beside another one of its kind, behind a word of direction (対, 訪, 駐 …), or before
a word of state (軍, 政府, 大統領 …); inside an ordinary word it does not.
"""

import re
from collections.abc import Iterator
from functools import cache

from report_extract.entities.candidates import Candidate
from report_extract.entities.gazetteer import countries

_DIRECTION = "対訪駐在反親抗離嫌渡来帰侮知援排"
_EUROPE = "欧"
_ONLY_BESIDE = "波パ尼土宇墨"
# 対比 is a country only before what is done for or against one; 中間 and 日中 only where no word goes on.
_TOWARDS = r"(?:支援|協力|援助|供与|政策|輸出|輸入|関係|外交|投資|圧力|防衛|貿易|威圧|抑止)"
_STATE = (
    r"(?:両|連邦|合同|新|前|元|現|次期|副|第)?(?:軍(?!事|備|縮|拡|需)|陸軍|海軍|空軍|海兵隊|宇宙軍|政府|政権|大統領|首相|外相|国防相|財務相|国務|国防|財務省?|商務|通商代表|司法|議会|上院|下院|上下両院|連邦|大使|"
    r"大使館|高官|当局|側|企業|国内|紙|国境|艦|本土|東岸|西岸|東海岸|西海岸|軍事衛星|軍事基地|領(?!土|海|空|域|有|事)|制裁|海警|産|系|製|社会|国民|世論|首脳|代表団|中央情報局|外交(?!的|政策|官|部)|外交部|外務|インド太平洋軍|戦略|議員|シンクタンク|研究所|民主党|共和党|最高裁|中銀|"
    r"FRB|CIA|NSC|EU|NATO|メディア|原潜|空母|戦闘機|朝野党|側近|公船|漁船|巡視船|海警船|商船|国籍|[\u3400-\u9fff]{1,8}(?:省|庁|局|委員会|署)(?![\u3400-\u9fff]))"
)
# Ordinary words, and names with these characters that are no pair of countries.
_TRAPS = [
    "中央",
    "中東",
    "中南米",
    "中米",
    "北米",
    "南米",
    "欧米",
    "中心",
    "中間",
    "中国",
    "中立",
    "中止",
    "中断",
    "中長期",
    "中期",
    "中核",
    "中堅",
    "中小",
    "中枢",
    "中継",
    "中華",
    "中旬",
    "中身",
    "中途",
    "中級",
    "中高",
    "中露国境",
    "日本",
    "日曜",
    "日程",
    "日時",
    "日常",
    "日々",
    "日産",
    "日立",
    "日付",
    "日系",
    "米価",
    "米穀",
    "米国",
    "米ドル",
    "英国",
    "英語",
    "英雄",
    "英断",
    "英文",
    "英字",
    "韓国",
    "独立",
    "独自",
    "独占",
    "独裁",
    "独特",
    "独断",
    "独創",
    "独身",
    "仏教",
    "仏像",
    "印象",
    "印刷",
    "印鑑",
    "印紙",
    "豪州",
    "豪雨",
    "豪華",
    "豪雪",
    "豪族",
    "加盟",
    "加速",
    "加工",
    "加熱",
    "加重",
    "加害",
    "加担",
    "加味",
    "加入",
    "加筆",
    "加減",
    "伊勢",
    "伊藤",
    "伊豆",
    "伊達",
    "比較",
    "比例",
    "比率",
    "比重",
    "比類",
    "比喩",
    "越境",
    "越権",
    "越冬",
    "越年",
    "台湾",
    "台風",
    "台頭",
    "台帳",
    "台所",
    "台詞",
    "朝鮮",
    "朝食",
    "朝日",
    "朝刊",
    "朝廷",
    "朝野",
    "朝貢",
    "露呈",
    "露出",
    "露骨",
    "露見",
    "露店",
    "露天",
    "比が",
    "対比",
    "お米",
    "比は低",
    "加の",
    "印を",
    "独り",
    "泰然",
    "泰斗",
    "蘭学",
    "日中戦争",
    "中日新聞",
    "日比谷",
    "台中市",
    "台中",
    "加古",
    "中比",
    "土日",
    "土台",
    "土中",
    "宇宙",
    "尼僧",
]


@cache
def _runs() -> re.Pattern[str]:
    letters = "".join(countries().abbreviations).replace("パ", "") + _EUROPE
    return re.compile(rf"(?:[{letters}]|(?<![ァ-ヴー])パ(?![ァ-ヴー]))+")


@cache
def _trap() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, set(_TRAPS) - {"中露国境", "中比"}), key=lambda t: (-len(t), t))))


def find(text: str, boundaries: frozenset[int]) -> Iterator[Candidate]:
    """Abbreviated countries of ``text``, each by itself."""
    blocked = _blocked(text)
    for match in _runs().finditer(text):
        start, end = match.span()
        while start < end and blocked[start]:
            start += 1
        stop = start
        while stop < end and not blocked[stop]:
            stop += 1
        if start < stop and _is_country(text, start, stop, boundaries):
            for at in range(start, stop):
                yield _candidate(text[at], at)
    for match in re.finditer(r"(?<=対)[南北](?=放送|政策|挑発|関係|支援|制裁|宣伝|抑止|ビラ|強硬|融和)", text):
        name, code = ("韓国", "KR") if match.group() == "南" else ("北朝鮮", "KP")
        yield Candidate(match.start(), match.end(), "GPE", "abbreviation", 5, name, code)
    for match in re.finditer(
        r"南北(?=首脳|関係|統一|対話|会談|朝鮮|合意|間|連絡|軍事|共同|対立|接触|境界|交流|協力)", text
    ):
        yield Candidate(match.start(), match.start() + 1, "GPE", "abbreviation", 5, "韓国", "KR")
        yield Candidate(match.start() + 1, match.end(), "GPE", "abbreviation", 5, "北朝鮮", "KP")


def _blocked(text: str) -> list[bool]:
    blocked = [False] * (len(text) + 1)
    for match in _trap().finditer(text):
        behind = text[match.end() :]
        if match.group() == "欧米" and behind[:1] in tuple("中露日"):
            continue
        if match.group() == "日時" and text[match.start() - 1 : match.start()] == "訪":
            continue
        if match.group() == "対比" and re.match(_TOWARDS, behind):
            continue
        if match.group() == "中間" and _is_between(text, match.start()):
            continue
        if match.group() in ("中米", "中台", "台中", "朝日") and text[match.start() - 1 : match.start()] in tuple(
            "日露対韓"
        ):
            continue
        if (
            match.group() == "中国"
            and match.start()
            and text[match.start() - 1] in "米日露英韓印"
            and text[match.end() : match.end() + 1] in tuple("境交防")
        ):
            continue
        for at in range(match.start(), match.end()):
            blocked[at] = True
    return blocked


def _is_between(text: str, at: int) -> bool:
    """中間 behind another country, where no word goes on: 米中間で, but not 米中間選挙."""
    return text[at - 1 : at] in tuple("米日露英韓朝印欧台仏独豪") and not re.match(
        r"[\u3400-\u9fff]", text[at + 2 : at + 3]
    )


@cache
def _beside_name() -> re.Pattern[str]:
    """A country in katakana that is named together with an abbreviated one: 米・イラン, 日EU."""
    katakana = {name for names in countries().names.values() for name in names if re.fullmatch("[ァ-ヴー]{3,}", name)}
    return re.compile("・(?:" + "|".join(sorted(katakana)) + ")|・?(?:EU|NATO|ASEAN|GCC|UAE|PIF|AU)(?![A-Za-z])")


def _is_country(text: str, start: int, end: int, boundaries: frozenset[int]) -> bool:
    before, after = text[start - 1 : start], text[end:]
    alone = end - start == 1
    if alone and text[start] in _ONLY_BESIDE:
        return before == "対" and text[start] in "宇尼波" and _starts_word(text, start - 1, boundaries)
    if text[start] == "朝" and alone and re.search(r"[の日今翌早]$", text[max(0, start - 1) : start]):
        return False
    if alone and not re.search(r"[\u3400-\u9fff]$", before) and _beside_name().match(after):
        return True
    if before and before in _DIRECTION and _starts_word(text, start - 1, boundaries):
        return (
            not alone
            or text[start] != "日"
            or (before in "対訪駐在反親抗来知離嫌" and not re.match(r"[、。のにはをがも数]", after))
            or before in "対訪反親抗来駐嫌"
        )
    if "\u3400" <= before <= "\u9fff" and start not in boundaries and before not in "両":
        return False
    if (
        alone
        and before in ("・", "、", "と", "や")
        and re.search(r"[米露中英韓独仏印豪加伊日比越台欧][・、]$", text[max(0, start - 2) : start])
    ):
        return not re.match(r"[\u3400-\u9fff]", after[:1]) or bool(re.match(_STATE, after)) or start in boundaries
    if alone and re.match(r"[・、][米露中英韓独仏印豪加伊日比越台欧朝](?![\u3040-\u309f]{2,}[^のがはとや])", after):
        return True
    if not alone:
        if before and "\u3400" <= before <= "\u9fff" and before not in "両在対訪駐反親":
            return start in boundaries and before not in "同昨今本毎一二三四五六七八九十"
        return (
            not re.match(r"(?:日中|中日)(?:$|[、。に]|の(?:時間|気温|作業|外出|最|暑|活動|日))", text[start : end + 3])
            or "日中" not in text[start:end]
            or bool(re.search(r"中国|日中[関韓両首]", text))
        )
    if re.match(r"[ァ-ヴーA-Za-z]{2}", after) and not re.match(r"ドル|シ(?!ンクタンク)|ソ連", after):
        return text[start] not in "日台泰蒙" and not re.match(r"[\u3400-\u9fff]", before)
    if (
        text[start] in "米露英独仏印豪加比越韓朝"
        and re.match(
            r"[はがもへ]|で[はも]|と(?!い|さ|し|な)|に(?:よる|対|は|も)|を(?:訪|含|除|念)|の(?=[^\s])|、", after
        )
        and start in boundaries
        and start + 1 in boundaries
    ):
        return not re.match(r"[\u3400-\u9fff]", before)
    if text[start] in "日中比加伊越台印豪" and not re.match(
        r"(?:国|政府|軍(?!事)|陸軍|海軍|空軍|大統領|首相|外相|国防相|外交|外務|側|企業|人民|公船|シンクタンク|議会)",
        after,
    ):
        return False
    return bool(re.match(_STATE, after))


def _starts_word(text: str, at: int, boundaries: frozenset[int]) -> bool:
    return at == 0 or at in boundaries or not "\u3400" <= text[at - 1] <= "\u9fff"


def _candidate(letter: str, at: int) -> Candidate:
    if letter == _EUROPE:
        return Candidate(at, at + 1, "LOC", "abbreviation", 5, "欧州")
    code = countries().abbreviations[letter]
    return Candidate(at, at + 1, "GPE", "abbreviation", 5, countries().names[code][0], code)
