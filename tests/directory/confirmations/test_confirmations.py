"""A year in the life of a register: asked, reminded, marked, faded, and back again with one answer."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.confirmations.models import Answer, AnsweredBy, Confirmation, Step
from directory.groups.models import Group, GroupState
from directory.people.models import Person, PersonState
from kit.audit import AuditEntry
from kit.clock import now, today, travelled
from kit.db import Database, session
from kit.jobs import Worker
from kit.mail import Letter, LetterState
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
Work = Callable[[], int]
STEPS = [Step.ASKED, Step.REMINDED, Step.REMINDED_AGAIN, Step.UNSURE, Step.FADED]


@pytest.fixture
def confirmed_today(database: Database, cast: Cast) -> None:
    """Everybody was confirmed today; only the river group and the accountant are in the register."""
    with database.transaction():
        for model in (Group, Person):
            session.execute(sa.update(model).values(last_confirmed_on=today()))
        session.execute(sa.update(Person).where(Person.id != cast.accountant).values(state=PersonState.WITHDRAWN))


@pytest.fixture
def mornings(database: Database, settings, work: Work) -> Callable[[range], None]:
    """The worker does its daily jobs on each of these days from now."""
    from app.jobs import job_kinds, keeper_of

    def live(days: range) -> None:
        for day in days:
            with travelled(timedelta(days=day)):
                Worker(database, job_kinds(settings, keeper_of(settings, database))).leave_daily()
                work()

    return live


def steps_written(database: Database, about: str) -> list[str]:
    with database.transaction(writing=False):
        said = sa.select(Letter.once).where(Letter.about == about, Letter.kind == "confirmations.ask")
        return [once.rsplit(" ", 1)[1] for once in session.scalars(said.order_by(Letter.id)) if once]


def state_of(database: Database, group_id: int) -> tuple[GroupState, Step]:
    with database.transaction(writing=False):
        group = session.get_one(Group, group_id)
        return group.state, group.confirmation_step


def link_to(database: Database, about: str) -> str:
    with database.transaction(writing=False):
        query = sa.select(Letter.link).where(Letter.about == about, Letter.link != "").order_by(Letter.id.desc())
        link = session.scalars(query).first()
        assert link is not None
        return re.sub("^https?://[^/]+", "", link)


@pytest.mark.walk
@pytest.mark.usefixtures("confirmed_today")
def test_fifteen_months_and_more_each_step_once(
    database: Database, cast: Cast, mornings: Callable[[range], None], client: FlaskClient
) -> None:
    river = f"group:{cast.river}"
    mornings(range(0, 330, 30))
    assert steps_written(database, river) == []
    mornings(range(360, 480, 5))
    assert steps_written(database, river) == STEPS[:4]
    assert steps_written(database, f"person:{cast.accountant}") == STEPS[:4]
    assert state_of(database, cast.river) == (GroupState.ACTIVE, Step.UNSURE)
    assert "確認中" in client.get(f"/groups/{cast.river}").text
    assert "確認中" in client.get("/groups").text
    mornings(range(480, 720, 30))
    assert client.get(f"/groups/{cast.river}").status_code == 200
    mornings(range(725, 740, 3))
    assert state_of(database, cast.river) == (GroupState.PAUSED, Step.FADED)
    assert client.get(f"/groups/{cast.river}").status_code == 404
    assert "むすび川を守る会" not in client.get("/groups").text
    mornings(range(740, 1500, 90))
    assert steps_written(database, river) == STEPS


@pytest.mark.walk
@pytest.mark.usefixtures("confirmed_today")
def test_a_month_without_a_worker_loses_no_step_and_doubles_none(
    database: Database, cast: Cast, mornings: Callable[[range], None]
) -> None:
    mornings(range(360, 370, 2))
    mornings(range(400, 520, 5))  # away from the 12th month to the 13th
    assert steps_written(database, f"group:{cast.river}") == STEPS[:4]
    with database.transaction(writing=False):
        written = sa.select(Letter.created_at).where(Letter.about == f"group:{cast.river}")
        days = session.scalars(written.order_by(Letter.created_at)).all()
    assert all(later - earlier >= timedelta(days=24) for earlier, later in pairwise(days))


@pytest.mark.usefixtures("confirmed_today")
def test_being_asked_is_no_change_of_the_record(
    database: Database, cast: Cast, mornings: Callable[[range], None]
) -> None:
    with database.transaction(writing=False):
        before = session.get_one(Group, cast.river)
        version, updated = before.version, before.updated_at
    mornings(range(366, 369))
    with database.transaction(writing=False):
        after = session.get_one(Group, cast.river)
        assert (after.version, after.updated_at) == (version, updated)
        assert after.confirmation_step is Step.ASKED


@pytest.mark.walk
@pytest.mark.usefixtures("confirmed_today")
def test_one_press_in_a_letter_confirms_for_a_year(
    database: Database, cast: Cast, mornings: Callable[[range], None], app, work: Work
) -> None:
    about = f"group:{cast.river}"
    mornings(range(366, 400, 3))
    link = link_to(database, about)
    with travelled(timedelta(days=400)):
        browser: FlaskClient = app.test_client()
        page = browser.get(link)
        assert page.status_code == 200
        assert "むすび川を守る会" in page.text
        assert browser.get(link).status_code == 200  # a mail scanner opened it before
        done = post(browser, link, {"answer": "unchanged"})
        assert done.status_code == 200
        assert "確認はこれで終わりです" in done.text
        for again in (browser.get(link), browser.post(link, data={"answer": "dissolved", "sure": "1"})):
            assert again.status_code == 400
    with database.transaction(writing=False):
        group = session.get_one(Group, cast.river)
        assert (group.confirmation_step, group.state) == (Step.NONE, GroupState.ACTIVE)
        assert group.last_confirmed_on == (now() + timedelta(days=400)).date() or group.last_confirmed_on is not None
        said = session.scalars(sa.select(Confirmation).where(Confirmation.group_id == cast.river)).one()
        assert (said.answer, said.answered_by) == (Answer.UNCHANGED, AnsweredBy.LINK)
        unsent = sa.select(Letter).where(Letter.about == about, Letter.state == LetterState.TO_PRINT)
        assert session.scalars(unsent).all() == []
    mornings(range(401, 760, 30))
    assert len(steps_written(database, about)) == 2
    mornings(range(766, 769))
    assert steps_written(database, about)[2:] == [Step.ASKED]


@pytest.mark.usefixtures("confirmed_today")
def test_the_link_shows_nothing_private(database: Database, cast: Cast, mornings: Callable[[range], None], app) -> None:
    mornings(range(366, 368))
    with travelled(timedelta(days=367)):
        for about in (f"group:{cast.river}", f"person:{cast.accountant}"):
            page = app.test_client().get(link_to(database, about)).text
            for secret in (SECRET_PHONE, SECRET_ADDRESS, "高橋緑"):
                assert secret not in page
    assert "…76" in app.test_client().get(link_to(database, f"group:{cast.river}")).text


@pytest.mark.walk
@pytest.mark.usefixtures("confirmed_today")
def test_who_answers_after_fading_is_back_at_once_also_in_search(
    database: Database, cast: Cast, mornings: Callable[[range], None], app, work: Work
) -> None:
    mornings(range(366, 760, 26))
    assert state_of(database, cast.river) == (GroupState.PAUSED, Step.FADED)
    assert "むすび川を守る会" not in app.test_client().get("/groups?q=むすび川").text
    with travelled(timedelta(days=770)):
        assert (
            post(app.test_client(), link_to(database, f"group:{cast.river}"), {"answer": "unchanged"}).status_code
            == 200
        )
        work()
    assert state_of(database, cast.river) == (GroupState.ACTIVE, Step.NONE)
    assert "むすび川を守る会" in app.test_client().get("/groups?q=むすび川").text


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ({"answer": "paused", "words": "代表の入院"}, GroupState.PAUSED),
        ({"answer": "dissolved", "sure": "1"}, GroupState.DISSOLVED),
    ],
)
@pytest.mark.usefixtures("confirmed_today")
def test_resting_and_ending_by_letter(
    typed: dict[str, object], state: GroupState, database: Database, cast: Cast, mornings: Callable[[range], None], app
) -> None:
    mornings(range(366, 368))
    with travelled(timedelta(days=368)):
        assert post(app.test_client(), link_to(database, f"group:{cast.river}"), typed).status_code == 200
    assert state_of(database, cast.river)[0] is state


@pytest.mark.usefixtures("confirmed_today")
def test_who_rests_is_told_how_to_come_back(
    database: Database, cast: Cast, mornings: Callable[[range], None], app, browser_of: BrowserOf
) -> None:
    mornings(range(366, 368))
    with travelled(timedelta(days=368)):
        done = post(app.test_client(), link_to(database, f"group:{cast.river}"), {"answer": "paused"}).text
        assert "もう一度公開する" in done
        assert f'href="/login?next=/groups/{cast.river}"' in done
        taro = browser_of("taro")
        page = taro.get(f"/groups/{cast.river}").text
        assert "もう一度公開する" in page
        back = post(taro, f"/groups/{cast.river}/state", {"state": "active"}, page=f"/groups/{cast.river}")
        assert back.status_code == 303
        alone = post(app.test_client(), link_to(database, f"person:{cast.accountant}"), {"answer": "paused"}).text
        assert "もう一度公開する" not in alone  # who cannot sign in is told to telephone
        assert "センターにお電話ください" in alone
    assert state_of(database, cast.river)[0] is GroupState.ACTIVE


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "answer"),
        ({"answer": "maybe"}, "answer"),
        ({"answer": "dissolved"}, "sure"),
        ({"answer": "changes"}, "words"),
    ],
)
@pytest.mark.usefixtures("confirmed_today")
def test_half_an_answer_is_said_at_its_place_and_uses_up_nothing(
    typed: dict[str, object], field: str, database: Database, cast: Cast, mornings: Callable[[range], None], app
) -> None:
    mornings(range(366, 368))
    link = link_to(database, f"group:{cast.river}")
    refused = post(app.test_client(), link, typed)
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text
    assert state_of(database, cast.river)[0] is GroupState.ACTIVE
    assert post(app.test_client(), link, {"answer": "unchanged"}).status_code == 200


def test_staff_note_what_they_were_told_by_phone(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    hanako = browser_of("hanako")
    address = f"/groups/{cast.river}/confirmation"
    answered = post(hanako, address, {"answer": "changes", "words": "集合は北部公民館の裏門", "how": "phone"})
    assert answered.status_code == 303
    desk = hanako.get("/desk/confirmations").text
    assert "集合は北部公民館の裏門" in desk
    with database.transaction(writing=False):
        wish = session.scalars(sa.select(Confirmation)).one()
        assert (wish.answered_by, wish.actor_id) == (AnsweredBy.PHONE, cast.hanako)
        assert session.scalars(sa.select(AuditEntry.verb)).all()[-1] == "confirmation.changes"
    assert post(hanako, f"/desk/confirmations/{wish.id}/handled", {}, page="/desk/confirmations").status_code == 303
    assert "集合は北部公民館の裏門" not in hanako.get("/desk/confirmations").text


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 404), ("taro", 200), ("hanako", 200)])
def test_only_who_keeps_a_record_confirms_it(who: str, status: int, browser_of: BrowserOf, cast: Cast) -> None:
    assert browser_of(who).get(f"/groups/{cast.river}/confirmation").status_code == status


def test_editors_confirm_without_a_letter(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    taro = browser_of("taro")
    assert "年1回の確認をする" in taro.get(f"/groups/{cast.river}").text
    assert post(taro, f"/groups/{cast.river}/confirmation", {"answer": "unchanged"}).status_code == 303
    with database.transaction(writing=False):
        assert session.get_one(Group, cast.river).last_confirmed_on == today()


@pytest.mark.usefixtures("confirmed_today")
def test_the_marked_are_not_proposed(
    database: Database, cast: Cast, mornings: Callable[[range], None], browser_of: BrowserOf
) -> None:
    hanako = browser_of("hanako")
    address = f"/api/v1/needs/{cast.need}/suggestions"
    assert cast.accountant in [int(item["id"]) for item in hanako.get(address).json["items"]]
    mornings(range(366, 530, 26))
    answer = browser_of("hanako").get(address).json
    assert cast.accountant not in [int(item["id"]) for item in answer["items"]]
    assert "unconfirmed" in {left["rule"] for left in answer["excluded"]}


@pytest.mark.usefixtures("confirmed_today")
def test_letters_go_to_who_keeps_the_group_and_to_paper_for_who_has_no_mail(
    database: Database, cast: Cast, mornings: Callable[[range], None]
) -> None:
    mornings(range(366, 367))
    with database.transaction(writing=False):
        letters = {letter.about: letter for letter in session.scalars(sa.select(Letter))}
        group, person = letters[f"group:{cast.river}"], letters[f"person:{cast.accountant}"]
        taro = session.get_one(Account, cast.taro)
        assert (group.email, group.state) == (taro.email, LetterState.WAITING)
        assert (person.address, person.state) == (SECRET_ADDRESS, LetterState.TO_PRINT)
        assert "{link}" in person.body
        assert "/confirm/" not in person.body


@pytest.mark.usefixtures("confirmed_today")
def test_the_desk_lists_every_step(
    database: Database, cast: Cast, mornings: Callable[[range], None], browser_of: BrowserOf
) -> None:
    mornings(range(366, 400, 32))
    hanako = browser_of("hanako")
    assert "むすび川を守る会" in hanako.get("/desk/confirmations?step=reminded").text
    assert "むすび川を守る会" not in hanako.get("/desk/confirmations?step=unsure").text


def test_the_day_is_counted_in_japan(database: Database, cast: Cast) -> None:
    from directory.confirmations.queries import base_day

    with database.transaction():
        group = session.get_one(Group, cast.paused)
        group.created_at = now().replace(year=2026, month=3, day=31, hour=16, minute=0)
        assert base_day(group) == date(2026, 4, 1)
