"""Whatever is pressed in whatever order, an introduction keeps to its ways and shows nobody what was not ticked."""

import itertools
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from directory.accounts.models import Account
from directory.groups.models import ContactKind, Group, GroupContact, GroupState, Sector
from directory.people.models import Person, PersonState
from kit.clock import travelled
from kit.db import Database, session
from kit.errors import Forbidden, NoSuchStep
from kit.mail import Letter
from matching.introductions import asking
from matching.introductions.actions import Hand, move_on, propose
from matching.introductions.items import items_of
from matching.introductions.models import Came, Introduction, Receipt
from matching.introductions.moves import ACCEPTED, STEPS, WAITING, Actor, Move, Side, State, other
from matching.needs.models import Need, NeedKind, NeedState
from tests.cast import Cast
from tests.conftest import post
from tests.depth import DEEP, times

pytestmark = pytest.mark.walk

BASE = "http://localhost"
PERSON_ITEMS = {
    "legal_name": "鷺沼 はつえ",
    "phone": "000-0000-7310",
    "email": "hatsue@example.jp",
    "address": "鷺沼町7-31",
}
GROUP_ITEMS = {ContactKind.PHONE: "050-0000-7322", ContactKind.EMAIL: "sagi-no-kai@example.jp"}
ANSWERS = {
    (Side.CANDIDATE, "yes"): Move.CANDIDATE_YES,
    (Side.CANDIDATE, "no"): Move.CANDIDATE_NO,
    (Side.REQUESTER, "yes"): Move.REQUESTER_YES,
    (Side.REQUESTER, "no"): Move.REQUESTER_NO,
}
LEADING = (Move.ASK_CANDIDATE, Move.ASK_REQUESTER, Move.MEET, Move.START)


