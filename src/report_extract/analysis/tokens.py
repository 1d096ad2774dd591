"""spaCy's Japanese tokens, made of words of which is looked up once what the dictionary says."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, NORM, POS, TAG
from spacy.lang.ja import DetailedToken, JapaneseTokenizer, get_dtokens_and_spaces, resolve_pos
from spacy.tokens import Doc
from spacy.tokens.morphanalysis import MorphAnalysis

from report_extract.analysis.structure import require

_MOST_WORDS = 50_000
_SPACE = "空白"


@dataclass(frozen=True, slots=True)
class _Word:
    """A token's text and tag, and what spaCy keeps of it as numbers: tag, lemma, norm, morphology."""

    surface: str
    tag: str
    numbers: tuple[int, int, int, int]

    @property
    def is_space(self) -> bool:
        return self.tag == _SPACE and self.surface.isspace()


class Tokenizer:
    """Makes the documents that a ``JapaneseTokenizer`` without subtokens would make.

    Raises:
        OtherStructureError, LookupError, ...: it is another tokenizer; see ``faster_or_none``.
    """

    def __init__(self, tokenizer: Any) -> None:
        require("the kind of the tokenizer", type(tokenizer), JapaneseTokenizer)
        require("whether it needs subtokens", tokenizer.need_subtokens, False)
        self._like = tokenizer
        self.vocab = tokenizer.vocab
        self._words: dict[tuple[str, int, str, str, str], _Word] = {}

    def __call__(self, text: str) -> Doc:
        """The tokens of a text, with tag, part of speech by rule, lemma, norm and morphology."""
        tokens, spaces = get_dtokens_and_spaces(self._read(text), text)  # type: ignore[no-untyped-call]
        words = [token if isinstance(token, _Word) else self._word(token) for token in tokens]
        doc = Doc(self.vocab, words=[word.surface for word in words], spaces=spaces)
        if words:
            rows = [(*word.numbers, pos) for word, pos in zip(words, _parts_of_speech(words), strict=True)]
            doc.from_array([TAG, LEMMA, NORM, MORPH, POS], np.array(rows, np.uint64))  # type: ignore[arg-type]
        return doc

    def _read(self, text: str) -> list[_Word]:
        """The words of a text; of white space only the first piece."""
        if len(self._words) > _MOST_WORDS:
            self._words = {}
        words: list[_Word] = []
        before = False
        for morpheme in self._like.tokenizer.tokenize(text):
            surface = morpheme.surface()
            if not surface:
                continue
            # Numbers are put together of digits, which may be read in more than one way.
            forms = morpheme.dictionary_form(), morpheme.normalized_form(), morpheme.reading_form()
            key = surface, morpheme.part_of_speech_id(), *forms
            word = self._words.get(key)
            if word is None:
                (token,) = self._like._get_dtokens([morpheme], False)
                word = self._words[key] = self._word(token)
            if not (before and word.is_space):
                words.append(word)
            before = word.is_space
        return words

    def _word(self, token: DetailedToken) -> _Word:
        morph = {"Inflection": token.inf} if token.inf else {}
        if token.reading:
            morph["Reading"] = token.reading.replace("=", "_").replace("|", "_")
        add = self.vocab.strings.add
        lemma, norm = add(token.lemma or token.surface), add(token.norm)
        return _Word(token.surface, token.tag, (add(token.tag), lemma, norm, MorphAnalysis(self.vocab, morph).key))  # type: ignore[attr-defined]


def _parts_of_speech(words: list[_Word]) -> list[int]:
    """By the rules of spaCy, which look at a word and its tag, sometimes at the tag behind it, and may decide for that too."""
    found: list[int] = []
    ahead: int | None = None
    tags = [*(word.tag for word in words[1:]), None]
    for word, following in zip(words, tags, strict=True):
        if ahead:
            found.append(ahead)
            ahead = None
        else:
            pos, ahead = resolve_pos(word.surface, word.tag, following)  # type: ignore[no-untyped-call]
            found.append(pos)
    return found
