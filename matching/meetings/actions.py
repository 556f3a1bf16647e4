"""Offering times to both sides, taking what suits them, fixing one, and calling it off."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import jpholiday
import sqlalchemy as sa

from directory.accounts.models import Account
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Forbidden, NoSuchStep
from kit.i18n import _l, tokyo
from matching.introductions import masking
from matching.introductions.actions import Hand
from matching.introductions.models import Introduction
from matching.introductions.moves import ACCEPTED, Side
from matching.meetings.models import Hold, MeetingOption, OptionState
from matching.meetings.queries import staff_accounts
from matching.meetings.schemas import spans

HALF_HOUR: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=8)
MOST_OFFERED: Final = 8
OFFICE_HOURS: Final = (9, 17)
"""When another department comes along: on working days only (the city's rule)."""


class NotYetAgreed(Conflict):
    """No meeting before both sides have said yes."""

    message = _l("日時は、双方が承諾してから決めます。")


class PastTime(Conflict):
    """The time has passed."""

    message = _l("これからの日時を入れてください。")


class TooLong(Conflict):
    """Longer than a meeting is."""

    message = _l("引き合わせは8時間までです。時刻を確かめてください。")


class TooManyOffered(Conflict):
    """As many times are offered as anybody can choose from."""

    message = _l("候補の日時は8つまでです。いらないものを取り下げてください。")


class AlreadyBooked(Conflict):
    """Somebody who would come is held for another meeting."""

    message = _l("この時間には、来る予定の方に別の引き合わせの予定（候補を含む）があります。")


class AddressInPlace(Conflict):
    """Where they meet tells how to reach a side that has not ticked it; it stands in the letters to both."""

    message = _l("相手に見せることになっていない連絡先が入っています（%(words)s）。ほかの場所にしてください。")
    field = "place"


class DepartmentOutOfHours(Conflict):
    """Another department comes only on working days within its hours."""

    message = _l("ほかの課が同席できるのは、平日（祝日をのぞく）の9時から17時までです。")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A time and place to be offered; ``department``: another one that comes along and has consented."""

    starts_at: datetime
    ends_at: datetime
    place: str
    attending: Account | None = None
    department: str = ""


def offers_in(data: dict[str, Any]) -> list[Offer]:
    """What a form or a program asks to be offered; see ``OfferSchema``."""
    attending = next((each for each in staff_accounts() if each.id == data["attending"]), None)
    return [
        Offer(starts_at=start, ends_at=end, place=data["place"], attending=attending, department=data["department"])
        for start, end in spans(data["times"])
    ]


def offer(introduction: Introduction, offers: Sequence[Offer], *, by: Account) -> list[MeetingOption]:
    """Offer times to both sides; everybody who would come is held for each of them.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NotYetAgreed, PastTime, TooLong, TooManyOffered, AlreadyBooked, DepartmentOutOfHours, AddressInPlace: what the rules do not allow.
    """
    if not by.is_staff:
        raise Forbidden()
    if introduction.state not in ACCEPTED:
        raise NotYetAgreed()
    if _count_offered(introduction) + len(offers) > MOST_OFFERED:
        raise TooManyOffered()
    made = [_made(introduction, each) for each in offers]
    audit.record("meeting.offered", f"introduction:{introduction.id}", actor_id=by.id)
    return made


def say_what_suits(introduction: Introduction, side: Side, suiting: Collection[int], hand: Hand) -> None:
    """Take which of the offered times suit this side; those not named do not.

    Raises:
        NoSuchStep: nothing is offered.
    """
    options = options_of(introduction, OptionState.OFFERED)
    if not options:
        raise NoSuchStep()
    for option in options:
        if side is Side.CANDIDATE:
            option.candidate_suits = option.id in suiting
        else:
            option.requester_suits = option.id in suiting
    session.flush()
    actor = hand.account.id if hand.account else None
    audit.record("meeting.suits", f"introduction:{introduction.id}", actor_id=actor)


def fix(option: MeetingOption, *, by: Account) -> None:
    """Make this the meeting; what else was offered, and a meeting fixed before that is still to come, are dropped.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NoSuchStep: it is not offered any more.
        PastTime: it has passed.
    """
    if not by.is_staff:
        raise Forbidden()
    session.refresh(
        option.introduction, with_for_update={"of": Introduction}
    )  # of two at once the second sees the first
    session.refresh(option)
    if option.state is not OptionState.OFFERED:
        raise NoSuchStep()
    if option.starts_at <= now():
        raise PastTime()
    for other in options_of(option.introduction, OptionState.OFFERED, OptionState.FIXED):
        if other is not option:
            _drop(other)
    session.flush()
    option.state, option.changes = OptionState.FIXED, option.changes + 1
    session.flush()
    audit.record("meeting.fixed", f"introduction:{option.introduction_id}", actor_id=by.id)


def call_off(option: MeetingOption, *, by: Account, reason: str = "") -> None:
    """Take a time back, offered or fixed; nobody is held for it any more.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NoSuchStep: it was dropped before.
    """
    if not by.is_staff:
        raise Forbidden()
    if option.state is OptionState.DROPPED:
        raise NoSuchStep()
    _drop(option)
    session.flush()
    audit.record("meeting.called_off", f"introduction:{option.introduction_id}", actor_id=by.id, reason=reason)


def release(introduction: Introduction) -> None:
    """Let everybody go who is held for an introduction that is over."""
    for option in options_of(introduction, OptionState.OFFERED, OptionState.FIXED):
        if option.starts_at > now():
            _drop(option)
    session.flush()


def options_of(introduction: Introduction, *states: OptionState) -> Sequence[MeetingOption]:
    """The introduction's times in these states, by time."""
    query = sa.select(MeetingOption).where(
        MeetingOption.introduction_id == introduction.id, MeetingOption.state.in_(states)
    )
    return session.scalars(query.order_by(MeetingOption.starts_at, MeetingOption.id)).all()


def _made(introduction: Introduction, wanted: Offer) -> MeetingOption:
    _check(wanted)
    if found := [way for reader in Side for way in masking.untold_in(wanted.place, introduction, reader)]:
        raise AddressInPlace(words="、".join(found))
    option = MeetingOption(
        introduction=introduction,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        place=wanted.place,
        attending=wanted.attending,
        department=wanted.department,
    )
    try:
        with session.begin_nested():
            session.add(option)
            session.flush()
            session.add_all(
                Hold(who=who, at=at, option_id=option.id)
                for who in _who_comes(introduction, wanted)
                for at in _half_hours(wanted.starts_at, wanted.ends_at)
            )
            session.flush()
    except sa.exc.IntegrityError as problem:
        raise AlreadyBooked() from problem
    return option


def _check(wanted: Offer) -> None:
    if wanted.starts_at <= now():
        raise PastTime()
    if wanted.ends_at - wanted.starts_at > LONGEST:
        raise TooLong()
    if wanted.department:
        start, end = tokyo(wanted.starts_at), tokyo(wanted.ends_at)
        opens, closes = OFFICE_HOURS
        off = start.weekday() >= 5 or jpholiday.is_holiday(start.date())
        if off or start.hour < opens or end > start.replace(hour=closes, minute=0):
            raise DepartmentOutOfHours()


def _who_comes(introduction: Introduction, wanted: Offer) -> Iterator[str]:
    if wanted.attending:
        yield f"account:{wanted.attending.id}"
    if introduction.person_id:
        yield f"person:{introduction.person_id}"
    if introduction.group_id:
        yield f"group:{introduction.group_id}"
    if introduction.need.group_id:
        yield f"group:{introduction.need.group_id}"
    elif introduction.need.person_id:
        yield f"person:{introduction.need.person_id}"


def _half_hours(start: datetime, end: datetime) -> Iterator[datetime]:
    at = start.replace(minute=start.minute // 30 * 30, second=0, microsecond=0)
    while at < end:
        yield at
        at += HALF_HOUR


def _drop(option: MeetingOption) -> None:
    option.state, option.changes = OptionState.DROPPED, option.changes + 1
    session.execute(sa.delete(Hold).where(Hold.option_id == option.id))


def _count_offered(introduction: Introduction) -> int:
    return len(options_of(introduction, OptionState.OFFERED))
