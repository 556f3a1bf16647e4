"""What may come in about a group, and what goes out."""

from typing import Any

import marshmallow as ma

from directory.groups.corporate_number import NotACorporateNumber, parse_corporate_number
from directory.groups.models import ContactKind, GroupState, Publication, Sector
from directory.history.models import Intake
from directory.vocabularies.schemas import AreaOut, FieldOut, SkillOut
from kit import slots as weekly
from kit.dates import NotADate, parse_date
from kit.fields import Choice, Codes, EmailAddress, Flag, Lines, Number, PhoneNumbers, Reading, Slots, Text, WebPages
from kit.forms import Schema
from kit.i18n import _
from kit.labels import label
from kit.text import nfkc


class PartialDate(Text):
    """A date of which only the year, or the year and month, may be known; 和暦 and 西暦 are both read."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text:
            return ""
        try:
            return parse_date(text)
        except NotADate:
            raise ma.ValidationError(_("日付は「2001年4月」「平成13年4月1日」のように入力してください。")) from None


class CorporateNumber(Text):
    """法人番号: thirteen digits with a check digit, typed in any width, with or without hyphens."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        if not typed:
            return ""
        try:
            return parse_corporate_number(typed)
        except NotACorporateNumber:
            text = _("法人番号は13桁の数字で、検査用の数字が合う必要があります。打ち間違いがないかご確認ください。")
            raise ma.ValidationError(text) from None


class ContactSchema(Schema):
    """One contact detail; a row without a value is left out by the action."""

    kind = Choice(ContactKind, required=True)
    value = Text(limit=300)
    note = Text(limit=200)
    publication = Choice(Publication, load_default=Publication.CENTER)

    @ma.validates_schema
    def _can_be_reached(self, data: dict[str, Any], **_options: Any) -> None:
        check = {ContactKind.EMAIL: EmailAddress, ContactKind.PHONE: PhoneNumbers, ContactKind.FAX: PhoneNumbers}
        if field := check.get(data.get("kind", ContactKind.PERSON)):
            try:
                field(limit=300).deserialize(data.get("value", ""))
            except ma.ValidationError as error:
                raise ma.ValidationError({"value": error.messages}) from error


class GroupSchema(Schema):
    """A group as staff enter it, by form or by JSON."""

    name = Text(required=True, limit=200)
    reading = Reading(limit=300)
    short_name = Text(limit=100)
    sector = Choice(Sector, required=True)
    corporate_number = CorporateNumber(limit=30)
    founded_on = PartialDate(limit=30)
    purpose = Text(limit=200)
    activities = Text(limit=4000, lines=True)
    fields = Codes("code")  # type: ignore[assignment]
    areas = Codes("code")
    other_areas = Lines(most=20, limit=80, load_only=True)
    place = Text(limit=300)
    latitude = ma.fields.Float(load_default=None, allow_none=True, validate=ma.validate.Range(20, 46))
    longitude = ma.fields.Float(load_default=None, allow_none=True, validate=ma.validate.Range(122, 154))
    place_publication = Choice(Publication, load_default=Publication.CENTER)
    slots = Slots()
    schedule_note = Text(limit=300)
    member_count = Number(most=1_000_000)
    joining = Text(limit=500, lines=True)
    cost = Text(limit=300)
    recruiting = Flag()
    offers = Text(limit=1000, lines=True)
    wants = Text(limit=1000, lines=True)
    skills = Codes("code")
    web_pages = WebPages()
    notes = Text(limit=4000, lines=True)
    contacts = ma.fields.List(ma.fields.Nested(ContactSchema), load_default=list)
    intake = Choice(Intake)
    intake_note = Text(limit=300)
    version = Number()

    @ma.pre_load
    def _empty_position(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        return {
            **data,
            **{name: nfkc(str(data[name])) or None for name in ("latitude", "longitude") if data.get(name) is not None},
        }

    @ma.post_load
    def _some_publication(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        if "place_publication" not in self.load_fields:
            return data
        # An emptied choice must close, never open.
        return {**data, "place_publication": data.get("place_publication") or Publication.CENTER}


class StateSchema(Schema):
    """A step to another state of the register."""

    state = Choice(GroupState, required=True)
    reason = Text(limit=500)


class ContactOut(Schema):
    """A contact detail that the caller may see."""

    kind = ma.fields.String()
    value = ma.fields.String()
    note = ma.fields.String()
    publication = ma.fields.String()


class GroupOut(Schema):
    """A group as the API answers it: only what the caller may see."""

    id = ma.fields.String(metadata={"description": "opaque"})
    url = ma.fields.String()
    state = ma.fields.String()
    sector = ma.fields.String()
    sector_label = ma.fields.Function(lambda group: label(group.sector), metadata={"type": "string"})
    name = ma.fields.String()
    reading = ma.fields.String()
    short_name = ma.fields.String()
    corporate_number = ma.fields.String()
    founded_on = ma.fields.String(metadata={"description": "ISO 8601, maybe only year or year and month"})
    purpose = ma.fields.String()
    activities = ma.fields.String()
    fields = ma.fields.List(ma.fields.Nested(FieldOut))  # type: ignore[assignment]
    areas = ma.fields.List(ma.fields.Nested(AreaOut))
    skills = ma.fields.List(ma.fields.Nested(SkillOut))
    place = ma.fields.String(attribute="shown_place")
    latitude = ma.fields.Float(attribute="shown_latitude", allow_none=True)
    longitude = ma.fields.Float(attribute="shown_longitude", allow_none=True)
    slots = Slots(metadata={"description": "weekday * 4 + time; weekday 0 = Monday, time 0 = morning … 3 = night"})
    schedule = ma.fields.Function(lambda g: g.schedule_note or weekly.words(g.slots), metadata={"type": "string"})
    member_count = ma.fields.Integer(allow_none=True)
    joining = ma.fields.String()
    cost = ma.fields.String()
    recruiting = ma.fields.Boolean()
    offers = ma.fields.String()
    wants = ma.fields.String()
    web_pages = ma.fields.List(ma.fields.String())
    contacts = ma.fields.List(ma.fields.Nested(ContactOut), attribute="shown_contacts")
    last_confirmed_on = ma.fields.Date(allow_none=True)
    updated_at = ma.fields.AwareDateTime()
