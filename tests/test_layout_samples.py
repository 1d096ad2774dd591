"""Twenty-four layouts, written by someone who had not seen the rules: how many blocks and how much metadata come out right."""

import json
import re
import unicodedata
from pathlib import Path

from report_extract.layout.blocks import read_blocks
from report_extract.layout.metadata import iso_date, read_metadata

SAMPLES = sorted((Path(__file__).parent / "layout_samples").glob("*.json"))
# Floors, raised when beaten: 267 of 328 blocks, 24, 19, 18 and 15 of 24 metadata when written.
BLOCKS = 0.80
METADATA = {"completed": 23, "title": 18, "affiliation": 17, "author": 14}


def squeeze(text: str | None) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text or "")).replace("~", "〜")


def is_found(kind: str, text: str, blocks: list[tuple[str, str]]) -> bool:
    for found_kind, found in blocks:
        near = min(len(text), len(found)) >= 0.85 * max(len(text), len(found))
        if kind == found_kind and near and (text in found or found in text):
            return True
    return False


def test_blocks_of_layouts_by_other_hands() -> None:
    right = total = 0
    for path in SAMPLES:
        expected = json.loads(path.read_text(encoding="utf-8"))["blocks"]
        raw = path.with_suffix(".txt").read_text(encoding="utf-8")
        blocks = [(block.kind, squeeze(block.content.text)) for block in read_blocks(raw)]
        total += len(expected)
        right += sum(is_found(block["kind"], squeeze(block["text"]), blocks) for block in expected)
    assert total == 328
    assert right / total >= BLOCKS


def test_metadata_of_layouts_by_other_hands() -> None:
    right = dict.fromkeys(METADATA, 0)
    for path in SAMPLES:
        expected = json.loads(path.read_text(encoding="utf-8"))
        about = read_metadata(read_blocks(path.with_suffix(".txt").read_text(encoding="utf-8")))
        found = {
            "completed": iso_date(about.completed),
            "title": about.title,
            "affiliation": about.affiliation,
            "author": about.author,
        }
        for key, value in found.items():
            right[key] += squeeze(expected.get(key)) == squeeze(value)
    assert all(right[key] >= floor for key, floor in METADATA.items()), right
