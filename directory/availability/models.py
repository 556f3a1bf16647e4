"""Times at which a person is busy, and the calendar file they came from: never what an appointment is about."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.people.models import Person
from kit.clock import now
from kit.db import Base, UtcDateTime


class CalendarImport(Base):
    """The last calendar file that was read for a person; the next one takes its place."""

    __tablename__ = "calendar_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    imported_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    last_on: Mapped[date]
    """The last day of which the file was asked."""

    person: Mapped[Person] = relationship()
    busy_times: Mapped[list["BusyTime"]] = relationship(
        cascade="all, delete-orphan", order_by="BusyTime.starts_at", passive_deletes=True
    )


class BusyTime(Base):
    """A time at which a person is busy, in whole half hours; neighbouring appointments are one."""

    __tablename__ = "busy_times"
    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at", name="order"),
        sa.Index("ix_busy_times_person_ends", "person_id", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"))
    import_id: Mapped[int] = mapped_column(sa.ForeignKey("calendar_imports.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
