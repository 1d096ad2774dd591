"""Whether what a predicate says happened, is expected, wanted or supposed, and whether it is denied."""

import re

from report_extract.analysis import mood_words as words
from report_extract.analysis.arguments import CONTRAST, Arguments
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.records import Polarity, Status

_DEEPEST = 6
_CHAIN = re.compile(
    r"(?:^|し|て|で|り|き|ち|み|び|い|え|け|せ|め|れ|べ|ず|つつ|ながら|ことで|うえで|上で|とともに)、?$"
)
_LASTING = re.compile(r"[てで](?:おり|おらず|いて|いて)、?$")
_PAST = re.compile(r"[ただ]$")


def of_predicate(arguments: Arguments, b: Bunsetsu) -> tuple[Status, Polarity]:
    """Status and polarity of what a predicate says, from its own ending and the clauses above it."""
    return _status(arguments, b, 0), _polarity(arguments, b)


def of_event_noun(arguments: Arguments, b: Bunsetsu) -> tuple[Status, Polarity]:
    """Status and polarity of an event noun: those of the predicate it is an argument of, where that one carries it."""
    return _noun_status(arguments, b, 0), _noun_polarity(arguments, arguments.carrier(b))


# --- polarity -------------------------------------------------------------------------------------------------


def _polarity(arguments: Arguments, b: Bunsetsu) -> Polarity:
    rest, surface = _rest(arguments, b), _whole(arguments, b)
    if words.DENIED.match(rest):
        return "negative"
    if words.NEGATIVE.search(arguments.sentence.tail(b)) and not words.NOT_NEGATIVE.search(surface):
        return "negative"
    return "negative" if words.PUT_OFF.match(arguments.sentence.tail(b)) else "positive"


def _noun_polarity(arguments: Arguments, b: Bunsetsu) -> Polarity:
    rest = _rest(arguments, b)
    if words.LACKED.match(rest) or _content(arguments, b).endswith("なし"):
        return "negative"
    governor = _governor(arguments, b)
    if governor is None:
        return "positive"
    surface = _whole(arguments, governor)
    if _is_ahead(arguments, b):
        return "positive"
    near = governor.number - b.number <= 2
    if b.case in ("ヲ", "ガ", "ハ", "モ") and near and words.CALLED_OFF.match(surface):
        return "negative"
    if b.case in ("ハ", "モ", "ガ") and words.NOT_COMING.search(_up_to(arguments, b, governor)):
        return "negative"
    verbs = words.BROUGHT_ABOUT if b.case in ("ハ", "ガ", "モ") else words.LIGHT
    carried = b.case in ("ヲ", "ニ", "ハ", "ガ", "モ") and verbs.match(surface)
    return _polarity(arguments, governor) if carried else "positive"


# --- status ---------------------------------------------------------------------------------------------------


def _noun_status(arguments: Arguments, b: Bunsetsu, depth: int) -> Status:
    """How an event noun stands: by the noun it belongs to, by who asks for it, or by its predicate."""
    if _is_asked(arguments, b):
        return "desired"
    if _is_foreseen(arguments, b):
        return "expected"
    b = arguments.carrier(b)
    following = _following(arguments, b)
    if b.case in ("ノ", "ヘノ") and following is not None and not b.has_comma:
        noun = _content(arguments, following)
        if words.REVERSED.search(noun):
            return "actual"
        if words.EXPECTED_NOUN.match(noun):
            return "expected"
        if words.DESIRED_NOUN.match(noun):
            return "desired"
        if depth < _DEEPEST and not arguments.is_predicate(following) and _is_event(arguments, following):
            return _noun_status(arguments, following, depth + 1)
    if following is not None and b.case == "ヲ" and words.GROUND.match(_whole(arguments, following)):
        return "actual"
    governor = _governor(arguments, b)
    return "actual" if governor is None else _carried(arguments, b, governor, depth)


