"""An introduction, what happened to it, and what each side has shown of itself to the other."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from kit.errors import NoSuchStep
from matching.introductions.moves import OPEN, STEPS, WAITING, Actor, Move, Side, State
from matching.needs.models import Need

ANSWER_WITHIN: Final = timedelta(days=14)
"""How long an answer is waited for."""


class Reason(StrEnum):
    """Why it came to nothing: a closed list, told to coordinators only."""

    SKILL = "skill"
    LEVEL = "level"
    DATES = "dates"
    DISTANCE = "distance"
    INTEREST = "interest"
    BURDEN = "burden"
    FORMER = "former"  # something between the two from before
    OTHER_CHOSEN = "other_chosen"
    NO_ANSWER = "no_answer"
    OTHER = "other"


class Came(StrEnum):
    """How a move came about."""

    LINK = "link"
    WEB = "web"
    PHONE = "phone"
    VISIT = "visit"
    FAX = "fax"
    LETTER = "letter"
    CLOCK = "clock"


_STILL_OPEN = sa.text("state IN ({})".format(", ".join(f"'{state}'" for state in State if state in OPEN)))


class Introduction(Base):
    """One candidate, a person or a group, for one need.

    How many the need may accept and how much the candidate wants to do is refused by the database itself
    (``matching/introductions/limits.py``).
    """

    __tablename__ = "introductions"
    __table_args__ = (
        sa.CheckConstraint("person_id IS NULL OR group_id IS NULL", name="one_candidate"),
        *(
            sa.Index(
                f"uq_introductions_open_{candidate}", "need_id", candidate, unique=True,
                sqlite_where=_STILL_OPEN, postgresql_where=_STILL_OPEN,
            )
            for candidate in ("person_id", "group_id")
        ),
        sa.Index("ix_introductions_state_due", "state", "answer_due_at"),
        # Everything that is counted of them, so that counting does not read the long texts of each.
        sa.Index("ix_introductions_candidate_asked", "person_id", "group_id", "asked_at", "state"),
        sa.Index("ix_introductions_asked", "asked_at", "person_id", "need_id", "rank"),
        sa.Index("ix_introductions_rank_created", "rank", "created_at"),
        sa.Index("ix_introductions_coordinator_id_state", "coordinator_id", "state"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(sa.ForeignKey("needs.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="SET NULL"), index=True)
    state: Mapped[State] = mapped_column(enum_column(State), default=State.PROPOSED)
    coordinator_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    """Who sees to it."""
    outline: Mapped[str] = mapped_column(sa.Text, default="")
    """What the candidate reads of the need: no names."""
    introducing: Mapped[str] = mapped_column(sa.Text, default="")
    """What the requester reads of the candidate, beside their public page."""
    rank: Mapped[int | None]
    """The candidate's place on the list of suggestions when they were chosen; empty for who was added by hand."""
    score: Mapped[int | None]
    """Their points at that time."""
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the candidate was asked: it counts for the year."""
    requester_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When who asked for help was asked: from then on they know of the candidate."""
    answer_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when an answer is waited for."""
    reminded: Mapped[int] = mapped_column(default=0)
    """How often who is waited for has been reminded."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    version: Mapped[int] = mapped_column(default=1)

    need: Mapped[Need] = relationship()
    person: Mapped[Person | None] = relationship()
    group: Mapped[Group | None] = relationship()
    coordinator: Mapped[Account | None] = relationship()
    moves: Mapped[list["Happened"]] = relationship(order_by="Happened.id", passive_deletes=True)
    shown: Mapped[list["Shown"]] = relationship(passive_deletes=True)
    questions: Mapped[list["Question"]] = relationship(order_by="Question.id", passive_deletes=True)
    notes: Mapped[list["Note"]] = relationship(order_by="Note.id", passive_deletes=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def candidate(self) -> Person | Group | None:
        """Who is proposed; None once they have been deleted at their wish."""
        return self.person or self.group

    def party(self, side: Side) -> Person | Group | None:
        """Who stands on this side; None for a requester without a record, and for who has been deleted."""
        return self.candidate if side is Side.CANDIDATE else self.need.group or self.need.person

    def go(self, move: Move, *, at: datetime) -> None:
        """Make a move.

        Raises:
            NoSuchStep: it does not lead on from where the introduction stands.
        """
        step = STEPS[move]
        if self.state not in step.before:
            raise NoSuchStep()
        self.state, self.moved_at, self.reminded = step.after, at, 0
        self.answer_due_at = at + ANSWER_WITHIN if step.after in WAITING else None
        if step.after is State.ASKED_CANDIDATE:
            self.asked_at = at
        if step.after is State.ASKED_REQUESTER:
            self.requester_asked_at = at


class Happened(Base):
    """One move: who made it, when, how it came and why. Nothing changes it afterwards."""

    __tablename__ = "introduction_moves"
    __table_args__ = (sa.Index("ix_introduction_moves_move", "move", "introduction_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    move: Mapped[Move | None] = mapped_column(enum_column(Move))
    """Empty for the proposal itself."""
    state: Mapped[State] = mapped_column(enum_column(State))
    """Where it has led."""
    by: Mapped[Actor] = mapped_column(enum_column(Actor))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    came: Mapped[Came] = mapped_column(enum_column(Came))
    reason: Mapped[Reason | None] = mapped_column(enum_column(Reason))
    words: Mapped[str] = mapped_column(sa.Text, default="")

    account: Mapped[Account | None] = relationship()


class Shown(Base):
    """One item that a side has ticked for the other to see once both agree: ``phone`` of a person, ``contact:3`` of a group."""

    __tablename__ = "introduction_items"

    introduction_id: Mapped[int] = mapped_column(
        sa.ForeignKey("introductions.id", ondelete="CASCADE"), primary_key=True
    )
    side: Mapped[Side] = mapped_column(enum_column(Side), primary_key=True)
    item: Mapped[str] = mapped_column(sa.String(40), primary_key=True)


class Question(Base):
    """Something that one side wants to know of the other; the centre carries question and answer, and no address."""

    __tablename__ = "introduction_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    """Who asks."""
    words: Mapped[str] = mapped_column(sa.Text)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))


class Note(Base):
    """What a coordinator wants the next one to know; read by staff only, and never changed."""

    __tablename__ = "introduction_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(sa.Text)

    account: Mapped[Account | None] = relationship()


class Receipt(Base):
    """One look at an item that was disclosed: by whom, when, and under which version of the consent."""

    __tablename__ = "introduction_receipts"

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    """Whose item it is."""
    item: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    came: Mapped[Came] = mapped_column(enum_column(Came))
    consent_text_id: Mapped[int | None] = mapped_column(sa.ForeignKey("consent_texts.id"))

    account: Mapped[Account | None] = relationship()
