"""Why no relation, or not the one expected, stands between two names of a report."""

import difflib
import unicodedata
from collections.abc import Iterator, Sequence

from report_extract.explain.attempts import Attempt, attempts, by_case, filled, in_words, lacks, reasons
from report_extract.explain.columns import columns, marked
from report_extract.explain.reread import Reread, reread, sentence_of
from report_extract.records import Mention, RelationType, Report
from report_extract.relations import relate
from report_extract.relations.lexicon import lexicon
from report_extract.views import View

Sides = tuple[list[Mention], list[Mention]]


def why_not(report: Report, subject: str, obj: str, *, kind: RelationType | None = None) -> list[str]:
    """Lines for each sentence with both names: what was found there, and what the frames that came near lacked.

    A name stands for all mentions of what it names: 露 also for ロシア. ``kind`` asks for one type of relation only.
    """
    unknown = [_unknown(report, name) for name in (subject, obj) if not mentions_of(report, name)]
    if unknown:
        return unknown
    sides = (mentions_of(report, subject), mentions_of(report, obj))
    shared = {m.sentence for m in sides[0]} & {m.sentence for m in sides[1]}
    names = [sentence.id for sentence in report.sentences if sentence.id in shared]
    if not names:
        counts = " and ".join(
            f"{n} in {len({m.sentence for m in s})}" for n, s in zip((subject, obj), sides, strict=True)
        )
        return [f"no sentence has both names ({counts} sentences)"]
    read = reread(report)
    lines: list[str] = []
    for name in names:
        here = ([m for m in sides[0] if m.sentence == name], [m for m in sides[1] if m.sentence == name])
        lines += [*([""] if lines else []), *_of_sentence(read, name, here, kind)]
    return lines


def mentions_of(report: Report, name: str) -> list[Mention]:
    """The mentions of what has this name, canonical or as it stands somewhere in the report."""
    wanted = _plain(name)
    ids = {entity.id for entity in report.entities if _plain(entity.name) == wanted}
    ids |= {m.entity for m in report.mentions if m.entity and _plain(m.text) == wanted}
    return [m for m in report.mentions if m.entity in ids or ids & set(m.refers_to) or _plain(m.text) == wanted]


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _unknown(report: Report, name: str) -> str:
    count = _plain(report.text).count(_plain(name)) if _plain(name) else 0
    known = sorted({entity.name for entity in report.entities})
    near = difflib.get_close_matches(name, known, n=3)
    hint = f"; names like it: {', '.join(near)}" if near else ""
    stands = f"it stands {count} times in the text" if count else "it does not stand in the text"
    return f"{name}: recognised nowhere as a name, so no rule sees it ({stands}){hint}"


def _of_sentence(read: Reread, name: str, here: Sides, kind: RelationType | None) -> list[str]:
    report, view = read.report, read.views[name]
    spans = [
        (*span, label)
        for mentions, label in zip(here, "SO", strict=True)
        for m in mentions
        if (span := read.clean(view, m.start, m.end))
    ]
    text = marked(view.text[view.start : view.end], [(s - view.start, e - view.start, label) for s, e, label in spans])
    rows = [(f"{name} ({sentence_of(report, name).block})", text)]
    rows += [("found", _told(report, relation_id)) for relation_id in _between(report, name, here)]
    tried = [a for a in attempts(view, read.known) if kind in (None, a.frame.type, *(e.type for e in a.events))]
    if not relate.states(view):
        rows.append(("lacks", f"no relation is looked for in a {view.kind}"))
    elif not tried:
        rows.append(("lacks", _without_trigger(kind)))
    lines = columns(rows)
    for attempt in tried:
        lines += columns(list(_attempt(read, view, attempt, here)), indent=2)
    if kind:
        lines += columns([("no trigger", words) for words in _refused_words(read, view, kind)], indent=2)
    return lines


def _without_trigger(kind: RelationType | None) -> str:
    if kind is None:
        return "no trigger word stands in the sentence"
    if all(frame.type != kind for frame in lexicon().frames.values()):
        return f"{kind} has no trigger words: it is stated by how names stand together (relations/static.py)"
    return f"no trigger word of {kind} stands in the sentence"


def _between(report: Report, sentence: str, here: Sides) -> list[str]:
    """The relations of a sentence that connect the two names, either way."""
    first, second = ({m.id for m in side} for side in here)
    return [
        r.id
        for r in report.relations
        if r.sentence == sentence
        and ((r.subject in first and r.object in second) or (r.subject in second and r.object in first))
    ]


def _told(report: Report, relation_id: str) -> str:
    relation = next(r for r in report.relations if r.id == relation_id)
    names = {m.id: m.text for m in report.mentions}
    return f"{relation.type} {names[relation.subject]} → {names[relation.object]} ({relation.id}, {relation.rule})"


def _attempt(read: Reread, view: View, attempt: Attempt, here: Sides) -> Iterator[tuple[str, str]]:
    word = view.text[attempt.trigger.start : attempt.trigger.end]
    role = "a predicate" if attempt.is_verbal else "an event noun"
    yield word, f"{attempt.frame.type}, frame {attempt.frame.id}, as {role}"
    yield "", f"by case: {by_case(view, attempt)}"
    yield "", f"slots: {filled(view.text, attempt.slots)}"
    yield "", "; ".join(_verdict(read, view, attempt, here))


def _verdict(read: Reread, view: View, attempt: Attempt, here: Sides) -> list[str]:
    """What the attempt states, or what it lacked."""
    if not attempt.events:
        return [*lacks(view, attempt), *_weighed(read, view, attempt, here)]
    subjects, objects = ({m.id for m in side} for side in here)
    told, others = [], []
    for event in attempt.events:
        first, second = read.mentions[event.subject], read.mentions[event.object]
        words = f"{event.type} {first.text} → {second.text}"
        if first.id in subjects and second.id in objects:
            told.append(f"states {words}")
        elif first.id in objects and second.id in subjects:
            told.append(f"states {words}, the other way round")
        else:
            others.append(words)
    if others and not told:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        told.append(f"states {others[0]}{more}, between other names")
        told += _weighed(read, view, attempt, here)
    return told


def _weighed(read: Reread, view: View, attempt: Attempt, here: Sides) -> list[str]:
    """How likely the attempt holds the two names to be its arguments, and what speaks for and against it."""
    subjects, objects = ({m.id for m in side} for side in here)
    for probability, candidate in attempt.candidates:
        pairs = [(read.mentions[s].id, read.mentions[o].id) for s, o in candidate.pairs]
        if any(s in subjects and o in objects for s, o in pairs):
            speaking, denying = reasons(candidate)
            return [f"{in_words(view, candidate)}: {probability:.2f}, for it {speaking}; against it {denying}"]
    return []


def _refused_words(read: Reread, view: View, kind: RelationType) -> Sequence[str]:
    """Nouns of the type that stand in the sentence but are no trigger there."""
    text = view.text[view.start : view.end]
    used = {(a.trigger.start, a.trigger.end) for a in attempts(view, read.known)}
    words = []
    for noun in sorted({n for f in lexicon().frames.values() if f.type == kind for n in f.nouns}):
        at = text.find(noun)
        place = (view.start + at, view.start + at + len(noun))
        if at >= 0 and not any(s <= place[0] and place[1] <= e for s, e in used):
            around = text[max(at - 4, 0) : at + len(noun) + 4]
            words.append(f"{noun} in …{around}…: part of a name or of a word that is no event")
    return words
