"""A time is offered to both sides, nobody is held twice, one is fixed, and calendars and letters tell of it without addresses."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from icalendar import Calendar
from pypdf import PdfReader

from directory.accounts.models import Account
from directory.groups.models import Group, GroupState, Sector
from directory.people.models import Person
from kit import slots
from kit.clock import TOKYO, now, travelled
from kit.db import Database, session
from kit.errors import NoSuchStep
from kit.mail import Letter
from matching.introductions import answers, asking
from matching.introductions.actions import Hand, move_on, propose
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Move, Side
from matching.meetings import actions, telling
from matching.meetings.actions import (
    AlreadyBooked,
    DepartmentOutOfHours,
    NotYetAgreed,
    Offer,
    PastTime,
    TooLong,
    TooManyOffered,
)
from matching.meetings.models import Hold, MeetingOption, OptionState
from matching.meetings.together import free_together
from matching.needs.models import Need, NeedKind, NeedState
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
BASE = "http://localhost"


def hand(cast: Cast) -> Hand:
    return Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako), came=Came.PHONE)


def brought_together(cast: Cast, need: Need, candidate: Person) -> Introduction:
    """Both have agreed, by telephone."""
    by = hand(cast)
    introduction = propose(need, candidate, by=session.get_one(Account, cast.hanako))
    move_on(introduction, Move.ASK_CANDIDATE, by)
    answers.answer(introduction, Side.CANDIDATE, Answer.YES, by, ticked=["phone"])
    move_on(introduction, Move.ASK_REQUESTER, by)
    answers.answer(introduction, Side.REQUESTER, Answer.YES, by)
    asking.tell(introduction, Move.REQUESTER_YES, base_url=BASE)
    return introduction


@pytest.fixture
def agreed(database: Database, cast: Cast) -> int:
    """The accountant and the river group want to meet."""
    with database.transaction():
        need, person = session.get_one(Need, cast.need), session.get_one(Person, cast.accountant)
        return brought_together(cast, need, person).id


def on(days: int, hour: int, minute: int = 0) -> datetime:
    day = datetime.now(TOKYO) + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def an_offer(cast: Cast, days: int = 7, hour: int = 14, **other: object) -> Offer:
    start = on(days, hour)
    given = {"starts_at": start, "ends_at": start + timedelta(minutes=90), "place": "市民活動センター 会議室1",
             "attending": session.get_one(Account, cast.hanako), **other}  # fmt: skip
    return Offer(**given)  # type: ignore[arg-type]


def offered(database: Database, cast: Cast, introduction_id: int, *hours: int, days: int = 7) -> list[int]:
    with database.transaction():
        introduction = session.get_one(Introduction, introduction_id)
        made = actions.offer(
            introduction, [an_offer(cast, days, hour) for hour in hours], by=session.get_one(Account, cast.hanako)
        )
        telling.tell_offered(introduction, made, base_url=BASE)
        return [option.id for option in made]


def test_both_sides_say_what_suits_and_staff_fix_it(
    database: Database, cast: Cast, browser_of: BrowserOf, agreed: int
) -> None:
    first, second = offered(database, cast, agreed, 10, 14)
    taro, address = browser_of("taro"), f"/my/introductions/{agreed}"
    assert "都合のよい日時" in taro.get(address).text
    assert post(taro, f"{address}/times", {"suits": [str(second)]}, page=address).status_code == 303
    hanako, desk = browser_of("hanako"), f"/desk/introductions/{agreed}/meeting"
    post(hanako, f"{desk}/suits/candidate", {"suits": [str(first), str(second)]}, page=desk)
    assert "双方とも都合がよい" in hanako.get(desk).text
    assert post(hanako, f"{desk}/{second}/fix", {}, page=desk).status_code == 303
    shown = taro.get(address).text
    assert "お会いする日時と場所" in shown
    assert "市民活動センター 会議室1" in shown
    with database.transaction(writing=False):
        states = [each.state for each in session.scalars(sa.select(MeetingOption).order_by(MeetingOption.id))]
        assert states == [OptionState.DROPPED, OptionState.FIXED]
        assert {hold.option_id for hold in session.scalars(sa.select(Hold))} == {second}


def test_the_calendar_file_says_when_and_where_and_nobodys_name(
    database: Database, cast: Cast, browser_of: BrowserOf, agreed: int
) -> None:
    (option_id,) = offered(database, cast, agreed, 14)
    taro, address = browser_of("taro"), f"/my/introductions/{agreed}/meeting.ics"
    assert taro.get(address).status_code == 404
    with database.transaction():
        actions.fix(session.get_one(MeetingOption, option_id), by=session.get_one(Account, cast.hanako))
    answer = taro.get(address)
    assert answer.mimetype == "text/calendar"
    event = Calendar.from_ical(answer.data).walk("VEVENT")[0]
    assert event.decoded("dtstart") == on(7, 14).astimezone(UTC)
    assert event.decoded("dtend") == on(7, 15, 30).astimezone(UTC)
    for word in ("髙橋", "むすび川", SECRET_PHONE, SECRET_ADDRESS):
        assert word not in answer.text
    assert browser_of("jiro").get(address).status_code == 404


def test_nobody_is_held_twice_for_the_same_half_hour(database: Database, cast: Cast, agreed: int) -> None:
    offered(database, cast, agreed, 14)
    with database.transaction():
        introduction = session.get_one(Introduction, agreed)
        by = session.get_one(Account, cast.hanako)
        start = on(7, 15, 15)  # within the last half hour of the other
        with pytest.raises(AlreadyBooked):
            actions.offer(introduction, [an_offer(cast, starts_at=start, ends_at=start + timedelta(hours=1))], by=by)
        assert actions.offer(introduction, [an_offer(cast, hour=16)], by=by)


def test_of_two_coordinators_who_book_the_same_person_at_once_one_succeeds(
    database: Database, cast: Cast, agreed: int
) -> None:
    with database.transaction():
        asks = Group(name="もう一つの会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
        other = Need(title="帳簿の相談", kind=NeedKind.ADVISER, state=NeedState.OPEN, group=asks)
        session.add_all([asks, other])
        session.flush()
        second = brought_together(cast, other, session.get_one(Person, cast.accountant)).id
    barrier, results = Barrier(2), list[str]()

    def book(introduction_id: int, account_id: int) -> None:
        barrier.wait()
        try:
            with database.transaction():
                by = session.get_one(Account, account_id)
                actions.offer(session.get_one(Introduction, introduction_id), [an_offer(cast, attending=by)], by=by)
            results.append("booked")
        except AlreadyBooked:
            results.append("refused")

    threads = [Thread(target=book, args=pair) for pair in ((agreed, cast.hanako), (second, cast.admin))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["booked", "refused"]


def test_what_the_rules_do_not_allow_is_refused_by_name(database: Database, cast: Cast, agreed: int) -> None:
    monday = next(days for days in range(7, 14) if on(days, 9).weekday() == 0)
    with database.transaction():
        introduction, by = session.get_one(Introduction, agreed), session.get_one(Account, cast.hanako)
        wrong = [
            (PastTime, an_offer(cast, -1)),
            (TooLong, an_offer(cast, ends_at=on(7, 23))),
            (DepartmentOutOfHours, an_offer(cast, monday, 18, department="福祉課")),
            (DepartmentOutOfHours, an_offer(cast, monday + 5, 10, department="福祉課")),
        ]
        for refusal, wanted in wrong:
            with pytest.raises(refusal):
                actions.offer(introduction, [wanted], by=by)
        with pytest.raises(TooManyOffered):
            actions.offer(introduction, [an_offer(cast, days) for days in range(1, 10)], by=by)


def test_there_is_no_meeting_before_both_agree(database: Database, cast: Cast, browser_of: BrowserOf) -> None:
    with database.transaction():
        by = session.get_one(Account, cast.hanako)
        begun = propose(session.get_one(Need, cast.need), session.get_one(Person, cast.accountant), by=by)
        with pytest.raises(NotYetAgreed):
            actions.offer(begun, [an_offer(cast)], by=by)


def test_a_fixed_meeting_is_moved_or_called_off_and_both_are_told(
    database: Database, cast: Cast, browser_of: BrowserOf, agreed: int
) -> None:
    first, second = offered(database, cast, agreed, 10, 14)
    hanako, desk = browser_of("hanako"), f"/desk/introductions/{agreed}/meeting"
    post(hanako, f"{desk}/{first}/fix", {}, page=desk)
    again = post(hanako, f"{desk}/{first}/fix", {}, page=desk)
    assert again.status_code == 409
    with database.transaction(), pytest.raises(NoSuchStep):
        actions.fix(session.get_one(MeetingOption, second), by=session.get_one(Account, cast.hanako))
    post(hanako, f"{desk}/{first}/off", {}, page=desk)
    with database.transaction(writing=False):
        kinds = [letter.kind for letter in session.scalars(sa.select(Letter).order_by(Letter.id))]
        assert kinds.count("meetings.fixed") == 2
        assert kinds.count("meetings.called_off") == 2
        assert session.scalar(sa.select(sa.func.count()).select_from(Hold)) == 0


def test_times_at_which_both_are_free_stand_beside_the_form_and_held_ones_do_not(
    database: Database, cast: Cast, browser_of: BrowserOf, agreed: int
) -> None:
    with database.transaction():
        introduction = session.get_one(Introduction, agreed)
        introduction.need.slots = session.get_one(Person, cast.accountant).slots = slots.mask([5], [0, 1])
        session.flush()
        spans = free_together(introduction)
        assert len(spans) in (4, 5)  # Saturdays of four weeks, 9 to 16 o'clock in two parts or one
        first = spans[-1]
        by = session.get_one(Account, cast.hanako)
        offer = Offer(starts_at=first.starts, ends_at=first.ends, place="公民館", attending=by)
        actions.offer(introduction, [offer], by=by)
        assert first not in free_together(introduction)
    page = browser_of("hanako").get(f"/desk/introductions/{agreed}/meeting").text
    assert "双方とも空いている時間" in page


def test_the_letter_of_introduction_names_both_and_gives_nobodys_address(
    database: Database, cast: Cast, browser_of: BrowserOf, agreed: int
) -> None:
    (option_id,) = offered(database, cast, agreed, 14)
    with database.transaction():
        actions.fix(session.get_one(MeetingOption, option_id), by=session.get_one(Account, cast.hanako))
    answer = browser_of("hanako").get(f"/desk/introductions/{agreed}/meeting/letter.pdf")
    assert answer.mimetype == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]
    assert len(pages) == 2
    for page in pages:
        assert f"年度 第{agreed}号" in page
        assert "市民活動センター 会議室1" in page
        assert "むすび川を守る会" in page
        assert SECRET_PHONE not in page
        assert SECRET_ADDRESS not in page


def test_who_has_mail_is_reminded_once_the_day_before(database: Database, cast: Cast, agreed: int) -> None:
    (option_id,) = offered(database, cast, agreed, 14, days=7)
    with database.transaction():
        session.get_one(Person, cast.accountant).email = "midori@example.jp"
        actions.fix(session.get_one(MeetingOption, option_id), by=session.get_one(Account, cast.hanako))
    with database.transaction():
        assert telling.remind() == 0
    with travelled(on(6, 9) - now()), database.transaction():
        assert telling.remind() == 1
        assert telling.remind() == 0
        reminders = session.scalars(sa.select(Letter).where(Letter.kind == "meetings.reminder")).all()
        assert "midori@example.jp" in [letter.email for letter in reminders]


def test_wrong_days_and_times_stand_at_their_fields_with_what_was_typed(browser_of: BrowserOf, agreed: int) -> None:
    hanako, desk = browser_of("hanako"), f"/desk/introductions/{agreed}/meeting"
    answer = post(
        hanako, desk,
        {"times-0-day": "来週の月曜", "times-0-hours": "14:00〜15:00", "times-1-day": "12月5日", "times-1-hours": "",
         "place": "公民館", "department": "福祉課"},
        page=desk,
    )  # fmt: skip
    assert answer.status_code == 422
    for message in ("日付として読めません", "時刻を書いてください", "その課の了解"):
        assert message in answer.text
    assert 'value="来週の月曜"' in answer.text


@pytest.mark.parametrize("name", ["", "jiro", "taro"])
def test_the_desks_page_is_for_staff(browser_of: BrowserOf, agreed: int, name: str) -> None:
    assert browser_of(name).get(f"/desk/introductions/{agreed}/meeting").status_code in (302, 303, 401, 403)


def test_staff_are_told_that_the_day_of_a_meeting_is_still_to_come(
    database: Database, cast: Cast, agreed: int, browser_of: BrowserOf
) -> None:
    with database.transaction():
        by = session.get_one(Account, cast.hanako)
        [option] = actions.offer(session.get_one(Introduction, agreed), [an_offer(cast)], by=by)
        actions.fix(option, by=by)
    case = f"/desk/introductions/{agreed}"
    assert "この日時はまだ来ていません" in browser_of("hanako").get(case).text
    with travelled(timedelta(days=8)):
        assert "この日時はまだ来ていません" not in browser_of("hanako").get(case).text
