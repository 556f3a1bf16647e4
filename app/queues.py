"""What waits on the desk today: new matters, answers that are due, and next steps; each with who, what, how long and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import joinedload, selectinload

import matching.consultations.labels  # noqa: F401 - the words of the states and steps
from directory.confirmations.models import Step
from directory.groups.models import Group, GroupState
from directory.log.models import LogEntry
from directory.log.queries import steps_due_by
from directory.people.models import Person, PersonState
from kit.clock import today
from kit.db import session
from kit.i18n import _, tokyo
from kit.labels import label
from kit.paging import PER_PAGE, Page
from matching.casework import casefile
from matching.casework.queries import OURS
from matching.consultations.models import UNDECIDED, Consultation, Decision, Interest
from matching.introductions.models import Introduction
from matching.introductions.moves import WAITING
from matching.needs.access import WARNED_BEFORE
from matching.needs.models import Need, NeedState

MOST_ROWS = 10
"""So many of each sort of thing are shown in a queue on the desk; the rest is on the queue's own page."""

NEW = ("submitted", "draft")
ASKED = (Step.ASKED, Step.REMINDED, Step.REMINDED_AGAIN, Step.UNSURE)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that waits. ``days``: since when. The next step is a link, or for an entry of the log two buttons."""

    who: str
    what: str
    url: str
    days: int
    step: str = ""
    step_url: str = ""
    entry: LogEntry | None = None
    is_left: bool = False
    """Whether ``days`` says how long there still is."""


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Some of what waits, the longest first, and how much it is in all."""

    rows: list[Row]
    total: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """One sort of thing that waits in a queue: which rows of a table, since when, and how each is shown."""

    model: type
    where: tuple[sa.ColumnElement[bool], ...]
    since: Any
    row: Callable[[Any], Row]
    options: tuple[Any, ...] = ()

    def count(self) -> int:
        """How many wait."""
        return session.scalar(sa.select(sa.func.count()).select_from(self.model).where(*self.where)) or 0

    def rows(self, limit: int, offset: int = 0) -> list[Row]:
        """Some of them, the longest waiting first."""
        query: sa.Select[Any] = sa.select(self.model).where(*self.where).order_by(self.since, self.model.id)  # type: ignore[attr-defined]
        return [self.row(thing) for thing in session.scalars(query.limit(limit).offset(offset).options(*self.options))]


def short(name: str) -> Queue:
    """A queue as the desk shows it: some of each sort, the longest waiting first."""
    counted = [(source, count) for source in QUEUES[name]() if (count := source.count())]
    most = 2 * MOST_ROWS if len(counted) == 1 else MOST_ROWS
    rows = [row for source, _count in counted for row in source.rows(most)]
    rows.sort(key=lambda row: row.days if row.is_left else -row.days)
    return Queue(rows=rows, total=sum(count for _source, count in counted))


def whole(name: str, number: int) -> Page[Row]:
    """A page of the whole queue: one sort after the other, each with the longest waiting first."""
    start, rows, total = (number - 1) * PER_PAGE, list[Row](), 0
    for source in QUEUES[name]():
        count = source.count()
        missing, offset = PER_PAGE - len(rows), max(0, start - total)
        if missing and offset < count:
            rows += source.rows(missing, offset)
        total += count
    return Page(items=rows, total=total, number=number)


def _new_matters() -> list[Source]:
    """Needs that look for somebody, and registrations that wait to be looked at."""
    needs = Source(
        model=Need,
        where=(Need.state == NeedState.OPEN,),
        since=Need.created_at,
        row=_need,
        options=(joinedload(Need.group),),
    )
    waiting = [
        Source(model=model, where=(model.state.in_(NEW),), since=model.created_at, row=_registration)
        for model in (Group, Person)
    ]
    return [needs, *waiting]


def _consultations() -> list[Source]:
    """What came by the form and is not settled, whom to phone about it, and groups that want to hear more of a need."""
    open_one = Consultation.decision.in_(UNDECIDED) | Consultation.to_tell
    return [
        Source(model=Consultation, where=(open_one,), since=Consultation.sent_at, row=_consultation),
        Source(model=Interest, where=(Interest.handled_at.is_(None),), since=Interest.shown_at, row=_interest),
    ]


def _expiring_needs() -> list[Source]:
    """Needs that close by themselves soon, the first to close first."""
    soon = Need.expires_on.between(today(), today() + WARNED_BEFORE)
    where, options = (Need.state == NeedState.OPEN, soon), (joinedload(Need.group),)
    return [Source(model=Need, where=where, since=Need.expires_on, row=_expiring, options=options)]


def _awaited_answers() -> list[Source]:
    """Sides of introductions, the overdue first; records asked whether they are still true; registrations given back."""
    waiting = Introduction.state.in_(WAITING)
    sources = [_introductions(waiting, since=Introduction.answer_due_at)]
    for model in (Group, Person):
        returned = model.state.in_((GroupState.RETURNED.value, PersonState.RETURNED.value))
        asked = (model.confirmation_step.in_(ASKED), model.state == "active")
        sources.append(Source(model=model, where=(returned,), since=model.updated_at, row=_registration))
        sources.append(Source(model=model, where=asked, since=model.confirmation_step_on, row=_asked))
    return sources


