"""An opening: who of the staff looked at the private part of a record, when and why. Nothing changes it afterwards."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Reason(StrEnum):
    """Why staff look at private contact data."""

    CALL = "call"  # to phone or write to them
    ASKED = "asked"  # they asked about themselves
    INTRODUCTION = "introduction"
    REGISTRATION = "registration"  # to check or correct what is registered
    OTHER = "other"  # told in words


class Way(StrEnum):
    """Where it was shown."""

    PAGE = "page"
    FORM = "form"
    API = "api"


class Opening(Base):
    """One look. ``subject`` is the record: ``person:3``."""

    __tablename__ = "openings"
    __table_args__ = (
        sa.CheckConstraint("reason <> 'other' OR words <> ''", name="other_is_told"),
        sa.Index("ix_openings_subject_id", "subject", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    subject: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[Reason] = mapped_column(enum_column(Reason))
    words: Mapped[str] = mapped_column(sa.Text, default="")
    way: Mapped[Way] = mapped_column(enum_column(Way))

    account: Mapped[Account | None] = relationship(lazy="joined")
