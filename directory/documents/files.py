"""The uploaded files on the disk: taken in under a random name, whole or not at all, outside what a web server serves."""

import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import IO, Final

from directory.documents.contents import MOST_BYTES, FileRefused, Kind, kind_of
from kit.clock import now
from kit.errors import Refusal
from kit.i18n import _l

FOLDER: Final = "uploads"
UNFINISHED: Final = ".part"
LONGEST_NAME: Final = 150
CHUNK: Final = 64 * 1024
ORPHANED_AFTER: Final = timedelta(hours=24)
"""A file without a row may belong to a request that has not ended; after a day it does not."""


class TooLarge(FileRefused):
    """More than ten megabytes."""

    message = _l("ファイルが大きすぎます（10MBまで）。写真は小さくするか、何回かに分けて送ってください。")


class WrongName(FileRefused):
    """A name that hides something: a folder, control characters, or characters that turn the reading direction."""

    message = _l(
        "ファイルの名前に、使えない文字（/ や目に見えない文字など）が入っています。名前を変えてから選んでください。"
    )


class LongName(FileRefused):
    """A name that no system keeps whole."""

    message = _l("ファイルの名前が長すぎます。%(most)d文字以内に変えてから選んでください。")


class OtherEnding(FileRefused):
    """Its name says that it is something else."""

    message = _l("ファイルの名前の終わり（%(ending)s）と中身が合いません。開いて保存し直してから選んでください。")


class FileGone(Refusal):
    """The row is there, the file is not."""

    status = HTTPStatus.GONE
    message = _l("この書類のファイルが見つかりません。お手数ですが、もう一度提出してください。")


@dataclass(frozen=True)
class TakenIn:
    """A file on the disk, not yet anybody's."""

    stored_name: str
    kind: Kind
    size: int
    sha256: str


class Uploads:
    """The folder of uploaded files in an installation's data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER

    def take_in(self, stream: IO[bytes], file_name: str) -> TakenIn:
        """Write the stream into the folder and see what it is. What is refused leaves nothing behind.

        Raises:
            FileRefused: too large, or its name or content cannot be accepted.
        """
        check_name(file_name)
        stored_name = secrets.token_hex(32)
        with self._unfinished(stored_name) as path:
            size, sha256 = _copy(stream, path)
            kind = kind_of(path)
            _check_ending(file_name, kind)
            path.rename(self.folder / stored_name)
        _sync_folder(self.folder)
        return TakenIn(stored_name, kind, size, sha256)

    def path_of(self, stored_name: str) -> Path:
        """The file of a document.

        Raises:
            FileGone: it is not there.
        """
        path = self.folder / stored_name
        if not re.fullmatch("[0-9a-f]{64}", stored_name) or not path.is_file():
            raise FileGone()
        return path

    def forget(self, stored_name: str) -> None:
        """Remove a file; that it is gone already does no harm."""
        if re.fullmatch("[0-9a-f]{64}", stored_name):
            (self.folder / stored_name).unlink(missing_ok=True)

    def sweep(self, known: set[str]) -> int:
        """Remove the files that belong to nothing: uploads that broke off, rows that were rolled back or deleted."""
        removed = 0
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            age = now() - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if path.name not in known and age > ORPHANED_AFTER:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    @contextmanager
    def _unfinished(self, stored_name: str) -> Iterator[Path]:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        path = self.folder / (stored_name + UNFINISHED)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def check_name(file_name: str) -> None:
    """Refuse a name that is too long or hides something.

    Raises:
        FileRefused: it is.
    """
    if len(file_name) > LONGEST_NAME:
        raise LongName(most=LONGEST_NAME)
    # Cc control, Cf direction and zero width, Cs halves of characters, Zl and Zp separators.
    hidden = any(unicodedata.category(ch) in ("Cc", "Cf", "Cs", "Zl", "Zp") for ch in file_name)
    if hidden or re.search(r'[/\\:*?"<>|]', file_name) or file_name.strip(". ") == "":
        raise WrongName()


def _copy(stream: IO[bytes], path: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise TooLarge()
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _check_ending(file_name: str, kind: Kind) -> None:
    ending = Path(file_name).suffix.lower()
    if ending and ending not in kind.endings:
        raise OtherEnding(ending=ending)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
