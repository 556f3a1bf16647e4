"""Who sees a person, and how much."""

import pytest

from directory.accounts.models import Account, Role
from directory.people import access
from directory.people.models import Audience, Person, PersonState

VISITOR = None
MEMBER = Account(id=1, role=Role.MEMBER)
SELF = Account(id=2, role=Role.MEMBER)
COORDINATOR = Account(id=3, role=Role.COORDINATOR)
ADMIN = Account(id=4, role=Role.ADMIN)


def person(audience: Audience, state: PersonState = PersonState.ACTIVE) -> Person:
    return Person(display_name="会計の山本", state=state, findable_by=audience, account_id=SELF.id)


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (Audience.PUBLIC, [VISITOR, MEMBER, SELF, COORDINATOR, ADMIN]),
        (Audience.MEMBERS, [MEMBER, SELF, COORDINATOR, ADMIN]),
        (Audience.COORDINATORS, [SELF, COORDINATOR, ADMIN]),
    ],
)
def test_people_choose_who_finds_them(audience: Audience, seen_by: list[Account | None]) -> None:
    for viewer in (VISITOR, MEMBER, SELF, COORDINATOR, ADMIN):
        assert access.see(person(audience), viewer) == (viewer in seen_by)


@pytest.mark.parametrize("state", [state for state in PersonState if state is not PersonState.ACTIVE])
def test_only_active_people_are_shown_to_others(state: PersonState) -> None:
    hidden = person(Audience.PUBLIC, state)
    assert [access.see(hidden, viewer) for viewer in (VISITOR, MEMBER)] == [False, False]
    assert [access.see(hidden, viewer) for viewer in (SELF, COORDINATOR)] == [True, True]


def test_the_private_part_is_for_the_person_and_the_staff() -> None:
    open_to_all = person(Audience.PUBLIC)
    shut = [access.private_part(open_to_all, viewer) for viewer in (VISITOR, MEMBER, COORDINATOR, SELF)]
    assert shut == [None, None, None, open_to_all]
    opened = [access.private_part(open_to_all, viewer, opened=True) for viewer in (VISITOR, MEMBER, COORDINATOR)]
    assert opened == [None, None, open_to_all]


def test_a_person_without_account_is_nobodys_own_record() -> None:
    nobody = Person(display_name="名なし", state=PersonState.DRAFT, findable_by=Audience.PUBLIC, account_id=None)
    assert not access.is_self(nobody, VISITOR)
    assert not access.is_self(nobody, Account(id=None, role=Role.MEMBER))


def test_every_state_has_a_way_on() -> None:
    assert set(access.NEXT_STATES) == set(PersonState)
    assert all(access.NEXT_STATES.values())
