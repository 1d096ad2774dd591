"""Sentences start where they are said to, at the first token from there on."""

import pytest

from report_extract.analysis import ginza

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "starts", "sentences"),
    [
        ("米国は去った。日本は残る。", [0, 7], ["米国は去った。", "日本は残る。"]),
        ("米国は去った。日本は残る。", [], ["米国は去った。日本は残る。"]),
        ("米国は去った。日本は残る。", [7], ["米国は去った。", "日本は残る。"]),
        ("米国は去った。日本は残る。", [7, 8], ["米国は去った。", "日本", "は残る。"]),
        ("米国は去った。日本は残る。", [7, 0, 99], ["米国は去った。", "日本は残る。"]),
        ("", [0], []),
    ],
    ids=["two", "none", "without the first", "inside a token", "in any order and behind the end", "no text"],
)
def test_sentences_start_as_said(text: str, starts: list[int], sentences: list[str]) -> None:
    (doc,) = ginza.analyse([(text, starts)])
    assert [sentence.text for sentence in doc.sents] == sentences
