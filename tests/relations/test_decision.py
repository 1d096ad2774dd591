"""Which relations a sentence states, by what all its triggers say of each."""

import pytest

from report_extract.relations.decision import decide


@pytest.mark.parametrize(
    ("triggers", "stated"),
    [
        pytest.param([{"a": 0.6, "b": 0.2}], [(0, "a", 0.6)], id="likely"),
        pytest.param([{"a": 0.33}], [], id="too-unlikely"),
        pytest.param([{"a": 0.4, "b": 0.4}], [(0, "a", 0.4), (0, "b", 0.4)], id="two-of-one-trigger"),
        pytest.param([{"a": 0.2}, {"a": 0.3}], [(1, "a", 0.44)], id="likely-together"),
        pytest.param([{"a": 0.3}, {"a": 0.3}], [(0, "a", 0.51)], id="the-first-of-equal-triggers"),
        pytest.param([{"a": 0.5}, {"a": 0.9}], [(1, "a", 0.95)], id="told-twice-stated-once"),
        pytest.param([{"a": 0.7}, {"a": 0.9}], [(0, "a", 0.7), (1, "a", 0.97)], id="stated-twice"),
        pytest.param([{"a": 1.0 + 1e-15}], [(0, "a", 1.0)], id="no-more-than-certain"),
        pytest.param([{}, {}], [], id="nothing"),
        pytest.param([], [], id="no-trigger"),
    ],
)
def test_what_is_stated(triggers: list[dict[str, float]], stated: list[tuple[int, str, float]]) -> None:
    found = [(number, relation, round(probability, 9)) for number, relation, probability in decide(triggers)]
    assert found == stated
