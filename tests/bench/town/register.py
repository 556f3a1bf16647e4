"""What the centre knows in the course of a run: profiles as they are now, who was asked for what, and how it ended."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from matching.scoring.profiles import Asks, Key, NeedProfile, PartnerKind, PartnerProfile, WantedSkill
from matching.suggestions.asked import MONTH, QUARTER, YEAR
from tests.bench.town.world import Wanted, World, day_of


@dataclass
class Introduction:
    """One ask: ``busy`` while it waits for an answer or is under way."""

    need: int
    record: int
    day: int
    busy: bool = True
    accepted: bool = False
    ended: bool = False
    good: bool = False


@dataclass
class Register:
    """The records of one run; a policy sees this, and nothing else of the world."""

    world: World
    profiles: dict[int, PartnerProfile]
    day: int = 0
    introductions: list[Introduction] = field(default_factory=list)
    of_record: dict[int, list[Introduction]] = field(default_factory=lambda: defaultdict(list))
    of_need: dict[int, list[Introduction]] = field(default_factory=lambda: defaultdict(list))
    apart: set[tuple[int, int]] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    _known: dict[int, tuple[int, Asks]] = field(default_factory=dict)

    def change(self, record: int, **stated: object) -> None:
        """Somebody's record changes: the columns of a process are patched with who did since they were built."""
        self.profiles[record] = replace(self.profiles[record], **stated)  # type: ignore[arg-type]
        self.changed.add(record)

    def asks(self, record: int) -> Asks:
        """How often somebody was asked, counted as ``matching.suggestions.asked`` does."""
        if (known := self._known.get(record)) is None or known[0] != self.day:
            known = self._known[record] = self.day, self._count(self.of_record[record])
        return known[1]

    def _count(self, had: list[Introduction]) -> Asks:
        tomorrow, days = self.day + 1, [one.day for one in had]
        return Asks(
            now=sum(one.busy for one in had),
            this_month=sum(at >= tomorrow - MONTH.days for at in days),
            this_year=sum(at >= tomorrow - YEAR.days for at in days),
            last_90_days=sum(at >= tomorrow - QUARTER.days for at in days),
            last=day_of(max(days)) if days else None,
            started=sum(one.accepted and one.ended for one in had),
            completed=sum(one.good for one in had),
        )

    def all_asks(self) -> dict[Key, Asks]:
        """Of everybody who was ever asked."""
        return {(PartnerKind.PERSON, record): self.asks(record) for record, had in self.of_record.items() if had}

    def begin(self, need: Wanted, record: int) -> Introduction:
        """Somebody is asked."""
        one = Introduction(need.id, record, self.day)
        self.introductions.append(one)
        self.of_record[record].append(one)
        self.of_need[need.id].append(one)
        self._known.pop(record, None)
        return one

    def refused(self, one: Introduction) -> None:
        """Nothing comes of it."""
        one.busy = False
        self._known.pop(one.record, None)

    def ended(self, one: Introduction, *, good: bool) -> None:
        """What was agreed on is over."""
        one.busy, one.ended, one.good = False, True, good
        self._known.pop(one.record, None)

    def paired(self, need: Wanted) -> set[int]:
        """Who has been asked for this need."""
        return {one.record for one in self.of_need[need.id]}

    def free_seats(self, need: Wanted) -> int:
        """How many are still looked for."""
        return need.seats - sum(one.busy or one.accepted for one in self.of_need[need.id])

    def need_profile(self, need: Wanted, guessed: dict[int, list[tuple[int, str]]]) -> NeedProfile:
        """The need as scoring sees it; a need without skills has those that were guessed from its story."""
        stated = tuple(WantedSkill(skill_id=skill, must=at == 0) for at, skill in enumerate(need.skills))
        guesses = tuple(WantedSkill(skill_id=skill, guessed_from=word) for skill, word in guessed[need.id])
        return NeedProfile(
            id=need.id,
            kind=need.kind,
            today=day_of(self.day),
            skills=stated if need.stated else guesses,
            fields=frozenset({need.field}),
            areas=frozenset({need.area}),
            online=need.online,
            slots=need.slots,
            fee=need.fee,
            group_id=need.group,
            own_people=self.world.members[need.group],
            apart=frozenset((PartnerKind.PERSON, record) for group, record in self.apart if group == need.group),
        )

    def forbidden(self, need: Wanted, record: int) -> str:
        """Why nobody may ask this person now, said without the product's rules; empty: they may be asked."""
        profile, asks = self.profiles[record], self.asks(record)
        for said, is_so in (
            ("consent withdrawn or left", not profile.active),
            ("resting", profile.resting_until is not None and profile.resting_until >= day_of(self.day)),
            ("belongs to the group", record in self.world.members[need.group]),
            ("kept apart", (need.group, record) in self.apart),
            ("does not want this group", need.group in profile.avoided_groups),
            ("does not want this field", need.field in profile.avoided_fields),
            ("over capacity at once", profile.max_at_once is not None and asks.now >= profile.max_at_once),
            (
                "over capacity in a month",
                profile.max_per_month is not None and asks.this_month >= profile.max_per_month,
            ),
            ("over capacity in a year", profile.max_per_year is not None and asks.this_year >= profile.max_per_year),
            ("asked for this need before", record in self.paired(need)),
        ):
            if is_so:
                return said
        return ""
