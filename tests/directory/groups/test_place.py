"""The exact place of a group is seen by whom it chose: on pages, maps, lists, in the API and in search."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from directory.confirmations.actions import LINK
from directory.groups.models import Group, GroupState, Publication, Sector
from kit.db import Database, session
from kit.links import make_link
from matching.suggestions.candidates import load_groups
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
PLACE = "ひみつ温室テラス三号室"
SEES = {
    Publication.PUBLIC: {"", "jiro", "taro", "hanako"},
    Publication.MEMBERS: {"jiro", "taro", "hanako"},
    Publication.CENTER: {"taro", "hanako"},
}
EVERYBODY = ("", "jiro", "taro", "hanako")


@pytest.fixture(params=Publication)
def chosen(request: pytest.FixtureRequest, database: Database, cast: Cast, work: Callable[[], int]) -> Publication:
    """The river group has chosen who sees its place; search knows."""
    with database.transaction():
        group = session.get_one(Group, cast.river)
        group.place, group.place_publication = PLACE, request.param
        group.latitude, group.longitude = 34.123456, 131.654321
    work()
    return request.param


@pytest.mark.parametrize("who", EVERYBODY)
def test_pages_maps_lists_and_api_tell_the_place_to_the_chosen_only(
    who: str, chosen: Publication, cast: Cast, browser_of: BrowserOf
) -> None:
    browser, sees = browser_of(who), who in SEES[chosen]
    assert (PLACE in browser.get(f"/groups/{cast.river}").text) is sees
    assert "北部" in browser.get(f"/groups/{cast.river}").text
    assert (PLACE in browser.get("/groups").text) is sees
    assert (PLACE in browser.get("/").text) is sees
    assert (PLACE in browser.get("/search?q=むすび川").text) is False or chosen is Publication.PUBLIC
    places = browser.get("/groups/places.json")
    assert [place["latitude"] for place in places.json["places"]] == ([34.123456] if sees else [])
    assert ("34.123456" in browser.get("/groups/map").text) is sees
    one = browser.get(f"/api/v1/groups/{cast.river}").json
    listed = browser.get("/api/v1/groups").json["items"][0]
    for told in (one, listed):
        assert (told["place"], told["latitude"], told["longitude"]) == (
            (PLACE, 34.123456, 131.654321) if sees else ("", None, None)
        )


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_place_that_is_not_public_is_found_and_counted_by_staff_only(
    who: str, chosen: Publication, browser_of: BrowserOf
) -> None:
    browser = browser_of(who)
    finds = who == "hanako" or chosen is Publication.PUBLIC
    for words in (PLACE, "温室テラス", "三号室"):
        for address in ("/search", "/groups", "/api/v1/search", "/api/v1/groups"):
            answer = browser.get(address, query_string={"q": words})
            found = (
                answer.json["total"] if answer.is_json else int(re.findall(r"mb-count__number\">(\d+)", answer.text)[0])
            )
            assert (found > 0) is finds, (address, words)


def test_no_snippet_and_no_proposal_tells_a_hidden_place(chosen: Publication, browser_of: BrowserOf) -> None:
    for who in ("", "jiro"):
        browser = browser_of(who)
        if who not in SEES[chosen]:
            assert browser.get("/api/v1/suggest", query_string={"q": "温室"}).json == {"items": []}
            for address in ("/search", "/groups", "/api/v1/search"):
                assert PLACE not in browser.get(address, query_string={"q": "むすび川 温室"}).text.replace("<mark>", "")


def test_no_distance_is_measured_from_a_place_for_the_centre_only(
    chosen: Publication, database: Database, cast: Cast
) -> None:
    with database.transaction(writing=False):
        river = next(profile for profile in load_groups() if profile.id == cast.river)
    assert (river.position is None) is (chosen is Publication.CENTER)


def test_a_letters_link_hints_at_a_hidden_place(
    chosen: Publication, database: Database, cast: Cast, client: FlaskClient
) -> None:
    with database.transaction():
        token = make_link(LINK, f"group:{cast.river}", lasts=timedelta(days=1))
    page = client.get(f"/confirm/{token}").text
    assert (PLACE in page) is (chosen is Publication.PUBLIC)
    assert PLACE[:1] in page


def test_a_new_group_is_seen_by_its_district_only_until_it_chooses(browser_of: BrowserOf, database: Database) -> None:
    with database.transaction():
        assert _new().place_publication is Publication.CENTER
    page = browser_of("hanako").get("/groups/new").text
    assert re.search(r'name="place_publication" value="center" checked', page)
    answer = post(
        browser_of("hanako"), "/groups/new", {"name": "朝の会", "sector": "citizen", "place": PLACE, "step": "publish"}
    )
    assert PLACE not in browser_of("").get(answer.headers["Location"]).text


def test_the_form_shows_each_item_with_its_choice(cast: Cast, browser_of: BrowserOf) -> None:
    page = browser_of("taro").get(f"/groups/{cast.river}/edit").text
    part = page[page.index('id="publication"') :]
    assert "活動場所と地図の点をだれに見せますか" in part
    assert part.count("センターのみ") >= 7
    assert "050-0000-0001" in part


def _new() -> Group:
    group = Group(name="夜の会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
    session.add(group)
    session.flush()
    return group
