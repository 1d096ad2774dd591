"""Entities given by gold instead of found: so that relations and claims can be scored apart from recognition."""

from collections.abc import Sequence
from pathlib import Path

from report_extract.entities import wikidata
from report_extract.entities.linking import LinkedEntity, LinkedMention
from report_extract.evaluation.gold import GoldMention, GoldReport, read_gold
from report_extract.passages import Passage


def find_gold(folder: Path, doc_id: str, text: str) -> GoldReport | None:
    """The gold of a report in a folder of ``.ann`` files, or None where it has none.

    Raises:
        GoldError: the file is wrong, or made for another text.
    """
    path = gold_path(folder, doc_id)
    return read_gold(path, text) if path is not None else None


def gold_path(folder: Path, doc_id: str) -> Path | None:
    """Where the gold of a report is; an id that leads out of the folder has none."""
    path = folder / f"{doc_id}.ann"
    return path if path.resolve().is_relative_to(folder.resolve()) and path.is_file() else None


def given_entities(passages: Sequence[Passage], gold: GoldReport) -> tuple[list[LinkedEntity], list[LinkedMention]]:
    """The gold's entities and mentions in the pipeline's own terms; mentions outside all passages are left out."""
    numbers: dict[str, int] = {}
    entities: list[LinkedEntity] = []
    for mention in gold.mentions:
        if mention.type is not None and mention.entities[0] not in numbers:
            numbers[mention.entities[0]] = len(entities)
            known = mention.wikidata or (wikidata.of_code(mention.iso3166) if mention.iso3166 else None)
            row = LinkedEntity(len(entities), mention.type, mention.name, mention.iso3166, mention.value, known)
            entities.append(row)
    mentions = [row for mention in gold.mentions for row in _place(passages, mention, numbers)]
    return entities, sorted(mentions, key=lambda row: (row.passage, row.start))


def _place(passages: Sequence[Passage], mention: GoldMention, numbers: dict[str, int]) -> list[LinkedMention]:
    for number, passage in enumerate(passages):
        if not (passage.content.starts[0] <= mention.start and mention.end <= passage.content.ends[-1]):
            continue
        span = passage.content.clean_span(mention.start, mention.end)
        targets = tuple(numbers[key] for key in mention.entities if key in numbers)
        if span is None or not targets:
            return []
        sentence = passage.sentence_at(span[0])
        return [LinkedMention(number, *span, sentence, mention.type, "gold", mention.type is None, targets)]
    return []
