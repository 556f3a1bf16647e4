"""Two who are not to be introduced to each other, whichever of them asks."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import now, today
from kit.db import Base, UtcDateTime, enum_column


class Kind(StrEnum):
    """Why two are kept apart."""

    BLOCKED = "blocked"  # one of the two does not want it
    CONFLICT = "conflict"  # a conflict of interest: family, contractor, the same employer
    PAUSE = "pause"  # the coordinator's 「しばらく紹介しない」


class PairExclusion(Base):
    """One pair. Why, in words, is read by who wrote it and by administrators only."""

    __tablename__ = "pair_exclusions"
    __table_args__ = (
        sa.CheckConstraint("(group_id IS NULL) <> (person_id IS NULL)", name="one"),
        sa.CheckConstraint("(other_group_id IS NULL) <> (other_person_id IS NULL)", name="other"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    other_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    other_person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind] = mapped_column(enum_column(Kind))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    until: Mapped[date | None]
    """The last day; empty: until somebody ends it."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))

    group: Mapped[Group | None] = relationship(foreign_keys=group_id)
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    other_group: Mapped[Group | None] = relationship(foreign_keys=other_group_id)
    other_person: Mapped[Person | None] = relationship(foreign_keys=other_person_id)
    by: Mapped[Account | None] = relationship(foreign_keys=by_id)
    ended_by: Mapped[Account | None] = relationship(foreign_keys=ended_by_id)

    @property
    def pair(self) -> tuple[Any, Any]:
        """The two."""
        return self.group or self.person, self.other_group or self.other_person

    @property
    def holds(self) -> bool:
        """Whether it holds today."""
        return self.ended_at is None and (self.until is None or self.until >= today())
