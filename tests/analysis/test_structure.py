"""Where spaCy or a model is built otherwise, spaCy itself takes over, and says so once."""

import pytest

from report_extract.analysis.structure import OtherStructureError, faster_or_none


def of_another_width() -> str:
    raise OtherStructureError("the width is 3, not 2")


def without_an_attribute() -> str:
    return {}["pad"]


def test_as_expected() -> None:
    assert faster_or_none("the parser", lambda: "fast") == "fast"


@pytest.mark.parametrize(
    ("build", "cause"), [(of_another_width, "the width is 3, not 2"), (without_an_attribute, r"KeyError\('pad'\)")]
)
def test_otherwise(build: object, cause: str) -> None:
    with pytest.warns(RuntimeWarning, match=f"^the parser is left to spaCy, which is several times slower: {cause}$"):
        assert faster_or_none("the parser", build) is None  # type: ignore[arg-type]


def test_another_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_extract.analysis.structure._KNOWN_SPACY", "3.7.")
    with pytest.warns(RuntimeWarning, match=r"spaCy is .*, not 3\.7\."):
        assert faster_or_none("the parser", lambda: "fast") is None
