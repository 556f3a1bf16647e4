"""Finds the character encoding of a file without holding the file in memory."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 20
_UTF8_BOM: Final = b"\xef\xbb\xbf"
# Municipal files are UTF-8, CP932 or UTF-16; EUC-JP and ISO-2022-JP come from old servers.
_LEGACY: Final = ("cp932", "euc_jp")
_HALF_WIDTH_KANA: Final = frozenset(map(chr, range(0xFF61, 0xFFA0)))


def find_encoding(path: Path) -> str:
    """A Python codec name: ``utf-8``, ``cp932``, ``euc_jp``, ``iso2022_jp``, ``utf-16-le`` or ``utf-16-be``.

    When no encoding fits without fault, the one with the fewest unreadable places.
    """
    with path.open("rb") as file:
        start = file.read(1 << 16)
    if start.startswith(_UTF8_BOM):
        return "utf-8"
    if wide := _utf16(start):
        return wide
    if b"\x1b$" in start and not _faults(path, "iso2022_jp"):
        return "iso2022_jp"
    if not (utf8 := _faults(path, "utf-8")):
        return "utf-8"
    faults = {encoding: _faults(path, encoding) for encoding in _LEGACY}
    if faults["cp932"] == faults["euc_jp"] == 0:
        return _by_half_width_kana(start)
    best = min(faults, key=lambda encoding: faults[encoding])
    return best if faults[best] < utf8 else "utf-8"


def encoding_exists(name: str) -> bool:
    """Whether Python can decode text of that encoding."""
    try:
        codecs.getincrementaldecoder(name)("strict").decode(b"", final=True)
    except (LookupError, TypeError):
        return False
    return codecs.lookup(name).name not in ("rot13", "idna", "punycode", "unicode_escape", "raw_unicode_escape")


def _utf16(start: bytes) -> str:
    if start.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if start.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    # Without a mark: every ASCII character (comma, line end) leaves a zero byte, always on the same side.
    even, odd = start[0::2].count(0), start[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros >= 2 and zeros > 9 * others:
            try:
                text = start[: len(start) // 2 * 2].decode(encoding)
            except UnicodeDecodeError as error:
                if error.start < len(start) - 4:
                    continue
                text = start[: error.start].decode(encoding)
            if text.isprintable() or "\n" in text or "\r" in text:
                return encoding
    return ""


def _faults(path: Path, encoding: str) -> int:
    """How many places of the file cannot be read in the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return sum(decoder.decode(chunk, final=not chunk).count("�") for chunk in _chunks(path))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
    yield b""


def _by_half_width_kana(start: bytes) -> str:
    """EUC-JP read as CP932 turns mostly into half-width kana; CP932 read as EUC-JP hardly ever succeeds."""
    text = start.decode("cp932", "ignore")
    wide = [ch for ch in text if ord(ch) > 0x7F]
    kana = sum(ch in _HALF_WIDTH_KANA for ch in wide)
    return "euc_jp" if kana > len(wide) // 2 else "cp932"
