"""What a clause is like, as words that can be weighed: how it ends, its predicate and subject, what it names, what the rules say."""

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from report_extract.analysis.bunsetsu import Bunsetsu
from report_extract.claims import cues
from report_extract.claims.judge import Judgement
from report_extract.views import View

_LONGEST_END = 6
_PREDICATES = ("VERB", "ADJ", "NOUN", "PROPN", "NUM", "ADV")
_SUBJECTS = ("ハ", "ガ", "モ")


def traits(view: View, content: tuple[int, int], judged: Judgement, *, is_said: bool) -> list[str]:
    """The words for a clause: ``content`` are its characters, ``is_said`` tells that somebody but the author says it."""
    found = [f"rule:{judged.rule}", f"type:{judged.type}", *_ends(view.text[slice(*content)])]
    if is_said:
        found.append("said")
    return [*found, *_predicate(view, content), *_names(view, content), *_subject(view, content)]


def _ends(text: str) -> list[str]:
    """The last characters of the clause in its plain form, one to six of them."""
    plain = cues.plain(text)
    return [f"end:{plain[-length:]}" for length in range(1, min(len(plain), _LONGEST_END) + 1)]


def _predicate(view: View, content: tuple[int, int]) -> Iterator[str]:
    """The lemma of the predicate, what is put to it, and the argument and particle before it."""
    sentence = view.arguments.sentence
    doc, begins = sentence.doc, sentence.begins
    first, at = bisect_left(begins, content[0]), bisect_left(begins, content[1]) - 1
    while at >= first and not _is_predicate(doc[at]):
        at -= 1
    if at < first:
        return
    token = doc[at]
    kind, lemma = token.pos_, token.lemma_
    yield f"predicate:{lemma}"
    yield f"form:{kind}:{view.text[sentence.ends[at] : content[1]].rstrip('。、 」')}"
    yield f"form:{kind}"
    if at > first:
        yield f"before:{doc[at - 1].text}"
    if at > first + 1 and doc[at - 1].pos_ == "ADP":
        argument = doc[at - 2].lemma_ + doc[at - 1].text
        yield f"argument:{argument}"
        yield f"argument:{argument}{lemma}"


def _is_predicate(token: Token) -> bool:
    return token.pos_ in _PREDICATES and not token.tag_.startswith(("動詞-非自立", "名詞-普通名詞-助数詞"))


def _names(view: View, content: tuple[int, int]) -> list[str]:
    """The types of what is mentioned, and whether there is a number."""
    kinds = {kind or "anaphor" for _, start, _, kind, _ in view.rows if content[0] <= start < content[1]}
    number = ["number"] if any(char.isdigit() for char in view.text[slice(*content)]) else []
    return [*(f"names:{kind}" for kind in sorted(kinds)), *number]


def _subject(view: View, content: tuple[int, int]) -> list[str]:
    """What the topic and the last phrase with は, が or も are: the type of a name, or the noun itself."""
    sentence = view.arguments.sentence
    phrases = [
        b for b in sentence.bunsetsu if b.case in _SUBJECTS and content[0] <= sentence.begins[b.first] < content[1]
    ]
    if not phrases:
        return ["subject:none"]
    topic = next((b for b in phrases if b.case == "ハ"), None)
    found = [f"case:{phrases[-1].case}", f"subject:{_what(view, phrases[-1])}"]
    return [*found, f"topic:{_what(view, topic) if topic else 'none'}"]


def _what(view: View, phrase: Bunsetsu) -> str:
    """The type of the name that a phrase ends in, else its noun."""
    start, end = view.arguments.sentence.content(phrase)
    doc: Doc = view.arguments.sentence.doc
    for _, begin, finish, kind, _ in view.rows:
        if begin < end and start < finish and finish >= end - 2:
            return kind or "anaphor"
    return str(doc[phrase.last].lemma_)
