"""Small reports made by hypothesis, and one written by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from typer import Typer
from typer.testing import CliRunner, Result

from report_extract.cli.convert import convert
from report_extract.evaluation.gold import entity_key
from report_extract.records import CLAIM_TYPES, ENTITY_TYPES, RELATION_TYPES, Report

_TOKENS = (
    "ロシア",
    "𠮷野家",
    "😀",
    "マ\nリ",
    "北朝鮮",
    "8月",
    "供与",
    "した",
    "U.S.",
    '<&">',
    "👨‍👩‍👧",
    "ﾊﾝｶｸ",
    "_x0041_",
    "=1",
)
_GAPS = ("", "は", " ", "\n", "\r\n", "𠮷", "\t")
_RULES = ("gazetteer", "規則-1", "<rule>")


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    """A report as the pipeline gives it: ids in the order of the text, flat mentions, entities by first mention."""
    text = ""
    tokens: list[dict[str, Any]] = []
    sentences: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 3))):
        start = len(text)
        for _ in range(draw(st.integers(1, 4))):
            token = draw(st.sampled_from(_TOKENS))
            tokens.append({"start": len(text), "end": len(text) + len(token), "text": token, "in": f"s{number + 1}"})
            text += token + draw(st.sampled_from(_GAPS))
        text = text.rstrip() + "。"
        sentences.append({"id": f"s{number + 1}", "block": "b1", "start": start, "end": len(text)})
        text += "\n"
    for sentence in sentences:
        sentence["text"] = "".join(text[sentence["start"] : sentence["end"]].split())
    entities, mentions = _mentions(draw, [token for token in tokens if draw(st.booleans())] or tokens[:1])
    ids = [one["id"] for one in mentions]
    maybe_id, maybe_part = st.none() | st.sampled_from(ids), st.none() | st.sampled_from(tokens).map(_span)
    relations = [
        {**_span(token), "type": draw(st.sampled_from(RELATION_TYPES)), "subject": draw(st.sampled_from(ids)),
         "object": draw(st.sampled_from(ids)), "trigger": _span(token), "theme": draw(maybe_part),
         "time": draw(maybe_id), "place": draw(maybe_id), "status": draw(st.sampled_from(("actual", "desired"))),
         "polarity": draw(st.sampled_from(("positive", "negative"))), "sentence": token["in"],
         "rule": draw(st.sampled_from(_RULES))}
        for token in draw(st.lists(st.sampled_from(tokens), max_size=3))
    ]  # fmt: skip
    claims = [
        {"type": draw(st.sampled_from(CLAIM_TYPES)), "start": one["start"], "end": one["end"],
         "text": text[one["start"] : one["end"]], "certainty": draw(st.sampled_from(("certain", "possible"))),
         "polarity": draw(st.sampled_from(("positive", "negative"))), "condition": draw(maybe_part),
         "holder": draw(st.sampled_from(("author", *(entity["id"] for entity in entities)))), "cue": draw(maybe_part),
         "sentence": one["id"], "rule": draw(st.sampled_from(_RULES))}
        for one in draw(st.lists(st.sampled_from(sentences), max_size=2))
    ]  # fmt: skip
    return _assemble(
        text,
        sentences=sentences,
        entities=entities,
        mentions=mentions,
        relations=[{key: one[key] for key in one if key not in ("start", "end", "text")}
                   for one in _numbered("r", relations)],
        claims=_numbered("c", claims),
    )  # fmt: skip


def _mentions(draw: st.DrawFn, tokens: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    entities: dict[str, dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    for number, token in enumerate(tokens):
        common = {**_span(token), "sentence": token["in"], "rule": draw(st.sampled_from(_RULES))}
        if number and draw(st.integers(0, 3)) == 0:
            found.append({**common, "form": "anaphor"})
            continue
        kind = draw(st.sampled_from(ENTITY_TYPES))
        name = "".join(token["text"].split()) if draw(st.booleans()) else draw(st.sampled_from(("ロシア", "正式 名称")))
        entity = entities.setdefault(entity_key(kind, name), _entity(draw, f"e{len(entities) + 1}", kind, name))
        found.append({**common, "form": "name", "type": kind, "entity": entity["id"], "refers_to": ()})
    kinds: dict[str, str] = {}
    for one in found:
        if one["form"] == "name":
            kinds.setdefault(one["entity"], one["type"])
    for one in found:
        if one["form"] == "anaphor":
            several = draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=2, unique=True))
            single = several[0] if len(several) == 1 else None
            one |= {"refers_to": several, "entity": single, "type": kinds[single] if single else None}
    return list(entities.values()), _numbered("m", found)


def _entity(draw: st.DrawFn, name_of: str, kind: str, name: str) -> dict[str, Any]:
    code = draw(st.none() | st.just("RU"))
    value = draw(st.none() | st.sampled_from(("2024-08", "PAST_REF", "30000")))
    return {"id": name_of, "type": kind, "name": name, "ids": {"iso3166": code, "wikidata": code and "Q159"},
            "value": value}  # fmt: skip


def _span(token: dict[str, Any]) -> dict[str, Any]:
    return {key: token[key] for key in ("start", "end", "text")}


def _numbered(letter: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda row: (row["start"], row["end"]))
    return [{**row, "id": f"{letter}{number}"} for number, row in enumerate(ordered, start=1)]


def _assemble(text: str, doc_id: str = "題-1", **parts: Any) -> Report:
    return Report.model_validate(
        {
            "schema_version": "1.0",
            "doc_id": doc_id,
            "source": {"name": "a.pdf", "media_type": "application/pdf", "encoding": None, "sha256": "0", "pages": 3},
            "metadata": {"title": "題\"<&>", "author": "田島理博", "affiliation": None, "completed": "2024-12"},
            "pipeline": {"name": "report-extract", "version": "0.1", "model": "none", "rules": "0"},
            "text": text,
            "blocks": [{"id": "b1", "kind": "bullet", "level": 2, "start": 0, "end": len(text)}],
            "warnings": ("警告",),
            **parts,
        }
    )  # fmt: skip


@pytest.fixture(scope="session")
def reports() -> st.SearchStrategy[Report]:
    """Small reports with astral characters, wrapped lines and markup."""
    return _reports()


@pytest.fixture
def report() -> Report:
    """😀 stands before everything, so that code points and code units differ."""
    text = "😀ロシアは8月に\n北朝鮮に𠮷を供与した。両国は動くであろう。\n"

    def at(surface: str, **more: Any) -> dict[str, Any]:
        start = text.index(surface)
        return {"start": start, "end": start + len(surface), "text": surface, **more}

    def name(number: int, surface: str, kind: str) -> dict[str, Any]:
        given = {"id": f"m{number}", "entity": f"e{number}", "type": kind, "form": "name", "refers_to": ()}
        return at(surface, **given, sentence="s1", rule="gazetteer")

    def entity(number: int, kind: str, surface: str, code: str | None, value: str | None) -> dict[str, Any]:
        ids = {"iso3166": code, "wikidata": None}
        return {"id": f"e{number}", "type": kind, "name": surface, "ids": ids, "value": value}

    in_second = {"sentence": "s2", "rule": "anaphora"}
    first, second = "😀ロシアは8月に\n北朝鮮に𠮷を供与した。", "両国は動くであろう。"
    claim = {"polarity": "positive", "condition": None, "holder": "author", "cue": None, "rule": "cue"}
    return _assemble(
        text,
        "hand",
        sentences=[at(first, id="s1", block="b1"), at(second, id="s2", block="b1")],
        entities=[
            entity(1, "GPE", "ロシア", "RU", None),
            entity(2, "DATE", "8月", None, "2024-08"),
            entity(3, "GPE", "朝鮮民主主義人民共和国", "KP", None),
        ],
        mentions=[
            name(1, "ロシア", "GPE"),
            name(2, "8月", "DATE"),
            name(3, "北朝鮮", "GPE"),
            at("両国", id="m4", entity=None, type=None, form="anaphor", refers_to=("e1", "e3"), **in_second),
        ],
        relations=[
            {"id": "r1", "type": "AID", "subject": "m1", "object": "m3", "trigger": at("供与"), "theme": at("𠮷"),
             "time": "m2", "place": None, "status": "actual", "polarity": "positive", "sentence": "s1", "rule": "aid"},
        ],
        claims=[
            {**at(first, id="c1", type="FACT", certainty="certain", sentence="s1"), **claim},
            {**at(second, id="c2", type="FORECAST", certainty="probable", sentence="s2"), **claim, "holder": "e1",
             "cue": at("であろう")},
        ],
    )  # fmt: skip


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs ``report-extract convert``."""
    app = Typer()
    app.command()(convert)

    def call(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "120"}).invoke(app, [str(argument) for argument in arguments])

    return call
