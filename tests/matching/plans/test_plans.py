"""Plans on the desk: made by the worker, decided row by row, true to what has happened meanwhile."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.holdings import HOLDINGS
from app.jobs import job_kinds, keeper_of
from directory.accounts.models import Account
from directory.deletions.holdings import Erasure, Whom
from directory.people.models import Audience, Person, PersonSkill, PersonState
from directory.vocabularies.queries import skills_by_code
from kit.clock import now, today, travelled
from kit.db import Database, session
from kit.jobs import Worker
from kit.settings import Settings
from matching.introductions.models import Introduction, Reason
from matching.introductions.moves import State
from matching.needs.models import Need, NeedKind, NeedSkill, NeedState
from matching.plans import actions, queries, room
from matching.plans.models import Plan, PlanRow, PlanState, RowState
from search.engine import Index
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
Work = Callable[[], int]
DESK = "/desk/plans"


@pytest.fixture
def hanako(browser_of: BrowserOf) -> FlaskClient:
    return browser_of("hanako")


def put_need(title: str, **more: object) -> Need:
    """A need for somebody who keeps accounts, which nobody of the cast has asked for."""
    skill = NeedSkill(skill_id=skills_by_code(["accounting"])[0].id)
    need = Need(title=title, kind=NeedKind.ADVISER, state=NeedState.OPEN, skills=[skill], **more)  # type: ignore[arg-type]
    session.add(need)
    session.flush()
    return need


def put_person(name: str, **more: object) -> Person:
    """Somebody else who keeps accounts, less well than the accountant."""
    person = Person(
        display_name=name, state=PersonState.ACTIVE, findable_by=Audience.PUBLIC, online=True,
        skills=[PersonSkill(skill_id=skills_by_code(["accounting"])[0].id, level=1)], **more,
    )  # fmt: skip
    session.add(person)
    session.flush()
    return person


def made(client: FlaskClient, work: Work) -> str:
    """Press the button, let the worker work; the plan's address."""
    answer = post(client, DESK, {})
    assert answer.status_code == 303
    work()
    return str(answer.location)


def rows(database: Database) -> list[tuple[int, int | None, RowState]]:
    """(need, person, state) of all rows, in order."""
    with database.transaction(writing=False):
        return [
            (row.need_id, row.person_id, row.state) for row in session.scalars(sa.select(PlanRow).order_by(PlanRow.id))
        ]


def row_id(database: Database, need: int) -> int:
    with database.transaction(writing=False):
        return (
            session.scalars(sa.select(PlanRow.id).where(PlanRow.need_id == need).order_by(PlanRow.id.desc())).first()
            or 0
        )


def introduced(database: Database) -> list[tuple[int, int | None, int | None]]:
    with database.transaction(writing=False):
        found = session.scalars(sa.select(Introduction).order_by(Introduction.id))
        return [(one.need_id, one.person_id, one.rank) for one in found]


