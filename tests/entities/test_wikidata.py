"""Wikidata ids: only those that the public data files give, for codes that exist."""

import re
import tomllib
from importlib.resources import files

import pycountry
import pytest

from report_extract import extract
from report_extract.entities import wikidata
from report_extract.entities.gazetteer import countries, names

TABLE = tomllib.loads((files("report_extract.entities") / "wikidata.toml").read_text(encoding="utf-8"))
# The two sources name different things: the territory or the state that claims it, the islands together or one of them.
WITHOUT = {"EH", "SJ"}


def test_every_country_has_an_id_but_those_the_sources_disagree_on() -> None:
    assert {code for code in countries().names if wikidata.of_code(code) is None} == WITHOUT


def test_every_code_exists() -> None:
    known = {one.code for one in pycountry.subdivisions} | {one.alpha_2 for one in pycountry.countries} | {"XK"}
    assert set(TABLE["codes"]) <= known


def test_every_body_is_one_of_the_lists() -> None:
    assert all(names()[body].type == "ORG" and names()[body].canonical == body for body in TABLE["bodies"])


def test_ids_are_ids_and_no_two_things_share_one() -> None:
    ids = [*TABLE["codes"].values(), *TABLE["bodies"].values()]
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("part", ["codes", "bodies"])
def test_the_file_is_sorted(part: str) -> None:
    assert list(TABLE[part]) == sorted(TABLE[part])


@pytest.mark.model
def test_entities_carry_them() -> None:
    report = extract("ロシアのプーチン大統領はクルスク州を訪れ、EUとNATOを批判した。我が国は注視する。")
    ids = {entity.name: entity.ids.wikidata for entity in report.entities}
    assert ids == {
        "ロシア": wikidata.of_code("RU"),
        "プーチン": None,
        "大統領": None,
        "クルスク州": wikidata.of_code("RU-KRS"),
        "EU": wikidata.of_body("欧州連合"),
        "NATO": None,
        "日本": wikidata.of_code("JP"),
    }
