"""What may come in about a registration. The entry's own fields are those of ``GroupSchema``."""

import marshmallow as ma

from directory.groups.schemas import GroupSchema
from directory.people.schemas import PersonSchema
from directory.registrations.models import Prohibited, Promise, Reception, Section
from directory.registrations.sections import PARTS
from kit.fields import Choice, Choices, FullDate, Number, Text
from kit.forms import Schema
from kit.i18n import _

PERSON_PARTS = (
    "display_name", "reading", "introduction", "about", "qualifications", "help_kinds", "fields", "areas",
    "other_areas", "base", "on_site", "online", "languages", "travel_km", "slots", "slots_possible", "schedule_note", "fee",
    "findable_by", "max_at_once", "max_per_month", "max_per_year", "minimum_notice_days", "resting_until",
    "avoided_fields", "avoided_note", "legal_name", "address",
    "phone", "email", "birth_year", "version", "skills.skill", "skills.level", "skills.years",
)  # fmt: skip
"""The fields of ``PersonSchema`` that people fill in themselves."""


def section_schema(section: Section) -> GroupSchema:
    """The part of a group's form that one section asks for."""
    return GroupSchema(only=(*PARTS[section], "version"))


def start_schema() -> GroupSchema:
    """What a draft cannot be without."""
    return GroupSchema(only=("name", "sector"))


def person_schema() -> PersonSchema:
    """What people say of themselves; what only the centre notes about them is left out."""
    return PersonSchema(only=PERSON_PARTS)


class ReceptionSchema(Schema):
    """How a paper form came in, as staff note it."""

    received_method = Choice(Reception, required=True)
    received_by = Text(required=True, limit=100)
    received_on = FullDate()


class ConfirmSchema(Schema):
    """The last page: a tick for each prohibited purpose."""

    confirmed = Choices(Prohibited)
    version = Number()

    @ma.validates_schema
    def _each_one(self, data: dict[str, list[Prohibited]], **_options: object) -> None:
        if set(data.get("confirmed", ())) != set(Prohibited):
            raise ma.ValidationError(_("4つとも確かめて、印を付けてください。"), "confirmed")


class PromiseSchema(Schema):
    """The last page for a person: a tick for each promise."""

    promised = Choices(Promise)
    version = Number()

    @ma.validates_schema
    def _each_one(self, data: dict[str, list[Promise]], **_options: object) -> None:
        if set(data.get("promised", ())) != set(Promise):
            raise ma.ValidationError(_("3つとも確かめて、印を付けてください。"), "promised")
