"""A registration: how a group's entry came in, how far it is, and what its applicant has confirmed."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.groups.models import Group, Sector
from directory.people.models import Person
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Section(StrEnum):
    """The parts of the form, in their order."""

    BASICS = "basics"
    ACTIVITIES = "activities"
    CONTACT = "contact"
    PUBLICATION = "publication"
    DOCUMENTS = "documents"
    CONFIRM = "confirm"


class PersonSection(StrEnum):
    """The parts of a person's form, in their order; all stand on one page."""

    WHO_SEES = "who-sees"
    INTRODUCTION = "introduction-part"
    ABILITIES = "abilities"
    WHEN_WHERE = "when-where"
    CONDITIONS = "conditions"
    PRIVATE = "private"


class Reception(StrEnum):
    """How it came in (受付方法)."""

    WEB = "web"
    COUNTER = "counter"
    FAX = "fax"
    POST = "post"
    PHONE = "phone"


class Prohibited(StrEnum):
    """What a registered group may not be for; each is confirmed by a tick of its own."""

    PROFIT = "profit"
    RELIGION = "religion"
    POLITICS = "politics"
    FALSEHOOD = "falsehood"


WITHOUT_DOCUMENTS = (Sector.NPO, Sector.NEIGHBORHOOD)
"""Their rules and members are known to the city already."""


class Registration(Base):
    """The registration of one group. The entry itself stands in the group."""

    __tablename__ = "registrations"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), unique=True)
    reference: Mapped[str | None] = mapped_column(sa.String(30), unique=True)
    """登録-2026-0012; given at the first submission and kept."""
    applicant_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    """None when staff entered it from paper."""
    received_method: Mapped[Reception] = mapped_column(enum_column(Reception), default=Reception.WEB)
    received_by: Mapped[str] = mapped_column(sa.Text, default="")
    received_on: Mapped[date | None]
    """The date on the paper."""
    saved: Mapped[list[str]] = mapped_column(default=list)
    """Sections saved since the start, or since they were returned."""
    on_paper: Mapped[list[str]] = mapped_column(default=list)
    """Kinds of document that were handed in on paper."""
    confirmed: Mapped[list[str]] = mapped_column(default=list)
    """What was confirmed not to be the case, at the latest submission."""
    remarks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the centre asked to be corrected, by field; kept until it is submitted again."""
    submissions: Mapped[int] = mapped_column(default=0)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    group: Mapped[Group] = relationship(lazy="joined")

    @property
    def subject(self) -> Group:
        """Whose registration it is."""
        return self.group


class Promise(StrEnum):
    """What somebody who offers help confirms, each by a tick of its own."""

    TRUE = "true"
    NO_SOLICITING = "no_soliciting"
    THROUGH_CENTER = "through_center"


class PersonRegistration(Base):
    """The registration of one person who offers help. What they say of themselves stands in the person."""

    __tablename__ = "person_registrations"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    reference: Mapped[str | None] = mapped_column(sa.String(30), unique=True)
    promised: Mapped[list[str]] = mapped_column(default=list)
    saved: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    """Sections saved since the start, or since they were returned."""
    remarks: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """What the centre asked to be corrected, by field; kept until it is submitted again."""
    submissions: Mapped[int] = mapped_column(default=0)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def subject(self) -> Person:
        """Whose registration it is."""
        return self.person


AnyRegistration = Registration | PersonRegistration


class ReferenceCounter(Base):
    """The last reference number given in a year."""

    __tablename__ = "reference_counters"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
