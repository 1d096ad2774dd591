"""Whether the same report in another shape gives the same entities, relations and claims.

    .venv/bin/python benchmarks/invariance.py [TEXT ...] [--shapes SHAPE,...] [--differences]

TEXT are reports, by default all of ``corpus/dev``. Each is read as it is, and again wrapped at five other widths, in
four other encodings, and as HTML, as Word file, and as PDF (one column, two columns, vertical; printed by Chromium).
Prints a Markdown table: the share of all records (those found in either reading) that both readings have. A mention is
the same when its type, text and entity's name are; a relation when also status, polarity and both ends are; a claim
when its type, certainty, polarity and text are; each of several equal ones counts. ``--differences`` lists the others.
"""

import argparse
import html
import io
import os
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import docx

from report_extract.evaluation.table import Grid
from report_extract.ingest.reading import read_bytes
from report_extract.layout.blocks import Block, read_blocks
from report_extract.layout.lines import columns
from report_extract.pipeline import extract_source
from report_extract.records import Report

ROOT = Path(__file__).parents[1]
WIDTHS = (24, 32, 36, 44, 60)
ENCODINGS = ("cp932", "euc_jp", "iso2022_jp", "utf-16")
KINDS = ("mentions", "relations", "claims")
_NO_START = "、。，．・）」』】〉》〕］ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ！？%％"
PRINT = """@page {{ size: A4; margin: 20mm }} body {{ font-family: "Noto Serif CJK JP", serif; font-size: 10.5pt; {} }}
p {{ text-indent: 1em; margin: 0 }} h1, h2 {{ margin: 1em 0 }} li, .note {{ margin: .3em 0 }}
td {{ padding: 0 3em 0 0 }} {}"""
PRINTED = {
    "pdf": ("", ""),
    "pdf, two columns": ("column-count: 2; column-gap: 2em", "table { column-span: all }"),
    "pdf, vertical": ("writing-mode: vertical-rl", ""),
}

Piece = tuple[str, int | None, str]
Shape = Callable[[str], bytes]


def pieces(raw: str) -> list[Piece]:
    """The blocks of a report as kind, level and text with its mark; tables, captions and bylines line by line."""
    found: list[Piece] = []
    for block in read_blocks(raw):
        if block.kind == "furniture":
            continue
        if block.kind in ("table", "caption", "byline"):
            lines = [line.strip(" \u3000") for line in raw[block.start : block.end].splitlines()]
            found += [(block.kind, None, line) for line in lines if line]
        else:
            found.append((block.kind, block.level, _unwrapped(block, raw)))
    return found


def _unwrapped(block: Block, raw: str) -> str:
    """A block's text on one line, with its own mark and the marks of notes in it."""
    content = block.content
    text = raw[block.start : content.starts[0]] if block.kind in ("bullet", "footnote") else ""
    for at, character in enumerate(content.text):
        between = raw[content.ends[at - 1] : content.starts[at]] if at else ""
        text += ("" if "\n" in between else between.strip(" \u3000")) + character
    return text


def wrapped(raw: str, width: int) -> bytes:
    """Plain text, broken after so many full-width columns, whatever stands there."""
    out, before = "", ""
    for kind, _, text in pieces(raw):
        together = kind == before and kind in ("table", "bullet", "byline")
        body = f"\u3000{text}" if kind == "paragraph" else text
        out += ("" if together or not out else "\n") + "".join(f"{line}\n" for line in _lines(body, kind, 2 * width))
        before = kind
    return out.encode()


def _lines(text: str, kind: str, width: int) -> Iterator[str]:
    if kind in ("table", "caption", "byline", "heading"):
        yield text
        return
    line = ""
    for character in text:
        if columns(line + character) > width and character not in _NO_START:
            yield line
            line = ""
        line += character
    yield line


def as_html(raw: str) -> str:
    """A page with the marks of its blocks."""
    body, before, titled = "", "", False
    for kind, level, text in pieces(raw):
        tag = {"table": "table", "bullet": "ul"}.get(kind, "")
        opened = {"table": "table", "bullet": "ul"}.get(before, "")
        body += f"</{opened}>" * (opened != tag and bool(opened)) + f"<{tag}>" * (opened != tag and bool(tag))
        body += _element(kind, level, html.escape(text), titled)
        titled, before = titled or kind == "heading", kind
    return f"<article>{body}</article>"


def _element(kind: str, level: int | None, text: str, titled: bool) -> str:
    if kind == "heading":
        tag = f"h{min(6, (level or 1) + 1)}" if titled else "h1"
        return f"<{tag}>{text}</{tag}>"
    if kind == "table":
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in text.split("\t")) + "</tr>"
    if kind == "bullet":
        return f"<li style='list-style: none'>{text}</li>"
    return f"<p class=note>{text}</p>" if kind in ("footnote", "caption", "byline") else f"<p>{text}</p>"


def page(raw: str) -> bytes:
    """A web page; its lists have the marks of the text instead of the browser's."""
    body = re.sub(r"(<li[^>]*>)[・•●○◆■－‐–—-]\s*", r"\1", as_html(raw))
    return (
        f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>報告</title><body>{body}</body></html>'.encode()
    )


