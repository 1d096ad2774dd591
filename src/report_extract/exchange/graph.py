"""A report as labelled spans and arcs between them: what annotation tools show and edit.

A name is a span of its type, an anaphor a span ``ANAPHOR`` with arcs ``RefersTo`` to names. A relation is a span of its
type over its trigger with arcs ``Subject``, ``Object``, ``Theme``, ``Time``, ``Place``. A claim is a span of its type
with arcs ``Condition``, ``Cue``, ``Holder``. Everything else about them is an attribute of the span.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_extract.records import CLAIM_TYPES, ENTITY_TYPES, RELATION_TYPES, Report

ANAPHOR = "ANAPHOR"
MENTION_LABELS = (*ENTITY_TYPES, ANAPHOR)
PART_LABELS = ("THEME", "CONDITION", "CUE")
LABELS: tuple[str, ...] = (*MENTION_LABELS, *RELATION_TYPES, *CLAIM_TYPES, *PART_LABELS)
ARCS = ("RefersTo", "Subject", "Object", "Theme", "Time", "Place", "Condition", "Cue", "Holder")
CODES = ("iso3166", "wikidata", "value")


@dataclass(frozen=True, slots=True)
class Node:
    """A labelled span; offsets are code points."""

    id: str
    label: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arc:
    """A labelled arc between two spans."""

    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The spans and arcs over a report; ``shell`` is the report without them."""

    shell: Report
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


def records_of(label: str) -> str:
    """Say what kind of record a label belongs to."""
    if label in MENTION_LABELS:
        return "mentions"
    return "relations" if label in RELATION_TYPES else "claims" if label in CLAIM_TYPES else "parts"
