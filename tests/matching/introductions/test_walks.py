"""Two hundred random ways through introductions at once: whatever eight coordinators press, the limits hold."""

import itertools
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.people.models import Person, PersonState
from kit.db import Database, session
from kit.errors import Refusal
from matching.introductions import actions
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Happened, Introduction
from matching.introductions.moves import ACCEPTED, BUSY, OPEN, STEPS, Actor, Move, moves_from
from matching.needs.models import Need, NeedKind, NeedState
from tests.cast import Cast
from tests.depth import times

pytestmark = pytest.mark.walk

WALKS, THREADS, STEPS_OF_A_WALK = times(60, 200), 8, 12
MOST_WALKS = 10 * WALKS
SCARCITY = {"NeedIsFull", "BusyNow", "AlreadyProposed"}
HELPFUL = (Move.ASK_CANDIDATE, Move.CANDIDATE_YES, Move.ASK_REQUESTER, Move.REQUESTER_YES, Move.MEET)


@pytest.fixture
def scarce(database: Database, cast: Cast) -> tuple[list[int], list[int]]:
    """Few places and few people, so that everybody wants the same ones."""
    with database.transaction():
        needs = [
            Need(title=f"相談{n}", kind=NeedKind.HANDS, state=NeedState.OPEN, group_id=cast.river, people_wanted=wanted)
            for n, wanted in enumerate((None, 1, 2, 3))
        ]
        people = [
            Person(display_name=f"人{n}", state=PersonState.ACTIVE, max_at_once=at_once, max_per_year=in_a_year)
            for n, (at_once, in_a_year) in enumerate([(1, None), (2, 6), (None, 5), (None, None), (None, None), (1, 4)])
        ]
        session.add_all([*needs, *people])
        session.flush()
        return [need.id for need in needs], [person.id for person in people]


def walk(database: Database, seed: int, cast: Cast, needs: list[int], people: list[int]) -> Counter[str]:
    """One coordinator who presses what there is to press, mostly what leads on."""
    chance, told = random.Random(seed), Counter[str]()
    for _step in range(STEPS_OF_A_WALK):
        try:
            with database.transaction():
                by = session.get_one(Account, cast.hanako)
                open_ones = session.scalars(sa.select(Introduction.id).where(Introduction.state.in_(OPEN))).all()
                if not open_ones or chance.random() < 0.3:
                    need, person = session.get_one(Need, chance.choice(needs)), chance.choice(people)
                    actions.propose(need, session.get_one(Person, person), by=by)
                else:
                    introduction = session.get_one(Introduction, chance.choice(open_ones))
                    some = moves_from(introduction.state, Actor.STAFF) or list(Move)
                    helpful = [move for move in some if move in HELPFUL]
                    move = chance.choice(helpful if helpful and chance.random() < 0.7 else some)
                    actions.move_on(introduction, move, Hand(actor=Actor.STAFF, account=by, came=Came.PHONE))
            told["done"] += 1
        except Refusal as refusal:
            told[type(refusal).__name__] += 1
    return told


def test_the_limits_hold_whatever_is_pressed(
    scarce: tuple[list[int], list[int]], database: Database, cast: Cast
) -> None:
    needs, people = scarce
    told = Counter[str]()
    with ThreadPoolExecutor(THREADS) as pool:
        for first in range(0, MOST_WALKS, WALKS):
            seeds = range(first, first + WALKS)
            told += sum(pool.map(lambda seed: walk(database, seed, cast, needs, people), seeds), Counter())
            if set(told) >= SCARCITY:  # which thread comes first is left to chance, and so is what they meet
                break
    assert told["done"] > WALKS
    assert set(told) >= SCARCITY, "nothing was ever scarce"
    with database.transaction(writing=False):
        for need in session.scalars(sa.select(Need).where(Need.id.in_(needs))):
            taken = sa.select(sa.func.count()).where(Introduction.need_id == need.id, Introduction.state.in_(ACCEPTED))
            assert (session.scalar(taken) or 0) <= (need.people_wanted or 1)
        for person in session.scalars(sa.select(Person).where(Person.id.in_(people))):
            about = Introduction.person_id == person.id
            busy = session.scalar(sa.select(sa.func.count()).where(about, Introduction.state.in_(BUSY))) or 0
            asked = session.scalar(sa.select(sa.func.count()).where(about, Introduction.asked_at.is_not(None))) or 0
            assert busy <= (person.max_at_once or 10_000)
            assert asked <= (person.max_per_year or 10_000)
        for introduction in session.scalars(sa.select(Introduction)):
            lines = session.scalars(
                sa.select(Happened).where(Happened.introduction_id == introduction.id).order_by(Happened.id)
            ).all()
            assert lines[-1].state is introduction.state
            assert all(line.account_id and line.at for line in lines)
            for before, line in itertools.pairwise(lines):
                assert line.move
                assert before.state in STEPS[line.move].before
                assert line.state is STEPS[line.move].after
