"""Yearly confirmation (年1回の確認): how far asking has come for a record, and every answer."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Step(StrEnum):
    """What has been done since a record was last confirmed, in order."""

    NONE = "none"
    ASKED = "asked"
    REMINDED = "reminded"
    REMINDED_AGAIN = "reminded_again"
    UNSURE = "unsure"  # marked 確認中, not proposed to anybody
    FADED = "faded"  # off the public lists


class Answer(StrEnum):
    """What was answered."""

    UNCHANGED = "unchanged"
    CHANGES = "changes"
    PAUSED = "paused"
    DISSOLVED = "dissolved"


class AnsweredBy(StrEnum):
    """How an answer came."""

    LINK = "link"
    WEB = "web"
    PHONE = "phone"
    VISIT = "visit"
    FAX = "fax"
    LETTER = "letter"


class Confirmable:
    """Columns of a record that is confirmed every year."""

    last_confirmed_on: Mapped[date | None]
    confirmation_step: Mapped[Step] = mapped_column(
        enum_column(Step), default=Step.NONE, server_default=Step.NONE, index=True
    )
    confirmation_step_on: Mapped[date | None]
    """When that step was taken."""

    @property
    def is_unsure(self) -> bool:
        """Whether pages mark the record 確認中."""
        return self.confirmation_step is Step.UNSURE


class Confirmation(Base):
    """One answer. ``words``: what is to be changed, until somebody has seen to it (``handled_at``)."""

    __tablename__ = "confirmations"
    __table_args__ = (sa.CheckConstraint("(group_id IS NULL) <> (person_id IS NULL)", name="one_record"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    answer: Mapped[Answer] = mapped_column(enum_column(Answer))
    answered_by: Mapped[AnsweredBy] = mapped_column(enum_column(AnsweredBy))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(sa.Text, default="")
    handled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
