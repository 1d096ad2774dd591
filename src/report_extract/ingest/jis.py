"""EUC-JP and ISO-2022-JP as they were really written: with the vendors' characters (①㍿髙﨑) that Python's codecs refuse.

A character that the standard codec refuses is looked up where all vendors' characters are: in CP932, whose codes are
the same rows and cells in another order.
"""

import codecs
import re

_HANDLER = "report_extract.vendor_characters"
_TWO_BYTES = re.compile(rb"\x1b\$(?:\(D|[@B])([^\x1b]*)")


def decode_euc(data: bytes) -> str:
    """Decode EUC-JP, with rows 13 and 89 to 92.

    Raises:
        UnicodeDecodeError: it is no EUC-JP.
    """
    return data.decode("euc_jp", _HANDLER)


def decode_iso2022(data: bytes) -> str:
    """Decode ISO-2022-JP, with rows 13 and 89 to 92.

    Raises:
        UnicodeDecodeError: it is no ISO-2022-JP.
    """
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        pass

    def raised(match: re.Match[bytes]) -> bytes:
        return bytes(byte | 0x80 if byte > 0x20 else byte for byte in match.group(1))

    shifted = re.sub(rb"\x1b\([BJ]", b"", _TWO_BYTES.sub(raised, data))
    if b"\x1b" in shifted:
        raise UnicodeDecodeError("iso2022_jp", data, data.index(b"\x1b"), data.index(b"\x1b") + 1, "unknown escape")
    return decode_euc(shifted)


def _cell(error: UnicodeError) -> tuple[str, int]:
    """The character of two bytes that the codec refuses, by its row and cell in CP932, and where to go on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2 or not all(0xA1 <= byte <= 0xFE for byte in pair):
        raise error
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    try:
        return bytes([lead, trail]).decode("cp932"), error.start + 2
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(_HANDLER, _cell)
