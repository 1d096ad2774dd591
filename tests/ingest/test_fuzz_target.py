"""The target of ``fuzz/readers.py`` without atheris: its forms are read, and what it asserts can fail."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from report_extract.ingest.reading import read_bytes
from report_extract.layout.blocks import Block, read_blocks
from report_extract.offsets import MappedText

TEXT = "はじめに\nロシアは侵攻を続けている。日本は３．５億円を出す。\n\n・第一の提言を行う。\n図1　国防費\n"


@pytest.fixture
def forms(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return imported("forms", monkeypatch)


@pytest.fixture
def truths(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return imported("truths", monkeypatch)


def imported(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "fuzz")
    monkeypatch.delitem(sys.modules, name, raising=False)
    return __import__(name)


def test_every_form_is_read_and_true(forms: ModuleType, truths: ModuleType) -> None:
    met = set()
    for seed in forms.seeds():
        name, data = forms.file_of(seed)
        if data.startswith(b"PK") and len(data) < 2000:
            continue  # a Word file that was cut off
        source = read_bytes(data, name=name, label=name)
        truths.of_source(source)
        truths.of_blocks(source, read_blocks(source.text))
        met.add(source.media_type)
    assert len(met) == 4


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("ロシアは続く。\u3099日本も続く。", ["ロシアは続く。\u3099日本も続く。"]),
        ("ロシアは続く｡ﾞ日本も続く。", ["ロシアは続く。\u3099日本も続く。"]),
        ("はじめに\n\u3099ロシアは続く。", ["はじめに", "\u3099ロシアは続く。"]),
        ("はじめに\r\u0301ロシアは続く。", ["はじめに", "\u0301ロシアは続く。"]),
        ("ロシアか\u3099続く。ﾊﾞﾄﾙは=\u0338である。", ["ロシアが続く。バトルは≠である。"]),
    ],
    ids=["stop", "half-width stop", "line feed", "carriage return", "letters and signs"],
)
def test_marks_belong_to_letters_only(text: str, contents: list[str], truths: ModuleType) -> None:
    source = read_bytes(text.encode(), name="a.txt", label="a.txt")
    blocks = read_blocks(source.text)
    truths.of_blocks(source, blocks)
    assert [block.content.text for block in blocks] == contents


def moved(blocks: list[Block]) -> None:
    content = blocks[1].content
    starts, ends = (tuple(at + 1 for at in offsets) for offsets in (content.starts, content.ends))
    blocks[1] = replace(blocks[1], content=MappedText(content.text, starts, ends), end=blocks[1].end + 1)


def altered(blocks: list[Block]) -> None:
    blocks[1] = replace(blocks[1], content=replace(blocks[1].content, text="米" + blocks[1].content.text[1:]))


def overlapping(blocks: list[Block]) -> None:
    blocks[1] = replace(blocks[1], end=blocks[2].start + 2)


def swapped(blocks: list[Block]) -> None:
    blocks[0], blocks[1] = blocks[1], blocks[0]


def doubled(blocks: list[Block]) -> None:
    blocks.insert(1, blocks[1])


@pytest.mark.parametrize("lie", [moved, altered, overlapping, swapped, doubled])
def test_what_is_not_true_is_found(lie: Callable[[list[Block]], None], truths: ModuleType) -> None:
    source = read_bytes(TEXT.encode(), name="a.txt", label="a.txt")
    blocks = read_blocks(source.text)
    truths.of_blocks(source, blocks)
    lie(blocks)
    with pytest.raises(AssertionError):
        truths.of_blocks(source, blocks)