def _next_steps() -> list[Source]:
    """What was to be done by today, and introductions in which it is the centre's turn."""
    ours = _introductions(Introduction.state.in_(OURS), since=Introduction.moved_at)
    return [ours, Source(model=LogEntry, where=steps_due_by(today()), since=LogEntry.due_on, row=_step)]


QUEUES: Final[dict[str, Callable[[], list[Source]]]] = {
    "consultations": _consultations,
    "new-matters": _new_matters,
    "awaited-answers": _awaited_answers,
    "next-steps": _next_steps,
    "expiring-needs": _expiring_needs,
}


def _need(need: Need) -> Row:
    return Row(
        who=need.group.name if need.group else need.requester_name,
        what=need.title,
        url=url_for("needs.show", need_id=need.id),
        days=_days_since(need.received_on or need.created_at),
        step=_("候補をさがす"),
        step_url=url_for("suggestions.show", need_id=need.id),
    )


def _consultation(consultation: Consultation) -> Row:
    need = consultation.need
    sure = label(consultation.confirmed_by) if consultation.confirmed_by else _("未確認")
    waits = label(Decision.ASKED) if consultation.decision is Decision.ASKED else sure
    url = url_for("desk_consultations.show", consultation_id=consultation.id)
    return Row(
        who=need.group.name if need.group else need.requester_name,
        what=f"{need.title}（{_('お電話で伝える') if consultation.to_tell else waits}）",
        url=url,
        days=_days_since(consultation.decided_at if consultation.to_tell else consultation.sent_at),
        step=_("お電話で伝える") if consultation.to_tell else _("確かめる"),
        step_url=url,
    )


def _interest(interest: Interest) -> Row:
    url = url_for("desk_consultations.interest", interest_id=interest.id)
    return Row(
        who=interest.group.name,
        what=_("「%(title)s」の話を聞いてみたい", title=interest.need.title),
        url=url,
        days=_days_since(interest.shown_at),
        step=_("内容を見る"),
        step_url=url,
    )


def _expiring(need: Need) -> Row:
    return Row(
        who=need.group.name if need.group else need.requester_name,
        what=need.title,
        url=url_for("needs.show", need_id=need.id),
        days=(need.expires_on - today()).days if need.expires_on else 0,
        step=_("のばす・終える"),
        step_url=url_for("needs.show", need_id=need.id) + "#staff",
        is_left=True,
    )


def _registration(record: Group | Person) -> Row:
    return Row(
        who=_name(record),
        what=label(record.state),
        url=_url(record),
        days=_days_since(record.updated_at if record.state == "returned" else record.created_at),
        step=_("内容を見る"),
        step_url=_url(record),
    )


def _asked(record: Group | Person) -> Row:
    kind = "groups" if isinstance(record, Group) else "people"
    return Row(
        who=_name(record),
        what=_("年1回の確認：%(step)s", step=label(record.confirmation_step)),
        url=_url(record),
        days=_days_since(record.confirmation_step_on),
        step=_("返事を記録する"),
        step_url=url_for("confirmations.form", kind=kind, record_id=record.id),
    )


def _step(entry: LogEntry) -> Row:
    return Row(
        who=entry.caller,
        what=entry.next_step,
        url=url_for("log.show", entry_id=entry.id),
        days=_days_since(entry.due_on),
        entry=entry,
    )


def _introductions(where: sa.ColumnElement[bool], *, since: Any) -> Source:
    need = joinedload(Introduction.need)
    options = (need.joinedload(Need.group), need.joinedload(Need.person), joinedload(Introduction.person))
    more = (joinedload(Introduction.group), selectinload(Introduction.questions))
    return Source(model=Introduction, where=(where,), since=since, row=_introduction, options=(*options, *more))


def _introduction(introduction: Introduction) -> Row:
    standing = casefile.standing(introduction)
    marked = f"（{standing.mark[0]}）" if standing.mark else ""
    return Row(
        who=f"{standing.requester} → {standing.candidate}",
        what=f"{label(introduction.state)}{_('：')}{introduction.need.title}{marked}",
        url=url_for("introductions.show", introduction_id=introduction.id),
        days=standing.days,
        step=standing.step,
        step_url=standing.step_url,
    )


def _name(record: Group | Person) -> str:
    return record.name if isinstance(record, Group) else record.display_name


def _url(record: Group | Person) -> str:
    if isinstance(record, Group):
        return url_for("groups.show", group_id=record.id)
    return url_for("people.show", person_id=record.id)


def _days_since(moment: date | datetime | None) -> int:
    if moment is None:
        return 0
    day = tokyo(moment).date() if isinstance(moment, datetime) else moment
    return max(0, (today() - day).days)
