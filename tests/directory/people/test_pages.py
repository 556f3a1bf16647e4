"""The pages of a person, and what the API says of them."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.consents.models import Consent, Method, Purpose
from directory.people.models import Person
from kit.db import Database, session
from tests.cast import SECRET_ADDRESS, SECRET_NOTE, SECRET_PHONE, Cast
from tests.conftest import open_private, post

BrowserOf = Callable[[str], FlaskClient]
SECRETS = (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE, "高橋緑")


@pytest.mark.parametrize("who", ["", "jiro"])
def test_the_private_part_of_a_person_does_not_leak(who: str, browser_of: BrowserOf, cast: Cast) -> None:
    browser = browser_of(who)
    for address in ("/people", "/api/v1/people", "/en/people"):
        answer = browser.get(f"{address}/{cast.accountant}")
        assert answer.status_code == 200
        text = str(answer.json) if answer.is_json else answer.text
        assert "髙橋みどり" in text
        assert [secret for secret in SECRETS if secret in text] == []


def test_staff_see_the_private_part_once_they_have_said_why(browser_of: BrowserOf, cast: Cast) -> None:
    browser, page = browser_of("hanako"), f"/people/{cast.accountant}"
    assert [secret for secret in SECRETS if secret in browser.get(page).text] == []
    open_private(browser, page)
    assert [secret for secret in SECRETS if secret in browser.get(page).text] == list(SECRETS)
    assert browser.get(f"/api/v1{page}").json["private"] is None
    assert browser.get(f"/api/v1{page}?reason=call").json["private"]["phone"] == SECRET_PHONE


def test_people_see_their_own_private_part(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    with database.transaction() as writing:
        writing.get_one(Person, cast.accountant).account_id = cast.jiro
    page = browser_of("jiro").get(f"/people/{cast.accountant}").text
    assert SECRET_PHONE in page
    assert "職員の操作" not in page


@pytest.mark.parametrize(
    ("who", "found"),
    [("", {"accountant"}), ("jiro", {"accountant", "interpreter"}), ("hanako", {"accountant", "interpreter", "quiet"})],
)
def test_whom_one_may_not_find_does_not_exist(who: str, found: set[str], browser_of: BrowserOf, cast: Cast) -> None:
    browser = browser_of(who)
    for name in ("accountant", "interpreter", "quiet"):
        for address in ("/people", "/api/v1/people"):
            status = browser.get(f"{address}/{getattr(cast, name)}").status_code
            assert status == (200 if name in found else 404)


def test_a_person_page_says_what_they_can_do_and_whom_to_call(client: FlaskClient, cast: Cast) -> None:
    page = client.get(f"/people/{cast.accountant}").text
    for words in ("髙橋みどり", "会計", "教えられる", "経験20年", "土の終日", "無償", "センターに相談する"):
        assert words in page


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 403), ("hanako", 200)])
def test_only_staff_open_the_form(who: str, status: int, browser_of: BrowserOf, cast: Cast) -> None:
    browser = browser_of(who)
    for address in ("/people/new", f"/people/{cast.accountant}/edit"):
        assert browser.get(address).status_code == status


def test_staff_enter_a_person_from_paper(browser_of: BrowserOf) -> None:
    browser = browser_of("hanako")
    typed = {
        "display_name": "木工の佐々木",
        "reading": "ﾓｯｺｳﾉｻｻｷ",
        "skills-0-skill": "carpentry",
        "skills-0-level": "3",
        "skills-3-skill": "accounting",
        "findable_by": "public",
        "on_site": "1",
        "slots": ["20", "21"],
        "birth_year": "昭和30年",
        "step": "publish",
    }
    answer = post(browser, "/people/new", typed)
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.location).text
    assert "もっこうのささき" in page
    assert "土の午前・午後" in page


def test_a_wrong_form_comes_back_with_what_was_typed(browser_of: BrowserOf) -> None:
    answer = post(browser_of("hanako"), "/people/new", {"display_name": "", "phone": "12", "notes": "足が悪い"})
    assert answer.status_code == 422
    assert "<title>エラー：" in answer.text
    assert "足が悪い" in answer.text
    assert 'href="#phone"' in answer.text


def test_two_who_edit_at_once_do_not_overwrite_each_other(browser_of: BrowserOf, cast: Cast) -> None:
    browser = browser_of("hanako")
    address = f"/people/{cast.accountant}/edit"
    opened = re.search(r'name="version" value="(\d+)"', browser.get(address).text)
    assert opened
    typed = {"display_name": "髙橋みどり", "skills-0-skill": "accounting", "version": opened[1]}
    assert post(browser, address, typed).status_code == 303
    answer = post(browser, address, {**typed, "introduction": "会計のことなら"})
    assert answer.status_code == 422
    assert "ほかの人が変更しました" in answer.text
    assert "会計のことなら" in answer.text


def test_staff_pause_a_person(browser_of: BrowserOf, cast: Cast) -> None:
    browser, page = browser_of("hanako"), f"/people/{cast.accountant}"
    assert post(browser, f"{page}/state", {"state": "paused", "reason": "休養"}, page=page).status_code == 303
    assert browser_of("").get(page).status_code == 404
    assert post(browser, f"{page}/state", {"state": "returned"}, page=page).status_code == 409
    assert post(browser, f"{page}/state", {"state": "nonsense"}, page=page).status_code == 409


def test_a_signed_form_is_kept_in_the_ledger_as_consent_on_paper(browser_of: BrowserOf, database: Database) -> None:
    hanako = browser_of("hanako")
    typed = {"display_name": "用紙の山田", "findable_by": "coordinators"}
    early = post(hanako, "/people/new", typed | {"signed_on": "令和8年11月5日"})
    assert early.status_code == 422
    assert "先に「署名のある用紙を受け取った」に" in early.text
    late = post(hanako, "/people/new", typed | {"signed": "true", "signed_on": "2999-01-01"})
    assert "先の日になっています" in late.text
    signed = {"signed": "true", "signed_on": "2026-01-05", "step": "publish"}
    hidden = post(hanako, "/people/new", typed | signed)
    shown = post(hanako, "/people/new", typed | signed | {"display_name": "用紙の川田", "findable_by": "public"})
    without = post(hanako, "/people/new", typed | {"display_name": "署名のない人"})
    found = []
    with database.transaction(writing=False):
        for answer in (hidden, shown, without):
            number = int(answer.location.rsplit("/", 1)[1])
            lines = session.scalars(sa.select(Consent).where(Consent.person_id == number).order_by(Consent.id)).all()
            found.append([(line.text.purpose, line.method, line.said_on.isoformat()) for line in lines])
    register = (Purpose.REGISTER, Method.PAPER, "2026-01-05")
    assert found == [[register], [register, (Purpose.PUBLISH, Method.PAPER, "2026-01-05")], []]
