"""Which relations a sentence states: what its triggers say of each, taken together."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

# A relation that is less likely, by all triggers of its sentence, is not stated.
LEAST = 0.34
# A trigger states again what another one states only where it alone makes it so likely.
AGAIN = 0.6

Relation = TypeVar("Relation", bound=Hashable)


def decide(triggers: Sequence[Mapping[Relation, float]]) -> Iterator[tuple[int, Relation, float]]:
    """What is stated: the number of the trigger, the relation, and how probable it is.

    ``triggers`` give each relation a probability, and are taken as independent of each other. A relation is stated at the
    trigger that makes it likeliest, the first of equal ones.
    """
    missed: dict[Relation, float] = {}
    best: dict[Relation, int] = {}
    for number, own in enumerate(triggers):
        for relation, probability in own.items():
            missed[relation] = missed.get(relation, 1.0) * (1 - min(1.0, probability))
            if probability > triggers[best.setdefault(relation, number)][relation]:
                best[relation] = number
    for number, own in enumerate(triggers):
        for relation, probability in own.items():
            if best[relation] == number and missed[relation] <= 1 - LEAST:
                yield number, relation, 1 - missed[relation]
            elif probability >= AGAIN:
                yield number, relation, min(1.0, probability)
