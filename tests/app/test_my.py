"""The page of who is signed in."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from directory.confirmations.models import Step
from directory.groups.models import Group, GroupState
from directory.people.models import Person, PersonState
from directory.registrations.models import PersonRegistration, Registration
from kit.db import Database, session
from tests.cast import Cast

BrowserOf = Callable[[str], FlaskClient]


def test_a_visitor_is_asked_to_sign_in(browser_of: BrowserOf) -> None:
    assert browser_of("").get("/my").status_code == 401


def test_the_name_at_the_top_leads_there(browser_of: BrowserOf) -> None:
    assert 'href="/my">taro さん' in browser_of("taro").get("/groups").text


def test_who_keeps_nothing_is_shown_the_ways_in(browser_of: BrowserOf) -> None:
    page = browser_of("jiro").get("/my").text
    for words in (
        "団体を登録する",
        "さがして申し出る",
        "招待の番号を入れる",
        "協働サポーターに登録する",
        "いま、していただくことはありません",
    ):
        assert words in page
    assert "むすび川を守る会" not in page


def test_an_editor_finds_the_own_group_with_its_ways(cast: Cast, browser_of: BrowserOf) -> None:
    taro = browser_of("taro")
    page = taro.get("/my").text
    for words, path in (
        ("いまの団体ページを見る", ""), ("なおす", "/edit"), ("担当の人", "/members"), ("年1回の確認", "/confirmation"),
    ):  # fmt: skip
        assert words in page
        assert f'href="/groups/{cast.river}{path}"' in page
        assert taro.get(f"/groups/{cast.river}{path}").status_code == 200


def test_what_is_due_stands_at_the_top(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    with database.transaction():
        session.get_one(Group, cast.river).confirmation_step = Step.ASKED
        person = session.get_one(Person, cast.accountant)
        person.account_id, person.confirmation_step = cast.taro, Step.REMINDED
    page = browser_of("taro").get("/my").text
    assert "「むすび川を守る会」の年1回の確認をお願いします" in page
    assert "「髙橋みどり」の年1回の確認をお願いします" in page


def test_what_was_sent_back_is_to_be_finished(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    with database.transaction():
        group = session.get_one(Group, cast.river)
        group.state, group.state_reason = GroupState.RETURNED, "規約をつけてください"
    page = browser_of("taro").get("/my").text
    assert "登録がまだ終わっていません（差戻し）" in page
    assert "規約をつけてください" in page


def test_the_page_links_only_to_pages_that_exist(browser_of: BrowserOf) -> None:
    browser = browser_of("jiro")
    page = browser.get("/my").text
    for path in ("/my/account", "/my/consents", "/my/data", "/my/register"):
        assert (f'href="{path}"' in page) is (browser.get(path).status_code != 404)


def test_what_staff_began_is_continued_where_it_can_be(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    """A draft without a registration has no task list."""
    with database.transaction():
        session.get_one(Group, cast.river).state = GroupState.DRAFT
    taro = browser_of("taro")
    [address] = re.findall(r'href="([^"]+)"[^>]*>登録のつづきを書く', taro.get("/my").text)
    assert taro.get(address).status_code == 200


def test_a_registration_under_way_is_corrected_in_its_task_list(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    with database.transaction():
        session.get_one(Group, cast.river).state = GroupState.SUBMITTED
        session.add(Registration(group_id=cast.river, applicant_id=cast.taro))
    page = browser_of("taro").get("/my").text
    assert re.search(rf'href="/my/register/{cast.river}"[^>]*>なおす', page)
    assert f'href="/groups/{cast.river}/edit"' not in page


def test_who_wants_to_help_is_led_to_the_form_for_people(browser_of: BrowserOf) -> None:
    page = browser_of("jiro").get("/my").text
    assert re.search(r'href="/my/register/person"[^>]*>協働サポーターに登録する', page)


def test_somebody_who_was_asked_to_correct_their_entry_finds_it(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.quiet)
        person.account_id, person.state, person.state_reason = (
            cast.jiro,
            PersonState.RETURNED,
            "電話番号を書いてください",
        )
        session.add(PersonRegistration(person_id=person.id))
    page = browser_of("jiro").get("/my").text
    assert "「静かな山田」の登録がまだ終わっていません（差戻し）" in page
    assert "電話番号を書いてください" in page
    assert re.search(r'href="/my/register/person"[^>]*>登録のつづきを書く', page)


def test_only_the_first_of_several_things_to_do_stands_out(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    with database.transaction():
        session.get_one(Group, cast.river).confirmation_step = Step.ASKED
        person = session.get_one(Person, cast.accountant)
        person.account_id, person.confirmation_step = cast.taro, Step.REMINDED
    page = browser_of("taro").get("/my").text
    assert page.count("年1回の確認をする") == 2
    assert page.count('data-style="filled"') == 1
