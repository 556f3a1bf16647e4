"""An introduction as a program of one of its sides reads it: what their own page shows, and nothing else."""

from typing import Any

from flask import url_for

from matching.introductions import disclosures, items, outlines
from matching.introductions.models import Introduction
from matching.introductions.moves import OPEN, WAITING, Side
from matching.meetings.actions import options_of
from matching.meetings.models import MeetingOption, OptionState
from matching.meetings.queries import find_fixed
from matching.sides import standing, why
from matching.sides.waiting import waits_for


def brief(introduction: Introduction, side: Side) -> dict[str, Any]:
    """As a row of a list."""
    waited_for = WAITING.get(introduction.state) is side
    return {
        "id": introduction.id,
        "url": url_for("sides.mine", introduction_id=introduction.id),
        "side": side,
        "title": outlines.title_for(introduction, side),
        "state": standing.state_for(introduction, side),
        "waiting_for": side if waited_for else None,
        "answer_due_at": introduction.answer_due_at if waited_for else None,
        "version": introduction.version,
        "own": {
            "sentence": standing.sentence(introduction, side),
            "waits_for": waits_for(introduction, side),
            **can_do(introduction, side),
        },
        "case": None,
    }


def whole(introduction: Introduction, side: Side) -> dict[str, Any]:
    """With everything that the page of this side shows."""
    seen = standing.other_side(introduction, side)
    fixed = find_fixed(introduction)
    shown = brief(introduction, side)
    shown["own"] |= {
        "outline": standing.outline(introduction, side),
        "introducing": standing.introducing(introduction, side),
        "why": why.reasons(introduction, side),
        "other": seen and {"name": seen.name, "facts": _facts(seen.rows), "group_id": seen.group_id},
        "own_items": items.items_of(introduction, side),
        "offered_items": disclosures.on_offer(introduction, side),
        "receipts": standing.receipts(introduction, side),
        "questions": [question for question in introduction.questions if question.side is side],
        "times": [_time(each, side) for each in options_of(introduction, OptionState.OFFERED)],
        "meeting": _time(fixed, side) if fixed else None,
    }
    return shown


def can_do(introduction: Introduction, side: Side) -> dict[str, bool]:
    """Which of its acts are open to this side."""
    return {
        "can_answer": WAITING.get(introduction.state) is side,
        "can_ask": introduction.state in OPEN,
        "can_step_back": standing.can_step_back(introduction, side),
    }


def _facts(rows: list[tuple[Any, Any]]) -> list[list[str]]:
    return [[str(name), str(value)] for name, value in rows if value]


def _time(option: MeetingOption, side: Side) -> dict[str, Any]:
    return {
        "id": option.id,
        "starts_at": option.starts_at,
        "ends_at": option.ends_at,
        "place": option.place,
        "department": option.department,
        "suits": option.suits(side),
    }
