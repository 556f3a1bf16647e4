"""The entry of a person as it stands at one moment, and how each of its fields reads in words."""

from collections.abc import Callable
from datetime import date

from directory.people.labels import FIELDS, SKILL_LEVELS
from directory.people.models import Audience, Fee, HelpKind, Person
from directory.registrations.entry import Line, Sheet, Snapshot, words_of
from directory.registrations.models import PersonSection
from kit import slots
from kit.dates import year_words
from kit.display import day
from kit.i18n import _
from kit.labels import label

PARTS: dict[PersonSection, tuple[str, ...]] = {
    PersonSection.WHO_SEES: ("findable_by",),
    PersonSection.INTRODUCTION: ("display_name", "reading", "introduction", "about", "qualifications"),
    PersonSection.ABILITIES: ("skills", "help_kinds", "fields", "fee", "languages"),
    PersonSection.WHEN_WHERE: (
        "on_site", "online", "areas", "travel_km", "base", "slots", "slots_possible", "schedule_note",
    ),
    PersonSection.CONDITIONS: (
        "max_at_once", "max_per_month", "max_per_year", "minimum_notice_days", "resting_until", "avoided_fields", "avoided_note",
    ),
    PersonSection.PRIVATE: ("legal_name", "phone", "email", "address", "birth_year"),
}  # fmt: skip
"""The fields that each section of the form asks for."""

SECTION_OF = {name: section for section, names in PARTS.items() for name in names}
_PLAIN = (
    "display_name reading introduction about qualifications help_kinds languages on_site online travel_km base slots "
    "slots_possible schedule_note max_at_once max_per_month max_per_year minimum_notice_days avoided_note legal_name "
    "phone email address birth_year"
).split()


def snapshot(person: Person) -> Snapshot:
    """The entry as it is now."""
    held = sorted(person.skills, key=lambda skill: skill.skill_id)
    return {
        **{name: getattr(person, name) for name in _PLAIN},
        "help_kinds": [str(kind) for kind in person.help_kinds],
        "languages": list(person.languages),
        "findable_by": str(person.findable_by),
        "fee": str(person.fee or ""),
        "resting_until": person.resting_until.isoformat() if person.resting_until else "",
        "skills": [[skill.skill.name, skill.level, skill.years] for skill in held],
        "fields": [field.short_name or field.name for field in person.fields],
        "avoided_fields": [field.short_name or field.name for field in person.avoided_fields],
        "areas": [area.name.replace(" ", "") for area in person.areas],
    }


def _lines(name: str, taken: Snapshot) -> list[Line]:
    texts = _texts(name, taken)
    return [Line(SECTION_OF[name], name, str(FIELDS[name]), texts)] if texts else []


def _texts(name: str, taken: Snapshot) -> tuple[str, ...]:
    """The words of one field; empty when there are none."""
    value = taken.get(name)
    if not value:
        return ()
    special: dict[str, Callable[[], str | list[str]]] = {
        "findable_by": lambda: label(Audience(value)),
        "fee": lambda: label(Fee(value)),
        "help_kinds": lambda: [label(HelpKind(kind)) for kind in value],
        "skills": lambda: [_skill_words(*row) for row in value],
        "slots": lambda: slots.words(value),
        "slots_possible": lambda: slots.words(value),
        "travel_km": lambda: _("%(km)skmまで", km=value),
        "on_site": lambda: _("はい"),
        "online": lambda: _("はい"),
        "max_at_once": lambda: _("%(count)s件まで", count=value),
        "max_per_month": lambda: _("%(count)s件まで", count=value),
        "max_per_year": lambda: _("%(count)s件まで", count=value),
        "minimum_notice_days": lambda: _("%(days)s日前", days=value),
        "resting_until": lambda: day(date.fromisoformat(value)),
        "birth_year": lambda: year_words(value),
    }
    return words_of(special[name]() if name in special else value)


def _skill_words(name: str, level: int, years: int | None) -> str:
    more = _("、%(years)s年", years=years) if years else ""
    return f"{name}（{SKILL_LEVELS[level]}{more}）"


SHEET = Sheet(FIELDS, SECTION_OF, _lines, _texts)
