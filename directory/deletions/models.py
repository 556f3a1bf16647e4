"""A deletion: who asked for it while it waits; afterwards only that it was done, and how much."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from directory.consents.models import Method
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Deletion(Base):
    """A deletion asked for. When it is done its row names nobody: a number, dates, counts, the way and who entered it."""

    __tablename__ = "deletions"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(index=True)
    method: Mapped[Method] = mapped_column(enum_column(Method))
    said_on: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    entered_by_id: Mapped[int | None]
    """The member of staff who entered it; None: those concerned did so themselves."""
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    registered_on: Mapped[date | None]
    """When the deleted entry had come into the register: with ``done_at`` all that a yearly count needs."""
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """How many of each kind were deleted."""
