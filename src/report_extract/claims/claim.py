"""All claims of a report: a sentence is one, or two where its clauses differ in type, certainty or holder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.claims import attribution, clauses, condition, evidence, horizon, judge, likelihood, traits
from report_extract.entities.linking import LinkedMention
from report_extract.records import Certainty, ClaimType, Likelihood, Polarity
from report_extract.views import View

_AUTHOR = re.compile(r"(?:筆者|本稿|小稿|著者|われわれ|我々)")
_BARE = ("form:told", "form:date-to-come", "form:prospective")
_EVEN = 0.5
_THINKS = re.compile(r"と(?:筆者は)?(?:考える|思う|みる|推測する|推察する)。?$")


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim at ``start:end`` of its passage; ``holder`` is an entity number or None for the author.

    ``addressee`` is an entity number too; ``horizon`` is in TIMEX3.
    """

    passage: int
    sentence: int
    start: int
    end: int
    type: ClaimType
    certainty: Certainty | None
    polarity: Polarity
    condition: tuple[int, int] | None
    holder: int | None
    cue: tuple[int, int] | None
    rule: str
    likelihood: Likelihood | None = None
    addressee: int | None = None
    horizon: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules read in a clause; ``content`` is what is said, without who says it; ``cue`` counts from the clause."""

    content: tuple[int, int]
    holder: int | None
    cue: tuple[int, int] | None
    condition: tuple[int, int] | None
    judged: judge.Judgement


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause as a claim of its own by the rules alone, and what they read in it."""

    claim: LinkedClaim
    reading: Reading


def claim(
    views: Sequence[View], mentions: Sequence[LinkedMention], ahead: frozenset[int], dates: horizon.Dates
) -> list[LinkedClaim]:
    """The claims of all body sentences and bullets, in the order of the text; ``ahead`` are mentions of dates to come."""
    bodies = [view for view in views if view.kind in ("paragraph", "bullet")]
    found = [claimed for view in bodies for claimed in _of_sentence(view, mentions, ahead)]
    by_place = {(view.passage, view.number): view for view in bodies}
    return [_completed(claimed, by_place[claimed.passage, claimed.sentence], mentions, dates) for claimed in found]


def _of_sentence(view: View, mentions: Sequence[LinkedMention], ahead: frozenset[int]) -> list[LinkedClaim]:
    spans = clauses.clauses(view)
    readings = [_clause(view, start, end, read(view, start, end, mentions, ahead)) for start, end, _ in spans]
    readings = _carried(_shared(readings, view, mentions, ahead))
    merged: list[_Clause] = []
    weak = False
    for found, (_, _, is_weak) in zip(readings, spans, strict=True):
        if merged and (_alike(merged[-1], found, view) or (weak and _shares_mood(merged[-1], found))):
            merged[-1] = _joined(merged[-1], found)
        else:
            merged.append(found)
        weak = is_weak
    return [_weighed(found, view) for found in merged]


def _completed(found: LinkedClaim, view: View, mentions: Sequence[LinkedMention], dates: horizon.Dates) -> LinkedClaim:
    """A forecast with its likelihood and horizon, a recommendation with its addressee."""
    span = (found.start, found.end)
    if found.type == "FORECAST":
        band = likelihood.of_forecast(view.text[slice(*span)], is_possible=found.certainty == "possible")
        return replace(found, likelihood=band, horizon=horizon.of_forecast(view, span, found.condition, dates))
    if found.type == "RECOMMENDATION":
        return replace(found, addressee=_addressee(found, view, mentions))
    return found


def _addressee(found: LinkedClaim, view: View, mentions: Sequence[LinkedMention]) -> int | None:
    """The entity that should act: the last topic of the clause or, where it has none, of the clauses before it.

    A が phrase counts where no topic stands, and neither inside the condition or a relative clause.
    """
    arguments = view.arguments
    condition = range(*found.condition) if found.condition else range(0)
    named = [
        (group, arguments.sentence.bunsetsu[group.bunsetsu])
        for group in arguments.names
        if group.end <= found.end
        and group.members[-1].type in attribution.SPEAKERS
        and group.is_head
        and group.start not in condition
    ]
    topics = [g for g, home in named if home.case == "ハ" or (arguments.is_topic(g) and _is_of_main(view, home, found))]
    subjects = [g for g, home in named if home.case == "ガ" and _is_of_main(view, home, found)]
    own = [group for group in topics if group.start >= found.start]
    chosen = (own or topics or subjects)[-1:]
    entities = mentions[chosen[0].members[0].mention].entities if chosen else ()
    return entities[0] if entities else None


def _is_of_main(view: View, phrase: Bunsetsu, found: LinkedClaim) -> bool:
    """The phrase depends on the predicate that ends the claim, or on one that shares its mood."""
    above = view.arguments.next_predicate(phrase)
    return above is not None and found.end - view.arguments.sentence.span(above)[1] <= 12


def _shares_mood(one: _Clause, other: _Clause) -> bool:
    """A bare 連用 clause has the mood of the clause behind it: 移転を加速させ、協力を深めることが望ましい."""
    first, second = one.claim, other.claim
    if one.reading.judged.rule not in _BARE or first.holder != second.holder:
        return False
    return second.type in ("RECOMMENDATION", "FORECAST") or other.reading.judged.rule in _BARE


