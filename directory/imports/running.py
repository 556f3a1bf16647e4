"""Carries out an import chunk by chunk: recognises each row's record, makes or changes it, and notes what it did."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from directory.imports.columns import Mapping
from directory.imports.entries import Entries, Entry
from directory.imports.findings import Finding, Reason, Weight, doubt, refusal
from directory.imports.importers import Importer, Lookups
from directory.imports.keys import Likeness, Recogniser, identity
from directory.imports.models import ImportChange, ImportFinding, ImportRun, RowOutcome
from directory.imports.reading import Row, Table
from kit.audit import AuditEntry, Via
from kit.db import session

CHUNK = 500


@dataclass
class Chunk:
    """What some rows came to."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[ImportFinding] = field(default_factory=list)
    last_row: int = 0
    rows: int = 0


@dataclass(eq=False)
class _New:
    """A record that this run makes: known by its row until its chunk is written, by its id afterwards."""

    row: int
    id: Any = None
    record: Any = None


@dataclass
class _Planned:
    """One row on its way: the record it is about, if there is one already."""

    entry: Entry
    row_hash: str
    likeness: Likeness
    record_id: Any
    like: Any = None
    record: Any = None
    outcome: RowOutcome = RowOutcome.SAME
    before: dict[str, Any] = field(default_factory=dict)


