"""What may come in on the pages of introductions."""

from typing import Any, Final

import marshmallow as ma

from kit.fields import Choice, Flag, Number, Text
from kit.forms import Schema
from kit.i18n import _, _l
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Reason
from matching.introductions.moves import Move

_MOST: Final = 2_000_000_000
"""The largest number of a row."""


class CandidateSchema(Schema):
    """Whom to propose: ``person:12``, and the number of the list on which they stood; place and points are read there."""

    candidate = Text(limit=30, required=True)
    list = Number(most=_MOST)


class ByHandSchema(Schema):
    """Somebody who is not on the list, and why."""

    candidate = Text(limit=30, required=True, error_messages={"blank": _l("名前をさがして、えらんでください。")})
    words = Text(limit=1000, lines=True, required=True)


class FilterSchema(Schema):
    """Which introductions are listed."""

    tab = Text(limit=20)
    whose = Text(limit=9)
    q = Text(limit=100)


class WordsSchema(Schema):
    """What a side is to read of the other."""

    words = Text(limit=3000, lines=True, required=True)
    version = Number()


class SendSchema(Schema):
    """That a letter goes out as it is."""

    sure = Flag()
    version = Number()


class AnswerSchema(Schema):
    """What a side has said, and how."""

    given = Choice(Answer, required=True)
    came = Choice(Came, required=True)
    ticked = ma.fields.List(ma.fields.String(), load_default=list)
    reason = Choice(Reason)
    words = Text(limit=1000, lines=True)
    version = Number()

    @ma.validates_schema(skip_on_field_errors=True)
    def _question_has_words(self, data: dict[str, Any], **_options: Any) -> None:
        if data["given"] is Answer.QUESTION and not data["words"]:
            raise ma.ValidationError(_("質問のことばを書いてください。"), "words")


class MoveSchema(Schema):
    """A move of the staff's own."""

    move = Choice(Move, required=True)
    came = Choice(Came)
    reason = Choice(Reason)
    words = Text(limit=1000, lines=True)
    version = Number()

    @ma.validates_schema(skip_on_field_errors=True)
    def _why(self, data: dict[str, Any], **_options: Any) -> None:
        if data["move"] in (Move.CANCEL, Move.STEP_BACK) and data["reason"] is None:
            raise ma.ValidationError(_("理由を選んでください。"), "reason")


class CarrySchema(Schema):
    """A question as the other side is to read it."""

    words = Text(limit=1000, lines=True, required=True)


class ReplySchema(Schema):
    """A question as it was, or better, and its answer."""

    asked = Text(limit=1000, lines=True)
    answer = Text(limit=1000, lines=True, required=True)


class NoteSchema(Schema):
    """Something for the next coordinator."""

    note = Text(limit=2000, lines=True, required=True)


class HandoverSchema(Schema):
    """From whom and to whom; 0 is nobody."""

    giver = Number(most=_MOST)
    taker = Number(most=_MOST)
    after = Number(most=_MOST)


class ReminderSchema(Schema):
    """Which introductions are meant."""

    introduction = ma.fields.List(Number(least=1, most=_MOST), load_default=list)
