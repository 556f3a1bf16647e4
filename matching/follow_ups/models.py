"""What was asked of a side after the two have met, what it said, and how the introduction ended."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Side


class Round(StrEnum):
    """Which time of asking."""

    FIRST = "first"
    SECOND = "second"


ASKED_AFTER: Final[Mapping[Round, timedelta]] = {Round.FIRST: timedelta(days=30), Round.SECOND: timedelta(days=91)}
"""How long after the two have met: one month, three months."""


class Found(StrEnum):
    """The answer of three: 会えて、役に立った／会ったが、まだわからない／会えなかった・続いていない."""

    USEFUL = "useful"
    UNSURE = "unsure"
    NOT = "not"


class Again(StrEnum):
    """Whether they would do it again."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class May(StrEnum):
    """Whether the story may be told; that each wording is asked for anew is another matter."""

    YES = "yes"
    NO = "no"


class Result(StrEnum):
    """How an introduction ended, as the coordinator sees it."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


class FollowUp(Base):
    """One asking of one side. Read by that side and by staff, never by the other side."""

    __tablename__ = "follow_ups"
    __table_args__ = (sa.UniqueConstraint("introduction_id", "side", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"))
    side: Mapped[Side] = mapped_column(enum_column(Side))
    round: Mapped[Round] = mapped_column(enum_column(Round))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    silent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was noted that no answer came; one may still come."""
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    came: Mapped[Came | None] = mapped_column(enum_column(Came))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    """Who answered signed in, or typed it in."""
    found: Mapped[Found | None] = mapped_column(enum_column(Found))
    words: Mapped[str] = mapped_column(sa.Text, default="")
    hours: Mapped[int | None]
    again: Mapped[Again | None] = mapped_column(enum_column(Again))
    may_tell: Mapped[May | None] = mapped_column(enum_column(May))

    introduction: Mapped[Introduction] = relationship()
    account: Mapped[Account | None] = relationship()


class Ending(Base):
    """How an introduction ended: what it gave, and how many hours the two spent on it."""

    __tablename__ = "introduction_endings"

    introduction_id: Mapped[int] = mapped_column(
        sa.ForeignKey("introductions.id", ondelete="CASCADE"), primary_key=True
    )
    result: Mapped[Result] = mapped_column(enum_column(Result))
    hours: Mapped[int | None]
    words: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))

    introduction: Mapped[Introduction] = relationship()
    account: Mapped[Account | None] = relationship()
