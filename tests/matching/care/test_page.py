"""The page of care: who carries too much, who was never asked, what nobody has answered."""

from collections.abc import Callable
from datetime import timedelta

import html5lib
import pytest
from flask.testing import FlaskClient

from directory.people.models import Person, PersonState
from kit.clock import now
from kit.db import Database, session
from matching.care import figures, rails
from matching.introductions.models import Came, Happened, Introduction
from matching.introductions.moves import Actor, Move, State
from matching.needs.models import Need, NeedKind, NeedState
from tests.cast import Cast

BrowserOf = Callable[[str], FlaskClient]
PAGE = "/desk/care"


def asked(person_id: int, need_id: int, days: int, state: State = State.DECLINED, rank: int | None = 1) -> Introduction:
    begun = Introduction(need_id=need_id, person_id=person_id, state=state, rank=rank,
                         asked_at=now() - timedelta(days=days), created_at=now() - timedelta(days=days))  # fmt: skip
    begun.moves = [
        Happened(
            state=State.PROPOSED, by=Actor.STAFF, came=Came.WEB, words="よく知っている方です" if rank is None else ""
        )
    ]
    if state in (State.AGREED, State.ENDED):
        begun.moves += [
            Happened(move=move, state=state, by=Actor.STAFF, came=Came.WEB)
            for move in (Move.CANDIDATE_YES, Move.REQUESTER_YES)
        ]
    session.add(begun)
    return begun


@pytest.mark.parametrize(
    ("counts", "people", "gini"), [([], 5, 0), ([2, 2, 2], 3, 0), ([6], 3, 667), ([1, 3], 2, 250), ([4], 1, 0)]
)
def test_the_gini_of_a_few_people(counts: list[int], people: int, gini: int) -> None:
    assert figures.gini(counts, people) == gini


def test_who_is_relied_on_too_much_and_who_was_never_asked(
    browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    with database.transaction():
        for days in (1, 2, 3, 4):
            asked(cast.accountant, cast.need, days)
        asked(cast.interpreter, cast.need, 200, rank=None)
        session.get_one(Person, cast.quiet).max_at_once = 0
    with database.transaction(writing=False):
        everybody = figures.loads()
        total = sum(load.quarter for load in everybody)
        assert [(load.id, load.quarter, load.year, load.too_much(total)) for load in everybody] == [
            (cast.accountant, 4, 4, True),
            (cast.interpreter, 0, 1, False),
        ]
        count, longest = figures.untouched()
        assert (count, [row[0] for row in longest]) == (2, [cast.quiet, cast.interpreter])
        now_, _before = figures.spreads(everybody)
        assert (now_.asks, now_.people, now_.never) == (4, 3, 33)
        assert {rate.key: rate.asked for rate in figures.by_rank(figures.asked_in_a_year())} == {"1": 4, "hand": 1}
    text = browser_of("hanako").get(PAGE).text
    html5lib.HTMLParser(strict=True).parse(text)
    assert "よく知っている方です" in text
    assert "1人に頼りすぎています" in text
    exported = browser_of("hanako").get(f"{PAGE}/loads.csv").text
    assert exported.splitlines()[1].startswith(f"{cast.accountant},髙橋みどり,4,4,0")


def test_the_quarter_before_is_counted_as_it_was_then(database: Database, cast: Cast) -> None:
    with database.transaction():
        for person_id in (cast.accountant, cast.interpreter, cast.quiet):
            session.get_one(Person, person_id).created_at = now() - timedelta(days=400)
        asked(cast.accountant, cast.need, 5)
        asked(cast.interpreter, cast.need, 100)
        asked(cast.interpreter, cast.need, 300)
    with database.transaction(writing=False):
        last, before = figures.spreads(figures.loads())
        assert (last.asks, last.people, last.never) == (1, 3, 33)
        assert (before.asks, before.people, before.never) == (1, 3, 67)


def test_groups_whose_needs_are_accepted_less_than_a_quarter_ago_are_named(database: Database, cast: Cast) -> None:
    with database.transaction():
        for day in range(5):
            asked(cast.interpreter, cast.need, 100 + day, State.ENDED)
            asked(cast.accountant, cast.need, 1 + day)
    with database.transaction(writing=False):
        everybody, year = figures.loads(), figures.asked_in_a_year()
        trend = rails.trends(everybody, figures.spreads(everybody), year)[-1]
        assert (trend.now, trend.before) == ("0%（5件のうち0件）", "100%（5件のうち5件）")
        assert "減りました" in trend.alarm


def test_somebody_at_a_limit_of_their_own_is_listed_after_one_request(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).max_per_year = 1
        asked(cast.accountant, cast.need, 100)
    with database.transaction(writing=False):
        [load] = figures.loads()
        assert load.at_limit
        assert load.too_much(0)


def test_who_rests_and_who_has_left_are_left_alone(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.get_one(Person, cast.quiet).resting_until = (now() + timedelta(days=9)).date()
        session.get_one(Person, cast.interpreter).state = PersonState.WITHDRAWN
        asked(cast.accountant, cast.need, 10)
    with database.transaction(writing=False):
        assert figures.untouched() == (0, [])


def test_a_need_that_somebody_agreed_on_is_met(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.add(Need(title="まだ", kind=NeedKind.HANDS, state=NeedState.OPEN))
        session.add(Need(title="下書き", kind=NeedKind.HANDS, state=NeedState.DRAFT))
        asked(cast.accountant, cast.need, 10, State.AGREED)
    with database.transaction(writing=False):
        assert figures.count_unmet() == 1
        assert figures.unmet_by_area() == []
        [rate] = figures.by_rank(figures.asked_in_a_year())
        assert (rate.asked, rate.willing, rate.agreed, rate.percent) == (1, 1, 1, 100)


def test_an_empty_register_has_its_page_and_only_staff_read_it(browser_of: BrowserOf) -> None:
    html5lib.HTMLParser(strict=True).parse(browser_of("hanako").get(PAGE).text)
    for name in ("", "taro"):
        assert browser_of(name).get(PAGE).status_code != 200
