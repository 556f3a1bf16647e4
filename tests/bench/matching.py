"""``make bench-matching``: how fast partners are found for a need, one JSON object a line."""

import os
import statistics
import sys
import tempfile
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import accumulate, product
from pathlib import Path
from random import Random

import sqlalchemy as sa

from app import create_app
from directory.people.models import Fee, HelpKind, Person, PersonState
from kit import slots
from kit.clock import now
from kit.db import session
from matching.introductions.models import Came, Happened, Introduction
from matching.introductions.moves import Actor, Move, State
from matching.needs.models import Need, NeedKind, NeedState
from matching.scoring.columns import Columns, Part, build
from matching.scoring.criteria import Comparison
from matching.scoring.crowd import Crowd
from matching.scoring.profiles import (
    AreaEntry,
    HeldSkill,
    Key,
    NeedProfile,
    PartnerKind,
    PartnerProfile,
    SkillEntry,
    Vocabulary,
    WantedSkill,
)
from matching.suggestions import snapshots
from tests.bench import needs as every_need
from tests.bench import plans
from tests.bench.__main__ import cpu_of, new_town, p95, say, timed
from tests.bench.town.__main__ import SEEDS
from tests.bench.town.__main__ import bench as bench_years
from tests.matching.scoring.profiles import TODAY

TOWNS, SKILLS, FIELDS = 1741, 200, 20
ROUNDS, SHOWN = 30, 50
NEEDS = int(os.environ.get("MUSUBITE_BENCH_NEEDS", "100000"))
PASSWORD = "musubite-demo"
CARE = "/desk/care"


def vocabulary(towns: int) -> Vocabulary:
    """Two levels of skills, and towns scattered over a country."""
    chance = Random(1)
    skills = {
        number: SkillEntry(f"技能{number}", None if number <= 20 else number % 20 + 1) for number in range(1, SKILLS)
    }
    areas = {f"{prefecture:02}": AreaEntry("県") for prefecture in range(1, 48)}
    for town in range(towns):
        prefecture = town * 47 // towns + 1 if towns > 1 else 35
        position = (31 + prefecture * 0.29 + chance.random() * 0.9, 130 + prefecture * 0.24 + chance.random() * 0.9)
        areas[f"{prefecture:02}{town:04}"] = AreaEntry(f"町{town}", f"{prefecture:02}", position)
    return Vocabulary(skills=skills, fields=dict.fromkeys(range(1, FIELDS + 1), "分野"), areas=areas)


def people(count: int, words: Vocabulary) -> Iterator[PartnerProfile]:
    """A register; towns differ in size as towns do."""
    chance = Random(2)
    towns = [code for code in words.areas if len(code) > 2]
    sizes = list(accumulate(chance.lognormvariate(0, 1.2) for _town in towns))
    held = [
        HeldSkill(skill, level, None, verified)
        for skill in words.skills
        for level in (1, 2, 3)
        for verified in (False, True)
    ]
    for number in range(1, count + 1):
        at = bisect(sizes, chance.random() * sizes[-1])
        next_door = towns[min(len(towns) - 1, at + chance.randint(1, 3))]
        areas = frozenset({towns[at], next_door} if chance.random() < 0.25 else {towns[at]})
        yield PartnerProfile(
            kind=PartnerKind.PERSON,
            id=number,
            name="",
            active=chance.random() < 0.9,
            skills=tuple({skill.skill_id: skill for skill in chance.choices(held, k=chance.randint(1, 6))}.values()),
            fields=frozenset(chance.choices(range(1, FIELDS + 1), k=3)),
            areas=areas,
            online=chance.random() < 0.4,
            slots=chance.getrandbits(28) & chance.getrandbits(28),
            max_at_once=chance.choice((None, 1, 2, 3)),
            fee=chance.choice((None, *Fee)),
            help_kinds=frozenset(chance.choices(tuple(HelpKind), k=2)),
            absences=((TODAY, TODAY),) if chance.random() < 0.05 else (),
        )


def needs(words: Vocabulary, *, online: bool) -> list[NeedProfile]:
    """What is asked for: three skills, two fields, some times of the week, in a town or from anywhere."""
    chance = Random(3)
    towns = [code for code in words.areas if len(code) > 2]
    return [
        NeedProfile(
            id=number,
            kind=NeedKind.ADVISER,
            today=TODAY,
            skills=tuple(
                WantedSkill(skill_id=skill, must=at == 0)
                for at, skill in enumerate(chance.sample(sorted(words.skills), 3))
            ),
            fields=frozenset(chance.sample(range(1, FIELDS + 1), 2)),
            areas=frozenset() if online else frozenset({chance.choice(towns)}),
            online=online,
            slots=slots.mask([1, 3, 5], [0, 3]),
            fee=Fee.EXPENSES,
        )
        for number in range(ROUNDS)
    ]


