"""Whether what a predicate says happened, is expected, wanted or supposed, and whether it is denied."""

import re

from report_extract.analysis.arguments import CONTRAST, Arguments
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.records import Polarity, Status

_CONDITION = re.compile(
    r"(?:れば|えば|けば|せば|てば|ねば|べば|めば|ならば|なら|たら|だら|ければ|なければ)(?!なら)、?$|(?:ても|でも)、?$"
)
_CONDITION_NOUN = re.compile(r"(?:場合|限り|事態|とき|際には|暁)")
_NEGATIVE = re.compile(
    r"(?:ない(?!わけ|こと(?:は|も)ない|と)|なかっ|ず(?:、|に|$|。|と)|ぬ(?:まま)?|まい|なく(?!な[らりるれっ]))"
)
_NOT_NEGATIVE = re.compile(
    r"なければならない|なくてはならない|ざるを得|かもしれない|かねない|ないわけ|にほかならない|だけでなく|のみならず|にとどまらず|ばかりか|まもなく|間もなく|否定できない|否めない|免れない|避けられない|に違いない|ならない(?=よう)?(?=。)"
)
_DESIRED = re.compile(
    r"べき|た(?:い|く)(?:と|。|考|意|の|$)|なければならない|よう(?:に)?(?:、)?$|べく|しようと|ようとし|ことを目指|ことが(?:重要|必要|求め|望ま|不可欠|急務)|必要(?:が|で|だ)|求められ|望まし|不可欠|急務"
)
_DESIRED_NOUN = re.compile(
    r"(?:方針|予定|計画|意向|用意|構え|必要|目的|目標|考え|狙い|姿勢|準備|提案|意思|ため|実益|余地|案|構想|よう)"
)
_DESIRED_VERB = re.compile(
    r"(?:目指|検討|求め|提案|約束|表明|計画|呼びか|呼び掛|要求|要請|促|働きか|働き掛|申し入|打診|急ぐ|急が|図る|図り|準備|予定|示唆|誓|公約|推奨|提言|掲げ)"
)
_EXPECTED = re.compile(
    r"だろう|であろう|ろう(?:が|。|と|し|$)|かねない|かねず|うる|得る(?=。|が|と|も)|かもしれ|おそれ|恐れ|可能性|見込|見通|予想|見られる。|公算|懸念|まい。|しかねな|と考えられる。"
)
_EXPECTED_NOUN = re.compile(r"(?:可能性|おそれ|恐れ|見込み|見通し|公算|懸念|危険|事態|リスク|余地|はず)")
_PUT_OFF = re.compile(
    r"(?:見送[らりるれろっ]|控え(?:た|る|て)|避け(?:た|る|て)|至って(?:い)?な|踏み切れ|思いとどま|やめ(?:た|る))"
)
_CALLED_OFF = re.compile(r"(?:見送|断念|差し控え|思いとどま)")


def of_predicate(arguments: Arguments, b: Bunsetsu) -> tuple[Status, Polarity]:
    """Status and polarity of what a predicate says, from its own ending and the clauses above it."""
    polarity = _polarity(arguments, b)
    return _status(arguments, b, 0), polarity


def of_event_noun(arguments: Arguments, b: Bunsetsu) -> tuple[Status, Polarity]:
    """Status and polarity of an event noun: those of the predicate it is an argument of, where that one carries it."""
    b = arguments.carrier(b)
    governor = _governor(arguments, b)
    if governor is None:
        return "actual", "positive"
    surface = _whole(arguments, governor)
    status = _status(arguments, governor, 0)
    if _DESIRED_VERB.match(surface) and b.case in ("ヲ", "ニ", "ガ", "ノ") and not arguments.is_passive(governor):
        status = "desired" if status == "actual" else status
    if b.case == "ヲ" and _CALLED_OFF.match(surface):
        return status, "negative"
    if b.case in ("ヲ", "ニ", "ニハ", "ハ") and _LIGHT.match(surface) and _polarity(arguments, governor) == "negative":
        return status, "negative"
    return status, "positive"


_LIGHT = re.compile(
    r"(?:行[わいうえおっ]|実施|続け|継続|開始|進め|踏み切|応じ|至[らりるれっ]|成立|実現|参加|締結|でき|し)"
)


def _governor(arguments: Arguments, b: Bunsetsu) -> Bunsetsu | None:
    parent = b.parent
    while parent is not None:
        candidate = arguments.sentence.bunsetsu[parent]
        if arguments.is_predicate(candidate):
            return candidate
        parent = candidate.parent
    return None


def _whole(arguments: Arguments, b: Bunsetsu) -> str:
    start, end = arguments.sentence.span(b)
    return arguments.sentence.text[start:end]


def _polarity(arguments: Arguments, b: Bunsetsu) -> Polarity:
    surface = _whole(arguments, b)
    if _NEGATIVE.search(arguments.sentence.tail(b)) and not _NOT_NEGATIVE.search(surface):
        return "negative"
    return "negative" if _PUT_OFF.search(surface) and re.search(r"至って|踏み切れ", surface) else "positive"


def _status(arguments: Arguments, b: Bunsetsu, depth: int) -> Status:
    tail = arguments.sentence.tail(b)
    surface = _whole(arguments, b)
    parent = arguments.sentence.bunsetsu[b.parent] if b.parent is not None else None
    following = arguments.sentence.bunsetsu[b.number + 1] if b.number + 1 < len(arguments.sentence.bunsetsu) else None
    if _CONDITION.search(tail) or (
        following is not None and not b.has_comma and _CONDITION_NOUN.match(_whole(arguments, following))
    ):
        return "hypothetical"
    if following is not None and not b.has_comma and arguments.is_relative(b):
        noun = _whole(arguments, following)
        if _DESIRED_NOUN.match(noun) and not tail.rstrip("」").endswith(("た", "だ")):
            return "desired"
        if _EXPECTED_NOUN.match(noun):
            return "expected"
    if _DESIRED.search(surface):
        return "desired"
    if _EXPECTED.search(surface):
        return "expected"
    if parent is None or depth > 6:
        return "actual"
    if tail.rstrip("、").endswith("と") and following is not None:
        verb = _whole(arguments, following)
        if re.match(r"(?:予想|見込|みられ|見られ|思われ|考えられ|予測|期待)", verb):
            return "expected"
        return "desired" if _DESIRED_VERB.match(verb) and re.search(r"よう(?:に)?と?", tail) else "actual"
    if re.search(r"(?:よう|ように)、?$", tail):
        return "desired"
    if CONTRAST.search(tail):
        return "actual"
    if arguments.is_relative(b):
        above = _governor(arguments, parent) if not arguments.is_predicate(parent) else parent
        return (
            "hypothetical"
            if above is not None
            and _status(arguments, above, depth + 1) == "hypothetical"
            and parent.number == b.number + 1
            else "actual"
        )
    above = arguments.next_predicate(b)
    if above is None:
        return "actual"
    return (
        _status(arguments, above, depth + 1)
        if _is_chain(tail)
        else "hypothetical"
        if _status(arguments, above, depth + 1) == "hypothetical"
        else "actual"
    )


def _is_chain(tail: str) -> bool:
    """A clause in 連用中止 or て that shares the mood of the clause it leads to."""
    return bool(
        re.search(r"(?:^|し|て|で|り|き|ち|み|び|い|え|け|せ|め|れ|べ|ず|つつ|ながら|ことで|うえで|上で)、?$", tail)
    )
