"""What happens to a person of the register."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.models import Group, GroupState, Sector
from directory.people import actions, queries
from directory.people.models import Person, PersonState
from directory.people.schemas import PersonSchema
from kit.audit import AuditEntry
from kit.db import Database, session
from kit.errors import ChangedMeanwhile, Forbidden, Invalid, Missing, NoSuchStep
from kit.web import Application
from tests.cast import Cast


@pytest.fixture(autouse=True)
def transaction(app: Application, database: Database) -> Iterator[None]:
    with app.test_request_context(), database.transaction():
        yield


def account(account_id: int) -> Account:
    return session.get_one(Account, account_id)


def data(**values: Any) -> dict[str, Any]:
    return dict(PersonSchema().load({"display_name": "会計の山本", **values}))


def verbs(person: Person) -> list[str]:
    query = sa.select(AuditEntry.verb).where(AuditEntry.subject == f"person:{person.id}").order_by(AuditEntry.id)
    return list(session.scalars(query))


def test_staff_enter_a_person_with_everything(cast: Cast) -> None:
    person = actions.create_person(
        data(
            skills=[{"skill": "accounting.closing", "level": 3, "years": 20, "verified": True}, {"skill": ""}],
            areas=["359998-01"],
            other_areas="山口県",
            absences=[{"starts_on": "2026/12/5"}, {"starts_on": ""}],
            council_posts=[{"council": "環境審議会", "starts_on": "令和7年4月1日", "recruited": "open"}],
            avoided_groups=f"おやすみ合唱団\n#{cast.river}",
        ),
        by=account(cast.hanako),
    )
    assert person.state is PersonState.DRAFT
    assert [(held.skill.code, held.level, held.years) for held in person.skills] == [("accounting.closing", 3, 20)]
    assert [area.code for area in person.areas] == ["35", "359998-01"]
    assert [absence.starts_on == absence.ends_on for absence in person.absences] == [True]
    assert {group.id for group in person.avoided_groups} == {cast.river, cast.paused}
    assert verbs(person) == ["person.created"]


def test_a_change_is_kept_with_its_actor_and_what_was_changed(cast: Cast) -> None:
    person = session.get_one(Person, cast.accountant)
    actions.edit_person(person, data(skills=[{"skill": "grants"}, {"skill": "accounting"}]), by=account(cast.hanako))
    entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.verb == "person.edited")).one()
    assert (entry.actor_id, entry.subject) == (cast.hanako, f"person:{cast.accountant}")
    assert {"skills", "phone", "display_name"} <= set(entry.changed)
    assert {held.skill.code for held in person.skills} == {"grants", "accounting"}


def test_a_change_of_skills_alone_makes_a_new_version(cast: Cast) -> None:
    person = actions.create_person(data(), by=account(cast.hanako))
    before = person.version
    actions.edit_person(person, data(skills=[{"skill": "grants"}]), by=account(cast.hanako))
    assert person.version == before + 1
    with pytest.raises(ChangedMeanwhile):
        actions.edit_person(person, data(version=before), by=account(cast.hanako))


def test_saving_without_a_change_leaves_no_trace(cast: Cast) -> None:
    person = actions.create_person(data(skills=[{"skill": "grants", "years": 3}]), by=account(cast.hanako))
    actions.edit_person(person, data(skills=[{"skill": "grants", "years": 3}]), by=account(cast.hanako))
    assert verbs(person) == ["person.created"]


def test_members_change_nobody(cast: Cast) -> None:
    person = session.get_one(Person, cast.accountant)
    with pytest.raises(Forbidden):
        actions.edit_person(person, data(), by=account(cast.taro))
    with pytest.raises(Forbidden):
        actions.change_state(person, PersonState.PAUSED, reason="", by=account(cast.taro))


@pytest.mark.parametrize("rows", [[{"skill": "grants"}, {"skill": "grants"}], [{"skill": ""}, {"skill": "no.such"}]])
def test_a_skill_chosen_twice_or_unknown_is_said_at_its_row(rows: list[dict[str, str]], cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_person(data(skills=rows), by=account(cast.hanako))
    assert list(refused.value.errors) == ["skills-1-skill"]


def test_groups_of_one_name_are_told_apart_by_number(cast: Cast) -> None:
    session.add(Group(name="おやすみ合唱団", sector=Sector.CITIZEN, state=GroupState.ACTIVE))
    session.flush()
    with pytest.raises(Invalid):
        actions.create_person(data(avoided_groups="おやすみ合唱団"), by=account(cast.hanako))
    person = actions.create_person(data(avoided_groups=f"おやすみ合唱団 #{cast.paused}"), by=account(cast.hanako))
    assert [group.id for group in person.avoided_groups] == [cast.paused]


def test_a_state_is_only_reached_step_by_step(cast: Cast) -> None:
    person = session.get_one(Person, cast.accountant)
    actions.change_state(person, PersonState.PAUSED, reason="お休み", by=account(cast.hanako))
    assert (person.state, person.state_reason, verbs(person)) == (PersonState.PAUSED, "お休み", ["person.paused"])
    with pytest.raises(NoSuchStep):
        actions.change_state(person, PersonState.RETURNED, reason="", by=account(cast.hanako))
    with pytest.raises(Missing):
        queries.get_person(person.id, account(cast.taro))
