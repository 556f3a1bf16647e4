"""Who did what to which record, when, and how it came: one entry per write, committed with it, chained to the one before."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column, session

_KEY: Final = "audit"
_BEGINNING: Final = "0" * 64
_HEAD: Final = 1
_BATCH: Final = 1000


class Via(StrEnum):
    """How a change came in."""

    WEB = "web"
    STAFF = "staff"
    IMPORT = "import"
    COMMAND = "command"


class AuditEntry(Base):
    """One write. ``subject`` is ``group:12``; ``changed`` names the attributes, never their private values.

    Entries are only ever added (``kit.audit_triggers``). ``number`` is the place in the chain and ``hash`` the SHA-256 of the
    hash before it and this entry's content, so that nothing can be changed, taken out or put in between unnoticed. Entries
    from before the chain have neither.

    Of a reason, which may name somebody, the chain holds a salted seal only: text and salt can be erased together when
    that person is deleted, and the chain stays whole.
    """

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    verb: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(60), index=True)
    changed: Mapped[list[str]]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    reason_salt: Mapped[str] = mapped_column(sa.String(32), default="", server_default="")
    reason_seal: Mapped[str] = mapped_column(sa.String(64), default="", server_default="")
    via: Mapped[Via] = mapped_column(enum_column(Via))
    number: Mapped[int | None] = mapped_column(unique=True)
    hash: Mapped[str | None] = mapped_column(sa.String(64))


class AuditHead(Base):
    """The end of the chain: one row, locked only while a transaction that is about to end adds its entries."""

    __tablename__ = "audit_heads"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))
    begins_after: Mapped[int]
    """Entries up to this id are older than the chain."""


def record(
    verb: str,
    subject: str,
    *,
    actor_id: int | None,
    via: Via = Via.WEB,
    changed: list[str] | None = None,
    reason: str = "",
) -> None:
    """Write an entry into the open transaction."""
    entry = AuditEntry(verb=verb, subject=subject, actor_id=actor_id, via=via, changed=changed or [], reason=reason)
    if reason:
        entry.reason_salt = secrets.token_hex(16)
        entry.reason_seal = _seal(entry.reason_salt, reason)
    session.add(entry)
    session.info.setdefault(_KEY, []).append(entry)


def erase_reasons(subjects: Sequence[str]) -> int:
    """Erase what was written as reasons about these subjects; returns of how many entries."""
    told = AuditEntry.subject.in_(subjects) & (AuditEntry.reason != "")
    erased = session.scalars(
        sa.update(AuditEntry).where(told).values(reason="", reason_salt="").returning(AuditEntry.id)
    )
    return len(erased.all())


def recorded(open_session: Session) -> Sequence[AuditEntry]:
    """The entries of the open transaction, oldest first."""
    return [entry for entry in open_session.info.get(_KEY, ()) if sa.inspect(entry).session is not None]


def changed_attributes(thing: Any) -> list[str]:
    """Names of the mapped attributes of ``thing`` that differ from what the database holds, in order."""
    state = sa.inspect(thing)
    return sorted(attribute.key for attribute in state.attrs if attribute.history.has_changes())


def verify() -> int | None:
    """Number of the first entry of the chain that is not as it was written, is missing, or is too many; None if it is whole."""
    number, last = 0, _BEGINNING
    for entry in _chained():
        number += 1
        if entry.number != number or entry.hash != _link(last, entry) or not _is_sealed(entry):
            return number
        last = entry.hash
    head = session.get(AuditHead, _HEAD)
    if head is None:
        return 1 if number else None
    stray = sa.select(AuditEntry.id).where(AuditEntry.number.is_(None), AuditEntry.id > head.begins_after).limit(1)
    whole = (head.number, head.hash) == (number, last) and session.scalar(stray) is None
    return None if whole else number + 1


def export() -> Iterator[dict[str, Any]]:
    """Every entry as JSON can hold it: those from before the chain first, then the chain in its order."""
    before = sa.select(AuditEntry).where(AuditEntry.number.is_(None)).order_by(AuditEntry.id)
    for entry in session.scalars(before.execution_options(yield_per=_BATCH)):
        yield {"number": None, **_content(entry), "reason": entry.reason, "hash": None}
    for entry in _chained():
        told = {"reason": entry.reason, "reason_salt": entry.reason_salt}
        yield {"number": entry.number, **_content(entry), **told, "hash": entry.hash}


def _chained() -> Iterator[AuditEntry]:
    chain = sa.select(AuditEntry).where(AuditEntry.number.is_not(None)).order_by(AuditEntry.number)
    yield from session.scalars(chain.execution_options(yield_per=_BATCH))


@sa.event.listens_for(Session, "before_commit")
def _chain(committing: Session) -> None:
    """Chain the transaction's entries when all else is written, so that the head is locked for a moment only."""
    if committing.in_nested_transaction() or _KEY not in committing.info:
        return
    committing.flush()
    entries = [entry for entry in committing.info.pop(_KEY) if sa.inspect(entry).persistent]
    if not entries:
        return
    head = _locked_head(committing, before=entries[0].id)
    for entry in entries:
        entry.number, entry.hash = head.number + 1, _link(head.hash, entry)
        head.number, head.hash = entry.number, entry.hash
    committing.flush()


def _locked_head(committing: Session, *, before: int) -> AuditHead:
    head = committing.get(AuditHead, _HEAD, with_for_update=True, populate_existing=True)
    if head is None:
        begin_chain(committing.connection(), before=before)
        head = committing.get_one(AuditHead, _HEAD, with_for_update=True, populate_existing=True)
    return head


def begin_chain(connection: sa.Connection, *, before: int | None = None) -> None:
    """Begin the chain after the entries that are there (with an id under ``before``), unless it has begun."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    entries = AuditEntry.__table__
    older = sa.select(sa.func.max(entries.c.id)).where(entries.c.id < before if before else sa.true())
    values = {"id": _HEAD, "number": 0, "hash": _BEGINNING, "begins_after": connection.scalar(older) or 0}
    connection.execute(insert(AuditHead).values(values).on_conflict_do_nothing())


def _link(last: str, entry: AuditEntry) -> str:
    content = json.dumps(_content(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{last}\n{content}".encode()).hexdigest()


def _seal(salt: str, reason: str) -> str:
    return hashlib.sha256(f"{salt}{reason}".encode("utf-8", "surrogatepass")).hexdigest()


def _is_sealed(entry: AuditEntry) -> bool:
    """Whether the reason is the one that was written, or was erased."""
    if not entry.reason and not entry.reason_salt:
        return True
    return entry.reason_seal == _seal(entry.reason_salt, entry.reason)


def _content(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": entry.actor_id,
        "verb": entry.verb,
        "subject": entry.subject,
        "changed": list(entry.changed),
        "reason_seal": entry.reason_seal,
        "via": str(entry.via.value),
    }
