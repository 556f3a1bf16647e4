"""A citizen group: what it is, and what can never be untrue of it."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from directory.confirmations.models import Confirmable
from directory.groups.names import order_key
from directory.vocabularies.models import Area, Field, Skill
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from kit.text import search_key

if TYPE_CHECKING:
    from directory.accounts.models import Membership


class Sector(StrEnum):
    """What kind of body a group is (主体)."""

    NPO = "npo"
    CITIZEN = "citizen"
    NEIGHBORHOOD = "neighborhood"
    COUNCIL = "council"
    COMPANY = "company"
    SCHOOL = "school"
    CITY = "city"
    INTERMEDIARY = "intermediary"


class GroupState(StrEnum):
    """Where a group stands in the register; only an active one is public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACTIVE = "active"
    PAUSED = "paused"
    DISSOLVED = "dissolved"
    WITHDRAWN = "withdrawn"


class ContactKind(StrEnum):
    """Kinds of contact detail."""

    REPRESENTATIVE = "representative"
    PERSON = "person"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    POSTAL = "postal"


class Publication(StrEnum):
    """Who sees a contact detail or the exact place: everybody, who is signed in, or the centre only."""

    PUBLIC = "public"
    MEMBERS = "members"
    CENTER = "center"


group_fields = sa.Table(
    "group_fields",
    Base.metadata,
    sa.Column("group_id", sa.ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("field_code", sa.ForeignKey("fields.code"), primary_key=True, index=True),
)
group_areas = sa.Table(
    "group_areas",
    Base.metadata,
    sa.Column("group_id", sa.ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("area_code", sa.ForeignKey("areas.code"), primary_key=True, index=True),
)
group_skills = sa.Table(
    "group_skills",
    Base.metadata,
    sa.Column("group_id", sa.ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("skill_id", sa.ForeignKey("skills.id"), primary_key=True, index=True),
)


class Group(Confirmable, Base):
    """A group (団体). Names are stored as given; ``name_key`` is what they are compared by."""

    __tablename__ = "groups"
    __table_args__ = (
        # A living body has one record; closed and withdrawn ones may stand beside it.
        sa.Index(
            "uq_groups_corporate_number",
            "corporate_number",
            unique=True,
            sqlite_where=sa.text("corporate_number <> '' AND state IN ('active', 'paused')"),
            postgresql_where=sa.text("corporate_number <> '' AND state IN ('active', 'paused')"),
        ),
        sa.Index("ix_groups_state_reading", "state", "sort_key", "id"),
        sa.Index("ix_groups_state_updated", "state", "updated_at", "id"),
        # The counts beside a list are read from the index alone.
        sa.Index("ix_groups_state_facets", "state", "sector", "recruiting", "slots", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sector: Mapped[Sector] = mapped_column(enum_column(Sector))
    state: Mapped[GroupState] = mapped_column(enum_column(GroupState))
    state_reason: Mapped[str] = mapped_column(sa.Text, default="")
    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text, index=True)
    reading: Mapped[str] = mapped_column(sa.Text, default="")
    sort_key: Mapped[str] = mapped_column(sa.Text, default="")
    short_name: Mapped[str] = mapped_column(sa.Text, default="")
    corporate_number: Mapped[str] = mapped_column(sa.String(13), default="", index=True)
    founded_on: Mapped[str] = mapped_column(sa.String(10), default="")
    purpose: Mapped[str] = mapped_column(sa.Text, default="")
    activities: Mapped[str] = mapped_column(sa.Text, default="")
    place: Mapped[str] = mapped_column(sa.Text, default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    place_publication: Mapped[Publication] = mapped_column(
        enum_column(Publication), default=Publication.CENTER, server_default=Publication.PUBLIC
    )
    """Who sees the exact place and its point on the map; everybody sees the areas. Rows from before it were public."""
    slots: Mapped[int] = mapped_column(default=0)
    schedule_note: Mapped[str] = mapped_column(sa.Text, default="")
    member_count: Mapped[int | None]
    joining: Mapped[str] = mapped_column(sa.Text, default="")
    cost: Mapped[str] = mapped_column(sa.Text, default="")
    recruiting: Mapped[bool] = mapped_column(default=False)
    offers: Mapped[str] = mapped_column(sa.Text, default="")
    wants: Mapped[str] = mapped_column(sa.Text, default="")
    web_pages: Mapped[list[str]] = mapped_column(default=list)
    notes: Mapped[str] = mapped_column(sa.Text, default="")
    """For the centre only."""
    source_id: Mapped[str] = mapped_column(sa.String(120), default="", index=True)
    import_id: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)

    fields: Mapped[list[Field]] = relationship(secondary=group_fields, order_by=Field.code, passive_deletes=True)
    areas: Mapped[list[Area]] = relationship(secondary=group_areas, order_by=Area.code, passive_deletes=True)
    skills: Mapped[list[Skill]] = relationship(secondary=group_skills, order_by=Skill.position, passive_deletes=True)
    contacts: Mapped[list["GroupContact"]] = relationship(
        cascade="all, delete-orphan", order_by="GroupContact.position", passive_deletes=True
    )
    memberships: Mapped[list["Membership"]] = relationship(back_populates="group", passive_deletes=True)

    __mapper_args__ = {"version_id_col": version}

    @validates("name")
    def _key_follows_name(self, _attribute: str, name: str) -> str:
        self.name_key = search_key(name)
        self.sort_key = order_key(name, self.reading or "")
        return name

    @validates("reading")
    def _order_follows_reading(self, _attribute: str, reading: str) -> str:
        self.sort_key = order_key(self.name or "", reading)
        return reading

    @property
    def is_public(self) -> bool:
        """Whether visitors see this group."""
        return self.state is GroupState.ACTIVE


class GroupContact(Base):
    """One contact detail of a group, with its own switch."""

    __tablename__ = "group_contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[ContactKind] = mapped_column(enum_column(ContactKind))
    value: Mapped[str] = mapped_column(sa.Text)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    publication: Mapped[Publication] = mapped_column(enum_column(Publication), default=Publication.CENTER)
