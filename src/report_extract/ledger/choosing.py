"""Which claims of a list are wanted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from report_extract.export.canonical import normalised
from report_extract.ledger.rows import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a claim must be: one of each that is given; nothing given takes all.

    Holders and addressees fit by any of their names in the report, or by ISO code; ``*`` stands for anything.
    """

    types: Collection[str] = ()
    certainties: Collection[str] = ()
    likelihoods: Collection[str] = ()
    holders: Collection[str] = ()
    addressees: Collection[str] = ()
    reports: Collection[str] = ()

    def __call__(self, listed: Listed) -> bool:
        """Tell whether a claim is wanted."""
        row = listed.row
        return (
            (not self.types or row.type in self.types)
            and (not self.certainties or row.certainty in self.certainties)
            and (not self.likelihoods or row.likelihood in self.likelihoods)
            and _fits(self.holders, listed.holders)
            and _fits(self.addressees, listed.addressees)
            and (not self.reports or any(fnmatchcase(row.report, pattern) for pattern in self.reports))
        )

    def unknown_reports(self, ids: Iterable[str]) -> list[str]:
        """List what is asked for of reports and fits none."""
        known = list(ids)
        return [pattern for pattern in self.reports if not any(fnmatchcase(one, pattern) for one in known)]


def _fits(patterns: Collection[str], names: Collection[str]) -> bool:
    if not patterns:
        return True
    return any(fnmatchcase(name, normalised(pattern)) for pattern in patterns for name in names)
