"""What happens to a need, from the call to its end."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from kit.audit import AuditEntry
from kit.clock import today
from kit.db import Database, session
from kit.errors import ChangedMeanwhile, Forbidden, Invalid, NoSuchStep
from kit.web import Application
from matching.needs import actions
from matching.needs.models import Closed, Need, NeedState
from matching.needs.schemas import NeedSchema
from tests.cast import Cast

TOMORROW = timedelta(days=1)


@pytest.fixture(autouse=True)
def transaction(app: Application, database: Database) -> Iterator[None]:
    with app.test_request_context(), database.transaction():
        yield


@pytest.fixture
def hanako(cast: Cast) -> Account:
    return session.get_one(Account, cast.hanako)


def data(**values: Any) -> dict[str, Any]:
    return dict(NeedSchema().load({"title": "手をかして", "kind": "hands", "requester_name": "山田", **values}))


def audited(need: Need) -> list[tuple[str, int | None]]:
    query = sa.select(AuditEntry.verb, AuditEntry.actor_id).where(AuditEntry.subject == f"need:{need.id}")
    return [(verb, actor) for verb, actor in session.execute(query.order_by(AuditEntry.id))]


@pytest.fixture
def open_need(hanako: Account) -> Callable[..., Need]:
    def make(**values: Any) -> Need:
        return actions.create_need(data(**values), by=hanako, publish=True)

    return make


def test_staff_write_a_need_down(hanako: Account, cast: Cast) -> None:
    typed = data(
        group="むすび川を守る会",
        person=f"#{cast.accountant}",
        skills=[{"skill": "grants", "must": "1"}, {"skill": ""}, {"skill": "accounting", "must": ""}],
        dates="令和8年12月5日\n2026/12/6",
        other_areas="山口県",
    )
    need = actions.create_need(typed, by=hanako)
    assert (need.state, need.group_id, need.person_id) == (NeedState.DRAFT, cast.river, cast.accountant)
    assert {(held.skill.code, held.must) for held in need.skills} == {("grants", True), ("accounting", False)}
    assert need.dates == ["2026-12-05", "2026-12-06"]
    assert need.title_key == "手をかして"
    assert audited(need) == [("need.created", cast.hanako)]


@pytest.mark.parametrize("field", ["group", "person"])
def test_who_asks_must_be_known(field: str, hanako: Account) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_need(data(**{field: "だれも知らない"}), by=hanako)
    assert list(refused.value.errors) == [field]


def test_a_change_of_skills_alone_makes_a_new_version(open_need: Callable[..., Need], hanako: Account) -> None:
    need = open_need(skills=[{"skill": "grants", "must": "1"}])
    before = need.version
    actions.edit_need(need, data(skills=[{"skill": "grants", "must": ""}]), by=hanako)
    assert need.version == before + 1
    with pytest.raises(ChangedMeanwhile):
        actions.edit_need(need, data(version=before), by=hanako)


def test_a_need_that_nobody_dated_stays_open_for_a_while(open_need: Callable[..., Need]) -> None:
    assert open_need().expires_on == today() + actions.OPEN_FOR
    soon = today() + TOMORROW
    assert open_need(due_on=soon.isoformat()).expires_on == soon


STEPS = {
    (NeedState.DRAFT, NeedState.OPEN),
    (NeedState.DRAFT, NeedState.CLOSED),
    (NeedState.OPEN, NeedState.MATCHED),
    (NeedState.OPEN, NeedState.CLOSED),
    (NeedState.MATCHED, NeedState.OPEN),
    (NeedState.MATCHED, NeedState.CLOSED),
    (NeedState.CLOSED, NeedState.OPEN),
}


@pytest.mark.parametrize("start", NeedState)
@pytest.mark.parametrize("end", NeedState)
def test_a_need_goes_on_only_by_its_steps(
    start: NeedState, end: NeedState, open_need: Callable[..., Need], hanako: Account
) -> None:
    need = open_need()
    need.state, need.closed_because = start, Closed.MET if start is NeedState.CLOSED else None
    because = Closed.WITHDRAWN if end is NeedState.CLOSED else None
    if (start, end) not in STEPS:
        with pytest.raises(NoSuchStep):
            actions.change_state(need, end, because=because, by=hanako)
        return
    actions.change_state(need, end, because=because, by=hanako)
    session.flush()
    assert (need.state, need.closed_because) == (end, because)


@pytest.mark.parametrize("because", [None, Closed.EXPIRED])
def test_nobody_closes_a_need_without_saying_why(
    because: Closed | None, open_need: Callable[..., Need], hanako: Account
) -> None:
    with pytest.raises(NoSuchStep):
        actions.change_state(open_need(), NeedState.CLOSED, because=because, by=hanako)


def test_members_change_no_need(cast: Cast) -> None:
    need, taro = session.get_one(Need, cast.need), session.get_one(Account, cast.taro)
    with pytest.raises(Forbidden):
        actions.edit_need(need, data(), by=taro)
    with pytest.raises(Forbidden):
        actions.change_state(need, NeedState.MATCHED, by=taro)


def test_needs_end_by_themselves_the_day_after_their_last(open_need: Callable[..., Need]) -> None:
    need = open_need(expires_on=today().isoformat())
    assert actions.expire_needs(today()) == 0
    assert actions.expire_needs(today() + TOMORROW) == 1
    assert (need.state, need.closed_because) == (NeedState.CLOSED, Closed.EXPIRED)
    assert audited(need)[-1] == ("need.expired", None)
    assert actions.expire_needs(today() + TOMORROW) == 0


def test_what_is_over_cannot_be_opened_again_before_its_last_day_is_moved(
    open_need: Callable[..., Need], hanako: Account
) -> None:
    need = open_need()
    need.expires_on = date(2020, 1, 1)
    actions.expire_needs()
    with pytest.raises(actions.AlreadyOver):
        actions.change_state(need, NeedState.OPEN, by=hanako)
    actions.edit_need(need, data(expires_on="2099-12-31"), by=hanako)
    actions.change_state(need, NeedState.OPEN, by=hanako)
    assert need.state is NeedState.OPEN
