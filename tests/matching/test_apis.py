"""Plans, care, weights, consultations, times, what became of introductions and their stories, for programs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Scope
from directory.availability.models import BusyTime, CalendarImport
from directory.openings.models import Opening
from directory.people.models import Person
from kit import slots
from kit.clock import now, travelled
from kit.db import Database, session
from matching.care.models import CareTask, Task
from matching.consultations.models import Consultation
from matching.follow_ups import asking
from matching.introductions.actions import Hand, move_on
from matching.introductions.moves import Actor, Move
from matching.needs.models import Need, NeedKind, NeedState
from matching.plans.models import PlanRow
from matching.scoring.weights import SHIPPED
from matching.suggestions import versions
from tests.cast import SECRET_ADDRESS, SECRET_NOTE, SECRET_PHONE, Cast
from tests.matching.casework.test_api import Caller, CallerOf, caller_of, hanako, midori  # noqa: F401 - fixtures
from tests.matching.meetings.test_meetings import brought_together

Work = Callable[[], int]
FORM = {"skill": 330, "text": 120}
"""Weights that sum to what they have to."""


@pytest.fixture
def met(database: Database, cast: Cast, midori: Caller) -> str:  # noqa: F811
    """The accountant, who is jiro, and the river group have met; its address for programs."""
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        introduction = brought_together(cast, session.get_one(Need, cast.need), person)
        by = session.get_one(Account, cast.hanako)
        move_on(introduction, Move.MEET, Hand(actor=Actor.STAFF, account=by))
        return f"/introductions/{introduction.id}"


@pytest.fixture
def consultation(database: Database, cast: Cast) -> str:
    """Somebody without an account has asked; nobody has reached them yet."""
    with database.transaction():
        need = Need(
            title="帳簿", story="帳簿のつけ方を知りたい", kind=NeedKind.ADVISER, state=NeedState.DRAFT,
            requester_name="花", contact=SECRET_PHONE,
        )  # fmt: skip
        asked = Consultation(need=need, once="x", phone=SECRET_PHONE)
        session.add_all([need, asked])
        session.flush()
        return f"/consultations/{asked.id}"


def test_a_plan_is_begun_read_and_decided_row_by_row(
    database: Database,
    cast: Cast,
    hanako: Caller,  # noqa: F811
    work: Work,
) -> None:
    begun = hanako.post("/plans")
    assert (begun.status_code, begun.json["state"]) == (202, "making")
    assert hanako.post("/plans").status_code == 200, "one is made at a time"
    work()
    plan = begun.headers["Location"].removeprefix("/api/v1")
    ready = hanako.get(plan).json
    assert (ready["state"], ready["counts"]) == ("ready", {"proposed": ready["figures"]["plan"]["requests"]})
    [found] = [each for each in ready["rows"]["items"] if each["need"]["id"] == str(cast.need)]
    row = found["candidates"][0]
    assert row["name"]
    assert row["reasons"][0]["points"] <= row["reasons"][0]["max"]
    address = f"{plan}/rows/{row['id']}"
    assert hanako.post(f"{address}/refusal", reason="").status_code == 422
    taken = hanako.post(f"{address}/acceptance").json
    assert taken["state"] == "accepted"
    assert hanako.post(f"{address}/acceptance").json["introduction"] == taken["introduction"]
    assert hanako.post(f"{address}/refusal", reason="dates").status_code == 409
    assert hanako.get(f"/introductions/{taken['introduction']}").json["case"]["rank"] == row["rank"]
    assert [each["id"] for each in hanako.get("/plans").json["items"]] == [ready["id"]]
    assert hanako.get("/plans/999").status_code == 404
    with database.transaction(writing=False):
        other = session.scalars(sa.select(PlanRow.plan_id)).first()
    assert hanako.post(f"/plans/{(other or 0) + 1}/rows/{row['id']}/acceptance").status_code == 404


def test_care_counts_and_its_tasks_are_settled_once(
    database: Database,
    cast: Cast,
    met: str,
    hanako: Caller,  # noqa: F811
) -> None:
    with database.transaction():
        task = CareTask(kind=Task.EASE, person_id=cast.accountant, introduction_id=int(met.rpartition("/")[2]))
        session.add(task)
        session.flush()
        address = f"/care/tasks/{task.id}"
    shown = hanako.get("/care/figures").json
    assert (shown["spread"]["asks"], shown["open_tasks"]) == (1, 1)
    [load] = hanako.get("/care/loads").json["items"]
    assert (load["id"], load["quarter"], load["now"]) == (str(cast.accountant), 1, 1)
    assert hanako.get("/care/loads?page=2&per_page=1").json == {"items": [], "total": 1, "page": 2, "per_page": 1}
    unsaid = hanako.post(f"{address}/ease", rest=2)
    assert (unsaid.status_code, list(unsaid.json["errors"])) == (422, ["confirmed"])
    assert hanako.post(f"{address}/ease", rest=2, confirmed=True).json["state"] == "done"
    assert hanako.post(f"{address}/settlement", outcome="done").status_code == 409
    assert hanako.get("/care/tasks").json["total"] == 0
    assert [each["kind"] for each in hanako.get("/care/tasks?state=done").json["items"]] == ["ease"]
    with database.transaction(writing=False):
        assert session.get_one(Person, cast.accountant).resting_until


def test_weights_are_tried_saved_and_taken_back_by_administrators_only(
    database: Database,
    caller_of: CallerOf,  # noqa: F811
    met: str,
) -> None:
    admin = caller_of("admin")
    shown = admin.get("/weights").json
    assert shown["current"]["values"] == versions.values_of(SHIPPED)
    tried = admin.post("/weights/replay", **FORM)
    assert tried.status_code == 200
    assert tried.json["needs"][0]["of"] > 0
    assert admin.get("/weights").json["versions"] == shown["versions"], "trying keeps nothing"
    assert list(admin.post("/weights", **FORM).json["errors"]) == ["reason"]
    assert list(admin.post("/weights", skill=310, reason="x").json["errors"]) == ["skill"]
    assert admin.post("/weights", reason="x").status_code == 409
    saved = admin.post("/weights", **FORM, reason="技能を重く見る")
    assert (saved.status_code, saved.json["current"], saved.json["values"]["skill"]) == (201, True, 330)
    assert admin.post("/weights/0/choice").json["current"] is True
    assert admin.get("/weights").json["current"]["id"] == "0"
    for act in (lambda: caller_of("hanako").get("/weights"), lambda: caller_of("hanako").post("/weights", **FORM)):
        assert act().status_code == 403


def test_a_consultation_is_confirmed_asked_about_and_opened(
    database: Database,
    cast: Cast,
    consultation: str,
    caller_of: CallerOf,  # noqa: F811
) -> None:
    staff = caller_of("hanako", Scope.WRITE)
    [waiting] = staff.get("/consultations").json["items"]
    assert (waiting["decision"], waiting["need"]["private"]) == ("waiting", None)
    assert SECRET_PHONE not in staff.get(consultation).text
    assert staff.get(f"{consultation}?reason=call").json["need"]["private"]["contact"] == SECRET_PHONE
    with database.transaction(writing=False):
        assert session.scalar(sa.select(sa.func.count()).select_from(Opening)) == 1
    given = {"title": "帳簿のつけ方", "kind": "adviser", "skills": [{"skill": "accounting", "weight": "must"}]}
    assert staff.post(f"{consultation}/acceptance", **given).status_code == 409, "nobody has spoken with them"
    assert staff.post(f"{consultation}/confirmation").json["confirmed_by"] == "phone"
    assert staff.post(f"{consultation}/question", question="いつまでですか").json["decision"] == "asked"
    assert staff.post(f"{consultation}/answer", answer="来月までです").json["questions"][0]["answer"] == "来月までです"
    assert staff.post(f"{consultation}/answer", answer="もう一度").status_code == 409
    assert list(staff.post(f"{consultation}/acceptance", title="").json["errors"]) == ["kind", "title"]
    accepted = staff.post(f"{consultation}/acceptance", **given).json
    assert (accepted["decision"], accepted["need"]["state"], accepted["to_tell"]) == ("accepted", "open", True)
    assert staff.post(f"{consultation}/told").json["to_tell"] is False
    assert staff.post(f"{consultation}/closing", reason="x").status_code == 409
    assert [each["id"] for each in staff.get("/consultations?decision=accepted").json["items"]] == [accepted["id"]]
    assert caller_of("taro", Scope.WRITE).get(consultation).status_code == 403
    assert caller_of("hanako", Scope.READ).post(f"{consultation}/confirmation").status_code == 403


def test_times_are_read_and_said_anew_by_the_person_and_staff(
    database: Database,
    cast: Cast,
    midori: Caller,  # noqa: F811
    caller_of: CallerOf,  # noqa: F811
) -> None:
    with database.transaction():
        taken = CalendarImport(person_id=cast.accountant, last_on=now().date())
        session.add(taken)
        session.flush()
        session.add(
            BusyTime(person_id=cast.accountant, import_id=taken.id, starts_at=now(), ends_at=now().replace(year=2099))
        )
    own, address = caller_of("jiro", Scope.WRITE), f"/people/{cast.accountant}/times"
    shown = own.get("/my/times").json
    assert shown == own.get(address).json
    assert (shown["person"], shown["free"], len(shown["busy"])) == (str(cast.accountant), [], 1)
    with database.transaction():
        session.execute(sa.delete(BusyTime))
    saturdays = own.get(f"{address}?days=14").json["free"]
    assert len(saturdays) in (2, 3)
    changed = own.patch(address, slots=[0], max_per_month=2, version=shown["version"])
    assert (changed.status_code, changed.json["max_per_month"], changed.json["slots"]) == (200, 2, ["0"])
    assert own.patch(address, slots=[1], version=shown["version"]).status_code == 409
    assert list(own.patch(address, max_per_month=0).json["errors"]) == ["max_per_month"]
    assert own.get(f"{address}?days=91").status_code == 422
    with database.transaction(writing=False):
        person = session.get_one(Person, cast.accountant)
        assert (person.slots, person.notes, len(person.skills)) == (slots.bit(0, 0), SECRET_NOTE, 1)
    assert caller_of("hanako", Scope.READ).get(address).status_code == 200
    taro = caller_of("taro", Scope.WRITE)
    assert {taro.get("/my/times").status_code, taro.get(address).status_code, taro.patch(address).status_code} == {404}


def test_each_side_says_and_reads_its_own_and_staff_end_it(
    database: Database,
    met: str,
    hanako: Caller,  # noqa: F811
    midori: Caller,  # noqa: F811
    caller_of: CallerOf,  # noqa: F811
) -> None:
    address, taro = f"{met}/follow-ups", caller_of("taro")
    said = {"found": "useful", "words": "助かりました", "hours": 3, "may_tell": "yes"}
    assert midori.post(address, **said).status_code == 404, "not asked yet"
    typed = hanako.post(address, **said, side="requester", round="first", came="phone").json
    assert [each["side"] for each in typed["items"]] == ["requester"]
    assert [midori.get(address).json["items"], taro.get(address).json["items"]] == [[], typed["items"]]
    with travelled(timedelta(days=31)), database.transaction():
        assert asking.ask(base_url="http://localhost") == 1
    own = midori.post(address, **said).json
    assert ([each["side"] for each in own["items"]], own["ending"]) == (["candidate"], None)
    assert midori.post(address, **said).status_code == 404
    ended = hanako.post(f"{met}/ending", result="met", total_hours=5, summary="決算ができた").json
    assert (ended["ending"]["hours"], len(ended["items"])) == (5, 2)
    assert hanako.post(f"{met}/ending", result="met").status_code == 409
    assert taro.get(address).json["ending"] is None
    assert caller_of("admin", Scope.WRITE).get(address).status_code == 403, "the token is for something else"


def test_a_story_is_drafted_approved_published_and_gone_at_once(
    database: Database,
    met: str,
    client: FlaskClient,
    hanako: Caller,  # noqa: F811
    midori: Caller,  # noqa: F811
    caller_of: CallerOf,  # noqa: F811
) -> None:
    address, taro = f"{met}/story", caller_of("taro")
    made = hanako.post(address, names_requester=True)
    assert (made.status_code, made.json["state"]) == (201, "draft")
    assert hanako.post(address, names_requester=True).status_code == 200
    assert {midori.get(address).status_code, taro.get(address).status_code} == {404}, "a draft is the staff's"
    telling = hanako.patch(address, body=f"電話は{SECRET_PHONE}です")
    assert (telling.status_code, telling.headers["Content-Type"]) == (409, "application/problem+json")
    written = hanako.patch(
        address, title="決算ができました", body="団体が決算をまとめました。", version=made.json["version"]
    )
    assert written.json["title"] == "決算ができました"
    assert hanako.post(f"{address}/moves", move="ask").json["state"] == "asked"
    digest = midori.get(address).json["digest"]
    assert midori.post(f"{address}/opinion", said="approve", digest="x").status_code == 409
    approved = midori.post(f"{address}/opinion", said="approve", digest=digest).json
    assert (approved["approved"], approved["side"]) == ({"candidate": True}, "candidate")
    assert taro.get(address).json["opinions"] == []
    assert hanako.post(f"{address}/moves", move="publish").status_code == 409
    typed = {"side": "requester", "said": "approve", "came": "phone", "digest": digest}
    assert hanako.post(f"{address}/opinion", **typed).json["approved"] == {"candidate": True, "requester": True}
    assert hanako.get("/stories").json["total"] == 0
    published = hanako.post(f"{address}/moves", move="publish").json
    anybody = Caller(client, "")
    assert anybody.get(f"/stories/{published['id']}").json["title"] == "決算ができました"
    listed = anybody.get("/stories?field=7").json
    assert listed["total"] == listed["facets"]["field"].get("7", 0)
    assert anybody.get("/stories").json["items"][0]["url"] == f"/stories/{published['id']}"
    assert midori.post(f"{address}/withdrawal").status_code == 200
    assert anybody.get(f"/stories/{published['id']}").status_code == 404
    assert hanako.get(f"/stories/{published['id']}").status_code == 404
    assert hanako.get(address).json["state"] == "withdrawn"


def test_for_others_there_is_nothing_of_it(
    met: str,
    caller_of: CallerOf,  # noqa: F811
    client: FlaskClient,
    database: Database,
    cast: Cast,
) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = None
    jiro = caller_of("jiro")
    for address in (f"{met}/follow-ups", f"{met}/story"):
        assert jiro.get(address).status_code == 404
        assert Caller(client, "").get(address).status_code == 401
    for address in ("/plans", "/care/figures", "/care/loads", "/care/tasks", "/consultations", "/weights"):
        answer = jiro.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
        assert Caller(client, "").get(address).status_code == 401


def test_no_answer_of_these_holds_a_way_to_reach_anybody(
    database: Database,
    met: str,
    cast: Cast,
    hanako: Caller,  # noqa: F811
    caller_of: CallerOf,  # noqa: F811
    consultation: str,
    work: Work,
) -> None:
    hanako.post("/plans")
    work()
    hanako.post(f"{met}/story", names_candidate=True)
    addresses = ("/plans/1", "/care/figures", "/care/loads", "/consultations", f"{met}/follow-ups", f"{met}/story")
    for address in (*addresses, f"/people/{cast.accountant}/times"):
        told = hanako.get(address)
        assert told.status_code == 200, address
        assert not [secret for secret in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE) if secret in told.text], address
