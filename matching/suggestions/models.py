"""Which partners have changed, by which columns are patched; which lists the staff were shown; the versions of the weights."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from matching.scoring.profiles import PartnerKind


class PartnerChange(Base):
    """A person or group that has changed in something, or has gone; without an id: any number of them."""

    __tablename__ = "partner_changes"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PartnerKind] = mapped_column(enum_column(PartnerKind))
    partner_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class ShownList(Base):
    """A list of suggestions as it was shown to somebody of the staff. The same list is kept once for each of its readers."""

    __tablename__ = "suggestion_lists"
    __table_args__ = (sa.UniqueConstraint("need_id", "account_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(sa.ForeignKey("needs.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    """Who saw it."""
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    """When it was first shown; it is as the database had it then."""
    snapshot_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When the columns were built that said who might be among the first."""
    weights: Mapped[str] = mapped_column(sa.String(60))
    conditions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    """What was changed of the need to see what would come of it; empty: the need as it is."""
    total: Mapped[int]
    """How many could be proposed."""
    digest: Mapped[str] = mapped_column(sa.String(64))
    """Of everything that is in it."""

    rows: Mapped[list["ShownRow"]] = relationship(order_by="ShownRow.rank", passive_deletes=True)


class ShownRow(Base):
    """One candidate of such a list with their points; whoever leaves the register leaves it too."""

    __tablename__ = "suggestion_rows"

    list_id: Mapped[int] = mapped_column(sa.ForeignKey("suggestion_lists.id", ondelete="CASCADE"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    fit_for_need: Mapped[int]
    fit_for_partner: Mapped[int | None]
    confidence: Mapped[int]
    """Thousandths of the partner's side that were stated."""
    mutual: Mapped[int]
    final: Mapped[int]
    band: Mapped[int]
    newcomer: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[int]
    """How often they had been asked in 90 days: what decides first within a band."""
    lot: Mapped[str] = mapped_column(sa.String(16))
    """What decides last within a band, in hexadecimal."""
    points: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    """By criterion: points, and how many there were to have."""
    introduction_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("introductions.id", ondelete="SET NULL"), index=True
    )
    """What was begun from this row."""


class WeightsVersion(Base):
    """One version of the weights (``matching/scoring/weights.py``). Never changed; without a current one those that the
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
