"""Seven ways to choose whom to ask. The last three are the product's own code, from the columns to the plan."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from directory.accounts.models import Account, Role
from directory.vocabularies.models import Skill
from matching.plans import clashes
from matching.plans.flow import Bids, Market, assign
from matching.plans.room import left_of, times_of
from matching.scoring.columns import Columns, Part, build
from matching.scoring.criteria import Comparison, usual
from matching.scoring.crowd import Crowd, Judged
from matching.scoring.order import number_of
from matching.scoring.points import rank
from matching.scoring.profiles import Asks, Key, PartnerKind, PartnerProfile
from matching.scoring.weights import SHIPPED, Weights
from matching.suggestions.guesses import guess_skills
from matching.suggestions.likeness import liken
from matching.suggestions.queries import LIMIT, SPARE
from search.analysis import Role as WordRole
from search.analysis import units
from search.engine import Index
from search.scoring import Scorer, Statistics
from search.terms import Audience, Document, Field
from tests.bench.town.register import Register
from tests.bench.town.world import Wanted, World, day_of

Open = Sequence[Wanted]
STAFF: Final = Account(role=Role.COORDINATOR)
STEADY: Final = replace(SHIPPED, id="without-rotation", rotation=0)


@dataclass
class Words:
    """What the search says of the stories of one world; the same for every policy, so it is looked up once."""

    world: World
    index: Index
    likeness: dict[int, Mapping[Key, float]] = field(default_factory=dict)
    bm25: dict[int, Mapping[int, float]] = field(default_factory=dict)
    guessed: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def look_up(self) -> None:
        """Ask the index about every need."""
        known = [
            Skill(id=number, code="", name=entry.name, synonyms=[]) for number, entry in self.world.words.skills.items()
        ]
        for need in self.world.needs:
            found = liken(self.index, need.title, need.story, STAFF)
            assert found is not None, "the index answers"
            self.likeness[need.id] = found.scores
            self.bm25[need.id] = _bm25(self.index, f"{need.title}。{need.story}")
            guesses = guess_skills(need.title, need.story, known)
            self.guessed[need.id] = [(guess.entry, guess.word) for guess in guesses]


@contextmanager
def words_of(world: World) -> Iterator[Words]:
    """The people's own words in an index of the product's."""
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index")
        with index.rebuild() as aside:
            aside.put((_document(world, number) for number in world.profiles), note=None)
        words = Words(world, index)
        words.look_up()
        yield words


def _document(world: World, number: int) -> Document:
    profile, names = world.profiles[number], world.words
    return Document(
        kind=PartnerKind.PERSON.value,
        id=number,
        audience=Audience.PUBLIC,
        names=[profile.name],
        skills=[names.skills[held.skill_id].name for held in profile.skills],
        short=[names.fields[code] for code in sorted(profile.fields)],
        body=[world.texts[number]],
    )


def _bm25(index: Index, text: str) -> Mapping[int, float]:
    """Plain BM25 of a story against everybody's words, by the index's own formula."""
    terms = {unit.word.form: 1.0 for unit in units(text) if unit.word.role is WordRole.CONTENT}

    def ask(now: object) -> Mapping[int, float]:
        parts = now.parts  # type: ignore[attr-defined]
        have = {
            (Field.TEXT, term): sum(len(part.postings(Field.TEXT, term)) for part, _gone in parts) for term in terms
        }
        statistics, found = Statistics(now.documents, have), {}  # type: ignore[attr-defined]
        for segment, _gone in parts:
            scores = Scorer(segment, statistics, staff=False).any_of(Field.TEXT, terms, len(segment.facts))
            found |= {segment.facts[doc][1]: float(scores[doc]) for doc in np.flatnonzero(scores)}
        return found

    return index.read(ask)


class Policy:
    """Chooses for the needs that are open; what it may know of people is in the register."""

    def __init__(self, world: World, register: Register, words: Words) -> None:
        self.world = world
        self.register = register
        self.words = words

    def new_day(self) -> None:
        """Before anybody is chosen on a day."""

    def choose(self, needs: Open) -> Iterator[tuple[Wanted, int]]:
        """Need after need, seat after seat: each ask is begun before the next one is chosen."""
        for need in needs:
            for _seat in range(self.register.free_seats(need)):
                record = self.first(need)
                if record is None:
                    break
                yield need, record

    def first(self, need: Wanted) -> int | None:
        """Whom to ask next for a need."""
        raise NotImplementedError


class Plain(Policy):
    """One number for everybody who may be asked at all, the highest first, equals by lot; nobody without a number."""

    def first(self, need: Wanted) -> int | None:
        lots = self.lots(need.id)
        worth = {record: self.worth(need, record) for record in lots}
        best = sorted((record for record in lots if worth[record] > 0), key=lambda record: -worth[record])
        return next((record for record in best if not self.register.forbidden(need, record)), None)

    @lru_cache(maxsize=64)  # noqa: B019 - a policy lives as long as its run
    def lots(self, need_id: int) -> list[int]:
        """Everybody in an order drawn for the need; it decides between equals."""
        everybody = sorted(self.register.profiles)
        Random(f"{self.world.seed}:{need_id}").shuffle(everybody)
        return everybody

    def worth(self, need: Wanted, record: int) -> float:
        """What speaks for somebody."""
        raise NotImplementedError

    def overlap(self, need: Wanted, record: int) -> float:
        """Declared skills that are asked for; the first, a must, counts twice."""
        held = {skill.skill_id for skill in self.register.profiles[record].skills}
        asked = need.skills if need.stated else tuple(skill for skill, _word in self.words.guessed[need.id])
        return float(sum(2 if at == 0 else 1 for at, skill in enumerate(asked) if skill in held))


class Chance(Plain):
    """Anybody."""

    def worth(self, need: Wanted, record: int) -> float:
        return 1.0


class SkillOverlap(Plain):
    """Who has declared most of what is asked for."""

    def worth(self, need: Wanted, record: int) -> float:
        return self.overlap(need, record)


class BM25(Plain):
    """Whose words are nearest to the story."""

    def worth(self, need: Wanted, record: int) -> float:
        return self.words.bm25[need.id].get(record, 0.0)


class Popularity(Plain):
    """The best known of those who have declared anything that is asked for: fame, and every earlier ask adds to it."""

    def worth(self, need: Wanted, record: int) -> float:
        if not self.overlap(need, record):
            return 0.0
        return self.world.owner[record].fame + 0.02 * len(self.register.of_record[record])


@dataclass(eq=False)
class _Snapshot:
    """The columns of a process: built once a week here, patched with who has changed since."""

    columns: Columns
    parts: Sequence[Part]


class Suggested(Policy):
    """The first of the product's list (``queries.suggest`` without a database): columns, then the best read again."""

    weights: Weights = SHIPPED

    def new_day(self) -> None:
        self._snapshot: _Snapshot | None = None

    def first(self, need: Wanted) -> int | None:
        comparison, judged = self.judged(need)
        had = self.register.paired(need)
        best = judged.best(LIMIT + SPARE + len(had))
        ranking = rank(comparison, [self.profile(key) for key in best])
        return next((one.partner.id for one in ranking.scored if one.partner.id not in had), None)

    def judged(self, need: Wanted) -> tuple[Comparison, Judged]:
        """Everybody, by the columns."""
        asks = self.seen(self.register.all_asks())
        comparison = Comparison(
            self.register.need_profile(need, self.words.guessed),
            self.world.words,
            self.words.likeness[need.id],
            weights=self.weights,
            usual=usual(asks.values()),
        )
        return comparison, Crowd(self.parts(), comparison.texts, asks).judge(comparison)

    def seen(self, asks: Mapping[Key, Asks]) -> Mapping[Key, Asks]:
        """What the order may know of earlier asks."""
        return asks

    def profile(self, key: Key) -> PartnerProfile:
        """Somebody as the database has them now."""
        asks = self.seen({key: self.register.asks(key[1])})[key]
        return replace(self.register.profiles[key[1]], asks=asks)

    def parts(self) -> Sequence[Part]:
        """The columns as the last whole building left them, and whoever has changed since."""
        register = self.register
        if self._snapshot is None:
            columns = build(register.profiles[record] for record in sorted(register.profiles))
            register.changed.clear()
            self._snapshot = _Snapshot(columns, (Part(columns, None),))
        if register.changed:
            columns, changed = self._snapshot.columns, sorted(register.changed)
            gone = np.zeros(len(columns), bool)
            rows = columns.rows_of(np.array([number_of((PartnerKind.PERSON, one)) for one in changed], np.uint32))
            gone[rows[rows >= 0]] = True
            now = build(register.profiles[record] for record in changed)
            self._snapshot.parts = Part(columns, gone), Part(now, None)
        return self._snapshot.parts


