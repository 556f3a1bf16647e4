"""What may come in about meetings."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final

import marshmallow as ma

from kit.clock import TOKYO, today
from kit.dates import NotADate
from kit.fields import Choice, Flag, Number, Text
from kit.forms import Schema
from kit.hours import NotHours, parse_coming_day, parse_hours
from kit.i18n import _l
from matching.introductions.moves import Side

_MOST: Final = 2_000_000_000
"""The largest number of a row."""


class Day(Text):
    """A day, or a month and a day to come."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return parse_coming_day(text, today()) if text else None
        except NotADate:
            raise ma.ValidationError(_l("日付として読めません。「12月5日」のように書いてください。")) from None


class Hours(Text):
    """From when to when."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return parse_hours(text) if text else None
        except NotHours:
            raise ma.ValidationError(_l("時刻として読めません。「14:00〜15:30」のように書いてください。")) from None


class TimeSchema(Schema):
    """One row: a day and its hours; a row that is empty is passed over."""

    day = Day(limit=40)
    hours = Hours(limit=40)

    @ma.validates_schema
    def _whole(self, data: dict[str, Any], **_rest: Any) -> None:
        if data.get("day") and not data.get("hours"):
            raise ma.ValidationError(_l("時刻を書いてください。"), "hours")
        if data.get("hours") and not data.get("day"):
            raise ma.ValidationError(_l("日付を書いてください。"), "day")


class OfferSchema(Schema):
    """Times, a place, and who comes along."""

    times = ma.fields.List(ma.fields.Nested(TimeSchema), load_default=list)
    place = Text(limit=200, required=True)
    attending = Number()
    department = Text(limit=100)
    department_agreed = Flag()

    @ma.validates_schema(skip_on_field_errors=False)
    def _enough(self, data: dict[str, Any], **_rest: Any) -> None:
        if "times" in data and not any(row.get("day") for row in data["times"]):
            raise ma.ValidationError(_l("候補の日時を1つ以上書いてください。"), "times-0-day")
        if data.get("department") and not data.get("department_agreed"):
            raise ma.ValidationError(_l("先にその課の了解をとり、ここに印をつけてください。"), "department_agreed")


class SuitsSchema(Schema):
    """Which of the offered times suit."""

    suits = ma.fields.List(ma.fields.Integer(), load_default=list)


class MeetingStep(StrEnum):
    """What is done about the time to meet."""

    OFFER = "offer"
    SUITS = "suits"
    FIX = "fix"
    CALL_OFF = "call_off"


class StepSchema(Schema):
    """Which step; ``side``: whose answer staff type in; ``time``: which one is fixed or called off."""

    step = Choice(MeetingStep, required=True)
    side = Choice(Side)
    time = Number(least=1, most=_MOST)


class MeetingSchema(StepSchema, OfferSchema, SuitsSchema):
    """One step with what belongs to it, for the API's document: times and a place, which ones suit, or the one time that is meant."""


def spans(rows: list[dict[str, Any]]) -> list[tuple[datetime, datetime]]:
    """The rows that were filled in, as moments."""
    return [
        (_moment(row["day"], row["hours"][0]), _moment(row["day"], row["hours"][1])) for row in rows if row.get("day")
    ]


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, TOKYO)
