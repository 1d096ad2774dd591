"""Draws a report as a graph, and counts what a graph cannot hold."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from report_extract.evaluation.gold import entity_key
from report_extract.exchange.graph import ANAPHOR, Arc, Graph, Node
from report_extract.exchange.losses import Losses
from report_extract.exchange.places import Places
from report_extract.records import Claim, Entity, Mention, Relation, Report, Span


def draw(report: Report) -> tuple[Graph, Losses]:
    """Make a graph of a report; entities live on in the names that stand for them."""
    artist = _Artist(report)
    artist.draw()
    shell = report.model_copy(update={"entities": (), "mentions": (), "relations": (), "claims": ()})
    return Graph(shell, tuple(artist.nodes), tuple(artist.arcs)), artist.losses


class _Artist:
    """Collects the spans and arcs of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.entities = {entity.id: entity for entity in report.entities}
        self.places = Places(report.sentences)
        self.nodes: list[Node] = []
        self.arcs: list[Arc] = []
        self.losses = Losses()
        self.bearers: dict[str, Mention] = {}
        for mention in sorted(report.mentions, key=lambda mention: (mention.start, mention.end)):
            if mention.form == "name" and mention.entity:
                self.bearers.setdefault(mention.entity, mention)

    def draw(self) -> None:
        """Draw the records in the order of the report."""
        for mention in self.report.mentions:
            self._mention(mention)
        for relation in self.report.relations:
            self._relation(relation)
        for claim in self.report.claims:
            self._claim(claim)
        self._count_entities()

    def _mention(self, mention: Mention) -> None:
        self._count_sentence("mentions", mention, mention.sentence)
        if mention.form == "anaphor":
            self._anaphor(mention)
            return
        found: dict[str, str | None] = {"rule": mention.rule}
        if entity := self.entities.get(mention.entity or ""):
            found["entity"] = None if entity.name == mention.text else entity.name
            found |= {"iso3166": entity.ids.iso3166, "wikidata": entity.ids.wikidata, "value": entity.value}
        self._node(mention.id, str(mention.type), mention, found)

    def _anaphor(self, mention: Mention) -> None:
        self._node(mention.id, ANAPHOR, mention, {"rule": mention.rule})
        held = [key for key in dict.fromkeys(mention.refers_to) if key in self.bearers]
        for key in held:
            self._arc("RefersTo", mention.id, self.bearers[key].id)
        self.losses.add("anaphors", "entities", count=len(mention.refers_to) - len(held))
        single = self.bearers[held[0]] if len(held) == 1 else None
        if (mention.entity, mention.type) != ((single.entity, single.type) if single else (None, None)):
            self.losses.add("anaphors", "own entity or type")

    def _relation(self, relation: Relation) -> None:
        self._count_sentence("relations", relation.trigger, relation.sentence)
        found = {"status": relation.status, "polarity": relation.polarity, "rule": relation.rule}
        self._node(relation.id, relation.type, relation.trigger, found)
        self._arc("Subject", relation.id, relation.subject)
        self._arc("Object", relation.id, relation.object)
        self._part("Theme", relation.id, relation.theme)
        if relation.time:
            self._arc("Time", relation.id, relation.time)
        if relation.place:
            self._arc("Place", relation.id, relation.place)
        self.losses.add("relations", "confidence", count=relation.confidence is not None)

    def _claim(self, claim: Claim) -> None:
        self._count_sentence("claims", claim, claim.sentence)
        found = {"certainty": claim.certainty, "polarity": claim.polarity, "rule": claim.rule}
        self._node(claim.id, claim.type, claim, found)
        self._part("Condition", claim.id, claim.condition)
        self._part("Cue", claim.id, claim.cue)
        if claim.holder in self.bearers:
            self._arc("Holder", claim.id, self.bearers[claim.holder].id)
        elif claim.holder != "author":
            self.losses.add("claims", "holder")
        for field in ("likelihood", "addressee", "horizon"):
            self.losses.add("claims", field, count=getattr(claim, field) is not None)

    def _part(self, role: str, owner: str, span: Span | None) -> None:
        if span:
            name = f"{owner}.{role.lower()}"
            self._node(name, role.upper(), span, {})
            self._arc(role, owner, name)

    def _node(self, name: str, label: str, span: Span, attributes: Mapping[str, str | None]) -> None:
        held = {key: value for key, value in attributes.items() if value is not None}
        self.nodes.append(Node(name, label, span.start, span.end, held))

    def _arc(self, label: str, source: str, target: str) -> None:
        self.arcs.append(Arc(label, source, target))

    def _count_sentence(self, records: str, span: Span, sentence: str) -> None:
        if self.places.sentence_at(span.start) != sentence:
            self.losses.add(records, "sentence")

    def _count_entities(self) -> None:
        """Count entities that no name bears, and those that names cannot tell apart or hold together."""
        keys: dict[str, set[str]] = defaultdict(set)
        for mention in self.report.mentions:
            if mention.form == "name" and mention.entity:
                keys[mention.entity].add(entity_key(str(mention.type), self.entities[mention.entity].name))
        shared = Counter(key for found in keys.values() for key in found)
        for entity in self.report.entities:
            found = keys[entity.id]
            if not found:
                self.losses.add("entities")
            elif len(found) > 1 or shared[next(iter(found))] > 1:
                self.losses.add("entities", "identity")
            elif self._type_lost(entity):
                self.losses.add("entities", "type")

    def _type_lost(self, entity: Entity) -> bool:
        return self.bearers[entity.id].type != entity.type
