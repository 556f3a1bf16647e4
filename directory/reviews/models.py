"""A review: what a coordinator decided about a registration, why, and what the entry said at that moment."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Decision(StrEnum):
    """承認, 差し戻し, 断る."""

    APPROVED = "approved"
    RETURNED = "returned"
    REFUSED = "refused"


class Review(Base):
    """One decision. Reviews are added, never changed."""

    __tablename__ = "reviews"
    __table_args__ = (sa.CheckConstraint("(group_id IS NULL) <> (person_id IS NULL)", name="subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    decision: Mapped[Decision] = mapped_column(enum_column(Decision))
    remarks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What is to be corrected, by field."""
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    snapshot: Mapped[dict[str, Any]]
    """The entry that was decided on; see ``registrations.entry``. Of a person only what was sent back, until it is decided."""
    reviewer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    reviewer: Mapped[Account | None] = relationship(lazy="joined")
