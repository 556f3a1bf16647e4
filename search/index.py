"""Postings on this machine's disk: Whoosh keeps them, and nobody else knows of it."""

import json
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.matching import Matcher
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import LockError, SegmentWriter

from search.merging import Merge, to_merge
from search.scoring import Postings
from search.shelves import sync_directory
from search.terms import Audience, Document, Field, Terms
from search.vocabulary import Size, by_size

_NAME = "MUSUBITE"
NOTE = "note"  # the key under which a writer's note lies among the documents
_MOST_REMEMBERED = 3_000_000  # postings of one segment kept in memory, 8 bytes each
_MOST_LABELS = 5_000  # looked at for one beginning of a word
_NOBODY = ("", 0, "")
_EVERYBODY = frozenset({Audience.PUBLIC})


class IndexBusy(Exception):
    """Another process is writing; try again later."""


class _TermsField(fields.FieldType):  # type: ignore[misc]
    """Takes terms with their weights, made by our own analysis."""

    def __init__(self, *, scorable: bool) -> None:
        super().__init__(formats.Existence(), None, scorable=scorable)

    def index(self, value: dict[str, float], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, weight in value.items():
            yield term.encode("utf-8", "ignore"), round(weight), weight, b""


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh looks for the length of every posting's field, on disk, also where none is kept; ours are read once."""

    length_stats = False


def _schema() -> fields.Schema:
    ours: dict[str, Any] = {field.value: _TermsField(scorable=field in (Field.TEXT, Field.STAFF)) for field in Field}
    return fields.Schema(
        key=fields.ID(), facts=fields.COLUMN(columns.VarBytesColumn()), applied=fields.STORED(), **ours
    )


def create(directory: Path) -> None:
    """Begin an empty index in a directory."""
    FileIndex.create(FileStorage(str(directory)), _schema(), _NAME)


class Writing:
    """One batch of changes, which readers see as a whole or not at all."""

    def __init__(self, directory: Path, *, patience: float, memory: int = 64) -> None:
        self._directory = directory
        self._index = FileIndex(FileStorage(str(directory)), _schema(), _NAME)
        try:
            codec = _Codec(blocklimit=1024, compression=0)
            self._writer: SegmentWriter = self._index.writer(timeout=patience, limitmb=memory, codec=codec)
        except LockError as busy:
            raise IndexBusy from busy

    def remove(self, keys: Iterable[str]) -> None:
        """Forget what is there under these keys."""
        base = 0
        wanted = [key.encode() for key in keys]
        for segment in list(self._writer.segments):
            reader = SegmentReader(self._writer.storage, self._writer.schema, segment)
            for key in wanted:
                for doc in _all_docs(reader, "key", key):
                    self._writer.delete_document(base + doc)
            base += segment.doc_count_all()
            reader.close()

    def add(self, document: Document, terms: Terms) -> None:
        """Keep the terms of a document; what was there under its key has been removed before."""
        facts = f"{document.audience}:{document.key}".encode()
        values = {field.value: weights for field, weights in terms.fields.items()}
        self._writer.add_document(key=document.key, facts=facts, **values)

    def note(self, note: object) -> None:
        """Keep with this batch how far the caller has come; the note before it is removed like a document."""
        self._writer.add_document(key=NOTE, applied=json.dumps(note))

    def commit(self, merge: Merge = Merge.SMALL) -> None:
        """Show the batch to readers, and merge segments."""
        self._writer.commit(mergetype=_policy(merge))
        sync_directory(self._directory, files=True)

    def cancel(self) -> None:
        self._writer.cancel()


def _policy(merge: Merge) -> Callable[[SegmentWriter, list[Any]], list[Any]]:
    """Whoosh asks with the segments there are and keeps those that it is given back."""

    def policy(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
        filled = [segment for segment in segments if segment.doc_count()]
        merged = to_merge(merge, filled, nothing_new=not writer.doc_count())
        _merge(writer, merged)
        return [segment for segment in filled if segment not in merged]

    return policy


class _MergingReader(SegmentReader):  # type: ignore[misc]
    """Whoosh asks every document for the length of every field, and the disk for each that has none."""

    def doc_field_length(self, doc: int, field: str, default: int = 0) -> int:
        return super().doc_field_length(doc, field, default) or 0 if self.schema[field].scorable else 0


def _merge(writer: SegmentWriter, segments: Iterable[Any]) -> None:
    for segment in segments:
        if segment.doc_count():
            reader = _MergingReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()


class Segment:
    """A part of the index that never changes, read on demand and remembered. Safe to use from several threads."""

    def __init__(self, storage: FileStorage, schema: fields.Schema, segment: Any) -> None:
        whole = copy(segment)
        whole._deleted = None  # what was deleted since is known to the generation, not to the segment
        self._reader = SegmentReader(storage, schema, whole)
        self._lock = threading.Lock()
        self._remembered: OrderedDict[tuple[Field, str], Postings] = OrderedDict()
        self._size = 0
        self._lengths: dict[Field, Sequence[float]] = {}
        self._seen_by: dict[frozenset[Audience], NDArray[np.bool_]] = {}
        self.documents: int = whole.doc_count_all()

    def postings(self, field: Field, term: str) -> Postings:
        """Documents that have a term."""
        place = (field, term)
        with self._lock:
            if (known := self._remembered.get(place)) is not None:
                self._remembered.move_to_end(place)
                return known
            postings = self._remembered[place] = _read_postings(self._reader, field, term)
            self._size += len(postings) + 16
            while self._size > _MOST_REMEMBERED:
                self._size -= len(self._remembered.popitem(last=False)[1]) + 16
            return postings

    def lengths(self, field: Field) -> Sequence[float]:
        """By document: length of a field against the average of what everybody may see, which tells nothing of the rest."""
        public = self.seen_by(_EVERYBODY)
        with self._lock:
            if field not in self._lengths:
                read = self._reader.doc_field_length
                found = np.fromiter(
                    (read(doc, field.value) or 0 for doc in range(self.documents)), float, self.documents
                )
                average = found[public].mean() if public.any() else 0.0
                self._lengths[field] = array("f", found / (average or 1.0))
            return self._lengths[field]

    @cached_property
    def facts(self) -> Sequence[tuple[str, int, str]]:
        """By document: kind, id, audience."""
        with self._lock:
            if not self._reader.has_column("facts"):
                return [_NOBODY] * self.documents
            column = self._reader.column_reader("facts")
            return [_facts(column[doc]) for doc in range(self.documents)]

    def seen_by(self, audiences: frozenset[Audience]) -> NDArray[np.bool_]:
        """By document: whether it is for one of these audiences."""
        if (known := self._seen_by.get(audiences)) is None:
            known = np.fromiter(
                (audience in audiences for _kind, _number, audience in self.facts), bool, self.documents
            )
            self._seen_by[audiences] = known
        return known

    def labels(self, prefix: str) -> list[tuple[str, int]]:
        """Labels whose key begins like this, with the number of documents, in the order of their keys."""
        with self._lock:
            return [(label, count) for label, count in islice(self._labels(prefix), _MOST_LABELS)]

    @cached_property
    def vocabulary(self) -> Mapping[Size, Sequence[str]]:
        """All labels, for finding one that is near to what was typed."""
        with self._lock:
            return by_size(label for label, _ in self._labels(""))

    def _labels(self, prefix: str) -> Iterator[tuple[str, int]]:
        start = prefix.encode()
        if Field.LABELS.value in self._reader.indexed_field_names():
            for (name, label), info in self._reader.iter_from(Field.LABELS.value, start):
                if name != Field.LABELS.value or not label.startswith(start):
                    return
                yield label.decode(), info.doc_frequency()

    def check(self) -> None:
        """Read a little of everything."""
        for field in (Field.TEXT, Field.PIECES):
            self.postings(field, "の")
        if self.lengths(Field.TEXT) and len(self.facts) != self.documents:
            raise ValueError("documents are missing")

    def notes(self) -> Iterator[tuple[int, object]]:
        """Where a note of the writer lies, and what it says."""
        with self._lock:
            for doc in _all_docs(self._reader, "key", NOTE.encode()):
                yield doc, json.loads(self._reader.stored_fields(doc)["applied"])


class Generation:
    """The index as one commit left it."""

    def __init__(self, directory: Path, number: int, before: "Generation | None" = None) -> None:
        self.directory, self.number = directory, number
        storage, schema = FileStorage(str(directory)), _schema()
        known = before.segments if before and before.directory == directory else {}
        self.segments: dict[str, Segment] = {}
        self.deleted: dict[str, frozenset[int]] = {}
        for segment in TOC.read(storage, _NAME, schema=schema).segments:
            name = segment.segment_id()
            self.segments[name] = known.get(name) or Segment(storage, schema, segment)
            self.deleted[name] = frozenset(segment.deleted_docs())

    @cached_property
    def documents(self) -> int:
        return sum(segment.documents - len(self.deleted[name]) for name, segment in self.segments.items())

    @property
    def parts(self) -> list[tuple[Segment, frozenset[int]]]:
        """Segments, each with the documents that were deleted since it was written."""
        return [(segment, self.deleted[name]) for name, segment in self.segments.items()]

    def check(self) -> None:
        """Touch every kind of file of every segment; raises whatever a damaged one makes Whoosh raise."""
        for segment in self.segments.values():
            segment.check()

    @property
    def note(self) -> object:
        """What the last writer noted; None if nothing."""
        for name, segment in self.segments.items():
            for doc, note in segment.notes():
                if doc not in self.deleted[name]:
                    return note
        return None


def newest(directory: Path) -> int:
    """Number of the last commit; -1 if there is none."""
    return int(TOC._latest_generation(FileStorage(str(directory)), _NAME))


def _facts(value: bytes) -> tuple[str, int, str]:
    if not value:
        return _NOBODY
    audience, kind, number = value.decode().split(":")
    return kind, int(number), audience


def _read_postings(reader: SegmentReader, field: Field, term: str) -> Postings:
    docs, weights = array("I"), array("f")
    try:
        matcher: Matcher = reader.postings(field.value, term.encode())
    except (TermNotFound, KeyError):
        return Postings(docs, weights)
    while matcher.is_active():
        docs.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return Postings(docs, weights)


def _all_docs(reader: SegmentReader, field: str, term: bytes) -> list[int]:
    try:
        return list(reader.postings(field, term).all_ids())
    except (TermNotFound, KeyError):
        return []
