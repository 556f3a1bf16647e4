"""A need: what is asked for, by whom, and who may see it."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.groups.models import Group
from directory.people.models import Audience, Fee, Person
from directory.vocabularies.models import Area, Field, Skill
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class NeedState(StrEnum):
    """Where a need stands."""

    DRAFT = "draft"
    OPEN = "open"
    MATCHED = "matched"
    CLOSED = "closed"


class Closed(StrEnum):
    """Why a need is closed."""

    MET = "met"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class NeedKind(StrEnum):
    """What is looked for: an adviser, hands, a partner, or a table to talk at."""

    ADVISER = "adviser"
    HANDS = "hands"
    PARTNER = "partner"
    TALK = "talk"


class ReceivedBy(StrEnum):
    """How a need reached the centre (受付方法)."""

    WEB = "web"
    COUNTER = "counter"
    PHONE = "phone"
    FAX = "fax"
    LETTER = "letter"
    EMAIL = "email"
    IMPORT = "import"


need_fields = sa.Table(
    "need_fields",
    Base.metadata,
    sa.Column("need_id", sa.ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("field_code", sa.ForeignKey("fields.code"), primary_key=True, index=True),
)
need_areas = sa.Table(
    "need_areas",
    Base.metadata,
    sa.Column("need_id", sa.ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("area_code", sa.ForeignKey("areas.code"), primary_key=True, index=True),
)


class NeedSkill(Base):
    """A skill that a need asks for, as a must or as nice to have."""

    __tablename__ = "need_skills"

    need_id: Mapped[int] = mapped_column(sa.ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(sa.ForeignKey("skills.id"), primary_key=True, index=True)
    must: Mapped[bool] = mapped_column(default=True)

    skill: Mapped[Skill] = relationship(lazy="joined")


class Need(Base):
    """A need (相談・困りごと・募集)."""

    __tablename__ = "needs"
    __table_args__ = (
        sa.CheckConstraint("people_wanted IS NULL OR people_wanted > 0", name="people_wanted"),
        sa.CheckConstraint("(state = 'closed') = (closed_because IS NOT NULL)", name="closed_has_reason"),
        sa.Index("ix_needs_state_audience", "state", "audience"),
        sa.Index("ix_needs_state_created_at", "state", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[NeedState] = mapped_column(enum_column(NeedState))
    closed_because: Mapped[Closed | None] = mapped_column(enum_column(Closed))
    title: Mapped[str] = mapped_column(sa.Text)
    title_key: Mapped[str] = mapped_column(sa.Text, default="", index=True)
    story: Mapped[str] = mapped_column(sa.Text, default="")
    kind: Mapped[NeedKind] = mapped_column(enum_column(NeedKind))
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="SET NULL"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"), index=True)
    requester_name: Mapped[str] = mapped_column(sa.Text, default="")
    place: Mapped[str] = mapped_column(sa.Text, default="")
    online: Mapped[bool] = mapped_column(default=False)
    slots: Mapped[int] = mapped_column(default=0)
    dates: Mapped[list[str]] = mapped_column(default=list)
    schedule_note: Mapped[str] = mapped_column(sa.Text, default="")
    people_wanted: Mapped[int | None]
    due_on: Mapped[date | None]
    fee: Mapped[Fee | None] = mapped_column(enum_column(Fee))
    audience: Mapped[Audience] = mapped_column(enum_column(Audience), default=Audience.COORDINATORS)
    expires_on: Mapped[date | None] = mapped_column(index=True)
    contact: Mapped[str] = mapped_column(sa.Text, default="")
    received_by_method: Mapped[ReceivedBy] = mapped_column(enum_column(ReceivedBy), default=ReceivedBy.WEB)
    received_by: Mapped[str] = mapped_column(sa.Text, default="")
    received_on: Mapped[date | None]
    source_id: Mapped[str] = mapped_column(sa.String(120), default="", index=True)
    import_id: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now, index=True)
    version: Mapped[int] = mapped_column(default=1)

    group: Mapped[Group | None] = relationship()
    person: Mapped[Person | None] = relationship()
    skills: Mapped[list[NeedSkill]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    fields: Mapped[list[Field]] = relationship(secondary=need_fields, order_by=Field.code, passive_deletes=True)
    areas: Mapped[list[Area]] = relationship(secondary=need_areas, order_by=Area.code, passive_deletes=True)

    __mapper_args__ = {"version_id_col": version}