def _carried(arguments: Arguments, b: Bunsetsu, governor: Bunsetsu, depth: int) -> Status:
    """The status that a predicate gives to its argument."""
    surface = _whole(arguments, governor)
    if words.PRESUPPOSED.search(_content(arguments, governor)) and b.case in ("ヲ", "ニ"):
        return "actual"
    status = _status(arguments, governor, depth + 1)
    if status == "actual" and not words.SPEECH.search(_content(arguments, b)):
        if _is_aimed_at(arguments, b, governor) and words.AIM.search(surface):
            return "desired"
        if b.case in ("デ", "ニ") and words.TOGETHER.match(surface):
            return "desired"
    if status == "actual" and b.case in ("ハ", "モ", "ガ") and words.NOT_COMING.search(_up_to(arguments, b, governor)):
        return "expected"
    return status


def _is_aimed_at(arguments: Arguments, b: Bunsetsu, governor: Bunsetsu) -> bool:
    """It is the object of its predicate, or the subject of one in the passive."""
    if b.case in ("ガ", "ハ"):
        return arguments.is_passive(governor)
    return b.case in ("ヲ", "モ") or (b.case == "ニ" and governor.number == b.number + 1)


def _is_asked(arguments: Arguments, b: Bunsetsu) -> bool:
    """Somebody asks for it in a clause before it: 米国の求める武装解除."""
    if _is_ahead(arguments, b):
        return True
    return any(words.ASKED.match(_content(arguments, clause)) for clause in _describing(arguments, b))


def _is_foreseen(arguments: Arguments, b: Bunsetsu) -> bool:
    """A clause before it says that it will come: 4月に見込まれる訪中."""
    return any(words.THOUGHT.match(_content(arguments, clause)) for clause in _describing(arguments, b))


def _describing(arguments: Arguments, b: Bunsetsu) -> list[Bunsetsu]:
    """The clauses that describe an event noun, also before who does it: 4月に予定されるトランプ大統領の訪中."""
    first = b.number - 1
    while (
        first > 0
        and arguments.sentence.bunsetsu[first].case == "ノ"
        and not arguments.sentence.bunsetsu[first].has_comma
    ):
        first -= 1
    numbers = {*b.children, b.number - 1, first}
    return [c for c in (arguments.sentence.bunsetsu[n] for n in sorted(numbers) if n >= 0) if arguments.is_relative(c)]


def _is_ahead(arguments: Arguments, b: Bunsetsu) -> bool:
    """A meeting that is still to come: 訪中を控えた大統領, where an act in を is one that is refrained from."""
    following = _following(arguments, b)
    meeting = words.MEETING.search(_content(arguments, b)) and b.case == "ヲ"
    return bool(meeting and following is not None and words.AHEAD.match(_whole(arguments, following)))


def _status(arguments: Arguments, b: Bunsetsu, depth: int) -> Status:
    """How what a predicate says stands: by its own ending, by what it is the object of, by the clause it leads to."""
    return _own_status(arguments, b) or _status_above(arguments, b, depth)


def _own_status(arguments: Arguments, b: Bunsetsu) -> Status | None:
    """What the ending of a predicate, the noun it says something of, or the verb it is quoted by tell of its status."""
    tail, surface, rest = arguments.sentence.tail(b), _whole(arguments, b), _rest(arguments, b)
    following = _following(arguments, b)
    noun = _whole(arguments, following) if following is not None and not b.has_comma else ""
    if words.OPEN.match(rest):
        return "expected"
    supposed = words.CONDITION.search(surface) and not words.NO_CONDITION.search(surface)
    if supposed or words.CONDITION_NOUN.match(noun):
        return "hypothetical"
    if words.WORTH.match(rest):
        return "desired"
    if noun and arguments.is_relative(b):
        if words.EXPECTED_NOUN.match(noun):
            return "expected"
        told = words.STANCE.match(noun) and words.SAID.match(_content(arguments, b))
        if words.DESIRED_NOUN.match(noun) and not told and not _PAST.search(tail.rstrip("」")):
            return "desired"
    if words.DESIRED.search(surface):
        return "desired"
    return "expected" if words.EXPECTED.search(surface) else None


