"""Who keeps a group: roles, removal, leaving, handing over; a represented group always has a representative."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Membership, MembershipRole
from directory.groups.models import Group, GroupState, Sector
from directory.memberships import actions
from directory.memberships.limits import LastRepresentative
from directory.memberships.models import Invitation
from kit.audit import AuditEntry
from kit.db import Database, session
from kit.errors import Forbidden
from kit.mail import Letter
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
REPRESENTATIVE, EDITOR = MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR


@pytest.fixture
def roles(database: Database, cast: Cast) -> Callable[..., dict[str, int]]:
    """Give these of the cast roles in the river group; returns the ids of their memberships."""

    def give(**wanted: MembershipRole) -> dict[str, int]:
        with database.transaction():
            session.execute(sa.delete(Membership).where(Membership.group_id == cast.river))
            held = {
                name: Membership(account_id=getattr(cast, name), group_id=cast.river, role=role)
                for name, role in wanted.items()
            }
            session.add_all(held.values())
            session.flush()
            return {name: each.id for name, each in held.items()}

    return give


def roles_in(database: Database, group_id: int) -> dict[str, str]:
    with database.transaction(writing=False):
        query = sa.select(Account.name, Membership.role).join(Membership, Membership.account_id == Account.id)
        return {name: role.value for name, role in session.execute(query.where(Membership.group_id == group_id))}


def letters_to(database: Database, email: str) -> list[str]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(Letter.body).where(Letter.email == email).order_by(Letter.id)))


def test_who_keeps_a_group_is_seen_by_who_keeps_it_and_staff(cast: Cast, browser_of: BrowserOf) -> None:
    address = f"/groups/{cast.river}/members"
    assert browser_of("").get(address).status_code == 401
    assert browser_of("jiro").get(address).status_code == 403
    assert browser_of("hanako").get(address).status_code == 200
    page = browser_of("taro").get(address)
    assert page.status_code == 200
    assert "メールで招く" not in page.text
    assert browser_of("jiro").get(f"/groups/{cast.paused}/members").status_code == 404


def test_an_editor_cannot_manage(cast: Cast, browser_of: BrowserOf, roles: Callable[..., dict[str, int]]) -> None:
    held = roles(taro=EDITOR, jiro=REPRESENTATIVE)
    taro = browser_of("taro")
    members = f"/groups/{cast.river}/members"
    for address, data in (
        (f"/groups/{cast.river}/invitations", {"email": "x@example.jp", "role": "editor"}),
        (f"/groups/{cast.river}/invitations/code", {"role": "editor"}),
        (f"{members}/{held['taro']}/role", {"role": "representative"}),
        (f"{members}/{held['jiro']}/removal", {}),
        (f"/groups/{cast.river}/handover", {"email": "x@example.jp", "afterwards": "leave"}),
    ):
        assert post(taro, address, data, page="/my").status_code == 403, address


def test_a_representative_changes_roles_and_removes(
    cast: Cast, browser_of: BrowserOf, database: Database, roles: Callable[..., dict[str, int]]
) -> None:
    held = roles(taro=EDITOR, jiro=REPRESENTATIVE)
    jiro, address = browser_of("jiro"), f"/groups/{cast.river}/members/{held['taro']}"
    assert post(jiro, f"{address}/role", {"role": "representative"}, page=address).status_code == 303
    assert roles_in(database, cast.river) == {"taro": "representative", "jiro": "representative"}
    assert "「代表」になりました" in letters_to(database, "taro@example.jp")[-1]
    assert post(jiro, f"{address}/role", {"role": "member"}, page=address).status_code == 422
    assert post(jiro, f"{address}/removal", {}, page=address).status_code == 303
    assert roles_in(database, cast.river) == {"jiro": "representative"}
    assert "担当から外しました" in letters_to(database, "taro@example.jp")[-1]
    with database.transaction(writing=False):
        verbs = session.scalars(sa.select(AuditEntry.verb).where(AuditEntry.subject == f"group:{cast.river}")).all()
    assert {"membership.representative", "membership.removed"} <= set(verbs)
    assert browser_of("taro").get(f"/groups/{cast.river}/edit").status_code == 403


def test_the_last_representative_stays(
    cast: Cast, browser_of: BrowserOf, database: Database, roles: Callable[..., dict[str, int]]
) -> None:
    held = roles(taro=EDITOR, jiro=REPRESENTATIVE)
    address = f"/groups/{cast.river}/members/{held['jiro']}"
    for who in ("jiro", "hanako"):
        browser = browser_of(who)
        for step, data in (("role", {"role": "editor"}), ("removal", {})):
            answer = post(browser, f"{address}/{step}", data, page=address)
            assert answer.status_code == 409
            assert "先に、ほかの方を代表にするか" in answer.text
    assert roles_in(database, cast.river) == {"taro": "editor", "jiro": "representative"}


def test_an_editor_leaves_and_a_representative_with_another_one_too(
    cast: Cast, browser_of: BrowserOf, database: Database, roles: Callable[..., dict[str, int]]
) -> None:
    held = roles(taro=REPRESENTATIVE, jiro=REPRESENTATIVE)
    address = f"/groups/{cast.river}/members/{held['jiro']}"
    assert post(browser_of("jiro"), f"{address}/removal", {}, page=address).status_code == 303
    assert roles_in(database, cast.river) == {"taro": "representative"}


def test_a_representative_who_cannot_sign_in_holds_nobody_up(
    cast: Cast, database: Database, roles: Callable[..., dict[str, int]]
) -> None:
    held = roles(taro=EDITOR, jiro=REPRESENTATIVE)
    with database.transaction():
        session.get_one(Account, cast.jiro).active = False
        session.flush()
        actions.remove(session.get_one(Group, cast.river), held["jiro"], by=session.get_one(Account, cast.hanako))
    assert roles_in(database, cast.river) == {"taro": "editor"}


@pytest.mark.parametrize("round_", range(4))
def test_two_representatives_who_leave_at_once_do_not_leave_it_alone(
    cast: Cast, database: Database, roles: Callable[..., dict[str, int]], round_: int
) -> None:
    held = roles(taro=REPRESENTATIVE, jiro=REPRESENTATIVE)

    def go(name: str) -> str:
        other = {"taro": "jiro", "jiro": "taro"}[name]
        try:
            with database.transaction():
                by = session.get_one(Account, getattr(cast, name))
                group = session.get_one(Group, cast.river)
                list(by.memberships)  # known before anybody waits for the other
                if round_ % 2:
                    actions.leave(group, by=by)
                else:
                    actions.remove(group, held[other], by=by)
        except (LastRepresentative, Forbidden) as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(go, ("taro", "jiro")))
    assert done.count("done") == 1
    assert list(roles_in(database, cast.river).values()) == ["representative"]


@pytest.mark.parametrize(
    ("afterwards", "left"),
    [("editor", {"taro": "representative", "jiro": "editor"}), ("leave", {"taro": "representative"})],
)
def test_a_successor_has_to_accept(
    afterwards: str, left: dict[str, str], cast: Cast, browser_of: BrowserOf, database: Database,
    roles: Callable[..., dict[str, int]],
) -> None:  # fmt: skip
    held = roles(taro=EDITOR, jiro=REPRESENTATIVE)
    data = {"successor": held["taro"], "afterwards": afterwards}
    assert post(browser_of("jiro"), f"/groups/{cast.river}/handover", data).status_code == 303
    assert roles_in(database, cast.river) == {"taro": "editor", "jiro": "representative"}
    taro = browser_of("taro")
    assert "代表を引き継いでほしい" in taro.get("/my").text
    with database.transaction(writing=False):
        invitation = session.scalars(sa.select(Invitation)).one().id
    assert browser_of("hanako").get(f"/invitations/{invitation}").status_code == 404
    assert post(taro, f"/invitations/{invitation}", {}).status_code == 303
    assert roles_in(database, cast.river) == left
    assert taro.get(f"/invitations/{invitation}").status_code == 404
    assert any("代表を引き継ぎ" in body for body in letters_to(database, "jiro@example.jp"))


def test_a_successor_may_decline(
    cast: Cast, browser_of: BrowserOf, database: Database, roles: Callable[..., dict[str, int]]
) -> None:
    held = roles(taro=EDITOR, jiro=REPRESENTATIVE)
    data = {"successor": held["taro"], "afterwards": "leave"}
    post(browser_of("jiro"), f"/groups/{cast.river}/handover", data)
    with database.transaction(writing=False):
        invitation = session.scalars(sa.select(Invitation)).one().id
    taro = browser_of("taro")
    assert post(taro, f"/invitations/{invitation}/end", {}, page="/my").status_code == 303
    assert roles_in(database, cast.river) == {"taro": "editor", "jiro": "representative"}
    assert taro.get(f"/invitations/{invitation}").status_code == 404


def test_handing_over_needs_somebody(cast: Cast, browser_of: BrowserOf, roles: Callable[..., dict[str, int]]) -> None:
    roles(taro=EDITOR, jiro=REPRESENTATIVE)
    answer = post(browser_of("jiro"), f"/groups/{cast.river}/handover", {"afterwards": "leave"})
    assert answer.status_code == 422
    assert "次の代表の方を選ぶか" in answer.text
    assert browser_of("hanako").get(f"/groups/{cast.river}/handover").status_code == 403


def test_a_group_of_somebody_else_is_not_managed_through_ones_own(
    cast: Cast, browser_of: BrowserOf, database: Database, roles: Callable[..., dict[str, int]]
) -> None:
    held = roles(taro=EDITOR)
    with database.transaction():
        hill = Group(name="丘の会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
        session.add(hill)
        session.flush()
        session.add(Membership(group_id=hill.id, account_id=cast.jiro, role=REPRESENTATIVE))
        other = hill.id
    answer = post(
        browser_of("jiro"), f"/groups/{other}/members/{held['taro']}/removal", {}, page=f"/groups/{other}/members"
    )
    assert answer.status_code == 404
    assert roles_in(database, cast.river) == {"taro": "editor"}
