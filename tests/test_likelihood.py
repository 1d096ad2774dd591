"""The bands of likelihood, by the sentences that each brings."""

import pytest

from report_extract.claims.likelihood import BandFile, of_forecast
from report_extract.rulefile import packaged

BANDS = packaged("report_extract.claims", "likelihood.toml", BandFile).band


@pytest.mark.parametrize(("band", "text"), [(b.id, text) for b in BANDS for text in b.matches])
def test_a_band_by_its_words(band: str, text: str) -> None:
    assert of_forecast(text, is_possible=False) == band


@pytest.mark.parametrize(("band", "text"), [(b.id, text) for b in BANDS for text in b.rejects])
def test_words_of_another_band(band: str, text: str) -> None:
    assert of_forecast(text, is_possible=False) != band


@pytest.mark.parametrize(
    "text", ["停戦は崩れかねない。", "部隊が増派される可能性がある。", "撤収する可能性は否定できない。"]
)
def test_a_bare_possibility_has_no_band(text: str) -> None:
    assert of_forecast(text, is_possible=True) is None
