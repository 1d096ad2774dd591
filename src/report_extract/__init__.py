"""Turns Japanese think-tank reports into entities, relations and claims that can be queried, checked and trusted."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report_extract.export.frames import to_frames
    from report_extract.pipeline import extract
    from report_extract.records import Report

__all__ = ["Report", "extract", "to_frames"]

_HOMES = {
    "extract": "report_extract.pipeline",
    "Report": "report_extract.records",
    "to_frames": "report_extract.export.frames",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the package itself loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
