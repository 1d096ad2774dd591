"""One record of a report in words: its sentence, its arguments, the rule that made it."""

from collections.abc import Iterator, Sequence

from report_extract import rulefile
from report_extract.claims import cues
from report_extract.errors import InputError
from report_extract.explain import mood_words, tree
from report_extract.explain.attempts import Attempt, attempts, by_case, filled, in_words, reasons
from report_extract.explain.columns import columns, marked
from report_extract.explain.definitions import definition
from report_extract.explain.reread import Reread, reread, sentence_of
from report_extract.records import Claim, Mention, Relation, Report, Span
from report_extract.relations.relate import LinkedRelation
from report_extract.views import View

Rows = list[tuple[str, str]]
_SHOWN = 40  # characters of a clause, whose end decides


def find_record(reports: Sequence[Report], name: str, doc_id: str | None) -> tuple[Report, Mention | Relation | Claim]:
    """The record of an id, in the report that is named or in the only one that has it.

    Raises:
        InputError: no report has it, or several have, or there is no such report.
    """
    chosen = [report for report in reports if doc_id is None or report.doc_id == doc_id]
    if not reports:
        raise InputError("there are no reports")
    if not chosen:
        raise InputError(f"no report {doc_id}; there are {_listed([report.doc_id for report in reports])}")
    found = [(report, record) for report in chosen for record in _records(report) if record.id == name]
    if not found:
        counts = _listed([f"m1–m{len(r.mentions)}, r1–r{len(r.relations)}, c1–c{len(r.claims)}" for r in chosen])
        raise InputError(f"no mention, relation or claim {name}; there are {counts}")
    if len(found) > 1:
        raise InputError(
            f"{name} is in {len(found)} reports, name one with --report: {_listed([r.doc_id for r, _ in found])}"
        )
    return found[0]


def _records(report: Report) -> Iterator[Mention | Relation | Claim]:
    yield from report.mentions
    yield from report.relations
    yield from report.claims


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def explain(report: Report, record: Mention | Relation | Claim) -> list[str]:
    """The lines that tell why a record is there.

    Raises:
        InputError: the report was made by a version that divides its text otherwise.
    """
    sentence = sentence_of(report, record.sentence)
    read = reread(report, {sentence.block})
    if isinstance(record, Relation) and not _again(read, record):
        read = reread(report)
    view = read.views[sentence.id]
    rows: Rows = [
        ("report", f"{report.doc_id}, {sentence.id} in {sentence.block} ({view.kind})"),
        ("sentence", _sentence(read, view, record)),
    ]
    if isinstance(record, Mention):
        rows += _mention(report, record)
    elif isinstance(record, Relation):
        rows += _relation(read, view, record)
    else:
        rows += _claim(read, view, record)
    return [*columns(rows), *_rule(report, record)]


def _sentence(read: Reread, view: View, record: Mention | Relation | Claim) -> str:
    """The sentence with its record in brackets, as the examples of rules are written."""
    spans = [(span, label) for span, label in _spans(read.report, record)]
    inside = [(read.clean(view, span.start, span.end), label) for span, label in spans]
    clean = [(max(s[0], view.start) - view.start, min(s[1], view.end) - view.start, label) for s, label in inside if s]
    return marked(view.text[view.start : view.end], [span for span in clean if span[0] < span[1]])


def _spans(report: Report, record: Mention | Relation | Claim) -> Iterator[tuple[Span, str]]:
    if isinstance(record, Mention):
        yield record, ""
    elif isinstance(record, Relation):
        by_id = {mention.id: mention for mention in report.mentions}
        for name, label in (
            (record.subject, "S"),
            (record.object, "O"),
            (record.time, "time"),
            (record.place, "place"),
        ):
            if name in by_id:
                yield by_id[name], label
        yield record.trigger, "trigger"
        if record.theme:
            yield record.theme, "T"
    else:
        yield record, "claim"
        if record.condition:
            yield record.condition, "if"
        if record.cue:
            yield record.cue, "cue"


def _mention(report: Report, record: Mention) -> Rows:
    entities = {entity.id: entity for entity in report.entities}
    refers = [entities[name] for name in record.refers_to or ((record.entity,) if record.entity else ())]
    named = "; ".join(
        f"{e.id} {e.name} ({e.type}{', ' + e.ids.iso3166 if e.ids.iso3166 else ''}{', ' + e.value if e.value else ''})"
        for e in refers
    )
    return [
        ("record", f"{record.id} {record.type or 'several types'}, {record.form}"),
        ("stands for", named or "nothing"),
    ]


