"""What may come in about when a person is free, and what goes out."""

import base64
from datetime import timedelta
from typing import Any

import marshmallow as ma

from directory.people.schemas import AvoidedGroupOut, PeriodOut
from directory.vocabularies.schemas import AreaOut, FieldOut
from kit.clock import today
from kit.fields import FullDate, Slots, Text
from kit.forms import Schema
from kit.i18n import _

CONDITIONS = (
    "slots", "slots_possible", "schedule_note", "absences", "resting_until", "minimum_notice_days", "max_at_once",
    "max_per_month", "max_per_year", "on_site", "online", "areas", "other_areas", "travel_km", "base", "avoided_fields",
    "avoided_groups", "avoided_note", "version", "intake", "intake_note",
)  # fmt: skip
"""The fields of ``PersonSchema`` that the page of somebody's times asks for."""


LONGEST_CHECK = timedelta(days=2)
"""So long a check page may lie open before it is kept."""


class Bits(Text):
    """Half hours as bits, in base 64; what the check page was given, and nobody types."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return int.from_bytes(base64.b64decode(text, validate=True), "little")
        except ValueError:
            raise ma.ValidationError(_("この値は使えません。")) from None


def bits_text(bits: int) -> str:
    """The other way round."""
    return base64.b64encode(bits.to_bytes((bits.bit_length() + 7) // 8, "little")).decode("ascii")


class CheckedCalendarSchema(Schema):
    """What the check page hands on: the first day, and the busy half hours from it on."""

    first = FullDate()
    busy = Bits(limit=4000)

    @ma.validates_schema(skip_on_field_errors=True)
    def _is_recent(self, data: dict[str, Any], **_options: Any) -> None:
        if data["first"] is None or not timedelta() <= today() - data["first"] <= LONGEST_CHECK:
            raise ma.ValidationError(_("この値は使えません。"), "first")


MOST_DAYS = 90


class TimesQuery(Schema):
    """How many days are asked for, from today on."""

    days = ma.fields.Integer(load_default=28, validate=ma.validate.Range(min=1, max=MOST_DAYS))


class FreeTimeOut(Schema):
    """A time at which somebody is free; ``preferred``: they would rather be asked then."""

    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()
    preferred = ma.fields.Boolean()


class BusyTimeOut(Schema):
    """A time at which somebody is busy; with what is not known here."""

    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()


class CalendarOut(Schema):
    """The calendar file that was last read."""

    imported_at = ma.fields.AwareDateTime()
    last_on = ma.fields.Date()


class TimesOut(Schema):
    """When somebody is free, and on which conditions they can be asked."""

    person = ma.fields.String()
    url = ma.fields.String()
    slots = Slots(metadata={"description": "weekday * 4 + time; weekday 0 = Monday, time 0 = morning … 3 = night"})
    slots_possible = Slots(metadata={"description": "as slots: possible, but not preferred"})
    schedule_note = ma.fields.String()
    absences = ma.fields.List(ma.fields.Nested(PeriodOut))
    resting_until = ma.fields.Date(allow_none=True)
    minimum_notice_days = ma.fields.Integer(allow_none=True)
    max_at_once = ma.fields.Integer(allow_none=True)
    max_per_month = ma.fields.Integer(allow_none=True)
    max_per_year = ma.fields.Integer(allow_none=True)
    on_site = ma.fields.Boolean()
    online = ma.fields.Boolean()
    areas = ma.fields.List(ma.fields.Nested(AreaOut))
    travel_km = ma.fields.Integer(allow_none=True)
    base = ma.fields.String()
    avoided_fields = ma.fields.List(ma.fields.Nested(FieldOut))
    avoided_groups = ma.fields.List(ma.fields.Nested(AvoidedGroupOut))
    avoided_note = ma.fields.String()
    version = ma.fields.Integer(metadata={"description": "for PATCH, which is refused when somebody else was faster"})
    stated = ma.fields.Boolean(metadata={"description": "whether a weekly pattern was said at all"})
    free = ma.fields.List(ma.fields.Nested(FreeTimeOut))
    busy = ma.fields.List(ma.fields.Nested(BusyTimeOut))
    calendar = ma.fields.Nested(CalendarOut, allow_none=True)
