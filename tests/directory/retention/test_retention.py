"""What is no longer needed goes when its time has come, as administrators have said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.jobs import job_kinds, keeper_of
from directory.log.models import Becomes, LogEntry, Method
from directory.people.models import Person, PersonState
from directory.retention.queries import periods
from kit.clock import today, travelled
from kit.db import Database, session
from kit.jobs import Worker
from kit.mail import Letter, LetterState, Recipient, leave_letter
from kit.settings import Settings
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
PAGE = "/admin/retention"


@pytest.fixture
def day_by_day(database: Database, settings: Settings, work: Callable[[], int]) -> Callable[[int], None]:
    def after(days: int) -> None:
        with travelled(timedelta(days=days)):
            Worker(database, job_kinds(settings, keeper_of(settings, database))).leave_daily()
            work()

    return after


def test_letters_lose_their_words_when_their_time_has_come(
    browser_of: BrowserOf, database: Database, day_by_day: Callable[[int], None]
) -> None:
    assert post(browser_of("admin"), PAGE, {"letters_days": "９０日"}).status_code == 303
    with database.transaction():
        letter = leave_letter(
            "t", about="group:1", to=Recipient(name="花", email="h@example.jp"), title="t", body="秘密"
        )
        assert letter is not None
        letter.state = LetterState.SENT
    day_by_day(80)
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Letter.body).where(Letter.kind == "t")).one() == "秘密"
    day_by_day(95)
    with database.transaction(writing=False):
        kept = session.scalars(sa.select(Letter).where(Letter.kind == "t")).one()
        assert (kept.body, kept.email, kept.recipient_name, kept.state) == ("", "", "", LetterState.SENT)


def test_the_log_forgets_who_called_but_not_what_is_still_to_be_done(
    browser_of: BrowserOf, database: Database, cast: Cast, day_by_day: Callable[[int], None]
) -> None:
    assert post(browser_of("admin"), PAGE, {"log_days": "100"}).status_code == 303
    common = {
        "taker_id": cast.hanako,
        "method": Method.PHONE,
        "becomes": Becomes.NOTE,
        "contact": "000",
        "matter": "相談",
    }
    with database.transaction():
        session.add_all([
            LogEntry(caller="終わった人", **common),
            LogEntry(caller="待っている人", next_step="電話する", due_on=today(), **common),
        ])  # fmt: skip
    day_by_day(101)
    with database.transaction(writing=False):
        told = {(entry.caller, entry.matter, entry.method) for entry in session.scalars(sa.select(LogEntry))}
        assert told == {("", "", Method.PHONE), ("待っている人", "相談", Method.PHONE)}


def test_who_left_long_ago_is_listed_for_staff_to_look_at(
    browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    with database.transaction():
        session.get_one(Person, cast.interpreter).state = PersonState.WITHDRAWN
    assert "手話のさくら" not in browser_of("admin").get(PAGE).text
    with travelled(timedelta(days=366)):
        page = browser_of("admin").get(PAGE).text
    assert "手話のさくら" in page
    assert f'href="/people/{cast.interpreter}/data"' in page


@pytest.mark.parametrize("typed", ["3", "99999", "そのうち"])
def test_a_period_that_makes_no_sense_is_said_and_kept(typed: str, browser_of: BrowserOf) -> None:
    answer = post(browser_of("admin"), PAGE, {"withdrawn_days": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text


def test_an_empty_period_is_the_usual_one(browser_of: BrowserOf, database: Database, settings: Settings) -> None:
    admin = browser_of("admin")
    post(admin, PAGE, {"letters_days": "90"})
    post(admin, PAGE, {"letters_days": ""})
    with database.transaction(writing=False):
        assert periods(settings).letters_days == settings.letters_kept_days
