"""Lines → blocks: furniture out, headings, bullets, notes, captions, bylines and tables apart, paragraphs unwrapped."""

import re
from dataclasses import dataclass, field
from typing import cast

from report_extract.layout import marks
from report_extract.layout.kinds import classify
from report_extract.layout.lines import Line, full_width, split_lines
from report_extract.layout.neighbours import FULL
from report_extract.layout.repair import repair
from report_extract.offsets import MappedText, join
from report_extract.records import BlockKind

_SPACE_IN_TEXT = re.compile(
    r"(?<![\x21-\x7e])[ \t\u3000\n]+|[ \t\u3000\n]+(?![\x21-\x7e])|(?<=\d)[ \t\u3000\n]+|[ \t\u3000\n]+(?=\d)"
)
_WIDE_SPACE = re.compile(r"[ \t\u3000\n]+")
_NARROW_SPACE = re.compile(
    r"(?<=[^\x21-\x7e]) (?=[^\x21-\x7e])|(?<=[^\x21-\x7e]) (?=[\x21-\x7e])|(?<=[\x21-\x7e]) (?=[^\x21-\x7e])"
)
_POINT_IN_NUMBER = re.compile(r"(?<=\d)．(?=\d)")
_COMMA_IN_NUMBER = re.compile(r"(?<=\d)、(?=\d{3}(?!\d))")
_INLINE_NOTE = re.compile(
    r"(?<![A-Za-z])[⁰¹²³⁴-⁹]+[)）]?|[(（\[［]注\s?\d{0,3}[)）\]］]|[*＊※]\d{1,3}(?=[。、）」\s]|$|[\u3040-\u30ff\u3400-\u9fff])|(?<=[^\d\s(（第])[\[［]\d{1,3}[\]］]"
)
_NUMBERED_NOTE = re.compile(r"(?<=[^\d\s(（.,A-Za-z])\d{1,2}[)）](?=[。、）」]|$|[\u3040-\u30ff\u3400-\u9fff])")


@dataclass(slots=True)
class Block:
    """A stretch of one kind; ``content`` is its text on one line, every character mapped to the raw text."""

    kind: BlockKind
    content: MappedText
    level: int | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _Draft:
    kind: BlockKind
    level: int | None = None
    lines: list[Line] = field(default_factory=list)
    mark: int = 0


def read_blocks(raw: str) -> list[Block]:
    """All blocks of a decoded text, in the order of the text."""
    lines = split_lines(repair(raw))
    kinds = classify(lines)
    width = full_width([line for line in lines if kinds[line.number] in ("text", "bullet")] or lines)
    return [_finish(draft) for draft in _assemble(lines, kinds, width)]


def _assemble(lines: list[Line], kinds: dict[int, str], width: int) -> list[_Draft]:
    drafts: list[_Draft] = []
    running: _Draft | None = None
    for line in lines:
        kind = kinds[line.number]
        if kind == "blank":
            continue
        if kind == "furniture":
            drafts.append(_Draft("furniture", lines=[line]))
            continue
        if kind == "text" and running is not None and _goes_on(running, line, lines, kinds, width):
            running.lines.append(line)
            continue
        if kind in ("heading", "caption", "table", "byline") and drafts and _same_block(drafts[-1], line, kind, width):
            drafts[-1].lines.append(line)
            continue
        draft = _begin(kind, line)
        drafts.append(draft)
        if draft.kind in ("paragraph", "bullet", "footnote"):
            running = draft if draft.kind != "footnote" or running is None or _is_closed(running) else running
            if draft.kind == "footnote":
                running = draft
        elif draft.kind == "heading":
            running = None
    return sorted(drafts, key=lambda draft: draft.lines[0].number)


