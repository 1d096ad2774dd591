"""What the fast paths take for granted of spaCy and of a model, and the warning when it is otherwise.

``tokens``, ``encoder``, ``stepping`` and ``biluo`` make of a model's parts what spaCy would make, so they lean on how it is built.
"""

import warnings
from collections.abc import Callable
from importlib.metadata import version
from typing import TypeVar

T = TypeVar("T")
_KNOWN_SPACY = "3.8."


class OtherStructureError(Exception):
    """Spacy or a model is not built as the fast path expects; the message says what differs."""


def require(what: str, found: object, expected: object) -> None:
    """Refuse a value that is not the expected one.

    Raises:
        OtherStructureError: it is not.
    """
    if found != expected:
        raise OtherStructureError(f"{what} is {found!r}, not {expected!r}")


def require_spacy() -> None:
    """Refuse a version of spaCy that the fast paths were not proved on.

    Raises:
        OtherStructureError: it is another version.
    """
    if not version("spacy").startswith(_KNOWN_SPACY):
        raise OtherStructureError(f"spaCy is {version('spacy')}, not {_KNOWN_SPACY}*")


def faster_or_none(component: str, build: Callable[[], T]) -> T | None:
    """What ``build`` makes of a component; None, with a warning, if spaCy or the component is not built as expected."""
    try:
        require_spacy()
        return build()
    except (OtherStructureError, AttributeError, LookupError, TypeError, ValueError) as cause:
        reason = str(cause) if isinstance(cause, OtherStructureError) else repr(cause)
        message = f"{component} is left to spaCy, which is several times slower: {reason}"
        warnings.warn(message, RuntimeWarning, stacklevel=2)
        return None