class WithoutRotation(Suggested):
    """The same list without taking turns: neither loads nor earlier asks move anybody; limits hold."""

    weights = STEADY

    def seen(self, asks: Mapping[Key, Asks]) -> Mapping[Key, Asks]:
        return {key: replace(one, last_90_days=0, last=None) for key, one in asks.items()}


class NightlyFlow(Suggested):
    """The product's plan over all open needs at once, every row of it accepted the same day (``plans.making``)."""

    def choose(self, needs: Open) -> Iterator[tuple[Wanted, int]]:
        looked = [(need, *self.judged(need)) for need in needs]
        need, number, points = (
            np.concatenate(columns) for columns in zip(*map(self._bids, enumerate(looked)), strict=True)
        )
        numbers, candidate = np.unique(number, return_inverse=True)
        asked = [self.register.asks(int(one)) for one in numbers]
        market = Market(
            Bids(need, candidate, points),
            np.array([self.register.free_seats(one) for one in needs], np.int64),
            np.array([left_of(self._limits(int(one)), had) for one, had in zip(numbers, asked, strict=True)], np.int64),
            busy=np.array([had.now for had in asked], np.int64),
        )
        times = times_of([_Times(one.slots) for one in needs], day_of(self.register.day))  # type: ignore[misc]
        chosen = clashes.repair(market, assign(market).chosen, times).chosen
        for at, (wanted, comparison, _judged) in enumerate(looked):
            keys = [(PartnerKind.PERSON, int(numbers[who])) for who in candidate[chosen[need[chosen] == at]]]
            for one in rank(comparison, [self.profile(key) for key in keys]).scored:
                yield wanted, one.partner.id

    def _bids(self, placed: tuple[int, tuple[Wanted, Comparison, Judged]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        place, (need, _comparison, judged) = placed
        sifted = list(zip(judged.sieves, judged.sifted, strict=True))
        numbers = np.concatenate([sieve.columns.number[one.rows] for sieve, one in sifted]).astype(np.int64)
        points = np.concatenate([one.final for _sieve, one in sifted]).astype(np.int64)
        new = ~np.isin(numbers, list(self.register.paired(need)))
        order = np.argsort(numbers[new])
        return np.full(len(order), place), numbers[new][order], points[new][order]

    def _limits(self, record: int) -> tuple[int | None, ...]:
        profile = self.register.profiles[record]
        return profile.max_at_once, profile.max_per_month, profile.max_per_year


@dataclass(frozen=True)
class _Times:
    """What ``times_of`` reads of a need."""

    slots: int
    dates: tuple[str, ...] = ()


POLICIES: Final[Mapping[str, Callable[[World, Register, Words], Policy]]] = {
    "random": Chance,
    "skill_overlap": SkillOverlap,
    "bm25": BM25,
    "popularity": Popularity,
    "v1": Suggested,
    "v1_without_rotation": WithoutRotation,
    "nightly_flow": NightlyFlow,
}
PRODUCT: Final = ("v1", "v1_without_rotation", "nightly_flow")
