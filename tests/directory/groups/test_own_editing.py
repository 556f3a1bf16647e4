"""A group's own people keep its page, as far as it is theirs to say."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.confirmations.models import Step
from directory.groups import actions
from directory.groups.models import Group, GroupState, Publication, Sector
from directory.groups.schemas import GroupSchema
from kit.audit import AuditEntry
from kit.db import Database, session
from kit.errors import Forbidden, NoSuchStep
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
NOTE = "会計が不安とのこと"
FORM = {
    "name": "むすび川を守る会",
    "sector": "citizen",
    "place": "北部公民館",
    "place_publication": "public",
    "areas": "359998-01",
}


def group_of(database: Database, group_id: int) -> Group:
    with database.transaction(writing=False):
        return session.get_one(Group, group_id)


@pytest.fixture
def noted(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.get_one(Group, cast.river).notes = NOTE


@pytest.mark.usefixtures("noted")
def test_an_editor_edits_the_own_group_without_what_only_staff_set(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    taro, address = browser_of("taro"), f"/groups/{cast.river}/edit"
    page = taro.get(address).text
    assert NOTE not in page
    assert 'name="notes"' not in page
    assert 'name="sector"' not in page
    assert NOTE not in taro.get(f"/groups/{cast.river}").text
    data = {
        **FORM,
        "purpose": "川をきれいにします",
        "notes": "消す",
        "sector": "city",
        "corporate_number": "1011805002666",
        "state": "dissolved",
    }
    assert post(taro, address, data).status_code == 303
    group = group_of(database, cast.river)
    assert (group.purpose, group.notes) == ("川をきれいにします", NOTE)
    assert (group.sector, group.corporate_number, group.state) == (Sector.CITIZEN, "", GroupState.ACTIVE)
    with database.transaction(writing=False):
        query = sa.select(AuditEntry).where(AuditEntry.verb == "group.edited").order_by(AuditEntry.id.desc())
        entry = session.scalars(query).first()
        assert entry is not None
        assert entry.actor_id == cast.taro
        assert "notes" not in entry.changed


@pytest.mark.usefixtures("noted")
def test_the_action_itself_passes_over_what_only_staff_set(cast: Cast, database: Database) -> None:
    with database.transaction():
        group = session.get_one(Group, cast.river)
        data = GroupSchema().load({**FORM, "areas": [], "sector": "city", "notes": "消す"})
        actions.edit_group(group, data, by=session.get_one(Account, cast.taro))
        assert (group.notes, group.sector) == (NOTE, Sector.CITIZEN)
        with pytest.raises(Forbidden):
            actions.edit_group(group, data, by=session.get_one(Account, cast.jiro))


@pytest.mark.usefixtures("noted")
def test_staff_still_edit_everything(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    data = {**FORM, "sector": "council", "notes": "確認ずみ"}
    assert post(browser_of("hanako"), f"/groups/{cast.river}/edit", data).status_code == 303
    group = group_of(database, cast.river)
    assert (group.notes, group.sector) == ("確認ずみ", Sector.COUNCIL)


@pytest.mark.parametrize(("who", "public", "hidden"), [("", 401, 401), ("jiro", 403, 404)])
def test_others_do_not_edit_it(who: str, public: int, hidden: int, cast: Cast, browser_of: BrowserOf) -> None:
    browser = browser_of(who)
    for path in ("edit", "preview"):
        assert browser.get(f"/groups/{cast.river}/{path}").status_code == public
        assert browser.get(f"/groups/{cast.paused}/{path}").status_code == hidden
    if who:
        assert post(browser, f"/groups/{cast.river}/edit", FORM, page="/my").status_code == 403
        assert post(browser, f"/groups/{cast.river}/state", {"state": "paused"}, page="/my").status_code == 403


def test_an_editor_rests_and_comes_back_but_does_not_end(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    taro, page, address = browser_of("taro"), f"/groups/{cast.river}", f"/groups/{cast.river}/state"
    assert "dissolved" not in taro.get(page).text
    assert post(taro, address, {"state": "dissolved"}, page=page).status_code == 409
    assert post(taro, address, {"state": "paused", "reason": "冬のあいだ"}, page=page).status_code == 303
    assert group_of(database, cast.river).state is GroupState.PAUSED
    assert browser_of("").get(page).status_code == 404
    assert post(taro, address, {"state": "active"}, page=page).status_code == 303
    assert browser_of("").get(page).status_code == 200


def test_what_has_faded_comes_back_by_being_confirmed(cast: Cast, database: Database) -> None:
    with database.transaction():
        group, taro = session.get_one(Group, cast.river), session.get_one(Account, cast.taro)
        group.state, group.confirmation_step = GroupState.PAUSED, Step.FADED
        with pytest.raises(NoSuchStep):
            actions.change_state(group, GroupState.ACTIVE, reason="", by=taro)
        actions.change_state(group, GroupState.ACTIVE, reason="", by=session.get_one(Account, cast.hanako))


def test_an_unanswered_question_who_sees_the_place_closes_it(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    data = {name: value for name, value in FORM.items() if name != "place_publication"}
    assert post(browser_of("taro"), f"/groups/{cast.river}/edit", data).status_code == 303
    assert group_of(database, cast.river).place_publication is Publication.CENTER
