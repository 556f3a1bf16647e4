"""Where indexes lie on disk: one is current, one may be growing aside, and the switch between them is atomic."""

import os
import re
import shutil
import time
from enum import StrEnum
from pathlib import Path

_CURRENT = "CURRENT"
_FINGERPRINT = "FINGERPRINT"
_GROWING = "growing"
_SHELF = re.compile(r"shelf-(\d+)")
_GRACE = 60.0  # seconds an old index stays for readers that are just opening it


class Condition(StrEnum):
    """What is there when the service starts."""

    READY = "ready"
    MISSING = "missing"
    OUTDATED = "outdated"
    """Made by another version of the analysis; it still answers, and wants a rebuild."""
    DAMAGED = "damaged"


class Shelves:
    """The directories under one path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path | None:
        """The directory of the index that answers, if there is one."""
        try:
            name = (self.path / _CURRENT).read_text(encoding="ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        directory = self.path / name
        return directory if _SHELF.fullmatch(name) and directory.is_dir() else None

    def growing(self, fingerprint: str, *, resume: bool) -> tuple[Path, bool]:
        """The directory aside, and whether it holds a beginning that can be continued."""
        directory = self.path / _GROWING
        if resume and directory.is_dir() and self.fingerprint(directory) == fingerprint:
            return directory, True
        self.discard_growing()
        directory.mkdir(parents=True)
        write_safely(directory / _FINGERPRINT, fingerprint)
        return directory, False

    def discard_growing(self) -> None:
        """Forget what was begun aside."""
        shutil.rmtree(self.path / _GROWING, ignore_errors=True)

    def switch(self) -> Path:
        """Make the index aside the current one. A crash leaves either the old or the new one current, never neither."""
        directory = self.path / f"shelf-{max(self._numbers(), default=0) + 1:04d}"
        sync_directory(self.path / _GROWING)
        (self.path / _GROWING).rename(directory)
        sync_directory(self.path)
        write_safely(self.path / _CURRENT, directory.name)
        return directory

    def sweep(self) -> None:
        """Remove indexes that were replaced more than a minute ago, and with them what was erased from the register."""
        if self.current() is None or time.time() - (self.path / _CURRENT).stat().st_mtime < _GRACE:
            return
        for directory in self.replaced():
            shutil.rmtree(directory, ignore_errors=True)

    def replaced(self) -> list[Path]:
        """Indexes that are no longer the current one."""
        current = self.current()
        kept = (self.path / f"shelf-{number:04d}" for number in self._numbers())
        return [directory for directory in kept if directory != current]

    def fingerprint(self, directory: Path) -> str:
        """The analysis by which an index was made; "" if nobody knows."""
        try:
            return (directory / _FINGERPRINT).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _numbers(self) -> list[int]:
        if not self.path.is_dir():
            return []
        return [int(match[1]) for entry in self.path.iterdir() if (match := _SHELF.fullmatch(entry.name))]


def write_safely(path: Path, text: str) -> None:
    """Replace a small file so that after a crash it holds the old text or the new one, never half of either."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_directory(path.parent)


def sync_directory(directory: Path, *, files: bool = False) -> None:
    """Have the disk keep the entries of a directory, and on request its files too, before anything relies on them."""
    for path in [*(directory.iterdir() if files else ()), directory]:
        try:
            number = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            os.fsync(number)
        finally:
            os.close(number)
