"""What may come in on the pages of introductions."""

from enum import StrEnum
from typing import Any, Final

import marshmallow as ma

from kit.fields import Choice, Flag, Number, Text
from kit.forms import Schema
from kit.i18n import _, _l
from kit.paging import MOST_PER_PAGE, PER_PAGE
from matching.casework.queries import WaitingFor
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Reason
from matching.introductions.moves import Move, Side, State

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


class WithdrawalSchema(MoveSchema):
    """One of the two moves that end a case before its time, as a program says it."""

    move = Choice(Move, required=True, metadata={"enum": [Move.CANCEL.value, Move.STEP_BACK.value]})


class HeardQuestionSchema(Schema):
    """A question as staff have heard it, and from which side."""

    side = Choice(Side, required=True, error_messages={"blank": _l("どちらからの質問かを選んでください。")})
    question = Text(limit=1000, lines=True, required=True)


class CarrySchema(Schema):
    """A question as the other side is to read it."""

    words = Text(limit=1000, lines=True, required=True)


class ReplySchema(Schema):
    """A question as it was, or better, and its answer."""

    asked = Text(limit=1000, lines=True)
    answer = Text(limit=1000, lines=True, required=True)


class TellingSchema(Schema):
    """How a side is told what the other shows."""

    told = Choice(Came, required=True)


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


class CandidateKind(StrEnum):
    """What a candidate is."""

    PERSON = "person"
    GROUP = "group"


class ProposalSchema(Schema):
    """Whom to propose, as a program says it: somebody on the list of suggestions by their rank, anybody else with a reason."""

    kind = Choice(CandidateKind, required=True)
    id = Number(least=1, most=_MOST)
    rank = Number(least=1, most=100_000)
    score = Number(least=0, most=100_000)
    reason = Text(limit=1000, lines=True)

    @ma.validates_schema
    def _whole(self, data: dict[str, Any], **_options: Any) -> None:
        if "id" in data and data["id"] is None:
            raise ma.ValidationError(_("入力してください。"), "id")
        if data.get("rank") is None and not data.get("reason"):
            raise ma.ValidationError(_("おすすめの一覧にいない候補は、理由を書いてください。"), "reason")


class Outcome(StrEnum):
    """What has come of a meeting."""

    MET = "met"
    RUNNING = "running"
    ENDED = "ended"


class OutcomeSchema(Schema):
    """What has come of it."""

    outcome = Choice(Outcome, required=True)
    came = Choice(Came)
    words = Text(limit=1000, lines=True)
    version = Number()


class IntroductionsQuery(Schema):
    """What a list of introductions can be narrowed by."""

    state = Choice(State)
    waiting_for = Choice(WaitingFor)
    coordinator = Text(limit=10, metadata={"description": "number of an account, or me; staff only"})
    q = Text(limit=100, metadata={"description": "words of the need's title, or the candidate's name; staff only"})
    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(min=1, max=100_000))
    per_page = ma.fields.Integer(load_default=PER_PAGE, validate=ma.validate.Range(min=1, max=MOST_PER_PAGE))
