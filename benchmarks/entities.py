"""What each source of names is worth: entity recognition without it, by it alone, and GiNZA's own recogniser.

    .venv/bin/python benchmarks/entities.py [GOLD ...]

GOLD are gold files or folders, by default ``gold/dev`` and ``gold/heldback``. Prints counts and strict scores (span and
type, named mentions, micro-averaged) as a Markdown table, never a text. Each row is the pipeline with some sources silenced
and nothing else changed. Three things to know when reading it: patterns build on the names of lists and lose by their
absence; the trained component is asked for six of the 13 types; GiNZA's labels were mapped by their sense, to all 13,
with ``gold/dev`` in view.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from report_extract import extract, passages
from report_extract.analysis.ginza import multiply_fast
from report_extract.entities.candidates import Candidate, resolve
from report_extract.evaluation.gold import GoldReport, find_text, gold_files, read_gold
from report_extract.evaluation.scores import Prf, prf
from report_extract.evaluation.table import Grid
from report_extract.evaluation.tally import Tally, pair_up
from report_extract.layout.blocks import Block
from report_extract.passages import Passage
from report_extract.records import EntityType, Report

ROOT = Path(__file__).parents[1]
GINZA_LABELS: dict[EntityType, str] = {
    "PERSON": "Person",
    "GPE": "Country Province City County GPE_Other",
    "LOC": "Domestic_Region Continental_Region Region_Other Geological_Region_Other Location_Other "
    "Sea Island River Bay Lake Mountain",
    "ORG": "International_Organization Government Political_Party Political_Organization_Other Cabinet Company "
    "Company_Group Corporation_Other Organization_Other Newspaper Public_Institution Research_Institute School",
    "MIL": "Military",
    "GROUP": "Nationality Ethnic_Group_Other",
    "FAC": "Facility_Other Facility_Part GOE_Other Airport Port Station Bridge Canal Tunnel Road Railroad Line_Other",
    "WEAPON": "Weapon Ship Aircraft",
    "LAW": "Treaty Law Plan Rule_Other",
    "EVENT": "War Conference Incident_Other Event_Other Occasion_Other",
    "DATE": "Date Era",
    "ROLE": "Position_Vocation",
    "QUANTITY": "Money Percent Numex_Other Measurement_Other Countx_Other Multiplication Frequency Physical_Extent Space "
    "Volume Weight Speed Temperature Calorie Point Age N_Person N_Organization N_Country N_Facility N_Product N_Event "
    "N_Animal N_Location_Other Period_Time Period_Day Period_Week Period_Month Period_Year Periodx_Other",
}
_TYPE_OF = {label: kind for kind, labels in GINZA_LABELS.items() for label in labels.split()}


def nothing(*_: object) -> tuple[()]:
    """Stand in for a source that finds no name."""
    return ()


def nothing_each(docs: Sequence[Doc]) -> list[tuple[()]]:
    """Stand in for a source that is asked for many documents at once and finds no name."""
    return [() for _ in docs]


def unchanged(_passages: object, found: object, _about: object) -> object:
    """Stand in for the step that adds the names of the byline."""
    return found


# What stands in for what, to silence a source.
Silence = Mapping[str, Callable[..., Any]]
TRAINED: Silence = {"report_extract.entities.model.find": nothing_each}
LISTS: Silence = {
    "report_extract.entities.gazetteer.find": nothing,
    "report_extract.entities.abbreviations.find": nothing,
}
PATTERNS: Silence = {
    "report_extract.entities.patterns.rules": nothing,
    "report_extract.entities.persons.find": nothing,
    "report_extract.entities.recognise.definitions": nothing,
    "report_extract.pipeline._byline_names": unchanged,
}
DATES: Silence = {
    "report_extract.entities.calendar.find": nothing,
    "report_extract.entities.quantities.find": nothing,
}


def by_ginza(docs: Sequence[Doc]) -> list[list[Candidate]]:
    """Find what GiNZA's recogniser finds, in our types."""
    found = []
    for doc in docs:
        spans = [(span, _TYPE_OF.get(span.label_)) for span in doc.ents]
        found.append(resolve(Candidate(s.start_char, s.end_char, kind, "ginza") for s, kind in spans if kind))
    return found


