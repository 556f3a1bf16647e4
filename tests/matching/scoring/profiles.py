"""A need, partners and a small vocabulary for tests of the rules, without a database."""

from datetime import date
from typing import Any

from directory.people.models import HelpKind
from kit import slots
from matching.needs.models import NeedKind
from matching.scoring.criteria import Comparison
from matching.scoring.profiles import (
    AreaEntry,
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
