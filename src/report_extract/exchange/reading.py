"""Makes a report of a graph; anything a record cannot be made of stops with an ``InputError``."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from pydantic import ValidationError

from report_extract.errors import InputError
from report_extract.evaluation.gold import entity_key
from report_extract.exchange.graph import ANAPHOR, ARCS, CODES, LABELS, MENTION_LABELS, Arc, Graph, Node
from report_extract.exchange.places import Places
from report_extract.records import (
    CLAIM_TYPES,
    RELATION_TYPES,
    Claim,
    Entity,
    EntityIds,
    Mention,
    Relation,
    Report,
)


def read_graph(graph: Graph, where: str, rule: str) -> Report:
    """Make the report; ids are given anew in the order of the text, ``rule`` where a span names none."""
    return _Reader(graph, where, rule).report()


class _Reader:
    """Puts the records of one graph together."""

    def __init__(self, graph: Graph, where: str, rule: str) -> None:
        self.text = graph.shell.text
        self.shell, self.where, self.rule = graph.shell, where, rule
        self.places = Places(graph.shell.sentences)
        self.nodes = {node.id: node for node in graph.nodes}
        self._check(graph)
        self.arcs: dict[str, list[Arc]] = {name: [] for name in self.nodes}
        for arc in graph.arcs:
            self.arcs[arc.source].append(arc)
        self.ids: dict[str, str] = {}
        self.entities: dict[str, Entity] = {}
        self.bearers: dict[str, Entity] = {}
        self.warnings: list[str] = []

    def report(self) -> Report:
        """Read names first: the others refer to them."""
        mentions = self._ordered(MENTION_LABELS)
        self.ids = {node.id: f"m{number}" for number, node in enumerate(mentions, start=1)}
        for node in mentions:
            if node.label != ANAPHOR:
                self._entity(node)
        try:
            found: dict[str, Sequence[Any]] = {
                "mentions": [self._mention(node) for node in mentions],
                "relations": [self._relation(n, node) for n, node in enumerate(self._ordered(RELATION_TYPES), 1)],
                "claims": [self._claim(n, node) for n, node in enumerate(self._ordered(CLAIM_TYPES), 1)],
                "entities": list(self.entities.values()),
            }
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise InputError(f"{self.where}: {error.title} {place} {first['input']!r}: {first['msg']}") from error
        parts = {key: tuple(records) for key, records in found.items()}
        return self.shell.model_copy(update={**parts, "warnings": (*self.shell.warnings, *self.warnings)})

    def _check(self, graph: Graph) -> None:
        if len(self.nodes) != len(graph.nodes):
            self._fail("two spans have one id")
        for node in graph.nodes:
            if node.label not in LABELS:
                self._fail(f"unknown label {node.label!r}; allowed: {', '.join(LABELS)}")
            if not 0 <= node.start < node.end <= len(self.text):
                self._fail(f"the span {node.id} {node.start}:{node.end} lies outside the text or is empty")
        for arc in graph.arcs:
            if arc.label not in ARCS:
                self._fail(f"unknown relation {arc.label!r}; allowed: {', '.join(ARCS)}")
            for name in (arc.source, arc.target):
                if name not in self.nodes:
                    self._fail(f"{arc.label}: there is no span {name}")

    def _fail(self, reason: str) -> NoReturn:
        raise InputError(f"{self.where}: {reason}")

    def _ordered(self, labels: Iterable[str]) -> list[Node]:
        wanted = frozenset(labels)
        found = (node for node in self.nodes.values() if node.label in wanted)
        return sorted(found, key=lambda node: (node.start, node.end))

    def _targets(self, node: Node, label: str, allowed: Sequence[str]) -> list[Node]:
        found = [self.nodes[arc.target] for arc in self.arcs[node.id] if arc.label == label]
        for target in found:
            if target.label not in allowed:
                self._fail(f"{label} of {node.label} {node.id} is a {target.label}; allowed: {', '.join(allowed)}")
        return found

    def _target(self, node: Node, label: str, allowed: Sequence[str]) -> Node | None:
        found = self._targets(node, label, allowed)
        if len(found) > 1:
            self._fail(f"{node.label} {node.id} has {len(found)} arcs {label}; allowed: one")
        return found[0] if found else None

    def _entity(self, node: Node) -> None:
        """Take a name as an entity: names of one family and one canonical name are one."""
        name = node.attributes.get("entity", self.text[node.start : node.end])
        key = entity_key(node.label, name)
        known = self.entities.get(key)
        held = {**known.ids.model_dump(), "value": known.value} if known else {}
        given = {code: held.get(code) or node.attributes.get(code) for code in CODES}
        self.entities[key] = Entity.model_validate(
            {
                "id": known.id if known else f"e{len(self.entities) + 1}",
                "type": known.type if known else node.label,
                "name": name,
                "ids": EntityIds(iso3166=given["iso3166"], wikidata=given["wikidata"]),
                "value": given["value"],
            }
        )
        self.bearers[node.id] = self.entities[key]

    def _stands_for(self, node: Node) -> dict[str, Node]:
        """List the entities of a name or an anaphor, each with the name that bears it."""
        names = [node] if node.label != ANAPHOR else self._targets(node, "RefersTo", MENTION_LABELS[:-1])
        return {self.bearers[name.id].id: name for name in names}

    def _mention(self, node: Node) -> Mention:
        entity, form = self.bearers.get(node.id), "name"
        refers_to: tuple[str, ...] = ()
        kind: str | None = node.label
        if node.label == ANAPHOR:
            found = self._stands_for(node)
            refers_to, form = tuple(found), "anaphor"
            single = next(iter(found.values())) if len(found) == 1 else None
            entity, kind = (self.bearers[single.id], single.label) if single else (None, None)
        given = {"entity": entity.id if entity else None, "type": kind, "form": form, "refers_to": refers_to}
        return Mention.model_validate({**self._common(self.ids[node.id], node), **self._span(node), **given})

    def _relation(self, number: int, node: Node) -> Relation:
        subject, target = (self._target(node, role, MENTION_LABELS) for role in ("Subject", "Object"))
        if subject is None or target is None:
            self._fail(f"{node.label} {node.id} has no {'Object' if subject else 'Subject'}")
        time, place = (self._target(node, role, MENTION_LABELS) for role in ("Time", "Place"))
        return Relation.model_validate(
            {
                **self._common(f"r{number}", node),
                "type": node.label,
                "subject": self.ids[subject.id],
                "object": self.ids[target.id],
                "trigger": self._span(node),
                "theme": self._part(node, "Theme"),
                "time": self.ids[time.id] if time else None,
                "place": self.ids[place.id] if place else None,
                "status": node.attributes.get("status", "actual"),
                "polarity": node.attributes.get("polarity", "positive"),
            }
        )

    def _claim(self, number: int, node: Node) -> Claim:
        certainty = None if node.label == "RECOMMENDATION" else "certain"
        return Claim.model_validate(
            {
                **self._common(f"c{number}", node),
                **self._span(node),
                "type": node.label,
                "certainty": node.attributes.get("certainty", certainty),
                "polarity": node.attributes.get("polarity", "positive"),
                "condition": self._part(node, "Condition"),
                "cue": self._part(node, "Cue"),
                "holder": self._holder(f"c{number}", node),
            }
        )

    def _holder(self, claim: str, node: Node) -> str:
        """Find the entity; of an anaphor that stands for several the first is kept, with a warning on the report."""
        holder = self._target(node, "Holder", MENTION_LABELS)
        if holder is None:
            return "author"
        found = self._stands_for(holder)
        if not found:
            self._fail(f"Holder of {node.label} {node.id}: the anaphor {holder.id} stands for no entity")
        if len(found) > 1:
            self.warnings.append(f"{claim}: its holder stands for {len(found)} entities, the first was kept")
        return next(iter(found))

    def _common(self, name: str, node: Node) -> dict[str, str]:
        rule = node.attributes.get("rule", self.rule)
        return {"id": name, "sentence": self.places.sentence_at(node.start), "rule": rule}

    def _part(self, node: Node, role: str) -> dict[str, Any] | None:
        part = self._target(node, role, (role.upper(),))
        return self._span(part) if part else None

    def _span(self, node: Node) -> dict[str, Any]:
        return {"start": node.start, "end": node.end, "text": self.text[node.start : node.end]}
