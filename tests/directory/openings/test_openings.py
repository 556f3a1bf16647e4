"""Openings: staff see private data after saying why; who looked is kept and shown to the person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.openings.models import Opening
from directory.people.models import Person
from kit.audit import AuditEntry
from kit.clock import travelled
from kit.db import Database, session
from tests.cast import SECRET_PHONE, Cast
from tests.conftest import open_private, post

BrowserOf = Callable[[str], FlaskClient]


def looks(database: Database) -> list[tuple[str, str, str, str]]:
    with database.transaction(writing=False):
        rows = session.scalars(sa.select(Opening).order_by(Opening.id))
        return [
            (row.account.name if row.account else "", row.subject, row.words or row.reason, row.way) for row in rows
        ]


@pytest.fixture
def pages(cast: Cast) -> list[str]:
    return [f"/groups/{cast.river}", f"/people/{cast.accountant}", f"/needs/{cast.need}"]


def test_staff_see_contacts_for_fifteen_minutes_after_saying_why(
    pages: list[str], browser_of: BrowserOf, database: Database
) -> None:
    browser = browser_of("hanako")
    for page in pages:
        assert SECRET_PHONE not in browser.get(page).text
        assert open_private(browser, page, why="introduction").status_code == 303
        assert SECRET_PHONE in browser.get(page).text
        with travelled(timedelta(minutes=16)):
            assert SECRET_PHONE not in browser.get(page).text
    assert [look[2:] for look in looks(database)] == [("introduction", "page")] * 3
    with database.transaction(writing=False):
        opened = sa.select(AuditEntry.subject).where(AuditEntry.verb == "private.opened").order_by(AuditEntry.id)
        noted = session.scalars(opened).all()
    assert noted == [look[1] for look in looks(database)]


def test_an_opening_is_for_one_record_and_one_browser(pages: list[str], browser_of: BrowserOf) -> None:
    browser = browser_of("hanako")
    open_private(browser, pages[0])
    assert SECRET_PHONE not in browser.get(pages[1]).text
    assert SECRET_PHONE not in browser_of("hanako").get(pages[0]).text


def test_an_opening_does_not_pass_to_who_signs_in_next(pages: list[str], browser_of: BrowserOf) -> None:
    browser = browser_of("hanako")
    open_private(browser, pages[1])
    post(browser, "/logout", {}, page="/")
    assert SECRET_PHONE not in browser.get(pages[1]).text
    post(browser, "/login", {"email": "admin@example.jp", "password": "correct horse battery"})
    assert SECRET_PHONE not in browser.get(pages[1]).text


@pytest.mark.parametrize(("why", "words"), [("", ""), ("nonsense", ""), ("other", " ")])
def test_without_a_reason_nothing_opens(
    why: str, words: str, pages: list[str], browser_of: BrowserOf, database: Database
) -> None:
    browser = browser_of("hanako")
    for page in pages:
        assert open_private(browser, page, why=why, words=words).status_code == 303
        assert SECRET_PHONE not in browser.get(page).text
    assert looks(database) == []


def test_another_reason_is_told_in_words(pages: list[str], browser_of: BrowserOf, database: Database) -> None:
    open_private(browser_of("hanako"), pages[1], why="other", words="災害の安否確認")
    assert looks(database) == [("hanako", f"person:{pages[1].rsplit('/', 1)[-1]}", "災害の安否確認", "page")]


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 403), ("taro", 403)])
def test_nobody_else_opens_anything(
    who: str, status: int, pages: list[str], browser_of: BrowserOf, database: Database
) -> None:
    browser = browser_of(who)
    for page in pages:
        assert (
            post(browser, f"{page}/opening", {"why": "call"}, page="/login" if not who else page).status_code == status
        )
        text = str(browser.get(f"/api/v1{page}?reason=call").json)
        assert (SECRET_PHONE in text) == (who == "taro" and "people" not in page)
    assert looks(database) == []


def test_people_and_editors_see_their_own_without_it_and_who_looked(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    with database.transaction() as writing:
        writing.get_one(Person, cast.accountant).account_id = cast.jiro
    staff = browser_of("hanako")
    for who, page in (
        ("jiro", f"/people/{cast.accountant}"),
        ("taro", f"/groups/{cast.river}"),
        ("taro", f"/needs/{cast.need}"),
    ):
        own = browser_of(who)
        assert SECRET_PHONE in own.get(page).text
        assert "なぜ見たか" not in own.get(page).text
        open_private(staff, page, why="other", words="安否を確かめた")
        assert "安否を確かめた" in own.get(page).text
        assert "hanako" in own.get(page).text
        assert "表示する</button>" not in own.get(page).text
    assert "安否を確かめた" not in browser_of("jiro").get(f"/groups/{cast.river}").text
    assert "安否を確かめた" not in browser_of("").get(f"/people/{cast.accountant}").text
    assert "安否を確かめた" in browser_of("admin").get(f"/people/{cast.accountant}").text


def test_the_form_is_one_step_and_is_noted_once(pages: list[str], browser_of: BrowserOf, database: Database) -> None:
    browser = browser_of("hanako")
    for page in pages:
        for _time in range(2):
            assert SECRET_PHONE in browser.get(f"{page}/edit").text
        assert SECRET_PHONE in browser.get(page).text
    assert [look[2:] for look in looks(database)] == [("registration", "form")] * 3


def test_the_api_wants_a_reason_from_staff(pages: list[str], browser_of: BrowserOf, database: Database) -> None:
    browser = browser_of("hanako")
    for page in pages:
        answer = browser.get(f"/api/v1{page}")
        assert answer.status_code == 200
        assert SECRET_PHONE not in answer.text
        assert answer.json.get("private") is None
        assert browser.get(f"/api/v1{page}?reason=nonsense").status_code == 422
        assert browser.get(f"/api/v1{page}?reason=other").status_code == 422
        assert looks(database) == []
    for page in pages:
        assert SECRET_PHONE in str(browser.get(f"/api/v1{page}?reason=asked").json)
        assert SECRET_PHONE not in str(browser.get(f"/api/v1{page}").json)
    assert [look[2:] for look in looks(database)] == [("asked", "api")] * 3
    for listed in ("groups", "people", "needs"):
        assert SECRET_PHONE not in str(browser.get(f"/api/v1/{listed}?reason=asked").json)


def test_the_api_document_tells_of_the_reason(browser_of: BrowserOf) -> None:
    document = browser_of("").get("/api/v1/openapi.json").json
    for path in ("/api/v1/people/{person_id}", "/api/v1/groups/{group_id}", "/api/v1/needs/{need_id}"):
        named = [each["name"] for each in document["paths"][path]["get"]["parameters"]]
        assert "reason" in named, path


def test_administrators_read_all_openings(pages: list[str], browser_of: BrowserOf, cast: Cast) -> None:
    open_private(browser_of("hanako"), pages[1], why="call")
    open_private(browser_of("hanako"), pages[2], why="call")
    page = browser_of("admin").get("/desk/openings").text
    for words in ("髙橋みどり", "hanako", "電話・メールをかけるため", f"相談 {cast.need}番"):
        assert words in page
    assert "髙橋みどり" not in browser_of("admin").get(f"/desk/openings?account={cast.admin}").text
    assert browser_of("hanako").get("/desk/openings").status_code == 403
    assert browser_of("admin").get("/desk/openings?account=x&page=z").status_code == 200


def test_staff_who_confirm_by_phone_see_hints_until_they_open(browser_of: BrowserOf, cast: Cast) -> None:
    browser, page = browser_of("hanako"), f"/groups/{cast.river}"
    assert SECRET_PHONE not in browser.get(f"{page}/confirmation").text
    open_private(browser, page)
    assert SECRET_PHONE in browser.get(f"{page}/confirmation").text


def test_a_history_in_which_contacts_stand_is_an_opening(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    """Former contact details are as private as those of today; the people themselves open nothing."""
    address = f"/people/{cast.accountant}/history"
    with database.transaction():
        session.get_one(Person, cast.accountant).introduction = "帳簿"
    hanako = browser_of("hanako")
    hanako.get(address)
    assert looks(database) == []
    with database.transaction():
        session.get_one(Person, cast.accountant).phone = "050-0000-2222"
    assert "050-0000-2222" in hanako.get(address).text
    hanako.get(f"{address}/1/return")
    assert len(looks(database)) == 1
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = cast.jiro
    browser_of("jiro").get(address)
    assert len(looks(database)) == 1
