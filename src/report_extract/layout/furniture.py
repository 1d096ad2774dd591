"""Page numbers, running heads, rulers and imprints: what the page needs and the report does not say."""

import itertools
import re
from collections import Counter

from report_extract.layout import marks
from report_extract.layout.bylines import is_byline
from report_extract.layout.lines import Line
from report_extract.layout.neighbours import next_filled


def mark_furniture(lines: list[Line], kinds: dict[int, str]) -> None:
    """Take out what recurs on pages or stands beside their numbers, but leave the first that is the title."""
    for line in lines:
        if kinds[line.number] == "text" and (marks.PAGE_NUMBER.match(line.text) or marks.RULER.match(line.text)):
            kinds[line.number] = "furniture"
        if kinds[line.number] == "text" and marks.IMPRINT.search(line.text) and len(line.text) <= 80:
            kinds[line.number] = "furniture"
    head = _head_of(lines)
    for at, line in enumerate(lines):
        if kinds[line.number] == "text" and (
            _is_numbered_head(lines, at) or _is_set_apart(lines, at) or _repeats_head(lines, at, head)
        ):
            kinds[line.number] = "furniture"
    heads = Counter(_head_key(line) for line in lines if _may_run(line, kinds))
    seen: set[str] = set()
    for at, line in enumerate(lines):
        key = _head_key(line)
        if not _may_run(line, kinds):
            continue
        beside_page = any(
            kinds[lines[n].number] == "furniture" and marks.PAGE_NUMBER.match(lines[n].text)
            for n in (next_filled(lines, at, -1), next_filled(lines, at, 1))
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
    above = {re.sub(r"\s", "", line.text) for line in lines[: min(at, 40)]}
    return squeezed in above or _head_of(lines[:at]).startswith(squeezed) or bool(marks.SERIES.search(words))


def _head_of(lines: list[Line]) -> str:
    """What stands before the first full stop, title and series among it, without spaces."""
    head = itertools.takewhile(lambda line: "。" not in line.text, lines)
    return re.sub(r"\s", "", "".join(line.text for line in head))


def _is_set_apart(lines: list[Line], at: int) -> bool:
    """A page number across a wide gap from the name, number or month of the series; a title across one is none."""
    match = _APART.match(lines[at].text)
    beside = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return match is not None and not any(_APART.match(line.text) for line in beside)


def _repeats_head(lines: list[Line], at: int, head: str) -> bool:
    """A line between pages, apart from the text, that says the title again or begins as the report does."""
    words = re.sub(r"\s", "", lines[at].text)
    if at <= _HEAD_LINES or "。" in words or len(words) < 8 or not _is_alone_above(lines, at):
        return False
    title = max((re.sub(r"\s", "", line.text) for line in lines[:3]), key=len)
    return (
        words != title
        and len(head) >= len(words)
        and (head.startswith(words) or (len(title) >= 8 and words.endswith(title)))
    )


_HEAD_LINES = 10


def _is_alone_above(lines: list[Line], at: int) -> bool:
    return at > 0 and (lines[at - 1].is_blank or bool(marks.PAGE_NUMBER.match(lines[at - 1].text)))


_APART = re.compile(
    r"^(?:[-(（]?\d{1,3}[)）-]?[ \t\u3000]{4,}\S[^。\t]{1,30}|\S[^。\t]{1,30}?[ \t\u3000]{4,}[-(（]?\d{1,3}[)）-]?)$"
)


def _may_run(line: Line, kinds: dict[int, str]) -> bool:
    return (
        kinds[line.number] in ("text", "furniture")
        and 4 <= len(line.text) <= 60
        and not line.ends_sentence
        and not marks.PAGE_NUMBER.match(line.text)
        and not marks.RULER.match(line.text)
        and not is_byline(line)
    )


def _head_key(line: Line) -> str:
    return re.sub(r"^[\d\s\-|｜/]+|[\d\s\-|｜/]+$", "", line.text)


def _is_alone(lines: list[Line], at: int) -> bool:
    """Blank lines, page breaks or page numbers on both sides."""
    sides = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return all(side.is_blank or marks.PAGE_NUMBER.match(side.text) for side in sides)
