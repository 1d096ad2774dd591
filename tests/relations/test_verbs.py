"""Verbs are found at a place as if all were tried."""

import random
import re
from pathlib import Path

import pytest

from report_extract.errors import RuleError
from report_extract.relations.lexicon import lexicon
from report_extract.relations.verbs import Verb, Verbs, first_characters

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("供与", "供"),
        ("結[ばびぶ]", "結"),
        ("(?<!輸)(?<!提)出兵(?!器|士)", "出"),
        ("(?<=[をも、])かば[わい]", "か"),
        ("相手に(?:し(?:ない|なか)|せず)", "相"),
        ("支?援", ""),
        ("支{0,1}援", ""),
        ("支|援", ""),
        ("(?<!日)支|援", ""),
        ("(?:に|へ)部隊", "にへ"),
        ("(?:に|へ)?部隊", ""),
        ("(?:にも?|へ*)部隊", ""),
        ("(?:に|)部隊", ""),
        ("(?:に|.)部隊", ""),
        ("(?:に|へ)部隊|艦隊", ""),
        ("(?:(?<=に)|(?<=へ))部隊", ""),
        ("[呑飲]む", "呑飲"),
        ("[呑飲]?む", ""),
        ("[^呑飲]む", ""),
        ("[あ-ん]む", ""),
        (r"\w援", ""),
        (r"支援\(", ""),
        ("", ""),
    ],
)
def test_first_characters(pattern: str, first: str) -> None:
    assert first_characters(pattern) == frozenset(first)


@pytest.mark.parametrize(
    ("pattern", "opening"),
    [
        ("供与", "供与"),
        ("食って掛か[らりるれろっ]", "食って掛か"),
        ("(?<![一-龥])(?<=を)罵倒[さし]", "罵倒"),
        ("支援さ?れ", "支援"),
        ("支援さ{0,2}れ", "支援"),
        ("支援+", "支援"),
        ("支援|供与", ""),
        ("(?:重大な)?懸念", ""),
        ("[呑飲]む", ""),
        ("", ""),
    ],
)
def test_opening(pattern: str, opening: str) -> None:
    assert Verb(0, "aid", pattern, "here").opening == opening


def test_as_if_all_were_tried() -> None:
    words = [(frame.id, verb) for frame in lexicon().frames.values() for verb in frame.verbs]
    random.Random(1).shuffle(words)
    verbs = Verbs([Verb(rank, frame, verb, "here") for rank, (frame, verb) in enumerate(words)])
    compiled = [(frame, re.compile(verb)) for frame, verb in words]
    text = (CORPUS / "jiia-2025-russia.txt").read_text(encoding="utf-8")[:2500]
    found = 0
    for at in range(len(text)):
        high = min(len(text), at + 40)
        expected = [(match.end(), frame) for frame, verb in compiled if (match := verb.match(text, at, high))]
        assert verbs.at(text, at, high) == expected
        found += len(expected)
    assert found > 5


def test_every_verb_compiles() -> None:
    for frame in lexicon().frames.values():
        for verb in frame.verbs:
            assert Verb(0, frame.id, verb, "here").compiled.pattern == verb


def test_no_verbs() -> None:
    assert Verbs([]).at("供与", 0, 2) == []


@pytest.mark.parametrize("pattern", ["供(", "(供"])
def test_a_wrong_pattern_is_named(pattern: str) -> None:
    with pytest.raises(RuleError, match=r"aid.toml: aid: "):
        Verbs([Verb(0, "aid", pattern, "aid.toml: aid")]).at("供与", 0, 2)
