"""Date expressions: found by form, resolved to TIMEX3 values against the text before and the report's date."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from report_extract.scanning import Places

_ERA_NUMBER = r"(?:元|[0-9]{1,4}|[一二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九]{1,3})"
_ERA_YEAR = rf"(?P<era>令和|平成|昭和|大正|明治|皇紀)(?P<era_year>{_ERA_NUMBER})"
_YEAR = rf"(?:(?:西暦)?(?P<year>(?:1[6-9]|20|21)\d\d|[一二][〇一二三四五六七八九]{{3}})年|{_ERA_YEAR}年|(?<![A-Za-z])(?P<short_era>[RHSTMＲＨＳＴＭ])(?P<short_year>\d{{1,2}})年(?=\d+月))"
_BARE_YEAR = r"(?P<bare>(?:19|20)\d\d)(?![\d,.年:〜-]|人|名|億|万|ドル|円|隻|機|発|件|トン|キロ|社|基|両|m|k|点|項|度|回|カ|か|ヶ|語|台|票)"
_RELATIVE_YEAR = r"(?P<rel_year>一昨年|おととし|昨年|去年|前年|今年|本年|当年|同年|翌々年|翌年|明年|来年|再来年)"
_RELATIVE_MONTH = r"(?P<rel_month>同月|翌々月|翌月|前月|先々月|先月|今月|本月|当月|再来月|来月)"
_RELATIVE_DAY = r"(?P<rel_day>同日|翌々日|翌日|前日|当日|一昨[々昨]日|一昨日|おととい|昨日|本日|明日|明後日|あさって)"
_RELATIVE_WEEK = r"(?P<rel_week>先々週|先週|今週|再来週|来週|前週|同週|翌々週|翌週)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!間|例|刊|報|号|面|光|謝)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?!間|目|程|本|米|中|韓|英|露|豪|印|朝|系|数|帰|没|常|照)"
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
    ("deictic", r"(?P<deictic>年内|年末(?:年始)?|年初(?!来)|年頭|年明け|月内|今世紀末?|今春|今夏|今秋|今冬|昨春|昨夏|昨秋|昨冬|来春|来夏|来秋|来冬|この[春夏秋冬])"),
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

_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "皇紀": -660}
_SHORT_ERA = {"R": 2018, "H": 1988, "S": 1925, "T": 1911, "M": 1867}
_SEASON = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
_YEAR_SHIFT = {
    "一昨年": -2,
    "おととし": -2,
    "昨年": -1,
    "去年": -1,
    "今年": 0,
    "本年": 0,
    "来年": 1,
    "明年": 1,
    "再来年": 2,
}
_YEAR_SHIFT_SHORT = {"昨": -1, "今": 0, "来": 1, "一昨": -2}
_ANAPHORIC_YEAR = {"前年": -1, "当年": 0, "同年": 0, "翌年": 1, "翌々年": 2, "翌": 1, "同": 0, "前": -1}
_MONTH_SHIFT = {"先々月": -2, "先月": -1, "今月": 0, "本月": 0, "来月": 1, "再来月": 2}
_ANAPHORIC_MONTH = {"前月": -1, "同月": 0, "当月": 0, "翌月": 1, "翌々月": 2}
_DAY_SHIFT = {
    "一昨々日": -3,
    "一昨昨日": -3,
    "一昨日": -2,
    "おととい": -2,
    "昨日": -1,
    "本日": 0,
    "明日": 1,
    "明後日": 2,
    "あさって": 2,
}
_ANAPHORIC_DAY = {"前日": -1, "同日": 0, "当日": 0, "翌日": 1, "翌々日": 2}
_WEEK_SHIFT = {"先々週": -2, "先週": -1, "今週": 0, "来週": 1, "再来週": 2}
_ANAPHORIC_WEEK = {"前週": -1, "同週": 0, "翌週": 1, "翌々週": 2}
_WEEKDAYS = "月火水木金土日"
_AHEAD = re.compile(
    r"予定(?!され(?:た|てい))|控え(?!た)|見通し|見込|公算|であろう|だろう|来る|迫っ|予想|計画(?!さ)|べき|までに|かねない|可能性|次期|見据え|にらん|始まる|"
    r"行われる(?:。|見|予|はず)|開かれる(?:。|見|予|はず)|(?<![いあ])る。|目指|望まし|求められ|必要|優勢|すれば、|れば、|であろう"
)
# A predicate in the past: what is told before any word of the future has happened.
_DONE = re.compile(
    r"(?:[しっれいえけせめげきじてねべりみちび]た|[んい]だ)(?![めいらけりくちっ]|場合)|[しれきちりみびいえけせめげべて]、(?=.*た。$)"
)
_SOON = re.compile(r"予定(?!され(?:た|てい))|控え(?!た)|来る|迫っ")


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


@dataclass(slots=True)
class Anchor:
    """The last date of the text before, and whether it stands in the sentence that is read."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_story: bool = False
    here: bool = False


