"""Every record of a run as a row that somebody can judge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from report_extract.records import Mention, Report
from report_extract.review.wording import Wording

Kind = Literal["mentions", "relations", "claims"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OPEN, CLOSE = "⟦", "⟧"
_AROUND = 80
_LONGEST_SIDE = 2_000
_LINE_BREAK = re.compile(r"[^\S\r\n]*[\r\n\f\v\x85\u2028\u2029]\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Stratum:
    """Records of one kind and type that one rule made."""

    kind: str
    type: str
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record for judgement; ``sentence`` quotes the text with the record's span marked."""

    id: str
    stratum: Stratum
    report: str
    sentence: str
    record: str


def population(reports: Iterable[Report], kinds: Sequence[Kind] = KINDS) -> list[Row]:
    """List the records of some kinds: by kind, then report, then place in the text."""
    runs = list(reports)
    return [row for kind in KINDS if kind in kinds for report in runs for row in _rows(report, kind)]


def of_confidence(reports: Iterable[Report], *, least: float, below: float) -> list[Report]:
    """The reports with those relations alone that were weighed and are so sure."""

    def fits(confidence: float | None) -> bool:
        return confidence is not None and least <= confidence < below

    return [
        report.model_copy(update={"relations": tuple(one for one in report.relations if fits(one.confidence))})
        for report in reports
    ]


def _rows(report: Report, kind: Kind) -> Iterator[Row]:
    wording = Wording(report)
    spans = {sentence.id: (sentence.start, sentence.end) for sentence in report.sentences}

    def row(name: str, kind_of: str, rule: str, sentence: str, start: int, end: int, words: str) -> Row:
        quote = _quote(report.text, spans.get(sentence), start, end)
        stratum = Stratum(kind, kind_of, printable(rule))
        return Row(printable(f"{report.doc_id}/{name}"), stratum, printable(report.doc_id), quote, printable(words))

    if kind == "mentions":
        for one in sorted(report.mentions, key=lambda one: (one.start, one.end)):
            yield row(one.id, _type(one), one.rule, one.sentence, one.start, one.end, wording.mention(one))
    elif kind == "relations":
        for act in sorted(report.relations, key=lambda act: (act.trigger.start, act.trigger.end)):
            span = act.trigger
            yield row(act.id, act.type, act.rule, act.sentence, span.start, span.end, wording.relation(act))
    else:
        for told in sorted(report.claims, key=lambda told: (told.start, told.end)):
            yield row(told.id, told.type, told.rule, told.sentence, told.start, told.end, wording.claim(told))


def _type(mention: Mention) -> str:
    return "ANAPHOR" if mention.form == "anaphor" or mention.type is None else mention.type


def _quote(text: str, sentence: tuple[int, int] | None, start: int, end: int) -> str:
    """Quote a sentence with a span marked; a sentence that is unknown or too long is cut around the span."""
    first, last = sentence or (start - _AROUND, end + _AROUND)
    left = max(0, min(first, start), start - _LONGEST_SIDE)
    right = min(len(text), max(last, end), end + _LONGEST_SIDE)
    inside = text[start:end]
    if len(inside) > 2 * _LONGEST_SIDE:
        inside = f"{inside[:_LONGEST_SIDE]}…{inside[-_LONGEST_SIDE:]}"
    before = ("…" if left > 0 and left != first else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) and right != last else "")
    return printable(f"{before}{OPEN}{inside}{CLOSE}{after}")


def printable(text: str) -> str:
    """Put a text on one line and show the characters that a workbook cannot hold as ``�``."""
    return _CONTROL.sub("�", _LINE_BREAK.sub(_joint, text).replace("\t", " ")).strip()


def _joint(match: re.Match[str]) -> str:
    """Keep a space where a line break parts two words in Latin letters."""
    text = match.string
    left, right = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return " " if left.isascii() and right.isascii() and left.isalnum() and right.isalnum() else ""
