"""Registering as a supporter: one form on one's own conditions, what others will see, and a decision."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.people.labels import FIELDS
from directory.people.models import Audience, Person, PersonState
from directory.registrations.models import Promise
from directory.registrations.person_actions import save_person
from kit.db import Database, session
from tests.cast import Cast
from tests.conftest import post
from tests.directory.registrations.test_pages import letters_in

BrowserOf = Callable[[str], FlaskClient]

FORM = "/my/register/person"
ME: dict[str, object] = {
    "display_name": "会計の山本",
    "introduction": "帳簿づけなら、お任せください。",
    "skills-0-skill": "accounting",
    "skills-0-level": "3",
    "findable_by": "public",
    "areas": ["359998-01"],
    "legal_name": "山本正",
    "phone": "050-0000-7777",
    "max_at_once": "1",
    "on_site": "1",
}
PROMISES = [str(item) for item in Promise]


def me_in(database: Database, name: str = "会計の山本") -> Person:
    with database.transaction(writing=False):
        return session.scalars(sa.select(Person).where(Person.display_name == name)).one()


def version_at(browser: FlaskClient, page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', browser.get(page).text)
    assert found
    return found[1]


def submit(browser: FlaskClient):
    page = f"{FORM}/confirm"
    return post(browser, page, {"version": version_at(browser, page), "promised": PROMISES})


def test_somebody_registers_sees_what_others_will_see_and_is_approved(
    browser_of: BrowserOf, database: Database
) -> None:
    jiro, hanako = browser_of("jiro"), browser_of("hanako")
    assert post(jiro, FORM, ME).location == f"{FORM}/confirm"
    shown = jiro.get(f"{FORM}/confirm").text
    others, own = shown.split("センターの職員とあなただけが見られます")
    assert "帳簿づけなら" in others
    assert "山本正" not in others
    assert "050-0000-7777" in own
    assert submit(jiro).status_code == 303
    person = me_in(database)
    assert person.state is PersonState.SUBMITTED
    (received,) = letters_in(database, "registrations.supporter_received")
    assert re.search(r"登録-\d{4}-0001", received.title)
    assert browser_of("").get(f"/people/{person.id}").status_code == 404
    desk = f"/desk/registrations/people/{person.id}"
    assert "会計の山本" in hanako.get("/desk/registrations").text
    assert post(hanako, desk, {"version": version_at(hanako, desk), "decision": "approved"}).status_code == 303
    page = browser_of("").get(f"/people/{person.id}").text
    assert "帳簿づけなら" in page
    assert "山本正" not in page
    assert len(letters_in(database, "reviews.supporter_approved")) == 1


def test_a_return_and_a_refusal_say_why(browser_of: BrowserOf, database: Database) -> None:
    jiro, hanako = browser_of("jiro"), browser_of("hanako")
    post(jiro, FORM, ME)
    submit(jiro)
    desk = f"/desk/registrations/people/{me_in(database).id}"
    for decision in ("returned", "refused"):
        assert post(hanako, desk, {"version": version_at(hanako, desk), "decision": decision}).status_code == 422
    typed = {"version": version_at(hanako, desk), "decision": "returned", "reason": "地域を選んでください。"}
    assert post(hanako, desk, typed).status_code == 303
    assert post(hanako, desk, typed, page="/people/new").status_code == 409
    assert "地域を選んでください。" in jiro.get(FORM).text
    assert "地域を選んでください。" in letters_in(database, "reviews.supporter_returned")[0].body
    assert submit(jiro).status_code == 303


def test_nothing_is_handed_in_while_something_is_missing(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    assert post(jiro, FORM, {"display_name": "会計の山本"}).status_code == 303
    shown = jiro.get(f"{FORM}/confirm").text
    for field in ("introduction", "skills-0-skill", "legal_name", "phone"):
        assert f'href="{FORM}#{field}"' in shown
    answer = post(jiro, f"{FORM}/confirm", {"promised": PROMISES}, page=FORM)
    assert answer.status_code == 422
    assert me_in(database).state is PersonState.DRAFT
    assert str(me_in(database).findable_by) == "coordinators"  # nobody chose


def test_all_promises_are_made_one_by_one(browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    post(jiro, FORM, ME)
    answer = post(jiro, f"{FORM}/confirm", {"promised": PROMISES[:2]})
    assert answer.status_code == 422
    assert "3つとも確かめて" in answer.text


def test_after_handing_in_it_is_not_changed_but_taken_back(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    post(jiro, FORM, ME)
    submit(jiro)
    page = f"{FORM}/confirm"
    assert post(jiro, FORM, ME, page=page).status_code == 409
    assert post(jiro, f"{FORM}/withdrawal", {}, page=page).status_code == 303
    assert me_in(database).state is PersonState.DRAFT
    assert post(jiro, FORM, ME | {"introduction": "帳簿と決算書。"}).status_code == 303
    assert me_in(database).introduction == "帳簿と決算書。"


def test_nobody_verifies_or_publishes_themselves(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    post(jiro, FORM, ME | {"skills-0-verified": "1", "state": "active", "notes": "とても信頼できる"})
    person = me_in(database)
    with database.transaction(writing=False):
        held = session.get_one(Person, person.id).skills
        assert [skill.verified for skill in held] == [False]
    assert (person.state, person.notes) == (PersonState.DRAFT, "")
    shown = jiro.get(f"/people/{person.id}").text
    assert "職員の操作" not in shown
    assert post(jiro, f"/people/{person.id}/state", {"state": "active"}, page=FORM).status_code == 409


def test_a_registration_is_ones_own(browser_of: BrowserOf, database: Database) -> None:
    post(browser_of("jiro"), FORM, ME)
    taro = browser_of("taro")
    assert "帳簿づけなら" not in taro.get(FORM).text
    assert taro.get(f"{FORM}/confirm").status_code == 404
    assert post(taro, f"{FORM}/withdrawal", {}, page=FORM).status_code == 404
    assert browser_of("").get(FORM).status_code == 401
    desk = f"/desk/registrations/people/{me_in(database).id}"
    assert [browser_of(who).get(desk).status_code for who in ("", "jiro", "hanako")] == [401, 403, 200]


@pytest.mark.walk
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_valid(prefix: str, browser_of: BrowserOf, database: Database) -> None:
    jiro, hanako = browser_of("jiro"), browser_of("hanako")
    html5lib.HTMLParser(strict=True).parse(jiro.get(prefix + FORM).text)
    assert post(jiro, FORM, ME | {"phone": "1"}).status_code == 422
    post(jiro, FORM, ME)
    html5lib.HTMLParser(strict=True).parse(jiro.get(f"{prefix}{FORM}/confirm").text)
    submit(jiro)
    html5lib.HTMLParser(strict=True).parse(jiro.get(prefix + FORM).text)
    desk = f"/desk/registrations/people/{me_in(database).id}"
    for address in ("/desk/registrations", desk, "/register/person/form", "/people/new"):
        html5lib.HTMLParser(strict=True).parse(hanako.get(prefix + address).text)
    typed = {"version": version_at(hanako, desk), "decision": "returned", "remark-introduction": "くわしく"}
    assert post(hanako, desk, typed).status_code == 303
    for browser, address in ((hanako, desk), (jiro, FORM), (jiro, f"{FORM}/confirm")):
        html5lib.HTMLParser(strict=True).parse(browser.get(prefix + address).text)


def test_two_presses_at_once_begin_one_registration(database: Database, cast: Cast) -> None:
    data = {
        "display_name": "ひとり",
        "findable_by": Audience.COORDINATORS,
        "skills": [],
        "fields": [],
        "areas": [],
        "other_areas": [],
    }

    def save(_time: int) -> int:
        with database.transaction():
            return save_person(dict(data), by=session.get_one(Account, cast.jiro)).person_id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(save, range(4)))) == 1


def test_the_form_is_printed_blank_for_everybody(browser_of: BrowserOf) -> None:
    visitor = browser_of("")
    shown = visitor.get("/register/person/form").text
    for words in (*map(str, FIELDS.values()), "教えられる", "同意したことになります", "ご本人の署名"):
        assert words in shown, words
    assert "市民活動の仲間と出会うための名簿に残します" in shown  # the words that the ledger will keep
    answer = visitor.get("/register/person/form.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert 'href="/register/person/form"' in browser_of("jiro").get(FORM).text
    assert 'href="/register/person/form"' in browser_of("hanako").get("/desk/registrations").text
