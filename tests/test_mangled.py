"""The same report in other wraps, line ends, digits and encodings says the same; every span is where it says."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_extract import Report, extract
from report_extract.records import Record, Span

pytestmark = pytest.mark.model


def bare(text: str) -> str:
    """Without white space, digits and Latin letters half width."""
    return re.sub(r"\s", "", text).translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


def entities(report: Report) -> list[tuple[str | None, str]]:
    return [(mention.type, bare(mention.text)) for mention in report.mentions]


def relations(report: Report) -> list[tuple[str, str, str, str]]:
    names = {mention.id: bare(mention.text) for mention in report.mentions}
    return [(r.type, names[r.subject], names[r.object], bare(r.trigger.text)) for r in report.relations]


def claims(report: Report) -> list[tuple[str, str]]:
    return [(claim.type, bare(claim.text)) for claim in report.claims]


def assert_same(report: Report, original: Report) -> None:
    assert entities(report) == entities(original)
    assert relations(report) == relations(original)
    assert claims(report) == claims(original)
    assert report.metadata == original.metadata


# --- other forms of one report ----------------------------------------------------------------------------------------


def blocks_of(report: Report) -> Iterator[tuple[str, str]]:
    for block in report.blocks:
        yield block.kind, report.text[block.start : block.end]


def rewrap(report: Report, width: int) -> str:
    """The report with its paragraphs and bullets broken at ``width`` characters; the other blocks as they were."""
    out = []
    for kind, text in blocks_of(report):
        if kind in ("paragraph", "bullet"):
            flat = re.sub(r"[ \t]*\n[ \t]*", "", text)
            out.append("\n".join(flat[at : at + width] for at in range(0, len(flat), width)))
        else:
            out.append(text)
    return "\n\n".join(out) + "\n"


@pytest.mark.parametrize("width", [24, 34, 38, 45, 52, 10_000])
def test_rewrapped(width: int, main_report: Report) -> None:
    assert_same(extract(rewrap(main_report, width)), main_report)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="cr"),
        pytest.param(lambda text: "\ufeff" + text, id="byte-order-mark"),
        pytest.param(
            lambda text: re.sub("[0-9]", lambda m: chr(ord(m.group()) + 0xFEE0), text), id="full-width-digits"
        ),
        pytest.param(lambda text: text.replace("は", "は\u200b"), id="zero-width-spaces"),
    ],
)
def test_changed_characters(change: Callable[[str], str], main_text: str, main_report: Report) -> None:
    report = extract(change(main_text))
    clean = str.maketrans("", "", "\u200b\ufeff")
    assert [(kind, text.translate(clean)) for kind, text in entities(report)] == entities(main_report)
    names = [tuple(part.translate(clean) for part in row) for row in relations(report)]
    assert names == relations(main_report)
    assert [(kind, text.translate(clean)) for kind, text in claims(report)] == claims(main_report)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-8-sig", "iso2022_jp"])
def test_encodings(encoding: str, main_text: str, main_report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(main_text.replace("•", "・").encode(encoding))
    report = extract(path)
    assert report.source.encoding == encoding
    assert report.text == main_text.replace("•", "・")
    assert_same(report, main_report)


# --- every record stands where it says --------------------------------------------------------------------------------


def spans_of(record: Record) -> Iterator[Span]:
    if isinstance(record, Span):
        yield record
    for value in dict(record).values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from spans_of(part)


def assert_whole(report: Report) -> None:
    """Spans quote the text, ids are unique and lead somewhere, mentions do not overlap."""
    for span in spans_of(report):
        assert 0 <= span.start < span.end <= len(report.text)
        assert report.text[span.start : span.end] == span.text
    for sentence in report.sentences:
        assert 0 <= sentence.start < sentence.end <= len(report.text)
    ids: set[str] = set()
    for group in (report.blocks, report.sentences, report.entities, report.mentions, report.relations, report.claims):
        fresh = {record.id for record in group}
        assert len(fresh) == len(group)
        assert not fresh & ids
        ids |= fresh
    referred = {sentence.block for sentence in report.sentences}
    referred |= {m.sentence for m in report.mentions} | {m.entity for m in report.mentions if m.entity}
    referred |= {entity for m in report.mentions for entity in m.refers_to}
    referred |= {part for r in report.relations for part in (r.subject, r.object, r.time, r.place, r.sentence) if part}
    referred |= {c.sentence for c in report.claims} | {c.holder for c in report.claims if c.holder != "author"}
    assert referred <= ids
    mentions = sorted(report.mentions, key=lambda mention: mention.start)
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    assert all(first.start < second.start for first, second in pairwise(report.blocks))


def test_spans_of_the_main_report(main_report: Report) -> None:
    assert_whole(main_report)


def test_spans_of_the_dev_reports(dev_reports: Mapping[str, Report]) -> None:
    for report in dev_reports.values():
        assert_whole(report)


PIECES = st.sampled_from(
    [
        "ロシアは2024年 3月に北朝鮮に武器を供与した。", "両国は\n合意した。", "露中の連携が\r\n進むであろう。", "◆◆提言\n",
        "• 日本は支援を続けるべき\nである。\n", "（注1）", "注1 国防省の発表による。\n", "１２０億㌦", "ﾌﾟｰﾁﾝ大統領は", "⽇本は",
        "\n\n- 3 -\n\n", "\f", "\x00", "\u200b", "\ud800", "\u202e", "「停戦する。」と述べた", "。", "\t", " ", "　", "\n", "F16戦闘機", "か\u3099",
        "仮に停戦が実現すれば、", "米国は", "①", "図1 国防費\n", "（2024年12月6日　田島理博／日本国際問題研究所研究員）\n",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14))
def test_spans_of_made_up_reports(pieces: list[str]) -> None:
    assert_whole(extract("ロシアは" + "".join(pieces)))
