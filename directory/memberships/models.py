"""Invitations to keep a group; memberships themselves belong to accounts."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account, MembershipRole
from directory.groups.models import Group
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Afterwards(StrEnum):
    """What becomes of a representative who has handed over."""

    EDITOR = "editor"
    LEAVE = "leave"


class Invitation(Base):
    """Somebody may join a group once, by a link in a letter, by a code on paper, or on the site.

    ``account_id``: whom it is for, where that is known; then nobody else can use it. ``afterwards`` is set when the
    one who invites hands the representation over.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    role: Mapped[MembershipRole] = mapped_column(enum_column(MembershipRole))
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    code_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    invited_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    afterwards: Mapped[Afterwards | None] = mapped_column(enum_column(Afterwards))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was used, declined or called off."""

    group: Mapped[Group] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    invited_by: Mapped[Account | None] = relationship(foreign_keys=[invited_by_id])

    @property
    def subject(self) -> str:
        """As its link and the audit name it."""
        return f"invitation:{self.id}"

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be used."""
        return self.ended_at is None and self.expires_at > at
