"""Which words gave a relation its status and polarity: those of ``analysis.mood_words`` that stand where it looks."""

from collections.abc import Iterator

from report_extract.analysis import mood_words as moods
from report_extract.analysis.arguments import Arguments
from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.records import Polarity, Status

_WORDS = {
    "hypothetical": (moods.CONDITION, moods.CONDITION_NOUN),
    "desired": (moods.DESIRED, moods.DESIRED_NOUN, moods.AIM),
    "expected": (moods.EXPECTED, moods.EXPECTED_NOUN),
    "negative": (moods.NEGATIVE, moods.CALLED_OFF, moods.PUT_OFF, moods.NOT_COMING),
}


def why(arguments: Arguments, b: Bunsetsu, value: Status | Polarity) -> str:
    """The value with the words for it in the clause of ``b`` and those it leads to, the nearest first."""
    if value not in _WORDS:
        return f"{value} (no word says otherwise)"
    words = [f"{word} in {surface}" for surface in _clauses(arguments, b) for word in _found(surface, value)]
    return f"{value} ({', '.join(words[:2])})" if words else f"{value} (by the frame or the verb that governs it)"


def _clauses(arguments: Arguments, b: Bunsetsu) -> Iterator[str]:
    """The bunsetsu, the one behind it, which may be a noun that it says something of, and all that it depends on."""
    rows = arguments.sentence.bunsetsu
    numbers = [b.number, b.number + 1]
    while (parent := rows[numbers[-1] if len(numbers) > 2 else b.number].parent) is not None:
        numbers.append(parent)
    for number in dict.fromkeys(numbers):
        if number < len(rows):
            yield arguments.sentence.text[slice(*arguments.sentence.span(rows[number]))]


def _found(surface: str, value: str) -> list[str]:
    """The first word of a clause that stands for the value; one is enough to tell it."""
    return [match.group() for pattern in _WORDS[value] if (match := pattern.search(surface))][:1]
