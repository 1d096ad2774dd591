"""What an anaphor stands for: each entity, or set of them, is scored by how it stands in what was just read.

The marks that count and their weights are in ``salience.toml``, a table for each way of pointing: ``back`` (同国, 同氏, この海域),
``own`` (自国), ``group`` (両国, 双方, 3か国). ``benchmarks/anaphors.py`` chooses the weights.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from report_extract.entities.standing import Role
from report_extract.records import EntityType
from report_extract.rulefile import RuleModel, packaged

Marks = dict[str, float]
ACTING: tuple[Role, ...] = ("topic", "subject")


class Weights(RuleModel):
    """``fading`` is what each sentence in between leaves of a mark, ``reach`` how many sentences back are looked at."""

    fading: float
    reach: int
    back: dict[str, float]
    own: dict[str, float]
    group: dict[str, float]

    def table(self, way: str) -> Mapping[str, float]:
        """The weights of a way of pointing."""
        return {"back": self.back, "own": self.own}.get(way, self.group)


@cache
def weights() -> Weights:
    """The weights as the package has them."""
    return packaged("report_extract.entities", "salience.toml", Weights)


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention that an anaphor may stand for, or whose country it may (``by_proxy``: インド of モディ首相).

    ``leads``: it acts first in its sentence; ``is_attribute``: ロシア in ロシア産; ``leader`` is what stands before it.
    ``start`` and ``end`` run through the report, ``place`` counts its sentences of text, ``group`` is that of its coordination.
    """

    entity: int
    type: EntityType
    surface: str
    name: str
    start: int
    end: int
    place: int
    group: int
    role: Role
    is_country: bool
    follower: str
    is_anaphor: bool = False
    by_proxy: bool = False
    mediates: bool = False
    is_acted_on: bool = False
    is_partner: bool = False
    is_attribute: bool = False
    leads: bool = False
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """An anaphor and what surrounds it.

    ``governors`` act in the clauses around it, ``nearest`` in the nearest, ``by_proxy`` through a person or body, ``together`` as one;
    ``described`` are those whom the clauses describe, ``opening`` who acts first in the passage, ``section`` those in its heading,
    ``beside`` those named right before (日米両国); ``owner`` is the country of whom it stands before (同国の金正恩), ``home`` Japan.
    """

    place: int
    role: Role
    governors: frozenset[int] = frozenset()
    nearest: frozenset[int] = frozenset()
    described: frozenset[int] = frozenset()
    title: frozenset[int] = frozenset()
    by_proxy: frozenset[int] = frozenset()
    section: frozenset[int] = frozenset()
    opening: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    together: tuple[int, ...] = ()
    owner: int | None = None
    home: int | None = None


def choose(way: str, number: int, candidates: Sequence[Antecedent], scene: Scene) -> list[int]:
    """The entities of the best set of so many, in the order in which they stand there; empty when there are too few."""
    table = weights().table(way)
    best: tuple[float, int, list[int]] | None = None
    for chosen, marks, last in options(number, candidates, scene):
        rank = (sum(table.get(name, 0.0) * value for name, value in marks.items()), last, chosen)
        if best is None or rank[:2] > best[:2]:
            best = rank
    return best[2] if best else []


def options(number: int, candidates: Sequence[Antecedent], scene: Scene) -> Iterator[tuple[list[int], Marks, int]]:
    """Every set of so many entities with its marks and where it was last named."""
    near = [a for a in candidates if scene.place - a.place <= weights().reach] or list(candidates[-_TOGETHER:])
    mentions: dict[int, list[Antecedent]] = {}
    for a in near:
        mentions.setdefault(a.entity, []).append(a)
    single = {entity: _marks(own, near, scene) for entity, own in mentions.items()}
    if number == 1:
        for entity, marks in single.items():
            together = list(scene.together) if entity in scene.together else [entity]
            yield together, marks, mentions[entity][-1].end
        return
    groups = _groups(near)
    crowd: dict[int, set[int]] = {}
    for a in near:
        crowd.setdefault(a.place, set()).add(a.entity)
    for entities in _sets(number, single, groups):
        own = [single[e] for e in entities]
        both = {name: sum([marks[name] for marks in own]) / number for name in _SINGLE}
        marks = both | _marks_together(entities, mentions, groups, crowd, scene)
        yield _in_order(entities, mentions), marks, min(mentions[e][-1].end for e in entities)


_TOGETHER = 12
_SINGLE = (
    *(f"{proxy}{role}" for proxy in ("", "proxy_") for role in (*ACTING, "owner", "object", "oblique", "other")),
    *("heading", "often", "last", "here", "governs", "governs_nearest", "described"),
    *("in_title", "pointed_at", "parallel", "joined", "acted_on"),
    *("in_heading", "opening", "leads", "attribute", "since", "governs_by_proxy", "owner_of_next", "home"),
)


