"""Who sees a need, and how much."""

import pytest

from directory.accounts.models import Account, Membership, MembershipRole, Role
from directory.groups.models import Group, GroupState, Sector
from directory.people.models import Audience, Person
from matching.needs import access
from matching.needs.models import Need, NeedState

VISITOR = None
MEMBER = Account(id=1, role=Role.MEMBER)
EDITOR = Account(id=2, role=Role.MEMBER, memberships=[Membership(group_id=7, role=MembershipRole.EDITOR)])
PLAIN_MEMBER = Account(id=3, role=Role.MEMBER, memberships=[Membership(group_id=7, role=MembershipRole.MEMBER)])
STAFF = Account(id=4, role=Role.COORDINATOR)
EVERYBODY = (VISITOR, MEMBER, EDITOR, PLAIN_MEMBER, STAFF)


def need(audience: Audience, state: NeedState = NeedState.OPEN) -> Need:
    group = Group(id=7, name="川の会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
    return Need(title="手をかして", state=state, audience=audience, group=group)


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (Audience.PUBLIC, EVERYBODY),
        (Audience.MEMBERS, (MEMBER, EDITOR, PLAIN_MEMBER, STAFF)),
        (Audience.COORDINATORS, (EDITOR, STAFF)),
    ],
)
def test_an_open_need_is_seen_by_its_audience(audience: Audience, seen_by: tuple[Account | None, ...]) -> None:
    for viewer in EVERYBODY:
        assert access.see(need(audience), viewer) == (viewer in seen_by)


@pytest.mark.parametrize("state", [NeedState.DRAFT, NeedState.MATCHED, NeedState.CLOSED])
def test_any_other_need_is_for_those_who_asked_and_the_staff(state: NeedState) -> None:
    for viewer in EVERYBODY:
        assert access.see(need(Audience.PUBLIC, state), viewer) == (viewer in (EDITOR, STAFF))


def test_whom_to_call_is_for_those_who_asked_and_the_staff() -> None:
    asked = need(Audience.PUBLIC)
    assert [viewer for viewer in EVERYBODY if access.private_part(asked, viewer)] == [EDITOR, STAFF]


def test_a_person_who_asks_sees_their_own_need() -> None:
    asked = Need(
        title="送迎", state=NeedState.DRAFT, audience=Audience.COORDINATORS, person=Person(account_id=MEMBER.id)
    )
    assert [viewer for viewer in EVERYBODY if access.see(asked, viewer)] == [MEMBER, STAFF]


def test_a_group_that_is_not_public_is_not_named() -> None:
    asked = need(Audience.PUBLIC)
    assert asked.group is not None
    assert access.visible_requester(asked, VISITOR) is asked.group
    asked.group.state = GroupState.PAUSED
    assert access.visible_requester(asked, VISITOR) is None
    assert access.visible_requester(asked, EDITOR) is asked.group


def test_every_state_has_a_way_on() -> None:
    assert set(access.NEXT_STATES) == set(NeedState)
    assert all(access.NEXT_STATES.values())