class Introducing(RuleBasedStateMachine):
    """One introduction; what should hold of it is counted along beside it."""

    database: Database
    client: FlaskClient
    cast: Cast
    met: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.days = 0
        self.lines = 1
        self.state = State.PROPOSED
        self.links: dict[Side, list[str]] = {side: [] for side in Side}
        self.ticked: dict[Side, set[str]] = {side: set() for side in Side}
        self.opened: set[Side] = set()
        with self.database.transaction():
            self.id, self.items = self._begin()
            self.last_letter = session.scalar(sa.select(sa.func.max(Letter.id))) or 0

    def _begin(self) -> tuple[int, dict[Side, dict[str, str]]]:
        group = Group(name="鷺の会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
        group.contacts = [GroupContact(kind=kind, value=value) for kind, value in GROUP_ITEMS.items()]
        person = Person(display_name="さぎさん", state=PersonState.ACTIVE, **PERSON_ITEMS)
        session.add_all([group, person])
        session.flush()
        need = Need(title="相談", kind=NeedKind.HANDS, state=NeedState.OPEN, group_id=group.id)
        session.add(need)
        session.flush()
        begun = propose(need, person, by=session.get_one(Account, self.cast.hanako))
        begun.outline, begun.introducing = "手伝ってくださる方をさがしています。", "手伝える方です。"
        return begun.id, {side: {item.key: item.value for item in items_of(begun, side)} for side in Side}

    @rule(steps=st.integers(1, 6), data=st.data())
    def it_goes_well_for_a_while(self, steps: int, data: st.DataObject) -> None:
        for _step in range(steps):
            if self.state in WAITING:
                self._answer(WAITING[self.state], "yes", self.links[WAITING[self.state]][-1], data)
            else:
                self.staff_press(next((move for move in LEADING if self.state in STEPS[move].before), Move.END))
            self.no_letter_tells_how_to_reach_the_other()  # which takes the new link out of the outbox
            self.look_at_what_the_other_shows(data.draw(st.sampled_from(Side)))

    @rule(move=st.sampled_from([*LEADING, *Move]))
    def staff_press(self, move: Move) -> None:
        allowed = self.state in STEPS[move].before and Actor.STAFF in STEPS[move].by
        with travelled(timedelta(days=self.days)), self.database.transaction():
            introduction = session.get_one(Introduction, self.id)
            by = session.get_one(Account, self.cast.hanako)
            try:
                move_on(introduction, move, Hand(actor=Actor.STAFF, account=by, came=Came.PHONE))
                asking.tell(introduction, move, base_url=BASE)
            except (NoSuchStep, Forbidden):
                assert not allowed
                return
        assert allowed
        self._went(move)

    @rule(
        side=st.sampled_from(Side),
        answer=st.sampled_from(["yes"] * 5 + ["no"]),
        which=st.integers(0, 9),
        data=st.data(),
    )
    def answer_by_a_letter(self, side: Side, answer: str, which: int, data: st.DataObject) -> None:
        """By the newest letter mostly, else by one kept from before, on which the answer may stand long since."""
        if links := self.links[side]:
            self._answer(side, answer, links[-1] if which < 7 else links[which % len(links)], data)

    def _answer(self, side: Side, answer: str, link: str, data: st.DataObject) -> None:
        ticked = data.draw(st.sets(st.sampled_from(sorted(self.items[side]))), label="ticked")
        with travelled(timedelta(days=self.days)):
            good = self.client.get(link).status_code == 200 and link.startswith("/answers/")
            sent = post(self.client, f"{link}/answer", {"answer": answer, "ticked": sorted(ticked)}, page="/login")
        if good:
            assert WAITING[self.state] is side
            assert link == self.links[side][-1], "only the newest letter counts"
            assert sent.status_code == 200
            self.ticked[side] = ticked if answer == "yes" else set()
            self._went(ANSWERS[side, answer])
        else:
            assert sent.status_code in (400, 409, 422)

    @precondition(lambda self: any(self.links.values()))
    @rule(side=st.sampled_from(Side))
    def a_scanner_opens_everything(self, side: Side) -> None:
        with travelled(timedelta(days=self.days)):
            for link, answer in itertools.product(self.links[side], ("", "?answer=yes", "?answer=no")):
                assert self.client.get(link + answer).status_code in (200, 400)
                assert self.client.head(link + answer).status_code in (200, 400)

    @precondition(lambda self: any(self.links.values()))
    @rule(
        side=st.sampled_from(Side), at=st.integers(1, 30), act=st.sampled_from(["answer", "items", "back", "question"])
    )
    def forge_a_link(self, side: Side, at: int, act: str) -> None:
        for link in self.links[side]:
            place = len(link) - at
            forged = link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :]
            assert (
                post(self.client, f"{forged}/{act}", {"answer": "yes", "words": "?"}, page="/login").status_code == 400
            )

    @rule(side=st.sampled_from(Side))
    def look_at_what_the_other_shows(self, side: Side) -> None:
        if not self.links[side]:
            return
        link = self.links[side][-1]
        with travelled(timedelta(days=self.days)):
            alive = self.client.get(link).status_code == 200
            looked = post(self.client, f"{link}/items", {}, page="/login").status_code
        if alive and self.state in (*ACCEPTED, State.ENDED) and self.ticked[other(side)]:
            assert looked == 303
            self.opened.add(side)
            self.met["shown"] += 1
        else:
            assert looked in (400, 404)

    @rule(days=st.sampled_from([1, 1, 4, 4, 8, 20, 61]))
    def time_passes(self, days: int) -> None:
        self.days += days
        with travelled(timedelta(days=self.days)), self.database.transaction():
            asking.remind(base_url=BASE)
            asking.expire(base_url=BASE)
            state = session.get_one(Introduction, self.id).state
        if state is not self.state:
            assert state is State.EXPIRED
            self._went(Move.EXPIRE)

    def _went(self, move: Move) -> None:
        assert self.state in STEPS[move].before
        self.state = STEPS[move].after
        self.met[self.state] += 1
        self.lines += 1

    @invariant()
    def it_stands_where_it_should_and_every_step_is_on_record(self) -> None:
        with self.database.transaction(writing=False):
            introduction = session.get_one(Introduction, self.id)
            assert introduction.state is self.state
            assert len(introduction.moves) == self.lines
            assert all(line.at and line.by and line.came for line in introduction.moves)
            assert all(line.account_id for line in introduction.moves if line.by is Actor.STAFF)
            assert {(shown.side, shown.item) for shown in introduction.shown} == {
                (side, item) for side in Side for item in self.ticked[side]
            }
            looked = session.scalars(sa.select(Receipt).where(Receipt.introduction_id == self.id)).all()
            assert {other(receipt.side) for receipt in looked} == self.opened
            assert all(receipt.item in self.ticked[receipt.side] for receipt in looked)

    @invariant()
    def no_letter_tells_how_to_reach_the_other(self) -> None:
        with self.database.transaction(writing=False):
            newer = (Letter.id > self.last_letter) & (Letter.about == f"introduction:{self.id}")
            for letter in session.scalars(sa.select(Letter).where(newer).order_by(Letter.id)):
                self.last_letter = letter.id
                side = Side.CANDIDATE if letter.email == PERSON_ITEMS["email"] else Side.REQUESTER
                said = f"{letter.title}{letter.text()}{letter.link}"
                assert not [value for value in self.items[other(side)].values() if value in said]
                if letter.link:
                    self.links[side].append(urlsplit(letter.link).path)

    @invariant()
    def a_page_shows_what_was_ticked_and_opened_and_nothing_else(self) -> None:
        for side in Side:
            for link in self.links[side][-1:]:
                with travelled(timedelta(days=self.days)):
                    page = self.client.get(link).text
                shown = {key for key, value in self.items[other(side)].items() if value in page}
                assert shown <= self.ticked[other(side)]
                assert not shown or (side in self.opened and self.state in (*ACCEPTED, State.ENDED))


def test_in_whatever_order(database: Database, client: FlaskClient, cast: Cast) -> None:
    class Here(Introducing):
        """With the database of this test."""

    Here.database, Here.client, Here.cast, Here.met = database, client, cast, Counter()
    several = settings(
        max_examples=times(10, 60),
        stateful_step_count=20,
        deadline=None,
        database=None,
        derandomize=not DEEP,  # what was met has to be met again, or the test says nothing
        phases=[Phase.generate],  # a shorter way to a fault takes minutes to find and is not needed to see it
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Here, settings=several)
    assert {State.AGREED, State.MET, "shown"} <= set(Here.met), Here.met
    assert {State.DECLINED, State.EXPIRED, State.CANCELLED} & set(Here.met), Here.met
