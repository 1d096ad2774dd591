"""Makes gold of a graph, so that the gold writer can write it as brat standoff."""

from collections.abc import Sequence
from typing import cast

from report_extract.evaluation.gold import (
    GoldClaim,
    GoldMention,
    GoldRelation,
    GoldReport,
    GoldSentence,
    GoldSpan,
    entity_key,
)
from report_extract.exchange.graph import ANAPHOR, CODES, MENTION_LABELS, Graph, Node, records_of
from report_extract.exchange.losses import Losses
from report_extract.exchange.places import Places
from report_extract.records import (
    CLAIM_TYPES,
    RELATION_TYPES,
    Certainty,
    ClaimType,
    EntityType,
    Polarity,
    RelationType,
    Status,
)

UNKNOWN_DATE = "XXXX-XX-XX"


def as_gold(graph: Graph) -> tuple[GoldReport, Losses]:
    """Make the gold, and count what it cannot hold."""
    writer = _Writer(graph)
    gold = GoldReport(
        doc_id=graph.shell.doc_id,
        text=graph.shell.text,
        metadata=graph.shell.metadata,
        sentences=writer.sentences(),
        mentions=tuple(writer.mention(node) for node in writer.of(MENTION_LABELS)),
        relations=tuple(writer.relation(node) for node in writer.of(RELATION_TYPES)),
        claims=tuple(writer.claim(node) for node in writer.of(CLAIM_TYPES)),
    )
    writer.count()
    return gold, writer.losses


class _Writer:
    """Turns the spans of one graph into parts of gold."""

    def __init__(self, graph: Graph) -> None:
        self.shell, self.graph = graph.shell, graph
        self.nodes = {node.id: node for node in graph.nodes}
        self.places = Places(graph.shell.sentences)
        self.arcs: dict[tuple[str, str], list[str]] = {}
        for arc in graph.arcs:
            self.arcs.setdefault((arc.source, arc.label), []).append(arc.target)
        self.losses = Losses()

    def of(self, labels: Sequence[str]) -> list[Node]:
        """List the spans with some labels in the order of the text."""
        found = (node for node in self.graph.nodes if node.label in labels)
        return sorted(found, key=lambda node: (node.start, node.end))

    def sentences(self) -> tuple[GoldSentence, ...]:
        """Give each sentence the kind of its block."""
        kinds = {block.id: block.kind for block in self.shell.blocks}
        text = self.shell.text
        return tuple(
            GoldSentence(one.start, one.end, text[one.start : one.end], one.id, kinds.get(one.block, "paragraph"))
            for one in self.shell.sentences
        )

    def mention(self, node: Node) -> GoldMention:
        """Name the entities of a mention by their keys."""
        if node.label == ANAPHOR:
            keys = tuple(self._key(self.nodes[name]) for name in self.arcs.get((node.id, "RefersTo"), ()))
            return GoldMention(*self._place(node), node.id, None, self._text(node), keys)
        return GoldMention(
            *self._place(node),
            id=node.id,
            type=cast(EntityType, node.label),
            name=self._name(node),
            entities=(self._key(node),),
            iso3166=node.attributes.get("iso3166"),
            value=node.attributes.get("value", UNKNOWN_DATE if node.label == "DATE" else None),
            wikidata=node.attributes.get("wikidata"),
        )

    def relation(self, node: Node) -> GoldRelation:
        """Take the trigger from the span, the rest from its arcs."""
        theme = self._one(node, "Theme")
        return GoldRelation(
            id=node.id,
            type=cast(RelationType, node.label),
            subject=self.arcs[node.id, "Subject"][0],
            object=self.arcs[node.id, "Object"][0],
            trigger=self._span(node),
            theme=self._span(self.nodes[theme]) if theme else None,
            time=self._one(node, "Time"),
            place=self._one(node, "Place"),
            status=cast(Status, node.attributes.get("status", "actual")),
            polarity=cast(Polarity, node.attributes.get("polarity", "positive")),
            sentence=self.places.sentence_at(node.start),
        )

    def claim(self, node: Node) -> GoldClaim:
        """Take the claim from the span, the rest from its arcs."""
        condition, cue = self._one(node, "Condition"), self._one(node, "Cue")
        return GoldClaim(
            *self._place(node),
            id=node.id,
            type=cast(ClaimType, node.label),
            certainty=cast(Certainty | None, node.attributes.get("certainty")),
            polarity=cast(Polarity, node.attributes.get("polarity", "positive")),
            condition=self._span(self.nodes[condition]) if condition else None,
            cue=self._span(self.nodes[cue]) if cue else None,
            holder=self._one(node, "Holder"),
        )

    def count(self) -> None:
        """Count what has no place in a gold file."""
        for node in self.graph.nodes:
            if "rule" in node.attributes:
                self.losses.add(records_of(node.label), "rule")
            for name in CODES:
                if any(character.isspace() for character in node.attributes.get(name, "")):
                    self.losses.add("mentions", f"white space in {name}")
            if "entity" in node.attributes and node.attributes["entity"] != self._name(node):
                self.losses.add("mentions", "white space in entity names")
        self._count_shell()

    def _count_shell(self) -> None:
        shell = self.shell
        self.losses.add("reports", "source, pipeline and schema version")
        self.losses.add("reports", "warnings", count=bool(shell.warnings))
        self.losses.add("sentences", "repaired text", count=sum(
            one.text != shell.text[one.start : one.end] for one in shell.sentences
        ))  # fmt: skip
        self.losses.add("blocks", "extent and level", count=len(shell.blocks))

    def _one(self, node: Node, label: str) -> str | None:
        found = self.arcs.get((node.id, label))
        return found[0] if found else None

    def _name(self, node: Node) -> str:
        return " ".join(node.attributes.get("entity", "").split()) or self._text(node)

    def _key(self, node: Node) -> str:
        return entity_key(node.label, self._name(node))

    def _text(self, node: Node) -> str:
        return self.shell.text[node.start : node.end]

    def _place(self, node: Node) -> tuple[int, int, str]:
        return node.start, node.end, self._text(node)

    def _span(self, node: Node) -> GoldSpan:
        return GoldSpan(*self._place(node))
