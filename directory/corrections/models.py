"""Corrections: new values that a visitor proposes for what a public page says."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Decision(StrEnum):
    """What became of one proposed value."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Correction(Base):
    """One message of one visitor about one public page (まちがいの知らせ).

    ``place`` is a hash of where it came from, for counting; it and the mail address are forgotten with the last answer.
    """

    __tablename__ = "corrections"
    __table_args__ = (sa.CheckConstraint("(group_id IS NULL) <> (person_id IS NULL)", name="subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    email: Mapped[str] = mapped_column(sa.Text, default="")
    language: Mapped[str] = mapped_column(sa.String(2), default="ja")
    place: Mapped[str] = mapped_column(sa.String(64), default="", index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)

    items: Mapped[list["CorrectionItem"]] = relationship(
        cascade="all, delete-orphan", order_by="CorrectionItem.id", passive_deletes=True
    )
    group: Mapped[Group | None] = relationship()
    person: Mapped[Person | None] = relationship()

    @property
    def subject(self) -> Group | Person:
        """What it is about."""
        subject = self.group or self.person
        assert subject is not None
        return subject


class CorrectionItem(Base):
    """One proposed value, decided by itself. ``attribute`` is one of ``directory.corrections.fields``."""

    __tablename__ = "correction_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    correction_id: Mapped[int] = mapped_column(sa.ForeignKey("corrections.id", ondelete="CASCADE"), index=True)
    attribute: Mapped[str] = mapped_column(sa.String(40))
    proposed: Mapped[str] = mapped_column(sa.Text)
    decision: Mapped[Decision] = mapped_column(enum_column(Decision), default=Decision.OPEN)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
