"""What may come in about when a person is free."""

import base64
from datetime import timedelta
from typing import Any

import marshmallow as ma

from kit.clock import today
from kit.fields import FullDate, Text
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
