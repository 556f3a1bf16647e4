"""A time at which two sides may meet, and who is held for it."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from matching.introductions.models import Introduction
from matching.introductions.moves import Side


class OptionState(StrEnum):
    """What has become of an offered time."""

    OFFERED = "offered"
    FIXED = "fixed"
    DROPPED = "dropped"


_IS_FIXED = sa.text("state = 'fixed'")


class MeetingOption(Base):
    """One time and place that both sides are asked about; fixed, it is the meeting."""

    __tablename__ = "meeting_options"
    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at", name="order"),
        sa.Index("uq_meeting_options_fixed", "introduction_id", unique=True,
                 sqlite_where=_IS_FIXED, postgresql_where=_IS_FIXED),
        sa.Index("ix_meeting_options_state_starts_at", "state", "starts_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    state: Mapped[OptionState] = mapped_column(enum_column(OptionState), default=OptionState.OFFERED)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(sa.Text, default="")
    attending_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    """The coordinator who comes along."""
    department: Mapped[str] = mapped_column(sa.Text, default="")
    """Another department of the city that comes along; it has consented."""
    candidate_suits: Mapped[bool | None]
    requester_suits: Mapped[bool | None]
    changes: Mapped[int] = mapped_column(default=0)
    """How often it has changed since it was offered; calendars take the highest for the newest."""
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    version: Mapped[int] = mapped_column(default=1)

    introduction: Mapped[Introduction] = relationship()
    attending: Mapped[Account | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    def suits(self, side: Side) -> bool | None:
        """Whether it suits this side; None until they have said."""
        return self.candidate_suits if side is Side.CANDIDATE else self.requester_suits


class Hold(Base):
    """Half an hour for which somebody is held: nobody can be held twice for the same one."""

    __tablename__ = "meeting_holds"

    who: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    """``account:3``, ``person:5`` or ``group:7``."""
    at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    option_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting_options.id", ondelete="CASCADE"), index=True)
