"""Plain text files in the encodings Japan uses."""

import codecs
import hashlib
import re
from collections.abc import Callable
from pathlib import PurePath

from report_extract.errors import InputError
from report_extract.ingest import jis
from report_extract.ingest.source import SourceText
from report_extract.ingest.suffixes import TEXT

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_JAPANESE = {"shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp", "iso2022_jp": "iso2022_jp"}
_LETTER = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d]")
# Half-width kana and private characters: text in another encoding is full of them when read as CP932.
_ODD = re.compile(r"[\uff66-\uff9d\ue000-\uf8ff]")
_JAPANESE_OR_ASCII = re.compile(
    r"[\t\n\r -~\u2010-\u22ff\u2460-\u27bf\u3000-\u30ff\u3200-\u33ff\u4e00-\u9fff\uff00-\uff9f]"
)
_KANA = re.compile(r"[\u3041-\u30fa\uff66-\uff9d]")


def read_bytes(data: bytes, *, name: str, label: str) -> SourceText:
    """Decode one text file; ``label`` stands for it in messages.

    Raises:
        InputError: it is empty, is no text, or has no Japanese in it.
    """
    text, encoding = decode(data, name=label)
    check(text, name=label)
    media_type = TEXT.get(PurePath(name).suffix.lower(), "text/plain")
    return SourceText(name, media_type, encoding, hashlib.sha256(data).hexdigest(), text)


def from_string(text: str, *, name: str, label: str | None = None) -> SourceText:
    """Take a text that is decoded already; its hash is that of its UTF-8 bytes. ``label`` stands for it in messages.

    Raises:
        InputError: it is empty or has no Japanese in it.
    """
    check(text, name=label or name)
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
            if not _is_binary(data):
                return text, "utf-8"
    wide = _without_bom(data)
    if wide is not None:
        return wide
    if _is_binary(data):
        raise InputError(f"{name}: no text (binary data)")
    guess = _guess(data)
    if guess is None:
        raise InputError(f"{name}: no text in UTF-8, UTF-16, CP932, EUC-JP or ISO-2022-JP")
    return guess


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


def _is_binary(data: bytes) -> bool:
    return data.count(0) > max(8, len(data) // 100)


def _without_bom(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: in its own byte order, and in no other encoding, nearly all is Japanese or ASCII."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if 20 * len(_KANA.findall(text)) > len(text) and 10 * len(_JAPANESE_OR_ASCII.findall(text)) > 9 * len(text):
            return text, encoding
    return None


def _guess(data: bytes) -> tuple[str, str] | None:
    """The Japanese encoding that decodes all of ``data`` and looks most like Japanese; chardet breaks ties."""
    fitting: dict[str, tuple[int, str]] = {}
    for encoding, decoder in _DECODERS.items():
        if encoding == "iso2022_jp" and b"\x1b" not in data:
            continue
        try:
            text = decoder(data)
        except UnicodeDecodeError:
            continue
        kana, odd = len(_KANA.findall(text)), len(_ODD.findall(text))
        if odd <= 0.8 * kana or kana == odd == 0:
            fitting[encoding] = kana - 10 * odd, text
    if not fitting:
        return None
    best = max(score for score, _ in fitting.values())
    leaders = [encoding for encoding, (score, _) in fitting.items() if score == best]
    chosen = _likelier(data, leaders) if leaders[1:] else leaders[0]
    return fitting[chosen][1], chosen


def _likelier(data: bytes, encodings: list[str]) -> str:
    """What chardet takes ``data`` for, or the first."""
    import chardet  # takes long, and is hardly ever asked

    guess = _JAPANESE.get((chardet.detect(data)["encoding"] or "").lower().replace("-", "_"))
    return guess if guess in encodings else encodings[0]


_DECODERS: dict[str, Callable[[bytes], str]] = {
    "iso2022_jp": jis.decode_iso2022,
    "cp932": lambda data: data.decode("cp932"),
    "euc_jp": jis.decode_euc,
}