def bench_columns(name: str, columns: Columns, words: Vocabulary, *, online: bool) -> None:
    """From the need to the first fifty, in their order; the search's answer is given."""
    chance = Random(4)
    times, whole = [], []
    for asked in needs(words, online=online):
        text: dict[Key, float] = {
            (PartnerKind.PERSON, chance.randint(1, len(columns))): chance.random() for _hit in range(500)
        }
        crowd = Crowd([Part(columns, None)], text, {})
        times.append(timed(lambda: crowd.best(Comparison(asked, words, text), SHOWN)) * 1000)  # noqa: B023
        whole.append(timed(lambda: crowd.judge(Comparison(asked, words, text)).best(SHOWN)) * 1000)  # noqa: B023
    say(f"{name}_ms", statistics.median(times), "ms", len(times))
    say(f"{name}_p95_ms", p95(times), "ms", len(times))
    say(f"{name}_with_all_rules_counted_ms", statistics.median(whole), "ms", len(whole))


def bench_sizes() -> None:
    """A town of a thousand, and countries of a hundred thousand and a million."""
    town = vocabulary(1)
    town = replace(town, areas={**town.areas, **{f"350000-{n:02}": AreaEntry("地区", "350000") for n in range(20)}})
    bench_columns("suggest_1k", build(people(1000, town)), town, online=False)
    country = vocabulary(TOWNS)
    bench_columns("suggest_100k", build(people(100_000, country)), country, online=False)
    bench_columns("suggest_100k_online", build(people(100_000, country)), country, online=True)
    columns: list[Columns] = []
    say("suggest_build_1m_s", timed(lambda: columns.append(build(people(1_000_000, country)))), "s", 1)
    say("suggest_bytes_per_person", columns[0].bytes / 1_000_000, "B", 1_000_000)
    bench_columns("suggest_1m_onsite", columns[0], country, online=False)
    bench_columns("suggest_1m_online", columns[0], country, online=True)


def bench_page(folder: Path) -> None:
    """The page with twenty explained candidates in a town of 10,000 people, and the desk's pages with 10,000 requests; processor time."""
    settings, database, _keeper = new_town(folder, 300, people=10_000)
    app = create_app(settings)
    client = app.test_client()
    token = client.get("/login").text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"email": "coordinator@example.jp", "password": PASSWORD, "csrf_token": token}
    assert client.post("/login", data=form).status_code == 303
    with database.transaction(writing=False):
        ids = session.scalars(sa.select(Need.id).where(Need.state == NeedState.OPEN).order_by(Need.id).limit(40)).all()
        say("suggest_columns_of_town_s", timed(snapshots.current), "s", 1)

    def show(number: int) -> None:
        assert client.get(f"/needs/{number}/suggestions?limit=20").status_code == 200

    for number in ids[:3]:
        show(number)
    times = [cpu_of(lambda number=number: show(number)) * 1000 for _round in range(2) for number in ids]
    say("suggest_page_10k_p50_ms", statistics.median(times), "ms", len(times))
    say("suggest_page_10k_p95_ms", p95(times), "ms", len(times))
    with database.transaction():
        _asked(ids)
    pages = [CARE, "/desk/introductions", "/desk/introductions?tab=over&page=40", "/desk/plans", "/stories"]
    times = {page: [cpu_of(lambda page=page: client.get(page)) * 1000 for _round in range(ROUNDS)] for page in pages}
    say("care_page_10k_p95_ms", p95(times.pop(CARE)), "ms", ROUNDS)
    say("matching_desk_10k_p95_ms", max(map(p95, times.values())), "ms", ROUNDS * len(times))
    database.engine.dispose()


def _asked(needs: Sequence[int]) -> None:
    """10,000 requests to a few thousand people over 500 days, in every state; limits of their own are left aside."""
    chance = Random(5)
    session.execute(sa.update(Person).values(max_at_once=None, max_per_month=None, max_per_year=None))
    session.execute(sa.update(Need).values(people_wanted=10_000))
    people = session.scalars(sa.select(Person.id).where(Person.state == PersonState.ACTIVE).order_by(Person.id)).all()
    pairs = chance.sample(list(product(needs, people[:3000])), 10_000)
    rows = [
        {"need_id": need, "person_id": person, "state": chance.choice(list(State)), "outline": "ことば" * 100,
         "rank": chance.choice((None, *range(1, 13))), "asked_at": now() - timedelta(days=chance.randint(0, 500))}
        for need, person in pairs
    ]  # fmt: skip
    session.execute(sa.insert(Introduction), rows)
    said = [Move.CANDIDATE_YES, Move.REQUESTER_YES]
    moves = [
        {"introduction_id": number, "move": move, "state": State.AGREED, "by": Actor.STAFF, "came": Came.WEB}
        for number in session.scalars(sa.select(Introduction.id).order_by(Introduction.id))
        for move in said[: chance.randint(0, 2)]
    ]
    session.execute(sa.insert(Happened), moves)


def main() -> None:
    """Measure everything."""
    plans.main()
    bench_sizes()
    with tempfile.TemporaryDirectory() as name:
        bench_page(Path(name) / "town")
    if not bench_years(SEEDS):
        sys.exit("somebody was asked who may not be")
    if not every_need.bench(NEEDS):
        sys.exit("something does not hold for every need")


if __name__ == "__main__":
    main()
