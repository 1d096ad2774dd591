"""Counts what a format cannot hold."""

from collections import Counter


class Losses:
    """What was not written, by kind of record and attribute."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def add(self, records: str, attribute: str = "", *, count: int = 1) -> None:
        """Note that records (or one attribute of them) were not written."""
        if count:
            self.counts[records, attribute] += count

    def merge(self, other: "Losses") -> None:
        """Take over what another count holds."""
        self.counts.update(other.counts)

    def lines(self, name: str) -> list[str]:
        """Say each kind of loss in a line: ``doccano: 43 claims' certainty not written``."""
        return [
            f"{name}: {count} {records}' {attribute} not written"
            if attribute
            else f"{name}: {count} {records} not written"
            for (records, attribute), count in sorted(self.counts.items())
        ]
