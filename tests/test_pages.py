"""Every page, as everybody of the cast: it answers, it is valid HTML, and it says only what that person may read."""

import re
from collections.abc import Callable

import html5lib
import pytest
from flask.testing import FlaskClient

from tests.cast import SECRET_ADDRESS, SECRET_NOTE, SECRET_PHONE, Cast
from tests.conftest import open_private

BrowserOf = Callable[[str], FlaskClient]

PUBLIC = [
    "/", "/start", "/menu", "/accessibility", "/privacy", "/terms", "/login", "/login/link", "/signup", "/sent/signup", "/forgot",
    "/groups", "/groups?q=川", "/groups?field=7&day=5", "/groups?q=ないことば", "/groups/map", "/people", "/people?q=会計", "/needs",
    "/search", "/search?q=会計", "/search?q=ない", "/api/docs", "/consents/publish/1", "/deletions/1/asked", "/register/form",
    "/consult", "/consult/story", "/consult/done", "/stories",
]  # fmt: skip
VISITORS = {"/login", "/signup"}  # who is signed in is led elsewhere
MINE = [
    "/my/account", "/my/account/name", "/my/account/language", "/my/account/password", "/my/account/email", "/my/account/delete",
    "/my/account/second-factor", "/my/account/tokens/new", "/my/consents", "/my/data", "/my/register", "/my/register/person",
    "/my/consultations", "/my/stories",
]  # fmt: skip
STAFF = [
    "/desk", "/desk/queue/consultations", "/desk/queue/expiring-needs",
    "/desk/queue/new-matters", "/desk/log", "/desk/log/entries", "/desk/search?q=川", "/desk/claims", "/desk/imports",
    "/desk/deletions", "/desk/letters", "/desk/letters/print", "/desk/confirmations",
    "/desk/stories", "/desk/stories?state=draft", "/desk/introductions", "/desk/introductions?tab=awaiting",
    "/desk/introductions/reminders",
    "/desk/introductions/handover", "/desk/introductions/handover?giver=0&taker=1",
    "/desk/plans",
    "/desk/registrations", "/desk/registrations/new", "/groups/new", "/people/new", "/needs/new", "/groups?state=paused",
]  # fmt: skip
ADMIN = [
    "/admin", "/admin/skills", "/admin/skills/new", "/admin/districts", "/admin/districts/new", "/admin/synonyms",
    "/admin/center", "/admin/texts", "/admin/accounts", "/admin/accounts/new", "/admin/accounts/2", "/admin/audit",
    "/admin/retention", "/admin/consents", "/admin/consents/publish",
]  # fmt: skip


DEEP_ONES = [
    pytest.param(who, prefix, marks=pytest.mark.deep)
    for who, prefix in (("", ""), ("jiro", ""), ("jiro", "/en"), ("taro", "/en"), ("hanako", ""), ("hanako", "/en"), ("admin", "/en"))
]  # fmt: skip
"""The same templates for somebody else, or in the other language."""


def things(cast: Cast) -> list[str]:
    return [f"/groups/{cast.river}", f"/people/{cast.accountant}", f"/needs/{cast.need}"]


def staff_things(cast: Cast) -> list[str]:
    return [
        *(f"{address}/edit" for address in things(cast)),
        f"/needs/{cast.need}/suggestions",
        f"/needs/{cast.need}/suggestions?wider=1&day=0",
        f"/needs/{cast.need}/suggestions/person/{cast.accountant}",
        f"/needs/{cast.need}/suggestions/person/{cast.quiet}",
        f"/needs/{cast.need}/suggestions/compare?with=person:{cast.accountant}&with=person:{cast.quiet}",
        f"/needs/{cast.need}/suggestions/why?q=1",
        f"/needs/{cast.need}/introductions/new?q=山田",
        f"/groups/{cast.paused}",
        f"/people/{cast.quiet}",
        f"/people/{cast.quiet}/consents",
        f"/people/{cast.quiet}/data",
        f"/groups/{cast.river}/consents",
        *(f"{address}/{page}" for address in things(cast)[:2] for page in ("history", "correction", "corrections")),
        "/desk/corrections",
    ]


