"""The review desk: a queue, look-alikes, what was changed, and one decision that is written to the applicant."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.groups.models import GroupState
from directory.reviews.models import Decision, Review
from kit.audit import AuditEntry
from kit.clock import travelled
from kit.db import Database, session
from kit.mail import LetterState
from kit.settings import Settings
from kit.web import Application
from tests.cast import SECRET_PHONE, Cast
from tests.conftest import post
from tests.directory.registrations.test_pages import (
    ACTIVITIES,
    BASICS,
    begin,
    contacts,
    fill,
    group_at,
    letters_in,
    registration_at,
    save,
    submit,
)

BrowserOf = Callable[[str], FlaskClient]


@pytest.fixture
def page(browser_of: BrowserOf) -> str:
    """The task list of a registration that waits for a decision."""
    jiro = browser_of("jiro")
    address = begin(jiro)
    fill(jiro, address)
    assert submit(jiro, address).status_code == 303
    return address


def desk_of(page: str) -> str:
    return page.replace("/my/register", "/desk/registrations")


def decide(browser: FlaskClient, page: str, decision: str, **typed: str):
    version = re.search(r'name="version" value="(\d+)"', browser.get(desk_of(page)).text)
    assert version
    return post(browser, desk_of(page), {"version": version[1], "decision": decision, **typed})


def reviews_in(database: Database) -> list[Review]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(Review).order_by(Review.id)))


def test_the_queue_shows_who_waits_and_how_long(page: str, browser_of: BrowserOf) -> None:
    with travelled(timedelta(days=3)):
        shown = browser_of("hanako").get("/desk/registrations").text
    assert "つむぎの会" in shown
    assert "3日" in shown
    assert re.search(r"登録-\d{4}-0001", shown)


def test_an_empty_queue_says_so(browser_of: BrowserOf) -> None:
    assert "審査を待っている登録はありません" in browser_of("hanako").get("/desk/registrations?page=x").text


def test_the_desk_is_for_staff(page: str, browser_of: BrowserOf) -> None:
    for who, status in (("", 401), ("jiro", 403), ("taro", 403)):
        assert browser_of(who).get("/desk/registrations").status_code == status
        assert browser_of(who).get(desk_of(page)).status_code == status
    assert browser_of("hanako").get("/desk/registrations/9999").status_code == 404


def test_every_page_of_the_desk_is_valid(page: str, browser_of: BrowserOf) -> None:
    hanako = browser_of("hanako")
    for prefix in ("", "/en"):
        for address in ("/desk/registrations", desk_of(page), "/desk"):
            html5lib.HTMLParser(strict=True).parse(hanako.get(prefix + address).text)
    decide(hanako, page, "returned", reason="もう少し")
    html5lib.HTMLParser(strict=True).parse(hanako.get(desk_of(page)).text)
    html5lib.HTMLParser(strict=True).parse(browser_of("jiro").get(page).text)


def test_approving_publishes_the_group_and_writes_to_the_applicant(
    page: str, browser_of: BrowserOf, database: Database
) -> None:
    public = page.replace("/my/register", "/groups")
    assert browser_of("").get(public).status_code == 404
    assert decide(browser_of("hanako"), page, "approved").status_code == 303
    shown = browser_of("").get(public).text
    assert "050-0000-1234" in shown
    assert "tsumugi@example.jp" not in shown
    (letter,) = letters_in(database, "reviews.approved")
    assert letter.email == "jiro@example.jp"
    assert "登録されました" in browser_of("jiro").get(page).text
    assert group_at(database, page).last_confirmed_on is not None
    (review,) = reviews_in(database)
    assert review.decision is Decision.APPROVED
    with database.transaction(writing=False):
        assert session.scalars(sa.select(AuditEntry).where(AuditEntry.verb == "group.active")).one()


def test_a_return_says_what_to_correct_and_the_next_look_shows_what_was(
    page: str, browser_of: BrowserOf, database: Database
) -> None:
    hanako, jiro = browser_of("hanako"), browser_of("jiro")
    answer = decide(hanako, page, "returned", reason="あと少しです。", **{"remark-purpose": "もう少し具体的に。"})
    assert answer.status_code == 303
    assert group_at(database, page).state is GroupState.RETURNED
    (letter,) = letters_in(database, "reviews.returned")
    assert "もう少し具体的に。" in letter.body
    assert "ひとことで言うと（目的）" in letter.body
    tasks = jiro.get(page).text
    assert "直してください" in tasks
    assert "もう少し具体的に。" in tasks
    assert "もう少し具体的に。" in jiro.get(f"{page}/activities").text
    assert f'href="{page}/activities"' in jiro.get(f"{page}/confirm").text  # nothing is handed in unchanged by mistake
    assert save(jiro, page, "activities", ACTIVITIES | {"purpose": "布で世代を結びます。"}).status_code == 303
    assert submit(jiro, page).status_code == 303
    assert "もう少し具体的に。" not in jiro.get(page).text
    shown = hanako.get(desk_of(page)).text
    changed = shown[shown.index('id="changes"') : shown.index("</table>", shown.index('id="changes"'))]
    assert "布を織って、世代をつなぎます。" in changed
    assert "布で世代を結びます。" in changed
    assert "ふりがな" not in changed
    assert decide(hanako, page, "approved").status_code == 303
    assert [review.decision for review in reviews_in(database)] == [Decision.RETURNED, Decision.APPROVED]


def test_every_decision_needs_what_belongs_to_it(page: str, browser_of: BrowserOf, database: Database) -> None:
    hanako = browser_of("hanako")
    assert "どこを直してほしいか" in decide(hanako, page, "returned").text
    assert "断る理由" in decide(hanako, page, "refused").text
    mixed = decide(hanako, page, "approved", **{"remark-purpose": "具体的に"})
    assert mixed.status_code == 422
    assert "直してほしいことが書かれています" in mixed.text
    assert 'value="具体的に"' in mixed.text
    long = decide(hanako, page, "returned", **{"remark-purpose": "長" * 501})
    assert 'href="#remark-purpose"' in long.text
    assert decide(hanako, page, "nonsense").status_code == 422
    assert reviews_in(database) == []
    assert group_at(database, page).state is GroupState.SUBMITTED


def test_a_refusal_tells_why_and_closes_the_form(page: str, browser_of: BrowserOf, database: Database) -> None:
    assert decide(browser_of("hanako"), page, "refused", reason="営利の活動です。").status_code == 303
    assert group_at(database, page).state is GroupState.WITHDRAWN
    (letter,) = letters_in(database, "reviews.refused")
    assert "営利の活動です。" in letter.body
    jiro = browser_of("jiro")
    assert "営利の活動です。" in jiro.get(page).text
    assert save(jiro, page, "basics", BASICS).status_code == 409
    assert browser_of("").get(page.replace("/my/register", "/groups")).status_code == 404


def test_what_was_changed_meanwhile_is_not_approved_unseen(
    page: str, browser_of: BrowserOf, database: Database
) -> None:
    hanako, admin = browser_of("hanako"), browser_of("admin")
    version = group_at(database, page).version
    assert save(admin, page, "basics", BASICS | {"short_name": "つむぎ"}).status_code == 303
    answer = post(hanako, desk_of(page), {"version": version, "decision": "approved"})
    assert answer.status_code == 422
    assert "ほかの人が変更しました" in answer.text
    without = post(hanako, desk_of(page), {"decision": "approved"})
    assert without.status_code == 422
    assert group_at(database, page).state is GroupState.SUBMITTED


def test_of_two_coordinators_one_decides(
    page: str, app: Application, browser_of: BrowserOf, database: Database, settings: Settings
) -> None:
    browsers = [browser_of(who) for who in ("hanako", "admin", "hanako", "admin")]
    version = group_at(database, page).version
    typed = [
        {"version": version, "decision": decision, "reason": "理由"}
        for decision in ("approved", "refused", "returned", "approved")
    ]
    tokens = [
        re.search(r'name="csrf_token" value="([^"]+)"', browser.get(desk_of(page)).text)[1] for browser in browsers
    ]

    def press(number: int) -> int:
        return browsers[number].post(desk_of(page), data=typed[number] | {"csrf_token": tokens[number]}).status_code

    with ThreadPoolExecutor(4) as threads:
        answers = sorted(threads.map(press, range(4)))
    assert answers == [303, 409, 409, 409]
    assert len(reviews_in(database)) == 1
    kinds = ("reviews.approved", "reviews.refused", "reviews.returned")
    assert sum(len(letters_in(database, kind)) for kind in kinds) == 1


def test_look_alikes_stand_side_by_side(browser_of: BrowserOf, cast: Cast) -> None:
    jiro, hanako = browser_of("jiro"), browser_of("hanako")
    page = begin(jiro)
    fill(jiro, page)
    save(jiro, page, "basics", BASICS | {"name": "NPO法人 むすび川を守る会"})
    save(jiro, page, "contact", contacts(representative="織田はな", phone=SECRET_PHONE.replace("-", "")))
    save(jiro, page, "publication", {})
    assert submit(jiro, page).status_code == 303
    shown = hanako.get(desk_of(page)).text
    alike = shown[shown.index('id="look-alikes"') : shown.index("</table>", shown.index('id="look-alikes"'))]
    assert "むすび川を守る会" in alike
    assert "名前、電話番号" in alike
    assert "おやすみ合唱団" not in alike


def test_a_stranger_looks_like_nobody(page: str, browser_of: BrowserOf) -> None:
    assert "同じ団体はありません" in browser_of("hanako").get(desk_of(page)).text


def test_who_has_no_mail_gets_the_decision_on_paper(browser_of: BrowserOf, database: Database) -> None:
    hanako = browser_of("hanako")
    typed = {"received_method": "counter", "received_by": "花子", "name": "菊の会", "sector": "neighborhood"}
    page = post(hanako, "/desk/registrations/new", typed).location
    save(hanako, page, "basics", BASICS | {"name": "菊の会", "sector": "neighborhood"})
    save(hanako, page, "activities", ACTIVITIES)
    save(hanako, page, "contact", contacts(representative="菊池さき", postal="むすび市中央9番"))
    save(hanako, page, "publication", {})
    submit(hanako, page)
    assert registration_at(database, page).applicant_id is None
    assert decide(hanako, page, "approved").status_code == 303
    (letter,) = letters_in(database, "reviews.approved")
    assert (letter.state, letter.address) == (LetterState.TO_PRINT, "むすび市中央9番")


def test_an_applicant_cannot_approve_the_own_group(page: str, browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    assert post(jiro, desk_of(page), {"decision": "approved"}, page="/my/register").status_code == 403
    state = page.replace("/my/register", "/groups") + "/state"
    assert post(jiro, state, {"state": "active"}, page="/my/register").status_code == 409
    shown = jiro.get(page.replace("/my/register", "/groups")).text
    assert "職員の操作" not in shown
    assert group_at(database, page).state is GroupState.SUBMITTED
