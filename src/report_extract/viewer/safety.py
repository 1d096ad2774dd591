"""Text of reports made harmless: nothing invisible is passed on, nothing can end the script element it stands in."""

import json
import re
from typing import Any

# C0 and C1 controls but tab and line feed, marks that reorder or hide text, lone surrogates and noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def visible(text: str) -> str:
    """Name each character that cannot be seen, or that turns what follows around: ``⟦U+202E⟧``."""
    return _INVISIBLE.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)


def harmless(data: Any) -> Any:
    """Make every string of a view model visible."""
    if isinstance(data, str):
        return visible(data)
    if isinstance(data, dict):
        return {visible(key): harmless(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [harmless(value) for value in data]
    return data


def script_json(data: Any) -> str:
    """Write a view model as JSON for a script element: no text in it can end the element or start another."""
    text = json.dumps(harmless(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda match: _ESCAPES[match.group()], text)
