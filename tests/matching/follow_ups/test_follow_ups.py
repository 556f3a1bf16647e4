"""Both sides are asked how it was, by link, on the site or by telephone; neither reads the other; an introduction ends with it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.people.models import Person
from kit.clock import travelled
from kit.db import Database, session
from kit.errors import Forbidden, NoSuchStep
from kit.mail import Letter, LetterState
from matching.follow_ups import actions, asking
from matching.follow_ups.models import Ending, FollowUp, Found, Result, Round
from matching.follow_ups.schemas import SaidSchema
from matching.introductions.actions import Hand, move_on
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Move, Side, State
from matching.needs.models import Closed, Need, NeedState
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post
from tests.matching.meetings.test_meetings import brought_together

BrowserOf = Callable[[str], FlaskClient]
BASE = "http://localhost"
SAID = {"found": Found.USEFUL, "words": "", "hours": None, "again": None, "may_tell": None}


@pytest.fixture
def met(database: Database, cast: Cast) -> int:
    """The accountant, who has mail, and the river group have met today."""
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.email = "midori@example.jp"
        introduction = brought_together(cast, session.get_one(Need, cast.need), person)
        by = Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako))
        move_on(introduction, Move.MEET, by)
        return introduction.id


def asked(database: Database, days: int = 31) -> int:
    with travelled(timedelta(days=days)), database.transaction():
        return asking.ask(base_url=BASE)


def letters(database: Database) -> list[Letter]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(Letter).where(Letter.kind == "follow_ups.asked").order_by(Letter.id)))


def address_in(letter: Letter) -> str:
    found = re.search(r"http://localhost(/\S+)", letter.link)
    assert found
    return found[1]


def test_both_sides_are_asked_after_one_month_and_again_after_three(database: Database, met: int) -> None:
    assert asked(database, 29) == 0
    assert asked(database, 31) == 2
    assert asked(database, 31) == 0
    assert asked(database, 92) == 2
    assert asked(database, 400) == 0
    assert len(letters(database)) == 4


def test_who_is_silent_is_reminded_once_and_then_the_silence_is_noted(database: Database, met: int) -> None:
    asked(database, 31)
    for days, expected in ((37, 0), (38, 2), (39, 0), (44, 0), (45, 0), (60, 0)):
        with travelled(timedelta(days=days, minutes=1)), database.transaction():
            assert asking.remind(base_url=BASE) == expected, days
    with database.transaction(writing=False):
        assert all(each.silent_at for each in session.scalars(sa.select(FollowUp)))
    assert len(letters(database)) == 4
    assert {letter.state for letter in letters(database)[:2]} == {LetterState.DROPPED}


def test_the_candidate_answers_by_the_link_and_opening_it_changes_nothing(
    database: Database, client: FlaskClient, met: int
) -> None:
    asked(database)
    address = next(address_in(letter) for letter in letters(database) if letter.email == "midori@example.jp")
    for page in (address, f"{address}?found=useful", f"{address}?found=not"):
        assert client.get(page).status_code == 200
    with database.transaction(writing=False):
        assert not any(each.answered_at for each in session.scalars(sa.select(FollowUp)))
    said = {"found": "useful", "words": "決算書ができました", "hours": "６時間", "again": "yes", "may_tell": "yes"}
    assert "お返事を受け取りました" in post(client, address, said).text
    with database.transaction(writing=False):
        (answer,) = session.scalars(sa.select(FollowUp).where(FollowUp.answered_at.is_not(None)))
        assert (answer.side, answer.found, answer.hours, answer.came) == (Side.CANDIDATE, Found.USEFUL, 6, Came.LINK)
    assert post(client, address, said).status_code == 400
    assert client.get(address).status_code == 400
    assert client.get("/after/nonsense").status_code == 400


def test_what_is_typed_wrongly_stays_and_the_link_with_it(database: Database, client: FlaskClient, met: int) -> None:
    asked(database)
    address = address_in(letters(database)[0])
    wrong = post(client, address, {"found": "useful", "words": "よかった", "hours": "たくさん"})
    assert wrong.status_code == 422
    assert "数字で入力してください" in wrong.text
    assert "よかった" in wrong.text
    assert client.get(address).status_code == 200


def test_one_side_never_reads_what_the_other_has_said(database: Database, browser_of: BrowserOf, met: int) -> None:
    asked(database)
    taro, page = browser_of("taro"), f"/my/introductions/{met}"
    assert "その後を答える" in taro.get("/my").text
    answer = post(taro, f"{page}/after", {"found": "unsure", "words": "団体の感想です"})
    assert answer.status_code == 303
    assert "団体の感想です" in taro.get(page).text
    with database.transaction():
        theirs = session.scalars(sa.select(FollowUp).where(FollowUp.side == Side.CANDIDATE)).one()
        actions.answer(theirs, {**SAID, "words": "会計士の感想です"}, Hand(actor=Actor.CANDIDATE, came=Came.LINK))
    assert "会計士の感想です" not in taro.get(page).text
    desk = browser_of("hanako").get(f"/desk/introductions/{met}/follow-up").text
    assert "会計士の感想です" in desk
    assert "団体の感想です" in desk
    for stranger in ("jiro", "hanako"):
        assert browser_of(stranger).get(f"{page}/after").status_code == 404
    assert taro.get(f"{page}/after").status_code == 404  # answered: there is nothing to say


def test_staff_write_down_what_they_heard_by_telephone_and_may_correct_it(
    database: Database, browser_of: BrowserOf, met: int
) -> None:
    hanako, desk = browser_of("hanako"), f"/desk/introductions/{met}/follow-up"
    assert "その後・結果・事例" in hanako.get(f"/desk/introductions/{met}").text
    said = {"side": "candidate", "round": "first", "came": "phone", "found": "unsure"}
    assert post(hanako, desk, said).status_code == 303
    assert post(hanako, desk, {**said, "found": "useful"}).status_code == 303
    assert post(hanako, desk, {"side": "candidate"}).status_code == 422
    with database.transaction(writing=False):
        (answer,) = session.scalars(sa.select(FollowUp))
        assert (answer.found, answer.came) == (Found.USEFUL, Came.PHONE)
    assert asked(database) == 1  # the other side only


def test_the_introduction_ends_with_its_outcome_and_the_need_is_closed_as_met(
    database: Database, cast: Cast, browser_of: BrowserOf, met: int
) -> None:
    hanako, desk = browser_of("hanako"), f"/desk/introductions/{met}/follow-up"
    assert post(hanako, f"{desk}/end", {"total_hours": "3"}).status_code == 422
    ended = {"result": "met", "total_hours": "12", "summary": "決算まで"}
    assert post(hanako, f"{desk}/end", ended).status_code == 303
    assert post(hanako, f"{desk}/end", ended).status_code == 409
    assert "相談を「解決した」で閉じる" in hanako.get(desk).text
    assert post(hanako, f"{desk}/need", {}).status_code == 303
    with database.transaction(writing=False):
        assert session.get_one(Introduction, met).state is State.ENDED
        ending, need = session.get_one(Ending, met), session.get_one(Need, cast.need)
        assert (ending.result, ending.hours) == (Result.MET, 12)
        assert (need.state, need.closed_because) == (NeedState.CLOSED, Closed.MET)


def test_nobody_is_asked_and_nothing_ends_before_the_two_have_met(database: Database, cast: Cast) -> None:
    with database.transaction():
        by = session.get_one(Account, cast.hanako)
        begun = brought_together(cast, session.get_one(Need, cast.need), session.get_one(Person, cast.accountant))
        with pytest.raises(NoSuchStep):
            actions.end(begun, Result.MET, by=by)
        with pytest.raises(NoSuchStep):
            actions.type_in(begun, Side.CANDIDATE, Round.FIRST, SAID, Hand(actor=Actor.STAFF, account=by))
        with pytest.raises(Forbidden):
            actions.end(begun, Result.MET, by=session.get_one(Account, cast.taro))
    assert asked(database) == 0


def test_the_letters_hold_no_name_and_no_address_of_the_other_side(database: Database, cast: Cast, met: int) -> None:
    asked(database)
    for letter in letters(database):
        text = letter.title + letter.body
        assert SECRET_PHONE not in text
        assert SECRET_ADDRESS not in text
        assert ("むすび川" if letter.email == "midori@example.jp" else "髙橋") not in text


@pytest.mark.parametrize(
    ("typed", "hours"), [("３", 3), ("約6時間", 6), ("1.5", 2), ("2時間半", 3), ("", None), ("12 時間くらい", 12)]
)
def test_hours_are_read_as_people_write_them(typed: str, hours: int | None) -> None:
    assert SaidSchema().load({"found": "useful", "hours": typed})["hours"] == hours
