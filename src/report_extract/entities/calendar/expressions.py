"""Date expressions by their form: which patterns there are, and where they match."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_extract.scanning import Places

_ERA_NUMBER = r"(?:元|[0-9]{1,4}|[一二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九]{1,3})"
_ERA_YEAR = rf"(?P<era>令和|平成|昭和|大正|明治|皇紀) ?(?P<era_year>{_ERA_NUMBER})"
_YEAR = rf"(?:(?:西暦)?(?P<year>(?:1[6-9]|20|21)\d\d|[一二][〇一二三四五六七八九]{{3}})年|{_ERA_YEAR}年|(?<![A-Za-z])(?P<short_era>[RHSTMＲＨＳＴＭ])(?P<short_year>\d{{1,2}})年(?=\d+月))"
_BARE_YEAR = r"(?P<bare>(?:19|20)\d\d)(?![\d,.年:〜-]|人|名|億|万|ドル|円|隻|機|発|件|トン|キロ|社|基|両|m|k|点|項|度|回|カ|か|ヶ|語|台|票)"
_RELATIVE_YEAR = r"(?P<rel_year>一昨年|おととし|昨年|去年|前年|今年|本年|当年|同年|翌々年|翌年|明年|来年|再来年)"
_RELATIVE_MONTH = r"(?P<rel_month>同月|翌々月|翌月|前月|先々月|先月|今月|本月|当月|再来月|来月)"
_RELATIVE_DAY = r"(?P<rel_day>同日|翌々日|翌日|前日|当日|一昨[々昨]日|一昨日|おととい|昨日|本日|明日|明後日|あさって)"
_RELATIVE_WEEK = r"(?P<rel_week>先々週|先週|今週|再来週|来週|前週|同週|翌々週|翌週)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!間|例|刊|報|号|面|光|謝)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?日(?!間|目|程|本|米|中|韓|英|露|豪|印|朝|系|数|帰|没|常|照)"
_SEASON_NAME = r"[春夏秋冬](?![雨期眠季場服至分物闘])"
_WEEKDAY = r"(?P<weekday>[月火水木金土日])曜(?:日(?!事件)|(?!日|版|討論))"
_ON_WEEKDAY = r"(?:[月火水木金土日]曜日?|[(（][月火水木金土日](?:曜日?)?[)）])"
_PART = (
    r"(?:(?P<part>上旬|中旬|下旬|初旬|初頭|初め|はじめ|始め|半ば|なかば|中頃|中ごろ|終わり(?!ま)|おわり(?!ま)|末日|末|頭(?![部脳取角打])|前半|後半|上半期|下半期|上期|下期|"
    r"第[1-4一二三四]四半期|Q[1-4](?!\d)|[1-4]-[1-3]?\d月期|春先?|夏|秋|冬|年初|年末|年始|年頭|年明け)(?![雨期眠季場服至分物]|期作|闘))"
)
_SINCE = r"(?:(?P<since>以前|前後|ごろ|頃|内(?=に))|(?=(?P<onward>以降|以来|以後)))"
_FISCAL = r"(?P<fiscal>会計年度|年度)(?:(?P<fiscal_part>上半期|下半期|末|前半|後半))?"
_CENTURY_PART = r"(?P<part>前半|後半|半ば|末|初頭|初め)"

# What stands behind a number of days or centuries that is a length or a rate: 3日後, 1日おき, 3日に1回, 1世紀近く.
_LENGTH = (
    r"前(?!半)|後(?!半)|半(?!ば)|近く|くらい|ぐらい|ばかり|ほど|おき|ごと|ぶり|連続|間|目|もの間|以上|に\d+[回度](?!目)"
)

# Numeric dates: one separator throughout, no further number behind.
_NUMERIC_YEAR = r"(?:西暦)?(?P<year>(?:19|20)\d\d)年?"
_NUMERIC_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_NUMERIC_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_SEPARATOR = r"(?P<separator>[/.・,-])"
_NUMERIC_END = r"(?![\d年]|[/.・,-]\d)"
_FRACTION = rf"(?:{'|'.join(f'{n}/{d}' for d in range(2, 11) for n in range(1, d))})(?!\d)"

_PATTERNS = [
    ("range", r"(?P<from_year>(?:19|20)\d\d)(?:年)?[〜~-](?P<to_year>(?:19|20)?\d\d)(?P<unit>年代|年度|年)"),
    ("range", r"(?P<year>(?:19|20)\d\d)年(?P<from_month>1[0-2]|[1-9])月[〜~-] ?(?P<to_month>1[0-2]|[1-9])月"),
    ("range", r"(?P<from_month>1[0-2]|[1-9])[〜~-](?P<to_month>1[0-2]|[1-9])月期?"),
    ("decade", r"(?P<decade>(?:1[6-9]|20|21)\d)0年代(?P<part>前半|後半|半ば|末|初頭|初め)?" + _SINCE + "?"),
    ("century", rf"(?P<bc>紀元前)?(?P<century>\d{{1,2}}|[一二]?十[一二三四五六七八九]?)世紀{_CENTURY_PART}?(?!の?の|{_LENGTH}){_SINCE}?"),
    ("before_christ", rf"紀元前(?P<bc_year>\d{{1,4}})年{_SINCE}?"),
    ("fiscal", rf"(?:(?:(?P<year>(?:19|20)\d\d)|(?P<era>令和|平成|昭和)(?P<era_year>{_ERA_NUMBER})){_FISCAL}|(?P<rel_fiscal>今年度|本年度|来年度|昨年度|前年度|翌年度|同年度|再来年度|翌(?P<short_fiscal>\d\d)年度)(?:(?P<fiscal_part2>末|上半期|下半期|前半|後半))?)"),
    ("date", rf"(?:{_YEAR}|{_RELATIVE_YEAR})(?:[の/ \u3000]?{_MONTH}(?:[/ \u3000]?{_DAY}{_ON_WEEKDAY}?)?)?(?:の?{_PART})?(?:{_SINCE})?"),
    ("date", rf"(?<![\d,.A-Za-z第-])(?P<bare>(?:19|20)\d\d)(?:/?(?P<part>{_SEASON_NAME}|Q[1-4](?!\d)))"),
    ("date", rf"(?<![\d第]){_RELATIVE_MONTH}(?:の?{_DAY}{_ON_WEEKDAY}?)?{_PART}?{_SINCE}?"),
    ("date", rf"(?P<next>翌)\s?{_MONTH}(?:/?{_DAY}{_ON_WEEKDAY}?)?{_PART}?{_SINCE}?"),
    ("date", rf"(?<![\d第十第翌]){_MONTH}(?:/?{_DAY}{_ON_WEEKDAY}?)?{_PART}?{_SINCE}?"),
    ("day", rf"(?<![\d月年第十翌])(?<!(?<![先今来翌前々同])週)(?!1日\d){_DAY}(?!付|{_LENGTH}){_ON_WEEKDAY}?"),
    ("day", rf"(?P<next>翌)\s?{_DAY}(?!付|{_LENGTH}){_ON_WEEKDAY}?"),
    ("day", rf"{_RELATIVE_DAY}(?!付)"),
    ("same", r"(?P<rel_year>前年|昨年)(?P<same>同月|同期)"),
    ("days_later", r"その(?P<later>[0-9]{1,2}|[一二三四五六七八九十])日後"),
    ("week", _RELATIVE_WEEK),
    ("weekday", _WEEKDAY),
    ("quarter", r"(?:第(?P<quarter>[1-4一二三四])四半期|(?<![A-Za-z\d])Q(?P<q>[1-4])(?=[のにはがとで、]|から|まで|以降|末|$))"),
    ("numeric", rf"(?<![\d/.・,-]){_NUMERIC_YEAR}{_SEPARATOR}{_NUMERIC_MONTH}月?(?P=separator){_NUMERIC_DAY}日?{_NUMERIC_END}"),
    ("numeric", rf"(?<![\dA-Za-z/.-]){_NUMERIC_YEAR}/{_NUMERIC_MONTH}月?{_NUMERIC_END}(?!シーズン)"),
    ("numeric", rf"{_ERA_YEAR}{_SEPARATOR}{_NUMERIC_MONTH}(?:(?P=separator){_NUMERIC_DAY})?{_NUMERIC_END}"),
    ("numeric", rf"(?<![A-Za-z])(?P<short_era>[RHSTMＲＨＳＴＭ])(?P<short_year>\d{{1,2}})(?P<separator>[/.]){_NUMERIC_MONTH}(?P=separator){_NUMERIC_DAY}{_NUMERIC_END}"),
    ("numeric", rf"(?<![\dA-Za-z/.,・-])(?!{_FRACTION}){_NUMERIC_MONTH}/{_NUMERIC_DAY}{_NUMERIC_END}(?![/A-Za-z%])"),
    ("numeric", r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<month>1[0-2]|0[1-9])(?:-(?P<day>3[01]|[12]\d|0[1-9]))?(?![\d-])"),
    ("date", r"(?P<rel_year>昨|今|来|一昨|翌|同|前)(?P<part>年末|年初|年半ば|年後半|年前半|年春|年夏|年秋|年冬|年度末|春|夏|秋|冬)(?![雨期眠季場服至分物])"),
    ("deictic", r"(?P<deictic>年内|年末(?:年始)?|年初(?!来)|年頭|年明け|(?<![\d一二三四五六七八九十〇かカヶヵ々正毎各数同今先来翌前当本])月(?:内|末|初め?|半ば)(?!日)|今世紀末?|今春|今夏|今秋|今冬|昨春|昨夏|昨秋|昨冬|来春|来夏|来秋|来冬|この[春夏秋冬])"),
    ("bare", rf"(?<![\d,.A-Za-z第-]){_BARE_YEAR}(?=[、。にの]|以降|$)"),
    (
        "past",
        r"(?:(?:米ソ|東西)?冷戦(?:終結|終焉|崩壊)?(?:直後|後|期|時代|中|下|以降|以来|以前|前)|(?:米ソ|東西)?冷戦(?:終結|終焉)(?=以)|第[1-2一二]次(?:世界)?大戦(?:直後|後|中|期|前|以降|以来|以前|下)|戦後(?=[、。のに]|初|間もなく|一貫|[0-9])|戦前(?=[、のに])|戦間期|"
        r"(?:ソ連|ソビエト連邦)(?:の)?(?:崩壊|解体)(?:直後|後|以降|以来)|(?:9\.11|9・11|同時多発テロ)(?:事件)?(?:直後|後|以降|以来)|"
        r"(?:(?:大統領|首相|政権|総裁|議長|[一-龯]{0,2})?就任|再選|再任|停戦|休戦|終戦|開戦|会談|首脳会談|独立|政変|クーデター|政権交代|政権発足|再登板|発足|発効|侵攻|侵略|撤退|撤収|選挙|総選挙|大統領選|大統領選挙|戦争|紛争|大震災|革命|統一|大戦|返還|国交正常化|国交樹立|国交断絶|コロナ禍|パンデミック|事件|演習|制裁|離脱|加盟|復帰|衝突|崩壊|訪問|訪中|訪米|訪日|訪朝|訪露|建国|調印|署名|締結|批准|合意|採択|決裂|交渉|政変|暗殺|攻撃|爆発|終結)(?:直後|後(?!継|退|援|方|続|悔|押し|半|背|追|任|発|者|れ|ろ)|以降|以後)|"
        r"[0-9一二三四五六七八九十]+日間?戦争(?:直後|後)|(?:(?:全面)?侵略|(?:全面)?侵攻|開戦|併合|震災|(?:感染症|コロナ)?(?:の)?流行|コロナ禍|パンデミック)前(?![\u3400-\u9fffァ-ヴー]))",
    ),
]  # fmt: skip
_REGEXES = [re.compile(pattern) for _, pattern in _PATTERNS]


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression at ``text[start:end]`` and the fields its pattern found."""

    start: int
    end: int
    kind: str
    fields: dict[str, str]


def find(text: str) -> Iterator[Expression]:
    """Every expression that stands for a date or a period, longest first at each place, in the order of the text."""
    places = Places(text, _REGEXES)
    at = 0
    while (begin := places.next(at)) is not None:
        best: Expression | None = None
        for number, match in places.here(begin):
            if match.end() > (best.end if best else begin) and not _cut(text, match):
                fields = {name: value for name, value in match.groupdict().items() if value}
                best = Expression(begin, match.end(), _PATTERNS[number][0], fields)
        at = best.end if best else begin + 1
        if best:
            yield best


def _cut(text: str, match: re.Match[str]) -> bool:
    """The match begins or ends inside a number or a longer word, or goes on as a length of time."""
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 2]
    if match.group()[0] in "0123456789" and (
        before.isdigit() or before in tuple(".,第") or (before.isascii() and before.isalpha())
    ):
        return True
    return after.startswith(("間", "ぶり", "連続", "目", "近く")) and match.group().endswith(("年", "月", "日"))
