"""How somebody without an account can be reached is kept for a time after their consultation has ended, and no longer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.jobs import job_kinds, keeper_of
from kit.clock import now, travelled
from kit.db import Database, session
from kit.jobs import Worker
from kit.settings import Settings
from matching.consultations.models import Consultation, ConsultationQuestion, Decision
from matching.introductions.models import Introduction
from matching.introductions.moves import State
from matching.needs.models import Closed, Need, NeedKind, NeedState
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
After = Callable[[int], None]
CONTACT = "電話　050-0000-4321\nメール　naisho@example.jp"


@pytest.fixture
def after(database: Database, settings: Settings, work: Callable[[], int]) -> After:
    """So many days later the day's work is done."""

    def run(days: int) -> None:
        with travelled(timedelta(days=days)):
            Worker(database, job_kinds(settings, keeper_of(settings, database))).leave_daily()
            work()

    return run


def put(database: Database, state: NeedState = NeedState.CLOSED, account_id: int | None = None) -> int:
    with database.transaction():
        need = Need(
            title="片付け", story="手伝ってください", kind=NeedKind.HANDS, state=state, requester_name="内緒野花子",
            contact=CONTACT, closed_because=Closed.MET if state is NeedState.CLOSED else None,
        )  # fmt: skip
        asked = Consultation(
            need=need, once=f"{now()}", email="naisho@example.jp", phone="050-0000-4321", account_id=account_id,
            decision=Decision.ACCEPTED,
            questions=[ConsultationQuestion(question="何人ですか", answer="2人。電話は夜に")],
        )  # fmt: skip
        session.add(asked)
        session.flush()
        return asked.id


def kept(database: Database, number: int) -> list[str]:
    with database.transaction(writing=False):
        found = session.get_one(Consultation, number)
        need = found.need
        words = [
            found.email,
            found.phone,
            need.requester_name,
            need.contact,
            *(each.answer for each in found.questions),
        ]
        return [text for text in words if text]


def test_it_goes_a_year_after_the_end_and_the_rest_stays(database: Database, after: After) -> None:
    ended, still_open = put(database), put(database, NeedState.OPEN)
    after(364)
    assert len(kept(database, ended)) == 5
    with database.transaction(writing=False):
        changed = session.get_one(Consultation, ended).need.updated_at
    after(366)
    assert kept(database, ended) == []
    assert len(kept(database, still_open)) == 5
    with database.transaction(writing=False):
        need = session.get_one(Consultation, ended).need
        assert (need.title, need.story, need.state) == ("片付け", "手伝ってください", NeedState.CLOSED)
        assert need.updated_at == changed, "figures take the end of a need from its last change"


def test_whoever_has_an_account_looks_after_their_own(database: Database, cast: Cast, after: After) -> None:
    own = put(database, account_id=cast.jiro)
    after(1000)
    assert len(kept(database, own)) == 5


def test_nobody_is_forgotten_while_an_introduction_of_theirs_goes_on(
    database: Database, cast: Cast, after: After
) -> None:
    number = put(database)
    with database.transaction():
        need_id = session.get_one(Consultation, number).need_id
        running = Introduction(need_id=need_id, person_id=cast.accountant, state=State.RUNNING)
        session.add(running)
        session.flush()
        running_id = running.id
    after(800)
    assert len(kept(database, number)) == 5
    with travelled(timedelta(days=800)), database.transaction():
        running = session.get_one(Introduction, running_id)
        running.state, running.moved_at = State.ENDED, now()
    after(900)
    assert len(kept(database, number)) == 5, "a year from when that ended"
    after(1170)
    assert kept(database, number) == []


def test_administrators_set_how_long(database: Database, browser_of: BrowserOf, after: After) -> None:
    number, admin = put(database), browser_of("admin")
    assert "365日" in admin.get("/admin/retention").text
    assert post(admin, "/admin/retention", {"consultation_days": "90"}).status_code == 303
    after(89)
    assert kept(database, number)
    after(91)
    assert kept(database, number) == []
