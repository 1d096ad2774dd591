"""Anaphors: the table of short texts, how mentions stand, and how what was read before decides."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from report_extract import extract
from report_extract.entities import salience
from report_extract.entities.proxies import Mention, gather
from report_extract.entities.salience import Antecedent, Scene, choose
from report_extract.entities.standing import Role, role_of
from report_extract.records import EntityType

TABLE = tomllib.loads((Path(__file__).parent / "data" / "anaphors.toml").read_text(encoding="utf-8"))["text"]
# Known failures: the object of an appointment, the nearest sea when a strait is nearer.
NOT_YET = {"person-object-then-subject", "sea-same"}


def test_the_table_is_whole() -> None:
    assert len(TABLE) == 85
    assert len({row["id"] for row in TABLE}) == 85
    for row in TABLE:
        assert ("[" in row["text"]) == bool(row["stands_for"]), row["id"]
        assert row["text"].count("[") == row["text"].count("]") <= 1, row["id"]
    assert {row["id"] for row in TABLE} >= NOT_YET


def cases() -> list[Any]:
    marks = {True: pytest.mark.xfail(reason="not resolved yet", strict=True), False: ()}
    return [pytest.param(row, id=row["id"], marks=marks[row["id"] in NOT_YET]) for row in TABLE]


@pytest.mark.model
@pytest.mark.parametrize("row", cases())
def test_what_an_anaphor_stands_for(row: dict[str, Any]) -> None:
    report = extract(row["text"].replace("[", "").replace("]", ""))
    anaphors = [mention for mention in report.mentions if mention.form == "anaphor"]
    if not row["stands_for"]:
        at = row["text"].index(row["find"])
        assert [m.text for m in anaphors if m.start < at + len(row["find"]) and at < m.end] == []
        return
    (found,) = (mention for mention in anaphors if mention.start == row["text"].index("["))
    by_surface = {mention.text: mention.entity for mention in report.mentions if mention.form == "name"}
    by_name = {entity.name: entity.id for entity in report.entities}
    assert set(found.refers_to) == {by_surface.get(name) or by_name[name] for name in row["stands_for"]}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ロシアとの条約に北朝鮮が署名した。[同国]の金正恩国務委員長は演説した。", ["北朝鮮"]),
        ("中国とインドはいずれも[自国]の権益を守る。", ["中国", "インド"]),
        ("日米[両国]は合意した。", ["日", "米"]),
        ("「東方の歩哨」作戦が始まった。大統領選挙も近い。[同作戦]には英国も加わる。", ["東方の歩哨"]),
        ("国連は決議2803号を採択した。核兵器禁止条約も議論された。[同決議]は停戦を求める。", ["決議2803号"]),
        ("ドイツは会議をベルリンで開いた。[同地]には各国が集まった。", ["ベルリン"]),
        ("台湾海峡が緊張した。中国は東シナ海にも艦を送った。[同海峡]の通航は減った。", ["台湾海峡"]),
    ],
    ids=[
        "country-of-who-follows",
        "each-own",
        "beside",
        "called-behind",
        "called-inside",
        "spot-is-no-country",
        "strait-by-its-word",
    ],
)
def test_what_stands_beside_an_anaphor_counts(text: str, names: list[str]) -> None:
    report = extract(text.replace("[", "").replace("]", ""))
    (found,) = (mention for mention in report.mentions if mention.start == text.index("["))
    known = {mention.text: mention.entity for mention in report.mentions if mention.form == "name"}
    assert set(found.refers_to) == {known[name] for name in names}


@pytest.mark.model
def test_both_of_two_things_without_a_name_is_no_anaphor() -> None:
    report = extract("中国とロシアは関与を深めた。トルコは技術と輸送の双方に投資した。")
    assert "双方" not in [mention.text for mention in report.mentions]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("[中国]は強めた。", "topic"),
        ("[中国]政府は強めた。", "topic"),
        ("[欧州連合](EU)も強めた。", "topic"),
        ("仲介したのは[カタール]で、合意した。", "topic"),
        ("[中国]が強めた。", "subject"),
        ("[中国]のある高官は述べた。", "owner"),
        ("[中国]を訪れた。", "object"),
        ("[中国]に求めた。", "oblique"),
        ("[中国]との対話。", "oblique"),
        ("[中国]製品。", "other"),
    ],
    ids=lambda value: value if value.isascii() else None,
)
def test_the_role_of_a_mention(sentence: str, role: str) -> None:
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    assert role_of(text, start, end, len(text)) == role


def named(entity: int, place: int, role: Role, *, group: int | None = None, kind: EntityType = "GPE") -> Antecedent:
    start = place * 100 + entity
    return Antecedent(entity, kind, "", "", start, start + 1, place, group or start, role, kind == "GPE", "")


def scene(place: int, role: Role = "other", *, governors: frozenset[int] = frozenset()) -> Scene:
    return Scene(place, role, governors, governors)


@pytest.mark.parametrize(
    ("way", "number", "before", "where", "expected"),
    [
        ("back", 1, [named(1, 0, "topic"), named(2, 0, "object")], scene(1, "topic"), [1]),
        ("back", 1, [named(1, 0, "topic"), named(2, 1, "topic")], scene(1, governors=frozenset({2})), [1]),
        ("own", 1, [named(1, 0, "topic"), named(2, 1, "topic")], scene(1, governors=frozenset({2})), [2]),
        (
            "group",
            2,
            [named(1, 0, "topic", group=5), named(2, 0, "topic", group=5), named(3, 0, "other")],
            scene(1),
            [1, 2],
        ),
        ("group", 3, [named(1, 0, "topic"), named(2, 0, "object")], scene(1), []),
        ("back", 1, [], scene(1), []),
    ],
    ids=[
        "topic-before-object",
        "not-who-acts-in-its-clause",
        "own-is-who-acts",
        "named-together",
        "too-few",
        "nothing-before",
    ],
)
def test_what_is_chosen(way: str, number: int, before: list[Antecedent], where: Scene, expected: list[int]) -> None:
    assert choose(way, number, before, where) == expected


def test_every_weight_is_of_a_mark() -> None:
    two = [named(1, 0, "topic", group=5), named(2, 0, "topic", group=5)]
    marks = {name for _, marks, _ in salience.options(2, two, scene(1)) for name in marks}
    tables = tomllib.loads((files("report_extract.entities") / "salience.toml").read_text(encoding="utf-8"))
    assert {name for way in ("back", "own", "group") for name in tables[way]} <= marks


@pytest.mark.parametrize(
    ("text", "mentions", "actor", "country"),
    [
        ("スペインのサンチェス首相", [("スペイン", "GPE", "ES"), ("サンチェス", "PERSON", None)], "サンチェス", "ES"),
        ("ロシアはロシア軍", [("ロシア", "GPE", "RU"), ("ロシア軍", "MIL", None)], "ロシア軍", "RU"),
        ("米国は米軍", [("米国", "GPE", "US"), ("米軍", "MIL", None)], "米軍", "US"),
        ("フランス、マクロン", [("フランス", "GPE", "FR"), ("マクロン", "PERSON", None)], "マクロン", "FR"),
        ("米国、サンチェス", [("米国", "GPE", "US"), ("サンチェス", "PERSON", None)], "サンチェス", "ES"),
    ],
    ids=["owner", "name-begins-with-it", "abbreviated", "listed", "listed-for-a-state-not-named"],
)
def test_the_country_of_who_acts(
    text: str, mentions: list[tuple[str, Any, str | None]], actor: str, country: str
) -> None:
    surfaces = [surface for surface, _, _ in mentions]
    rows, at = [], 0
    for number, (surface, kind, code) in enumerate(mentions):
        at = text.index(surface, at)
        rows.append(Mention(number, kind, surface, at, at + len(surface), code))
        at += len(surface)
    codes = {number: code for number, (_, _, code) in enumerate(mentions)}
    found = gather([(text, rows)]).country(surfaces.index(actor))
    assert (codes[found] if found is not None else None) == (country if country in codes.values() else None)
