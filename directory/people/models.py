"""A person who can help: a public part, a private part, and the person's own conditions."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from directory.accounts.models import Membership
from directory.confirmations.models import Confirmable
from directory.groups.models import Group
from directory.vocabularies.models import Area, Field, Skill
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from kit.morphemes import reading_of
from kit.text import in_kana_order, search_key


class PersonState(StrEnum):
    """Where a person stands in the register."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class Fee(StrEnum):
    """What helping costs: nothing, expenses, or a fee (無償／実費／謝金)."""

    FREE = "free"
    EXPENSES = "expenses"
    PAID = "paid"


class HelpKind(StrEnum):
    """Kinds of help: 相談・助言, 講師, 実務, 進行役, 当日の手伝い."""

    ADVICE = "advice"
    LECTURE = "lecture"
    PRACTICE = "practice"
    FACILITATION = "facilitation"
    DAY_HELP = "day_help"


class Audience(StrEnum):
    """Who may find a record."""

    PUBLIC = "public"
    MEMBERS = "members"
    COORDINATORS = "coordinators"


class Recruited(StrEnum):
    """How somebody came to a council post: open call, recommendation, ex officio."""

    OPEN = "open"
    RECOMMENDED = "recommended"
    EX_OFFICIO = "ex_officio"


person_fields = sa.Table(
    "person_fields",
    Base.metadata,
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("field_code", sa.ForeignKey("fields.code"), primary_key=True, index=True),
)
person_areas = sa.Table(
    "person_areas",
    Base.metadata,
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("area_code", sa.ForeignKey("areas.code"), primary_key=True, index=True),
)
person_avoided_groups = sa.Table(
    "person_avoided_groups",
    Base.metadata,
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("group_id", sa.ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True),
)

person_avoided_fields = sa.Table(
    "person_avoided_fields",
    Base.metadata,
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("field_code", sa.ForeignKey("fields.code"), primary_key=True, index=True),
)


class PersonSkill(Base):
    """A skill of a person: level 1 (can help) to 3 (can teach), years of practice, and whether the centre has verified it."""

    __tablename__ = "person_skills"
    __table_args__ = (sa.CheckConstraint("level BETWEEN 1 AND 3", name="level"),)

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(sa.ForeignKey("skills.id"), primary_key=True, index=True)
    level: Mapped[int] = mapped_column(default=2)
    years: Mapped[int | None]
    verified: Mapped[bool] = mapped_column(default=False)

    skill: Mapped[Skill] = relationship(lazy="joined")


class Absence(Base):
    """Days on which a person is not free although the weekly pattern says so."""

    __tablename__ = "absences"
    __table_args__ = (sa.CheckConstraint("starts_on <= ends_on", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class CouncilPost(Base):
    """A seat on one of the city's councils (審議会等の委員)."""

    __tablename__ = "council_posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    council: Mapped[str] = mapped_column(sa.Text)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    recruited: Mapped[Recruited | None] = mapped_column(enum_column(Recruited))


class Person(Confirmable, Base):
    """A person (人材・協働サポーター)."""

    __tablename__ = "people"
    __table_args__ = (
        sa.Index("ix_people_state_reading", "state", "sort_key", "id"),
        sa.Index("ix_people_state_resting", "state", "resting_until", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[PersonState] = mapped_column(enum_column(PersonState))
    state_reason: Mapped[str] = mapped_column(sa.Text, default="")
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), unique=True)

    # What others may see, as far as findable_by allows.
    display_name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text, index=True)
    reading: Mapped[str] = mapped_column(sa.Text, default="")
    sort_key: Mapped[str] = mapped_column(sa.Text, default="")
    affiliation: Mapped[str] = mapped_column(sa.Text, default="")
    introduction: Mapped[str] = mapped_column(sa.Text, default="")
    about: Mapped[str] = mapped_column(sa.Text, default="")
    qualifications: Mapped[str] = mapped_column(sa.Text, default="")
    base: Mapped[str] = mapped_column(sa.Text, default="")
    web_pages: Mapped[list[str]] = mapped_column(default=list)
    on_site: Mapped[bool] = mapped_column(default=True)
    online: Mapped[bool] = mapped_column(default=False)
    travel_km: Mapped[int | None]
    """How far beyond their areas the person will go, in a straight line."""
    languages: Mapped[list[str]] = mapped_column(default=list)
    slots: Mapped[int] = mapped_column(default=0)
    slots_possible: Mapped[int] = mapped_column(default=0, server_default="0")
    """Weekly times that are possible but not preferred; none of them is in ``slots``."""
    schedule_note: Mapped[str] = mapped_column(sa.Text, default="")
    fee: Mapped[Fee | None] = mapped_column(enum_column(Fee))
    help_kinds: Mapped[list[str]] = mapped_column(default=list)

    # Private: the person and the centre.
    legal_name: Mapped[str] = mapped_column(sa.Text, default="")
    address: Mapped[str] = mapped_column(sa.Text, default="")
    phone: Mapped[str] = mapped_column(sa.Text, default="")
    email: Mapped[str] = mapped_column(sa.Text, default="")
    birth_year: Mapped[int | None]
    notes: Mapped[str] = mapped_column(sa.Text, default="")

    # The person's own conditions.
    findable_by: Mapped[Audience] = mapped_column(enum_column(Audience), default=Audience.COORDINATORS)
    max_at_once: Mapped[int | None]
    max_per_month: Mapped[int | None]
    max_per_year: Mapped[int | None]
    resting_until: Mapped[date | None]
    minimum_notice_days: Mapped[int | None]
    avoided_note: Mapped[str] = mapped_column(sa.Text, default="")

    source_id: Mapped[str] = mapped_column(sa.String(120), default="", index=True)
    import_id: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now, index=True)
    version: Mapped[int] = mapped_column(default=1)

    skills: Mapped[list[PersonSkill]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    fields: Mapped[list[Field]] = relationship(secondary=person_fields, order_by=Field.code, passive_deletes=True)
    areas: Mapped[list[Area]] = relationship(secondary=person_areas, order_by=Area.code, passive_deletes=True)
    absences: Mapped[list[Absence]] = relationship(
        cascade="all, delete-orphan", order_by=Absence.starts_on, passive_deletes=True
    )
    council_posts: Mapped[list[CouncilPost]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    avoided_groups: Mapped[list[Group]] = relationship(secondary=person_avoided_groups, passive_deletes=True)
    avoided_fields: Mapped[list[Field]] = relationship(
        secondary=person_avoided_fields, order_by=Field.code, passive_deletes=True
    )
    memberships: Mapped[list[Membership]] = relationship(
        cascade="all, delete-orphan", foreign_keys=[Membership.person_id], passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("display_name")
    def _key_follows_name(self, _attribute: str, name: str) -> str:
        self.name_key = search_key(name)
        self.sort_key = in_kana_order(self.reading or reading_of(name))
        return name

    @validates("reading")
    def _order_follows_reading(self, _attribute: str, reading: str) -> str:
        self.sort_key = in_kana_order(reading or reading_of(self.display_name or ""))
        return reading
