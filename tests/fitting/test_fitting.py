"""The weights of relations: learned from questions, read from a file, made by a command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from report_extract.errors import RuleError
from report_extract.fitting import logit
from report_extract.fitting.questions import Lesson, Question
from report_extract.fitting.validation import validate
from report_extract.relations.weights import Weights, read_weights, weights

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def question(*answers: list[str], right: int, sentence: int = 0) -> Question:
    """Answer 0 is none; each of the others states a relation of its own."""
    told = [[], *([(sentence, "AID", frozenset({n}), frozenset({9}))] for n in range(1, len(answers)))]
    return Question(answers, [n == right for n in range(len(answers))], told)


HEARD = [question(["none"], ["ガ", "before"], ["ヲ", "before"], right=1, sentence=n) for n in range(20)]
SILENT = [question(["none", "apart"], ["ヲ", "before"], right=0) for _ in range(20)]


def test_what_speaks_for_the_right_answer_gains_weight() -> None:
    found = logit.fit([*HEARD, *SILENT], penalty=1.0)
    assert found["ガ"] > 1 > found["ヲ"]
    assert found["apart"] > 0.5
    assert found["ガ"] + found["before"] > found["none"]


def test_a_larger_penalty_gives_smaller_weights() -> None:
    low, high = (logit.fit(HEARD, penalty=penalty) for penalty in (0.5, 50.0))
    assert abs(high["ガ"]) < abs(low["ガ"])


def test_rare_words_have_no_weight() -> None:
    rare = question(["none"], ["ガ", "rare"], ["ヲ"], right=1)
    assert "rare" not in logit.fit([*HEARD, rare], penalty=1.0)


def test_several_right_answers_share_what_is_likely() -> None:
    both = [Question([["none"], ["ガ"], ["モ"], ["ヲ"]], [False, True, True, False], [[]] * 4) for _ in range(20)]
    found = logit.fit(both, penalty=1.0)
    assert found["ガ"] == pytest.approx(found["モ"], abs=0.01)
    assert found["ガ"] > found["ヲ"]


def test_the_same_questions_give_the_same_weights() -> None:
    assert logit.fit([*HEARD, *SILENT], penalty=1.0) == logit.fit([*HEARD, *SILENT], penalty=1.0)


def test_validation_scores_reports_that_were_not_learned_from() -> None:
    gold = [(n, "AID", frozenset({1}), frozenset({9})) for n in range(10)]
    lessons = [Lesson(f"report {n}", HEARD[:10], gold) for n in range(4)]
    found = validate(lessons, folds=4, penalty=1.0)
    assert (found.score.tp, found.score.fp, found.score.fn) == (40, 0, 0)
    assert [(band.right, band.stated) for band in found.by_confidence.bands.values()] == [(40, 40)]
    none = validate(lessons, folds=4, penalty=1e9)
    assert none.score.fn == 40
    assert none.by_confidence.weighed is None


def test_validation_tells_the_sure_that_are_wrong() -> None:
    lessons = [Lesson(f"report {n}", HEARD[:10], []) for n in range(4)]
    weighed = validate(lessons, folds=4, penalty=1.0).by_confidence.weighed
    assert weighed
    assert (weighed.right, weighed.stated, weighed.verdict) == (0, 40, "too high")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("ガ\t1.0\nガ\t2.0\n", "weights.tsv:2: ガ comes twice", id="twice"),
        pytest.param("# made by hand\nガ\tmuch\n", "weights.tsv:2: no word with a number", id="no-number"),
        pytest.param("ガ\n", "weights.tsv:1: no word with a number", id="no-tab"),
    ],
)
def test_a_wrong_file_of_weights_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=said):
        read_weights(path)


def test_what_was_never_seen_weighs_nothing() -> None:
    assert Weights({"ガ": 1.5}).total(["ガ", "ヲ", "ガ"]) == 3.0
    assert weights().total(["no such word"]) == 0.0


@pytest.mark.model
def test_the_command_learns_from_gold(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "weights.tsv"
    gold = ROOT / "gold/sentences"
    result = run("train-relations", gold, "--corpus", ROOT / "corpus/sentences", "-o", made, "--folds", "2")
    assert result.exit_code == 0, result.output
    assert "event relations of reports left out: precision 0." in result.stdout
    assert "all weighed" in result.stdout
    assert read_weights(made).total(["none"]) != 0.0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["nowhere"], "nowhere: no gold here", id="no-gold"),
    ],
)
def test_what_cannot_be_learned_from(arguments: list[str], said: str, run: Run, tmp_path: Path) -> None:
    result = run("train-relations", *arguments, "-o", tmp_path / "weights.tsv")
    assert result.exit_code == 2
    assert said in result.stderr
