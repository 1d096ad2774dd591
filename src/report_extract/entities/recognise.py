"""All recognisers over one passage, from the surest forms to the model, and names that a report repeats."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from report_extract.analysis.surface import boundaries, text_of
from report_extract.entities import abbreviations, calendar, gazetteer, model, patterns, persons, quantities, usage
from report_extract.entities.candidates import Candidate, resolve
from report_extract.records import EntityType

_REPEATED: frozenset[EntityType] = frozenset(("PERSON", "ORG", "MIL", "GPE", "LOC", "FAC", "WEAPON", "LAW", "EVENT"))
# What an expression is only where it stands so: 共同 and 時事 behind a photograph, the White House as a building.
_ONLY_THERE = frozenset(("pattern:org.photo-credit", "use:building"))
_LATIN_DEFINITION = re.compile(
    r"\((?:以下、?|略称:?|通称:?)?「?([A-Z][A-Za-z0-9-]{1,11})」?(?:と(?:いう|略す|呼ぶ)。?)?\)"
)
_OFFICE = r"(?:前|元|新|次期|副|現)*(?:大統領|首相|氏|政権|[\u3400-\u9fff]{0,4}(?:相|大臣|長官|主席|総書記|書記長|指導者|委員長|部長|議長|総統|司令官|報道官|代表|党首|総裁|事務総長|大使|将軍|大佐|少将|中将|大将))"
_PLACE_WORDS = r"(?:地域|側面|方面|周辺|国内|全域|全土|諸島部|側|付近|一帯|領内|域内)"
_GUESS_PARTS = {
    "PERSON": re.compile(rf"(?:{_OFFICE})?(?P<name>.*?)(?:{_OFFICE})?"),
    "GPE": re.compile(rf"(?:首都|古都)?(?P<name>.*?)(?:{_PLACE_WORDS})?"),
    "LOC": re.compile(rf"(?P<name>.*?)(?:{_PLACE_WORDS})?"),
}


def recognise(docs: Sequence[Doc]) -> list[list[Candidate]]:
    """Mentions of each passage that do not overlap, in the order of the text."""
    return [_recognise(doc, seen) for doc, seen in zip(docs, model.find(docs), strict=True)]


def _recognise(doc: Doc, seen: Sequence[Candidate]) -> list[Candidate]:
    text = text_of(doc)
    guessed = [trimmed for c in (*seen, *persons.find(doc)) if (trimmed := _without_generic_words(c, text))]
    found = by_rule(doc, [c for c in guessed if c.type == "PERSON"])
    found += definitions(text, resolve(found))
    found += [c for c in guessed if c.type != "PERSON"]
    whole = [_trimmed(candidate, text) for candidate in resolve(found) if _plausible(candidate, text)]
    return list(usage.read(whole, text))


def by_rule(doc: Doc, guessed: Iterable[Candidate] = ()) -> list[Candidate]:
    """What dates, quantities, lists, abbreviations and patterns find; they may overlap.

    ``guessed`` are persons that patterns may build on (トランプ + 政権).
    """
    text, edges = text_of(doc), boundaries(doc)
    found = [Candidate(e.start, e.end, "DATE", f"date:{e.kind}", 7) for e in calendar.find(text)]
    found += [Candidate(q.start, q.end, "QUANTITY", "quantity", 5) for q in quantities.find(text)]
    found += gazetteer.find(text, edges)
    found += abbreviations.find(text, edges)
    found += guessed
    masked = patterns.mask(text, resolve(found))
    possible = patterns.possible(masked)
    for number, (rule, expression) in enumerate(patterns.rules()):
        if number in possible and (more := list(patterns.find(masked, rule, expression))):
            found += more
            masked = patterns.mask(text, resolve(found))
            possible = patterns.possible(masked)
    return found


def definitions(text: str, mentions: Iterable[Candidate]) -> Iterable[Candidate]:
    """An acronym in brackets behind a name is a name of the same thing: 多国間制裁監視チーム(MSMT)."""
    for mention in mentions:
        match = _LATIN_DEFINITION.match(text, mention.end) or _LATIN_DEFINITION.match(text, mention.end + 1)
        if match and mention.type not in ("DATE", "QUANTITY", "ROLE"):
            yield Candidate(
                match.start(1),
                match.end(1),
                mention.type,
                "definition",
                6,
                mention.name or text[mention.start : mention.end],
                mention.iso,
            )


def repeat(passages: Sequence[tuple[Doc, list[Candidate]]]) -> list[list[Candidate]]:
    """Names found somewhere in a report are found wherever they stand.

    A person's single names and an acronym that the report defines are looked for as well; a name counts as known when
    a source of some trust found it.
    """
    known: dict[str, Candidate] = {}
    for doc, mentions in passages:
        text = text_of(doc)
        for mention in mentions:
            surface = text[mention.start : mention.end]
            if (
                mention.type in _REPEATED
                and mention.trust >= 2
                and mention.rule not in _ONLY_THERE
                and len(surface) >= 2
            ):
                known.setdefault(surface, mention)
                if mention.type == "PERSON" and re.search(r"[・=]", surface):
                    last = re.split(r"[・=]", surface)[-1]
                    if len(last) >= 3:
                        known.setdefault(last, mention)
    if not known:
        return [mentions for _, mentions in passages]
    finder = re.compile("|".join(map(re.escape, sorted(known, key=lambda s: (-len(s), s)))))
    return [_with_known(doc, mentions, known, finder) for doc, mentions in passages]


def _with_known(
    doc: Doc, mentions: list[Candidate], known: dict[str, Candidate], finder: re.Pattern[str]
) -> list[Candidate]:
    text, edges = text_of(doc), boundaries(doc)
    more = []
    for match in finder.finditer(text):
        first = known[match.group()]
        if gazetteer.is_whole(text, match.start(), match.end(), edges):
            more.append(
                Candidate(match.start(), match.end(), first.type, f"repeat:{first.rule}", 3, first.name, first.iso)
            )
    return list(usage.read(resolve([*mentions, *more]), text)) if more else mentions


def _trimmed(candidate: Candidate, text: str) -> Candidate:
    """Without white space and brackets at the ends."""
    start, end = candidate.start, candidate.end
    while start < end and text[start] in " 「『(、・":
        start += 1
    while end > start and text[end - 1] in " 」』)、・" and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    if (start, end) == (candidate.start, candidate.end):
        return candidate
    return Candidate(start, end, candidate.type, candidate.rule, candidate.trust, candidate.name, candidate.iso)


def _without_generic_words(candidate: Candidate, text: str) -> Candidate | None:
    """A guessed name without the office, or the generic word of place, that the guess took in; None if nothing, or a surname of one character, is left."""
    surface = text[candidate.start : candidate.end]
    match = _GUESS_PARTS[candidate.type].fullmatch(surface) if candidate.type in _GUESS_PARTS else None
    if match is None:
        return candidate
    start, end = candidate.start + match.start("name"), candidate.start + match.end("name")
    if start == end or (end - start == 1 and candidate.type == "PERSON"):
        return None
    return Candidate(start, end, candidate.type, candidate.rule, candidate.trust)


_MARKS = re.compile(r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ<>＜＞]|^[IVX]+(?:$|[^A-Za-z])|^第[0-9]+段階$")
_READING = re.compile(r"[\u3041-\u3096ー]+")
_LETTERS = re.compile(r"[0-9A-Za-z\u3041-\u30ff\u3400-\u9fff]")


def _plausible(candidate: Candidate, text: str) -> bool:
    surface = text[candidate.start : candidate.end].strip(" 「『(、・」』)")
    if candidate.rule == "model" and (_MARKS.search(surface) or _is_reading(candidate, text)):
        return False
    return bool(_LETTERS.search(surface)) and not (len(surface) == 1 and candidate.trust < 5)


def _is_reading(candidate: Candidate, text: str) -> bool:
    """Kana in brackets behind a name in characters: 早瀬拓真(はやせ たくま)."""
    opening = text.rfind("(", max(0, candidate.start - 12), candidate.start)
    return opening >= 0 and all(
        _READING.fullmatch(part) for part in re.split(r"[ \u3000・]", text[opening + 1 : candidate.end]) if part
    )
