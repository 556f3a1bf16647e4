"""What the centre says of itself; whatever it leaves empty is as the settings or the pages themselves have it."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Item(StrEnum):
    """What can be said."""

    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    HOURS = "hours"
    NEWS = "news"
    NEWS_EN = "news_en"
    PRIVACY = "privacy"
    PRIVACY_EN = "privacy_en"
    TERMS = "terms"
    TERMS_EN = "terms_en"
    LETTERS_DAYS = "letters_days"
    LOG_DAYS = "log_days"
    WITHDRAWN_DAYS = "withdrawn_days"
    CONSULTATION_DAYS = "consultation_days"


PARTICULARS = (Item.NAME, Item.PHONE, Item.ADDRESS, Item.HOURS)
TEXTS = (Item.NEWS, Item.NEWS_EN, Item.PRIVACY, Item.PRIVACY_EN, Item.TERMS, Item.TERMS_EN)


class Saying(Base):
    """One thing the centre says."""

    __tablename__ = "sayings"

    item: Mapped[Item] = mapped_column(enum_column(Item), primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)