ROWS: dict[str, Silence] = {
    "GiNZA's recogniser alone, labels mapped": {**PATTERNS, "report_extract.entities.recognise.recognise": by_ginza},
    "trained component alone": {**LISTS, **PATTERNS, **DATES},
    "lists alone": {**TRAINED, **PATTERNS, **DATES},
    "patterns, dates, quantities alone": {**TRAINED, **LISTS},
    "all without trained component": TRAINED,
    "all without lists": LISTS,
    "all without patterns": PATTERNS,
    "all without patterns, dates, quantities": {**PATTERNS, **DATES},
    "all": {},
}


@cache
def ginza_with_recogniser() -> Language:
    """Load the analyser as the pipeline does, but with its recogniser of entities."""
    nlp = spacy.load("ja_ginza", exclude=["compound_splitter", "bunsetu_recognizer"])
    multiply_fast(nlp)
    return nlp


def analysed_once() -> Callable[[Sequence[Block]], tuple[list[Passage], list[str]]]:
    """Make passages as the pipeline does, but of the same text only once."""
    kept: dict[tuple[str, ...], tuple[list[Passage], list[str]]] = {}

    def make(blocks: Sequence[Block]) -> tuple[list[Passage], list[str]]:
        key = tuple(block.content.text for block in blocks)
        if key not in kept:
            kept[key] = passages.make_passages(blocks)
        return kept[key]

    return make


def run(gold: Sequence[GoldReport], silence: Silence) -> list[Report]:
    """Extract the reports of the gold with some sources silenced."""
    with ExitStack() as patches:
        for target, stand_in in silence.items():
            patches.enter_context(patch(target, stand_in))
        return [extract(one.text, doc_id=one.doc_id) for one in gold]


def score(gold: Sequence[GoldReport], reports: Sequence[Report]) -> Prf:
    """Score named mentions strictly."""
    return prf(Tally(pair_up(gold, reports)), "entities.strict")


def cells(result: Prf) -> tuple[str, ...]:
    """Write a score: what was found, what of it is right, precision, recall, F1 with its interval."""
    low, high = result.interval
    counts = (f"{result.tp + result.fp:.0f}", f"{result.tp:.0f}")
    return *counts, f"{result.precision:.3f}", f"{result.recall:.3f}", f"{result.f1:.3f} [{low:.3f}, {high:.3f}]"


def table(groups: Mapping[str, Sequence[GoldReport]]) -> Grid:
    """Run every row on every group of reports."""
    header = ["sources"]
    rows = {name: [name] for name in ROWS}
    with (
        patch("report_extract.analysis.ginza.load", ginza_with_recogniser),
        patch("report_extract.pipeline.make_passages", analysed_once()),
    ):
        for group, gold in groups.items():
            for name, silence in ROWS.items():
                result = score(gold, run(gold, silence))
                rows[name] += cells(result)
            header += [f"{group}: found", f"right, of {result.tp + result.fn:.0f}", "P", "R", "F1 [95 %]"]
    return Grid("Entity recognition by source, strict", tuple(header), tuple(tuple(row) for row in rows.values()))


def read(place: Path) -> list[GoldReport]:
    """Read the gold at a path over the texts of the folder of the same name in the corpus."""
    files = gold_files(place)
    return [read_gold(path, find_text(path, [ROOT / "corpus" / path.parent.name])) for path in files]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[ROOT / "gold" / "dev", ROOT / "gold" / "heldback"])
    print(table({place.stem: read(place) for place in parser.parse_args().gold}).markdown())


if __name__ == "__main__":
    main()
