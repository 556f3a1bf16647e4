"""A plan: partners for all open needs at once, one row for each pair, and what became of the row."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from matching.introductions.models import Introduction, Reason
from matching.needs.models import Need


class PlanState(StrEnum):
    """Where a plan stands."""

    MAKING = "making"
    READY = "ready"


class RowState(StrEnum):
    """What became of a row."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"  # there is an introduction
    REFUSED = "refused"
    STALE = "stale"  # a newer plan stands in its place


_BEING_MADE = sa.text("state = 'making'")


class Plan(Base):
    """Partners for the needs that were open when it was begun. One is made at a time."""

    __tablename__ = "plans"
    __table_args__ = (
        sa.Index("uq_plans_making", "state", unique=True, sqlite_where=_BEING_MADE, postgresql_where=_BEING_MADE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[PlanState] = mapped_column(enum_column(PlanState), default=PlanState.MAKING)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    """Who pressed the button; empty: it was made by itself at night."""
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    needs: Mapped[int] = mapped_column(default=0)
    """How many needs are looked at."""
    done: Mapped[int] = mapped_column(default=0)
    """How many of them have been."""
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the plan does, beside what the first of every list would do: see ``matching/plans/fairness.py``."""

    made_by: Mapped[Account | None] = relationship()


class PlanRow(Base):
    """One candidate, a person or a group, for one need."""

    __tablename__ = "plan_rows"
    __table_args__ = (
        sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="one_candidate"),
        sa.Index("uq_plan_rows_person", "plan_id", "need_id", "person_id", unique=True),
        sa.Index("uq_plan_rows_group", "plan_id", "need_id", "group_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int] = mapped_column(sa.ForeignKey("needs.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    score: Mapped[int]
    rank: Mapped[int]
    """The place they would have had on the list of suggestions of this need."""
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """``lines``: criterion, points and the most there are, of what speaks most for them."""
    state: Mapped[RowState] = mapped_column(enum_column(RowState), default=RowState.PROPOSED)
    reason: Mapped[Reason | None] = mapped_column(enum_column(Reason))
    """Why it was refused."""
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    introduction_id: Mapped[int | None] = mapped_column(sa.ForeignKey("introductions.id", ondelete="SET NULL"))
    """What came of it."""

    plan: Mapped[Plan] = relationship()
    need: Mapped[Need] = relationship()
    person: Mapped[Person | None] = relationship()
    group: Mapped[Group | None] = relationship()
    decided_by: Mapped[Account | None] = relationship()
    introduction: Mapped[Introduction | None] = relationship()

    @property
    def candidate(self) -> Person | Group:
        """Who is proposed."""
        found = self.person or self.group
        assert found is not None
        return found
