"""An import of a file: its run, what it found doubtful, and what it changed, so that it can be undone."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class ImportKind(StrEnum):
    """What a file holds."""

    GROUPS = "groups"
    PEOPLE = "people"
    NEEDS = "needs"
    AREAS = "areas"


class ImportState(StrEnum):
    """Where an import stands."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


class RowOutcome(StrEnum):
    """What became of one row."""

    CREATED = "created"
    UPDATED = "updated"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class ImportRun(Base):
    """One import; ``position`` is the row up to which it has been carried out, so that it can go on after a stop."""

    __tablename__ = "import_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ImportKind] = mapped_column(enum_column(ImportKind))
    state: Mapped[ImportState] = mapped_column(enum_column(ImportState))
    file_name: Mapped[str] = mapped_column(sa.Text)
    columns: Mapped[list[str]] = mapped_column(default=list)
    stored_as: Mapped[str] = mapped_column(sa.Text, default="")
    encoding: Mapped[str] = mapped_column(sa.String(40), default="")
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    activate: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(sa.Text, default="")
    actor_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ImportFinding(Base):
    """A refused or doubtful cell or row: where it stands, what it said, and why."""

    __tablename__ = "import_findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("import_runs.id", ondelete="CASCADE"), index=True)
    row: Mapped[int]
    column: Mapped[str] = mapped_column(sa.Text, default="")
    original: Mapped[str] = mapped_column(sa.Text, default="")
    reason: Mapped[str] = mapped_column(sa.Text)
    refused: Mapped[bool] = mapped_column(default=False)


class ImportChange(Base):
    """A record that an import made or changed; ``before`` holds the changed attributes' former values."""

    __tablename__ = "import_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("import_runs.id", ondelete="CASCADE"), index=True)
    subject_id: Mapped[str] = mapped_column(sa.String(24))
    outcome: Mapped[RowOutcome] = mapped_column(enum_column(RowOutcome))
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=0)
    row_hash: Mapped[str] = mapped_column(sa.String(32), default="")
    """Fingerprint of what the row said: the same row changes nothing the next time."""
