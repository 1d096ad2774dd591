"""Imports spaCy without its command line, which nothing here uses and which is two fifths of its import."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy, if it is not imported yet; its command line is there for whoever imports it afterwards."""
    if "spacy" in sys.modules:
        return
    for name in _COMMAND_LINE:
        sys.modules[name] = _stand_in(name)
    try:
        import_module("spacy")
    finally:
        for name in _COMMAND_LINE:
            del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    module = ModuleType(name)
    module.__dict__["info"] = _info
    return module


def _info(*arguments: Any, **options: Any) -> Any:
    """What ``spacy.info`` does, from the command line that it belongs to."""
    return import_module("spacy.cli.info").info(*arguments, **options)


import_spacy()
