"""Text files in every encoding that Japan has used."""

import pytest

from report_extract.errors import InputError
from report_extract.ingest.reading import read_bytes
from report_extract.ingest.text import decode

TEXT = "ロシアは2024年3月に北朝鮮に武器を供与した。\n"
VENDORS = "髙市と宮﨑は①号館で㈱の話をした。㍻・Ⅷ～−\n"


def euc(text: str) -> bytes:
    """EUC-JP as other software writes it: each character by its row and cell in CP932."""
    out = bytearray()
    for character in text:
        code = character.encode("cp932")
        if len(code) == 1:
            out += code
            continue
        row, cell = rows_of(*code)
        out += bytes([row + 0xA1, cell + 0xA1])
    return bytes(out)


def rows_of(lead: int, trail: int) -> tuple[int, int]:
    """Row and cell, from 0; IBM's own rows (FA to FC) stand also in NEC's (89 to 92), where other codes have them."""
    if lead >= 0xFA:
        lead, trail = NEC[bytes([lead, trail]).decode("cp932")]
    row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2
    return (row + 1, trail - 0x9F) if trail >= 0x9F else (row, trail - 0x40 - (trail > 0x7F))


def nec() -> dict[str, tuple[int, int]]:
    found = {}
    for lead in (0xED, 0xEE):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
            try:
                found[bytes([lead, trail]).decode("cp932")] = (lead, trail)
            except UnicodeDecodeError:
                continue
    return found


NEC = nec()


def iso2022(text: str) -> bytes:
    return b"\x1b$B" + bytes(byte & 0x7F for byte in euc(text.strip())) + b"\x1b(B\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jp", "iso2022_jp"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_encodings(encoding: str, end: str) -> None:
    text = (TEXT * 3).replace("\n", end)
    assert decode(text.encode(encoding), name="a") == (text, encoding)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(VENDORS.encode("cp932"), "cp932", id="cp932"),
        pytest.param(euc(VENDORS), "euc_jp", id="euc"),
        pytest.param(iso2022(VENDORS.replace("-", "")), "iso2022_jp", id="iso2022"),
        pytest.param(VENDORS.encode("utf-16-le"), "utf-16-le", id="utf-16-without-bom"),
    ],
)
def test_characters_that_only_vendors_had(data: bytes, encoding: str) -> None:
    text, found = decode(data, name="a")
    assert found == encoding
    for characters in ("髙市", "宮﨑", "①号館", "㈱", "㍻", "Ⅷ"):
        assert characters in text


def test_a_character_of_unicode_alone() -> None:
    text = "㍿は株式会社の略である。\n"
    assert decode(text.encode(), name="a") == (text, "utf-8")


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(bytes(range(256)) * 20, "no text", id="binary"),
        pytest.param(b"\0" * 500, "no text", id="zeros"),
        pytest.param(b"\xff\xfe\x00", "broken utf-16", id="broken"),
        pytest.param(b"Russia gave arms.", "no Japanese text", id="english"),
        pytest.param("俄罗斯向朝鲜提供武器。".encode("gb18030"), "no ", id="chinese"),
    ],
)
def test_what_is_no_japanese_text_is_refused(data: bytes, cause: str) -> None:
    with pytest.raises(InputError, match=rf"^in/a\.txt: {cause}"):
        read_bytes(data, name="a.txt", label="in/a.txt")
