"""What may come in about what became of an introduction, and what goes out."""

import re
from typing import Any

import marshmallow as ma

from kit.fields import Choice, Number, Text
from kit.forms import Schema
from kit.text import nfkc
from matching.follow_ups.models import Again, Found, May, Result, Round
from matching.introductions.models import Came
from matching.introductions.moves import Side

MOST_HOURS = 2000


class Hours(Number):
    """Whole hours; 約3時間 is 3, and half an hour counts as one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int | None:
        text = re.sub(r"約|およそ|時間|くらい|ぐらい|ほど|\s", "", nfkc(str(value)))
        if half := re.fullmatch(r"(\d{1,6})(?:\.[1-9]\d?|半)", text):
            text = str(int(half[1]) + 1)
        return super()._deserialize(text, attr, data, **kwargs)


class SaidSchema(Schema):
    """One of three, and what else the side wants to say."""

    found = Choice(Found, required=True)
    words = Text(limit=2000, lines=True)
    hours = Hours(most=MOST_HOURS)
    again = Choice(Again)
    may_tell = Choice(May)


class TypedSchema(SaidSchema):
    """The same as staff have heard it."""

    side = Choice(Side, required=True)
    round = Choice(Round, required=True)
    came = Choice(Came, required=True)


class EndingSchema(Schema):
    """How it ended."""

    result = Choice(Result, required=True)
    total_hours = Hours(most=2 * MOST_HOURS)
    summary = Text(limit=2000, lines=True)
    version = Number()


class FollowUpOut(Schema):
    """One asking of one side, and what it said."""

    side = ma.fields.Enum(Side, by_value=True)
    round = ma.fields.Enum(Round, by_value=True)
    asked_at = ma.fields.AwareDateTime()
    answered_at = ma.fields.AwareDateTime(allow_none=True)
    found = ma.fields.Enum(Found, by_value=True, allow_none=True)
    words = ma.fields.String()
    hours = ma.fields.Integer(allow_none=True)
    again = ma.fields.Enum(Again, by_value=True, allow_none=True)
    may_tell = ma.fields.Enum(May, by_value=True, allow_none=True)


class EndingOut(Schema):
    """How it ended, as the coordinator sees it."""

    result = ma.fields.Enum(Result, by_value=True)
    hours = ma.fields.Integer(allow_none=True)
    words = ma.fields.String()
    at = ma.fields.AwareDateTime()


class AfterwardsOut(Schema):
    """What was asked and said; ``ending`` for staff, null for the sides."""

    items = ma.fields.List(ma.fields.Nested(FollowUpOut))
    ending = ma.fields.Nested(EndingOut, allow_none=True)
