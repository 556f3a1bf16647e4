"""The search engine of one machine, as the rest of the service knows it: put, remove, find, propose, rebuild."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from search.analysis import fingerprint
from search.finding import STAFF, Correction, Found, Scope, Viewer
from search.index import NOTE, Generation, Writing, create, newest
from search.merging import Merge
from search.questions import SynonymSets, question
from search.shelves import Condition, Shelves
from search.terms import Document, terms_of
from search.vocabulary import Suggestion

T = TypeVar("T")

log = logging.getLogger("musubite.search")

_PATIENCE = 10.0  # seconds a writer waits for another one to finish
_REBUILD_MEMORY = 256  # MB of postings gathered before they go to disk
_TIDY_SEGMENTS, _TIDY_SHARE = 4, 0.1
_TRIES = 5  # an index may be merged or replaced between the look at its list of files and their opening


class IndexUnavailable(Exception):
    """There is no index that can answer; browsing from the database still works."""

    def __init__(self, condition: Condition) -> None:
        super().__init__(condition.value)
        self.condition = condition


class Rebuild:
    """An index that grows aside. Batches that were put are kept over a crash, together with their note."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @property
    def note(self) -> object:
        """What was noted with the last batch; None at the beginning."""
        return Generation(self._directory, newest(self._directory)).note

    def put(self, documents: Iterable[Document], *, note: object) -> None:
        """Add one batch; a few thousand documents each is quickest."""
        with _writing(self._directory, memory=_REBUILD_MEMORY, merge=Merge.NONE) as writing:
            _apply(writing, documents, (), note)


class Index:
    """An index under one path. Any number of processes and threads read it; one at a time writes."""

    def __init__(self, path: Path) -> None:
        self._shelves = Shelves(path)
        self._opening = threading.Lock()
        self._known: Generation | None = None

    def condition(self) -> Condition:
        """Whether the index can answer; said at start and by /readyz."""
        try:
            directory = self._directory()
            self.read(lambda now: now.check())
        except IndexUnavailable as problem:
            return problem.condition
        return Condition.READY if self._shelves.fingerprint(directory) == fingerprint() else Condition.OUTDATED

    @property
    def generation(self) -> str:
        """Changes whenever an answer may: a key for caches."""
        now = self._now()
        return f"{now.directory.name}.{now.number}"

    @property
    def documents(self) -> int:
        """How many things can be found, whoever asks."""
        return self.read(lambda now: Scope(now, STAFF).count())

    @property
    def note(self) -> object:
        """What the last batch noted: how far its writer had come."""
        return self.read(lambda now: now.note)

    # Finding

    def find(
        self, text: str, *, viewer: Viewer, kinds: Collection[str] | None = None, synonyms: SynonymSets | None = None
    ) -> Found:
        """Everything that answers ``text`` and that the viewer may see, best first."""
        asked = question(text, synonyms=synonyms)
        return self.read(lambda now: Scope(now, viewer, kinds).find(asked))

    def suggest(
        self, typed: str, *, viewer: Viewer, kinds: Collection[str] | None = None, limit: int = 8
    ) -> list[Suggestion]:
        """Names and words that begin with what has been typed, and that lead to something the viewer may see."""
        return self.read(lambda now: Scope(now, viewer, kinds).suggest(typed, limit=limit))

    def did_you_mean(
        self, text: str, *, viewer: Viewer, kinds: Collection[str] | None = None, synonyms: SynonymSets | None = None
    ) -> Correction | None:
        """A question near to one that finds nothing, if it finds something; None where the words do find something."""
        return self.read(lambda now: Scope(now, viewer, kinds).did_you_mean(text, synonyms))

    # Keeping

    def put(self, documents: Iterable[Document], *, removed: Iterable[str] = (), note: object = None) -> None:
        """Bring documents up to date and forget the keys in ``removed``, in one commit. Twice is the same as once."""
        directory = self._directory()
        self._shelves.discard_growing()  # what was begun aside and left does not know of this change
        with _writing(directory) as writing:
            _apply(writing, documents, removed, note)

    def remove(self, keys: Iterable[str], *, note: object = None) -> None:
        """Forget what is there under these keys (``group:12``)."""
        self.put((), removed=keys, note=note)

    @property
    def untidy(self) -> bool:
        """Whether ``optimise`` would make answers noticeably quicker, or erased words have lain about for long."""
        parts = self._now().parts
        gone = sum(len(deleted) for _, deleted in parts)
        return len(parts) > _TIDY_SEGMENTS or gone > _TIDY_SHARE * sum(segment.documents for segment, _ in parts)

    def optimise(self) -> None:
        """Merge all segments, and let go of what was erased or replaced: for quiet moments."""
        with _writing(self._directory(), memory=_REBUILD_MEMORY, merge=Merge.ALL):
            pass
        self._shelves.sweep()

    def expunge(self) -> bool:
        """Leave nothing readable of what was erased: write anew the segments that hold it, drop beginnings of indexes.

        False while an index that was replaced a moment ago still lies there for its readers.
        """
        self._shelves.discard_growing()
        with _writing(self._directory(), memory=_REBUILD_MEMORY, merge=Merge.ERASED):
            pass
        self._shelves.sweep()
        return not self._shelves.replaced()

    @contextmanager
    def rebuild(self, *, resume: bool = True) -> Iterator[Rebuild]:
        """Grow a new index aside while the current one answers; the end of the block makes it the current one.

        An exception leaves what there is aside, and the next rebuild goes on after its ``note``.
        """
        directory, begun = self._shelves.growing(fingerprint(), resume=resume)
        if not begun or newest(directory) < 0:
            create(directory)
        yield Rebuild(directory)
        self._shelves.switch()

    # Opening

    def _directory(self) -> Path:
        if (directory := self._shelves.current()) is None:
            raise IndexUnavailable(Condition.MISSING)
        return directory

    def read(self, reading: Callable[[Generation], T]) -> T:
        """What ``reading`` makes of the newest generation.

        Raises:
            IndexUnavailable: there is none, or it cannot be read.
        """
        now = self._now()
        try:
            return reading(now)
        except Exception as problem:
            log.exception("the index in %s cannot be read", now.directory)
            raise IndexUnavailable(Condition.DAMAGED) from problem

    def _now(self) -> Generation:
        for attempt in range(_TRIES):
            directory = self._directory()
            try:
                with self._opening:
                    return self._newest(directory)
            except Exception as problem:
                if attempt == _TRIES - 1:
                    log.exception("the index in %s cannot be opened", directory)
                    raise IndexUnavailable(Condition.DAMAGED) from problem
                time.sleep(0.02 * attempt)
        raise AssertionError

    def _newest(self, directory: Path) -> Generation:
        number, known = newest(directory), self._known
        if known is None or (known.directory, known.number) != (directory, number):
            known = self._known = Generation(directory, number, known)
        return known


@contextmanager
def _writing(directory: Path, *, memory: int = 64, merge: Merge = Merge.SMALL) -> Iterator[Writing]:
    writing = Writing(directory, patience=_PATIENCE, memory=memory)
    try:
        yield writing
    except BaseException:
        writing.cancel()
        raise
    writing.commit(merge)


def _apply(writing: Writing, documents: Iterable[Document], removed: Iterable[str], note: object) -> None:
    latest = {document.key: document for document in documents}
    writing.remove({*latest, *removed, *([NOTE] if note is not None else [])})
    for document in latest.values():
        writing.add(document, terms_of(document))
    if note is not None:
        writing.note(note)
