"""The confidence of relations as it is written out."""

from collections.abc import Mapping

import pytest

from report_extract import Report
from report_extract.records import Relation
from report_extract.relations.decision import LEAST


def test_the_schema_says_what_confidence_is() -> None:
    schema = Relation.model_json_schema()
    number, null = schema["properties"]["confidence"]["anyOf"]
    assert number == {"type": "number", "minimum": 0, "maximum": 1}
    assert null == {"type": "null"}
    assert "a rule alone states the relation" in schema["description"]


@pytest.mark.model
def test_what_is_weighed_has_a_confidence_and_what_a_rule_alone_states_none(dev_reports: Mapping[str, Report]) -> None:
    relations = [relation for report in dev_reports.values() for relation in report.relations]
    by_rule = [one for one in relations if one.rule.startswith("static:") or one.rule == "frame:consult.visit-glued"]
    assert [one for one in relations if one.confidence is None] == by_rule != []
    weighed = [one.confidence for one in relations if one.confidence is not None]
    assert min(weighed) >= round(LEAST, 2)
    assert weighed == [round(value, 2) for value in weighed]
    assert len(set(weighed)) > 20
