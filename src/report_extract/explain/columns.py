"""Plain text in columns, in which a Japanese character takes two cells."""

from collections.abc import Sequence

from rich.cells import cell_len

_WIDTH = 118
_NEVER_FIRST = "、。，．」』)]】…"


def columns(rows: Sequence[tuple[str, str]], *, indent: int = 0) -> list[str]:
    """Lines of labelled values; the values begin in one column and are broken there."""
    width = max((cell_len(label) for label, _ in rows), default=0)
    lines = []
    for label, value in rows:
        lead = " " * indent + label + " " * (width - cell_len(label) + 2)
        for part in broken(value, _WIDTH - indent - width - 2):
            lines.append((lead + part).rstrip())
            lead = " " * (indent + width + 2)
    return lines


def broken(text: str, width: int) -> list[str]:
    """A text in lines of so many cells, its own breaks undone; a mark that closes hangs over rather than begin a line."""
    lines = [""]
    room = width
    for character in "".join(text.splitlines()):
        cells = cell_len(character)
        if cells > room and character not in _NEVER_FIRST:
            lines.append("")
            room = width
        lines[-1] += character
        room -= cells
    return [line.strip() for line in lines]


def marked(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """A text with each span in square brackets behind its letter, as the examples of rules are written: [S:露]."""
    inserts: list[tuple[int, int, int, str]] = []
    for start, end, label in spans:
        inserts.append((start, 1, -end, f"[{label}:" if label else "["))
        inserts.append((end, 0, -start, "]"))
    for at, _, _, bracket in sorted(inserts, reverse=True):
        text = text[:at] + bracket + text[at:]
    return text