@pytest.mark.walk
@pytest.mark.parametrize(("who", "prefix"), [("", "/en"), ("taro", ""), ("admin", ""), *DEEP_ONES])
def test_every_page_answers_with_valid_html(
    who: str, prefix: str, cast: Cast, browser_of: BrowserOf, work: Callable[[], int]
) -> None:
    work()
    client = browser_of(who)
    staff = who in ("hanako", "admin")
    pages = PUBLIC + things(cast) + (MINE if who else []) + (STAFF + staff_things(cast) if staff else [])
    pages += ADMIN if who == "admin" else []
    for address in pages:
        if address in VISITORS and who:
            continue
        answer = client.get(prefix + address)
        assert answer.status_code == 200, (address, answer.status_code)
        assert answer.mimetype == "text/html"
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(answer.text)
        assert " style=" not in answer.text
        assert not re.search(r"<[^>]+ on[a-z]+=", answer.text)
        assert len(answer.data) < 100_000, (address, len(answer.data))


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 403)])
def test_staff_pages_are_closed_to_everybody_else(who: str, status: int, cast: Cast, browser_of: BrowserOf) -> None:
    client = browser_of(who)
    closed = [*STAFF[:-1], *ADMIN, *staff_things(cast)[:4]]
    assert {address: client.get(address).status_code for address in closed} == dict.fromkeys(closed, status)


def test_what_one_may_not_see_does_not_exist(cast: Cast, browser_of: BrowserOf) -> None:
    visitor, member = browser_of(""), browser_of("jiro")
    hidden = [f"/groups/{cast.paused}", f"/people/{cast.quiet}", "/groups/999999", "/people/999999"]
    assert [visitor.get(address).status_code for address in hidden] == [404] * 4
    assert [member.get(address).status_code for address in hidden] == [404] * 4
    assert visitor.get(f"/people/{cast.interpreter}").status_code == 404
    assert member.get(f"/people/{cast.interpreter}").status_code == 200


@pytest.mark.walk
@pytest.mark.parametrize("who", ["", "jiro"])
def test_private_words_are_nowhere_a_visitor_can_look(
    who: str, cast: Cast, browser_of: BrowserOf, work: Callable[[], int], capfd: pytest.CaptureFixture[str]
) -> None:
    work()
    client = browser_of(who)
    questions = [
        SECRET_PHONE,
        SECRET_PHONE.replace("-", ""),
        "退院したばかり",
        "静かな山田",
        "おやすみ合唱団",
        "9876",
    ]
    for question in questions:
        for address in (
            "/search",
            "/groups",
            "/people",
            "/needs",
            "/api/v1/search",
            "/api/v1/groups",
            "/api/v1/people",
        ):
            answer = client.get(address, query_string={"q": question})
            found = (
                answer.json["total"] if answer.is_json else int(re.findall(r"mb-count__number\">(\d+)", answer.text)[0])
            )
            assert found == 0, (address, question)
        assert client.get("/api/v1/suggest", query_string={"q": question}).json == {"items": []}
    pages = PUBLIC + things(cast) + ["/groups/places.json", "/api/v1/groups", "/api/v1/people", "/api/v1/needs"]
    pages += [f"/api/v1{address}" for address in things(cast)]
    for address in pages:
        answer = client.get(address)
        for secret in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE, "高橋緑", "静かな山田", "おやすみ合唱団"):
            assert secret not in answer.text, (address, secret)
    logged = capfd.readouterr()
    for secret in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE):
        assert secret not in logged.out + logged.err


@pytest.mark.parametrize("address", ["/search", "/groups", "/people", "/api/v1/search", "/api/v1/groups"])
def test_a_hidden_number_is_answered_like_one_that_nobody_has(
    address: str, browser_of: BrowserOf, work: Callable[[], int]
) -> None:
    work()
    client = browser_of("")
    nobodys = SECRET_PHONE[:-1] + "1"
    hidden, unknown = (client.get(address, query_string={"q": number}).text for number in (SECRET_PHONE, nobodys))
    assert hidden.replace(SECRET_PHONE, nobodys) == unknown


def test_staff_do_see_what_is_private(cast: Cast, browser_of: BrowserOf, work: Callable[[], int]) -> None:
    work()
    client = browser_of("hanako")
    for page in (f"/groups/{cast.river}", f"/people/{cast.accountant}"):
        assert SECRET_PHONE not in client.get(page).text
        open_private(client, page)
        assert SECRET_PHONE in client.get(page).text
    assert client.get("/api/v1/search", query_string={"q": SECRET_PHONE}).json["total"] >= 2


def test_an_editor_sees_the_private_part_of_the_own_group_only(cast: Cast, browser_of: BrowserOf) -> None:
    assert SECRET_PHONE in browser_of("taro").get(f"/groups/{cast.river}").text
    assert SECRET_PHONE not in browser_of("jiro").get(f"/groups/{cast.river}").text
