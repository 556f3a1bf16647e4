"""Versions: what each change made of a group or a person."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Kind(StrEnum):
    """What a version is about."""

    GROUP = "group"
    PERSON = "person"


class Intake(StrEnum):
    """Where staff heard what they entered (受付方法)."""

    COUNTER = "counter"
    PHONE = "phone"
    FAX = "fax"
    LETTER = "letter"
    MAIL = "mail"
    VISIT = "visit"
    OTHER = "other"


class Method(StrEnum):
    """How a change came: by its owner, by staff from one of the intakes, or otherwise."""

    WEB = "web"
    STAFF = "staff"  # staff did not say from where
    COUNTER = "counter"
    PHONE = "phone"
    FAX = "fax"
    LETTER = "letter"
    MAIL = "mail"
    VISIT = "visit"
    OTHER = "other"
    IMPORT = "import"
    CORRECTION = "correction"
    RESTORE = "restore"
    SYSTEM = "system"  # nobody: a daily job or a command


class Version(Base):
    """One change of a group or a person, as its transaction left it.

    ``changes`` maps each attribute to ``[old, new]``, or to None when its values have been forgotten. The whole record is
    kept nowhere: what it was like at version n is what it is like now with the changes of every later version taken back,
    newest first (``queries.state_at``). So a version costs no more than what was changed, and the first one of a new
    record (``created``) nothing at all; restoring reads as many rows as there are later versions.
    Versions of a record that is deleted are deleted with it.
    """

    __tablename__ = "versions"
    __table_args__ = (sa.UniqueConstraint("kind", "subject_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(enum_column(Kind))
    subject_id: Mapped[int]
    number: Mapped[int]
    """From 1, per record."""
    created: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    actor_id: Mapped[int | None]
    method: Mapped[Method] = mapped_column(enum_column(Method))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    """What staff wrote beside the method; for the centre only."""
    import_id: Mapped[int | None]
    changes: Mapped[dict[str, Any]]
