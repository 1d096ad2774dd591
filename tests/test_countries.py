"""The word lists: codes that exist, lists in order, nothing twice."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pycountry
import pytest

LISTS = sorted(Path(str(files("report_extract.entities.lists"))).glob("*.toml"))
NAME_LISTS = [path for path in LISTS if path.name != "countries.toml"]
KOSOVO = "XK"  # in use, not in ISO 3166


def load(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entries(path: Path) -> list[list[list[str]]]:
    tables = load(path)["names"]
    assert isinstance(tables, list)
    return [table["entries"] for table in tables]


@pytest.fixture(scope="module")
def countries() -> dict[str, dict[str, object]]:
    """The list of countries."""
    (path,) = (path for path in LISTS if path.name == "countries.toml")
    return {key: value for key, value in load(path).items() if isinstance(value, dict)}


def test_country_codes_exist(countries: dict[str, dict[str, object]]) -> None:
    codes = {country.alpha_2 for country in pycountry.countries} | {KOSOVO}
    assert set(countries["names"]) <= codes
    assert set(countries["abbreviations"].values()) <= set(countries["names"])


def test_every_state_has_a_name(countries: dict[str, dict[str, object]]) -> None:
    assert {country.alpha_2 for country in pycountry.countries} - set(countries["names"]) == set()


def test_countries_are_in_the_order_of_their_codes(countries: dict[str, dict[str, object]]) -> None:
    assert list(countries["names"]) == sorted(countries["names"])


def test_no_country_name_stands_for_two(countries: dict[str, dict[str, list[str]]]) -> None:
    names = [name for forms in countries["names"].values() for name in forms]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", NAME_LISTS, ids=lambda path: path.stem)
def test_codes_of_places_exist(path: Path) -> None:
    known = {subdivision.code for subdivision in pycountry.subdivisions}
    known |= {country.alpha_2 for country in pycountry.countries} | {KOSOVO}
    codes = {form[4:] for table in entries(path) for entry in table for form in entry if form.startswith("iso:")}
    assert codes <= known


@pytest.mark.parametrize("path", NAME_LISTS, ids=lambda path: path.stem)
def test_a_list_is_sorted_within_each_part(path: Path) -> None:
    for table in entries(path):
        first = [entry[0] for entry in table]
        assert first == sorted(first)


@pytest.mark.parametrize("path", NAME_LISTS, ids=lambda path: path.stem)
def test_no_name_stands_twice_in_a_list(path: Path) -> None:
    names = [form for table in entries(path) for entry in table for form in entry if not form.startswith("iso:")]
    assert {name for name in names if names.count(name) > 1} == set()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_names_its_source_and_licence(path: Path) -> None:
    head = load(path)
    assert head["source"]
    assert head["licence"]


@pytest.mark.parametrize("path", NAME_LISTS, ids=lambda path: path.stem)
def test_names_have_no_white_space_at_the_ends(path: Path) -> None:
    names = [form for table in entries(path) for entry in table for form in entry]
    assert [name for name in names if name != name.strip() or not name] == []
