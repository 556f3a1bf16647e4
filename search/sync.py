"""A change leaves a job; the job brings the index up to date."""

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kit.db import Database, among, session
from kit.jobs import Job, leave_many
from search.documents import Holders, Source
from search.engine import Index, IndexUnavailable
from search.shelves import Condition
from search.terms import Document

log = logging.getLogger("musubite.search")

JOB = "search.refresh"
REBUILD_BATCH = 2000

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


_sources: dict[str, Source] = {}
_whole: dict[type, str] = {}
_parts: dict[type, tuple[str, str]] = {}
_entries: dict[type, dict[str, Holders]] = {}


def listen(sources: Sequence[Source]) -> None:
    """Leave a job whenever a findable thing is flushed, or a part of one, or a word of the vocabularies that it holds.

    In whatever session. Twice is the same as once.
    """
    for source in sources:
        _sources[source.kind] = source
        _whole[source.model] = source.kind
        _parts.update({model: (source.kind, attribute) for model, attribute in source.parts})
        for model, holders in source.entries:
            _entries.setdefault(model, {})[source.kind] = holders
    if not sa.event.contains(Session, "after_flush", _leave_jobs):
        sa.event.listen(Session, "after_flush", _leave_jobs)


def documents_of(things: Sequence[tuple[str, int]]) -> Iterator[Document]:
    """These things (kind and id) in the words by which they are to be found now."""
    for kind, source in _sources.items():
        if ids := [number for of, number in things if of == kind]:
            yield from source.documents(ids)


def _leave_jobs(flushed: Session, _context: Any) -> None:
    changed: dict[tuple[str, int], None] = {}
    for thing in (*flushed.new, *flushed.dirty, *flushed.deleted):
        if kind := _whole.get(type(thing)):
            changed[kind, thing.id] = None
        elif part := _parts.get(type(thing)):
            changed[part[0], getattr(thing, part[1])] = None
    changed |= _holders(flushed)
    leave_many(flushed, JOB, [{"kind": kind, "id": thing_id} for kind, thing_id in changed if thing_id])


def _holders(flushed: Session) -> dict[tuple[str, int], None]:
    """The things whose documents hold words of a vocabulary that were changed."""
    found: dict[tuple[str, int], None] = {}
    for model, sources in _entries.items():
        keys = [sa.inspect(thing).identity[0] for thing in flushed.dirty if isinstance(thing, model)]
        for kind, holders in sources.items() if keys else ():
            found |= dict.fromkeys((kind, thing_id) for thing_id in flushed.connection().scalars(holders(keys)))
    return found


class Keeper:
    """The only writer of the index."""

    def __init__(self, index: Index, database: Database, sources: Sequence[Source]) -> None:
        self.index = index
        self.database = database
        self._sources = {source.kind: source for source in sources}

    def make_ready(self) -> None:
        """Rebuild the index when it is missing, damaged or made by an older analysis."""
        condition = self.index.condition()
        if condition is not Condition.READY:
            log.warning("index is rebuilt", extra={"detail": condition.value})
            self.rebuild()

    def refresh(self, jobs: Sequence[dict[str, Any]]) -> None:
        """Job: read the things again and say them to the index anew. Twice is the same as once."""
        wanted: dict[str, dict[int, None]] = {}
        for job in jobs:
            wanted.setdefault(job["kind"], {})[job["id"]] = None
        documents: list[Document] = []
        for kind, ids in wanted.items():
            documents += self._sources[kind].documents(list(ids))
        keys = {f"{kind}:{thing_id}" for kind, ids in wanted.items() for thing_id in ids}
        try:
            self.index.put(documents, removed=keys - {document.key for document in documents})
        except IndexUnavailable:
            self.rebuild()

    def rebuild(self, progress: Progress = lambda _done, _total: None, *, resume: bool = True) -> int:
        """Grow a new index aside and switch; goes on where a killed one stopped. Returns how many documents it holds."""
        total, done = self._count(), 0
        settled = self._waiting_jobs()
        with self.index.rebuild(resume=resume) as growing:
            at = growing.note
            if at is not None:
                settled = []  # they may be about things that the killed rebuild had already read
            kind_at, id_at = at if isinstance(at, list | tuple) else ("", 0)
            for kind, ids in self._batches(str(kind_at), int(id_at)):
                with self.database.transaction(writing=False):
                    growing.put(self._sources[kind].documents(ids), note=[kind, ids[-1]])
                done += len(ids)
                progress(done, total)
        with self.database.transaction():
            session.execute(sa.delete(Job).where(among(Job.id, settled)))
        return self.index.documents

    def _waiting_jobs(self) -> list[int]:
        """Jobs whose changes a rebuild that starts now will see."""
        with self.database.transaction(writing=False):
            return list(session.scalars(sa.select(Job.id).where(Job.name == JOB, Job.taken_until.is_(None))))

    def rebuild_anew(self) -> None:
        """Job: build the index anew from the first row."""
        self.rebuild(resume=False)

    def _batches(self, kind_at: str, id_at: int) -> Iterator[tuple[str, list[int]]]:
        kinds = list(self._sources)
        for kind in kinds[kinds.index(kind_at) if kind_at in kinds else 0 :]:
            model, last = self._sources[kind].model, id_at if kind == kind_at else 0
            while True:
                with self.database.transaction(writing=False):
                    ids = list(
                        session.scalars(
                            sa.select(model.id).where(model.id > last).order_by(model.id).limit(REBUILD_BATCH)
                        )
                    )
                if not ids:
                    break
                yield kind, ids
                last = ids[-1]

    def _count(self) -> int:
        with self.database.transaction(writing=False):
            return sum(
                session.scalar(sa.select(sa.func.count()).select_from(source.model)) or 0
                for source in self._sources.values()
            )