def _claim(read: Reread, view: View, record: Claim) -> Rows:
    names = {entity.id: entity.name for entity in read.report.entities}
    span = read.clean(view, record.start, record.end)
    plain = cues.plain(view.text[slice(*span)]) if span else ""
    rows = [
        ("record", f"{record.id} {record.type}, {record.certainty or 'no certainty'}, {record.polarity}"),
        ("read as", f"…{plain[-_SHOWN:]}" if len(plain) > _SHOWN else plain),
        ("cue", record.cue.text if record.cue else "none: decided by the form of the clause"),
        ("condition", record.condition.text if record.condition else "none"),
        ("holder", f"{record.holder} {names.get(record.holder, '')}".strip()),
    ]
    more = (("likelihood", record.likelihood), ("addressee", record.addressee), ("horizon", record.horizon))
    return [*rows, *((label, f"{value} {names.get(value, '')}".strip()) for label, value in more if value)]


def _relation(read: Reread, view: View, record: Relation) -> Rows:
    surfaces = {mention.id: mention.text for mention in read.report.mentions}
    pair = f"{surfaces[record.subject]} ({record.subject}) → {surfaces[record.object]} ({record.object})"
    rows = [("record", f"{record.id} {record.type}: {pair}"), ("trigger", record.trigger.text)]
    start = read.clean(view, record.trigger.start, record.trigger.end)
    numbers = {mention.id: number for number, mention in enumerate(read.mentions)}
    places = {row[0]: row for row in view.rows}
    for role, name in (("subject", record.subject), ("object", record.object)):
        row = places.get(numbers[name])
        if row is None:
            rows.append((f"{role} path", "carried on from the sentence before"))
        elif start:
            rows.append((f"{role} path", tree.path(view.arguments.sentence, row[2] - 1, start[1] - 1)))
    again = _again(read, record)
    rows.append(("confidence", _confidence(record, again)))
    if again is None:
        return [*rows, ("status", record.status), ("polarity", record.polarity), ("note", _lost(read.report))]
    attempt = _attempt(read, view, again)
    if attempt is not None:
        rows += _arguments(view, attempt)
    b = view.arguments.sentence.bunsetsu[again.event.bunsetsu] if again.event.bunsetsu >= 0 else None
    if b is None:
        return [*rows, ("status", f"{record.status} (always)"), ("polarity", f"{record.polarity} (always)")]
    return [
        *rows,
        ("status", mood_words.why(view.arguments, b, record.status)),
        ("polarity", mood_words.why(view.arguments, b, record.polarity)),
    ]


def _confidence(record: Relation, again: LinkedRelation | None) -> str:
    """The confidence that the record has, and that of now where it is another."""
    now = again.event.confidence if again else None
    if record.confidence is None:
        return "none: a rule alone states it" if again and now is None else "none in the record"
    is_same = now is None or round(now, 2) == record.confidence
    return f"{record.confidence:.2f}" if is_same else f"{record.confidence:.2f} (now {now:.2f})"


def _again(read: Reread, record: Relation) -> LinkedRelation | None:
    """The relation as the rules of now find it."""
    view = read.views[record.sentence]
    for found in read.relations(record.sentence):
        event = found.event
        pair = (read.mentions[event.subject].id, read.mentions[event.object].id)
        is_here = read.raw(view, event.trigger) == (record.trigger.start, record.trigger.end)
        if is_here and (event.type, event.rule, *pair) == (record.type, record.rule, record.subject, record.object):
            return found
    return None


def _lost(report: Report) -> str:
    if report.pipeline.rules != rulefile.rules_hash():
        return "the rules have changed since the run, and do not find it any more"
    return "not found again, though the word lists and frames are those of the run: the code has changed"


def _attempt(read: Reread, view: View, found: LinkedRelation) -> Attempt | None:
    for attempt in attempts(view, read.known):
        if f"frame:{attempt.frame.id}" == found.event.rule and found.event in attempt.events:
            return attempt
    return None


def _arguments(view: View, attempt: Attempt) -> Rows:
    """The names by case at the trigger, and the slots that the frame filled from them."""
    kind = "predicate" if attempt.is_verbal else "event noun"
    if attempt.situation.letter == "P":
        kind += ", passive"
    return [
        ("read as", kind),
        ("by case", by_case(view, attempt)),
        ("slots", filled(view.text, attempt.slots)),
        *_weighed(view, attempt),
    ]


def _weighed(view: View, attempt: Attempt) -> Rows:
    """How likely what the trigger states is, what comes next, and what speaks for and against it."""
    ranked = sorted(zip(attempt.choice.probabilities, attempt.choice.candidates, strict=True), key=lambda row: -row[0])
    nothing = 1 - sum(attempt.choice.probabilities)
    others = "".join(f", {in_words(view, candidate)} {p:.2f}" for p, candidate in ranked[1:2])
    speaking, denying = reasons(ranked[0][1])
    return [
        ("likely", f"{ranked[0][0]:.2f} (nothing {nothing:.2f}{others})"),
        ("for", speaking),
        ("against", denying),
    ]


def _rule(report: Report, record: Mention | Relation | Claim) -> list[str]:
    words = record.trigger.text if isinstance(record, Relation) else record.text
    found = definition(record.rule, "".join(words.splitlines()))
    rows = [("rule", f"{record.rule} in {found.place}"), *((f"  {key}", value) for key, value in found.keys)]
    return ["", *columns(rows)]
