"""Who did what to which record, when, and how it came: one entry per write, committed with it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column, session


class Via(StrEnum):
    """How a change came in."""

    WEB = "web"
    STAFF = "staff"
    IMPORT = "import"
    COMMAND = "command"


class AuditEntry(Base):
    """One write. ``subject`` is ``group:12``; ``changed`` names the attributes, never their private values."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    verb: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(60), index=True)
    changed: Mapped[list[str]]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    via: Mapped[Via] = mapped_column(enum_column(Via))


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
    session.add(
        AuditEntry(verb=verb, subject=subject, actor_id=actor_id, via=via, changed=changed or [], reason=reason)
    )


def changed_attributes(thing: Any) -> list[str]:
    """Names of the mapped attributes of ``thing`` that differ from what the database holds, in order."""
    state = sa.inspect(thing)
    return sorted(attribute.key for attribute in state.attrs if attribute.history.has_changes())
