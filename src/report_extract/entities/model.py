"""Names by statistics: GiNZA's entity recogniser, its labels mapped to ours; used where no list or form decides."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from report_extract.entities.candidates import Candidate
from report_extract.records import EntityType

_LABELS: dict[str, EntityType] = {
    "Person": "PERSON",
    "Country": "GPE",
    "Province": "GPE",
    "City": "GPE",
    "County": "GPE",
    "International_Organization": "ORG",
    "Government": "ORG",
    "Political_Party": "ORG",
    "Political_Organization_Other": "ORG",
    "Cabinet": "ORG",
    "Company": "ORG",
    "Company_Group": "ORG",
    "Corporation_Other": "ORG",
    "Organization_Other": "ORG",
    "Newspaper": "ORG",
    "Military": "MIL",
    "Nationality": "GROUP",
    "Ethnic_Group_Other": "GROUP",
    "Domestic_Region": "LOC",
    "Continental_Region": "LOC",
    "Sea": "LOC",
    "Island": "LOC",
    "River": "LOC",
    "Bay": "LOC",
    "Mountain": "LOC",
    "Treaty": "LAW",
    "Law": "LAW",
    "Weapon": "WEAPON",
    "Ship": "WEAPON",
    "Aircraft": "WEAPON",
    "War": "EVENT",
    "Conference": "EVENT",
    "Incident_Other": "EVENT",
}
_NAME = re.compile(
    r"[ァ-ヴー・=]{3,}|[\u3400-\u9fff々]{2,}|[A-Za-z0-9 .&-]{2,}|[\u3400-\u9fff々ァ-ヴーA-Za-z0-9・-]{3,}"
)


def find(doc: Doc) -> Iterator[Candidate]:
    """Entities of the document's own recogniser that look like names."""
    for span in doc.ents:
        label = _LABELS.get(span.label_)
        if label and _NAME.fullmatch(span.text):
            yield Candidate(span.start_char, span.end_char, label, "ginza", 1)
