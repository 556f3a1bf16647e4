"""Writes a version of every group and person that a transaction has changed, whoever changed it and however.

It listens to the session, so that no action can forget to; see docs/decisions/0013-history-from-the-session.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session, SessionTransaction

from directory.accounts.models import Account
from directory.history.models import Kind, Method, Version
from directory.history.shapes import MODELS, PARTS, Subject, former_shape, kind_of, names, rows_shape, shape, state_of
from kit import audit
from kit.clock import now
from kit.db import among, session

_KEY = "history"


@dataclass(frozen=True)
class Source:
    """How a change came."""

    method: Method
    note: str = ""
    actor_id: int | None = None
    import_id: int | None = None


@dataclass
class _Touched:
    """A subject that the transaction has added or changed: what its attributes held before."""

    subject: Subject
    created: bool = False
    former: dict[str, Any] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Lists whose rows were changed beside the subject, to be read again."""


@dataclass
class _Collected:
    """What a transaction has done so far."""

    touched: dict[int, _Touched] = field(default_factory=dict)
    deleted: dict[Kind, set[int]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    source: Source | None = None
    forgotten: set[str] = field(default_factory=set)
    before_savepoint: dict[SessionTransaction, "_Collected"] = field(default_factory=dict)

    def copied(self) -> "_Collected":
        """As it is now, for coming back to."""
        touched = {key: replace(item, former=dict(item.former)) for key, item in self.touched.items()}
        deleted = {kind: set(ids) for kind, ids in self.deleted.items()}
        return _Collected(touched, deleted, dict(self.sources), self.source, set(self.forgotten))


def came_by(subject: Subject, method: Method, *, note: str = "") -> None:
    """Say how the change of this subject in the open transaction came; who made it is known from the audit entry."""
    _of(session).sources[_key(subject)] = Source(method, note)


def all_came_by(method: Method, *, actor_id: int | None = None, import_id: int | None = None) -> None:
    """Say how everything that the open transaction changes came."""
    _of(session).source = Source(method, "", actor_id, import_id)


def forget_at_end(kind: Kind, subject_id: int) -> None:
    """Keep no values of what the open transaction changes of this record."""
    _of(session).forgotten.add(f"{kind}:{subject_id}")


@sa.event.listens_for(Session, "before_flush")
def _collect(flushing: Session, _context: Any, _instances: Any) -> None:
    """Look before the flush: after it the former values are no longer known."""
    collected = _of(flushing)
    for part in (*flushing.new, *flushing.dirty, *flushing.deleted):
        if type(part) in PARTS:
            _collect_part(flushing, collected, part)
    for thing in flushing.new:
        if kind_of(thing):
            collected.touched[id(thing)] = _Touched(thing, created=True)
    for thing in flushing.dirty:
        if (kind := kind_of(thing)) and thing not in flushing.deleted:
            _collect_changes(collected, thing, names(kind))
    for thing in flushing.deleted:
        if kind := kind_of(thing):
            collected.touched.pop(id(thing), None)
            collected.deleted.setdefault(kind, set()).add(thing.id)


def _collect_changes(collected: _Collected, thing: Subject, kept: frozenset[str]) -> None:
    state = state_of(thing)
    touched = collected.touched.get(id(thing))
    for name in kept.intersection(state.committed_state):
        if touched is not None and (touched.created or name in touched.former):
            continue
        if not state.attrs[name].history.has_changes():
            continue
        touched = touched or collected.touched.setdefault(id(thing), _Touched(thing))
        touched.former[name] = former_shape(thing, name)


def _collect_part(flushing: Session, collected: _Collected, part: Any) -> None:
    """A row that was added, changed or removed by itself, and not with the list of its subject."""
    kind, column, name = PARTS[type(part)]
    if (subject_id := getattr(part, column)) is None:
        return  # its subject is new, or holds it in a list that was set
    with flushing.no_autoflush:
        subject = cast(Subject | None, flushing.get(MODELS[kind], subject_id))
        if subject is None or subject in flushing.deleted or name in state_of(subject).committed_state:
            return
        touched = collected.touched.setdefault(id(subject), _Touched(subject))
        if touched.created:
            return
        if name not in touched.former:
            stored = [row for row in getattr(subject, name) if not state_of(row).pending]
            touched.former[name] = rows_shape(name, stored, before=True)
    touched.unread |= {name}
    subject.updated_at = now()  # so that a form opened before this is refused


def _write(committing: Session) -> None:
    """At the end of the transaction: one version for each subject that differs from what it was."""
    if committing.in_nested_transaction():
        return
    committing.flush()
    collected: _Collected | None = committing.info.pop(_KEY, None)
    if collected is None:
        return
    for kind, ids in collected.deleted.items():
        gone = (Version.kind == kind) & among(Version.subject_id, ids)
        committing.execute(sa.delete(Version).where(gone), execution_options={"synchronize_session": False})
    if rows := _rows(committing, collected):
        committing.execute(sa.insert(Version), rows)


sa.event.listen(
    Session, "before_commit", _write, insert=True
)  # before the audit chain, whose lock is to be the last one


def _rows(committing: Session, collected: _Collected) -> list[dict[str, Any]]:
    found: list[tuple[_Touched, dict[str, Any]]] = []
    for touched in collected.touched.values():
        if state_of(touched.subject).persistent:
            changes = {} if touched.created else _changes(committing, touched)
            if touched.created or changes:
                found.append((touched, changes))
    last = _last_numbers(committing, [touched.subject for touched, _changes in found if not touched.created])
    at, entries = now(), {entry.subject: entry for entry in audit.recorded(committing)}
    rows = []
    for touched, changes in found:
        subject, key = touched.subject, _key(touched.subject)
        source = _source(committing, collected, subject, entries.get(key))
        rows.append(
            {
                "kind": kind_of(subject),
                "subject_id": subject.id,
                "number": last.get(key, 0) + 1,
                "created": touched.created,
                "at": at,
                "actor_id": source.actor_id,
                "method": source.method,
                "note": source.note,
                "import_id": source.import_id,
                "changes": dict.fromkeys(changes) if key in collected.forgotten else changes,
            }
        )
    return rows


def _changes(committing: Session, touched: _Touched) -> dict[str, Any]:
    if touched.unread:
        committing.expire(touched.subject, touched.unread)
    new = {name: shape(touched.subject, name) for name in touched.former}
    return {name: [old, new[name]] for name, old in sorted(touched.former.items()) if old != new[name]}


def _last_numbers(committing: Session, subjects: Sequence[Subject]) -> dict[str, int]:
    last: dict[str, int] = {}
    for kind in Kind:
        if ids := [subject.id for subject in subjects if kind_of(subject) is kind]:
            query = sa.select(Version.subject_id, sa.func.max(Version.number)).group_by(Version.subject_id)
            rows = committing.execute(query.where(Version.kind == kind, among(Version.subject_id, ids)))
            last |= {f"{kind}:{subject_id}": number for subject_id, number in rows}
    return last


def _source(committing: Session, collected: _Collected, subject: Subject, entry: audit.AuditEntry | None) -> Source:
    said = collected.sources.get(_key(subject)) or collected.source
    actor_id = entry.actor_id if entry else said.actor_id if said else None
    if said is not None:
        return replace(said, actor_id=actor_id)
    if entry is not None and entry.via is audit.Via.IMPORT:
        return Source(Method.IMPORT, "", actor_id, subject.import_id)
    actor = committing.get(Account, actor_id) if actor_id else None
    if actor is None:
        return Source(Method.SYSTEM, "", actor_id)
    return Source(Method.STAFF if actor.is_staff else Method.WEB, "", actor_id)


@sa.event.listens_for(Session, "after_transaction_create")
def _remember(open_session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        collected = _of(open_session)
        collected.before_savepoint[transaction] = collected.copied()


@sa.event.listens_for(Session, "after_soft_rollback")
def _take_back(open_session: Session, transaction: SessionTransaction) -> None:
    """What was rolled back has not happened: all of it, or what came after the savepoint."""
    collected = open_session.info.pop(_KEY, None)
    if collected is not None and transaction in collected.before_savepoint:
        open_session.info[_KEY] = collected.before_savepoint.pop(transaction)


def _of(open_session: Session) -> _Collected:
    collected: _Collected = open_session.info.setdefault(_KEY, _Collected())
    return collected


def _key(subject: Subject) -> str:
    return f"{kind_of(subject)}:{subject.id}"
