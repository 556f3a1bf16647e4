"""The pages on which consents are seen, given and withdrawn, and what the search says afterwards."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.consents import actions, queries
from directory.consents.models import Purpose
from directory.people.models import Person
from kit.db import Database, session
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


@pytest.fixture
def own(database: Database, cast: Cast) -> str:
    """The ledger of the accountant, who signs in as jiro."""
    with database.transaction() as writing:
        writing.get_one(Person, cast.accountant).account_id = cast.jiro
    return f"/people/{cast.accountant}/consents"


@pytest.mark.parametrize(("who", "status"), [("", 401), ("taro", 404), ("jiro", 200), ("hanako", 200), ("admin", 200)])
def test_the_ledger_is_for_the_person_and_staff(who: str, status: int, own: str, browser_of: BrowserOf) -> None:
    assert browser_of(who).get(own).status_code == status


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 404), ("taro", 200), ("hanako", 200)])
def test_the_ledger_of_a_group_is_for_its_editors_and_staff(
    who: str, status: int, cast: Cast, browser_of: BrowserOf
) -> None:
    assert browser_of(who).get(f"/groups/{cast.river}/consents").status_code == status


def found_by(browser: FlaskClient, word: str) -> tuple[int, int]:
    """How many people a word finds, and how many there are to look through in all."""
    people = browser.get("/api/v1/people", query_string={"q": word}).json
    return people["total"], sum(browser.get("/api/v1/people").json["facets"]["fee"].values())


def test_who_takes_back_being_published_is_not_found_a_moment_later(
    own: str, browser_of: BrowserOf, work: Callable[[], int], cast: Cast
) -> None:
    jiro, visitor = browser_of("jiro"), browser_of("")
    assert post(jiro, own, {"purpose": "publish", "step": "given"}).status_code == 303
    work()
    before = found_by(visitor, "みどり")
    assert before[0] == 1
    assert visitor.get("/api/v1/search", query_string={"q": "みどり"}).json["total"] == 1
    assert visitor.get("/api/v1/suggest", query_string={"q": "髙橋み"}).json["items"]
    answer = post(jiro, own, {"purpose": "publish", "step": "withdrawn"})
    assert answer.status_code == 303, answer.text
    # Before any worker has touched the index the database already says no.
    assert found_by(visitor, "みどり") == (0, before[1] - 1)
    assert visitor.get("/api/v1/search", query_string={"q": "みどり"}).json["total"] == 0
    assert visitor.get("/api/v1/suggest", query_string={"q": "髙橋み"}).json == {"items": []}
    work()
    assert visitor.get("/api/v1/search", query_string={"q": "みどり"}).json["total"] == 0
    assert visitor.get(f"/people/{cast.accountant}").status_code == 404
    assert "公開をやめました" in jiro.get(own).text
    assert found_by(browser_of("hanako"), "みどり")[0] == 1  # the centre still knows them


def test_staff_write_down_what_came_on_paper(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    hanako, address = browser_of("hanako"), f"/people/{cast.accountant}/consents"
    taken = {"purpose": "third_party", "step": "given", "method": "paper", "said_on": "令和8年10月1日", "note": "棚3"}
    answer = post(hanako, address, taken)
    assert answer.status_code == 303, answer.text
    page = hanako.get(address).text
    assert "2026年10月1日" in page
    assert "棚3" in page
    with database.transaction(writing=False):
        assert queries.stands(session.get_one(Person, cast.accountant), Purpose.THIRD_PARTY)


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"method": ""}, "method"),
        ({"method": "web"}, "method"),
        ({"said_on": "きのう"}, "said_on"),
        ({"said_on": "2099-01-01"}, "said_on"),
        ({"purpose": ""}, "purpose"),
        ({"step": ""}, "step"),
        ({"purpose": "register", "step": "withdrawn"}, "confirm"),
    ],
)
def test_a_wrong_line_comes_back_with_what_was_typed(
    wrong: dict[str, object], at: str, cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    typed = {"purpose": "publish", "step": "given", "method": "fax", "said_on": "", "note": "写しあり", **wrong}
    answer = post(browser_of("hanako"), f"/people/{cast.accountant}/consents", typed)
    assert answer.status_code == 422
    assert "写しあり" in answer.text
    assert f'href="#{at}"' in answer.text
    with database.transaction(writing=False):
        assert queries.ledger(session.get_one(Person, cast.accountant)) == []


def test_leaving_the_register_needs_the_word(own: str, browser_of: BrowserOf, work: Callable[[], int]) -> None:
    jiro = browser_of("jiro")
    post(jiro, own, {"purpose": "register", "step": "given"})
    assert post(jiro, own, {"purpose": "register", "step": "withdrawn"}).status_code == 422
    answer = post(jiro, own, {"purpose": "register", "step": "withdrawn", "confirm": "「削除」"})
    assert answer.status_code == 303
    assert jiro.get(own).status_code == 200
    work()
    assert jiro.get(own).status_code == 404
    assert jiro.get("/my/data").status_code == 200  # the account is another thing


def test_an_account_has_a_ledger_of_its_own(browser_of: BrowserOf) -> None:
    taro = browser_of("taro")
    assert post(taro, "/my/consents", {"purpose": "followup", "step": "given"}).status_code == 303
    assert "第1版" in taro.get("/my/consents").text


def test_every_version_of_the_words_can_be_read_by_everybody(
    client: FlaskClient, database: Database, cast: Cast
) -> None:
    first = client.get("/consents/publish/1")
    assert first.status_code == 200
    with database.transaction():
        actions.fill_texts()
        actions.change_text(Purpose.PUBLISH, "あたらしい文", "New words", by=session.get_one(Account, cast.admin))
    assert "あたらしい文" in client.get("/consents/publish/2").text
    assert "選ばなかった項目" in client.get("/consents/publish/1").text
    assert "New words" in client.get("/en/consents/publish/2").text
    for nothing in ("/consents/publish/3", "/consents/nonsense/1"):
        assert client.get(nothing).status_code == 404
