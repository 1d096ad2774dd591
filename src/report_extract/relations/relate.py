"""All relations of a report, sentence by sentence, in the order of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from report_extract.relations import events, static
from report_extract.relations.circumstances import place_of, time_of
from report_extract.relations.events import Event
from report_extract.relations.known import Known
from report_extract.views import View

_KINDS = ("paragraph", "bullet", "caption", "byline", "footnote")


@dataclass(frozen=True, slots=True)
class LinkedRelation:
    """An event in its place: the passage and sentence, and the mentions of its time and place."""

    passage: int
    sentence: int
    event: Event
    time: int | None
    place: int | None


def relate(views: Sequence[View], known: Known) -> list[LinkedRelation]:
    """Relations of all sentences that can state one."""
    return [relation for view in views if states(view) for relation in _of_sentence(view, known)]


def states(view: View) -> bool:
    """Whether a sentence stands where relations are stated: in no heading, no furniture."""
    return view.kind in _KINDS


def _of_sentence(view: View, known: Known) -> list[LinkedRelation]:
    taken = [(start, end) for _, start, end, _, _ in view.rows]
    found = [
        *static.find(view.text, view.rows, view.arguments, known, byline=view.kind == "byline"),
        *events.find(view.arguments, taken, known),
    ]
    unique: dict[tuple[str, int, int, tuple[int, int]], Event] = {}
    for event in found:
        place = event.trigger if event.bunsetsu >= 0 else (0, 0)
        unique.setdefault((event.type, event.subject, event.object, place), event)
    for key in [k for k, e in unique.items() if _repeats(e, unique.values())]:
        del unique[key]
    ordered = sorted(unique.values(), key=lambda e: (e.trigger, e.type, e.subject, e.object))
    return [
        LinkedRelation(view.passage, view.number, event, time_of(event, view), place_of(event, view))
        for event in ordered
    ]


def _repeats(event: Event, others: Iterable[Event]) -> bool:
    """The same act told by a second word next to the first (名指しで非難)."""
    return event.bunsetsu >= 0 and any(
        (other.type, other.subject, other.object) == (event.type, event.subject, event.object)
        and 0 <= event.bunsetsu - other.bunsetsu <= 1
        and other.trigger < event.trigger
        for other in others
    )