class Resolver:
    """Gives TIMEX3 values to expressions met in the order of the text.

    ``completed`` is the report's date (year, month or None, day or None), or None when nothing is known of it.
    """

    def __init__(self, completed: tuple[int, int | None, int | None] | None) -> None:
        self._completed = completed
        self._last = Anchor()
        self._past = Anchor()

    def new_sentence(self) -> None:
        """A date to come is an anchor only in its own sentence; one that is past stays for 同年 and 同月."""
        self._last.here = False
        if self._is_ahead(self._last.year):
            self._last = self._past

    def _is_past(self, year: int, month: int) -> bool:
        return bool(self._completed and (year, month) <= (self._completed[0], self._completed[1] or 12))

    def _is_old(self, year: int) -> bool:
        """The year of something that was made long ago (1974年の協定), in which nothing goes on."""
        return bool(self._completed and year < self._completed[0] - 10)

    def _is_ahead(self, year: int | None) -> bool:
        return bool(year and self._completed and year > self._completed[0])

    def value(self, expression: Expression, *, rest: str = "") -> str | None:
        """The TIMEX3 value, or None when no calendar date can be told; ``rest`` is the clause behind it."""
        fields = expression.fields
        match expression.kind:
            case "past":
                return "PAST_REF"
            case "decade":
                return fields["decade"] + "X"
            case "century":
                return ("BC" if "bc" in fields else "") + f"{_number(fields['century']) - 1:02}"
            case "before_christ":
                return f"BC{int(fields['bc_year']):04}"
            case "range":
                return self._range(fields)
            case "fiscal":
                return self._fiscal(fields)
            case "deictic":
                return self._deictic(fields["deictic"], rest)
            case "week":
                return self._relative_week(fields["rel_week"])
            case "weekday":
                return f"XXXX-WXX-{_WEEKDAYS.index(fields['weekday']) + 1}"
            case "days_later":
                return self._days_later(_number(fields["later"]))
            case "same":
                return self._month_of_last_year(fields["same"])
            case "quarter":
                return self._quarter(fields.get("quarter") or fields["q"])
            case _:
                return self._date(expression, rest)

    def _range(self, fields: dict[str, str]) -> str | None:
        if "from_month" in fields:
            first = int(fields["from_month"])
            year = int(fields["year"]) if "year" in fields else self._year_of_month(first, "")
            return (year and f"{year:04}-{int(fields['from_month']):02}/{year:04}-{int(fields['to_month']):02}") or None
        start, end = fields["from_year"], fields["to_year"]
        end = start[: 4 - len(end)] + end
        self._remember(int(end), None, None, story=False)
        if fields["unit"] == "年代":
            return f"{start[:3]}X/{end[:3]}X"
        mark = "FY" if fields["unit"] == "年度" else ""
        return f"{mark}{start}/{mark}{end}"

    def _fiscal(self, fields: dict[str, str]) -> str | None:
        if "short_fiscal" in fields:
            return f"FY20{fields['short_fiscal']}"
        if "rel_fiscal" in fields:
            base = self._report_fiscal_year()
            shift = {"今": 0, "本": 0, "来": 1, "昨": -1, "前": -1, "翌": 1, "同": 0, "再": 2}[fields["rel_fiscal"][0]]
            if fields["rel_fiscal"][0] in "同翌" and self._last.year:
                base = self._last.year
            return f"FY{base + shift}" if base else None
        year = self._explicit_year(fields)
        self._remember(year, None, None, story=False)
        return f"FY{year}"

    def _report_fiscal_year(self) -> int | None:
        if not self._completed:
            return None
        year, month, _ = self._completed
        return year - 1 if month is not None and month < 4 else year

    def _deictic(self, word: str, rest: str) -> str | None:
        year = self._completed[0] if self._completed else self._last.year
        if word == "年末" and year is not None:
            year = self._last.year if self._last.here and self._last.year else year - self._is_past_end(rest)
        if word.startswith("今世紀"):
            return "20"
        if year is None:
            return None
        if word.startswith("この") or (word[0] in "今昨来" and word[-1] in _SEASON):
            year += {"昨": -1, "来": 1}.get(word[0], 0)
            month = self._completed[1] if self._completed else None
            if word[-1] == "冬" and word[0] in "こ今" and month is not None and month <= 3:
                year -= 1
            return f"{year}-{_SEASON[word[-1]]}"
        if word == "月内" and self._completed and self._completed[1]:
            return f"{year}-{self._completed[1]:02}"
        if word == "年明け":
            return str(year + 1 if self._completed and (self._completed[1] or 1) > 6 else year)
        return str(year)

    def _is_past_end(self, rest: str) -> bool:
        """年末 in a report of the first months is the one before, where something has happened."""
        early = self._completed is not None and (self._completed[1] or 12) <= 3
        return early and bool(_DONE.search(rest)) and not _is_to_come(rest)

    def _date(self, expression: Expression, rest: str) -> str | None:
        fields = expression.fields
        if "rel_day" in fields:
            return self._relative_day(fields["rel_day"])
        month = _number(fields["month"]) if "month" in fields else None
        day = _number(fields["day"]) if "day" in fields else None
        year, month = self._year_and_month(fields, month, rest)
        if year is None:
            return _without_year(month, day)
        is_label = month is None and "year" in fields and rest.startswith("の") and self._is_old(year)
        self._remember(year, month, day, story=_is_story(fields) and not is_label)
        return _timex(year, month, day, fields.get("part", ""))

    def _year_and_month(self, fields: dict[str, str], month: int | None, rest: str) -> tuple[int | None, int | None]:
        if "rel_month" in fields:
            return self._relative_month(fields["rel_month"])
        if "rel_year" in fields:
            return self._relative_year(fields["rel_year"]), month
        if _has_year(fields):
            return self._explicit_year(fields), month
        if "next" in fields:
            return self._next(month, _number(fields["day"]) if "day" in fields else None)
        if month is not None:
            return self._year_of_month(month, rest), month
        return self._month_of_day()

    def _next(self, month: int | None, day: int | None) -> tuple[int | None, int | None]:
        """翌1月 and 翌1日 come after the date before, if need be in the next year or month."""
        year, told = self._last.year, self._last.month
        if year is None or told is None:
            return self._month_of_day() if month is None else (self._year_of_month(month, ""), month)
        if month is not None:
            return year + (month < told), month
        turned = day is not None and self._last.day is not None and day < self._last.day
        return (year + told // 12, told % 12 + 1) if turned else (year, told)

    def _month_of_last_year(self, word: str) -> str | None:
        """前年同月: the month that the text last named, a year before."""
        last = self._last
        if last.year is None:
            return None
        return _timex(last.year - 1, last.month if word == "同月" else None, None, "")

    def _explicit_year(self, fields: dict[str, str]) -> int:
        if "era" in fields:
            return _ERA[fields["era"]] + (1 if fields["era_year"] == "元" else _number(fields["era_year"]))
        if "short_era" in fields:
            letter = unicodedata.normalize("NFKC", fields["short_era"])
            return _SHORT_ERA[letter] + int(fields["short_year"])
        return _number(fields.get("year") or fields["bare"])

    def _relative_year(self, word: str) -> int | None:
        if word in _ANAPHORIC_YEAR:
            base = self._last.year or (self._completed[0] if self._completed else None)
            return base + _ANAPHORIC_YEAR[word] if base is not None else None
        shift = _YEAR_SHIFT.get(word, _YEAR_SHIFT_SHORT.get(word, 0))
        base = self._completed[0] if self._completed else self._last.year
        return base + shift if base is not None else None

    def _relative_month(self, word: str) -> tuple[int | None, int | None]:
        if word in _MONTH_SHIFT:
            base = self._completed[:2] if self._completed else (self._last.year, self._last.month)
            shift = _MONTH_SHIFT[word]
        else:
            base, shift = (self._last.year, self._last.month), _ANAPHORIC_MONTH[word]
        year, month = base
        if year is None or month is None:
            return None, None
        months = year * 12 + month - 1 + shift
        return months // 12, months % 12 + 1

    def _relative_day(self, word: str) -> str | None:
        """昨日 counts from the report's day, 翌日 from the day before it in the text."""
        last = self._last
        if word in _ANAPHORIC_DAY and last.year and last.month and not last.day:
            return f"{last.year:04}-{last.month:02}"
        start = self._reported_day() if word in _DAY_SHIFT else self._told_day()
        there = start and _shifted(start, _DAY_SHIFT.get(word, _ANAPHORIC_DAY.get(word, 0)))
        if not there:
            return None
        self._remember(there.year, there.month, there.day, story=word in _ANAPHORIC_DAY)
        return there.isoformat()

    def _days_later(self, days: int) -> str | None:
        """その2日後 counts from the day before it in the text."""
        start = self._told_day() if self._last.year else None
        there = start and _shifted(start, days)
        return there.isoformat() if there else None

    def _relative_week(self, word: str) -> str | None:
        """先週 counts from the report's day, 翌週 from the day before it in the text: the ISO week, 2024-W49."""
        start = self._reported_day() if word in _WEEK_SHIFT else self._told_day()
        there = start and _shifted(start, 7 * _WEEK_SHIFT.get(word, _ANAPHORIC_WEEK.get(word, 0)))
        return f"{there:%G-W%V}" if there else None

    def _quarter(self, number: str) -> str:
        """A quarter named without a year: the story's, or the report's."""
        told = self._last.year if self._last.here else None
        year = told or (self._completed[0] if self._completed else None)
        return f"{f'{year:04}' if year else 'XXXX'}-Q{_number(number)}"

    def _reported_day(self) -> date | None:
        return _day(*self._completed) if self._completed else None

    def _told_day(self) -> date | None:
        """The day of the text before; where the text has named no date, the report's."""
        last = self._last
        return _day(last.year, last.month, last.day) if last.year else self._reported_day()

    def _month_of_day(self) -> tuple[int | None, int | None]:
        """The month of a day named without one: that of the text before, otherwise the report's, as newspapers write."""
        last = self._last
        if last.year is not None and last.month is not None:
            return last.year, last.month
        if last.here or not self._completed:
            return None, None
        return self._completed[:2]

    def _year_of_month(self, month: int, rest: str) -> int | None:
        """The year of a month named without one: the story's, or the one next to the report's date."""
        last = self._last
        if last.year is not None and last.here and last.is_story:
            turned = last.month is not None and month < last.month and self._is_past(last.year + 1, month)
            return last.year + 1 if turned else last.year
        if not self._completed:
            return self._last.year
        year, now, _ = self._completed
        if now is None:
            return year
        if month > now and not _is_to_come(rest):
            return year - 1
        soon = _SOON.search(rest)
        return year + 1 if month < now and soon is not None and soon.start() < 18 else year

    def _remember(self, year: int, month: int | None, day: int | None, *, story: bool) -> None:
        self._last = Anchor(year, month, day, story, here=True)
        if not self._is_ahead(year):
            self._past = self._last


def _is_to_come(rest: str) -> bool:
    """The clause behind a date tells of the future, before it tells of anything that has happened."""
    ahead, done = _AHEAD.search(rest), _DONE.search(rest)
    if ahead is None or (done is not None and done.start() < ahead.start()):
        return False
    return not (ahead.group() in ("までに", "計画") and done)


def _has_year(fields: dict[str, str]) -> bool:
    return any(name in fields for name in ("year", "era", "short_era", "bare"))


def _is_story(fields: dict[str, str]) -> bool:
    """The date carries the story on: one that bounds a period, or counts from the report, does not."""
    if fields.get("since") == "以前" or "onward" in fields:
        return False
    if "rel_month" in fields or _has_year(fields):
        return True
    if "rel_year" in fields:
        return fields["rel_year"] in _ANAPHORIC_YEAR
    return "month" not in fields


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day, or None where a part is not known or the calendar has no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def _without_year(month: int | None, day: int | None) -> str | None:
    if month is None and day is None:
        return None
    return f"XXXX-{f'{month:02}' if month else 'XX'}" + (f"-{day:02}" if day else "")


def _timex(year: int, month: int | None, day: int | None, part: str) -> str:
    if day is not None and month is not None:
        return f"{year:04}-{month:02}-{day:02}"
    if month is not None:
        return f"{year:04}-{month:02}"
    part = part.removeprefix("年")
    if part in ("前半", "上半期", "上期"):
        return f"{year:04}-H1"
    if part in ("後半", "下半期", "下期"):
        return f"{year:04}-H2"
    if part.startswith("Q"):
        return f"{year:04}-{part}"
    if part.endswith("四半期"):
        return f"{year:04}-Q{_number(part[1])}"
    if part[:1] in _SEASON:
        return f"{year:04}-{_SEASON[part[:1]]}"
    return f"{year:04}"


def _number(text: str) -> int:
    """Arabic, positional (二〇二四) or additive (二十一) digits; 元 is not one."""
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)
    return int("".join(c if c.isascii() else str(_KANJI[c]) for c in text))
