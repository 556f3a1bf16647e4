"""A claim: somebody says that a group of the register is theirs to keep."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from directory.groups.models import Group
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class ClaimState(StrEnum):
    """Where a claim stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Claim(Base):
    """Somebody says that they represent a group that nobody keeps here (申し出); a coordinator decides."""

    __tablename__ = "claims"
    __table_args__ = (
        sa.Index(
            "uq_claims_open",
            "group_id",
            "account_id",
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    position: Mapped[str] = mapped_column(sa.Text)
    """Who they are in the group."""
    proof: Mapped[str] = mapped_column(sa.Text)
    phone: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[ClaimState] = mapped_column(enum_column(ClaimState), default=ClaimState.OPEN, index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    group: Mapped[Group] = relationship()
    account: Mapped[Account] = relationship(foreign_keys=[account_id])
