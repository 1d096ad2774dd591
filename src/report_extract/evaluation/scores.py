"""The scores of an output against gold, as records that can be written as JSON."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from report_extract.evaluation import bootstrap
from report_extract.evaluation.bootstrap import Interval
from report_extract.evaluation.confidence import Calibration, calibrate
from report_extract.evaluation.findings import Finding, find
from report_extract.evaluation.gold import GoldReport
from report_extract.evaluation.tally import CERTAINTIES, SCHEMES, Tally, pair_up
from report_extract.records import Report

Confusion = dict[str, dict[str, int]]


class Score(BaseModel):
    """A part of the scores: immutable."""

    model_config = ConfigDict(frozen=True)


class Prf(Score):
    """Precision, recall and F1; the interval is of the F1. Counts are halves where a partial match counts half."""

    precision: float
    recall: float
    f1: float
    tp: float
    fp: float
    fn: float
    interval: Interval


class Accuracy(Score):
    """The share that is right, null where there was nothing to get right."""

    value: float | None
    correct: int
    total: int
    interval: Interval | None


class BCubed(Score):
    """B-cubed over the mentions that were found strictly."""

    precision: float
    recall: float
    f1: float
    mentions: int
    interval: Interval


class MacroF1(Score):
    """The mean F1 of the classes that occur."""

    f1: float
    per_class: dict[str, Prf]
    interval: Interval


class Schemes(Score):
    """The four ways of SemEval-2013 to call a mention right."""

    strict: Prf
    exact: Prf
    partial: Prf
    type: Prf


class StructureScores(Score):
    """The kind of block at each gold sentence, the sentences of running text by span; confusion is gold by output."""

    blocks: Accuracy
    per_kind: dict[str, Prf]
    sentences: Prf
    confusion: Confusion


class EntityScores(Schemes):
    """Named mentions. ``own_strict`` is counted without nervaluate; overlapping mentions can set the two apart."""

    own_strict: Prf
    agrees: bool
    per_type: dict[str, Schemes]


class IdentityScores(Score):
    """Whether mentions that were found strictly point to the right thing."""

    iso3166: Accuracy
    dates: Accuracy
    clusters: BCubed


class AnaphorScores(Score):
    """Anaphors by span, and the share of gold anaphors that stand for just the right entities."""

    found: Prf
    resolved: Accuracy


class RelationScores(Score):
    """``untyped`` is the arguments alone; what follows is of typed matches (confidence of all); confusion is gold by output."""

    typed: Prf
    untyped: Prf
    per_type: dict[str, Prf]
    status: Accuracy
    polarity: Accuracy
    by_confidence: Calibration
    time: Prf
    place: Prf
    theme: Prf
    confusion: Confusion


class ClaimScores(Score):
    """``untyped`` is the spans alone, on whose matches the attributes are judged; confusion is gold by output."""

    typed: Prf
    untyped: Prf
    per_type: dict[str, Prf]
    certainty: Accuracy
    certainty_macro: MacroF1
    polarity: Accuracy
    holder: Accuracy
    condition: Prf
    confusion: Confusion


class Scores(Score):
    """All scores of one set of gold, and every error behind them."""

    docs: tuple[str, ...]
    unit: str
    units: int
    gold_without_report: tuple[str, ...]
    reports_without_gold: tuple[str, ...]
    structure: StructureScores
    entities: EntityScores
    identity: IdentityScores
    anaphors: AnaphorScores
    relations: RelationScores
    claims: ClaimScores
    errors: tuple[Finding, ...]

    def headlines(self) -> dict[str, Prf]:
        """Give the measures that gates and comparisons look at."""
        return {
            "entities": self.entities.strict,
            "relations": self.relations.typed,
            "arguments": self.relations.untyped,
            "claims": self.claims.typed,
        }


def evaluate(gold: Sequence[GoldReport], reports: Sequence[Report]) -> Scores:
    """Score reports against gold of the same ids; what has no counterpart is named and left out."""
    cases = pair_up(gold, reports)
    tally = Tally(cases)
    known, found = {one.doc_id for one in gold}, {one.doc_id for one in reports}
    return Scores(
        docs=tuple(case.gold.doc_id for case in cases),
        unit=tally.unit,
        units=len(tally.counts("entities.own")),
        gold_without_report=tuple(sorted(known - found)),
        reports_without_gold=tuple(sorted(found - known)),
        structure=_structure(tally),
        entities=_entities(tally),
        identity=_identity(tally),
        anaphors=AnaphorScores(found=prf(tally, "anaphors.found"), resolved=_accuracy(tally, "anaphors.resolved")),
        relations=_relations(tally),
        claims=_claims(tally),
        errors=tuple(finding for case in cases for finding in find(case)),
    )


def prf(tally: Tally, measure: str) -> Prf:
    """Score a measure that counts tp, fp, fn."""
    return of_counts(tally.counts(measure))


def of_counts(counts: bootstrap.Counts) -> Prf:
    """Score rows of tp, fp, fn, one for each unit that the interval draws."""
    total = counts.sum(axis=0)
    return Prf(
        precision=bootstrap.point(bootstrap.precision(total)),
        recall=bootstrap.point(bootstrap.recall(total)),
        f1=bootstrap.point(bootstrap.f1(total)),
        tp=total[0],
        fp=total[1],
        fn=total[2],
        interval=bootstrap.interval(counts, bootstrap.f1),
    )


def _accuracy(tally: Tally, measure: str) -> Accuracy:
    counts = tally.counts(measure, columns=2)
    correct, total = (int(value) for value in counts.sum(axis=0))
    if not total:
        return Accuracy(value=None, correct=0, total=0, interval=None)
    interval = bootstrap.interval(counts, bootstrap.accuracy)
    return Accuracy(value=correct / total, correct=correct, total=total, interval=interval)


def _structure(tally: Tally) -> StructureScores:
    return StructureScores(
        blocks=_accuracy(tally, "structure.blocks"),
        per_kind=_per_type(tally, "structure.blocks."),
        sentences=prf(tally, "structure.sentences"),
        confusion=_confusion(tally, "blocks"),
    )


def _schemes(tally: Tally, suffix: str = "") -> dict[str, Prf]:
    return {scheme: prf(tally, f"entities.{scheme}{suffix}") for scheme in SCHEMES}


def _entities(tally: Tally) -> EntityScores:
    own, schemes = prf(tally, "entities.own"), _schemes(tally)
    kinds = tally.measures("entities.strict.")
    return EntityScores(
        **schemes,
        own_strict=own,
        agrees=_counts(own) == _counts(schemes["strict"]),
        per_type={kind: Schemes(**_schemes(tally, f".{kind}")) for kind in kinds},
    )


def _counts(score: Prf) -> tuple[float, float, float]:
    return score.tp, score.fp, score.fn


def _identity(tally: Tally) -> IdentityScores:
    counts = tally.counts("identity.clusters")
    total = counts.sum(axis=0)
    mentions = max(1.0, total[2])
    clusters = BCubed(
        precision=total[0] / mentions,
        recall=total[1] / mentions,
        f1=bootstrap.point(bootstrap.b_cubed(total)),
        mentions=int(total[2]),
        interval=bootstrap.interval(counts, bootstrap.b_cubed),
    )
    return IdentityScores(
        iso3166=_accuracy(tally, "identity.iso3166"), dates=_accuracy(tally, "identity.dates"), clusters=clusters
    )


def _per_type(tally: Tally, prefix: str) -> dict[str, Prf]:
    return {kind: prf(tally, f"{prefix}{kind}") for kind in tally.measures(prefix)}


def _confusion(tally: Tally, what: str) -> Confusion:
    return {gold: dict(sorted(row.items())) for gold, row in sorted(tally.confusion[what].items())}


def _relations(tally: Tally) -> RelationScores:
    return RelationScores(
        typed=prf(tally, "relations.typed"),
        untyped=prf(tally, "relations.untyped"),
        per_type=_per_type(tally, "relations.typed."),
        status=_accuracy(tally, "relations.status"),
        polarity=_accuracy(tally, "relations.polarity"),
        by_confidence=calibrate(tally.judged),
        time=prf(tally, "relations.time"),
        place=prf(tally, "relations.place"),
        theme=prf(tally, "relations.theme"),
        confusion=_confusion(tally, "relations"),
    )


def _claims(tally: Tally) -> ClaimScores:
    counts = tally.counts("claims.certainty_macro", columns=3 * len(CERTAINTIES))
    macro = MacroF1(
        f1=bootstrap.point(bootstrap.macro_f1(counts.sum(axis=0))),
        per_class={kind: of_counts(counts[:, 3 * at : 3 * at + 3]) for at, kind in enumerate(CERTAINTIES)},
        interval=bootstrap.interval(counts, bootstrap.macro_f1),
    )
    return ClaimScores(
        typed=prf(tally, "claims.typed"),
        untyped=prf(tally, "claims.untyped"),
        per_type=_per_type(tally, "claims.typed."),
        certainty=_accuracy(tally, "claims.certainty"),
        certainty_macro=macro,
        polarity=_accuracy(tally, "claims.polarity"),
        holder=_accuracy(tally, "claims.holder"),
        condition=prf(tally, "claims.condition"),
        confusion=_confusion(tally, "claims"),
    )
