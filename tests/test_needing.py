"""What a pattern needs is in every text in which it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_extract.entities import patterns
from report_extract.needing import may_match, words_needed

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


@given(st.text("abc", max_size=8), st.sampled_from(PATTERNS))
def test_what_matches_may_match(text: str, pattern: str) -> None:
    assert may_match(pattern, text, frozenset(text)) or not re.search(pattern, text)


def test_a_text_without_the_words() -> None:
    assert not may_match("条約|協定", "合意した", frozenset("合意した"))
    assert not may_match("条約|協定", "条件を約した", frozenset("条件を約した"))
    assert may_match("a?", "", frozenset())


def test_most_patterns_need_words() -> None:
    needs = [words_needed(expression) for _, expression in patterns.rules()]
    assert sum(map(bool, needs)) >= 0.9 * len(needs)
