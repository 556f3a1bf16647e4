"""Who carries how much, and what is left unanswered: counted by the database, one row for each person who was ever asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from directory.groups.models import Group
from directory.people.models import Person, PersonState
from directory.vocabularies.models import Area, Field
from kit.clock import now, today
from kit.db import session
from matching.introductions.models import Happened, Introduction
from matching.introductions.moves import ACCEPTED, BUSY, Move, State
from matching.needs.models import Need, NeedState, need_areas, need_fields

QUARTER, MONTH, YEAR = timedelta(days=90), timedelta(days=31), timedelta(days=366)
FRESH: Final = timedelta(days=180)
MOST_SHARE: Final = 5
"""Percent of all requests of a quarter beyond which somebody is relied on too much."""
LEAST_ASKED: Final = 3
"""Below so many requests a share says nothing."""
MOST_LISTED: Final = 20


class Load(NamedTuple):
    """What one active person was asked, a row of ``loads``.

    ``quarter``: in the last 90 days; ``before``: in the 90 before those; ``earlier``: at any time before the last 90.
    """

    id: int
    name: str
    at_once: int | None
    a_month: int | None
    a_year: int | None
    quarter: int
    before: int
    month: int
    year: int
    now: int
    earlier: int
    last: datetime | None

    @property
    def at_limit(self) -> bool:
        """Whether one of their own limits is reached."""
        have = ((self.now, self.at_once), (self.month, self.a_month), (self.year, self.a_year))
        return any(most is not None and count >= most for count, most in have)

    def share(self, total: int) -> int:
        """Percent of all requests of the last 90 days."""
        return round(100 * self.quarter / total) if total else 0

    def too_much(self, total: int) -> bool:
        """Whether they carry too much of all of it, or have reached a limit of their own."""
        return (self.quarter >= LEAST_ASKED and 100 * self.quarter > MOST_SHARE * total) or self.at_limit


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How requests are spread over the active people in one quarter. ``gini``: 0 all alike, 1 all to one; in thousandths."""

    asks: int
    people: int
    gini: int
    never: int
    """Percent of people who had never been asked until its end."""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Of some requests, how many the candidate and then both sides accepted."""

    key: str
    asked: int
    willing: int
    agreed: int

    @property
    def percent(self) -> int:
        """Of those asked, how many were willing."""
        return round(100 * self.willing / self.asked) if self.asked else 0


def loads(*, dated: bool = False) -> list[Load]:
    """Every active person who was ever asked, who carries most first.

    ``last`` is read only where it is wanted: thousands of dates take as long as all the counting.
    """
    at, asked = now(), Introduction.asked_at
    counts = {
        "quarter": asked > at - QUARTER,
        "before": sa.and_(asked > at - 2 * QUARTER, asked <= at - QUARTER),
        "month": asked > at - MONTH,
        "year": asked > at - YEAR,
        "now": Introduction.state.in_(BUSY),
        "earlier": asked <= at - QUARTER,
    }
    last = sa.func.max(asked) if dated else sa.null()
    columns = [sa.func.sum(sa.case((condition, 1), else_=0)).label(name) for name, condition in counts.items()]
    by_person = (
        sa.select(Introduction.person_id, *columns, last.label("last"))
        .where(Introduction.person_id.is_not(None), asked.is_not(None))
        .group_by(Introduction.person_id)
        .subquery()
    )
    person = (Person.id, Person.display_name.label("name"), Person.max_at_once.label("at_once"),
              Person.max_per_month.label("a_month"), Person.max_per_year.label("a_year"))  # fmt: skip
    own = [column for column in by_person.c if column.name != "person_id"]
    query = sa.select(*person, *own).join(by_person, by_person.c.person_id == Person.id).where(_active())
    query = query.order_by(by_person.c.quarter.desc(), by_person.c.now.desc(), by_person.c.year.desc(), Person.id)
    return [Load._make(row) for row in session.execute(query)]


def untouched() -> tuple[int, Sequence[tuple[int, str, datetime | None]]]:
    """How many active people were never asked or not for 180 days, and the first of them; who rests is left alone."""
    asked = Introduction.asked_at
    lately = sa.select(Introduction.person_id).where(Introduction.person_id.is_not(None), asked >= now() - FRESH)
    last = sa.select(sa.func.max(asked)).where(Introduction.person_id == Person.id).scalar_subquery()
    rested = (Person.resting_until.is_(None)) | (Person.resting_until < today())
    where = (_active(), rested, Person.id.not_in(lately))
    query = sa.select(Person.id, Person.display_name, last.label("last")).where(*where)
    query = query.order_by(sa.nulls_first(sa.literal_column("last")), Person.id).limit(MOST_LISTED)
    count = session.scalar(sa.select(sa.func.count()).select_from(Person).where(*where)) or 0
    return count, [(row[0], row[1], row[2]) for row in session.execute(query)]


def spreads(everybody: Sequence[Load]) -> tuple[Spread, Spread]:
    """The last 90 days, and the 90 days before."""
    people = session.execute(
        sa.select(sa.func.count(), sa.func.sum(sa.case((Person.created_at <= now() - QUARTER, 1), else_=0))).where(
            _active()
        )
    ).one()
    count, then = people[0], people[1] or 0
    asked_then = sum(load.earlier > 0 for load in everybody)
    return (
        _spread([load.quarter for load in everybody], count, count - len(everybody)),
        _spread([load.before for load in everybody], then, max(0, then - asked_then)),
    )


def gini(counts: Iterable[int], people: int) -> int:
    """Of requests over so many people, those never asked among them; in thousandths."""
    known = sorted(count for count in counts if count)
    total, size = sum(known), max(people, len(known))
    if not total or size < 2:
        return 0
    weighted = sum((size - len(known) + place) * count for place, count in enumerate(known, 1))
    return round(1000 * (2 * weighted / (size * total) - (size + 1) / size))


def _spread(counts: Sequence[int], people: int, never: int) -> Spread:
    share = round(100 * never / people) if people else 0
    return Spread(asks=sum(counts), people=people, gini=gini(counts, people), never=share)


def unmet(on: datetime | None = None) -> sa.Select[Any]:
    """The ids of needs that are open and that nobody has agreed on; or were, on a day.

    When a need was closed is taken from its last change, so that a closed need that was edited later counts as open too long.
    """
    agreed = sa.exists().where(Introduction.need_id == Need.id, Introduction.state.in_(ACCEPTED | {State.ENDED}))
    if on is None:
        return sa.select(Need.id).where(Need.state == NeedState.OPEN, ~agreed)
    until_then = sa.exists().where(
        Introduction.need_id == Need.id, Happened.introduction_id == Introduction.id,
        Happened.move == Move.REQUESTER_YES, Happened.at <= on,
    )  # fmt: skip
    was_open = (Need.state == NeedState.OPEN) | ((Need.state != NeedState.DRAFT) & (Need.updated_at > on))
    return sa.select(Need.id).where(Need.created_at <= on, was_open, ~until_then)


def count_unmet(on: datetime | None = None) -> int:
    """How many."""
    return session.scalar(sa.select(sa.func.count()).select_from(unmet(on).subquery())) or 0


def unmet_by_field() -> list[tuple[Any, int]]:
    """(field, number of needs), the most first."""
    return _unmet_by(Field, Field.code, need_fields.c.field_code, need_fields.c.need_id)


def unmet_by_area() -> list[tuple[Any, int]]:
    """(area, number of needs), the most first."""
    return _unmet_by(Area, Area.code, need_areas.c.area_code, need_areas.c.need_id)


def _unmet_by(model: Any, code: Any, held: Any, need_id: Any) -> list[tuple[Any, int]]:
    number = sa.func.count()
    counted = (
        sa.select(held, number)
        .where(need_id.in_(unmet()))
        .group_by(held)
        .order_by(number.desc(), held)
        .limit(MOST_LISTED)
    )
    counts: dict[Any, int] = {row[0]: row[1] for row in session.execute(counted)}
    entries = {getattr(entry, code.key): entry for entry in session.scalars(sa.select(model).where(code.in_(counts)))}
    return [(entries[key], count) for key, count in counts.items() if key in entries]


RANKS: Final = ("1", "2", "3", "4-5", "6-10", "11-", "hand")
_RANK: Final = sa.case(
    (Introduction.rank.is_(None), "hand"),
    (Introduction.rank <= 3, sa.cast(Introduction.rank, sa.Text)),
    (Introduction.rank <= 5, "4-5"),
    (Introduction.rank <= 10, "6-10"),
    else_="11-",
)


class Asked(NamedTuple):
    """How many requests were alike: their place on the list, the sort of who asked for help, how many quarters ago."""

    rank: str
    requester: str
    ago: int
    asked: int
    willing: int
    agreed: int


def asked_in_a_year() -> list[Asked]:
    """Every request of a year, counted in one pass."""
    at = now()
    ages = (Introduction.asked_at > at - QUARTER, 0), (Introduction.asked_at > at - 2 * QUARTER, 1)
    alike = {
        "listed": _RANK,
        "requester": sa.func.coalesce(sa.type_coerce(Group.sector, sa.Text), "person"),
        "ago": sa.case(*ages, else_=2),
    }
    keys = [value.label(name) for name, value in alike.items()]
    made = [sa.func.sum(sa.case((_made(move), 1), else_=0)) for move in (Move.CANDIDATE_YES, Move.REQUESTER_YES)]
    query = (
        sa.select(*keys, sa.func.count(), *made)
        .select_from(Introduction)
        .join(Introduction.need)
        .outerjoin(Group, Group.id == Need.group_id)
        .where(Introduction.asked_at > at - YEAR, Introduction.asked_at <= at)
        .group_by(*map(sa.literal_column, alike))
    )
    return [Asked._make(row) for row in session.execute(query)]


def _made(move: Move) -> sa.ColumnElement[bool]:
    return Introduction.id.in_(sa.select(Happened.introduction_id).where(Happened.move == move))


def by_rank(asked: Iterable[Asked]) -> list[Rate]:
    """Requests by their place on the list; ``hand``: added by a coordinator."""
    found = _rates((each.rank, each) for each in asked)
    return [found[key] for key in RANKS if key in found]


def by_requester(asked: Iterable[Asked], ago: int) -> Mapping[str, Rate]:
    """Requests of one quarter by the sort of who asked for help; ``person``: no group."""
    return _rates((each.requester, each) for each in asked if each.ago == ago)


def _rates(keyed: Iterable[tuple[str, Asked]]) -> dict[str, Rate]:
    counts: dict[str, list[int]] = {}
    for key, each in keyed:
        counts[key] = [have + more for have, more in zip(counts.get(key, (0, 0, 0)), each[3:], strict=True)]
    return {
        key: Rate(key=key, asked=asked, willing=willing, agreed=agreed)
        for key, (asked, willing, agreed) in counts.items()
    }


def overrides() -> tuple[int, Sequence[tuple[Introduction, str]]]:
    """How many introductions of a year were added by hand, and the newest with their reasons."""
    where = (Introduction.rank.is_(None)) & (Introduction.created_at > now() - YEAR)
    count = session.scalar(sa.select(sa.func.count()).select_from(Introduction).where(where)) or 0
    first = (Happened.introduction_id == Introduction.id) & Happened.move.is_(None)
    rows = session.execute(
        sa.select(Introduction, Happened.words).outerjoin(Happened, first).where(where)
        .order_by(Introduction.id.desc()).limit(MOST_LISTED)
    )  # fmt: skip
    return count, [(row[0], row[1] or "") for row in rows]


def _active() -> sa.ColumnElement[bool]:
    return Person.state == PersonState.ACTIVE
