"""A spaCy morphologizer that only sets parts of speech, all of a document at once.

ja_ginza's keeps the morphology that a token has and adds nothing to it; spaCy takes each token's apart and puts it together
again, to the same end.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import POS
from spacy.pipeline import Morphologizer
from spacy.tokens import Doc

from report_extract.analysis.structure import require

_NO_MORPHOLOGY = {"", "_"}


class PosTagger(Morphologizer):  # type: ignore[misc]
    """A morphologizer that shares the network and labels of another one."""

    def set_annotations(self, docs: Sequence[Doc], batch_tag_ids: Sequence[NDArray[np.int64]]) -> None:
        """Set the part of speech that belongs to each token's label."""
        parts: dict[str, int] = self.cfg["labels_pos"]
        of_label = np.array([parts.get(label, 0) for label in self.labels], np.uint64)
        for doc, tags in zip(docs, batch_tag_ids, strict=True):
            if len(doc):
                doc.from_array([POS], of_label[tags])  # type: ignore[arg-type]


def pos_tagger(morphologizer: Any) -> PosTagger:
    """The same morphologizer, to set parts of speech at once.

    Raises:
        OtherStructureError, LookupError, ...: it is built otherwise; see ``faster_or_none``.
    """
    require("the kind of the morphologizer", type(morphologizer), Morphologizer)
    require("whether it overwrites", morphologizer.cfg["overwrite"], True)
    require("whether it keeps the morphology that is there", morphologizer.cfg["extend"], True)
    require("the morphology that it adds", set(morphologizer.cfg["labels_morph"].values()) - _NO_MORPHOLOGY, set())
    tagger = PosTagger(morphologizer.vocab, morphologizer.model, morphologizer.name)
    tagger.cfg = morphologizer.cfg
    return tagger
