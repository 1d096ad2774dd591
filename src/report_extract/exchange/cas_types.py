"""The UIMA type system of our records; importing ``cassis`` waits until a CAS is read or written."""

from importlib import import_module
from typing import Any

from report_extract.errors import ReportExtractError

PACKAGE = "report_extract"
_STRING, _INTEGER, _DOUBLE = "uima.cas.String", "uima.cas.Integer", "uima.cas.Double"
_TOP, _ANNOTATION = "uima.cas.TOP", "uima.tcas.Annotation"
_COMMON = {"id": _STRING, "position": _INTEGER}
_FOUND = {**_COMMON, "sentence": "Sentence", "rule": _STRING}

TYPES: dict[str, tuple[str, dict[str, str]]] = {
    "Document": (_TOP, {"json": _STRING}),
    "Block": (_ANNOTATION, {**_COMMON, "kind": _STRING, "level": _INTEGER}),
    "Sentence": (_ANNOTATION, {**_COMMON, "block": _STRING, "text": _STRING}),
    "Entity": (
        _TOP,
        {**_COMMON, "label": _STRING, "name": _STRING, "iso3166": _STRING, "wikidata": _STRING, "value": _STRING},
    ),
    "Mention": (
        _ANNOTATION,
        {**_FOUND, "label": _STRING, "form": _STRING, "entity": "Entity", "refersTo": "Entity[]"},
    ),
    "Part": (_ANNOTATION, {"role": _STRING}),
    "Relation": (
        _ANNOTATION,
        {**_FOUND, "label": _STRING, "subject": "Mention", "object": "Mention", "theme": "Part", "time": "Mention",
         "place": "Mention", "status": _STRING, "polarity": _STRING, "confidence": _DOUBLE},
    ),
    "Claim": (
        _ANNOTATION,
        {**_FOUND, "label": _STRING, "certainty": _STRING, "polarity": _STRING, "condition": "Part", "cue": "Part",
         "holder": "Entity", "likelihood": _STRING, "addressee": "Entity", "horizon": _STRING},
    ),
}  # fmt: skip


def cassis() -> Any:
    """Import dkpro-cassis; say how to get it where it is missing."""
    try:
        return import_module("cassis")
    except ImportError as error:
        raise ReportExtractError("the format cas needs dkpro-cassis: pip install 'report-extract[exchange]'") from error


def full(name: str) -> str:
    """Give the full name of one of our types."""
    return f"{PACKAGE}.{name}"


def type_system() -> Any:
    """Build the type system."""
    system = cassis().TypeSystem()
    made = {name: system.create_type(full(name), supertypeName=parent) for name, (parent, _) in TYPES.items()}
    for name, (_, features) in TYPES.items():
        for feature, kind in features.items():
            if kind.endswith("[]"):
                element = made[kind.removesuffix("[]")]
                system.create_feature(made[name], feature, "uima.cas.FSArray", elementType=element)
            else:
                system.create_feature(made[name], feature, made.get(kind, kind))
    return system
