"""Lines → blocks: furniture out, headings, bullets, notes, captions, bylines and tables apart, paragraphs unwrapped."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from report_extract.layout import marks
from report_extract.layout.lines import Line, full_width, split_lines
from report_extract.layout.repair import repair
from report_extract.offsets import MappedText, join
from report_extract.records import BlockKind

_FULL = 0.86
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
    lines = split_lines(repair(raw), raw)
    kinds = classify(lines)
    width = full_width([line for line in lines if kinds[line.number] in ("text", "bullet")] or lines)
    return [_finish(draft) for draft in _assemble(lines, kinds, width)]


# --- each line by itself and its neighbours ---------------------------------------------------------------------


def classify(lines: list[Line]) -> dict[int, str]:
    """The kind of each line by number; ``text`` is what belongs to a paragraph or goes on with the block before."""
    kinds = {line.number: "blank" if line.is_blank else "text" for line in lines}
    _mark_furniture(lines, kinds)
    _mark_top(lines, kinds)
    full = full_width([line for line in lines if kinds[line.number] == "text"] or lines)
    rest = [line for line in lines if kinds[line.number] == "text"]
    _mark_tables(rest, kinds)
    _mark_captions(lines, kinds)
    _mark_notes(lines, kinds)
    for at, line in enumerate(lines):
        if kinds[line.number] == "text":
            kinds[line.number] = _own_kind(lines, at, kinds, full)
    _mark_bylines(lines, kinds, full)
    _mark_title(lines, kinds, full)
    return kinds


def _mark_top(lines: list[Line], kinds: dict[int, str]) -> None:
    """Title, author, date and series: the groups of lines before the first that has a sentence in it."""
    at = 0
    titled = False
    while at < len(lines):
        if kinds[lines[at].number] != "text":
            at += 1
            continue
        end = at
        while end < len(lines) and not lines[end].is_blank:
            end += 1
        group = [line for line in lines[at:end] if kinds[line.number] == "text"]
        cut = next((n for n, line in enumerate(group) if _is_body(line)), len(group))
        if any("。" in line.text for line in group[cut:]) and not any("。" in line.text for line in group[:cut]):
            # The body follows without a blank line: what stands before its indented first line may be the head.
            head = group[:cut] if group[cut:] and group[cut].indent == 2 else []
        else:
            head = group if not any("。" in line.text for line in group) else []
        for line in head:
            kinds[line.number] = _kind_at_top(line, titled)
            titled = titled or kinds[line.number] == "heading"
        if len(head) < len(group):
            return
        at = end


def _is_body(line: Line) -> bool:
    return (
        "。" in line.text
        or line.indent == 2
        or bool(
            marks.HEADING_MARK.match(line.text)
            or marks.HEADING_WORD.match(line.text)
            or marks.BULLET_MARK.match(line.text)
        )
    )


def _kind_at_top(line: Line, titled: bool) -> str:
    text = line.text
    if marks.HEADING_WORD.match(text) or (marks.BULLET_MARK.match(text) and not re.match(r"^[-‐–—―ー■◆□◇★☆]", text)):
        return "text" if not marks.HEADING_WORD.match(text) else "heading"
    if marks.SERIES.search(text) and len(text) <= 50:
        return "furniture"
    if _is_byline(line) or marks.LATIN_DATE.search(text) or re.match(r"^キーワード|^Key ?words", text):
        return "byline"
    if titled and ((marks.AFFILIATION.search(text) and not marks.HEADING_MARK.match(text)) or _is_name_line(text)):
        return "byline"
    if marks.LATIN_NAME.match(text) or marks.LATIN_OFFICE.search(text):
        return "byline"
    return "heading"


def _is_name_line(text: str) -> bool:
    """One or more persons' names and nothing else."""
    return all(
        re.fullmatch(marks.NAME, part) for part in re.split(r"[、,・／/]\s?", re.sub(r"[*＊†※\d]+$", "", text)) if part
    )


