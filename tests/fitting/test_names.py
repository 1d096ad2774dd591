"""The recogniser of names: what it learns from, and the command that makes it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from report_extract.entities.training import read_marked
from report_extract.fitting.names import read_sentences

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def test_names_of_gold_are_marked_in_their_sentences() -> None:
    sentences = list(read_sentences(ROOT / "gold/jiia-2025-russia.ann", [ROOT / "corpus"]))
    names = [(text[start:end], kind) for text, spans in sentences for start, end, kind in spans]
    assert {("ベロウソフ", "PERSON"), ("ロシア軍", "MIL"), ("モスクワ", "GPE")} <= set(names)
    assert not {kind for _, kind in names} & {"DATE", "QUANTITY"}
    assert "同国" not in {name for name, _ in names}
    assert len(sentences) > 30


def test_marked_sentences(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("[ファイ|PERSON]は[2024年3月|DATE]に[ダカール|GPE]へ戻った。\n", encoding="utf-8")
    assert list(read_marked([path])) == [("ファイは2024年3月にダカールへ戻った。", [(0, 3, "PERSON"), (12, 16, "GPE")])]


@pytest.mark.model
def test_train_ner_makes_the_same_model_twice(run: Run, tmp_path: Path) -> None:
    marked = tmp_path / "marked.txt"
    line = "[ファイ|PERSON]大統領は[ダカール|GPE]で[セネガル軍|MIL]を閲兵し、[国連|ORG]と[サヘル|LOC]の安定を論じた。\n"
    marked.write_text(line * 6, encoding="utf-8")
    for name in ("one", "two"):
        result = run("train-ner", marked, "-o", tmp_path / name, "--epochs", 1, "--hold-out", 3)
        assert result.exit_code == 0, result.output
        assert "held out: precision" in result.output
    assert (tmp_path / "one/model").read_bytes() == (tmp_path / "two/model").read_bytes()


def test_train_ner_names_what_it_cannot_read(run: Run, tmp_path: Path) -> None:
    result = run("train-ner", tmp_path / "missing.txt", "-o", tmp_path / "model")
    assert result.exit_code == 2
    assert "missing.txt" in result.output
    lone = tmp_path / "lone.ann"
    lone.write_text("", encoding="utf-8")
    result = run("train-ner", ROOT / "gold/ner/asia-pacific.txt", "--gold", lone, "-o", tmp_path / "model")
    assert result.exit_code == 2
    assert "lone" in result.output
