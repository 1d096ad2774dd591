"""The list of claims for a terminal: what belongs together stands together, so that Japanese fits at 100 columns."""

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text

from report_extract.ledger.rows import ClaimRow

_STYLES = {"FACT": "green", "ASSESSMENT": "cyan", "FORECAST": "magenta", "RECOMMENDATION": "yellow"}


def claims_table(rows: Iterable[ClaimRow], width: int) -> Table:
    """Lay out claims for a terminal of so many columns: where, who, what with all that qualifies it, how sure."""
    table = Table(show_lines=True, expand=True)
    table.add_column("report", width=max(16, min(28, width // 5)), overflow="fold")
    table.add_column("who", width=max(8, min(16, width // 9)), overflow="fold")
    table.add_column("claim", ratio=1, overflow="fold")
    table.add_column("how sure", width=12, overflow="fold")
    for row in rows:
        table.add_row(_where(row), Text(row.who), _what(row), _how_sure(row))
    return table


def place(row: ClaimRow) -> str:
    """Say where a claim stands: offsets, and the page where there is one."""
    return f"{row.start}:{row.end}" + (f", p. {row.page}" if row.page is not None else "")


def _where(row: ClaimRow) -> Text:
    lines = Text(row.report, style="bold")
    for words in (row.institute, row.completed, place(row), row.rule):
        if words:
            lines.append(f"\n{words}", style="not bold dim" if words == row.rule else "not bold")
    return lines


def _what(row: ClaimRow) -> Text:
    text = Text()
    text.append(row.type, style=f"bold {_STYLES.get(row.type, '')}")
    text.append("\n")
    text.append_text(_quoted(row))
    for name, words in _qualified(row):
        text.append(f"\n{name}: ", style="dim")
        text.append(words)
    return text


def _qualified(row: ClaimRow) -> Iterator[tuple[str, str]]:
    """Name what goes with the claim, where there is any."""
    parts = {"if": row.condition, "to": row.addressee, "until": row.horizon, "cue": row.cue}
    return ((name, words) for name, words in parts.items() if words)


def _quoted(row: ClaimRow) -> Text:
    """Give the claim with its cue underlined where it stands last."""
    text = Text(row.claim)
    if row.cue and (at := row.claim.rfind(row.cue)) >= 0:
        text.stylize("underline", at, at + len(row.cue))
    return text


def _how_sure(row: ClaimRow) -> Text:
    words = (row.certainty, row.likelihood.replace("_", " "), "negative" if row.polarity == "negative" else "")
    return Text("\n".join(word for word in words if word) or "–")
