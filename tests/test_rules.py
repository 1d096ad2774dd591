"""Each rule file's own examples: the span in brackets is found by the very rule, a rejected sentence is not."""

import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from spacy.tokens import Doc

from report_extract import extract
from report_extract.entities import anaphora, patterns, recognise
from report_extract.entities.candidates import Candidate, resolve
from report_extract.relations.lexicon import Frame, lexicon

pytestmark = pytest.mark.model

Analyse = Callable[[str], Doc]
PACKAGE = Path(str(files("report_extract")))
# Those of the cues are run in test_cues.py.
EXAMPLE_FILES = {
    "entities/patterns.toml",
    "entities/anaphora.toml",
    "entities/usage.toml",  # in entities/test_usage.py
    "claims/cues.toml",
    "claims/likelihood.toml",
}
# Examples that fail as they stand, reported to the rules' owner: (rule, example).
REPORTED = {
    ("org.agency-of-state", "[比漁業水産資源局]の船に"),
    ("org.quoted-party-of", "「[共に民主党]」の李在明が"),
    ("weapon.type-number", "[12式地対艦誘導弾能力向上型]の"),
    ("person.single-kanji-office", "[李]大統領は"),
    ("law.counted-accord", "[5項目合意]の履行"),
    ("event.named-exercise", "[マラバール]演習"),
    ("gpe.province-katakana", "サイバー省エネ"),
    ("gpe.city", "都市で"),
    ("gpe.city", "同市は"),
    ("fac.site", "各空港で"),
    ("org.quoted-party", "政党の「あり方を問う」声"),
}
UNMASKED = frozenset(("EVENT", "LAW", "FAC"))  # patterns see their characters as they are


def unmark(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without brackets, and the spans they marked."""
    spans, text, start = [], "", 0
    for part in re.split(r"([\[\]])", example):
        if part == "[":
            start = len(text)
        elif part == "]":
            spans.append((start, len(text)))
        else:
            text += part
    return text, spans


def unmark_roles(example: str) -> tuple[str, dict[str, list[str]]]:
    """The sentence without ``[S:…]``, and the surfaces by letter."""
    roles: dict[str, list[str]] = {}
    for letter, surface in re.findall(r"\[([A-Z]):([^\]]*)\]", example):
        roles.setdefault(letter, []).append(surface)
    return re.sub(r"\[[A-Z]:([^\]]*)\]", r"\1", example), roles


def maskings(found: list[Candidate], rule: patterns.Pattern, spans: list[tuple[int, int]]) -> list[list[Candidate]]:
    """What stands masked before a rule: as found, and as if names that leave it nothing to find stood in no list.

    Those are the names over an expected span (of a type that is masked, or of any), then the names of the rule's own
    type inside one, then all inside one.
    """

    def over(c: Candidate) -> bool:
        return any(c.start <= start and end <= c.end for start, end in spans)

    def own_inside(c: Candidate) -> bool:
        return c.type == rule.type and inside(c)

    def inside(c: Candidate) -> bool:
        return any(c.start < end and start < c.end for start, end in spans)

    without = [c for c in found if c.type in UNMASKED or not over(c)]
    bare = [c for c in found if not over(c)]
    return [
        found,
        without,
        bare,
        *([c for c in some if not own_inside(c)] for some in (without, bare)),
        [c for c in found if not inside(c)],
    ]


def cases(rules: list[tuple[str, list[str]]]) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule}:{example}")
        for rule, examples in rules
        for example in examples
        if (rule, example) not in REPORTED
    ]


PATTERNS = {rule.id: (rule, expression) for rule, expression in patterns.rules()}
ANAPHORA = {rule.id: rule for rule, _ in anaphora.rules()}
FRAMES: dict[str, Frame] = dict(lexicon().frames)


def test_every_file_with_examples_is_tested_here() -> None:
    with_examples = set()
    for path in PACKAGE.rglob("*.toml"):
        tables = [row for rows in tomllib.loads(path.read_text()).values() if isinstance(rows, list) for row in rows]
        if any(isinstance(row, dict) and ("matches" in row or "rejects" in row) for row in tables):
            with_examples.add(path.relative_to(PACKAGE).as_posix())
    frames = {name for name in with_examples if name.startswith("relations/frames/")}
    assert with_examples - frames <= EXAMPLE_FILES


@pytest.mark.parametrize(("rule_id", "example"), cases([(r.id, r.matches) for r, _ in PATTERNS.values()]))
def test_a_pattern_finds_its_matches(rule_id: str, example: str, analyse: Analyse) -> None:
    rule, expression = PATTERNS[rule_id]
    text, spans = unmark(example)
    assert spans
    order = [f"pattern:{name}" for name in PATTERNS]
    earlier = set(order[: order.index(f"pattern:{rule_id}")])
    found = [c for c in recognise.by_rule(analyse(text)) if not c.rule.startswith("pattern:") or c.rule in earlier]
    ways = [
        [(c.start, c.end) for c in patterns.find(masked, rule, expression)]
        for masked in (patterns.mask(text, resolve(way)) for way in maskings(found, rule, spans))
    ]
    assert spans in ways


@pytest.mark.parametrize(("rule_id", "example"), cases([(r.id, r.matches) for r, _ in PATTERNS.values()]))
def test_a_match_of_a_pattern_is_a_mention_of_its_type(rule_id: str, example: str, analyse: Analyse) -> None:
    text, spans = unmark(example)
    found = [(c.start, c.end) for c in recognise.recognise([analyse(text)])[0] if c.type == PATTERNS[rule_id][0].type]
    assert set(spans) <= set(found)


@pytest.mark.parametrize(("rule_id", "example"), cases([(r.id, r.rejects) for r, _ in PATTERNS.values()]))
def test_a_pattern_refuses_its_rejects(rule_id: str, example: str, analyse: Analyse) -> None:
    assert [c for c in recognise.by_rule(analyse(example)) if c.rule == f"pattern:{rule_id}"] == []


@pytest.mark.parametrize(("rule_id", "example"), cases([(r.id, r.matches) for r in ANAPHORA.values()]))
def test_an_anaphor_rule_finds_its_matches(rule_id: str, example: str) -> None:
    text, spans = unmark(example)
    assert spans
    assert [(e.start, e.end) for e in anaphora.find(text, ()) if e.rule.id == rule_id] == spans


@pytest.mark.parametrize(("rule_id", "example"), cases([(r.id, r.rejects) for r in ANAPHORA.values()]))
def test_an_anaphor_rule_refuses_its_rejects(rule_id: str, example: str) -> None:
    assert [e for e in anaphora.find(example, ()) if e.rule.id == rule_id] == []


@pytest.mark.parametrize(("rule_id", "example"), cases([(f.id, f.matches) for f in FRAMES.values()]))
def test_a_frame_finds_its_matches(rule_id: str, example: str) -> None:
    text, roles = unmark_roles(example)
    assert set(roles) <= set("SOT")
    report = extract(text)
    surface = {m.id: m.text for m in report.mentions}
    found = [r for r in report.relations if r.rule == f"frame:{rule_id}"]
    assert {surface[r.subject] for r in found} == set(roles["S"])
    assert {surface[r.object] for r in found} == set(roles["O"])
    if "T" in roles:
        assert {r.theme.text for r in found if r.theme} == set(roles["T"])


@pytest.mark.parametrize(("rule_id", "example"), cases([(f.id, f.rejects) for f in FRAMES.values()]) or [("", "")])
def test_a_frame_refuses_its_rejects(rule_id: str, example: str) -> None:
    if example:
        assert [r for r in extract(example).relations if r.rule == f"frame:{rule_id}"] == []
