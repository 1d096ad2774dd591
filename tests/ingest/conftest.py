"""PDFs as browsers make them: printed by Chromium, which `.ci/run` installs where it is missing."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from report_extract.ingest.reading import read_bytes
from report_extract.ingest.source import SourceText

CHROMIUM = shutil.which("chromium")
STYLE = """
@page { size: A4; margin: 20mm }
body { font-family: "Noto Serif CJK JP", serif; font-size: 10.5pt }
p { text-indent: 1em; margin: 0 }
"""

Print = Callable[..., bytes]
Read = Callable[..., SourceText]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Prints a page to PDF: its body and more style sheet; the same page once a session."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: apt-get install chromium fonts-noto-cjk")
    folder = tmp_path_factory.mktemp("printed")
    done: dict[tuple[str, str], bytes] = {}

    def call(body: str, style: str = "") -> bytes:
        if (body, style) not in done:
            done[body, style] = _print(folder / f"{len(done)}.html", body, style)
        return done[body, style]

    return call


def _print(page: Path, body: str, style: str) -> bytes:
    head = f'<!doctype html><html lang="ja"><meta charset="utf-8"><style>{STYLE}{style}</style>'
    page.write_text(f"{head}<body>{body}</body></html>", encoding="utf-8")
    target = page.with_suffix(".pdf")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    subprocess.run(
        [*command, "--no-pdf-header-footer", f"--user-data-dir={page.parent / 'profile'}", f"--print-to-pdf={target}", str(page)],
        check=True,
        capture_output=True,
        timeout=60,
        env={**os.environ, "HOME": str(page.parent)},
    )  # fmt: skip
    return target.read_bytes()


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads bytes as a file of some name."""

    def call(data: bytes, name: str = "report.pdf") -> SourceText:
        return read_bytes(data, name=name, label=name)

    return call