def test_the_accountant_is_proposed_and_accepting_twice_is_once(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    address = made(hanako, work)
    assert rows(database) == [(cast.need, cast.accountant, RowState.PROPOSED)]
    page = hanako.get(address).text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "髙橋みどり" in page
    assert "候補の一覧では1番目" in page
    assert introduced(database) == []
    acceptance = f"{address}/rows/{row_id(database, cast.need)}/acceptance"
    assert [post(hanako, acceptance, {}).status_code for _press in range(2)] == [303, 303]
    assert introduced(database) == [(cast.need, cast.accountant, 1)]
    assert "紹介の準備を始めた" in hanako.get(address).text


def test_who_takes_on_one_task_is_proposed_once_and_the_other_need_gets_somebody_else(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).max_at_once = 1
        other = put_need("帳簿をつけたい").id
        beginner = put_person("見習い").id
    made(hanako, work)
    assert {need for need, _person, _state in rows(database)} == {cast.need, other}
    assert sorted(person or 0 for _need, person, _state in rows(database)) == sorted([cast.accountant, beginner])


def test_nobody_is_proposed_for_two_needs_on_the_only_morning_of_both(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    with database.transaction():
        saturday = today() + timedelta(days=(5 - today().weekday()) % 7 + 14)
        session.get_one(Need, cast.need).state = NeedState.MATCHED
        at_once = {"dates": [saturday.isoformat()], "slots": 1 << 20}
        needs = {put_need("朝の帳簿", **at_once).id, put_need("同じ朝の帳簿", **at_once).id}
    made(hanako, work)
    found = rows(database)
    assert len(found) == 1
    assert found[0][0] in needs
    with database.transaction(writing=False):
        plan = session.scalars(sa.select(Plan)).one()
        assert plan.figures["clashes"] == 1
        assert plan.figures["without"] == list(needs - {found[0][0]})


def test_what_is_under_way_takes_seats_and_room(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    with database.transaction():
        other = put_need("帳簿をつけたい").id
        session.get_one(Person, cast.accountant).max_at_once = 1
        session.add(Introduction(need_id=cast.need, person_id=cast.accountant, state=State.PROPOSED))
        put_need("もう足りている", people_wanted=1)
        session.flush()
    made(hanako, work)
    assert not [row for row in rows(database) if row[0] == cast.need]
    assert not [row for row in rows(database) if row[:2] == (other, cast.accountant)]


def test_a_row_whose_candidate_has_meanwhile_enough_says_so_and_nothing_is_begun(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    address = made(hanako, work)
    with database.transaction():
        session.get_one(Person, cast.accountant).max_at_once = 1
        busy = put_need("別の相談").id
        session.add(Introduction(need_id=busy, person_id=cast.accountant, state=State.ASKED_CANDIDATE, asked_at=now()))
    row = row_id(database, cast.need)
    answer = post(hanako, f"{address}/rows/{row}/acceptance", {})
    assert answer.status_code == 409
    assert re.search(rf'id="error-{row}" role="alert">[^<]*条件に合いません', answer.text)
    with database.transaction():
        session.scalars(sa.select(Introduction)).one().state = State.PROPOSED
        session.flush()
    answer = post(hanako, f"{address}/rows/{row}/acceptance", {})
    assert "準備中の紹介をふくめると" in answer.text
    assert [need for need, _person, _rank in introduced(database)] == [busy]


def test_all_of_a_need_are_accepted_but_who_no_longer_can(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    with database.transaction():
        session.get_one(Need, cast.need).people_wanted = 2
        gone = put_person("見習い").id
        session.get_one(Need, cast.need).online = True
    address = made(hanako, work)
    assert len(rows(database)) == 2
    with database.transaction():
        session.get_one(Person, gone).state = PersonState.PAUSED
    answer = post(hanako, f"{address}/needs/{cast.need}/acceptance", {})
    assert answer.status_code == 409
    assert "条件に合いません" in answer.text
    assert introduced(database) == [(cast.need, cast.accountant, 1)]


def test_a_refused_pair_is_not_proposed_again_and_needs_a_reason(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    address = made(hanako, work)
    refusal = f"{address}/rows/{row_id(database, cast.need)}/refusal"
    answer = post(hanako, refusal, {"reason": ""})
    assert answer.status_code == 422
    assert "理由を選んでください。" in answer.text
    assert post(hanako, refusal, {"reason": Reason.FORMER}).status_code == 303
    assert "以前の関係がある" in hanako.get(address).text
    assert post(hanako, refusal.replace("refusal", "acceptance"), {}).status_code == 409
    made(hanako, work)
    assert [state for _need, _person, state in rows(database)] == [RowState.REFUSED]
    assert introduced(database) == []


def test_a_refusal_holds_for_sixty_days_from_its_own_day_and_then_the_pair_may_come_back(
    database: Database, cast: Cast
) -> None:
    with database.transaction():
        plan = Plan(state=PlanState.READY)
        session.add(plan)
        session.flush()
        session.add(PlanRow(plan_id=plan.id, need_id=cast.need, person_id=cast.accountant, score=1, rank=1))
        plan_id = plan.id
    with travelled(timedelta(days=50)), database.transaction():
        row = session.scalars(sa.select(PlanRow)).one()
        actions.refuse(row, Reason.DATES, by=session.get_one(Account, cast.hanako))
    holds = []
    for days in (61, 109, 111):
        with travelled(timedelta(days=days)), database.transaction():
            actions.forget_old()
            holds.append((bool(room.paired_before([cast.need])), session.get(Plan, plan_id) is not None))
    assert holds == [(True, True), (True, True), (False, False)]


def test_rows_of_before_are_stale_once_there_is_a_newer_plan_and_rows_of_closed_needs_say_so(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work
) -> None:
    old = made(hanako, work)
    first = row_id(database, cast.need)
    new = made(hanako, work)
    assert [state for _need, _person, state in rows(database)] == [RowState.STALE, RowState.PROPOSED]
    assert post(hanako, f"{old}/rows/{first}/acceptance", {}).status_code == 409
    with database.transaction():
        session.get_one(Need, cast.need).state = NeedState.MATCHED
    page = hanako.get(new).text
    assert "古くなりました" in page
    assert "この相談は、いま受け付けていません。" in page
    assert post(hanako, f"{new}/rows/{row_id(database, cast.need)}/acceptance", {}).status_code == 409


def test_the_page_shows_how_far_it_is_and_a_second_press_leads_to_the_same_plan(
    hanako: FlaskClient, database: Database, settings: Settings
) -> None:
    with database.transaction():
        for number in range(12):
            put_need(f"帳簿 {number}")
    address = post(hanako, DESK, {}).location
    assert post(hanako, DESK, {}).location == address
    keeper = keeper_of(settings, database)
    keeper.make_ready()
    steps = [kind for kind in job_kinds(settings, keeper) if kind.name == actions.STEP]
    worker = Worker(database, steps)
    assert "（0 / 13件）" in hanako.get(address).text
    with database.transaction():  # the worker here knows only this kind of job
        session.execute(sa.text("DELETE FROM jobs WHERE name <> 'plans.step'"))
    worker.work_once()
    page = hanako.get(address).text
    assert "（10 / 13件）" in page
    assert '<progress class="mb-progress" data-refresh="3" max="13" value="10"' in page
    while worker.work_once():
        pass
    with database.transaction(writing=False):
        assert len(session.scalars(sa.select(Plan)).one().figures["without"]) == 12 - 2  # three for the accountant
    assert "この案でどうなるか" in hanako.get(address).text


def test_a_worker_that_starts_in_between_begins_anew_and_finishes(
    hanako: FlaskClient, database: Database, settings: Settings, work: Work
) -> None:
    with database.transaction():
        for number in range(12):
            put_need(f"帳簿 {number}")
    post(hanako, DESK, {})
    work_one = Worker(
        database, [kind for kind in job_kinds(settings, keeper_of(settings, database)) if kind.name == actions.STEP]
    )
    with database.transaction():
        session.execute(sa.text("DELETE FROM jobs WHERE name <> 'plans.step'"))
    work_one.work_once()
    work()  # another worker
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Plan)).one().state is PlanState.READY


def test_at_night_a_plan_is_made_only_where_that_is_set_and_old_ones_are_forgotten(
    database: Database, settings: Settings
) -> None:
    def night(nightly: bool) -> int:
        keeper = keeper_of(settings, database)
        kinds = {kind.name: kind for kind in job_kinds(replace(settings, nightly_plan=nightly), keeper)}
        with database.transaction():
            kinds["plans.nightly"].handler([{}])
        with database.transaction(writing=False):
            return session.scalar(sa.select(sa.func.count()).select_from(Plan)) or 0

    assert night(False) == 0
    assert night(True) == 1
    with travelled(timedelta(days=61)):
        assert night(False) == 0


def test_of_somebody_who_is_deleted_no_row_stays(
    hanako: FlaskClient, cast: Cast, database: Database, work: Work, settings: Settings
) -> None:
    made(hanako, work)
    plans = next(holding for holding in HOLDINGS if holding.kind == "plans")
    with database.transaction():
        whom = Whom(person=session.get_one(Person, cast.accountant), folder=settings.data_dir)
        assert len(list(plans.held(whom))) == 1
        assert plans.erase(whom, Erasure()) == 1
    assert rows(database) == []


@pytest.mark.parametrize("name", ["", "jiro", "taro"])
def test_only_staff_see_plans(
    name: str, cast: Cast, hanako: FlaskClient, browser_of: BrowserOf, database: Database, work: Work
) -> None:
    address = made(hanako, work)
    client = browser_of(name)
    for page in (DESK, address):
        answer = client.get(page)
        assert answer.status_code in (302, 303, 401, 403, 404)
        assert "髙橋みどり" not in answer.text
    post(client, f"{address}/rows/{row_id(database, cast.need)}/acceptance", {})
    assert introduced(database) == []


def test_only_staff_begin_and_decide(
    database: Database, cast: Cast, settings: Settings, hanako: FlaskClient, work: Work
) -> None:
    made(hanako, work)
    with database.transaction():
        taro = session.get_one(Account, cast.taro)
        row = queries.get_row(1, row_id(database, cast.need))
        for act in (
            lambda: actions.begin(by=taro),
            lambda: actions.accept(row, by=taro, index=Index(settings.index_dir)),
            lambda: actions.refuse(row, Reason.OTHER, by=taro),
        ):
            with pytest.raises(Exception, match="Forbidden"):
                act()
