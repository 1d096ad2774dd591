"""A spaCy dependency parser that moves through a batch step by step from Python: the same decisions, in less time.

spaCy's own loop lets go of the interpreter's lock, and its functions then take it back at each look at a state, some
sixty times a move. From Python the lock is held all along, and the scores of a step are computed for all documents.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from spacy.util import minibatch

from report_extract.analysis.structure import require


class SteppingParser(DependencyParser):  # type: ignore[misc]
    """A parser that shares the weights and moves of another one."""

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The documents, parsed: a batch at once, where spaCy would make four of it."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            self.set_annotations(batch, self.predict(batch))
            yield from batch

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        """The final state of each document."""
        final: list[Any] = self.moves.init_batch(docs)
        states = [state for state in final if not state.is_final()]
        if states:
            upper = self.model.get_ref("upper")
            weights, bias = upper.get_param("W").T, upper.get_param("b")
            steps = self.model.predict(docs)
            while states:
                vectors, _ = steps.state2vec(steps.get_token_ids(states), False)
                states = self.transition_states(states, vectors @ weights + bias)
            steps.clear_memory()
        return final


def stepping(parser: Any) -> SteppingParser:
    """The same parser, to be run step by step.

    Raises:
        OtherStructureError, LookupError, ...: it is built otherwise; see ``faster_or_none``.
    """
    require("the kind of the parser", type(parser), DependencyParser)
    require("the beam width", parser.cfg["beam_width"], 1)
    require("the set of unseen classes", parser.model.attrs["unseen_classes"], set())
    require("the kind of the upper layer", parser.model.get_ref("upper").name, "linear")
    options = {name: value for name, value in parser.cfg.items() if name != "moves"}
    return SteppingParser(parser.vocab, parser.model, parser.name, parser.moves, **options)


def replace(nlp: Language, name: str, component: Any) -> None:
    """Put a ready component in the place of another one; spaCy itself only replaces what it makes from a configuration."""
    place = nlp.component_names.index(name)
    nlp._components[place] = (name, component)
