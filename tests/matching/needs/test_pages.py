"""The pages of needs, and what the API says of them."""

import re
from collections.abc import Callable

import html5lib
import pytest
from flask.testing import FlaskClient

from directory.groups.models import Group, GroupState
from directory.people.models import Audience
from kit import slots
from kit.clock import today
from kit.db import Database
from kit.text import search_key
from matching.needs.models import Need, NeedState
from tests.cast import SECRET_PHONE, Cast
from tests.conftest import open_private, post

BrowserOf = Callable[[str], FlaskClient]
TITLE = "会計を見てくれる人をさがしています"


@pytest.fixture
def secret_name(database: Database, cast: Cast) -> str:
    """The name of who called, kept with the need."""
    with database.transaction() as writing:
        writing.get_one(Need, cast.need).requester_name = "内緒野花子"
    return "内緒野花子"


@pytest.mark.parametrize("who", ["", "jiro"])
def test_whom_to_call_does_not_leak(who: str, browser_of: BrowserOf, cast: Cast, secret_name: str) -> None:
    browser = browser_of(who)
    for address in ("/needs/{}", "/needs", "/en/needs/{}", "/api/v1/needs/{}", "/api/v1/needs"):
        answer = browser.get(address.format(cast.need))
        assert answer.status_code == 200
        text = str(answer.json) if answer.is_json else answer.text
        assert TITLE in text
        assert SECRET_PHONE not in text
        assert secret_name not in text


@pytest.mark.parametrize("who", ["hanako", "taro"])
def test_those_who_asked_and_the_staff_see_whom_to_call(
    who: str, browser_of: BrowserOf, cast: Cast, secret_name: str
) -> None:
    browser, page = browser_of(who), f"/needs/{cast.need}"
    assert secret_name in browser.get(page).text
    if who == "hanako":
        assert SECRET_PHONE not in browser.get(page).text
        assert browser.get(f"/api/v1{page}").json["private"] is None
        open_private(browser, page)
    assert SECRET_PHONE in browser.get(page).text
    assert browser.get(f"/api/v1{page}?reason=call").json["private"]["contact"] == SECRET_PHONE


def test_a_need_page_says_what_is_asked_and_whom_to_call(client: FlaskClient, cast: Cast) -> None:
    page = client.get(f"/needs/{cast.need}").text
    for words in (TITLE, "助言者がほしい", "むすび川を守る会", "会計", "土の終日", "手伝えます"):
        assert words in page
    assert "候補をさがす" not in page


def test_a_group_that_is_not_public_is_told_by_its_sector(client: FlaskClient, cast: Cast, database: Database) -> None:
    with database.transaction() as writing:
        writing.get_one(Group, cast.river).state = GroupState.PAUSED
    for address in (f"/needs/{cast.need}", "/needs"):
        page = client.get(address).text
        assert "市民活動団体" in page
        assert "むすび川を守る会" not in page
    assert client.get(f"/api/v1/needs/{cast.need}").json["requester"] is None


