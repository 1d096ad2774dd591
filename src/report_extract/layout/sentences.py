"""Sentences of a block: ended by 。！？ outside brackets."""

import re

_OPEN = dict(zip("「『（(【〈《［[", "」』）)】〉》］]", strict=True))
_END = "。！？!?"
_NO_STOP = re.compile(r"[はがをにのもでとやへか、]$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a text, white space trimmed; together they cover all its characters."""
    spans = []
    start = 0
    for end in [*_ends(text), len(text)]:
        left = start + len(text[start:end]) - len(text[start:end].lstrip())
        right = start + len(text[start:end].rstrip())
        if left < right:
            spans.append((left, right))
        start = end
    return spans


def _ends(text: str) -> list[int]:
    ends = []
    closers: list[str] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character in _OPEN and _OPEN[character] in text[at + 1 :]:
            closers.append(_OPEN[character])
        elif closers and character == closers[-1]:
            closers.pop()
        elif not closers and (character in _END or _is_wide_stop(text, at)):
            while at + 1 < len(text) and text[at + 1] in _END:
                at += 1
            if not (character in "！？!?" and _goes_on(text, at + 1)):
                ends.append(at + 1)
        at += 1
    return ends


def _is_wide_stop(text: str, at: int) -> bool:
    """The stop ．of horizontal academic writing, which is no decimal point and no list number."""
    return (
        text[at] == "．" and at > 0 and not text[at - 1].isascii() and at + 1 < len(text) and not text[at + 1].isdigit()
    )


def _goes_on(text: str, at: int) -> bool:
    """What follows a ？ or ！ belongs to the same sentence: a particle or a quotation's と."""
    return bool(re.match(r"[とはがをにのもで、]", text[at:]))
