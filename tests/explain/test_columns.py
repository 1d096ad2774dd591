"""Text in columns of cells, and spans marked inside a sentence."""

import pytest

from report_extract.explain.columns import columns, marked


def test_a_japanese_character_takes_two_cells() -> None:
    assert columns([("供与", "一"), ("abcdef", "二")]) == ["供与    一", "abcdef  二"]


def test_a_long_value_goes_on_in_its_column() -> None:
    first, second = columns([("a", "漢" * 80)], indent=1)
    assert first == " a  " + "漢" * 57
    assert second == "    " + "漢" * 23


def test_a_break_of_the_source_is_undone_and_no_line_begins_with_a_full_stop() -> None:
    assert columns([("a", "北朝\n鮮")]) == ["a  北朝鮮"]
    assert columns([("a", "漢" * 57 + "。続")]) == ["a  " + "漢" * 57 + "。", "   続"]


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        pytest.param([(0, 2, "S"), (3, 5, "O")], "[S:ab]c[O:de]", id="apart"),
        pytest.param([(0, 2, "S"), (2, 5, "O")], "[S:ab][O:cde]", id="touching"),
        pytest.param([(1, 3, "O"), (1, 3, "V")], "a[O:[V:bc]]de", id="same"),
        pytest.param([(2, 3, "V"), (0, 5, "")], "[ab[V:c]de]", id="inside"),
    ],
)
def test_spans_are_marked(spans: list[tuple[int, int, str]], shown: str) -> None:
    assert marked("abcde", spans) == shown
