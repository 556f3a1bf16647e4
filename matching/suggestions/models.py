"""Which partners have changed: what the columns of every process are patched by."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

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