def _mark_furniture(lines: list[Line], kinds: dict[int, str]) -> None:
    for line in lines:
        if kinds[line.number] == "text" and (marks.PAGE_NUMBER.match(line.text) or marks.RULER.match(line.text)):
            kinds[line.number] = "furniture"
        if kinds[line.number] == "text" and marks.IMPRINT.search(line.text) and len(line.text) <= 80:
            kinds[line.number] = "furniture"
    for at, line in enumerate(lines):
        if kinds[line.number] == "text" and _is_numbered_head(lines, at):
            kinds[line.number] = "furniture"
    heads = Counter(_head_key(line) for line in lines if _may_run(line, kinds))
    seen: set[str] = set()
    for at, line in enumerate(lines):
        key = _head_key(line)
        if not _may_run(line, kinds):
            continue
        beside_page = any(
            kinds[lines[n].number] == "furniture" and marks.PAGE_NUMBER.match(lines[n].text)
            for n in (_next_full(lines, at, -1), _next_full(lines, at, 1))
            if n is not None and abs(n - at) <= 2
        )
        alone = _is_alone(lines, at)
        repeated = heads[key] > 1 and key != ""
        first_is_title = (
            key not in seen
            and not any(kinds[other.number] == "text" for other in lines[:at])
            and not (marks.AFFILIATION.search(line.text) or re.search(r"(?:No|Vol|NO|VOL)\.?\s?\d|第\d+号", line.text))
        )
        adjacent_page = any(0 <= n < len(lines) and marks.PAGE_NUMBER.match(lines[n].text) for n in (at - 1, at + 1))
        if adjacent_page and len(line.text) <= 24 and line.indent < 2 and re.search(marks.INSTITUTE + r"$", line.text):
            kinds[line.number] = "furniture"
        if (repeated and not first_is_title) or (
            beside_page
            and alone
            and not line.ends_sentence
            and re.search(
                r"(?:No|Vol|NO|VOL)\.?\s?\d|第\d+号|\d{4}年\d+月号|レポート|ブリーフ|コメンタリー|研究所|Report|Brief",
                line.text,
            )
        ):
            kinds[line.number] = "furniture"
        seen.add(key)


def _is_numbered_head(lines: list[Line], at: int) -> bool:
    """A running head with its page number: words that stand elsewhere, or a series, and a number apart from them."""
    text = lines[at].text
    match = re.match(r"^(\d{1,3})[\s\u3000|｜]+([^。]{4,40})$", text) or re.match(
        r"^([^。]{4,40}?)[\s\u3000|｜]+(\d{1,3})$", text
    )
    if match is None or at == 0:
        return False
    words = next(group for group in match.groups() if not group.isdigit())
    squeezed = re.sub(r"\s", "", words)
    before = re.sub(r"\s", "", "".join(line.text for line in lines[: min(at, 40)]))
    return squeezed in before or bool(marks.SERIES.search(words))


def _may_run(line: Line, kinds: dict[int, str]) -> bool:
    return (
        kinds[line.number] in ("text", "furniture")
        and 4 <= len(line.text) <= 60
        and not line.ends_sentence
        and not marks.PAGE_NUMBER.match(line.text)
        and not marks.RULER.match(line.text)
        and not _is_byline(line)
    )


def _head_key(line: Line) -> str:
    return re.sub(r"^[\d\s\-|｜/]+|[\d\s\-|｜/]+$", "", line.text)


def _mark_tables(rest: list[Line], kinds: dict[int, str]) -> None:
    cells = {line.number: len([c for c in re.split(r"\t+|[ \u3000]{3,}", line.text) if c.strip()]) for line in rest}
    for line in rest:
        count = cells[line.number]
        beside = max(cells.get(line.number - 1, 0), cells.get(line.number + 1, 0))
        if marks.CREDIT.search(line.text) or marks.BULLET_MARK.match(line.text) or line.ends_sentence:
            continue
        if (count >= 3 and ("\t" in line.text or beside >= 3)) or (count == 2 and "\t" in line.text and beside >= 2):
            kinds[line.number] = "table"


