"""The scripts that score the tables print a row for each group, and their errors on demand."""

import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GROUP = {"arguments": "construction", "negatives": "kind"}


def printed(
    name: str, options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> tuple[list[str], str]:
    """The groups of the first rows of a table, and what its script says of them."""
    rows = json.loads((ROOT / f"tests/relations/data/{name}.json").read_text(encoding="utf-8"))[20:48]
    if name == "negatives":  # one that has a relation and says it has none
        names = [["GPE", "米国"], ["GPE", "ウクライナ"]]
        text = "米国はウクライナに武器を供与した。"
        rows.append({"id": "n999", "text": text, "kind": rows[0]["kind"], "entities": names, "relations": []})
    table = tmp_path / "table.json"
    table.write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr("sys.argv", [f"{name}.py", str(table), *options])
    runpy.run_path(str(ROOT / f"benchmarks/{name}.py"), run_name="__main__")
    return list(dict.fromkeys(row[GROUP[name]] for row in rows)), capsys.readouterr().out


@pytest.mark.model
@pytest.mark.parametrize("name", GROUP)
def test_a_row_for_each_group(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    groups, said = printed(name, [], monkeypatch, capsys, tmp_path)
    rows = [line.split("|")[1].strip() for line in said.splitlines() if line.startswith("| ")]
    assert {*groups, "all"} <= set(rows)


@pytest.mark.model
@pytest.mark.parametrize("name", GROUP)
def test_errors_are_listed_with_their_sentences(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, said = printed(name, ["--errors"], monkeypatch, capsys, tmp_path)
    assert said.strip()
    assert all(line.endswith("。") for line in said.splitlines())