@pytest.mark.parametrize(("who", "status"), [("", 404), ("jiro", 404), ("taro", 200), ("hanako", 200)])
def test_a_draft_does_not_exist_for_others(
    who: str, status: int, browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    with database.transaction() as writing:
        writing.get_one(Need, cast.need).state = NeedState.DRAFT
    browser = browser_of(who)
    for address in ("/needs", "/api/v1/needs"):
        assert browser.get(f"{address}/{cast.need}").status_code == status


def test_staff_go_from_a_need_to_its_candidates(browser_of: BrowserOf, cast: Cast) -> None:
    assert "候補をさがす" in browser_of("hanako").get(f"/needs/{cast.need}").text


@pytest.mark.parametrize(("who", "status"), [("", 401), ("taro", 403), ("hanako", 200)])
def test_only_staff_open_the_form(who: str, status: int, browser_of: BrowserOf, cast: Cast) -> None:
    browser = browser_of(who)
    for address in ("/needs/new", f"/needs/{cast.need}/edit"):
        assert browser.get(address).status_code == status


def test_staff_write_down_what_somebody_tells_on_the_phone(browser_of: BrowserOf) -> None:
    browser = browser_of("hanako")
    typed = {
        "title": "チラシの作り方を教えてください",
        "kind": "adviser",
        "requester_name": "山田",
        "contact": "000-0000-1111",
        "skills-0-skill": "pr.flyer",
        "skills-0-must": "1",
        "skills-1-skill": "photo",
        "skills-1-must": "",
        "dates": "令和99年12月5日",
        "people_wanted": "２名",
        "received_by_method": "phone",
        "audience": "public",
        "step": "publish",
    }
    answer = post(browser, "/needs/new", typed)
    assert answer.status_code == 303, answer.text
    page = browser_of("").get(answer.location).text
    for words in ("チラシ・ポスターづくり", "2人", "2117年12月5日", "市民の方"):
        assert words in page
    assert "山田" not in page


def test_a_need_without_anybody_who_asks_comes_back(browser_of: BrowserOf) -> None:
    answer = post(browser_of("hanako"), "/needs/new", {"title": "だれの？", "story": "長い話", "dates": "あした"})
    assert answer.status_code == 422
    for words in ("エラー：", "長い話", 'href="#requester_name"', 'href="#kind"', 'href="#dates"'):
        assert words in answer.text


def test_a_need_whose_last_day_has_passed_is_not_opened(browser_of: BrowserOf) -> None:
    typed = {
        "title": "古い話",
        "kind": "hands",
        "requester_name": "山田",
        "expires_on": "2020-01-01",
        "step": "publish",
    }
    answer = post(browser_of("hanako"), "/needs/new", typed)
    assert answer.status_code == 422
    assert 'href="#expires_on"' in answer.text


def test_saving_the_form_as_it_came_changes_nothing(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    with database.transaction() as writing:
        need = writing.get_one(Need, cast.need)
        need.dates, need.due_on, need.people_wanted = ["2026-12-05"], today(), 3
        need.title_key = search_key(need.title)
    browser = browser_of("hanako")
    typed = _typed(browser.get(f"/needs/{cast.need}/edit").text)
    assert post(browser, f"/needs/{cast.need}/edit", typed).status_code == 303
    with database.transaction(writing=False) as reading:
        need = reading.get_one(Need, cast.need)
        assert (need.dates, need.due_on, need.people_wanted) == (["2026-12-05"], today(), 3)
        assert need.group_id == cast.river
        assert need.contact == SECRET_PHONE
        assert [(held.skill.code, held.must) for held in need.skills] == [("accounting", True)]
        assert need.version == int(str(typed["version"]))


def test_after_two_have_edited_a_need_at_once_all_that_differs_is_shown(browser_of: BrowserOf, cast: Cast) -> None:
    browser, address = browser_of("hanako"), f"/needs/{cast.need}/edit"
    opened = _typed(browser.get(address).text)
    first = {
        **opened,
        "title": "先に保存した題名",
        "group": "",
        "requester_name": "先野花子",
        "skills-0-must": "",
        "fields": ["1"],
        "people_wanted": "3",
        "dates": "2031-12-05",
        "due_on": "2031-12-01",
        "online": "1",
        "areas": [],
        "other_areas": "むすび市",
    }
    assert post(browser, address, first).status_code == 303
    mine = {**opened, "story": "あとから書いたくわしい内容", "audience": "members", "version": opened["version"]}
    answer = post(browser, address, mine)
    assert answer.status_code == 422
    told = _differences(answer.text)
    stored = ("先に保存した題名", "先野花子", "会計（あるとうれしい）", "3", "2031年12月5日", "2031年12月1日", "はい")
    typed = (
        TITLE,
        f"むすび川を守る会 #{cast.river}",
        "会計（必要）",
        "いいえ",
        "むすび市 北部",
        "あとから書いた",
        "会員（ログインした人）",
    )
    for words in (*stored, "保健・医療・福祉", "山口県 むすび市", *typed):
        assert words in told, words
    assert "<dt>連絡先</dt>" not in told  # it does not differ
    version = _typed(answer.text)["version"]
    assert "いま保存されている内容と同じです" not in told
    assert post(browser, address, {**mine, "version": version}).status_code == 303
    again = post(browser, address, {**mine, "version": version})
    assert "いま保存されている内容と同じです" in _differences(again.text)


def _differences(page: str) -> str:
    return page[page.index('id="meanwhile"') : page.index('<form class="mb-form"')]


def test_staff_lead_a_need_to_its_end(browser_of: BrowserOf, cast: Cast) -> None:
    browser, page = browser_of("hanako"), f"/needs/{cast.need}"
    for step, status in (("matched", 303), ("closed-met", 303), ("matched", 409), ("open", 303), ("nonsense", 409)):
        assert post(browser, f"{page}/state", {"step": step}, page=page).status_code == status


def test_the_list_tells_the_way_out_of_an_empty_answer(client: FlaskClient) -> None:
    assert TITLE in client.get("/needs?day=5&kind=adviser").text
    page = client.get("/needs?day=0&kind=adviser&time=2").text
    assert "見つかりませんでした" in page
    assert "曜日の条件を外す（1件）" in page


def test_any_address_gets_an_answer(client: FlaskClient) -> None:
    for query in (
        "page=0",
        "page=99999",
        "page=x",
        "day=%00",
        "day=9",
        "area=%25",
        "sort=fit",
        "skill='",
        "state=draft",
    ):
        assert client.get(f"/needs?{query}").status_code == 200


def test_needs_are_found_by_their_words(client: FlaskClient, work: Callable[[], int], browser_of: BrowserOf) -> None:
    typed = {
        "title": "空き家の片づけ",
        "kind": "hands",
        "requester_name": "山田",
        "audience": "public",
        "step": "publish",
    }
    assert post(browser_of("hanako"), "/needs/new", typed).status_code == 303
    work()
    page = client.get("/needs?q=空き家").text
    assert "空き家の片づけ" in page
    assert TITLE not in page
    assert [item["title"] for item in client.get("/api/v1/needs?q=空き家").json["items"]] == ["空き家の片づけ"]


def test_the_api_lists_needs_with_their_facets(client: FlaskClient, cast: Cast, database: Database) -> None:
    with database.transaction() as writing:
        writing.add(Need(title="会員へ", kind="hands", state=NeedState.OPEN, audience=Audience.MEMBERS))
    answer = client.get("/api/v1/needs?skill=accounting&per_page=5").json
    assert [item["id"] for item in answer["items"]] == [str(cast.need)]
    assert (answer["total"], answer["page"], answer["per_page"]) == (1, 1, 5)
    assert answer["facets"]["kind"] == {"adviser": 1}
    assert client.get("/api/v1/needs?per_page=1000").status_code == 422


def _typed(page: str) -> dict[str, object]:
    """What a browser would send of the page's big form, unchanged."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if "mb-form" in form.get("class", ""))
    typed: dict[str, list[str]] = {}
    for control in form.iter():
        name, kind = control.get("name"), control.get("type")
        if control.tag not in ("input", "textarea", "select") or not name:
            continue
        if kind in ("radio", "checkbox") and control.get("checked") is None:
            continue
        if control.tag == "select":
            options = list(control.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            value = chosen[0].get("value") or ""
        else:
            value = control.get("value", "") if control.tag == "input" else "".join(control.itertext())
        typed.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in typed.items()}


def test_the_words_of_the_story_propose_skills_for_staff_to_confirm(browser_of: BrowserOf, cast: Cast) -> None:
    hanako = browser_of("hanako")
    typed = {"title": "てつだって", "story": "会計の帳簿がつけられません", "kind": "hands", "requester_name": "花"}
    answer = post(hanako, "/needs/new", {**typed, "due_on": "いつか"})
    assert answer.status_code == 422
    assert "お話のことばからの候補です" in answer.text


def test_the_last_day_of_the_week_is_sunday_in_english_too(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    with database.transaction() as writing:
        writing.get_one(Need, cast.need).slots = slots.mask([6], [])
    for address in ("/en/needs/new", f"/en/needs/{cast.need}", "/en/needs", f"/en/needs/{cast.need}/suggestions"):
        page = browser_of("hanako").get(address).text
        assert re.search(r"\bSun\b", page), address
        assert not re.search(r">\s*Day\b", page), address
