"""What may come in about an entry of the log."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import marshmallow as ma

from directory.log.models import Becomes, Method
from kit.clock import today
from kit.fields import Choice, Flag, FullDate, Number, Text
from kit.forms import Schema
from kit.i18n import _


class Due(StrEnum):
    """Quick choices for the day of the next step."""

    NONE = "none"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    DAY = "day"


_LATER = {Due.TODAY: 0, Due.TOMORROW: 1, Due.WEEK: 7}


class EntrySchema(Schema):
    """What somebody told at the desk: six questions, the last of which is the next step with its day."""

    once = Text(limit=80)
    method = Choice(Method, required=True)
    caller = Text(required=True, limit=100)
    contact = Text(limit=200)
    matter = Text(required=True, limit=2000, lines=True)
    becomes = Choice(Becomes, required=True)
    next_step = Text(limit=200)
    due = Choice(Due, load_default=Due.NONE)
    due_on = FullDate()

    @ma.validates_schema(skip_on_field_errors=True)
    def _which_day(self, data: dict[str, Any], **_options: Any) -> None:
        if data["due"] is Due.DAY and data["due_on"] is None:
            raise ma.ValidationError(_("日を書いてください。例：12月5日なら「2026年12月5日」"), "due_on")

    @ma.post_load
    def _one_day(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """The day that was chosen or written; a step without a day is for today, a day without a step means to be in touch."""
        due, written = data.pop("due") or Due.NONE, data["due_on"]
        day: date | None = today() + timedelta(days=_LATER[due]) if due in _LATER else written
        step = data["next_step"] or (_("連絡する") if day else "")
        return {**data, "next_step": step, "due_on": (day or today()) if step else None}


class NoteSchema(Schema):
    """A correction of an entry."""

    words = Text(required=True, limit=1000, lines=True)


class FilterSchema(Schema):
    """Which entries are listed."""

    method = Choice(Method)
    taker = Number()
    day = FullDate()
    open = Flag()
    about = Text(limit=60)