def _begin(kind: str, line: Line) -> _Draft:
    if kind == "bullet":
        match = (
            marks.BULLET_MARK.match(line.text) or marks.ENUMERATION.match(line.text) or marks.SYMBOL.match(line.text)
        )
        return _Draft("bullet", lines=[line], mark=match.end() if match else 0)
    if kind == "footnote":
        match = marks.NOTE_MARK.match(line.text) or re.match(r"^\d{1,3}[\s\u3000.．]+", line.text)
        return _Draft("footnote", lines=[line], mark=match.end() if match else 0)
    if kind == "heading":
        match = marks.HEADING_MARK.match(line.text)
        return _Draft("heading", marks.HEADING_LEVEL[match.lastgroup or "one"] if match else 1, [line])
    if kind == "text":
        return _Draft("paragraph", lines=[line])
    if kind in ("caption", "table", "byline"):
        return _Draft(cast(BlockKind, kind), lines=[line])
    raise AssertionError(kind)


def _is_closed(draft: _Draft) -> bool:
    return draft.lines[-1].ends_sentence


def _goes_on(draft: _Draft, line: Line, lines: list[Line], kinds: dict[int, str], width: int) -> bool:
    """Whether a line of running text goes on with the block before it."""
    last = draft.lines[-1]
    between = [kinds[n] for n in range(last.number + 1, line.number)]
    gap = "blank" in between
    if draft.kind == "footnote" and gap:
        return False
    if not last.ends_sentence:
        return not (
            gap
            and draft.kind == "bullet"
            and last.width < 0.6 * width
            and line.indent == 0
            and not between.count("furniture")
        )
    if gap or between:
        return False
    if draft.kind == "bullet" and len(draft.lines) > 1 and line.indent < min(one.indent for one in draft.lines[1:]):
        return False
    if (
        draft.kind == "paragraph"
        and line.indent >= 2
        and (line.indent == draft.lines[0].indent or last.indent + 2 <= line.indent <= last.indent + 4)
    ):
        return False
    return last.width >= FULL * width and draft.kind != "footnote"


def _same_block(draft: _Draft, line: Line, kind: str, width: int) -> bool:
    last = draft.lines[-1]
    if draft.kind != kind or last.number + 1 != line.number:
        return False
    if kind == "heading":
        return (
            last.width >= FULL * width
            and not marks.HEADING_MARK.match(line.text)
            and not marks.HEADING_WORD.match(line.text)
        )
    if kind == "caption":
        return not marks.CAPTION.match(line.text) or last.text.count("(") > last.text.count(")")
    return True


def _finish(draft: _Draft) -> Block:
    running = draft.kind in ("paragraph", "bullet", "footnote")
    parts: list[MappedText] = []
    for at, line in enumerate(draft.lines):
        content = line.content[draft.mark :] if at == 0 else line.content
        if (at and not running and draft.kind != "heading") or (at and _ascii_seam(parts[-1].text, content.text)):
            content = _with_space(content)
        parts.append(content)
    content = join(parts)
    content = content.sub(_SPACE_IN_TEXT, "") if running else content.sub(_WIDE_SPACE, " ")
    content = content.sub(_POINT_IN_NUMBER, ".").sub(_COMMA_IN_NUMBER, ",")
    if running:
        content = content.sub(_INLINE_NOTE, "").sub(_NUMBERED_NOTE, "")
        content = content.sub(re.compile(r"(?<=\S)[ \t\u3000]{2,}(?=\S)"), " ")
    else:
        content = content.sub(
            re.compile(r"(?<=\d) (?=[年月])|(?<=月\d) (?=日)|(?<=月\d\d) (?=日)|(?<=[年月第約]) (?=\d)"), ""
        )
    first, last = draft.lines[0].content, draft.lines[-1].content
    return Block(draft.kind, content.strip(), draft.level, first.starts[0], last.ends[-1])


def _ascii_seam(left: str, right: str) -> bool:
    """Two Latin words met at a line break: the break was a space, unless it cut an acronym."""
    if re.search(r"[A-Z]$", left) and re.match(r"[A-Z]", right):
        return False
    return bool(re.search(r"[A-Za-z,.;:]$", left) and re.match(r"[A-Za-z(]", right))


def _with_space(content: MappedText) -> MappedText:
    at = content.starts[0]
    return MappedText(" " + content.text, (at, *content.starts), (at, *content.ends))
