"""Reads and writes files with errors that name them."""

import json
from pathlib import Path
from typing import Any

from report_extract.errors import InputError


def read_text(path: Path) -> str:
    """Read UTF-8 and keep its line ends."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 and keep the line ends."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file; its folder is made if need be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def parse_json(text: str, where: str) -> Any:
    """Parse JSON."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"{where}: no JSON: {error}") from error


def in_folder(folder: Path, doc_id: str, suffix: str) -> Path:
    """Name the file of a report in a folder; an id that is no file name is refused."""
    if not doc_id or doc_id.startswith(".") or set(doc_id) & set("/\\\0:\n\r"):
        raise InputError(f"the report id {doc_id!r} cannot be the name of a file")
    return folder / f"{doc_id}{suffix}"
