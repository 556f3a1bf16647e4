"""Which statements each test puts to the database, so that PostgreSQL need not be asked the same by a thousand tests.

On SQLite every test notes the shapes of its statements, without values; the tests that are then repeated on PostgreSQL are as
few as put every one of these shapes to it. What the two databases do differently when several work at once, and what no
statement tells, is tried by tests that take no part in this: those of whose statements nothing was noted.
"""

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

FOLDER = os.environ.get("TEST_STATEMENTS", "")
"""Where the notes lie between the two; empty: nothing is noted, and everything is repeated."""
_SEVERAL = re.compile(r"\?(?:, \?)+")
_noted: dict[str, set[str]] = defaultdict(set)
_running: list[str] = []


@cache
def shape(statement: str) -> str:
    """What a statement asks, however many values it is asked with."""
    return hashlib.blake2s(_SEVERAL.sub("?", statement).encode(), digest_size=6).hexdigest()


def note_what_is_asked() -> None:
    """From now on every statement is noted for the test that is running."""

    @sa.event.listens_for(Engine, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if _running:
            _noted[_running[-1]].add(shape(statement))


def begin(test: str) -> None:
    """This test runs now."""
    _running[:] = [test]


def write_down(worker: str) -> None:
    """Keep what this process has noted."""
    _running.clear()
    text = json.dumps({test: sorted(shapes) for test, shapes in _noted.items()})
    (Path(FOLDER) / f"{worker}.json").write_text(text)


def read() -> dict[str, set[str]]:
    """The shapes of every test's statements, by its name; nothing where nothing was noted."""
    noted: dict[str, set[str]] = {}
    for file in sorted(Path(FOLDER).glob("*.json")) if FOLDER else []:
        noted |= {test: set(shapes) for test, shapes in json.loads(file.read_text()).items()}
    return noted


def fewest(noted: dict[str, set[str]], among: Iterable[str]) -> Collection[str]:
    """Of these tests a few that put every noted statement: those with most that is new, one after the other."""
    waiting = {test: noted[test] for test in among if test in noted}
    left = set().union(*waiting.values())
    chosen = []
    while left:
        best = max(waiting, key=lambda test: (len(waiting[test] & left), test))
        left -= waiting.pop(best)
        chosen.append(best)
    return chosen
