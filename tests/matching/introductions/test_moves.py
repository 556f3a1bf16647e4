"""The state machine of introductions: what leads where, who may, and what the database itself refuses."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.people.models import Person
from kit.db import Database, session
from kit.errors import ChangedMeanwhile, Forbidden, NoSuchStep
from matching.introductions import actions
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Happened, Introduction, Reason
from matching.introductions.moves import ACCEPTED, BUSY, OPEN, STEPS, Actor, Move, State, moves_from
from matching.needs.models import Need, NeedKind, NeedState
from tests.cast import Cast

TO_AGREED = (Move.ASK_CANDIDATE, Move.CANDIDATE_YES, Move.ASK_REQUESTER, Move.REQUESTER_YES)


@pytest.fixture
def open_transaction(database: Database) -> Iterator[None]:
    with database.transaction():
        yield


def staff(cast: Cast) -> Hand:
    return Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako), came=Came.PHONE)


def begin(cast: Cast, *, person: int = 0, need: int = 0) -> Introduction:
    by = session.get_one(Account, cast.hanako)
    candidate = session.get_one(Person, person or cast.accountant)
    return actions.propose(session.get_one(Need, need or cast.need), candidate, by=by)


def go(introduction: Introduction, cast: Cast, *moves: Move) -> Introduction:
    for move in moves:
        actions.move_on(introduction, move, staff(cast))
    return introduction


def another_need(cast: Cast, wanted: int | None = None) -> int:
    need = Need(
        title="手伝いがほしい", kind=NeedKind.HANDS, state=NeedState.OPEN, group_id=cast.river, people_wanted=wanted
    )
    session.add(need)
    session.flush()
    return need.id


def test_every_state_can_be_reached_and_whatever_is_open_can_be_left() -> None:
    reached = {State.PROPOSED} | {step.after for step in STEPS.values()}
    assert reached == set(State)
    for state in State:
        assert bool(moves_from(state, Actor.STAFF)) == (state in OPEN)
    assert ACCEPTED < BUSY < OPEN


@pytest.mark.usefixtures("open_transaction")
def test_the_whole_way_leaves_a_line_for_every_step(cast: Cast) -> None:
    introduction = go(begin(cast), cast, *TO_AGREED, Move.MEET, Move.START, Move.END)
    assert introduction.state is State.ENDED
    lines = session.scalars(sa.select(Happened).order_by(Happened.id)).all()
    assert [line.state for line in lines] == [
        State.PROPOSED, State.ASKED_CANDIDATE, State.CANDIDATE_WILLING, State.ASKED_REQUESTER, State.AGREED,
        State.MET, State.RUNNING, State.ENDED,
    ]  # fmt: skip
    assert {line.account_id for line in lines} == {cast.hanako}


@pytest.mark.usefixtures("open_transaction")
@pytest.mark.parametrize("state", State)
def test_only_the_moves_of_a_state_can_be_made_and_only_by_whom_they_are_for(state: State, cast: Cast) -> None:
    introduction = begin(cast)
    hands = {actor: Hand(actor=actor) for actor in Actor} | {Actor.STAFF: staff(cast)}
    for move in Move:
        for actor, hand in hands.items():
            session.execute(sa.update(Introduction).values(state=State.PROPOSED))
            session.execute(sa.update(Introduction).values(state=state))
            session.expire(introduction)
            if move in moves_from(state, actor):
                actions.move_on(introduction, move, hand)
                assert introduction.state is STEPS[move].after
            else:
                refusal = Forbidden if actor not in STEPS[move].by else NoSuchStep
                with pytest.raises(refusal):
                    actions.move_on(introduction, move, hand)


@pytest.mark.usefixtures("open_transaction")
def test_a_member_is_no_staff(cast: Cast) -> None:
    introduction = begin(cast)
    with pytest.raises(Forbidden):
        actions.move_on(
            introduction, Move.ASK_CANDIDATE, Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.taro))
        )


@pytest.mark.usefixtures("open_transaction")
def test_one_introduction_per_need_and_candidate_at_a_time(cast: Cast) -> None:
    first = begin(cast)
    with pytest.raises(actions.AlreadyProposed):
        begin(cast)
    actions.move_on(first, Move.CANCEL, staff(cast))
    assert begin(cast).id != first.id


@pytest.mark.usefixtures("open_transaction")
def test_a_need_accepts_as_many_as_it_wants(cast: Cast) -> None:
    one, other = begin(cast), begin(cast, person=cast.quiet)
    go(one, cast, *TO_AGREED)
    go(other, cast, *TO_AGREED[:-1])
    with pytest.raises(actions.NeedIsFull):
        go(other, cast, Move.REQUESTER_YES)
    assert other.state is State.ASKED_REQUESTER
    go(one, cast, Move.CANCEL)
    assert go(other, cast, Move.REQUESTER_YES).state is State.AGREED


@pytest.mark.usefixtures("open_transaction")
@pytest.mark.parametrize(
    ("limit", "refusal"),
    [
        ("max_at_once", actions.BusyNow),
        ("max_per_month", actions.BusyThisMonth),
        ("max_per_year", actions.BusyThisYear),
    ],
)
def test_nobody_is_asked_beyond_what_they_take_on(limit: str, refusal: type[Exception], cast: Cast) -> None:
    setattr(session.get_one(Person, cast.accountant), limit, 1)
    session.flush()
    first = go(begin(cast), cast, Move.ASK_CANDIDATE)
    second = begin(cast, need=another_need(cast))
    with pytest.raises(refusal):
        go(second, cast, Move.ASK_CANDIDATE)
    go(first, cast, Move.CANDIDATE_NO)
    if limit == "max_at_once":
        assert go(second, cast, Move.ASK_CANDIDATE).state is State.ASKED_CANDIDATE


@pytest.mark.usefixtures("open_transaction")
def test_a_limit_that_is_lowered_stops_nothing_that_is_under_way(cast: Cast) -> None:
    introduction = go(begin(cast), cast, Move.ASK_CANDIDATE)
    session.get_one(Person, cast.accountant).max_at_once = 0
    session.flush()
    assert go(introduction, cast, *TO_AGREED[1:], Move.MEET, Move.START).state is State.RUNNING


@pytest.mark.usefixtures("open_transaction")
def test_an_old_form_is_told_so(cast: Cast) -> None:
    introduction = begin(cast)
    seen = introduction.version
    go(introduction, cast, Move.ASK_CANDIDATE)
    with pytest.raises(ChangedMeanwhile):
        actions.move_on(introduction, Move.CANCEL, staff(cast), version=seen, reason=Reason.OTHER)
