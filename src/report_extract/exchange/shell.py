"""What a report says of itself, as plain data that a format carries beside its spans; and its default."""

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from report_extract.errors import InputError
from report_extract.exchange.places import lines_as_sentences
from report_extract.records import SCHEMA_VERSION, Metadata, Pipeline, Report, Source

KEY = "report"
_BESIDE = {"text", "entities", "mentions", "relations", "claims"}


def pack(report: Report) -> dict[str, Any]:
    """Give everything but the text and what stands in it."""
    return report.model_dump(mode="json", exclude=_BESIDE)


def unpack(data: object, text: str, where: str, default: Report) -> Report:
    """Read what ``pack`` gave; data made by others, which has none, gets the default."""
    if data is None:
        return default
    if not isinstance(data, Mapping):
        raise InputError(f"{where}: {KEY!r} is no object")
    try:
        return Report.model_validate({**data, "text": text, **dict.fromkeys(_BESIDE - {"text"}, ())})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{where}: {KEY}.{place}: {first['msg']}") from error


def bare(doc_id: str, text: str, *, name: str, made_by: str, metadata: Metadata | None = None) -> Report:
    """Make a report of a text alone; each line is a sentence."""
    blocks, sentences = lines_as_sentences(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        schema_version=SCHEMA_VERSION,
        doc_id=doc_id,
        source=Source(name=name, media_type="text/plain", encoding="utf-8", sha256=digest, pages=None),
        metadata=metadata or Metadata(title=None, author=None, affiliation=None, completed=None),
        pipeline=Pipeline(name=made_by, version="", model="", rules=""),
        text=text,
        blocks=blocks,
        sentences=sentences,
        entities=(),
        mentions=(),
        relations=(),
        claims=(),
    )