def _mark_captions(lines: list[Line], kinds: dict[int, str]) -> None:
    for at, line in enumerate(lines):
        if kinds[line.number] not in ("text", "table"):
            continue
        if marks.CAPTION.match(line.text) and not line.ends_sentence and not line.text.endswith("、"):
            if not re.match(r"^図表?\s?\d+(?:-\d+)?[はがにをのとで]", line.text):
                kinds[line.number] = "caption"
                following = lines[at + 1] if at + 1 < len(lines) else line
                if (
                    line.text.count("(") > line.text.count(")")
                    and kinds[following.number] == "text"
                    and ")" in following.text
                ):
                    kinds[following.number] = "caption"
        elif marks.CREDIT.search(line.text) and len(line.text) < 80 and not line.ends_sentence:
            kinds[line.number] = "caption"
            before = at - 1
            while (
                before >= 0
                and kinds[lines[before].number] in ("text", "table")
                and not lines[before].ends_sentence
                and at - before <= 2
            ):
                if not (
                    before == 0
                    or lines[before - 1].is_blank
                    or lines[before - 1].ends_sentence
                    or "\t" in lines[before].text
                ):
                    break
                kinds[lines[before].number] = "caption"
                before -= 1


def _mark_notes(lines: list[Line], kinds: dict[int, str]) -> None:
    body = "\n".join(line.text for line in lines if kinds[line.number] == "text")
    in_notes = False
    for at, line in enumerate(lines):
        kind = kinds[line.number]
        if marks.NOTES_HEADING.match(line.text):
            kinds[line.number] = "heading"
            in_notes = True
            continue
        if kind != "text":
            continue
        match = marks.NOTE_MARK.match(line.text)
        if (match and (in_notes or _is_note(match.group().strip(), body, lines, at))) or (
            in_notes and re.match(r"^\d{1,3}[\s\u3000.．]", line.text) and line.ends_sentence
        ):
            kinds[line.number] = "footnote"
        elif in_notes and (marks.HEADING_MARK.match(line.text) or marks.HEADING_WORD.match(line.text)):
            in_notes = False


def _is_note(mark: str, body: str, lines: list[Line], at: int) -> bool:
    """A line that starts with a mark is a note when the text before it carries the same mark."""
    if re.match(r"^[\[［(（]?注|^[*＊※†‡]", mark) and not re.match(r"^[*＊※]$", mark):
        return True
    if re.fullmatch(r"[⁰¹²³⁴-⁹]+", mark):
        return True
    digits = re.sub(r"\D", "", mark)
    if mark == "※":
        return True
    if mark in "*＊":
        return bool(re.search(rf"(?<=[^\s\n]){re.escape(mark)}", body))
    return bool(digits) and bool(re.search(rf"(?<=[^\d\s\n(（第]){re.escape(mark)}", body))


