"""How well the argument layer knows who does what to whom: the hand-written table, by case and by construction.

    .venv/bin/python benchmarks/arguments.py [TABLE] [--errors]

TABLE is by default ``tests/relations/data/arguments.json``: sentences with one predicate each and its arguments by deep
case, written by somebody who had not seen the code. The layer knows names only, so an argument counts where the pipeline
finds it as a mention; how many are none is printed. What the layer gives in a case whose argument is no mention (it then
gives the owner: 中国 of 中国の銀行を) is not scored either.

The layer answers with ``Arguments.subject`` for ga and ``Arguments.cases`` for the others at a predicate; at an event noun
with ``Arguments.modifiers``, where による and の are read as ga, a name glued to it as wo, and ``Arguments.subject`` stands in
where neither is there. Passives, causatives and heads of relative clauses are turned by the frames, not by the layer, so
that here they are misses. Prints Markdown tables; ``--errors`` lists each miss and each false argument instead.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report_extract import extract
from report_extract.analysis.arguments import Arguments, Name, Names
from report_extract.evaluation.table import Grid
from report_extract.explain.reread import reread

TABLE = Path(__file__).parents[1] / "tests" / "relations" / "data" / "arguments.json"
CASES = {
    "wo": ("ヲ", "COMP"),
    "ni": ("ニ", "ヘ", "ニタイシ", "ヘノ"),
    "to": ("ト", "トノ"),
    "kara": ("カラ", "カラノ"),
    "niyotte": ("ニヨッテ",),
    "de": ("デ", "デノ"),
}
ALL_CASES = ("ga", *CASES)


@dataclass(slots=True)
class Count:
    """Arguments found rightly, falsely, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what is found that is right."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that is found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (2 * self.right + self.false + self.missed) if self.right else 0.0


@dataclass(slots=True)
class Scores:
    """Counts by case and by construction, what could not be scored, and each error."""

    counts: dict[tuple[str, str], Count] = field(default_factory=dict)
    no_mention: Counter[str] = field(default_factory=Counter)
    owners: int = 0
    unread: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def total(self, *, case: str | None = None, construction: str | None = None) -> Count:
        """The sum of a case, of a construction, or of all."""
        chosen = (c for (a, b), c in self.counts.items() if case in (None, a) and construction in (None, b))
        return sum(chosen, Count())


def score(rows: Iterable[Mapping[str, Any]]) -> Scores:
    """Score every row of the table."""
    scores = Scores()
    for row in rows:
        view = next(iter(reread(extract(row["text"])).views.values()))
        at = view.text.find(row["predicate"])
        found = given(view.arguments, at, at + len(row["predicate"])) if at >= 0 else None
        if found is None:
            scores.unread.append(row["id"])
            continue
        names = [name for group in view.arguments.names for name in group.members]
        known = {surface for name in names for surface in surfaces(view.text, name, view.rows)}
        for case in ALL_CASES:
            wanted = row[case] if isinstance(row[case], list) else [row[case]] if row[case] else []
            count(scores, row, case, wanted, known, [surfaces(view.text, n, view.rows) for n in found[case]])
    return scores


def count(
    scores: Scores, row: Mapping[str, Any], case: str, wanted: Sequence[str], known: set[str], found: Sequence[set[str]]
) -> None:
    """Compare the arguments of one case; ``found`` has the surfaces of each name that the layer gives."""
    target = scores.counts.setdefault((case, row["construction"]), Count())
    scores.no_mention[case] += sum(one not in known for one in wanted)
    named = [one for one in wanted if one in known]
    for one in named:
        if any(one in names for names in found):
            target.right += 1
        else:
            target.missed += 1
            scores.errors.append(f"{row['id']} {row['construction']} {case}: missed {one}: {row['text']}")
    false = [names for names in found if names.isdisjoint(named)]
    if len(named) < len(wanted):
        scores.owners += len(false)
        return
    target.false += len(false)
    scores.errors += [
        f"{row['id']} {row['construction']} {case}: false {min(n, key=len)}: {row['text']}" for n in false
    ]


def surfaces(text: str, name: Name, rows: Sequence[tuple[int, int, int, Any, bool]]) -> set[str]:
    """A name as its mention stands there, and with what belongs to it (中国 and 中国政府)."""
    ends = {name.end, *(end for number, _, end, _, _ in rows if number == name.mention)}
    return {text[name.start : end] for end in ends}


def given(arguments: Arguments, start: int, end: int) -> dict[str, list[Name]] | None:
    """The layer's arguments of the predicate at ``start:end``, by case; None where it has no bunsetsu there."""
    b = arguments.sentence.at_offset(end - 1)
    if b is None:
        return None
    if arguments.is_predicate(b):
        cases, agents = arguments.cases(b), None
    else:
        cases = arguments.modifiers(b, start)
        agents = cases.get("ニヨル") or cases.get("ノ")
    subject = agents[-1] if agents else arguments.subject(b)
    found = {"ga": members([subject] if subject in arguments.names else [])}
    return found | {case: members(g for key in keys for g in cases.get(key, [])) for case, keys in CASES.items()}


def members(groups: Iterable[Names | None]) -> list[Name]:
    """The names of coordinated groups, each once."""
    return list(dict.fromkeys(name for group in groups if group for name in group.members))


def grids(scores: Scores) -> Iterator[Grid]:
    """Lay out both tables."""
    header = ("right", "false", "missed", "P", "R", "F1")
    by_case = [(case, scores.total(case=case)) for case in ALL_CASES]
    yield grid("Arguments by case", ("case", *header), [*by_case, ("all", scores.total())])
    names = list(dict.fromkeys(construction for _, construction in scores.counts))
    by_name = [(name, scores.total(construction=name)) for name in names]
    yield grid("Arguments by construction", ("construction", *header), by_name)


def grid(title: str, header: tuple[str, ...], rows: Sequence[tuple[str, Count]]) -> Grid:
    """Lay out counts with precision, recall and F1."""
    cells = (
        (name, str(c.right), str(c.false), str(c.missed), f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}")
        for name, c in rows
    )
    return Grid(title, header, tuple(cells))


def main() -> None:
    """Print the tables, or the errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--errors", action="store_true", help="list each miss and each false argument")
    options = parser.parse_args()
    rows = json.loads(options.table.read_text(encoding="utf-8"))
    scores = score(rows)
    if options.errors:
        print("\n".join(scores.errors))
        return
    print("\n".join(grid.markdown() for grid in grids(scores)))
    counted = scores.total()
    none = ", ".join(f"{case} {scores.no_mention[case]}" for case in ALL_CASES if scores.no_mention[case])
    wanted = counted.right + counted.missed + sum(scores.no_mention.values())
    print(f"{len(rows)} sentences with {wanted} arguments; no mention: {sum(scores.no_mention.values())} ({none});")
    print(
        f"names given where the argument is no mention, not scored: {scores.owners}; predicates not read: {len(scores.unread)}"
    )


if __name__ == "__main__":
    main()
