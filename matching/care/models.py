"""What a decline or a silence asks the staff to see to."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from directory.people.models import Person
from directory.vocabularies.models import Skill
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from matching.introductions.models import Introduction


class Task(StrEnum):
    """What is to be done."""

    TIMES = "times"  # the person has been asked to look over when they are free
    EASE = "ease"  # ask by telephone whether they want fewer requests, or a rest
    APART = "apart"  # consider keeping the two apart for a time
    EVIDENCE = "evidence"  # look over what is known of the skill
    PAUSE = "pause"  # three letters were not answered: the person has been asked whether they rest


class TaskState(StrEnum):
    """Where it stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"  # looked at, and nothing was to be done


_IS_OPEN = sa.text("state = 'open'")


class CareTask(Base):
    """One task, about a person or, for ``APART``, about the two of an introduction. It never changes anybody's points."""

    __tablename__ = "care_tasks"
    __table_args__ = (sa.Index("ix_care_tasks_state_created_at", "state", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Task] = mapped_column(enum_column(Task))
    state: Mapped[TaskState] = mapped_column(enum_column(TaskState), default=TaskState.OPEN)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), index=True)
    """What it follows from."""
    skill_id: Mapped[int | None] = mapped_column(sa.ForeignKey("skills.id"))
    """Whose evidence is in doubt: with the person, a row of ``person_skills``."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(sa.Text, default="")
    """How it was settled; read by staff."""

    person: Mapped[Person | None] = relationship()
    introduction: Mapped[Introduction] = relationship()
    skill: Mapped[Skill | None] = relationship()
    settled_by: Mapped[Account | None] = relationship()
