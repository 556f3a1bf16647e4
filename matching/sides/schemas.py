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
