"""One self-contained HTML file: shell, styles, scripts and data, under a policy that lets only these scripts run."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Literal

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from report_extract.viewer.safety import script_json, visible

Language = Literal["ja", "en"]
Kind = Literal["report", "index"]

_SHARED = ("dom.js", "labels.js", "shell.js", "filters.js", "csv.js")
_SCRIPTS: dict[Kind, tuple[str, ...]] = {
    "report": (
        *_SHARED, "data.js", "text.js", "legend.js", "arcs.js", "panel.js", "claims.js", "forecasts.js", "relations.js",
        "graph.js", "timeline.js", "differences.js", "report.js",
    ),
    "index": (*_SHARED, "search.js", "counts.js", "index.js"),
}  # fmt: skip
_STYLES = ("base.css", "report.css", "tables.css", "graph.css", "index.css", "print.css")
# cytoscape adds a style element of this id unless the page has one, and the policy would refuse it.
_CYTOSCAPE_STYLE = ("__________cytoscape_stylesheet", ".__________cytoscape_container { position: relative; }")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A style element."""

    id: str
    text: Markup


def render(kind: Kind, *, title: str, data: dict[str, Any], language: Language = "ja") -> str:
    """Make the page of a view model."""
    scripts = [Markup(text) for text in _scripts(kind)]
    sheets = [_Sheet("style", Markup(_styles())), _Sheet(_CYTOSCAPE_STYLE[0], Markup(_CYTOSCAPE_STYLE[1]))]
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_asset("page.html.j2")).render(
        kind=kind,
        language=language,
        title=visible(title),
        policy=_policy(scripts, [sheet.text for sheet in sheets]),
        generator=f"report-extract {version('report-extract')}",
        styles=sheets,
        scripts=scripts,
        labels=Markup(script_json(json.loads(_asset("labels.json")))),
        data=Markup(script_json(data)),
    )


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Allow exactly these scripts and styles, and nothing else from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def _scripts(kind: Kind) -> tuple[str, ...]:
    """Give the vendored script, where the page draws a graph, and the page's own as one."""
    own = "".join(_asset(name) for name in _SCRIPTS[kind])
    page = f'"use strict";\n(() => {{\n{own}start();\n}})();'
    return (_asset("vendor/cytoscape.min.js"), page) if kind == "report" else (page,)


@cache
def _styles() -> str:
    return "".join(_asset(name) for name in _STYLES)


@cache
def _asset(name: str) -> str:
    return files("report_extract.viewer").joinpath("assets", name).read_text(encoding="utf-8")
