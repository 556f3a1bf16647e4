"""A document that a group has handed in: what it is, and which file on the disk holds it."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class DocumentKind(StrEnum):
    """What a group hands in with its registration: 規約または会則, 構成員名簿."""

    RULES = "rules"
    MEMBER_LIST = "member_list"


class Document(Base):
    """One uploaded file. The row and the file of the same random name belong together; see ``files.py``."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(enum_column(DocumentKind))
    file_name: Mapped[str] = mapped_column(sa.Text)
    """As it was given."""
    media_type: Mapped[str] = mapped_column(sa.String(120))
    """As its content was found to be, whatever the browser said."""
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    stored_name: Mapped[str] = mapped_column(sa.String(64), unique=True)
    uploaded_by: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