def _status_above(arguments: Arguments, b: Bunsetsu, depth: int) -> Status:
    tail = arguments.sentence.tail(b)
    parent = arguments.sentence.bunsetsu[b.parent] if b.parent is not None else None
    if parent is None or depth > _DEEPEST:
        return "actual"
    if re.search(r"と(?:の|も|は)?、?$", tail):
        return _quoted_status(arguments, b)
    if re.search(r"(?:よう|ように)、?$", tail):
        return "desired"
    if words.SINCE.match(_rest(arguments, b)) or CONTRAST.search(tail) or _LASTING.search(tail):
        return "actual"
    if arguments.is_relative(b):
        return _relative_status(arguments, b, parent, depth)
    above = arguments.next_predicate(b)
    if above is None:
        return "actual"
    status = _status(arguments, above, depth + 1)
    if (
        b.has_comma
        and status == "desired"
        and arguments.is_relative(above)
        and not words.WORTH.match(_rest(arguments, above))
    ):
        return "actual"
    return status if _CHAIN.search(tail) or status == "hypothetical" else "actual"


def _quoted_status(arguments: Arguments, b: Bunsetsu) -> Status:
    """A clause in と: what is thought is expected, what is vowed or threatened and not yet done is wanted."""
    tail, rest = arguments.sentence.tail(b), _rest(arguments, b)
    following = _following(arguments, b)
    verb = _whole(arguments, following) if following is not None else ""
    if words.THOUGHT.match(verb):
        return "expected"
    if re.search(r"よう(?:に)?と?", tail) and words.AIM.match(verb):
        return "desired"
    before = tail[: tail.rfind("と")]
    vowed = words.VOW.match(rest[len(before) :]) and not re.search(r"(?:[ただ]|ている|である)$", before)
    return "desired" if vowed else "actual"


def _relative_status(arguments: Arguments, b: Bunsetsu, parent: Bunsetsu, depth: int) -> Status:
    following = _following(arguments, b)
    if (
        following is not None
        and words.DEVICE.match(_content(arguments, following))
        and not _PAST.search(arguments.sentence.tail(b))
    ):
        return _noun_status(arguments, following, depth + 1)
    above = _governor(arguments, parent) if not arguments.is_predicate(parent) else parent
    next_to = above is not None and parent.number == b.number + 1
    return "hypothetical" if next_to and above and _status(arguments, above, depth + 1) == "hypothetical" else "actual"


# --- where to look --------------------------------------------------------------------------------------------


def _governor(arguments: Arguments, b: Bunsetsu) -> Bunsetsu | None:
    """The predicate that a noun is an argument of; an adverb in て is passed over (重ねて要求)."""
    governor = arguments.next_predicate(b)
    if governor is not None and not governor.has_comma and words.AGAIN.search(_whole(arguments, governor)):
        return arguments.next_predicate(governor) or governor
    return governor


def _following(arguments: Arguments, b: Bunsetsu) -> Bunsetsu | None:
    rows = arguments.sentence.bunsetsu
    return rows[b.number + 1] if b.number + 1 < len(rows) else None


def _is_event(arguments: Arguments, b: Bunsetsu) -> bool:
    """An event noun, or a change: 再開, 定例化."""
    last = arguments.sentence.doc[b.last]
    return "サ変" in last.tag_ or last.text.endswith("化")


def _whole(arguments: Arguments, b: Bunsetsu) -> str:
    start, end = arguments.sentence.span(b)
    return arguments.sentence.text[start:end]


def _content(arguments: Arguments, b: Bunsetsu) -> str:
    start, end = arguments.sentence.content(b)
    return arguments.sentence.text[start:end]


def _up_to(arguments: Arguments, b: Bunsetsu, governor: Bunsetsu) -> str:
    """What stands behind a bunsetsu up to the end of its predicate, where it is near."""
    end = arguments.sentence.span(governor)[1] if governor.number - b.number <= 3 else arguments.sentence.span(b)[1]
    return arguments.sentence.text[arguments.sentence.span(b)[1] : end]


def _rest(arguments: Arguments, b: Bunsetsu) -> str:
    """What stands behind the content words of a bunsetsu in its sentence."""
    sentence = arguments.sentence
    return sentence.text[sentence.content(b)[1] : sentence.ends[sentence.end - 1]]
