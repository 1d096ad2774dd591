"""The hues of entity types stay apart for every kind of colour vision, and each type of a hue has a line of its own."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from report_extract.records import ENTITY_TYPES

ASSETS = Path(__file__).parents[2] / "src" / "report_extract" / "viewer" / "assets"
HUES = ("people", "places", "force", "papers", "values")
# Machado, Oliveira, Fernandes 2009: what a full loss of one kind of cone makes of linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1, 1.08883])
APART = 15  # of CIE76, where 2.3 is a just noticeable difference


def linear(colour: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    seen = np.clip(np.array(VISION[vision]) @ linear(colour), 0, 1)
    x, y, z = np.cbrt(np.maximum(TO_XYZ @ seen / WHITE, 1e-6))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def token(name: str, theme: int) -> str:
    found = re.search(rf"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", (ASSETS / "base.css").read_text())
    assert found, name
    return found[theme + 1]


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_hues_are_apart(theme: int, vision: str) -> None:
    seen = {name: lab(token(name, theme), vision) for name in HUES}
    near = {pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]) for pair in itertools.combinations(HUES, 2)}
    assert min(near.values()) > APART, min(near, key=near.__getitem__)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_lines_are_seen_on_the_paper(theme: int) -> None:
    luminance = np.array([0.2126, 0.7152, 0.0722])
    paper = linear(token("paper", theme)) @ luminance
    for name in HUES:
        light, dark = sorted((linear(token(name, theme)) @ luminance, paper), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, name


def test_every_type_has_a_hue_and_a_line_of_its_own() -> None:
    css = (ASSETS / "report.css").read_text()
    look: dict[str, tuple[str, str]] = {}
    for kind in ENTITY_TYPES:
        rules = re.findall(rf"^[^{{}}\n]*\.m-{kind}\b[^{{}}\n]*{{ --(hue|style): ([^;]+);", css, re.MULTILINE)
        found = dict(rules)
        look[kind] = (found["hue"], found.get("style", "solid"))
    assert len(set(look.values())) == len(ENTITY_TYPES), look
