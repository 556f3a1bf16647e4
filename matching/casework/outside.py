"""An introduction as a program of the staff reads it: what the coordinator's own page shows. No way to reach anybody is in it."""

from typing import Any

import marshmallow as ma
from flask import url_for

from kit.forms import Schema
from matching.casework import casefile, telling
from matching.introductions.models import Introduction
from matching.introductions.moves import WAITING, Side
from matching.meetings.actions import options_of
from matching.meetings.models import OptionState
from matching.meetings.queries import find_fixed
from matching.sides.schemas import ItemNameOut, SideOut


class PartyOut(Schema):
    """Who stands on a side, or the need."""

    kind = ma.fields.String()
    id = ma.fields.String(allow_none=True)
    name = ma.fields.String()
    url = ma.fields.String()


class CoordinatorOut(Schema):
    """Who sees to it."""

    id = ma.fields.String()
    name = ma.fields.String()


class AskedOut(Schema):
    """A question of one side."""

    id = ma.fields.String()
    side = ma.fields.String()
    words = ma.fields.String()
    asked_at = ma.fields.AwareDateTime()
    answer = ma.fields.String()
    answered_at = ma.fields.AwareDateTime(allow_none=True)


class LineOut(Schema):
    """Something that has happened, or a note."""

    at = ma.fields.AwareDateTime()
    what = ma.fields.String()
    who = ma.fields.String()
    words = ma.fields.String()


class TimeOut(Schema):
    """A time to meet, and whom it suits; null until they have said."""

    id = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()
    place = ma.fields.String()
    department = ma.fields.String()
    candidate_suits = ma.fields.Boolean(allow_none=True)
    requester_suits = ma.fields.Boolean(allow_none=True)


class CaseOut(Schema):
    """What only staff see; a list has the part down to ``mark``."""

    need = ma.fields.Nested(PartyOut)
    candidate = ma.fields.Nested(PartyOut)
    requester = ma.fields.Nested(PartyOut)
    coordinator = ma.fields.Nested(CoordinatorOut, allow_none=True)
    rank = ma.fields.Integer(allow_none=True)
    score = ma.fields.Integer(allow_none=True)
    created_at = ma.fields.AwareDateTime()
    asked_at = ma.fields.AwareDateTime(allow_none=True)
    requester_asked_at = ma.fields.AwareDateTime(allow_none=True)
    moved_at = ma.fields.AwareDateTime()
    turn = ma.fields.String(metadata={"description": "who waits for whom, in words"})
    days = ma.fields.Integer(metadata={"description": "days since the last move"})
    mark = ma.fields.String(allow_none=True)
    outline = ma.fields.String()
    introducing = ma.fields.String()
    tickable = ma.fields.List(
        ma.fields.Nested(ItemNameOut),
        metadata={"description": "what the side that is waited for can tick"},
    )
    ticked = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.String()))
    questions = ma.fields.List(ma.fields.Nested(AskedOut))
    history = ma.fields.List(ma.fields.Nested(LineOut))
    notes = ma.fields.List(ma.fields.Nested(LineOut))
    receipts = ma.fields.List(
        ma.fields.List(ma.fields.String()), metadata={"description": "when, who, whose item, version of the consent"}
    )
    times = ma.fields.List(ma.fields.Nested(TimeOut))
    meeting = ma.fields.Nested(TimeOut, allow_none=True)


class IntroductionOut(Schema):
    """An introduction: ``case`` for staff, ``own`` for one of its sides, the other of them null."""

    id = ma.fields.String(metadata={"description": "opaque"})
    url = ma.fields.String()
    side = ma.fields.String(allow_none=True, metadata={"description": "on which side the caller is; null for staff"})
    title = ma.fields.String()
    state = ma.fields.String(metadata={"description": "for a side: over, where it came to nothing"})
    waiting_for = ma.fields.String(allow_none=True)
    answer_due_at = ma.fields.AwareDateTime(allow_none=True)
    version = ma.fields.Integer()
    own = ma.fields.Nested(SideOut, allow_none=True)
    case = ma.fields.Nested(CaseOut, allow_none=True)


class IntroductionsOut(Schema):
    """One page of a list of introductions."""

    items = ma.fields.List(ma.fields.Nested(IntroductionOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()


def brief(introduction: Introduction) -> dict[str, Any]:
    """As a row of the desk's list."""
    row = casefile.standing(introduction)
    return {
        "id": introduction.id,
        "url": url_for("introductions.show", introduction_id=introduction.id),
        "side": None,
        "title": introduction.need.title,
        "state": introduction.state,
        "waiting_for": casefile.waited_for(introduction),
        "answer_due_at": introduction.answer_due_at,
        "version": introduction.version,
        "own": None,
        "case": {
            "need": _need(introduction),
            **{side.value: _party(introduction, side) for side in Side},
            **{name: getattr(introduction, name) for name in _COLUMNS},
            "turn": row.turn,
            "days": row.days,
            "mark": row.mark[0] if row.mark else None,
        },
    }


def whole(introduction: Introduction) -> dict[str, Any]:
    """With everything that the page of the case shows."""
    shown = brief(introduction)
    waited, fixed = WAITING.get(introduction.state), find_fixed(introduction)
    shown["case"] |= {
        "outline": introduction.outline,
        "introducing": introduction.introducing,
        "tickable": [
            {"key": key, "label": words}
            for key, words in (casefile.item_choices(introduction, waited) if waited else [])
        ],
        "ticked": {side.value: casefile.side_file(introduction, side).ticked for side in Side},
        "questions": introduction.questions,
        "history": casefile.history(introduction),
        "notes": [
            {"at": note.at, "who": note.account.name if note.account else "", "words": note.words}
            for note in introduction.notes
        ],
        "receipts": telling.receipts(introduction),
        "times": options_of(introduction, OptionState.OFFERED),
        "meeting": fixed,
    }
    return shown


_COLUMNS = ("coordinator", "rank", "score", "created_at", "asked_at", "requester_asked_at", "moved_at")


def _need(introduction: Introduction) -> dict[str, Any]:
    need = introduction.need
    url = url_for("needs.show", need_id=need.id)
    return {"kind": "need", "id": need.id, "name": need.title, "url": url}


def _party(introduction: Introduction, side: Side) -> dict[str, Any]:
    party, filed = introduction.party(side), casefile.side_file(introduction, side)
    kind = type(party).__name__.lower() if party else ""
    return {"kind": kind, "id": party.id if party else None, "name": filed.name, "url": filed.url}
