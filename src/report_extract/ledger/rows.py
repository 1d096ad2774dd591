"""Claims as rows of a list: who says what, how surely, on what condition, until when, and where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from hashlib import sha256

from report_extract.export.canonical import normalised
from report_extract.ledger.quoting import Quotes
from report_extract.records import Claim, Entity, Report
from report_extract.review.population import printable

AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim in the words of its report; what the report does not tell is empty.

    ``who`` is the holder's name, or for the author ``author`` and the name; ``start`` and ``end`` count the code points
    of the report's text; ``page`` is where a PDF has the block.
    """

    report: str
    institute: str
    completed: str
    who: str
    type: str
    claim: str
    certainty: str
    likelihood: str
    polarity: str
    condition: str
    addressee: str
    horizon: str
    cue: str
    start: int
    end: int
    page: int | None
    rule: str


COLUMNS = tuple(field.name for field in fields(ClaimRow))


@dataclass(frozen=True, slots=True)
class Listed:
    """A row with what it is chosen and found again by: all names of holder and addressee, and the text it stands in."""

    row: ClaimRow
    holders: frozenset[str]
    addressees: frozenset[str]
    sha256: str


def list_claims(reports: Iterable[Report]) -> Iterator[Listed]:
    """List the claims of reports, in the order of the reports and their claims."""
    for report in reports:
        yield from _Lister(report).rows()


class _Lister:
    """Lists the claims of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.quote = Quotes(report)
        self.entities = {entity.id: entity for entity in report.entities}
        self.names = _names(report)
        self.digest = sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()
        pages = {block.id: block.page for block in report.blocks}
        self.pages = {sentence.id: pages.get(sentence.block) for sentence in report.sentences}

    def rows(self) -> Iterator[Listed]:
        """Give the claims in the order of the report."""
        for claim in self.report.claims:
            holders = self._author() if claim.holder == AUTHOR else self.names.get(claim.holder, frozenset())
            addressees = self.names.get(claim.addressee or "", frozenset())
            yield Listed(self._row(claim), holders, addressees, self.digest)

    def _row(self, claim: Claim) -> ClaimRow:
        metadata = self.report.metadata
        return ClaimRow(
            report=printable(self.report.doc_id),
            institute=printable(metadata.affiliation or ""),
            completed=printable(metadata.completed or ""),
            who=self._who(claim),
            type=claim.type,
            claim=self.quote(claim, claim.sentence),
            certainty=claim.certainty or "",
            likelihood=claim.likelihood or "",
            polarity=claim.polarity,
            condition=self.quote(claim.condition, claim.sentence),
            addressee=self._name(claim.addressee) if claim.addressee else "",
            horizon=printable(claim.horizon or ""),
            cue=self.quote(claim.cue, claim.sentence),
            start=claim.start,
            end=claim.end,
            page=self.pages.get(claim.sentence),
            rule=printable(claim.rule),
        )

    def _who(self, claim: Claim) -> str:
        if claim.holder != AUTHOR:
            return self._name(claim.holder)
        name = printable(self.report.metadata.author or "")
        return f"{AUTHOR} ({name})" if name else AUTHOR

    def _name(self, entity: str) -> str:
        found = self.entities.get(entity)
        return printable(found.name) if found else printable(entity)

    def _author(self) -> frozenset[str]:
        name = self.report.metadata.author
        return frozenset({AUTHOR, normalised(name)} if name else {AUTHOR})


def _names(report: Report) -> dict[str, frozenset[str]]:
    """Collect what each entity goes by in a report: its name, the names it is mentioned by, its ISO code."""
    found = {entity.id: set(_own_names(entity)) for entity in report.entities}
    for mention in report.mentions:
        if mention.form == "name" and mention.entity in found:
            found[mention.entity].add(normalised(printable(mention.text)))
    return {entity: frozenset(names) for entity, names in found.items()}


def _own_names(entity: Entity) -> Iterator[str]:
    yield normalised(entity.name)
    if entity.ids.iso3166:
        yield normalised(entity.ids.iso3166)
