"""What may come in from a side of an introduction."""

from typing import Any

import marshmallow as ma

from kit.fields import Choice, Number, Text
from kit.forms import Schema
from kit.i18n import _l
from matching.introductions.answers import Answer
from matching.introductions.models import Reason


class QuestionSchema(Schema):
    """A question to the other side."""

    words = Text(limit=1000, lines=True, required=True)


class ItemNameOut(Schema):
    """A way to be reached, without what stands there."""

    key = ma.fields.String()
    label = ma.fields.String()


class ItemOut(ItemNameOut):
    """A way to be reached."""

    value = ma.fields.String()


class ItemsOut(Schema):
    """What the other side shows."""

    items = ma.fields.List(ma.fields.Nested(ItemOut))


class LookOut(Schema):
    """That somebody has looked at an item."""

    mine = ma.fields.Boolean(metadata={"description": "whether it is the caller's own item"})
    item = ma.fields.String()
    at = ma.fields.AwareDateTime()


class QuestionOut(Schema):
    """A question, and the answer that the centre has carried back."""

    words = ma.fields.String()
    asked_at = ma.fields.AwareDateTime()
    answer = ma.fields.String()
    answered_at = ma.fields.AwareDateTime(allow_none=True)


class OtherOut(Schema):
    """What may be known of the other side."""

    name = ma.fields.String()
    facts = ma.fields.List(
        ma.fields.List(ma.fields.String()), metadata={"description": "pairs of a name and its value"}
    )
    group_id = ma.fields.String(allow_none=True)


class SideTimeOut(Schema):
    """A time to meet, and whether it suits the caller; null until they have said."""

    id = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()
    place = ma.fields.String()
    department = ma.fields.String()
    suits = ma.fields.Boolean(allow_none=True)


class SideOut(Schema):
    """An introduction as one of its sides sees it, and what this side can do."""

    sentence = ma.fields.String()
    waits_for = ma.fields.String(
        allow_none=True, metadata={"description": "what this side owes a word on: answer, times or afterwards"}
    )
    outline = ma.fields.String()
    introducing = ma.fields.String()
    why = ma.fields.List(
        ma.fields.String(), metadata={"description": "why they were thought of, the strongest reason first"}
    )
    other = ma.fields.Nested(OtherOut, allow_none=True)
    own_items = ma.fields.List(ma.fields.Nested(ItemOut), metadata={"description": "what can be ticked with a yes"})
    offered_items = ma.fields.List(
        ma.fields.Nested(ItemNameOut), metadata={"description": "what POST …/items would show"}
    )
    receipts = ma.fields.List(ma.fields.Nested(LookOut))
    questions = ma.fields.List(ma.fields.Nested(QuestionOut))
    times = ma.fields.List(ma.fields.Nested(SideTimeOut))
    meeting = ma.fields.Nested(SideTimeOut, allow_none=True)
    can_answer = ma.fields.Boolean()
    can_ask = ma.fields.Boolean()
    can_step_back = ma.fields.Boolean()


class AnswerSchema(Schema):
    """One of the three buttons, with what belongs to it."""

    answer = Choice(Answer, required=True)
    ticked = ma.fields.List(ma.fields.String(), load_default=list)
    reason = Choice(Reason)
    words = Text(limit=1000, lines=True)
    version = Number()

    @ma.validates_schema
    def _a_question_has_words(self, data: dict[str, Any], **_rest: Any) -> None:
        if data.get("answer") is Answer.QUESTION and not data.get("words"):
            raise ma.ValidationError(_l("知りたいことを書いてください。"), "words")
