"""What follows from a decline: a letter or a task, and never a lower place."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.people.models import Audience, Person
from kit.clock import today
from kit.db import Database, session
from kit.mail import Letter
from kit.web import Application
from matching.care import effects
from matching.care.models import CareTask, Task, TaskState
from matching.introductions import actions
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction, Reason
from matching.introductions.moves import Actor, Move
from matching.needs.models import Need
from matching.suggestions.likeness import index_of_this_application
from matching.suggestions.queries import suggest
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
Work = Callable[[], int]
BY_HAND, SILENT = Hand(actor=Actor.CANDIDATE, came=Came.PHONE), Hand(actor=Actor.CLOCK, came=Came.CLOCK)


def ask(cast: Cast) -> Introduction:
    hanako = session.get_one(Account, cast.hanako)
    person = session.get_one(Person, cast.accountant)
    begun = actions.propose(session.get_one(Need, cast.need), person, by=hanako)
    actions.move_on(begun, Move.ASK_CANDIDATE, Hand(actor=Actor.STAFF, account=hanako))
    return begun


def decline(database: Database, cast: Cast, reason: Reason | None, *, move: Move = Move.CANDIDATE_NO) -> None:
    with database.transaction():
        actions.move_on(ask(cast), move, SILENT if move is Move.EXPIRE else BY_HAND, reason=reason)


def left(database: Database) -> tuple[list[tuple[Task, int | None]], list[str]]:
    """The open tasks and the letters of care."""
    with database.transaction(writing=False):
        open_tasks = sa.select(CareTask).where(CareTask.state == TaskState.OPEN).order_by(CareTask.id)
        letters = sa.select(Letter.kind).where(Letter.kind.startswith("care.")).order_by(Letter.id)
        return [(task.kind, task.person_id) for task in session.scalars(open_tasks)], list(session.scalars(letters))


@pytest.mark.parametrize(
    ("reason", "task", "letter"),
    [
        (Reason.DATES, Task.TIMES, "care.times"),
        (Reason.BURDEN, Task.EASE, None),
        (Reason.FORMER, Task.APART, None),
        (Reason.SKILL, Task.EVIDENCE, None),
        (Reason.OTHER_CHOSEN, None, None),
        (Reason.LEVEL, None, None),
        (Reason.DISTANCE, None, None),
        (Reason.INTEREST, None, None),
        (Reason.NO_ANSWER, None, None),
        (Reason.OTHER, None, None),
        (None, None, None),
    ],
)
def test_each_reason_has_its_one_effect(
    reason: Reason | None, task: Task | None, letter: str | None, database: Database, cast: Cast, work: Work
) -> None:
    decline(database, cast, reason)
    work()
    assert left(database) == ([(task, cast.accountant)] if task else [], [letter] if letter else [])


def test_every_reason_stands_in_the_table() -> None:
    assert set(effects.EFFECTS) == set(Reason)


def test_what_is_open_is_not_asked_twice(database: Database, cast: Cast, work: Work) -> None:
    for _time in range(2):
        decline(database, cast, Reason.DATES)
        work()
    assert left(database) == ([(Task.TIMES, cast.accountant)], ["care.times"])


def test_only_the_third_silence_in_a_row_asks_whether_they_rest(database: Database, cast: Cast, work: Work) -> None:
    decline(database, cast, Reason.NO_ANSWER, move=Move.EXPIRE)
    decline(database, cast, None)
    for _time in range(2):
        decline(database, cast, Reason.NO_ANSWER, move=Move.EXPIRE)
    work()
    assert left(database) == ([], [])
    decline(database, cast, Reason.NO_ANSWER, move=Move.EXPIRE)
    work()
    assert left(database) == ([(Task.PAUSE, cast.accountant)], ["care.pause"])
    decline(database, cast, Reason.NO_ANSWER, move=Move.EXPIRE)
    work()
    assert len(left(database)[1]) == 1, "the fourth is not asked about again"


def test_the_skill_that_was_asked_for_and_stated_is_flagged(database: Database, cast: Cast, work: Work) -> None:
    decline(database, cast, Reason.SKILL)
    work()
    with database.transaction(writing=False):
        [task] = session.scalars(sa.select(CareTask))
        held = session.get_one(Person, cast.accountant).skills
        assert [task.skill_id] == [each.skill_id for each in held]
        assert held[0].level == 3, "and stays as it is"


@pytest.mark.parametrize("reason", Reason)
def test_a_decline_never_lowers_a_score_nor_a_place(
    reason: Reason, app: Application, database: Database, cast: Cast, work: Work
) -> None:
    with database.transaction():
        for number in range(4):  # equals, among whom every point would tell
            like = session.get_one(Person, cast.accountant)
            session.add(
                Person(display_name=f"その{number}", state=like.state, findable_by=Audience.PUBLIC, slots=like.slots,
                       introduction=like.introduction, areas=list(like.areas))
            )  # fmt: skip
        ask(cast)
    work()  # the search knows the new ones
    before = standing(app, database, cast)
    with database.transaction():
        begun = session.scalars(sa.select(Introduction)).one()
        actions.move_on(begun, Move.CANDIDATE_NO, BY_HAND, reason=reason)
    work()
    after = standing(app, database, cast)
    assert after[0] >= before[0], "points"
    assert after[1] <= before[1], "place"


def standing(app: Application, database: Database, cast: Cast) -> tuple[int, int]:
    with app.test_request_context(), database.transaction(writing=False):
        hanako = session.get_one(Account, cast.hanako)
        items = suggest(session.get_one(Need, cast.need), hanako, index=index_of_this_application()).items
        return next((one.score, place) for place, one in enumerate(items) if one.id == cast.accountant)


def test_a_burden_is_lowered_only_after_a_call(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Work
) -> None:
    decline(database, cast, Reason.BURDEN)
    work()
    hanako, page = browser_of("hanako"), "/desk/care/tasks/1"
    assert "電話で本人に確かめて" in hanako.get(page).text
    answer = post(hanako, f"{page}/ease", {"at_once": "1"}, page=page)
    assert answer.status_code == 422
    assert "本人に電話で確かめてから" in answer.text
    answer = post(hanako, f"{page}/ease", {"at_once": "1", "rest": "2", "confirmed": "true"}, page=page)
    assert answer.status_code == 303, answer.text
    with database.transaction(writing=False):
        person = session.get_one(Person, cast.accountant)
        assert person.max_at_once == 1
        assert person.resting_until
        assert person.resting_until > today()
        assert [held.level for held in person.skills] == [3], "the rest of the entry stays"
        assert session.get_one(CareTask, 1).state is TaskState.DONE
    assert post(hanako, page, {"outcome": "done"}, page=page).status_code == 409


def test_who_was_asked_finds_it_on_their_own_page(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Work
) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = cast.jiro
    decline(database, cast, Reason.DATES)
    work()
    assert "いまも合っていますか" in browser_of("jiro").get("/my").text
    assert "いまも合っていますか" not in browser_of("taro").get("/my").text


def test_former_relations_lead_to_the_form_that_keeps_apart(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Work
) -> None:
    decline(database, cast, Reason.FORMER)
    work()
    text = browser_of("hanako").get("/desk/care/tasks/1").text
    assert f"about=person:{cast.accountant}&amp;other=group:{cast.river}" in text
