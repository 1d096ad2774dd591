"""What the reports that are found are called."""

import os
from pathlib import Path

import pytest

from report_extract.batch import inputs
from report_extract.batch.inputs import find_inputs

IDS = [
    pytest.param(["a.txt", "b/c.txt"], ["a", "c"], id="stems"),
    pytest.param(["a/x.txt", "b/x.txt"], ["a/x.txt", "b/x.txt"], id="one-stem-in-two-folders"),
    pytest.param(["x.txt", "x.md", "y.txt"], ["top/x.md", "top/x.txt", "y"], id="one-stem-with-two-suffixes"),
    pytest.param(
        ["1/a/x.txt", "2/a/x.txt", "2/b/x.txt"], ["1/a/x.txt", "2/a/x.txt", "b/x.txt"], id="as-much-as-tells-apart"
    ),
    pytest.param(["x.txt", "a/x.txt"], ["a/x.txt", "top/x.txt"], id="one-above-the-other"),
]


@pytest.mark.parametrize(("names", "expected"), IDS)
def test_ids_are_stems_or_the_shortest_ends_that_differ(tmp_path: Path, names: list[str], expected: list[str]) -> None:
    top = tmp_path / "top"
    for name in names:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("text")
    assert [item.doc_id for item in find_inputs([top]).inputs] == expected


def test_a_stem_of_thousands_of_files_is_told_apart_with_one_look_at_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Path] = []
    absolute = os.path.abspath
    monkeypatch.setattr(inputs.os.path, "abspath", lambda path: looks.append(path) or absolute(path))  # type: ignore[func-returns-value]
    paths = [Path(f"/reports/{number}/report.txt") for number in range(5_000)]
    assert inputs._doc_ids(paths) == [f"{number}/report.txt" for number in range(5_000)]
    assert len(looks) == len(paths)
