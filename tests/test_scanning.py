"""Matches found in one pass are those found by trying each pattern at each character."""

import re

from hypothesis import given
from hypothesis import strategies as st

from report_extract.scanning import Places

PATTERNS = [re.compile(p) for p in ("ab", "a+", "(?<!a)b", "(?=c)", "b(?!c)", "^a", "c$", "(?P<x>[ab])c(?P=x)")]


@given(st.text("abc", max_size=12), st.sets(st.integers(0, 12)))
def test_as_if_tried_everywhere(text: str, skipped: set[int]) -> None:
    places = Places(text, PATTERNS)
    at = 0
    seen = {}
    while (place := places.next(at)) is not None:
        seen[place] = [(number, match.span()) for number, match in places.here(place)]
        at = place + 1 + (place in skipped)
    asked, at = {}, 0
    while at <= len(text):
        found = [(n, match.span()) for n, pattern in enumerate(PATTERNS) if (match := pattern.match(text, at))]
        if found:
            asked[at] = found
        at += 1 + (bool(found) and at in skipped)
    assert seen == asked


def test_no_pattern() -> None:
    assert Places("abc", []).next(0) is None