def _marks(own: Sequence[Antecedent], near: Sequence[Antecedent], scene: Scene) -> Marks:
    """How an entity stands in what was just read: each role where it is nearest, fading with the distance."""
    marks = dict.fromkeys(_SINGLE, 0.0)
    for a in own:
        name = f"proxy_{a.role}" if a.by_proxy and a.role != "heading" else a.role
        marks[name] = max(marks[name], _faded(a, scene))
    entity, last = own[0].entity, own[-1]
    others = [a.end for a in near if a.entity not in scene.governors]
    marks["often"] = sum(_faded(a, scene) for a in own)
    marks["last"] = float(bool(others) and last.end >= max(others))
    marks["here"] = float(last.place == scene.place)
    marks["governs"] = float(entity in scene.governors)
    marks["governs_nearest"] = float(entity in scene.nearest)
    marks["described"] = float(entity in scene.described)
    marks["in_title"] = float(entity in scene.title)
    marks["pointed_at"] = max((_faded(a, scene) for a in own if a.is_anaphor), default=0.0)
    marks["parallel"] = float(any(a.role == scene.role and scene.place - a.place == 1 for a in own))
    marks["joined"] = float(any(a.group == last.group and a.entity != entity for a in near))
    marks["acted_on"] = max((_faded(a, scene) for a in own if a.is_acted_on), default=0.0)
    return marks | _marks_of_scene(own, near, scene)


def _marks_of_scene(own: Sequence[Antecedent], near: Sequence[Antecedent], scene: Scene) -> Marks:
    """How an entity stands to the anaphor's section, passage and clause."""
    entity, last = own[0].entity, own[-1]
    return {
        "in_heading": float(entity in scene.section),
        "opening": float(entity in scene.opening),
        "leads": max((_faded(a, scene) for a in own if a.leads), default=0.0),
        "attribute": float(last.is_attribute),
        "since": 1 / len({a.entity for a in near if a.end >= last.end}),
        "governs_by_proxy": float(entity in scene.by_proxy and entity not in scene.governors),
        "owner_of_next": 0.0 if scene.owner is None else 1.0 if entity == scene.owner else -1.0,
        "home": float(entity == scene.home),
    }


def _faded(a: Antecedent, scene: Scene) -> float:
    return weights().fading ** max(0, scene.place - a.place)


def _groups(near: Sequence[Antecedent]) -> dict[frozenset[int], list[Antecedent]]:
    """Entities named together → the last mention of each time that they were."""
    members: dict[tuple[int, bool], list[Antecedent]] = {}
    for a in near:
        members.setdefault((a.group, a.by_proxy), []).append(a)
    found: dict[frozenset[int], list[Antecedent]] = {}
    for joined in members.values():
        found.setdefault(frozenset(a.entity for a in joined), []).append(joined[-1])
    return found


def _sets(number: int, single: Mapping[int, Marks], groups: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
    """Sets of so many: those named together, and those of the entities named most."""
    named = [group for group in groups if len(group) == number]
    most = sorted(single, key=lambda entity: (-single[entity]["often"], entity))[
        : _TOGETHER if number == 2 else number + 2
    ]
    yield from dict.fromkeys([*named, *map(frozenset, combinations(most, number))])


def _marks_together(
    entities: frozenset[int],
    mentions: Mapping[int, Sequence[Antecedent]],
    groups: Mapping[frozenset[int], Sequence[Antecedent]],
    crowd: Mapping[int, set[int]],
    scene: Scene,
) -> Marks:
    """How entities stand to each other: named together, acting in one sentence, the only ones of it."""
    named = groups.get(entities, [])
    places = [{a.place for a in mentions[e]} for e in entities]
    shared = set.intersection(*places)
    acting = [{a.place for a in mentions[e] if a.role in ACTING} for e in entities]
    partners = [{a.place for a in mentions[e] if a.is_partner} for e in entities]
    kinds = {mentions[e][-1].type for e in entities}
    return {
        "named_together": max((_faded(a, scene) for a in named if not a.mediates), default=0.0),
        "act_as_one": max((_faded(a, scene) for a in named if a.role in ACTING), default=0.0),
        "mediate": float(any(a.mediates for a in named)),
        "act_together": _nearest(set.intersection(*acting), scene),
        "act_with_partner": _nearest(set().union(*acting) & set().union(*partners) & shared, scene),
        "one_sentence": _nearest(shared, scene),
        "alone_in_sentence": _nearest({p for p in shared if crowd[p] == entities}, scene),
        "of_one_kind": float(len(kinds) == 1),
        "one_acts_on_them": float(scene.role in ("object", "oblique") and bool(entities & scene.nearest)),
        "one_governs_by_proxy": float(bool(entities & scene.by_proxy)),
        "beside": float(entities == scene.beside),
    }


def _nearest(places: Iterable[int], scene: Scene) -> float:
    return max((weights().fading ** max(0, scene.place - place) for place in places), default=0.0)


def _in_order(entities: Iterable[int], mentions: Mapping[int, Sequence[Antecedent]]) -> list[int]:
    """The entities in the order in which they were last named."""
    return sorted(entities, key=lambda e: max((a.end for a in mentions[e] if not a.is_anaphor), default=0))
