"""Whatever bytes a file has: readers give a text or the project's own error, and every span of the layout is true.

    python fuzz/readers.py -max_total_time=600        atheris and libFuzzer look for bytes that break this
    python fuzz/readers.py out/fuzz/crash-…           one finding again

Needs the extra ``fuzz``. The first byte of an input chooses its form (``forms.py``), the rest is put into it. What the
search has learnt is kept in ``out/fuzz/corpus``, so the next one goes on from there.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["report_extract"]):
    from report_extract.errors import InputError
    from report_extract.ingest import docx, html, reading  # noqa: F401 - else imported later, without its marks
    from report_extract.ingest.pdf import document  # noqa: F401
    from report_extract.ingest.source import SourceText
    from report_extract.layout.blocks import read_blocks

import forms
import truths

FOLDER = Path(__file__).parents[1] / "out" / "fuzz"


def check(data: bytes) -> None:
    """One input through reader, layout and offsets."""
    name, content = forms.file_of(data)
    source = _read(content, name)
    if source is not None:
        truths.of_source(source)
        truths.of_blocks(source, read_blocks(source.text))


def _read(data: bytes, name: str) -> SourceText | None:
    try:
        return reading.read_bytes(data, name=name, label=f"in/{name}")
    except InputError as error:
        message = str(error)
    assert message.startswith(f"in/{name}: "), f"the message does not name the file: {message!r}"
    assert "\n" not in message, f"a message of several lines: {message!r}"
    return None


def main() -> None:
    """Hand over to libFuzzer; without files or folders of one's own, with the seeds."""
    arguments = sys.argv
    if all(argument.startswith("-") for argument in arguments[1:]):
        corpus = FOLDER / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(forms.seeds()):
            (corpus / f"seed-{number:03}").write_bytes(seed)
        arguments = [arguments[0], f"-artifact_prefix={FOLDER}/", "-timeout=20", "-max_len=1500", *arguments[1:], str(corpus)]  # fmt: skip
    atheris.Setup(arguments, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
