"""The kind of each line, from its own characters and its neighbours: furniture, heading, bullet, note, caption …"""

import re
from collections import Counter

from report_extract.layout import marks
from report_extract.layout.lines import Line, full_width

# A line this near to the full width is one that the wrap has cut.
FULL = 0.86


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
    cells = {
        line.number: len([c for c in re.split(r"\t+|[ \u3000]{3,}|\u3000{2,}", line.text) if c.strip()])
        for line in rest
    }
    for line in rest:
        count = cells[line.number]
        beside = max(cells.get(line.number - 1, 0), cells.get(line.number + 1, 0))
        if marks.CREDIT.search(line.text) or marks.BULLET_MARK.match(line.text) or line.ends_sentence:
            continue
        if (count >= 3 and ("\t" in line.text or beside >= 3)) or (count == 2 and beside >= 2):
            kinds[line.number] = "table"


def _mark_captions(lines: list[Line], kinds: dict[int, str]) -> None:
    for at, line in enumerate(lines):
        if kinds[line.number] not in ("text", "table"):
            continue
        if (
            marks.CAPTION.match(line.text)
            and not line.text.endswith("、")
            and (not line.ends_sentence or _names_source(line))
        ):
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


def _names_source(line: Line) -> bool:
    """（出所）国連の公表資料から筆者作成。"""
    return bool(re.match(r"^[(（\[【]?(?:出典|出所|資料|撮影|提供)[)）\]】:：]", line.text)) and len(line.text) <= 60


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
    if match and short and line.width >= FULL * full and _next_is_short(lines, at, full):
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
    return lines[below].indent >= 2 or below > at + 1 or lines[below].width >= FULL * full


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
        unfilled = before.width < FULL * full
        if unfilled and (marks.HEADING_MARK.match(lines[at].text) or marks.HEADING_WORD.match(lines[at].text)):
            return not before.text.endswith(("、", "，"))
        if marks.BULLET_MARK.match(lines[at].text) and _is_in_list(lines, before.number, kinds):
            return before.width < FULL * full
        return (gap or lines[at].indent > before.indent) and before.width < FULL * full
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
    if line.width >= FULL * full:
        return True
    return line.text.endswith("、") or bool(
        re.match(r"^[をにはがのでともへや、。」）ぁ-ん]", following.text) and following.width < FULL * full
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
    for line in lines:
        if kinds[line.number] in ("text", "heading") and re.fullmatch(
            r"[(（][^()（）]*\d日?\s?(?:脱稿|擱筆|稿了|執筆|記)[)）]", line.text
        ):
            kinds[line.number] = "byline"
        if kinds[line.number] == "text" and _DISCLAIMER.match(line.text):
            kinds[line.number] = "footnote"
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


_DISCLAIMER = re.compile(
    r"^[※*＊]?\s?(?:本(?:稿|論考|レポート|コラム|コメンタリー)|ここ)(?:の(?:見解|内容|意見)|に(?:示|述べ)|で(?:示|述べ)|は[、]?(?:筆者|執筆者))[^。]{0,30}(?:筆者|執筆者|個人|所属)"
)


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
            and line.width >= FULL * full
        ):
            return
        kinds[line.number] = "heading"
