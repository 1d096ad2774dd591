"""brat standoff as the project's gold files have it: a folder with ``<report>.ann`` and ``<report>.txt``."""

from collections.abc import Iterable
from pathlib import Path

from report_extract.evaluation.brat import write_gold
from report_extract.evaluation.gold import (
    GoldClaim,
    GoldMention,
    GoldRelation,
    GoldReport,
    GoldSpan,
    find_text,
    gold_files,
    read_gold,
)
from report_extract.exchange.brat_writing import UNKNOWN_DATE, as_gold
from report_extract.exchange.drawing import draw
from report_extract.exchange.files import in_folder, write_text
from report_extract.exchange.graph import ANAPHOR, Arc, Graph, Node
from report_extract.exchange.losses import Losses
from report_extract.exchange.reading import read_graph
from report_extract.exchange.shell import bare
from report_extract.exchange.units import Unit
from report_extract.records import Block, Report, Sentence

NAME = "brat"


def write(reports: list[Report], target: Path, _offsets: Unit | None = None) -> Losses:
    """Write two files a report into a folder."""
    losses = Losses()
    for report in reports:
        graph, drawn = draw(report)
        gold, lost = as_gold(graph)
        losses.merge(drawn)
        losses.merge(lost)
        write_text(in_folder(target, report.doc_id, ".txt"), report.text)
        write_text(in_folder(target, report.doc_id, ".ann"), write_gold(gold))
    return losses


def read(source: Path, _offsets: Unit | None = None) -> list[Report]:
    """Read a gold file or a folder of them, each text beside it."""
    return [_report(path) for path in gold_files(source)]


def _report(path: Path) -> Report:
    gold = read_gold(path, find_text(path))
    shell = bare(gold.doc_id, gold.text, name=f"{path.stem}.txt", made_by=NAME, metadata=gold.metadata)
    shell = shell.model_copy(update={"blocks": tuple(_blocks(gold)), "sentences": tuple(_sentences(gold))})
    reader = _Reader(gold)
    reader.read()
    return read_graph(Graph(shell, tuple(reader.nodes), tuple(reader.arcs)), str(path), NAME)


def _blocks(gold: GoldReport) -> Iterable[Block]:
    """Make a block of each sentence; gold knows only the kind."""
    for number, one in enumerate(gold.sentences, start=1):
        yield Block(id=f"b{number}", kind=one.block, level=None, start=one.start, end=one.end)


def _sentences(gold: GoldReport) -> Iterable[Sentence]:
    for number, one in enumerate(gold.sentences, start=1):
        yield Sentence(id=f"s{number}", block=f"b{number}", start=one.start, end=one.end, text=one.text)


class _Reader:
    """Turns gold into the spans and arcs of a graph."""

    def __init__(self, gold: GoldReport) -> None:
        self.gold = gold
        self.nodes: list[Node] = []
        self.arcs: list[Arc] = []
        self.bearers: dict[str, str] = {}
        for mention in gold.mentions:
            if mention.type:
                self.bearers.setdefault(mention.entities[0], mention.id)

    def read(self) -> None:
        """Take the parts in the order of the file."""
        for mention in self.gold.mentions:
            self._mention(mention)
        for relation in self.gold.relations:
            self._relation(relation)
        for claim in self.gold.claims:
            self._claim(claim)

    def _mention(self, mention: GoldMention) -> None:
        if mention.type is None:
            self._node(mention.id, ANAPHOR, mention, {})
            self.arcs += [Arc("RefersTo", mention.id, self.bearers[key]) for key in mention.entities]
            return
        self._node(mention.id, mention.type, mention, {
            "entity": None if mention.name == mention.text else mention.name,
            "iso3166": mention.iso3166,
            "wikidata": mention.wikidata,
            "value": None if mention.value == UNKNOWN_DATE else mention.value,
        })  # fmt: skip

    def _relation(self, relation: GoldRelation) -> None:
        """Take a relation; one without a trigger gets its object's place, as the gold file has it."""
        anchor = relation.trigger or next(one for one in self.gold.mentions if one.id == relation.object)
        self._node(relation.id, relation.type, anchor, {"status": relation.status, "polarity": relation.polarity})
        self._part("Theme", relation.id, relation.theme)
        for label, name in (("Subject", relation.subject), ("Object", relation.object), ("Time", relation.time),
                            ("Place", relation.place)):  # fmt: skip
            self._arc(label, relation.id, name)

    def _claim(self, claim: GoldClaim) -> None:
        self._node(claim.id, claim.type, claim, {"certainty": claim.certainty, "polarity": claim.polarity})
        self._part("Condition", claim.id, claim.condition)
        self._part("Cue", claim.id, claim.cue)
        self._arc("Holder", claim.id, claim.holder)

    def _part(self, role: str, owner: str, span: GoldSpan | None) -> None:
        if span:
            self._node(f"{owner}.{role}", role.upper(), span, {})
            self._arc(role, owner, f"{owner}.{role}")

    def _arc(self, label: str, source: str, target: str | None) -> None:
        if target:
            self.arcs.append(Arc(label, source, target))

    def _node(self, name: str, label: str, span: GoldSpan, attributes: dict[str, str | None]) -> None:
        held = {key: value for key, value in attributes.items() if value is not None}
        self.nodes.append(Node(name, label, span.start, span.end, held))
