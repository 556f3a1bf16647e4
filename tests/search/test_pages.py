"""The lists people narrow, and what they show of why something was found."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.groups.models import Group
from directory.people.models import Person, PersonSkill
from directory.vocabularies.queries import skills_by_code
from kit.db import Database, session
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
