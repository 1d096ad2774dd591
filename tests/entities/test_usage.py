"""Words that are something else, or no mention, where they stand as they do: each rule's own examples."""

import re

import pytest

from report_extract.entities import usage
from report_extract.entities.candidates import Candidate

RULES = {use.id: use for use, *_ in usage.rules()}


def marked(example: str, use: usage.Use) -> tuple[str, Candidate]:
    start, end = example.index("["), example.index("]") - 1
    return re.sub(r"[\[\]]", "", example), Candidate(start, end, use.types[0], "list:test", 5)


@pytest.mark.parametrize(("rule_id", "example"), [(use.id, one) for use in RULES.values() for one in use.matches])
def test_a_use_is_seen(rule_id: str, example: str) -> None:
    text, mention = marked(example, RULES[rule_id])
    found = usage.use_of(mention, text)
    assert found is not None
    assert found.id == rule_id
    kept = [one.type for one in usage.read([mention], text)]
    assert kept == ([found.becomes] if found.becomes else [])


@pytest.mark.parametrize(("rule_id", "example"), [(use.id, one) for use in RULES.values() for one in use.rejects])
def test_another_use_is_left(rule_id: str, example: str) -> None:
    text, mention = marked(example, RULES[rule_id])
    assert usage.use_of(mention, text) is None
    assert list(usage.read([mention], text)) == [mention]
