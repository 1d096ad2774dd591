"""A comparison says better, worse or neither, and shows what changed."""

from collections.abc import Callable

import numpy as np
import pytest

from report_extract.evaluation import bootstrap
from report_extract.evaluation.compare import compare
from report_extract.evaluation.gold import GoldReport
from report_extract.records import Report

NAMES = [f"r{number:02}" for number in range(12)]
MakeReport = Callable[[str], Report]


@pytest.fixture
def golds(gold_of: Callable[[str], GoldReport]) -> list[GoldReport]:
    """The gold of a dozen reports."""
    return [gold_of(name) for name in NAMES]


def test_better_and_worse(golds: list[GoldReport], right_of: MakeReport, damaged_of: MakeReport) -> None:
    good, bad = [right_of(name) for name in NAMES], [damaged_of(name) for name in NAMES]
    up, down = compare(golds, bad, good), compare(golds, good, bad)
    assert {name: one.verdict for name, one in up.measures.items()} == dict.fromkeys(up.measures, "better")
    assert {name: one.verdict for name, one in down.measures.items()} == dict.fromkeys(up.measures, "worse")
    assert up.measures["entities"].difference == pytest.approx(0.6)
    assert up.broken == () == down.mended


def test_as_good_as_before_is_neither(golds: list[GoldReport], right_of: MakeReport) -> None:
    same = compare(golds, [right_of(name) for name in NAMES], [right_of(name) for name in NAMES])
    assert {one.verdict for one in same.measures.values()} == {"neither"}
    assert same.mended == same.broken == ()


def test_half_mended_and_half_broken_is_neither(
    golds: list[GoldReport], right_of: MakeReport, damaged_of: MakeReport
) -> None:
    before = [(right_of if number % 2 else damaged_of)(name) for number, name in enumerate(NAMES)]
    after = [(damaged_of if number % 2 else right_of)(name) for number, name in enumerate(NAMES)]
    mixed = compare(golds, before, after)
    assert {one.verdict for one in mixed.measures.values()} == {"neither"}
    assert len(mixed.mended) == len(mixed.broken) > 0
    low, high = mixed.measures["claims"].interval
    assert low < 0 < high


def test_what_changed_is_listed(gold: GoldReport, right: Report, damaged: Report) -> None:
    changes = {(one.measure, one.what, one.record) for one in compare([gold], [damaged], [right]).mended}
    assert changes >= {
        ("entities", "found", "GPE 米国"),
        ("entities", "gone", "EVENT 停戦"),
        ("relations", "found", "AID(ロシア, 北朝鮮)"),
        ("relations", "gone", "CONSULT(中国, 北朝鮮)"),
        ("claims", "found", "FACT 同国は中国と協力し、"),
    }


def test_only_reports_of_both_are_compared(golds: list[GoldReport], right_of: MakeReport) -> None:
    some = compare(golds, [right_of("r00"), right_of("r01")], [right_of("r01"), right_of("r02")])
    assert some.left_out == ("r00", "r02")


def test_an_interval_holds_the_score_and_narrows_with_more_text() -> None:
    few = np.array([[8.0, 2.0, 2.0], [6.0, 4.0, 1.0], [9.0, 0.0, 3.0], [3.0, 3.0, 3.0]])
    many = np.tile(few, (25, 1))
    score = bootstrap.point(bootstrap.f1(few.sum(axis=0)))
    wide, narrow = bootstrap.interval(few, bootstrap.f1), bootstrap.interval(many, bootstrap.f1)
    assert wide[0] < narrow[0] < score < narrow[1] < wide[1]
    assert bootstrap.interval(few, bootstrap.f1) == wide


def test_the_interval_is_the_one_scipy_finds() -> None:
    from scipy import stats

    counts = np.random.default_rng(1).integers(0, 9, size=(80, 3)).astype(float)

    def f1(tp: bootstrap.Counts, fp: bootstrap.Counts, fn: bootstrap.Counts, axis: int = -1) -> bootstrap.Counts:
        return bootstrap.f1(np.stack([tp.sum(axis=axis), fp.sum(axis=axis), fn.sum(axis=axis)], axis=-1))

    known = stats.bootstrap(
        tuple(counts.T), f1, paired=True, vectorized=True, method="percentile", n_resamples=4000, rng=2
    ).confidence_interval
    assert bootstrap.interval(counts, bootstrap.f1) == pytest.approx((known.low, known.high), abs=0.01)


def test_draws_with_nothing_to_measure_do_not_count() -> None:
    rare = np.array([[2.0, 0.0, 0.0], *([[0.0, 0.0, 0.0]] * 9)])
    assert bootstrap.interval(rare, bootstrap.f1) == (1.0, 1.0)
    assert bootstrap.interval(np.zeros((3, 3)), bootstrap.f1) == (0.0, 0.0)


def test_macro_f1_is_the_mean_over_classes_that_occur() -> None:
    counts = np.array([3.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    assert bootstrap.point(bootstrap.macro_f1(counts)) == pytest.approx(0.75)