def word(raw: str) -> bytes:
    """A Word file with headings, lists and tables of its own."""
    document = docx.Document()
    titled, table = False, None
    for kind, level, text in pieces(raw):
        if kind == "table":
            cells = text.split("\t")
            table = document.add_table(0, len(cells)) if table is None or len(table.columns) != len(cells) else table
            for cell, content in zip(table.add_row().cells, cells, strict=True):
                cell.text = content
            continue
        table = None
        if kind == "heading":
            document.add_heading(text, level or 1 if titled else 0)
            titled = True
        elif kind == "bullet" and (match := re.match(r"[・•●○◆■－‐–—-]\s*", text)):
            document.add_paragraph(text[match.end() :], style="List Bullet")
        else:
            document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def printed(raw: str, style: str, more: str) -> bytes:
    """A PDF as Chromium prints it."""
    head = f'<!doctype html><html lang="ja"><meta charset="utf-8"><style>{PRINT.format(style, more)}</style>'
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(f"{head}{as_html(raw)}</html>", encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--no-pdf-header-footer", f"--user-data-dir={folder}", f"--print-to-pdf={target}", str(source)],
            check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": folder},
        )  # fmt: skip
        return target.read_bytes()


def shapes() -> dict[str, tuple[str, Shape]]:
    """Every shape by its name: the suffix of its file and how it is made."""
    found: dict[str, tuple[str, Shape]] = {}
    for width in WIDTHS:
        found[f"wrapped at {width}"] = (".txt", lambda raw, width=width: wrapped(raw, width))  # type: ignore[misc]
    for encoding in ENCODINGS:
        found[encoding] = (".txt", lambda raw, encoding=encoding: raw.encode(encoding))  # type: ignore[misc]
    found["html"], found["docx"] = (".html", page), (".docx", word)
    for name, (style, more) in PRINTED.items():
        found[name] = (".pdf", lambda raw, style=style, more=more: printed(raw, style, more))  # type: ignore[misc]
    return found


def records(report: Report) -> dict[str, Counter[tuple[str, ...]]]:
    """What is compared, without places."""
    names = {entity.id: entity.name for entity in report.entities}
    mentions = {one.id: (one.type or "", _plain(one.text), names.get(one.entity or "", "")) for one in report.mentions}
    return {
        "mentions": Counter(mentions.values()),
        "relations": Counter(
            (one.type, one.status, one.polarity, *mentions[one.subject], *mentions[one.object])
            for one in report.relations
        ),
        "claims": Counter((one.type, one.certainty or "", one.polarity, _plain(one.text)) for one in report.claims),
    }


def _plain(text: str) -> str:
    return re.sub(r"[⁰¹²³⁴-⁹]+[)）]?|\d{1,2}[)）]|\s", "", unicodedata.normalize("NFKC", text).replace("\u3000", ""))


def agreement(
    plain: Report, other: Report
) -> Mapping[str, tuple[int, int, Counter[tuple[str, ...]], Counter[tuple[str, ...]]]]:
    """For each kind of record: how many both have, how many either has, and what only one has."""
    ours, theirs = records(plain), records(other)
    return {
        kind: (
            (ours[kind] & theirs[kind]).total(),
            (ours[kind] | theirs[kind]).total(),
            ours[kind] - theirs[kind],
            theirs[kind] - ours[kind],
        )
        for kind in KINDS
    }


def read(data: bytes, name: str) -> Report:
    """Extract a report from bytes."""
    return extract_source(read_bytes(data, name=name, label=name), doc_id="report")


def measure(texts: Sequence[Path], wanted: Sequence[str], *, show: Callable[[str], None] = print) -> Grid:
    """Compare all texts in all shapes; ``show`` is given a line for each record that only one reading has."""
    made = shapes()
    totals: dict[str, dict[str, list[int]]] = {name: {kind: [0, 0] for kind in KINDS} for name in wanted}
    for path in texts:
        raw = path.read_bytes().decode("utf-8")
        plain = read(raw.encode(), "report.txt")
        for name in wanted:
            suffix, make = made[name]
            try:
                data = make(raw)
            except UnicodeEncodeError as error:
                show(f"{path.stem}: {name}: not compared: {error.object[error.start : error.end]!r} has no code there")
                continue
            for kind, (both, either, lost, added) in agreement(plain, read(data, f"report{suffix}")).items():
                totals[name][kind][0] += both
                totals[name][kind][1] += either
                for sign, rows in (("-", lost), ("+", added)):
                    for row in sorted(rows.elements()):
                        show(f"{path.stem}: {name}: {kind}: {sign} {' '.join(row)}")
    return _table(totals, len(texts))


def _table(totals: Mapping[str, Mapping[str, Sequence[int]]], count: int) -> Grid:
    rows = [
        (name, *(_share([kinds[kind]]) for kind in KINDS), _share(list(kinds.values())))
        for name, kinds in totals.items()
    ]
    last = [[kinds[kind] for kinds in totals.values()] for kind in KINDS]
    rows.append(("all", *(_share(pairs) for pairs in last), _share([pair for pairs in last for pair in pairs])))
    return Grid(
        f"Share of records that agree with the plain text's, {count} reports", ("shape", *KINDS, "all"), tuple(rows)
    )


def _share(pairs: Sequence[Sequence[int]]) -> str:
    both, either = (sum(pair[at] for pair in pairs) for at in (0, 1))
    return f"{both / either:.3f}" if either else "-"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, default=sorted((ROOT / "corpus" / "dev").glob("*.txt")))
    parser.add_argument("--shapes", default=",".join(name.replace(", ", " ") for name in shapes()))
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    wanted = [name for name in shapes() if name.replace(", ", " ") in options.shapes.split(",")]
    print(measure(options.texts, wanted, show=print if options.differences else lambda line: None).markdown())


if __name__ == "__main__":
    main()
