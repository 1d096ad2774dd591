"""Trains the name recogniser that stands beside the lists: a small CNN over ja_ginza's tokens, tags and vectors.

Data: the project's own marked sentences (one a line, ``[surface|TYPE]``), and, for more names of persons, places and
organisations, the Wikipedia sentences of stockmarkteam/ner-wikipedia-dataset (CC BY-SA 3.0) with spans in JSON lines.
The types that the Wikipedia sentences lack are filled in by the rules, so that they are not learned as nothing.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import compounding, fix_random_seed

from report_extract.entities import gazetteer, model, recognise

TYPES = ("PERSON", "GPE", "LOC", "ORG", "MIL", "GROUP", "FAC", "WEAPON", "LAW", "EVENT", "ROLE")
_WIKIPEDIA = {
    "人名": "PERSON",
    "法人名": "ORG",
    "政治的組織名": "ORG",
    "その他の組織名": "ORG",
    "地名": "GPE",
    "施設名": "FAC",
    "イベント名": "EVENT",
}
_FORCE = re.compile(r"軍|隊$|艦隊|師団|旅団|連隊")
_LAND = re.compile(
    r"(?:海|湾|島|川|河|山|山脈|半島|諸島|海峡|地方|大陸|洋|盆地|平野|湖|アジア|ヨーロッパ|アフリカ|欧州)$"
)
_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")

Marked = tuple[str, list[tuple[int, int, str]]]


def read_marked(paths: Iterable[Path]) -> Iterator[Marked]:
    """Sentences with their marked spans; anaphors and types of fixed form are left to the rules."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            text, spans, at = "", [], 0
            for match in _MARK.finditer(line):
                text += line[at : match.start()]
                if match[2] in TYPES:
                    spans.append((len(text), len(text) + len(match[1]), match[2]))
                text += match[1]
                at = match.end()
            if text + line[at:]:
                yield text + line[at:], spans


def read_wikipedia(path: Path) -> Iterator[Marked]:
    """Wikipedia sentences with their spans in our types; products have none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = []
        for entity in row["entities"]:
            kind = _WIKIPEDIA.get(entity["type"])
            if kind is None:
                continue
            if kind == "ORG" and entity["type"] == "政治的組織名" and _FORCE.search(entity["name"]):
                kind = "MIL"
            if kind == "GPE" and (_LAND.search(entity["name"]) or _listed(entity["name"]) == "LOC"):
                kind = "LOC"
            spans.append((*entity["span"], kind))
        yield row["text"], spans


def _listed(name: str) -> str | None:
    entry = gazetteer.names().get(name)
    return entry.type if entry else None


def train(
    marked: list[Marked], wikipedia: list[Marked], *, epochs: int, seed: int, say: Callable[[str], None]
) -> Language:
    """Train and return a pipeline of one recogniser; the same data and seed give the same model."""
    fix_random_seed(seed)
    base = spacy.load("ja_ginza", exclude=["compound_splitter", "bunsetu_recognizer"])
    nlp = model.blank(base.vocab)
    own = [_example(base.make_doc(text), spans) for text, spans in marked]
    other = [
        _example(doc, _filled(doc, spans))
        for doc, (_, spans) in zip(base.pipe(t for t, _ in wikipedia), wikipedia, strict=True)
    ]
    optimizer = nlp.initialize(lambda: own + other[:200])
    chance = random.Random(seed)
    for epoch in range(epochs):
        losses: dict[str, float] = {}
        pool = own * 2 + other
        chance.shuffle(pool)
        for batch in minibatch(pool, size=compounding(8.0, 64.0, 1.002)):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=0.25, losses=losses)
        say(f"epoch {epoch + 1}/{epochs}: loss {losses['ner']:.0f}")
    return nlp


def _filled(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans, and what the rules find of the types that the data does not mark."""
    extra = [
        (c.start, c.end, c.type)
        for c in recognise.by_rule(doc)
        if c.type in ("ROLE", "LAW", "WEAPON", "GROUP") and all(c.end <= s or e <= c.start for s, e, _ in spans)
    ]
    return sorted([*spans, *extra])


def _example(doc: Doc, spans: list[tuple[int, int, str]]) -> Example:
    predicted = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    for token, source in zip(predicted, doc, strict=True):
        token.tag_ = source.tag_
    reference = predicted.copy()
    found: list[Span] = []
    for start, end, label in spans:
        span = reference.char_span(start, end, label=label, alignment_mode="strict")
        if span is not None and all(span.start >= other.end or span.end <= other.start for other in found):
            found.append(span)
    reference.set_ents(found)
    return Example(predicted, reference)


def score(nlp: Language, base: Language, marked: list[Marked]) -> tuple[int, int, int]:
    """True positives, predictions and gold spans of a recogniser on marked sentences."""
    right = predicted = gold = 0
    for label in nlp.get_pipe("ner").labels:  # type: ignore[attr-defined]
        base.vocab.strings.add(label)
    for text, spans in marked:
        example = _example(base.make_doc(text), spans)
        doc = nlp.get_pipe("ner")(example.predicted)
        got = {(e.start, e.end, e.label_) for e in doc.ents}
        want = {(e.start, e.end, e.label_) for e in example.reference.ents}
        right, predicted, gold = right + len(got & want), predicted + len(got), gold + len(want)
    return right, predicted, gold
