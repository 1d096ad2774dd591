"""Plain text files in the encodings Japan uses."""

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import chardet

from report_extract.errors import InputError

SUFFIXES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"}

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_JAPANESE = {"shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp", "iso2022_jp": "iso2022_jp"}
_LETTER = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d]")
_KANA = re.compile(r"[\u3041-\u30fa\uff66-\uff9d]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as decoded, with what is known of where it came from."""

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    text: str


def read(path: Path) -> SourceText:
    """Read and decode one text file.

    Raises:
        InputError: it cannot be opened, is empty, is no text, or has no Japanese in it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    text, encoding = decode(data, name=str(path))
    check(text, name=str(path))
    media_type = SUFFIXES.get(path.suffix.lower(), "text/plain")
    return SourceText(path.name, media_type, encoding, hashlib.sha256(data).hexdigest(), text)


def from_string(text: str, *, name: str) -> SourceText:
    """Take a text that is decoded already; its hash is that of its UTF-8 bytes.

    Raises:
        InputError: it is empty or has no Japanese in it.
    """
    check(text, name=name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(name, "text/plain", None, digest, text)


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """Bytes to text and the name of the encoding; line ends stay as they are.

    Raises:
        InputError: the bytes are no text in any encoding that is tried.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, name), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x1b$" not in text and "\x1b(" not in text:
            if text.count("\0") > len(text) // 100:
                raise InputError(f"{name}: no text (binary data)")
            return text, "utf-8"
    if data.count(0) > len(data) // 100:
        raise InputError(f"{name}: no text (binary data)")
    guess = _guess(data)
    if guess is None:
        raise InputError(f"{name}: no text in UTF-8, UTF-16, CP932, EUC-JP or ISO-2022-JP")
    return data.decode(guess), guess


def check(text: str, *, name: str) -> None:
    """Refuse a text that has nothing to read.

    Raises:
        InputError: it is empty, or hardly any letter is Japanese.
    """
    if not text.strip("\ufeff\0 \t\r\n\f\v\u3000"):
        raise InputError(f"{name}: empty")
    letters = sum(character.isalpha() for character in text)
    if len(_LETTER.findall(text)) < max(1, letters // 10) or not _KANA.search(text):
        raise InputError(f"{name}: no Japanese text")


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: broken {encoding}: {error.reason} at byte {error.start}") from error


def _guess(data: bytes) -> str | None:
    """The Japanese encoding that decodes all of ``data`` and looks most like Japanese; chardet breaks ties."""
    fitting = {}
    for encoding in ("iso2022_jp", "cp932", "euc_jp"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "iso2022_jp" and "\x1b" not in data.decode("latin-1"):
            continue
        fitting[encoding] = len(_KANA.findall(text)) - 10 * len(re.findall(r"[\uff66-\uff9d\ue000-\uf8ff]", text))
    if not fitting:
        return None
    guess = (chardet.detect(data)["encoding"] or "").lower().replace("-", "_")
    best = max(fitting.values())
    leaders = [encoding for encoding, score in fitting.items() if score == best]
    return _JAPANESE.get(guess, leaders[0]) if _JAPANESE.get(guess) in leaders else leaders[0]
