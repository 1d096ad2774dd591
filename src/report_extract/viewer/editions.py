"""A report beside another: an earlier edition, or what another institute says; what is new, dropped, changed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from report_extract.records import Claim, Mention, Relation, Report
from report_extract.viewer.display import Lines
from report_extract.viewer.entities import stands_for
from report_extract.viewer.sides import comparison, row, side

VERDICTS = ("new", "dropped", "stronger", "weaker", "reversed", "changed", "same")
MIN_ALIKE = 0.5
_SURE = {"possible": 1, "probable": 2, "certain": 3}
_DONE = {"hypothetical": 1, "desired": 2, "expected": 3, "actual": 4}


def edition_beside(others: Sequence[Report], chosen: Report | None) -> Callable[[Report], dict[str, Any] | None]:
    """Compare each report with the chosen one, or with the one of the same id."""
    by_id = {other.doc_id: other for other in others}

    def beside(report: Report) -> dict[str, Any] | None:
        other = chosen or by_id.get(report.doc_id)
        return edition_comparison(report, other) if other else None

    return beside


def edition_comparison(report: Report, other: Report) -> dict[str, Any]:
    """Pair claims that say much the same, and relations between the same parties; the other report stands left."""
    rows = (*_claims(_Edition(other), _Edition(report)), *_relations(_Edition(other), _Edition(report)))
    left, right = (
        f"{one.metadata.affiliation or one.doc_id} {one.metadata.completed or ''}".strip() for one in (other, report)
    )
    return comparison(left, right, VERDICTS, rows)


class _Edition:
    """The words of one of the two reports."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.lines = Lines(report)
        self.names = {entity.id: entity.ids.iso3166 or entity.name for entity in report.entities}
        self.shown = {"author": "author", **{entity.id: entity.name for entity in report.entities}}
        self.mentions = {mention.id: mention for mention in report.mentions}

    def content(self, claim: Claim) -> str:
        """Give what is claimed, without the words that tell how surely."""
        text = self.lines(claim)
        cue = self.lines(claim.cue) if claim.cue else ""
        before, _, after = text.rpartition(cue) if cue else (text, "", "")
        return before + after

    def claim(self, claim: Claim | None, *, is_here: bool) -> dict[str, Any] | None:
        """Show a claim; only the report of the page has sentences to go to."""
        if claim is None:
            return None
        notes = (
            ("claim", claim.type), ("certainty", claim.certainty),
            ("polarity", claim.polarity if claim.polarity == "negative" else None),
            ("holder", self.shown.get(claim.holder)),
        )  # fmt: skip
        text = self.lines(claim)
        return side(text, sentence=claim.sentence if is_here else None, notes=notes)

    def relation(self, relation: Relation | None, *, is_here: bool) -> dict[str, Any] | None:
        """Show a relation by the names of its parties."""
        if relation is None:
            return None
        parties = (self._party(self.mentions[name]) for name in (relation.subject, relation.object))
        notes = (
            ("relation", relation.type), ("", self.lines(relation.trigger)),
            ("status", relation.status), ("polarity", relation.polarity if relation.polarity == "negative" else None),
        )  # fmt: skip
        return side(" → ".join(parties), sentence=relation.sentence if is_here else None, notes=notes)

    def parties(self, relation: Relation) -> tuple[str, ...]:
        """Name what makes two relations one: type and parties, by their codes where they have any."""
        sides = (self.mentions[name] for name in (relation.subject, relation.object))
        return relation.type, *("+".join(sorted(self.names[one] for one in stands_for(mention))) for mention in sides)

    def _party(self, mention: Mention) -> str:
        return "・".join(self.shown[name] for name in stands_for(mention)) or mention.text


def _claims(old: _Edition, new: _Edition) -> Iterator[dict[str, Any]]:
    before, after = old.report.claims, new.report.claims
    pairs = alike([old.content(claim) for claim in before], [new.content(claim) for claim in after])
    earlier = {column: at for at, column in pairs}
    for at, claim in enumerate(after):
        known = before[earlier[at]] if at in earlier else None
        verdict = _claim_verdict(old, new, known, claim) if known else "new"
        yield row(verdict, "claim", claim.type, old.claim(known, is_here=False), new.claim(claim, is_here=True))
    kept = {at for at, _ in pairs}
    for at, claim in enumerate(before):
        if at not in kept:
            yield row("dropped", "claim", claim.type, old.claim(claim, is_here=False), None)


def _claim_verdict(old: _Edition, new: _Edition, before: Claim, after: Claim) -> str:
    if before.polarity != after.polarity:
        return "reversed"
    step = _SURE.get(after.certainty or "", 0) - _SURE.get(before.certainty or "", 0)
    if step and before.certainty and after.certainty:
        return "stronger" if step > 0 else "weaker"
    told = (
        (one.type, edition.names.get(one.holder), bool(one.condition)) for edition, one in ((old, before), (new, after))
    )
    return "same" if len(set(told)) == 1 else "changed"


def _relations(old: _Edition, new: _Edition) -> Iterator[dict[str, Any]]:
    known: dict[tuple[str, ...], list[Relation]] = defaultdict(list)
    for relation in old.report.relations:
        known[old.parties(relation)].append(relation)
    for relation in new.report.relations:
        found = known[new.parties(relation)]
        before = min(
            found, key=lambda one: (one.polarity, one.status) != (relation.polarity, relation.status), default=None
        )
        if before:
            found.remove(before)
        verdict = _relation_verdict(before, relation) if before else "new"
        left, right = old.relation(before, is_here=False), new.relation(relation, is_here=True)
        yield row(verdict, "relation", relation.type, left, right)
    for relation in (one for rest in known.values() for one in rest):
        yield row("dropped", "relation", relation.type, old.relation(relation, is_here=False), None)


def _relation_verdict(before: Relation, after: Relation) -> str:
    if before.polarity != after.polarity:
        return "reversed"
    step = _DONE[after.status] - _DONE[before.status]
    return "stronger" if step > 0 else "weaker" if step < 0 else "same"


def alike(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Pair texts one to one, the most alike first: by the share of character pairs they have in common (Dice)."""
    if not before or not after:
        return []
    numbers: dict[str, int] = {}
    for text in (*before, *after):
        for pair in _pairs(text):
            numbers.setdefault(pair, len(numbers))
    one, other = (_incidence(texts, numbers) for texts in (before, after))
    shared = (one @ other.T).tocoo()
    sizes = np.asarray(one.sum(axis=1)).ravel()[shared.row] + np.asarray(other.sum(axis=1)).ravel()[shared.col]
    scores = 2 * shared.data / sizes
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for at in np.lexsort((shared.col, shared.row, -scores)):
        left, right = int(shared.row[at]), int(shared.col[at])
        if scores[at] < MIN_ALIKE:
            break
        if left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
            chosen.append((left, right))
    return sorted(chosen)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(1, len(text) - 1))}


def _incidence(texts: Sequence[str], numbers: dict[str, int]) -> Any:
    rows, columns = zip(
        *((at, numbers[pair]) for at, text in enumerate(texts) for pair in sorted(_pairs(text))), strict=True
    )
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(numbers)))
