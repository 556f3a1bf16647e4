"""Which statements each test puts to the database, so that PostgreSQL need not be asked the same by a thousand tests.

On SQLite every test notes the shapes of its statements, without values, how long it took, and whether several worked at once.
On PostgreSQL those are repeated in which several did, and of the others as few as put every shape to it, the quick ones first.
"""

import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

FOLDER = os.environ.get("TEST_STATEMENTS", "")
"""Where the notes lie between the two; empty: nothing is noted, and everything is repeated."""
_SEVERAL_VALUES = re.compile(r"\?(?:, \?)+")
_BESIDES = 0.05
"""Seconds that a test costs besides what it does."""


@dataclass
class Note:
    """What is known of one test."""

    shapes: set[str] = field(default_factory=set)
    seconds: float = 0.0
    at_once: bool = False


_notes: dict[str, Note] = {}
_running: list[tuple[Note, int, float]] = []


@cache
def shape(statement: str) -> str:
    """What a statement asks, however many values it is asked with."""
    return hashlib.blake2s(_SEVERAL_VALUES.sub("?", statement).encode(), digest_size=6).hexdigest()


def note_what_is_asked() -> None:
    """From now on every statement is noted for the test that is running."""

    @sa.event.listens_for(Engine, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        for note, thread, _began in _running:
            note.shapes.add(shape(statement))
            note.at_once |= threading.get_ident() != thread


def begin(test: str) -> None:
    """This test runs now."""
    _running[:] = [(_notes.setdefault(test, Note()), threading.get_ident(), time.process_time())]


def end() -> None:
    """It has run."""
    for note, _thread, began in _running:
        note.seconds = time.process_time() - began
    _running.clear()


def write_down(name: str) -> None:
    """Keep what this process has noted under a name of its own."""
    noted = {test: asdict(note) for test, note in _notes.items() if note.shapes}
    (Path(FOLDER) / f"{name}.json").write_text(json.dumps(noted, default=sorted))


def read() -> dict[str, Note]:
    """The notes of every test, by its name; nothing where nothing was noted."""
    noted: dict[str, dict[str, Any]] = {}
    for file in sorted(Path(FOLDER).glob("*.json")) if FOLDER else []:
        noted |= json.loads(file.read_text())
    return {test: Note(**{**note, "shapes": set(note["shapes"])}) for test, note in noted.items()}


def worth_repeating(noted: dict[str, Note], among: Collection[str], always: Collection[str]) -> set[str]:
    """Of these tests those in which several work at once, those of which nothing is known, and as few as ask all the rest."""
    chosen = {test for test in among if test in always or test not in noted or noted[test].at_once}
    left = set().union(*(noted[test].shapes for test in among if test in noted))
    left -= set().union(*(noted[test].shapes for test in chosen if test in noted))
    waiting = {test: noted[test] for test in among if test not in chosen}
    while left:
        best = max(
            waiting, key=lambda test: (len(waiting[test].shapes & left) / (_BESIDES + waiting[test].seconds), test)
        )
        left -= waiting.pop(best).shapes
        chosen.add(best)
    return chosen
