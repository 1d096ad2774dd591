"""``report-extract why-not``: what the frames that came near a relation lacked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

LACKS = [
    pytest.param("ロシアは北朝鮮を眺めた。", "AID", "no trigger word of AID stands in the sentence", id="no-trigger"),
    pytest.param("ロシアと北朝鮮への供与が進んだ。", "AID", "no two names that the frame allows: subject any actor", id="no-subject"),
    pytest.param("ロシアと競う北朝鮮は、批判を浴びた。", "ACCUSE", "and 0.34 is needed; ロシア → 北朝鮮: 0.", id="too-unlikely"),
    pytest.param("ロシアは北朝鮮に印象を与えた。", "AID", "excluded by not_with: 印象", id="not-with"),
    pytest.param("ロシアは北朝鮮に立ち会った。", "CONSULT", "no two names that the frame allows: subject any actor, object EVENT ORG PERSON", id="object-type"),
    pytest.param("ロシアは北朝鮮に居る。", "HAS_ROLE", "HAS_ROLE has no trigger words", id="static-type"),
    pytest.param("ロシアは北朝鮮との会談を行った。", "CONSULT", "by case: トノ 北朝鮮; at 行った, which governs it: ハ ロシア", id="governor"),
    pytest.param("北朝鮮はロシアに武器を供与した。", "AID", "states AID 北朝鮮 → ロシア, the other way round", id="turned"),
    pytest.param("ロシアは北朝鮮を横目に中国に武器を供与した。", "AID", "states AID ロシア → 中国, between other names; ロシア → 北朝鮮: 0.", id="other"),
    pytest.param("ロシアは北朝鮮の供与国である。", "AID", "供与 in …北朝鮮の供与国である…: part of a name", id="no-event"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "said"), LACKS)
def test_what_was_lacking(text: str, kind: str, said: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    result = run("why-not", path, "ロシア", "北朝鮮", "--type", kind)
    assert result.exit_code == 0, result.output
    assert said in " ".join(result.stdout.split())


@pytest.mark.model
def test_a_frame_without_the_words_it_needs() -> None:
    from report_extract import extract
    from report_extract.explain.attempts import attempts, lacks
    from report_extract.explain.reread import reread

    read = reread(extract("ロシアは北朝鮮に武器を供与した。"))
    view = read.views["s1"]
    found = next(attempt for attempt in attempts(view, read.known) if attempt.frame.id == "aid.give")
    assert lacks(view, found) == []
    needing = replace(found, frame=found.frame.model_copy(update={"only_with": "弾薬"}))
    assert lacks(view, replace(needing, events=())) == ["none of its only_with stands near: 弾薬"]


@pytest.mark.model
def test_names_stand_for_what_they_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("露中は協議した。\n\nロシアは北朝鮮に武器を供与した。同国は北朝鮮を称えた。", encoding="utf-8")
    said = run("why-not", path, "露", "北朝鮮").stdout
    assert "[S:ロシア]は[O:北朝鮮]に" in said
    assert "found    AID ロシア → 北朝鮮 (r" in said
    assert "[S:同国]は[O:北朝鮮]を" in said


@pytest.mark.model
def test_a_name_that_is_not_recognised_is_the_answer(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("ロシアは大岩に武器を供与した。", encoding="utf-8")
    result = run("why-not", path, "ロシア", "大岩")
    assert result.exit_code == 0
    assert "大岩: recognised nowhere as a name, so no rule sees it (it stands 1 times in the text)" in result.stdout


@pytest.mark.model
def test_names_that_never_meet(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("ロシアは静観した。中国も静観した。", encoding="utf-8")
    assert "no sentence has both names (ロシア in 1 and 中国 in 1" in run("why-not", path, "ロシア", "中国").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["no.txt", "露", "朝", "--type", "GIFT"], "allowed: AGREE", id="type"),
        pytest.param(["no.txt", "露", "朝"], "error: no.txt", id="file"),
    ],
)
def test_what_cannot_be_asked(arguments: list[str], said: str, run: Run) -> None:
    result = run("why-not", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
