"""Trigger words of a sentence: event nouns and verbs of the lexicon, at their places."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from report_extract.analysis.arguments import Arguments
from report_extract.relations.lexicon import lexicon

# A noun that goes on so is no event any more: 支援国, 制裁対象, 攻撃能力.
_NO_EVENT = re.compile(
    r"(?:国(?!内|際|家|境|連|民)|者|機(?!能)|隊|船|車|兵|物資|額|部隊|拠点|技術|装置|手段|施設|産業|面|力(?!行)|官|員|法|案|権|型|用|費|線|網|品|室|課|班|局|庁|省|会(?!談|合|議|見)|所|先|元|地|性|上(?!陸)|下|圏|区|相手|目標|能力|体制|態勢|対象|監視|範囲|主体|疲れ|期間|期限|派|責任|犯罪|関連|条件|理論|論理)"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of the lexicon at ``start:end`` and the frames it may stand for."""

    start: int
    end: int
    frames: tuple[str, ...]
    is_verb: bool


def triggers(arguments: Arguments, taken: Sequence[tuple[int, int]]) -> Iterator[Trigger]:
    """Trigger words of a sentence, longest first at each place, that begin with a token and are no part of a name."""
    sentence = arguments.sentence
    text = sentence.text
    starts = {sentence.begins[token]: token for token in range(sentence.start, sentence.end)}
    low, high = sentence.begins[sentence.start], sentence.ends[sentence.end - 1]
    words = lexicon()
    at = low
    while at < high:
        noun = words.noun_at(text, at, high)
        end = at + len(noun) if noun else at
        verb: tuple[int, str] | None = None
        matches = words.verbs.at(text, at, high) if at in starts else []
        if matches:
            verb = max(matches)
        if (
            noun
            and (verb is None or end > verb[0] or (end == verb[0] and not _is_verb(sentence.doc, starts.get(at))))
            and not _inside(at, end, taken)
            and _is_event(text, at, end, starts)
        ):
            yield Trigger(at, end, words.nouns[noun], is_verb=False)
            at = end
        elif verb and not _inside(at, verb[0], taken):
            yield Trigger(
                at,
                verb[0],
                tuple(frame for last, frame in matches if last == verb[0]),
                is_verb=True,
            )
            at = verb[0]
        else:
            at += 1


def _is_verb(doc: Doc, token: int | None) -> bool:
    return token is not None and doc[token].tag_.startswith("動詞")


def _inside(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < stop and first < end for first, stop in taken)


def _is_event(text: str, start: int, end: int, starts: Container[int]) -> bool:
    if start not in starts and end not in starts and not _is_kanji(text[start - 1 : start]):
        return False
    if text[start - 1 : start] in ("非", "不", "未"):
        return False
    return not _NO_EVENT.match(text, end) or bool(re.match(r"(?:国際|機会)", text[end:]))


def _is_kanji(character: str) -> bool:
    return bool(character) and "\u3400" <= character <= "\u9fff"
