"""Which partners have changed, so that the columns of every process are patched, and the versions of the weights."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from matching.suggestions.profiles import PartnerKind


class PartnerChange(Base):
    """A person or group that has changed in something, or has gone; without an id: any number of them."""

    __tablename__ = "partner_changes"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PartnerKind] = mapped_column(enum_column(PartnerKind))
    partner_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class WeightsVersion(Base):
    """One version of the weights (``matching/suggestions/weights.py``). Never changed; without a current one those that the
    service comes with hold."""

    __tablename__ = "weights_versions"
    __table_args__ = (
        sa.Index(
            "uq_weights_versions_current", "current", unique=True, sqlite_where=sa.text("current"),
            postgresql_where=sa.text("current"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    need: Mapped[dict[str, Any]]
    partner: Mapped[dict[str, Any]]
    trust: Mapped[int]
    rotation: Mapped[int]
    cap: Mapped[int]
    quota: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.Text)
    current: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))

    by: Mapped[Account | None] = relationship()

    @property
    def code(self) -> str:
        """What lists are told by."""
        return f"v{self.id}"
