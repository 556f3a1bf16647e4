"""An introduction as its coordinator reads it: where it stands in words, who waits for whom, what is next, what has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from flask import url_for

import matching.introductions.labels  # noqa: F401 - the words of the states and moves
from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import now, today
from kit.display import day
from kit.i18n import _, _l, tokyo
from kit.labels import label
from matching.casework import queries
from matching.introductions.asking import recipient_of
from matching.introductions.items import items_of
from matching.introductions.models import Introduction, Reason
from matching.introductions.moves import OPEN, WAITING, Actor, Move, Side, State, moves_from
from matching.meetings.labels import when
from matching.meetings.models import MeetingOption
from matching.meetings.queries import fixed_of

SLOW: Final = 7
"""After so many days of standing still with the centre a case is marked."""
SOON: Final = 3
"""So many days before its end the time for an answer is marked."""

_WAY: Final = (
    State.PROPOSED,
    State.ASKED_CANDIDATE,
    State.CANDIDATE_WILLING,
    State.ASKED_REQUESTER,
    State.AGREED,
    State.MET,
    State.RUNNING,
    State.ENDED,
)
_TURN: Final = {
    State.PROPOSED: _l("センター：候補に打診の手紙を書く番です"),
    State.CANDIDATE_WILLING: _l("センター：相談した方にたずねる番です"),
    State.AGREED: _l("センター：会う日を決めて、引き合わせる番です"),
    State.MET: _l("センター：続けるかどうかを双方に聞く番です"),
    State.RUNNING: _l("活動が続いています"),
}
_MEETING_OVER: Final = _l("センター：引き合わせの結果を記録する番です")
_STEP: Final = {
    State.PROPOSED: _l("打診の手紙を書く"),
    State.ASKED_CANDIDATE: _l("返事を記録する"),
    State.CANDIDATE_WILLING: _l("相談した方への手紙を書く"),
    State.ASKED_REQUESTER: _l("返事を記録する"),
    State.AGREED: _l("引き合わせを記録する"),
    State.MET: _l("その後を記録する"),
    State.RUNNING: _l("終わったことを記録する"),
    State.DECLINED: _l("次の候補を見る"),
    State.EXPIRED: _l("次の候補を見る"),
    State.CANCELLED: _l("次の候補を見る"),
}
LEADING_ON: Final = {
    State.AGREED: (Move.MEET,),
    State.MET: (Move.START, Move.END),
    State.RUNNING: (Move.END,),
}
"""What is recorded in the one form of the next step."""
ONWARD: Final = frozenset(move for moves in LEADING_ON.values() for move in moves)
ASIDE: Final = frozenset({Move.STEP_BACK, Move.CANCEL})
"""What ends a case before its time."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One introduction in the list: the words for it, how long it stands, and the mark where it has stood too long."""

    introduction: Introduction
    candidate: str
    requester: str
    turn: str
    days: int
    mark: tuple[str, str] | None
    step: str
    step_url: str
    questions: int


