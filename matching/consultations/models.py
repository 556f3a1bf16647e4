"""A consultation: an answered form until it is sent, then how its need came in and what became of it; and interest shown."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from directory.groups.models import Group
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from matching.needs.models import Need


class Part(StrEnum):
    """The questions of the form, in their order."""

    STORY = "story"
    KIND = "kind"
    SKILLS = "skills"
    WHEN_WHERE = "when-where"
    TERMS = "terms"
    CONTACT = "contact"


class Confirmed(StrEnum):
    """How it became sure that who asked can be reached."""

    MAIL = "mail"
    PHONE = "phone"
    ACCOUNT = "account"


class Decision(StrEnum):
    """What became of a consultation."""

    WAITING = "waiting"  # for the staff
    ASKED = "asked"  # the staff have asked something
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


UNDECIDED = (Decision.WAITING, Decision.ASKED)


class ConsultationDraft(Base):
    """A form that somebody is filling in: what they typed, by question. Whoever has its token in a cookie goes on with it.

    Nobody else reads it. It is deleted when it is sent or thrown away, or after some days.
    """

    __tablename__ = "consultation_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    """Who was signed in when it was begun: nobody else who comes to the same computer goes on with it."""
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class Consultation(Base):
    """How one need came in, how to reach who asked, and how far it is. What is asked for stands in the need."""

    __tablename__ = "consultations"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(sa.ForeignKey("needs.id", ondelete="CASCADE"), unique=True)
    once: Mapped[str] = mapped_column(sa.String(64), unique=True)
    """What makes it the only one of its form, however often that is sent."""
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    email: Mapped[str] = mapped_column(sa.Text, default="")
    phone: Mapped[str] = mapped_column(sa.Text, default="")
    language: Mapped[str] = mapped_column(sa.String(2), default="ja")
    agreed: Mapped[str] = mapped_column(sa.Text, default="")
    """The words about the use of what is told, as they stood beside the box that was ticked."""
    confirmed_by: Mapped[Confirmed | None] = mapped_column(enum_column(Confirmed))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision: Mapped[Decision] = mapped_column(enum_column(Decision), default=Decision.WAITING, index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    to_tell: Mapped[bool] = mapped_column(default=False)
    """Whether who asked is still to be told by telephone what was decided."""
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    need: Mapped[Need] = relationship(lazy="joined")
    account: Mapped[Account | None] = relationship()
    questions: Mapped[list["ConsultationQuestion"]] = relationship(
        cascade="all, delete-orphan", order_by="ConsultationQuestion.id", passive_deletes=True
    )

    @property
    def open_question(self) -> "ConsultationQuestion | None":
        """What the staff have asked and nobody has answered."""
        return next((asked for asked in reversed(self.questions) if asked.answered_at is None), None)

    @property
    def is_undecided(self) -> bool:
        """Whether the staff still have to say what becomes of it."""
        return self.decision in UNDECIDED


class ConsultationQuestion(Base):
    """Something the staff asked before they opened a need, and the answer."""

    __tablename__ = "consultation_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(sa.ForeignKey("consultations.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(sa.Text)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Interest(Base):
    """A group wants to hear more of a need that fits what it can do; only the staff learn of it."""

    __tablename__ = "interests"
    __table_args__ = (sa.UniqueConstraint("need_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(sa.ForeignKey("needs.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    handled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    need: Mapped[Need] = relationship(lazy="joined")
    group: Mapped[Group] = relationship(lazy="joined")
