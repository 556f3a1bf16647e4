"""What kind of file an upload really is, told by its content; anything else than five kinds is refused by name."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kit.errors import Refusal
from kit.i18n import _l

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_RATIO: Final = 200
"""Unpacked to packed. Office files reach 20 to 50, a bomb a thousand."""
MOST_PARTS: Final = 5000
MOST_LISTING: Final = 1024 * 1024
TAIL: Final = 4096


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken in, and how its name may end."""

    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF: Final = Kind("application/pdf", (".pdf",))
PNG: Final = Kind("image/png", (".png",))
JPEG: Final = Kind("image/jpeg", (".jpg", ".jpeg"))
DOCX: Final = Kind(_OFFICE + "wordprocessingml.document", (".docx",))
XLSX: Final = Kind(_OFFICE + "spreadsheetml.sheet", (".xlsx",))
ACCEPTED: Final = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"


class FileRefused(Refusal):
    """A file that is not taken in."""

    field = "file"


class EmptyFile(FileRefused):
    """Nothing in it."""

    message = _l("ファイルの中身が空です。もう一度ファイルを選んでください。")


class WrongKind(FileRefused):
    """Not one of the five kinds."""

    message = _l(
        "このファイルは受け取れません。PDF、Word（docx）、Excel（xlsx）、写真（jpg、png）のどれかにしてください。"
    )


class OldOffice(FileRefused):
    """Word or Excel before 2007, or locked by a password; both are the same kind of container."""

    message = _l(
        "古い形式（doc、xls）か、パスワードのかかったファイルです。パスワードを外し、docx、xlsx、PDFのどれかで保存してから選んでください。"
    )


class CutShort(FileRefused):
    """Its end is missing."""

    message = _l("ファイルが途中で切れています。もう一度送るか、保存し直してから選んでください。")


class UnpacksTooLarge(FileRefused):
    """A small file that would unpack to a very large one."""

    message = _l("ファイルを開くと大きくなりすぎるため、受け取れません。PDFで保存してから選んでください。")


class WithMacros(FileRefused):
    """An office file with a program in it."""

    message = _l("マクロ（プログラム）の入ったファイルは受け取れません。PDFで保存してから選んでください。")


def kind_of(path: Path) -> Kind:
    """The kind of the file at ``path``.

    Raises:
        FileRefused: empty, cut short, dangerous, or of another kind; its subclass says which.
    """
    size = path.stat().st_size
    if not size:
        raise EmptyFile()
    with path.open("rb") as file:
        head = file.read(TAIL)
        file.seek(max(0, size - TAIL))
        tail = file.read()
    if head.startswith(b"%PDF-"):
        return _whole(PDF, b"%%EOF" in tail)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole(PNG, head[12:16] == b"IHDR" and b"IEND\xaeB`\x82" in tail)
    if head.startswith(b"\xff\xd8\xff"):
        return _jpeg(path)
    if head.startswith(b"PK\x03\x04"):
        return _office(path, size)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise OldOffice()
    raise WrongKind()


def _whole(kind: Kind, complete: bool) -> Kind:
    if not complete:
        raise CutShort()
    return kind


def _jpeg(path: Path) -> Kind:
    content = path.read_bytes()
    if not _has_picture(content):
        raise WrongKind()
    # Telephones put a film or a depth picture behind the end of the photo, so the end need not be the last bytes.
    return _whole(JPEG, b"\xff\xd9" in content)


def _has_picture(content: bytes) -> bool:
    """Whether the segments of a JPEG lead to a frame: three bytes at the start are little, raw formats begin alike."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return True
        # A segment: FF, its marker, its length in two bytes that count themselves. Bytes FF may be put in between.
        at += 1 if marker == 0xFF else 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    return False


def _office(path: Path, size: int) -> Kind:
    try:
        with zipfile.ZipFile(path) as packed:
            _refuse_bombs(packed.infolist(), size)
            return _office_kind(packed)
    except (zipfile.BadZipFile, EOFError, UnicodeDecodeError, NotImplementedError, ValueError, OSError):
        raise CutShort() from None
    except RuntimeError:  # a part is locked by a password
        raise OldOffice() from None


def _refuse_bombs(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    # Parts that lie over one another are together larger than the file that holds them.
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packed > size or unpacked > size * MOST_RATIO:
        raise UnpacksTooLarge()


def _office_kind(packed: zipfile.ZipFile) -> Kind:
    names = {part.filename for part in packed.infolist()}
    if "[Content_Types].xml" not in names:
        raise WrongKind()
    with packed.open("[Content_Types].xml") as listing:
        # Read as bytes and looked through for words: an XML reader could be made to work for ever.
        types = listing.read(MOST_LISTING)
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WithMacros()
    for kind, folder in ((DOCX, "word/"), (XLSX, "xl/")):
        if f"{kind.media_type}.main+xml".encode() in types and any(name.startswith(folder) for name in names):
            return kind
    raise WrongKind()
