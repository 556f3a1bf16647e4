"""The pages of the history: who reads what, in words, and the way back."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.people.models import Person
from kit.db import Database
from tests.cast import SECRET_NOTE, SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


def form_of(browser: FlaskClient, address: str) -> dict[str, object]:
    """What the edit form of the river group holds, as a browser would send it back unchanged."""
    version = re.search(r'name="version" value="(\d+)"', browser.get(address).text)
    assert version
    return {
        "version": version[1],
        "name": "むすび川を守る会",
        "reading": "むすびがわをまもるかい",
        "sector": "citizen",
        "purpose": "川の清掃と、子どもたちの水辺の自然観察を続けています。",
        "fields": ["7", "13"],
        "areas": ["359998-01"],
        "place": "北部公民館",
        "contacts-0-kind": "phone",
        "contacts-0-value": "050-0000-0001",
        "contacts-0-publication": "public",
        "contacts-1-kind": "phone",
        "contacts-1-value": SECRET_PHONE,
        "contacts-1-publication": "center",
        "notes": "",
    }


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 404), ("taro", 200), ("hanako", 200), ("admin", 200)])
def test_the_history_of_a_group_is_for_its_editors_and_the_staff(
    who: str, status: int, browser_of: BrowserOf, cast: Cast
) -> None:
    assert browser_of(who).get(f"/groups/{cast.river}/history").status_code == status


def test_the_history_of_a_person_is_for_the_person_and_the_staff(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    address = f"/people/{cast.accountant}/history"
    assert browser_of("jiro").get(address).status_code == 404
    with database.transaction() as writing:
        writing.get_one(Person, cast.accountant).account_id = cast.jiro
    assert browser_of("jiro").get(address).status_code == 200
    assert browser_of("taro").get(address).status_code == 404


def test_a_change_heard_by_telephone_is_told_in_words(browser_of: BrowserOf, cast: Cast) -> None:
    browser, address = browser_of("hanako"), f"/groups/{cast.river}/edit"
    typed = form_of(browser, address) | {
        "purpose": "川の清掃と、大人たちの水辺の自然観察を続けています。",
        "contacts-0-value": "050-0000-0007",
        "notes": "鍵は会長が持っている",
        "intake": "phone",
        "intake_note": "副会長から",
    }
    assert post(browser, address, typed).status_code == 303
    page = browser.get(f"/groups/{cast.river}/history").text
    for words in ("電話で聞いて職員が入力", "副会長から", "hanako", "鍵は会長が持っている"):
        assert words in page
    old, new = (re.findall(rf"<{tag}[^>]*><span[^>]*>[^<]*</span>([^<]*)</{tag}>", page) for tag in ("del", "ins"))
    assert "子" in "".join(old) or "子どもたち" in old
    assert "電話 050-0000-0001［公開］" in old
    assert "電話 050-0000-0007［公開］" in new
    assert f"電話 {SECRET_PHONE}［センターのみ］" not in old + new  # a row that stayed is not told again
    own = browser_of("taro").get(f"/groups/{cast.river}/history").text
    assert "電話で聞いて職員が入力" in own
    assert "センターの職員" in own
    assert [words for words in ("副会長から", "hanako", "鍵は会長") if words in own] == []


def test_staff_look_before_they_go_back(browser_of: BrowserOf, cast: Cast) -> None:
    browser, edit = browser_of("hanako"), f"/groups/{cast.river}/edit"
    assert post(browser, edit, form_of(browser, edit) | {"name": "新しい川の会"}).status_code == 303
    history = f"/groups/{cast.river}/history"
    links = re.findall(r'href="([^"]+/return)"', browser.get(history).text)
    check = browser.get(links[0])
    assert "新しい川の会" in check.text
    assert "むすび川を守る会" in check.text
    version = re.search(r'name="version" value="(\d+)"', check.text)
    assert version
    stale = post(browser, links[0], {"version": "1"})
    assert stale.status_code == 422
    assert "ほかの人が変更しました" in stale.text
    assert post(browser, links[0], {"version": version[1]}).status_code == 303
    assert "むすび川を守る会</h1>" in browser.get(f"/groups/{cast.river}").text
    again = browser.get(history).text
    assert "前の版に戻した" in again
    assert browser.get(f"{history}/999/return").status_code == 404
    assert browser_of("taro").get(links[0]).status_code == 200
    assert browser_of("jiro").get(links[0]).status_code == 404


def test_after_two_have_edited_at_once_both_versions_are_shown(browser_of: BrowserOf, cast: Cast) -> None:
    browser, address = browser_of("hanako"), f"/groups/{cast.river}/edit"
    typed = form_of(browser, address)
    assert post(browser, address, typed | {"purpose": "先に保存した目的", "place": "南部公民館"}).status_code == 303
    mine = typed | {"purpose": "あとから書いた目的", "other_areas": "359998"}
    answer = post(browser, address, mine)
    assert answer.status_code == 422
    told = answer.text[answer.text.index('id="meanwhile"') : answer.text.index('<form class="mb-form"')]
    for words in ("先に保存した目的", "あとから書いた目的", "南部公民館", "北部公民館", "むすび市"):
        assert words in told
    assert "ふりがな" not in told  # it does not differ
    version = re.search(r'name="version" value="(\d+)"', answer.text)
    assert version
    assert post(browser, address, mine | {"version": version[1]}).status_code == 303
    assert "あとから書いた目的" in browser.get(f"/groups/{cast.river}").text


def test_after_two_have_edited_a_person_at_once_both_versions_are_shown(browser_of: BrowserOf, cast: Cast) -> None:
    browser, address = browser_of("hanako"), f"/people/{cast.accountant}/edit"
    version = re.search(r'name="version" value="(\d+)"', browser.get(address).text)
    assert version
    typed = {
        "display_name": "髙橋みどり",
        "skills-0-skill": "accounting",
        "skills-0-level": "3",
        "skills-0-years": "20",
        "version": version[1],
        "notes": SECRET_NOTE,
    }
    assert post(browser, address, {**typed, "introduction": "先に保存した紹介"}).status_code == 303
    answer = post(
        browser, address, {**typed, "introduction": "あとから書いた紹介", "absences-0-starts_on": "2026年12月5日"}
    )
    assert answer.status_code == 422
    told = answer.text[answer.text.index('id="meanwhile"') : answer.text.index('<form class="mb-form"')]
    for words in ("先に保存した紹介", "あとから書いた紹介", "12月5日"):
        assert words in told
    for words in ("できること", "覚え書き"):
        assert f"<dt>{words}</dt>" not in told


def test_a_long_history_is_read_page_by_page(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    for number in range(25):
        with database.transaction() as writing:
            writing.get_one(Person, cast.accountant).notes = f"覚え書き{number}"
    browser, address = browser_of("hanako"), f"/people/{cast.accountant}/history"
    first, second = (browser.get(f"{address}?page={page}").text for page in (1, 2))
    assert "覚え書き24" in first
    assert "覚え書き24" not in second
    assert "つぎ" in first or 'rel="next"' in first
    assert "登録しました" in second


def test_people_find_their_history_from_their_page(browser_of: BrowserOf, cast: Cast) -> None:
    assert f"/groups/{cast.river}/history" in browser_of("taro").get(f"/groups/{cast.river}").text
    assert "/history" not in browser_of("jiro").get(f"/groups/{cast.river}").text
