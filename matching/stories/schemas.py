"""What may come in about stories, and what goes out."""

from typing import Any

import marshmallow as ma

from directory.vocabularies.schemas import FieldOut
from kit.fields import Choice, Flag, Id, Number, Text
from kit.forms import Schema
from kit.i18n import _l
from matching.introductions.models import Came
from matching.introductions.moves import Side
from matching.stories.moves import ANSWERS, Move, State
from search.schemas import PageQuery


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


class TypedOpinionSchema(OpinionSchema):
    """The same as staff have heard it."""

    side = Choice(Side, required=True)
    came = Choice(Came, required=True)


class MoveSchema(Schema):
    """A move of the staff's own."""

    move = Choice(Move, required=True)
    version = Number()


class StoriesQuery(PageQuery):
    """Which of the published stories."""

    field = Id(load_default=None, metadata={"description": "code of a field of activity, 1 to 20"})


class StoryOut(Schema):
    """A story's words. ``url``: its public page, empty where there is none."""

    id = ma.fields.String()
    url = ma.fields.String()
    title = ma.fields.String()
    body = ma.fields.String()
    fields = ma.fields.List(ma.fields.Nested(FieldOut))  # type: ignore[assignment]
    published_at = ma.fields.AwareDateTime(allow_none=True)


class StoriesOut(Schema):
    """One page of what is published."""

    items = ma.fields.List(ma.fields.Nested(StoryOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()
    facets = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Dict())


class StoryOpinionOut(Schema):
    """What a side has said of the words with this digest; ``stands`` until the words change."""

    side = ma.fields.Enum(Side, by_value=True)
    said = ma.fields.Enum(Move, by_value=True)
    words = ma.fields.String()
    digest = ma.fields.String()
    stands = ma.fields.Boolean()
    at = ma.fields.AwareDateTime()


class OwnStoryOut(StoryOut):
    """The story of an introduction; ``side``: on which side the caller is, null for staff. A side reads its own opinions only."""

    side = ma.fields.Enum(Side, by_value=True, allow_none=True)
    state = ma.fields.Enum(State, by_value=True)
    digest = ma.fields.String(metadata={"description": "of these very words; an approval is for them"})
    version = ma.fields.Integer()
    names_candidate = ma.fields.Boolean()
    names_requester = ma.fields.Boolean()
    approved = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Boolean())
    opinions = ma.fields.List(ma.fields.Nested(StoryOpinionOut))
