"""What a pattern needs is in every text in which it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.entities import patterns
from report_extract.needing import Needing, words_needed

PATTERNS = ("ab", "a+b", "(?:ab|c)a", "a?", "(?:a|b?)", "[ab]c{2}", "a{0,2}(?P<x>b)", "(?<=c)a*", "(?=bc)[^a]", "(?!a)b|c", "(?:bb|b)c*", "a(?:)|b", "(?<!a)", r"\w", "(a)\\1", "(?:ab){2,}?c?")  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("条約", ["条約"]),
        ("(?:条約|協定)案?", ["協定", "条約"]),
        ("(?:平和条約|条約)", ["条約"]),
        ("(?:条約|協定?)", ["協", "条約"]),
        (".{2,8}(?:条約|協定)(?!案)", ["協定", "条約"]),
        ("[ァ-ヴ]+(?=条約)", ["条約"]),
        ("(?<!日)[市町]", ["市", "町"]),
        ("F[1-3]", ["F"]),
        ("(?:条約)?", []),
        ("条約|", []),
        (r"\d+", []),
        ("", []),
        ("(?i)nato", []),
        ("(?i:nato)軍", ["軍"]),
    ],
)
def test_words_needed(pattern: str, words: list[str]) -> None:
    assert list(words_needed(pattern)) == words


@given(st.text("abc", max_size=8))
def test_what_matches_is_possible(text: str) -> None:
    matching = {number for number, pattern in enumerate(PATTERNS) if re.search(pattern, text)}
    assert matching <= Needing(PATTERNS).possible(text)


def test_a_text_without_the_words() -> None:
    needing = Needing(["条約|協定", "a?", "協定案"])
    assert needing.possible("合意した") == {1}
    assert needing.possible("条件を約した") == {1}
    assert needing.possible("協定を結んだ") == {0, 1}
    assert needing.possible("協定案") == {0, 1, 2}
    assert needing.possible("") == {1}


def test_most_patterns_need_words() -> None:
    needs = [words_needed(expression) for _, expression in patterns.rules()]
    assert sum(map(bool, needs)) >= 0.9 * len(needs)
