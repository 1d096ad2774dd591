"""What annotated reports teach: each trigger as a question, with its candidates and which of them gold states."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_extract.entities.linking import LinkedMention
from report_extract.evaluation.gold import GoldRelation, GoldReport, find_text, read_gold
from report_extract.given import given_entities
from report_extract.layout.blocks import read_blocks
from report_extract.passages import Passage, make_passages
from report_extract.relations import events
from report_extract.relations.candidates import Candidate, choose, none_words
from report_extract.relations.evidence import Scene
from report_extract.relations.known import Known
from report_extract.relations.relate import states
from report_extract.relations.weights import Weights
from report_extract.views import View, read_views

_UNWEIGHED = Weights({})
_STATIC = ("HAS_ROLE", "APPOINT", "ELECT", "AFFILIATED_WITH", "LOCATED_IN")

# A relation as it is compared: its sentence, type and arguments, these as numbers of entities.
Told = tuple[int, str, frozenset[int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Question:
    """Answer 0 is that the trigger states nothing; ``told`` are the relations that each answer states."""

    words: Sequence[Sequence[str]]
    right: Sequence[bool]
    told: Sequence[Sequence[Told]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The questions of a report, and how many event relations its gold has."""

    name: str
    questions: Sequence[Question]
    gold: Sequence[Told]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A relation of gold in numbers of entities; its trigger in the raw text."""

    relation: GoldRelation
    subject: frozenset[int]
    object: frozenset[int]


def read_lesson(gold_file: Path, corpora: Sequence[Path] = ()) -> Lesson:
    """The questions of the report of a gold file, its text beside it or in the corpus folders.

    Raises:
        GoldError: the text is missing, or the gold is wrong or of another text.
    """
    text = find_text(gold_file, corpora)
    gold = read_gold(gold_file, text)
    passages, _ = make_passages(read_blocks(text))
    return lesson(gold_file.stem, passages, gold)


def lesson(name: str, passages: Sequence[Passage], gold: GoldReport) -> Lesson:
    """The questions of an analysed report, its entities given by gold."""
    entities, mentions = given_entities(passages, gold)
    known = Known(entities, mentions)
    behind = _entities_behind(passages, mentions)
    questions: list[Question] = []
    every: list[Told] = []
    for at, view in enumerate(read_views(passages, mentions)):
        if states(view):
            stated = _stated_in(view, passages[view.passage], gold, behind)
            every += [(at, s.relation.type, s.subject, s.object) for s in stated if s.relation.type not in _STATIC]
            questions += _questions(at, view, passages[view.passage], mentions, known, stated)
    return Lesson(name, questions, every)


def _entities_behind(
    passages: Sequence[Passage], mentions: Sequence[LinkedMention]
) -> dict[tuple[int, int], frozenset[int]]:
    """What each mention stands for, by its place in the raw text."""
    return {passages[m.passage].content.raw_span(m.start, m.end): frozenset(m.entities) for m in mentions}


def _stated_in(
    view: View, passage: Passage, gold: GoldReport, behind: dict[tuple[int, int], frozenset[int]]
) -> list[_Stated]:
    start, end = passage.content.raw_span(view.start, view.end)
    spans = {m.id: (m.start, m.end) for m in gold.mentions}
    sentences = {s.id for s in gold.sentences if s.start < end and start < s.end}
    nothing: frozenset[int] = frozenset()
    return [
        _Stated(r, behind.get(spans[r.subject], nothing), behind.get(spans[r.object], nothing))
        for r in gold.relations
        if r.sentence in sentences
    ]


def _questions(
    at: int,
    view: View,
    passage: Passage,
    mentions: Sequence[LinkedMention],
    known: Known,
    stated: Sequence[_Stated],
) -> list[Question]:
    taken = [(start, end) for _, start, end, _, _ in view.rows]
    choices = [
        (none_words(attempts), choose(attempts, _UNWEIGHED).candidates)
        for attempts in events.all_attempts(Scene(view.arguments, known), taken)
    ]
    places = {_place(c, passage) for _, candidates in choices for c in candidates}
    questions = []
    for none, candidates in choices:
        told = [[_told(at, c, pair, mentions) for pair in c.pairs] for c in candidates]
        right = [_is_right(c, own, passage, stated, places) for c, own in zip(candidates, told, strict=True)]
        words = [[word for part in c.evidence for word in part.words] for c in candidates]
        if candidates:
            questions.append(Question([none, *words], [not any(right), *right], [[], *map(_events, told)]))
    return questions


def _events(told: Sequence[Told]) -> Sequence[Told]:
    """Those of relations that are scored with the events: what a frame says of offices and membership is not."""
    return [one for one in told if one[1] not in _STATIC]


def _place(candidate: Candidate, passage: Passage) -> tuple[int, int, str]:
    trigger = candidate.attempt.situation.trigger
    return *passage.content.raw_span(trigger.start, trigger.end), candidate.attempt.type


def _told(at: int, candidate: Candidate, pair: tuple[int, int], mentions: Sequence[LinkedMention]) -> Told:
    one, other = pair
    return at, candidate.attempt.type, frozenset(mentions[one].entities), frozenset(mentions[other].entities)


def _is_right(
    candidate: Candidate,
    told: Sequence[Told],
    passage: Passage,
    stated: Sequence[_Stated],
    places: Collection[tuple[int, int, str]],
) -> bool:
    """Whether gold states at least half of the candidate's pairs at its trigger.

    A relation whose trigger in gold is no trigger of its type here counts at any trigger of the sentence.
    """
    start, end, kind = _place(candidate, passage)
    near = []
    for one in stated:
        trigger = one.relation.trigger
        if one.relation.type != kind:
            continue
        if (
            trigger is None
            or (trigger.start < end and start < trigger.end)
            or not any(k == kind and s < trigger.end and trigger.start < e for s, e, k in places)
        ):
            near.append(one)
    hits = [any(subject & one.subject and object_ & one.object for one in near) for _, _, subject, object_ in told]
    return 2 * sum(hits) >= len(hits)