@dataclass(frozen=True, kw_only=True)
class SideFile:
    """What is known of one side: who, where their record is, what they have ticked, and how they are written to."""

    side: Side
    name: str
    url: str
    kind: str
    by_mail: bool | None
    ticked: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the history."""

    at: datetime
    what: str
    who: str
    words: str


def standings(introductions: Sequence[Introduction]) -> list[Standing]:
    """The introductions as rows of a list."""
    meetings = fixed_of([each.id for each in introductions if each.state is State.AGREED])
    return [_standing(each, meetings.get(each.id)) for each in introductions]


def standing(introduction: Introduction) -> Standing:
    """One introduction as a row."""
    return standings([introduction])[0]


def _standing(introduction: Introduction, meeting: MeetingOption | None) -> Standing:
    days = max(0, (today() - tokyo(introduction.moved_at).date()).days)
    questions = sum(question.answered_at is None for question in introduction.questions)
    step = str(_STEP.get(introduction.state, _("記録を見る")))
    if questions and introduction.state in OPEN - queries.OURS:
        step = str(_("質問に答える"))
    return Standing(
        introduction=introduction,
        candidate=name_of(introduction, Side.CANDIDATE),
        requester=name_of(introduction, Side.REQUESTER),
        turn=_turn(introduction, meeting),
        days=days,
        mark=_mark(introduction, days, meeting),
        step=step,
        step_url=_step_url(introduction, questions),
        questions=questions,
    )


def name_of(introduction: Introduction, side: Side) -> str:
    """Who stands on this side."""
    party = introduction.party(side)
    if isinstance(party, Group):
        return party.name
    if isinstance(party, Person):
        return party.display_name
    if side is Side.REQUESTER:
        return introduction.need.requester_name or str(_("お名前のわからない方"))
    return str(_("削除された方"))


def side_file(introduction: Introduction, side: Side) -> SideFile:
    """One side of it. Their addresses stay on their own pages, where looking at them is noted."""
    party, to = introduction.party(side), recipient_of(introduction, side)
    ticked = {shown.item for shown in introduction.shown if shown.side is side}
    if isinstance(party, Group):
        url, kind = url_for("groups.show", group_id=party.id), label(party.sector)
    elif isinstance(party, Person):
        url, kind = url_for("people.show", person_id=party.id), str(_("人材"))
    else:
        url, kind = url_for("needs.show", need_id=introduction.need_id) if side is Side.REQUESTER else "", ""
    return SideFile(
        side=side,
        name=name_of(introduction, side),
        url=url,
        kind=kind,
        by_mail=bool(to.email) if to else None,
        ticked=[words for key, words in item_choices(introduction, side) if key in ticked],
    )


def item_choices(introduction: Introduction, side: Side) -> list[tuple[str, str]]:
    """What this side can tick, without what stands there: of several of a sort each with its number."""
    items = items_of(introduction, side)
    words = [str(item.label) for item in items]
    named = []
    for place, item in enumerate(items):
        nth = words[: place + 1].count(words[place])
        many = words.count(words[place]) > 1
        named.append(
            (item.key, _("%(name)s（%(number)s番め）", name=words[place], number=nth) if many else words[place])
        )
    return named


def way(introduction: Introduction) -> list[dict[str, Any]]:
    """The line of steps, as ``step_navigation`` draws it; what came to nothing ends where it did."""
    reached = {line.state for line in introduction.moves}
    over = introduction.state not in OPEN and introduction.state is not State.ENDED
    steps = [state for state in _WAY if not over or state in reached]
    steps += [introduction.state] if over else []
    return [
        {
            "label": label(state),
            "state": "reached" if state is introduction.state else ("done" if state in reached else None),
            "current": state is introduction.state,
        }
        for state in steps
    ]


def waited_for(introduction: Introduction) -> queries.WaitingFor | None:
    """Whose turn it is; None where nobody is waited for."""
    if side := WAITING.get(introduction.state):
        return queries.WaitingFor(side)
    return queries.WaitingFor.CENTRE if introduction.state in queries.OURS else None


def history(introduction: Introduction) -> list[Line]:
    """Everything that has happened, the oldest first."""
    lines = [
        Line(
            at=line.at,
            what=label(line.move) if line.move else str(_("候補に選んだ")),
            who="　".join(filter(None, [_actor(line.by, line.account), label(line.came)])),
            words=_reasoned(line.reason, line.words),
        )
        for line in introduction.moves
    ]
    for at, who, to in queries.handovers_of(introduction):
        lines.append(Line(at=at, what=str(_("担当が%(name)sに替わった", name=to)), who=who, words=""))
    return sorted(lines, key=lambda line: line.at)


def other_moves(introduction: Introduction) -> list[Move]:
    """What staff can do besides the next step."""
    return [move for move in moves_from(introduction.state, Actor.STAFF) if move in ASIDE]


def day_after(wait: timedelta) -> str:
    """The day on which a wait that begins now ends, as letters write it."""
    return day(now() + wait)


def _turn(introduction: Introduction, meeting: MeetingOption | None) -> str:
    if meeting is not None:
        return str(_("%(when)sに会う予定です", when=when(meeting)) if meeting.ends_at > now() else _MEETING_OVER)
    if side := WAITING.get(introduction.state):
        return str(_("%(side)s「%(name)s」のお返事を待っています", side=label(side), name=name_of(introduction, side)))
    return str(_TURN.get(introduction.state, label(introduction.state)))


def _mark(introduction: Introduction, days: int, meeting: MeetingOption | None) -> tuple[str, str] | None:
    """Words with the tone of a chip. Who has a day to meet is not standing still before it has passed."""
    if meeting is not None:
        days = min(days, (today() - tokyo(meeting.ends_at).date()).days)
    due = introduction.answer_due_at
    if due is not None:
        left = (tokyo(due).date() - today()).days
        if due <= now():
            return str(_("期限を%(days)s日過ぎています", days=max(0, -left))), "alert"
        return (str(_("期限まであと%(days)s日", days=left)), "warm") if left <= SOON else None
    stands = introduction.state in queries.OURS or introduction.state in (State.AGREED, State.MET)
    return (str(_("%(days)s日動いていません", days=days)), "alert") if stands and days >= SLOW else None


def _step_url(introduction: Introduction, questions: int) -> str:
    case = url_for("introductions.show", introduction_id=introduction.id)
    if introduction.state in queries.OURS:
        return url_for("introduction_letters.write", introduction_id=introduction.id)
    if introduction.state in OPEN:
        return f"{case}#questions" if questions else f"{case}#next"
    if introduction.state is State.ENDED:
        return case
    return url_for("suggestions.show", need_id=introduction.need_id, _anchor="next-candidate")


def _actor(actor: Actor, account: Any) -> str:
    if account is not None:
        return str(account.name)
    return {
        Actor.STAFF: str(_("センター")),
        Actor.CANDIDATE: label(Side.CANDIDATE),
        Actor.REQUESTER: label(Side.REQUESTER),
        Actor.CLOCK: str(_("自動")),
    }[actor]


def _reasoned(reason: Reason | None, words: str) -> str:
    return "：".join(filter(None, [label(reason), words]))
