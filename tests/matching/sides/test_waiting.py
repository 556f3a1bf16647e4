"""Who is signed in is told what they are waited for: an answer, times, and how it was; and nothing while it is not their turn."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.people.models import Person
from kit.clock import travelled
from kit.db import Database, session
from matching.follow_ups import asking as follow_ups
from matching.introductions.actions import Hand, move_on, propose
from matching.introductions.models import Introduction
from matching.introductions.moves import Actor, Move
from matching.meetings import actions as meetings
from matching.needs.models import Need
from tests.cast import Cast
from tests.conftest import post
from tests.matching.meetings.test_meetings import an_offer, brought_together

BrowserOf = Callable[[str], FlaskClient]


def by(cast: Cast) -> Hand:
    return Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako))


def waited_for(client: FlaskClient, words: str) -> bool:
    """Both pages that say so are of one mind."""
    told = {words in client.get(page).text for page in ("/my", "/my/introductions")}
    assert len(told) == 1
    return told.pop()


@pytest.fixture
def agreed(database: Database, cast: Cast) -> int:
    """The accountant, who is taro's neighbour jiro, and taro's river group want to meet."""
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.account_id = cast.jiro
        return brought_together(cast, session.get_one(Need, cast.need), person).id


def test_an_answer_is_waited_for_from_one_side_at_a_time(database: Database, cast: Cast, browser_of: BrowserOf) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.account_id = cast.jiro
        need = session.get_one(Need, cast.need)
        begun = propose(need, person, by=session.get_one(Account, cast.hanako))
        move_on(begun, Move.ASK_CANDIDATE, by(cast))
    assert waited_for(browser_of("jiro"), "読んで返事をする")
    assert not waited_for(browser_of("taro"), "読んで返事をする")


def test_times_are_waited_for_until_a_side_has_said_which_suit(
    database: Database, cast: Cast, browser_of: BrowserOf, agreed: int
) -> None:
    jiro, taro, page = browser_of("jiro"), browser_of("taro"), f"/my/introductions/{agreed}"
    assert not waited_for(jiro, "都合のよい日時をえらぶ")
    with database.transaction():
        offered = meetings.offer(
            session.get_one(Introduction, agreed), [an_offer(cast)], by=session.get_one(Account, cast.hanako)
        )
        option = offered[0].id
    assert waited_for(jiro, "都合のよい日時をえらぶ")
    assert f'href="{page}#times"' in jiro.get("/my").text
    assert post(jiro, f"{page}/times", {"suits": [option]}, page=page).status_code == 303
    assert not waited_for(jiro, "都合のよい日時をえらぶ")
    assert waited_for(taro, "都合のよい日時をえらぶ")
    with travelled(timedelta(days=8)):
        assert not waited_for(browser_of("taro"), "都合のよい日時をえらぶ"), "the day has passed"


def test_how_it_was_is_waited_for_after_a_month(
    database: Database, cast: Cast, browser_of: BrowserOf, agreed: int
) -> None:
    with database.transaction():
        move_on(session.get_one(Introduction, agreed), Move.MEET, by(cast))
    assert not waited_for(browser_of("jiro"), "その後を答える")
    with travelled(timedelta(days=32)):
        with database.transaction():
            follow_ups.ask(base_url="http://localhost")
        jiro = browser_of("jiro")
        assert waited_for(jiro, "その後を答える")
        page = f"/my/introductions/{agreed}/after"
        assert post(jiro, page, {"found": "useful"}, page=f"{page}?found=useful").status_code == 303
        assert not waited_for(jiro, "その後を答える")
        assert waited_for(browser_of("taro"), "その後を答える")