def _own_kind(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> str:
    line = lines[at]
    starts = _starts_block(lines, at, kinds, full)
    asks = bool(re.search(r"[？?]$", line.text))
    short = (
        line.width <= 90
        and (asks or not line.ends_sentence)
        and not line.text.endswith(("、", "，"))
        and "。" not in line.text
    )
    if starts and marks.QUESTION.match(line.text) and len(line.text) <= 50:
        return "heading"
    if starts and short and re.fullmatch(r"[-‐–—―ー〜].{2,60}[-‐–—―ー〜]|.{2,60}[^\d\s-][-‐–—―]", line.text):
        return "heading"
    if marks.BULLET_MARK.match(line.text) and (starts or not re.match(r"^[-‐–—―ー・]", line.text)):
        return "heading" if short and _is_marked_heading(lines, at, kinds, full) else "bullet"
    if not starts:
        return "text"
    match = marks.HEADING_MARK.match(line.text)
    if match and short and not _runs_on(lines, at, kinds, full):
        return "heading"
    if match and match.lastgroup == "one":
        return "heading" if short else "bullet"
    if marks.HEADING_WORD.match(line.text) or marks.BIOGRAPHY.match(line.text):
        return "heading"
    if marks.ENUMERATION.match(line.text) and (line.ends_sentence or _runs_on(lines, at, kinds, full)):
        return "bullet"
    if match and short and line.width >= _FULL * full and _next_is_short(lines, at, full):
        return "heading"
    if short and line.width < 0.8 * full and len(line.text) <= 40 and not _runs_on(lines, at, kinds, full):
        if not marks.AFFILIATION.search(line.text[-12:]) and not re.search(r"[)）]$", line.text):
            return "heading"
    return "text"


def _next_is_short(lines: list[Line], at: int, full: int) -> bool:
    """A wrapped heading: its second line is short, without a stop, and the last of its group."""
    if at + 2 >= len(lines):
        return False
    second, third = lines[at + 1], lines[at + 2]
    return (
        not second.is_blank
        and second.width < 0.7 * full
        and "。" not in second.text
        and (third.is_blank or third.indent == 2)
    )


def _is_marked_heading(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> bool:
    """A short line behind ■ or ● with running text below and no other item of its kind beside it."""
    line = lines[at]
    if not re.match(r"^[■□★☆▶●○◎◆◇▼▽▲△]", line.text) or line.width >= 0.7 * full or at + 1 >= len(lines):
        return False
    if re.match(r"^[■□★☆▶◆◇]", line.text):
        return not _runs_on(lines, at, kinds, full)
    below = _next_full(lines, at, 1)
    above = _next_full(lines, at, -1)
    if (
        below is None
        or lines[below].text[:1] == line.text[:1]
        or (above is not None and lines[above].text[:1] == line.text[:1] and above == at - 1)
    ):
        return False
    return lines[below].indent >= 2 or below > at + 1 or lines[below].width >= _FULL * full


def _starts_block(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> bool:
    """Whatever stood before this line is finished: a sentence end, or a block that is no running text."""
    before = _before(lines, at, kinds)
    if before is None:
        return True
    kind = kinds[before.number]
    if kind in ("text", "bullet", "footnote"):
        if before.ends_sentence:
            return True
        gap = any(lines[n].is_blank for n in range(before.number + 1, lines[at].number))
        if kind == "footnote":
            return True
        unfilled = before.width < _FULL * full
        if unfilled and (marks.HEADING_MARK.match(lines[at].text) or marks.HEADING_WORD.match(lines[at].text)):
            return not before.text.endswith(("、", "，"))
        if marks.BULLET_MARK.match(lines[at].text) and _is_in_list(lines, before.number, kinds):
            return before.width < _FULL * full
        return (gap or lines[at].indent > before.indent) and before.width < _FULL * full
    return True


def _is_in_list(lines: list[Line], number: int, kinds: dict[int, str]) -> bool:
    """The line belongs to a bullet that began on it or above it."""
    while number >= 0 and kinds[number] in ("text", "furniture"):
        number -= 1
    return number >= 0 and kinds[number] == "bullet"


def _runs_on(lines: list[Line], at: int, kinds: dict[int, str], full: int) -> bool:
    """The line is cut by the wrap: it is full, or the next line goes on with its sentence."""
    line = lines[at]
    if at + 1 >= len(lines) or lines[at + 1].is_blank or kinds[lines[at + 1].number] != "text":
        return False
    following = lines[at + 1]
    if line.is_set_right:
        return False
    if line.width >= _FULL * full:
        return True
    return line.text.endswith("、") or bool(
        re.match(r"^[をにはがのでともへや、。」）ぁ-ん]", following.text) and following.width < _FULL * full
    )


def _before(lines: list[Line], at: int, kinds: dict[int, str]) -> Line | None:
    for line in reversed(lines[:at]):
        if kinds[line.number] not in ("blank", "furniture", "caption", "table"):
            return line
    return None


def _next_full(lines: list[Line], at: int, step: int) -> int | None:
    at += step
    while 0 <= at < len(lines):
        if not lines[at].is_blank:
            return at
        at += step
    return None


def _is_alone(lines: list[Line], at: int) -> bool:
    """Blank lines, page breaks or page numbers on both sides."""
    sides = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return all(side.is_blank or marks.PAGE_NUMBER.match(side.text) for side in sides)


def _mark_bylines(lines: list[Line], kinds: dict[int, str], full: int) -> None:
    """Names, offices and dates at the top (before the first paragraph) or at the bottom (after the last)."""
    running = [
        line.number
        for at, line in enumerate(lines)
        if (kinds[line.number] == "text" and (line.ends_sentence or _runs_on(lines, at, kinds, full)))
        or kinds[line.number] == "bullet"
    ]
    first, last = (running[0], running[-1]) if running else (len(lines), -1)
    for line in lines:
        if kinds[line.number] not in ("text", "heading") or first <= line.number <= last:
            continue
        if line.ends_sentence or len(line.text) > 90 or "「" in line.text:
            continue
        if marks.HEADING_MARK.match(line.text) or marks.HEADING_WORD.match(line.text):
            continue
        if _is_byline(line) or marks.AFFILIATION.search(line.text):
            kinds[line.number] = "byline"
    for line in lines:
        beside = [kinds.get(line.number - 1), kinds.get(line.number + 1)]
        if kinds[line.number] in ("text", "heading") and not first <= line.number <= last and "byline" in beside:
            if re.fullmatch(marks.NAME, line.text) and not marks.HEADING_WORD.match(line.text):
                kinds[line.number] = "byline"


def _is_byline(line: Line) -> bool:
    """A label, a date of completion, or a date and little else."""
    dated = marks.CALENDAR_DATE.search(line.text)
    return bool(
        marks.BYLINE_LABEL.match(line.text)
        or re.search(r"[(（](?:執筆|文責|筆者|著者?)\s?[:：]", line.text)
        or (dated and (len(dated.group()) >= 0.5 * len(line.text) or marks.COMPLETION.search(line.text)))
        or (re.match(r"[(（]", line.text) and re.search(marks.OFFICE + r"[)）]$", line.text))
    )


def _mark_title(lines: list[Line], kinds: dict[int, str], full: int) -> None:
    """What is left before the first paragraph, at the very top, is the title."""
    for at, line in enumerate(lines):
        kind = kinds[line.number]
        if kind in ("blank", "furniture", "byline", "heading", "caption"):
            continue
        if kind != "text" or line.ends_sentence or line.text.endswith("、") or len(line.text) > 60:
            return
        following = _next_full(lines, at, 1)
        if (
            following is not None
            and kinds[lines[following].number] == "text"
            and following == at + 1
            and line.width >= _FULL * full
        ):
            return
        kinds[line.number] = "heading"


# --- from lines to blocks ---------------------------------------------------------------------------------------


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
        match = marks.BULLET_MARK.match(line.text) or marks.ENUMERATION.match(line.text)
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
    if (
        draft.kind == "paragraph"
        and line.indent >= 2
        and (line.indent == draft.lines[0].indent or last.indent + 2 <= line.indent <= last.indent + 4)
    ):
        return False
    return last.width >= _FULL * width and draft.kind != "footnote"


def _same_block(draft: _Draft, line: Line, kind: str, width: int) -> bool:
    last = draft.lines[-1]
    if draft.kind != kind or last.number + 1 != line.number:
        return False
    if kind == "heading":
        return (
            last.width >= _FULL * width
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