def _shared(
    clauses: list[_Clause], view: View, mentions: Sequence[LinkedMention], ahead: frozenset[int]
) -> list[_Clause]:
    """The words that a speaker's verb of saying holds for, in the clauses before it too."""
    result = list(clauses)
    for at in range(len(result) - 1, 0, -1):
        start, end, holder = result[at - 1].claim.start, result[at - 1].claim.end, result[at].claim.holder
        if holder is None or result[at - 1].claim.holder is not None or result[at].claim.rule.startswith("according"):
            continue
        begin = attribution.begin_of_quote(view, start, end, holder, mentions)
        if begin is not None:
            result[at - 1] = _clause(
                view, start, end, _read(view, (begin, end), view.text[begin:end], holder, None, ahead)
            )
    return result


def _carried(clauses: list[_Clause]) -> list[_Clause]:
    """A condition at the head of a sentence, and the source of a によれば, hold for the clauses behind too."""
    result: list[_Clause] = []
    for clause in clauses:
        found = clause.claim
        first = result[0].claim if result else None
        if (
            first
            and first.condition
            and not found.condition
            and found.type == "FORECAST"
            and found.holder == first.holder
        ):
            found = replace(found, condition=first.condition)
        if first and first.holder is not None and found.holder is None and first.rule.startswith("according"):
            found = replace(found, holder=first.holder, rule=f"according+{found.rule}")
        result.append(replace(clause, claim=found))
    return result


def _alike(one: _Clause, other: _Clause, view: View) -> bool:
    """Both clauses make one claim: the rules judge them alike or, where no hedge decides, it is likely that they are."""
    first, second = one.reading.judged, other.reading.judged
    if (first.certainty, one.claim.holder) != (second.certainty, other.claim.holder):
        return False
    if first.type == second.type or not (evidence.is_open(first) and evidence.is_open(second)):
        return first.type == second.type
    return evidence.differ(_log_odds(one.reading, view), _log_odds(other.reading, view)) <= _EVEN


def _joined(one: _Clause, other: _Clause) -> _Clause:
    """Both clauses as one: what the second is, from where the first begins."""
    reading = replace(other.reading, content=(one.reading.content[0], other.reading.content[1]))
    condition = one.claim.condition or other.claim.condition
    return _Clause(replace(other.claim, start=one.claim.start, condition=condition), reading)


def _weighed(clause: _Clause, view: View) -> LinkedClaim:
    """The claim of a clause, its type weighed where no hedge decides."""
    found, reading = clause.claim, clause.reading
    if not evidence.is_open(reading.judged):
        return found
    judged = evidence.weighed(reading.judged, _log_odds(reading, view))
    if judged.type == "FACT":
        found = replace(found, condition=None, cue=found.cue if judged.cue or found.holder is not None else None)
    else:
        found = replace(found, condition=found.condition or reading.condition)
    return replace(found, type=judged.type, rule=found.rule.removesuffix(reading.judged.rule) + judged.rule)


def _log_odds(reading: Reading, view: View) -> float:
    """How much speaks for an assessment in what a clause says."""
    words = traits.traits(view, reading.content, reading.judged, is_said=reading.holder is not None)
    return evidence.weights().log_odds(words, evidence.meaning(view.arguments.sentence.doc, *reading.content))


def read(view: View, start: int, end: int, mentions: Sequence[LinkedMention], ahead: frozenset[int]) -> Reading:
    """A clause as the rules alone read it."""
    text = view.text[start:end]
    holder, content, cue = attribution.attribution(view, start, end, mentions)
    said = content if content is not None else text
    return _read(view, (start, end), said, holder, cue, ahead)


def _read(
    view: View,
    clause: tuple[int, int],
    said: str,
    holder: int | None,
    cue: tuple[int, int] | None,
    ahead: frozenset[int],
) -> Reading:
    """What is said in a clause, as the rules read it."""
    start, end = clause
    text = view.text[start:end]
    at = start + (text.find(said) if said in text else 0)
    hangs_on = condition.condition(view.text[at : at + len(said)], at, masked=holder is None)
    is_ahead = any(row[0] in ahead and start <= row[1] < end for row in view.rows)
    judging = judge.judge if holder is None else judge.judge_said
    judged = judging(said, has_condition=hangs_on is not None, is_ahead=is_ahead)
    if hangs_on is not None and condition.is_narrated(view.text[hangs_on[1] : end], view.text[slice(*hangs_on)]):
        hangs_on = None
        if judged.rule == "form:condition":
            judged = judge.judge(said, has_condition=False)
    return Reading((at, at + len(said)), holder, cue, hangs_on, judged)


def _clause(view: View, start: int, end: int, found: Reading) -> _Clause:
    """A clause as a claim of its own."""
    text, judged = view.text[start:end], found.judged
    certainty, polarity = judged.certainty, judged.polarity
    if found.holder is None and certainty == "certain" and _AUTHOR.search(text) and _THINKS.search(text):
        certainty = "probable"
    if found.holder is not None and (attribution.DENIED.search(text) or "否定" in text[-14:]):
        polarity = "negative"
    if found.holder is not None and certainty == "certain" and attribution.ESTIMATED.search(text.rstrip("。")):
        certainty = "probable"
    span, origin = (found.cue, start) if found.cue is not None else (judged.cue, found.content[0])
    rule = judged.rule
    if found.holder is not None:
        rule = f"{'according' if attribution.ACCORDING.search(text) else 'attribution'}+{rule}"
    claimed = LinkedClaim(
        view.passage,
        view.number,
        start,
        end,
        judged.type,
        certainty,
        polarity,
        found.condition if judged.type != "FACT" else None,
        found.holder,
        (origin + span[0], origin + span[1]) if span and span[0] < span[1] else None,
        rule,
    )
    return _Clause(claimed, found)
