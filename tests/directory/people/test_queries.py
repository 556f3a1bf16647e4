"""Whom a list of people finds, for whom, and what its facets count."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Fee, HelpKind, Person, PersonSkill, PersonState
from directory.people.queries import PersonFilters, Sort, count_facets, find_own, list_people, name_holds
from directory.vocabularies.models import Area, AreaKind
from directory.vocabularies.queries import areas_by_code, skills_by_code
from kit.db import Database, session
from tests.cast import Cast


@pytest.fixture(autouse=True)
def transaction(database: Database) -> Iterator[None]:
    with database.transaction():
        yield


def names(filters: PersonFilters, viewer: Account | None = None) -> list[str]:
    return [person.display_name for person in list_people(filters, viewer, sort=Sort.READING).items]


def account(account_id: int) -> Account:
    return session.get_one(Account, account_id)


def test_the_list_shows_whom_the_viewer_may_find(cast: Cast) -> None:
    everybody = {"髙橋みどり", "手話のさくら", "静かな山田"}
    assert set(names(PersonFilters())) == {"髙橋みどり"}
    assert set(names(PersonFilters(), account(cast.jiro))) == {"髙橋みどり", "手話のさくら"}
    assert set(names(PersonFilters(), account(cast.hanako))) == everybody


def test_people_find_themselves(cast: Cast) -> None:
    session.get_one(Person, cast.quiet).account_id = cast.jiro
    session.flush()
    assert "静かな山田" in names(PersonFilters(), account(cast.jiro))
    assert "静かな山田" not in names(PersonFilters(), account(cast.taro))
    own = find_own(account(cast.jiro))
    assert own is not None
    assert own.id == cast.quiet


def test_only_staff_list_other_states(cast: Cast) -> None:
    session.get_one(Person, cast.accountant).state = PersonState.PAUSED
    session.flush()
    paused = PersonFilters(state=PersonState.PAUSED)
    assert names(paused, account(cast.jiro)) == ["手話のさくら"]
    assert names(paused, account(cast.hanako)) == ["髙橋みどり"]


def test_who_travels_to_the_whole_prefecture_also_comes_to_its_districts(cast: Cast) -> None:
    session.add(Area(code="359998-02", kind=AreaKind.DISTRICT, parent_code="359998", name="南部"))
    session.get_one(Person, cast.accountant).areas = list(areas_by_code(["35"]))
    session.get_one(Person, cast.interpreter).areas = list(areas_by_code(["359998-02"]))
    session.flush()
    staff = account(cast.hanako)
    assert set(names(PersonFilters(area="359998-01"), staff)) == {"髙橋みどり", "静かな山田"}
    assert set(names(PersonFilters(area="359998"), staff)) == {"髙橋みどり", "静かな山田", "手話のさくら"}
    assert count_facets(PersonFilters(), staff)["area"] == {"359998-01": 2, "359998-02": 2}
    assert count_facets(PersonFilters(area="359998-02"), staff)["area"] == {"359998-02": 2}


def test_an_upper_skill_takes_in_those_under_it(cast: Cast) -> None:
    closing, accounting = skills_by_code(["accounting.closing"])[0], skills_by_code(["accounting"])[0]
    session.get_one(Person, cast.interpreter).skills = [
        PersonSkill(skill=closing, level=1),
        PersonSkill(skill=accounting, level=1),
    ]
    session.flush()
    staff = account(cast.hanako)
    assert set(names(PersonFilters(skills=("accounting",)), staff)) == {"髙橋みどり", "手話のさくら"}
    assert names(PersonFilters(skills=("accounting.closing",)), staff) == ["手話のさくら"]


def test_skills_are_counted_under_an_upper_one_once_that_is_chosen_and_then_narrow_it(cast: Cast) -> None:
    closing = skills_by_code(["accounting.closing"])[0]
    session.get_one(Person, cast.interpreter).skills = [PersonSkill(skill=closing, level=1)]
    session.flush()
    staff = account(cast.hanako)
    upper, both = PersonFilters(skills=("accounting",)), PersonFilters(skills=("accounting", "accounting.closing"))
    assert count_facets(PersonFilters(), staff)["skill"] == {"accounting": 2}
    assert count_facets(upper, staff)["skill"] == {"accounting": 2, "accounting.closing": 1}
    assert names(both, staff) == ["手話のさくら"]
    assert count_facets(both, staff)["skill"] == {"accounting": 2, "accounting.closing": 1}


def test_every_facet_counts_what_choosing_it_would_give(cast: Cast) -> None:
    accountant = session.get_one(Person, cast.accountant)
    accountant.help_kinds, accountant.online = ["advice", "day_help"], True
    session.flush()
    staff = account(cast.hanako)
    counts = count_facets(PersonFilters(), staff)
    assert counts["help"]["advice"] == len(names(PersonFilters(help_kinds=(HelpKind.ADVICE,)), staff)) == 1
    assert counts["online"]["1"] == len(names(PersonFilters(online=True), staff)) == 1
    assert counts["fee"]["free"] == len(names(PersonFilters(fees=(Fee.FREE,)), staff)) == 3
    assert counts["day"]["5"] == len(names(PersonFilters(days=(5,)), staff)) == 3
    assert counts["day"]["0"] == len(names(PersonFilters(days=(0,)), staff)) == 0
    assert counts["time"]["3"] == len(names(PersonFilters(times=(3,)), staff)) == 3


def test_what_the_search_found_keeps_its_order(cast: Cast) -> None:
    ids = [cast.quiet, cast.accountant, 999]
    found = list_people(PersonFilters(ids=ids), account(cast.hanako), sort=Sort.FIT)
    assert [person.id for person in found.items] == ids[:2]
    assert found.total == 2


def test_a_name_is_met_by_its_reading_with_or_without_the_legal_form(cast: Cast) -> None:
    group = session.get_one(Group, cast.river)
    group.name, group.reading = "特定非営利活動法人 結の会", "とくていひえいりかつどうほうじん ゆいのかい"
    session.flush()

    def met(text: str) -> bool:
        return cast.river in session.scalars(sa.select(Group.id).where(name_holds(Group, text)))

    assert met("結の会")
    assert met("ゆいのかい")
    assert met("とくていひえいりかつどうほうじん ゆい")
    assert met("特定非営利活動法人結")
    assert not met("けつのかい")
    group.reading = ""
    session.flush()
    assert met("けつのかい")  # nobody has said how it is read
