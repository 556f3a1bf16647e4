"""An entry of the desk's log: what was told, by whom, how it came, what was made of it, and the step that comes next."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Method(StrEnum):
    """How it came to the desk (受付方法)."""

    VISIT = "visit"
    PHONE = "phone"
    FAX = "fax"
    LETTER = "letter"
    EMAIL = "email"
    OUTSIDE = "outside"  # staff went there


class Becomes(StrEnum):
    """What is made of an entry."""

    NEED = "need"
    GROUP = "group"
    PERSON = "person"
    NOTE = "note"


class LogEntry(Base):
    """One visit, call or letter. What was told is never changed: what was wrong in it is said in a note.

    ``caller_subject`` is the record of who told it (``group:12``), ``made`` the record that was made of it (``need:5``).
    """

    __tablename__ = "log_entries"
    __table_args__ = (
        sa.CheckConstraint("(next_step = '') = (due_on IS NULL)", name="step_has_a_day"),
        sa.Index(
            "ix_log_entries_due_on",
            "due_on",
            "id",
            sqlite_where=sa.text("due_on IS NOT NULL AND settled_at IS NULL AND undone_at IS NULL"),
            postgresql_where=sa.text("due_on IS NOT NULL AND settled_at IS NULL AND undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    once: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    """What the form was given, so that pressing twice writes one entry."""
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    taker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    method: Mapped[Method] = mapped_column(enum_column(Method))
    caller: Mapped[str] = mapped_column(sa.Text)
    caller_subject: Mapped[str] = mapped_column(sa.String(60), default="", index=True)
    contact: Mapped[str] = mapped_column(sa.Text, default="")
    """Private: shown to who took it and after an opening."""
    matter: Mapped[str] = mapped_column(sa.Text)
    becomes: Mapped[Becomes] = mapped_column(enum_column(Becomes))
    made: Mapped[str] = mapped_column(sa.String(60), default="", index=True)
    next_step: Mapped[str] = mapped_column(sa.Text, default="")
    due_on: Mapped[date | None]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the next step was done."""
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(sa.Text, default="")
    """Everything that was told, in the form in which texts are compared: how staff find it at once."""

    taker: Mapped[Account | None] = relationship(lazy="joined")
    notes: Mapped[list["LogNote"]] = relationship(order_by="LogNote.id", passive_deletes=True)

    @property
    def has_open_step(self) -> bool:
        """Whether something is still to be done."""
        return self.due_on is not None and self.settled_at is None and self.undone_at is None


class LogNote(Base):
    """A correction of an entry, or what was added to it later."""

    __tablename__ = "log_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("log_entries.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(sa.Text)

    author: Mapped[Account | None] = relationship(lazy="joined")
