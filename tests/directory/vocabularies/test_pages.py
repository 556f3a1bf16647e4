"""Administrators keep the vocabularies, and search follows without a restart."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.groups.models import Group
from directory.people.models import Person, PersonSkill
from directory.vocabularies.models import Area, Skill
from directory.vocabularies.queries import skills_by_code
from kit.db import Database, session
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
Work = Callable[[], int]


def skill_id(database: Database, code: str) -> int:
    with database.transaction(writing=False):
        return skills_by_code([code])[0].id


def found(client: FlaskClient, address: str, text: str) -> int:
    return int(re.findall(r"mb-count__number\">(\d+)", client.get(address, query_string={"q": text}).text)[0])


def test_a_new_synonym_finds_people_at_once(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Work, client: FlaskClient
) -> None:
    work()
    assert found(client, "/people", "そろばんはじき") == 0
    accounting = skill_id(database, "accounting")
    typed = {"name": "会計", "name_en": "Accounting", "synonyms": "帳簿、そろばんはじき", "parent": ""}
    assert post(browser_of("admin"), f"/admin/skills/{accounting}", typed).status_code == 303
    work()
    assert found(client, "/people", "そろばんはじき") == 1


def test_a_renamed_district_is_found_by_its_new_name_only(
    browser_of: BrowserOf, database: Database, work: Work, client: FlaskClient
) -> None:
    work()
    typed = {
        "name": "せせらぎ台",
        "reading": "ｾｾﾗｷﾞﾀﾞｲ",
        "parent": "359998",
        "latitude": "34.1",
        "longitude": "１３１．５",
    }
    assert post(browser_of("admin"), "/admin/districts/359998-01", typed).status_code == 303
    work()
    assert found(client, "/groups", "せせらぎ台") == 1
    with database.transaction(writing=False):
        district = session.get_one(Area, "359998-01")
        assert (district.reading, district.longitude) == ("せせらぎだい", 131.5)


def test_merging_skills_moves_who_has_them_and_keeps_the_word(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Work, client: FlaskClient
) -> None:
    old, new = skill_id(database, "accounting"), skill_id(database, "carpentry")
    with database.transaction():
        session.add(PersonSkill(person_id=cast.accountant, skill_id=new, level=1))
        session.get_one(Group, cast.river).skills = [session.get_one(Skill, old)]
        session.get_one(Person, cast.interpreter).skills = [PersonSkill(skill_id=old, level=2)]
    children = sa.select(sa.func.count()).where(Skill.parent_id == old)
    with database.transaction(writing=False):
        below = session.scalar(children)
    admin = browser_of("admin")
    merged = post(admin, f"/admin/skills/{old}/merge", {"into": str(new)}, page=f"/admin/skills/{old}")
    assert merged.status_code == 303
    work()
    with database.transaction(writing=False):
        assert session.get(Skill, old) is None
        carpentry = session.get_one(Skill, new)
        assert "会計" in carpentry.synonyms
        held = {row.person_id: row.level for row in session.scalars(sa.select(PersonSkill))}
        assert held == {cast.accountant: 1, cast.interpreter: 2}
        assert session.get_one(Group, cast.river).skills == [carpentry]
        moved = sa.select(sa.func.count()).where(Skill.parent_id == new)
        assert (session.scalar(moved) or 0) >= (below or 0)
    assert found(client, "/people", "大工") == 1
    assert found(client, "/people", "会計") == 1


def test_a_word_that_is_used_is_not_removed(browser_of: BrowserOf, database: Database) -> None:
    accounting = skill_id(database, "accounting")
    admin = browser_of("admin")
    page = f"/admin/skills/{accounting}"
    assert post(admin, f"{page}/remove", {}, page=page).status_code == 303
    assert "使われているので、消せません" in admin.get(page).text
    assert skill_id(database, "accounting") == accounting


def test_new_words_come_after_their_neighbours_and_unused_ones_go(browser_of: BrowserOf, database: Database) -> None:
    parent = skill_id(database, "accounting")
    admin = browser_of("admin")
    assert post(admin, "/admin/skills/new", {"name": "家計簿の指導", "parent": str(parent)}).status_code == 303
    with database.transaction(writing=False):
        made = session.scalars(sa.select(Skill).where(Skill.name == "家計簿の指導")).one()
        assert made.parent_id == parent
    page = f"/admin/skills/{made.id}"
    assert post(admin, f"{page}/remove", {}, page=page).status_code == 303
    with database.transaction(writing=False):
        assert session.get(Skill, made.id) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "入力してください"),
        ({"name": "大工・修繕"}, "もうあります"),
        ({"name": "ほか", "parent": "99999"}, "上の段の語を選んでください"),
    ],
)
def test_what_cannot_be_a_skill_is_said(typed: dict[str, object], words: str, browser_of: BrowserOf) -> None:
    answer = post(browser_of("admin"), "/admin/skills/new", typed)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_skill_is_not_merged_into_itself_or_what_lies_under_it(browser_of: BrowserOf, database: Database) -> None:
    old = skill_id(database, "accounting")
    admin = browser_of("admin")
    page = f"/admin/skills/{old}"
    with database.transaction(writing=False):
        below = session.scalars(sa.select(Skill.id).where(Skill.parent_id == old)).first()
    for into in [old, below] if below else [old]:
        post(admin, f"{page}/merge", {"into": str(into)}, page=page)
        assert "まとめることはできません" in admin.get(page).text


def test_districts_are_added_merged_and_counted(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Work, client: FlaskClient
) -> None:
    admin = browser_of("admin")
    assert post(admin, "/admin/districts/new", {"name": "南部", "parent": "359998"}).status_code == 303
    merged = post(admin, "/admin/districts/359998-01/merge", {"into": "359998-02"}, page="/admin/districts/359998-01")
    assert merged.status_code == 303
    work()
    with database.transaction(writing=False):
        assert [area.name for area in session.get_one(Group, cast.river).areas] == ["南部"]
    assert found(client, "/groups", "南部") == 1


def test_words_that_mean_one_thing_find_one_another_at_once(
    browser_of: BrowserOf, work: Work, client: FlaskClient
) -> None:
    work()
    admin = browser_of("admin")
    assert found(client, "/groups", "ドンブラコ") == 0
    assert post(admin, "/admin/synonyms", {"words": "ドンブラコ、清掃"}).status_code == 303
    assert found(client, "/groups", "ドンブラコ") == 1
    number = re.findall(r"id=\"set-(\d+)\"", admin.get("/admin/synonyms").text)[-1]
    assert post(admin, f"/admin/synonyms/{number}", {"words": ""}, page="/admin/synonyms").status_code == 303
    assert found(client, "/groups", "ドンブラコ") == 0


@pytest.mark.parametrize(("who", "status"), [("", 401), ("taro", 403), ("hanako", 403), ("admin", 200)])
def test_the_vocabularies_are_the_administrators(who: str, status: int, browser_of: BrowserOf) -> None:
    for address in ("/admin", "/admin/skills", "/admin/districts", "/admin/synonyms", "/admin/skills/new"):
        assert browser_of(who).get(address).status_code == status
