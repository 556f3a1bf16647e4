"""A need, partners and a small vocabulary for tests of the rules, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from directory.people.models import Audience, Fee, HelpKind
from kit import slots
from matching.needs.models import NeedKind
from matching.suggestions.criteria import Comparison
from matching.suggestions.profiles import (
    NEVER_ASKED,
    AreaEntry,
    Asks,
    HeldSkill,
    NeedProfile,
    PartnerKind,
    PartnerProfile,
    SkillEntry,
    Vocabulary,
    WantedSkill,
)

TODAY = date(2026, 11, 20)  # a Friday
SATURDAY = date(2026, 12, 5)
MUSUBI, NORTH, SOUTH, NEXT_TOWN, FAR_TOWN, OTHER = "359998", "359998-01", "359998-02", "359997", "359996", "130001"
ACCOUNTING, BOOKS, CLOSING, PR, FLYER, SIGN = range(1, 7)

VOCABULARY = Vocabulary(
    skills={
        ACCOUNTING: SkillEntry("会計"),
        BOOKS: SkillEntry("帳簿づけ", ACCOUNTING),
        CLOSING: SkillEntry("決算書", ACCOUNTING),
        PR: SkillEntry("広報"),
        FLYER: SkillEntry("チラシ", PR),
        SIGN: SkillEntry("手話"),
    },
    fields={7: "環境", 13: "子ども", 1: "福祉"},
    areas={
        "35": AreaEntry("むすび県"),
        "13": AreaEntry("よその都"),
        MUSUBI: AreaEntry("むすび市", "35", (34.0, 131.0)),
        NORTH: AreaEntry("北部", MUSUBI),
        SOUTH: AreaEntry("南部", MUSUBI),
        NEXT_TOWN: AreaEntry("となり市", "35", (34.1, 131.0)),
        FAR_TOWN: AreaEntry("はずれ市", "35", (35.0, 131.0)),
        OTHER: AreaEntry("よその区", "13", (35.7, 139.7)),
    },
)


SKILLS = st.sampled_from(sorted(VOCABULARY.skills))
FIELDS = st.frozensets(st.sampled_from(sorted(VOCABULARY.fields)))
AREAS = st.frozensets(st.sampled_from([NORTH, SOUTH, MUSUBI, NEXT_TOWN, FAR_TOWN, OTHER, "35", "13"]), max_size=3)
WEEKS = st.integers(0, slots.ALL) | st.sampled_from([0, slots.ALL, slots.bit(3, 3), slots.bit(5, 0)])
DAYS = st.sampled_from([TODAY + timedelta(days=ahead) for ahead in (-30, 0, 1, 8, 15, 16, 40)])
LIMITS = st.none() | st.integers(0, 4)

held = st.lists(
    st.builds(HeldSkill, SKILLS, st.integers(1, 3), st.none() | st.integers(0, 60), st.booleans()),
    max_size=4,
    unique_by=lambda skill: skill.skill_id,
).map(tuple)
some_asks = st.builds(
    Asks,
    now=st.integers(0, 3),
    this_month=st.integers(0, 3),
    this_year=st.integers(0, 5),
    last_90_days=st.integers(0, 8),
    last=st.none() | st.sampled_from([TODAY - timedelta(days=ago) for ago in (0, 30, 179, 180, 400)]),
    started=st.integers(0, 6),
    completed=st.integers(0, 6),
)
partners = st.builds(
    PartnerProfile,
    kind=st.sampled_from(PartnerKind),
    id=st.integers(1, 1000),
    name=st.just("だれか"),
    active=st.sampled_from([True, True, True, False]),
    unconfirmed=st.sampled_from([False, False, False, True]),
    findable_by=st.sampled_from(Audience),
    resting_until=st.none() | DAYS,
    avoided_groups=st.sampled_from([frozenset(), frozenset({10})]),
    avoided_fields=st.sampled_from([frozenset(), frozenset(), frozenset({13})]),
    max_at_once=LIMITS,
    max_per_month=LIMITS,
    max_per_year=LIMITS,
    asks=st.just(NEVER_ASKED) | some_asks,
    notice_days=st.sampled_from([0, 0, 7, 20]),
    skills=held,
    fields=FIELDS,
    areas=AREAS,
    position=st.none() | st.sampled_from([(34.0, 131.0), (34.01, 131.0), (35.5, 132.0)]),
    travel_km=st.none() | st.sampled_from([0, 5, 11, 12, 60, 150]),
    on_site=st.sampled_from([True, True, False]),
    online=st.booleans(),
    slots=WEEKS,
    absences=st.sampled_from([(), ((TODAY, TODAY + timedelta(days=8)),)]),
    fee=st.none() | st.sampled_from(Fee),
    help_kinds=st.frozensets(st.sampled_from(HelpKind)),
)
willing = partners.map(lambda one: replace(one, active=True, unconfirmed=False, resting_until=None, max_per_month=None))
needs = st.builds(
    NeedProfile,
    id=st.integers(1, 50),
    kind=st.sampled_from(NeedKind),
    today=st.just(TODAY),
    skills=st.lists(
        st.builds(WantedSkill, skill_id=SKILLS, must=st.booleans(), guessed_from=st.sampled_from(["", "", "推定"])),
        max_size=4,
        unique_by=lambda skill: skill.skill_id,
    ).map(tuple),
    fields=FIELDS,
    fields_guessed=st.booleans(),
    areas=AREAS,
    whole_prefecture=st.booleans(),
    online=st.booleans(),
    slots=WEEKS,
    dates=st.lists(DAYS, max_size=3, unique=True).map(lambda days: tuple(sorted(days))),
    fee=st.none() | st.sampled_from(Fee),
    group_id=st.none() | st.sampled_from([10, 20]),
    person_id=st.none() | st.integers(1, 50),
    own_groups=st.sampled_from([frozenset(), frozenset({20, 21})]),
    own_people=st.sampled_from([frozenset(), frozenset({1, 2})]),
)
"""Needs and partners of every kind; ``willing`` are those whom fewer own conditions keep away."""


def need(**changed: Any) -> NeedProfile:
    """Somebody who advises the river group on accounts, on Thursday nights in the north."""
    stated: dict[str, Any] = {
        "id": 1,
        "kind": NeedKind.ADVISER,
        "today": TODAY,
        "skills": (WantedSkill(skill_id=ACCOUNTING, must=True),),
        "fields": frozenset({7, 13}),
        "areas": frozenset({NORTH}),
        "slots": slots.bit(3, 3),
        "group_id": 10,
    }
    return NeedProfile(**(stated | changed))


def person(**changed: Any) -> PartnerProfile:
    """Somebody who fits that in every way."""
    stated: dict[str, Any] = {
        "kind": PartnerKind.PERSON,
        "id": 1,
        "name": "会計さん",
        "skills": (HeldSkill(ACCOUNTING, level=3, years=12, verified=True),),
        "fields": frozenset({7}),
        "areas": frozenset({NORTH}),
        "slots": slots.bit(3, 3),
        "help_kinds": frozenset({HelpKind.ADVICE}),
    }
    return PartnerProfile(**(stated | changed))


def group(**changed: Any) -> PartnerProfile:
    """A group that fits too."""
    stated: dict[str, Any] = {
        "kind": PartnerKind.GROUP,
        "id": 20,
        "name": "帳簿の会",
        "skills": (HeldSkill(ACCOUNTING),),
        "fields": frozenset({7}),
        "areas": frozenset({NORTH}),
        "slots": slots.bit(3, 3),
    }
    return PartnerProfile(**(stated | changed))


def comparison(asked: NeedProfile | None = None, *, text: dict[Any, float] | None = None, **more: Any) -> Comparison:
    """The need against the vocabulary; without ``text`` the search has found no common words."""
    return Comparison(asked or need(), VOCABULARY, {} if text is None else text, **more)