class Running:
    """An import under way. Keeps in memory what all chunks need; made anew after a stop."""

    def __init__(self, run: ImportRun, table: Table, mapping: Mapping, importer: Importer) -> None:
        self.run_id = run.id
        self.position = run.position
        self._importer = importer
        self._entries = Entries(mapping)
        self._rows: Iterator[Row] = (row for row in table.rows() if row.number > run.position)
        self._lookups = Lookups.read()
        self._recogniser = Recogniser()
        self._ids: set[Any] = set()
        self._made: list[_New] = []
        for known, record_id in importer.identities():
            self._recogniser.add(known, record_id)
            self._ids.add(record_id)
        self._withdrawn: set[int] = set()
        self._seen: dict[str, Any] = {}
        self._doubtful: set[Any] = set()
        changes = sa.select(ImportChange.row_hash, ImportChange.subject_id, ImportChange.outcome)
        of_kind = sa.select(ImportRun.id).where(ImportRun.kind == run.kind)
        for row_hash, subject, outcome in session.execute(changes.where(ImportChange.run_id.in_(of_kind))):
            self._seen[row_hash] = importer.key_of(subject)
            if outcome is RowOutcome.DOUBTFUL:
                self._doubtful.add(importer.key_of(subject))

    def next_chunk(self, *, activate: bool, limit: int = CHUNK) -> Chunk | None:
        """Do the next rows in the open transaction; None when there are none left."""
        rows = list(islice(self._rows, limit))
        if not rows:
            return None
        self._made.clear()
        self._withdrawn = self._importer.withdrawn()  # anew for each chunk: people say no while an import is under way
        chunk = Chunk(last_row=rows[-1].number, rows=len(rows))
        planned = []
        for row in rows:
            entry = self._entries.of(row)
            self._note(chunk, entry, entry.findings)
            plan = None if entry.refused else self._plan(entry)
            if plan and plan.likeness is Likeness.SAME and self._real(plan.record_id) in self._withdrawn:
                self._note(chunk, entry, (refusal(Reason.WITHDRAWN, self._name_in(entry)),))
                plan = None
            if plan:
                planned.append(plan)
            else:
                chunk.counts[RowOutcome.REFUSED] += 1
        with session.no_autoflush:
            self._apply(planned, chunk, activate=activate)
        self.position = chunk.last_row
        return chunk

    def forget_new_records(self) -> None:
        """After a trial: what the chunk made is gone from the database; its rows stay known for the rows to come."""
        for made in self._made:
            made.id = made.record = None
        self._made.clear()

    def _plan(self, entry: Entry) -> _Planned:
        row_hash = hashlib.sha256(repr(sorted(entry.values.items())).encode()).hexdigest()[:32]
        if (seen := self._seen.get(row_hash)) in self._ids and seen is not None:
            return _Planned(entry, row_hash, Likeness.SAME, seen, outcome=RowOutcome.SAME)
        codes = self._lookups.areas.codes(entry.values.get("areas", ()))
        known = identity(self._importer.kind, entry.values, area_codes=codes)
        likeness, found = self._recogniser.find(known)
        if likeness is Likeness.SAME:
            self._seen[row_hash] = found
            return _Planned(entry, row_hash, likeness, found, outcome=RowOutcome.UPDATED)
        # Later rows may be about the same record, which has no id before the chunk is written.
        provisional = _New(entry.row)
        self._recogniser.add(known, provisional)
        self._ids.add(provisional)
        self._made.append(provisional)
        self._seen[row_hash] = provisional
        outcome = RowOutcome.CREATED if likeness is Likeness.DIFFERENT else RowOutcome.DOUBTFUL
        return _Planned(entry, row_hash, likeness, provisional, like=found, outcome=outcome)

    def _apply(self, planned: list[_Planned], chunk: Chunk, *, activate: bool) -> None:
        known = [real for row in planned if row.likeness is Likeness.SAME and (real := self._real(row.record_id))]
        wanted = known if activate or any(row.outcome is RowOutcome.UPDATED for row in planned) else []
        records = self._importer.load(wanted)
        edited = self._edited(wanted)
        for row in planned:
            if row.outcome in (RowOutcome.CREATED, RowOutcome.DOUBTFUL):
                self._create(row, chunk, activate=activate)
            else:
                made = row.record_id.record if isinstance(row.record_id, _New) else None
                real = self._real(row.record_id)
                row.record = records.get(real) if made is None else made
                self._update(row, chunk, activate=activate, edited=real in edited)
            chunk.counts[row.outcome] += 1
        session.flush()
        session.add_all(self._changes(planned))
        for row in planned:
            if isinstance(row.record_id, _New) and row.record is not None:
                row.record_id.id, row.record_id.record = self._importer.id_of(row.record), None

    def _create(self, row: _Planned, chunk: Chunk, *, activate: bool) -> None:
        doubtful = row.outcome is RowOutcome.DOUBTFUL
        record = self._importer.new(row.entry.values, activate=activate and not doubtful)
        if doubtful:
            reasons = [Reason.LOOKS_LIKE, *([Reason.LIKE_WITHDRAWN] if self._real(row.like) in self._withdrawn else [])]
            name, which = self._name_in(row.entry), self._which(row.like)
            self._note(chunk, row.entry, tuple(doubt(reason, name, detail=which) for reason in reasons))
        self._importer.apply(record, self._importer.values(row.entry.values, self._lookups), only_blanks=False)
        if hasattr(record, "import_id"):
            record.import_id = self.run_id
        session.add(record)
        row.record = row.record_id.record = record

    def _update(self, row: _Planned, chunk: Chunk, *, activate: bool, edited: bool) -> None:
        if row.record is None:  # an earlier row of a trial, whose chunk was taken back
            row.outcome = RowOutcome.SAME
            return
        if row.outcome is RowOutcome.UPDATED:
            values = self._importer.values(row.entry.values, self._lookups)
            row.before, kept = self._importer.apply(row.record, values, only_blanks=edited)
            if kept:
                self._note(chunk, row.entry, (doubt(Reason.KEPT_AS_EDITED, detail="、".join(kept)),))
        # One that looks like another stays in review until a person has looked at it.
        free = not edited and self._real(row.record_id) not in self._doubtful
        changed = free and self._importer.change_state(row.record, row.entry.values, activate=activate)
        row.outcome = RowOutcome.UPDATED if row.before or changed else RowOutcome.SAME

    @staticmethod
    def _name_in(entry: Entry) -> str:
        return str(entry.values.get("name") or entry.values.get("display_name") or "")

    def _which(self, found: Any) -> str:
        """How a person finds the look-alike: by its number, or by its row in this file."""
        real = self._real(found)
        return f"#{real}" if real else f"{found.row}行目"

    @staticmethod
    def _real(record_id: Any) -> Any:
        return record_id.id if isinstance(record_id, _New) else record_id

    def _edited(self, ids: list[Any]) -> set[Any]:
        """Records that a person has changed by hand: what they wrote stands."""
        subjects = {f"{self._importer.subject}:{record_id}": record_id for record_id in ids}
        by_hand = sa.select(AuditEntry.subject).where(AuditEntry.subject.in_(subjects), AuditEntry.via != Via.IMPORT)
        return {subjects[subject] for subject in session.scalars(by_hand)} if subjects else set()

    def _changes(self, planned: list[_Planned]) -> list[ImportChange]:
        return [
            ImportChange(
                run_id=self.run_id,
                subject_id=str(self._importer.id_of(row.record)),
                outcome=row.outcome,
                before=row.before,
                version=self._importer.version_of(row.record),
                row_hash=row.row_hash,
            )
            for row in planned
            if row.outcome is not RowOutcome.SAME and row.record is not None
        ]

    def _note(self, chunk: Chunk, entry: Entry, findings: tuple[Finding, ...]) -> None:
        chunk.findings += [
            ImportFinding(
                run_id=self.run_id,
                row=entry.row,
                column=finding.column,
                original=finding.original[:2000],
                reason=finding.text,
                refused=finding.weight is Weight.REFUSAL,
            )
            for finding in findings
            if finding.weight is not Weight.NOTE
        ]


def stored_file(folder: Path, run: ImportRun) -> Path:
    """Where the file of an import is kept."""
    return folder / "imports" / run.stored_as
