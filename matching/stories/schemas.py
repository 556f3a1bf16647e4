"""What may come in about stories."""

from typing import Any

import marshmallow as ma

from kit.fields import Choice, Flag, Number, Text
from kit.forms import Schema
from kit.i18n import _l
from matching.introductions.models import Came
from matching.introductions.moves import Side
from matching.stories.moves import ANSWERS, Move


class DraftSchema(Schema):
    """Who may be named in a draft."""

    names_candidate = Flag()
    names_requester = Flag()


class StorySchema(DraftSchema):
    """A story's words."""

    title = Text(limit=100, required=True)
    body = Text(limit=5000, lines=True, required=True)
    version = Number()


class OpinionSchema(Schema):
    """What a side says of the words that it has read."""

    said = Choice(Move, required=True)
    words = Text(limit=2000, lines=True)
    digest = Text(limit=64)

    @ma.validates_schema(skip_on_field_errors=True)
    def _an_answer(self, data: dict[str, Any], **_options: Any) -> None:
        if data["said"] not in ANSWERS:
            raise ma.ValidationError(_l("一覧から選んでください。"), "said")
        if data["said"] is Move.ASK_CHANGES and not data["words"]:
            raise ma.ValidationError(_l("どこを、どう直してほしいかを書いてください。"), "words")


class TypedSchema(OpinionSchema):
    """The same as staff have heard it."""

    side = Choice(Side, required=True)
    came = Choice(Came, required=True)


class MoveSchema(Schema):
    """A move of the staff's own."""

    move = Choice(Move, required=True)
    version = Number()
