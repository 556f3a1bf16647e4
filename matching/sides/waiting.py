"""What a side is waited for: its answer, the times that suit it, or how it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from flask import url_for

from kit.clock import now
from kit.i18n import _l
from matching.follow_ups.queries import find_open
from matching.introductions import outlines
from matching.introductions.models import Introduction
from matching.introductions.moves import ACCEPTED, WAITING, Side
from matching.meetings.actions import options_of
from matching.meetings.models import MeetingOption, OptionState
from matching.sides import standing


class Waits(StrEnum):
    """For what, in the order in which it comes."""

    ANSWER = "answer"
    TIMES = "times"
    AFTERWARDS = "afterwards"


_TITLES: Final[dict[Waits, Any]] = {
    Waits.ANSWER: _l("「%(title)s」について、お返事をお待ちしています。"),
    Waits.TIMES: _l("「%(title)s」でお会いする日時をおえらびください。"),
    Waits.AFTERWARDS: _l("「%(title)s」の、その後をお聞かせください。"),
}
_TEXTS: Final[dict[Waits, Any]] = {
    Waits.TIMES: _l("日時の候補があります。どちらにも合う日時を、センターが決めます。"),
    Waits.AFTERWARDS: _l("3つから1つえらぶだけで終わります。"),
}
_STEPS: Final[dict[Waits, Any]] = {
    Waits.ANSWER: _l("読んで返事をする"),
    Waits.TIMES: _l("都合のよい日時をえらぶ"),
    Waits.AFTERWARDS: _l("その後を答える"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """It is a side's turn: what for, in words, and the one step that settles it."""

    title: str
    text: str
    step: str
    url: str


def turn_of(introduction: Introduction, side: Side) -> Turn | None:
    """What a side that is signed in is to do, if it is its turn."""
    waits = waits_for(introduction, side)
    if waits is None:
        return None
    page = "follow_ups.mine" if waits is Waits.AFTERWARDS else "sides.mine"
    url = url_for(page, introduction_id=introduction.id, _anchor="times" if waits is Waits.TIMES else None)
    title = _TITLES[waits] % {"title": outlines.title_for(introduction, side)}
    text = str(_TEXTS.get(waits) or standing.sentence(introduction, side))
    return Turn(title, text, str(_STEPS[waits]), url)


def waits_for(introduction: Introduction, side: Side) -> Waits | None:
    """What this side still owes a word on; None while it is somebody else's turn."""
    if WAITING.get(introduction.state) is side:
        return Waits.ANSWER
    if introduction.state in ACCEPTED and any(_open(option, side) for option in _offered(introduction)):
        return Waits.TIMES
    return Waits.AFTERWARDS if find_open(introduction, side) else None


def _offered(introduction: Introduction) -> Sequence[MeetingOption]:
    return options_of(introduction, OptionState.OFFERED)


def _open(option: MeetingOption, side: Side) -> bool:
    return option.suits(side) is None and option.starts_at > now()
