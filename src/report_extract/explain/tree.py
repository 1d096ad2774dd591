"""The way through the bunsetsu tree from one word of a sentence to another."""

from report_extract.analysis.bunsetsu import Bunsetsu, Sentence


def path(sentence: Sentence, start: int, end: int) -> str:
    """The bunsetsu from the one at ``start`` to the one at ``end`` (characters), each with its case.

    Arrows point to what a bunsetsu depends on; where the second does not stand above the first, they meet at the top.
    """
    first, last = sentence.at_offset(start), sentence.at_offset(end)
    if first is None or last is None:
        return "outside the analysed sentence"
    if first is last:
        return f"{_shown(sentence, first)}, the same bunsetsu"
    up, down = _above(sentence, first), _above(sentence, last)
    met = next((b for b in up if b in down), None)
    if met is None:
        return f"{_shown(sentence, first)}, {_shown(sentence, last)} (no common bunsetsu)"
    left = [_shown(sentence, b) for b in up[: up.index(met) + 1]]
    right = [_shown(sentence, b) for b in reversed(down[: down.index(met)])]
    return " → ".join(left) + "".join(f" ← {word}" for word in right)


def _above(sentence: Sentence, b: Bunsetsu) -> list[Bunsetsu]:
    """A bunsetsu and all that it depends on; parents always stand to the right."""
    chain = [b]
    while chain[-1].parent is not None:
        chain.append(sentence.bunsetsu[chain[-1].parent])
    return chain


def _shown(sentence: Sentence, b: Bunsetsu) -> str:
    start, end = sentence.span(b)
    surface = sentence.text[start:end].strip("、。 ")
    return f"{surface} ({b.case})" if b.case else surface
