"""The labelling configuration that a Label Studio project needs for our tasks, and the names it gives its controls."""

from typing import get_args
from xml.etree import ElementTree

from report_extract.exchange.graph import ARCS, CODES, LABELS
from report_extract.records import Certainty, Polarity, Status

TEXT, LABEL = "text", "label"
CHOICES: dict[str, tuple[str, ...]] = {
    "status": get_args(Status),
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
}
TEXT_AREAS = ("entity", *CODES, "rule")


def labelling_config() -> str:
    """Write the configuration as XML."""
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Style").text = ".htx-text { white-space: pre-wrap; }"
    relations = ElementTree.SubElement(view, "Relations")
    for label in ARCS:
        ElementTree.SubElement(relations, "Relation", value=label)
    labels = ElementTree.SubElement(view, "Labels", name=LABEL, toName=TEXT)
    for label in LABELS:
        ElementTree.SubElement(labels, "Label", value=label)
    ElementTree.SubElement(view, "Text", name=TEXT, value=f"${TEXT}")
    for name, values in CHOICES.items():
        choices = ElementTree.SubElement(view, "Choices", name=name, toName=TEXT, perRegion="true", showInline="true")
        for value in values:
            ElementTree.SubElement(choices, "Choice", value=value)
    for name in TEXT_AREAS:
        ElementTree.SubElement(
            view, "TextArea", name=name, toName=TEXT, perRegion="true", editable="true", maxSubmissions="1",
            placeholder=name,
        )  # fmt: skip
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"
