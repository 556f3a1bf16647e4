"""The lists people narrow, and what they show of why something was found."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.groups.models import Group, GroupState, Sector
from directory.people.models import Person, PersonSkill
from directory.vocabularies.queries import skills_by_code
from kit.db import Database, session
from search.listing import LONGEST_TEXT
from tests.cast import Cast


@pytest.fixture
def rescuers(database: Database, cast: Cast, work: Callable[[], int]) -> None:
    """A group and a person who can do something whose own name lacks the word of the upper one."""
    with database.transaction():
        [traffic] = skills_by_code(["safety.patrol"])
        session.get_one(Group, cast.river).skills = [traffic]
        session.get_one(Person, cast.accountant).skills = [PersonSkill(skill=traffic, level=1)]
    work()


@pytest.mark.usefixtures("rescuers")
@pytest.mark.parametrize("address", ["/groups?q=救護", "/people?q=救護", "/search?q=救護"])
def test_what_was_found_by_a_skill_says_so(client: FlaskClient, address: str) -> None:
    assert "防災・<mark>救護</mark>：防犯・交通安全" in client.get(address).text


@pytest.mark.usefixtures("rescuers")
def test_skills_under_an_upper_one_are_offered_once_it_is_chosen(client: FlaskClient) -> None:
    lower = 'name="skill" value="safety.patrol"'
    page = client.get("/groups").text
    assert 'name="skill" value="safety"' in page
    assert lower not in page
    page = client.get("/groups?skill=safety").text
    assert lower in page
    assert lower + " checked" not in page
    page = client.get("/groups?skill=safety&skill=safety.patrol").text
    assert lower + " checked" in page
    assert "むすび川" in page


@pytest.fixture
def many(database: Database) -> None:
    """More groups than a page holds: an index is worth its room."""
    with database.transaction():
        session.add_all(
            Group(name=name, sector=Sector.CITIZEN, state=GroupState.ACTIVE)
            for name in [
                "学校の森",
                "手話の会",
                "AEDの会",
                "Zürich-Verein",
                *(f"環境の会{number}" for number in range(20)),
            ]
        )


@pytest.mark.usefixtures("many")
def test_a_long_list_has_an_index_by_the_rows_of_the_syllabary(client: FlaskClient) -> None:
    page = client.get("/groups").text
    assert 'href="/groups?row=%E3%81%8B"' in page
    assert 'href="/groups?row=%E3%82%8F"' not in page  # nobody begins with わ
    assert "mb-index" not in client.get("/groups?sort=updated").text
    page = client.get("/groups?row=か").text
    assert "か行：" in page
    assert "学校の森" in page
    assert "手話の会" not in page
    assert "AEDの会" in client.get("/groups?row=あ").text
    others = client.get("/groups?row=*").text
    assert "Zürich-Verein" in others
    assert "AEDの会" not in others


@pytest.mark.usefixtures("many")
def test_a_chosen_row_stays_while_other_conditions_come_and_go(client: FlaskClient) -> None:
    page = client.get("/groups?row=か&open=1").text
    assert "五十音の条件を外す（1件）" in page  # of those that look for members
    assert '<input type="hidden" name="row" value="か">' in client.get("/groups?row=か").text
    assert client.get("/groups?row=nonsense").text.count("手話の会") == client.get("/groups").text.count("手話の会")


@pytest.mark.parametrize("address", ["/", "/search", "/groups", "/people", "/needs", "/nowhere"])
def test_a_search_box_takes_as_much_as_is_looked_for(client: FlaskClient, address: str) -> None:
    boxes = re.findall(r'<input[^>]*type="search"[^>]*>', client.get(address).text)
    assert boxes
    assert all(f'maxlength="{LONGEST_TEXT}"' in box for box in boxes)


@pytest.mark.parametrize("address", ["/search", "/groups", "/people", "/needs"])
def test_of_a_long_question_the_beginning_is_asked(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}?q={'川' * 460}")
    assert page.status_code == 200
    assert f'value="{"川" * LONGEST_TEXT}"' in page.text


@pytest.mark.usefixtures("many")
def test_rows_are_counted_as_they_are_found(client: FlaskClient) -> None:
    told = client.get("/api/v1/groups?per_page=1").json
    for row, count in told["facets"]["row"].items():
        assert client.get(f"/api/v1/groups?per_page=1&row={row}").json["total"] == count, row
    assert sum(told["facets"]["row"].values()) == told["total"]


@pytest.mark.usefixtures("rescuers")
def test_what_was_found_by_a_kindred_word_stays_found_while_a_change_waits(
    client: FlaskClient, database: Database, cast: Cast
) -> None:
    with database.transaction():
        session.get_one(Group, cast.river).member_count = 77
    assert "むすび川" in client.get("/groups?q=救護").text


@pytest.mark.usefixtures("rescuers")
def test_a_skill_that_is_also_called_so_says_so(client: FlaskClient) -> None:
    assert "防犯・交通安全（" in client.get("/groups?q=見回り").text


@pytest.mark.usefixtures("rescuers")
def test_an_upper_skill_that_is_narrowed_heads_what_narrows_it(client: FlaskClient) -> None:
    """Pressing it would change nothing: it has no number, and is not among the conditions that can be taken away."""
    page = client.get("/groups?skill=safety.patrol&q=見つからないことば").text
    assert page.index('value="safety"') < page.index('value="safety.patrol"')
    page = client.get("/groups?skill=safety&skill=safety.patrol").text
    upper = page[page.index('value="safety"') :].split("</label>")[0]
    assert "mb-facet__count" not in upper
    assert page.count('class="mb-applied__link"') == 1


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("address", ["/groups?page=99", "/search?q=環境&page=99"])
def test_a_page_beyond_the_last_leads_to_the_last(client: FlaskClient, database: Database, address: str, work) -> None:
    work()
    page = client.get(address).text
    assert "このページは、もうありません。" in page
    assert "登録されていません" not in page
    assert "page=2" in page


def test_a_condition_nobody_knows_can_be_taken_away(client: FlaskClient) -> None:
    page = client.get("/groups?skill=gone").text
    assert "まだ団体が登録されていません" not in page
    assert 'class="mb-applied__link" href="/groups"' in page


def test_a_visitor_with_an_address_of_the_staff_is_told_what_is_listed(
    client: FlaskClient, browser_of: Callable[[str], FlaskClient]
) -> None:
    assert "休止" not in client.get("/groups?state=paused").text
    assert "休止" in browser_of("hanako").get("/groups?state=paused").text
