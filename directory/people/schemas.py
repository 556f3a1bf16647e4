"""What may come in about a person, and what goes out."""

import re
from typing import Any

import marshmallow as ma

from directory.history.models import Intake
from directory.people.models import Audience, Fee, HelpKind, Recruited
from directory.vocabularies.schemas import AreaOut, FieldOut, SkillCode, SkillOut
from kit import slots as weekly
from kit.clock import today
from kit.dates import NotADate, parse_date, year_words
from kit.fields import (
    Choice,
    Choices,
    Codes,
    EmailAddress,
    Flag,
    FullDate,
    Lines,
    Number,
    PhoneNumbers,
    Reading,
    Slots,
    Text,
    WebPages,
)
from kit.forms import Schema
from kit.i18n import _
from kit.labels import label


class BirthYear(Text):
    """A year of birth, 昭和30年 or 1955; empty is None."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(str(value), attr, data, **kwargs)
        if not text:
            return None
        try:
            year = int(parse_date(text)[:4])
        except NotADate:
            year = 0
        if not 1900 <= year <= today().year:
            raise ma.ValidationError(_("生まれた年は「1955年」「昭和30年」のように入力してください。"))
        return year

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return year_words(value) if value else ""


class Languages(Lines):
    """Languages somebody can speak, divided by lines or commas."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        text = value if isinstance(value, str) else "\n".join(map(str, value or ()))
        return super()._deserialize(re.sub(r"[、，,・]", "\n", text), attr, data, **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "、".join(value or ())


class GroupNames(Lines):
    """Groups by name, one a line; shown with their number, which tells groups of one name apart."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "\n".join(f"{group.name} #{group.id}" for group in value or ())


class PersonSkillSchema(Schema):
    """One skill; a row without a skill is left out by the action."""

    skill = SkillCode(limit=60)
    level = Number(least=1, most=3)
    years = Number(most=80)
    verified = Flag()


class Period(Schema):
    """Two days, the first of which does not come after the second."""

    starts_on = FullDate()
    ends_on = FullDate()

    @ma.validates_schema(skip_on_field_errors=True)
    def _in_order(self, data: dict[str, Any], **_options: Any) -> None:
        if data["starts_on"] and data["ends_on"] and data["ends_on"] < data["starts_on"]:
            raise ma.ValidationError(_("終わりの日が、始まりの日より前になっています。"), "ends_on")


class AbsenceSchema(Period):
    """Days on which the person is away; without an end it is one day, an empty row is left out by the action."""

    @ma.validates_schema(skip_on_field_errors=True)
    def _begins(self, data: dict[str, Any], **_options: Any) -> None:
        if data["ends_on"] and not data["starts_on"]:
            raise ma.ValidationError(_("いつからかを入力してください。"), "starts_on")


class CouncilPostSchema(Period):
    """A seat on a council; a row without its name is left out by the action."""

    council = Text(limit=100)
    recruited = Choice(Recruited)

    @ma.validates_schema(skip_on_field_errors=True)
    def _is_named(self, data: dict[str, Any], **_options: Any) -> None:
        if not data["council"] and (data["starts_on"] or data["ends_on"] or data["recruited"]):
            raise ma.ValidationError(_("審議会の名前を入力してください。"), "council")


class PersonSchema(Schema):
    """A person as staff enter them, by form or by JSON."""

    display_name = Text(required=True, limit=100)
    reading = Reading(limit=200)
    affiliation = Text(limit=200)
    introduction = Text(limit=200)
    about = Text(limit=4000, lines=True)
    qualifications = Text(limit=1000, lines=True)
    skills = ma.fields.List(ma.fields.Nested(PersonSkillSchema), load_default=list)
    help_kinds = Choices(HelpKind)
    fields = Codes("code")  # type: ignore[assignment]
    areas = Codes("code")
    other_areas = Lines(most=20, limit=80, load_only=True)
    base = Text(limit=200)
    on_site = Flag(load_default=True)
    online = Flag()
    travel_km = Number(most=999)
    languages = Languages(most=20, limit=40)
    slots = Slots()
    slots_possible = Slots()
    schedule_note = Text(limit=300)
    absences = ma.fields.List(ma.fields.Nested(AbsenceSchema), load_default=list)
    fee = Choice(Fee)
    web_pages = WebPages()

    findable_by = Choice(Audience, load_default=Audience.COORDINATORS)
    max_at_once = Number(least=1, most=99)
    max_per_month = Number(least=1, most=99)
    max_per_year = Number(least=1, most=999)
    resting_until = FullDate()
    minimum_notice_days = Number(most=365)
    avoided_groups = GroupNames(most=20)
    avoided_fields = Codes("code")
    avoided_note = Text(limit=1000, lines=True)

    legal_name = Text(limit=100)
    address = Text(limit=300)
    phone = PhoneNumbers(limit=100)
    email = EmailAddress(limit=254)
    birth_year = BirthYear(limit=20, load_default=None)
    notes = Text(limit=4000, lines=True)
    council_posts = ma.fields.List(ma.fields.Nested(CouncilPostSchema), load_default=list)
    intake = Choice(Intake)
    intake_note = Text(limit=300)
    version = Number()

    @ma.post_load
    def _some_audience(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        # An emptied choice must close, never open.
        if "findable_by" not in data:
            return data  # a part of the form that does not ask
        return {**data, "findable_by": data["findable_by"] or Audience.COORDINATORS}


class SignatureSchema(Schema):
    """The signed form a person was entered from, as staff note it."""

    signed = Flag()
    signed_on = FullDate()

    @ma.validates_schema(skip_on_field_errors=True)
    def _is_there(self, data: dict[str, Any], **_options: Any) -> None:
        if data["signed_on"] and not data["signed"]:
            raise ma.ValidationError(_("先に「署名のある用紙を受け取った」に印を付けてください。"), "signed_on")
        if data["signed_on"] and data["signed_on"] > today():
            raise ma.ValidationError(_("同意の日付が、先の日になっています。"), "signed_on")


class PersonSkillOut(Schema):
    """A skill of a person."""

    skill = ma.fields.Nested(SkillOut)
    level = ma.fields.Integer(metadata={"description": "1 can help, 2 can be left to do it, 3 can teach it"})
    years = ma.fields.Integer(allow_none=True)
    verified = ma.fields.Boolean()


class PeriodOut(Schema):
    """The first and the last of some days."""

    starts_on = ma.fields.Date(allow_none=True)
    ends_on = ma.fields.Date(allow_none=True)


class CouncilPostOut(PeriodOut):
    """A seat on a council."""

    council = ma.fields.String()
    recruited = ma.fields.String(allow_none=True)


class AvoidedGroupOut(Schema):
    """A group the person will not work with."""

    id = ma.fields.String()
    name = ma.fields.String()


class PersonPrivateOut(Schema):
    """What only the centre and the person see."""

    legal_name = ma.fields.String()
    address = ma.fields.String()
    phone = ma.fields.String()
    email = ma.fields.String()
    birth_year = ma.fields.Integer(allow_none=True)
    notes = ma.fields.String()
    council_posts = ma.fields.List(ma.fields.Nested(CouncilPostOut))
    max_at_once = ma.fields.Integer(allow_none=True)
    max_per_month = ma.fields.Integer(allow_none=True)
    max_per_year = ma.fields.Integer(allow_none=True)
    resting_until = ma.fields.Date(allow_none=True)
    minimum_notice_days = ma.fields.Integer(allow_none=True)
    avoided_groups = ma.fields.List(ma.fields.Nested(AvoidedGroupOut))
    avoided_fields = ma.fields.List(ma.fields.Nested(FieldOut))
    avoided_note = ma.fields.String()


class PersonOut(Schema):
    """A person as the API answers them: the public part, and ``private`` where the caller may see it."""

    id = ma.fields.String(metadata={"description": "opaque"})
    url = ma.fields.String()
    state = ma.fields.String()
    display_name = ma.fields.String()
    reading = ma.fields.String()
    affiliation = ma.fields.String()
    introduction = ma.fields.String()
    about = ma.fields.String()
    qualifications = ma.fields.String()
    skills = ma.fields.List(ma.fields.Nested(PersonSkillOut))
    help_kinds = ma.fields.List(ma.fields.String())
    fields = ma.fields.List(ma.fields.Nested(FieldOut))  # type: ignore[assignment]
    areas = ma.fields.List(ma.fields.Nested(AreaOut), metadata={"description": "where the person will travel to"})
    base = ma.fields.String()
    on_site = ma.fields.Boolean()
    online = ma.fields.Boolean()
    travel_km = ma.fields.Integer(allow_none=True, metadata={"description": "how far beyond those areas"})
    languages = ma.fields.List(ma.fields.String())
    slots = Slots(metadata={"description": "weekday * 4 + time; weekday 0 = Monday, time 0 = morning … 3 = night"})
    slots_possible = Slots(metadata={"description": "as slots: possible, but not preferred"})
    schedule = ma.fields.Function(lambda p: p.schedule_note or weekly.words(p.slots), metadata={"type": "string"})
    absences = ma.fields.List(ma.fields.Nested(PeriodOut))
    fee = ma.fields.String(allow_none=True)
    fee_label = ma.fields.Function(lambda person: label(person.fee), metadata={"type": "string"})
    web_pages = ma.fields.List(ma.fields.String())
    findable_by = ma.fields.String()
    last_confirmed_on = ma.fields.Date(allow_none=True)
    updated_at = ma.fields.AwareDateTime()
    private = ma.fields.Nested(PersonPrivateOut, attribute="shown_private", dump_default=None, allow_none=True)
