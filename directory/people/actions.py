"""What can be done to a person of the register."""

from collections.abc import Sequence
from typing import Any

from directory.accounts.models import Account
from directory.consents.models import Purpose
from directory.consents.queries import withdrawn
from directory.groups.access import see as may_see_group
from directory.groups.models import Group
from directory.history import tracking
from directory.history.models import Method
from directory.people import access
from directory.people.models import Absence, Audience, CouncilPost, Person, PersonSkill, PersonState
from directory.people.queries import find_groups_called
from directory.vocabularies.queries import areas_by_code, fields_by_code, find_areas_named, skills_by_code
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import ChangedMeanwhile, FieldErrors, Forbidden, Invalid, NoSuchStep
from kit.i18n import _

PLAIN = (
    "display_name",
    "reading",
    "affiliation",
    "introduction",
    "about",
    "qualifications",
    "help_kinds",
    "base",
    "on_site",
    "online",
    "languages",
    "travel_km",
    "slots",
    "slots_possible",
    "schedule_note",
    "fee",
    "web_pages",
    "findable_by",
    "max_at_once",
    "max_per_month",
    "max_per_year",
    "resting_until",
    "minimum_notice_days",
    "avoided_note",
    "legal_name",
    "address",
    "phone",
    "email",
    "birth_year",
    "notes",
)

USUAL_LEVEL = 2


def create_person(
    data: dict[str, Any], *, by: Account, publish: bool = False, via: audit.Via = audit.Via.WEB
) -> Person:
    """Add a person as a draft, or as active when ``publish`` is set.

    Raises:
        Invalid: a skill, an area or a group that nobody knows.
    """
    person = Person(state=PersonState.ACTIVE if publish else PersonState.DRAFT)
    _fill(person, data, by)
    session.add(person)
    session.flush()
    _say_intake(person, data)
    audit.record("person.created", f"person:{person.id}", actor_id=by.id, via=via)
    return person


def edit_person(person: Person, data: dict[str, Any], *, by: Account, via: audit.Via = audit.Via.WEB) -> Person:
    """Change a person; what only staff set stays as it is when the person gives it.

    Raises:
        Forbidden: ``by`` may not.
        ChangedMeanwhile: the form was opened before somebody else's change.
        Invalid: a skill, an area or a group that nobody knows.
    """
    if not access.edit(person, by):
        raise Forbidden()
    session.refresh(person, with_for_update=True)  # of two who save at once, the second sees what the first has saved
    if data.get("version") not in (None, person.version):
        raise ChangedMeanwhile(person.version)
    _refuse_publishing(person, data.get("findable_by", person.findable_by))
    data = {name: value for name, value in data.items() if name not in access.fields_of_staff(by)}
    with session.no_autoflush:  # what was changed is known only until it is written
        _fill(person, data, by)
        changed = audit.changed_attributes(person)
    if changed:
        person.updated_at = now()  # a change of skills alone would leave the row, and with it its version, as it was
        session.flush()
        _say_intake(person, data)
        audit.record("person.edited", f"person:{person.id}", actor_id=by.id, via=via, changed=changed)
    return person


def change_state(person: Person, state: PersonState, *, reason: str, by: Account) -> None:
    """Move a person to another state of the register.

    Raises:
        Forbidden: ``by`` may not.
        NoSuchStep: no step leads from the person's state to this one.
    """
    if not access.edit(person, by):
        raise Forbidden()
    session.refresh(person, with_for_update=True)  # of two who decide at once, the second sees what the first has done
    if state not in access.next_states(person, by):
        raise NoSuchStep()
    person.state, person.state_reason = state, reason
    audit.record(f"person.{state}", f"person:{person.id}", actor_id=by.id, reason=reason)


def _refuse_publishing(person: Person, wanted: Audience) -> None:
    """Who has withdrawn their consent to being published is not published again by a form."""
    if wanted not in (Audience.COORDINATORS, person.findable_by) and withdrawn(person, Purpose.PUBLISH):
        raise Invalid({"findable_by": [_("この方は、公開の同意を取りやめています。先に、同意を記録してください。")]})


def _say_intake(person: Person, data: dict[str, Any]) -> None:
    if intake := data.get("intake"):
        tracking.came_by(person, Method(intake.value), note=data.get("intake_note", ""))


def _fill(person: Person, data: dict[str, Any], by: Account) -> None:
    wanted = {
        "fields": list(fields_by_code(data["fields"])),
        "areas": _areas(data),
        "avoided_groups": _groups_called(data["avoided_groups"], person, by),
    }
    if "avoided_fields" in data:
        wanted["avoided_fields"] = list(fields_by_code(data["avoided_fields"]))
    # What is ticked as preferred is not also merely possible.
    preferred, possible = (data.get(name, getattr(person, name) or 0) for name in ("slots", "slots_possible"))
    data = data | {"slots_possible": possible & ~preferred}
    skills = _skills(data["skills"])
    if not by.is_staff:
        _keep_verified(person, skills)
    for name in PLAIN:
        if name in data and getattr(person, name) != data[name]:
            setattr(person, name, data[name])
    for name, items in wanted.items():
        if getattr(person, name) != items:
            setattr(person, name, items)
    if _told(person.skills, "skill_id level years verified") != _told(skills, "skill_id level years verified"):
        person.skills = skills
    _fill_absences(person, data["absences"])
    _fill_posts(person, data["council_posts"])


def _areas(data: dict[str, Any]) -> list[Any]:
    areas = {area.code: area for area in (*areas_by_code(data["areas"]), *find_areas_named(data["other_areas"]))}
    return [areas[code] for code in sorted(areas)]


def _skills(rows: Sequence[dict[str, Any]]) -> list[PersonSkill]:
    known = {skill.code: skill for skill in skills_by_code(row["skill"] for row in rows)}
    errors: FieldErrors = {}
    found: dict[str, PersonSkill] = {}
    for number, row in enumerate(rows):
        code = row["skill"]
        if not code:
            continue
        if code not in known or code in found:
            text = _("同じ「できること」が2回選ばれています。") if code in found else _("一覧から選んでください。")
            errors[f"skills-{number}-skill"] = [text]
            continue
        found[code] = PersonSkill(
            skill_id=known[code].id,
            skill=known[code],
            level=row["level"] or USUAL_LEVEL,
            years=row["years"],
            verified=row["verified"],
        )
    if errors:
        raise Invalid(errors)
    return sorted(found.values(), key=lambda held: held.skill_id)


def _keep_verified(person: Person, skills: Sequence[PersonSkill]) -> None:
    """What the centre has verified stays so as long as no more is claimed."""
    verified = {held.skill_id: held.level for held in person.skills if held.verified}
    for held in skills:
        held.verified = held.level <= verified.get(held.skill_id, 0)


def _groups_called(names: Sequence[str], person: Person, by: Account) -> list[Group]:
    groups = {}
    for name in names:
        # Names of groups that one may not see are not tried out here either.
        matches = [g for g in find_groups_called(name) if g in person.avoided_groups or may_see_group(g, by)]
        if len(matches) != 1:
            none, many = (
                _("「%(name)s」という団体が見つかりません。"),
                _("「%(name)s」は複数あります。「#12」と番号で書いてください。"),
            )
            raise Invalid({"avoided_groups": [(many if matches else none) % {"name": name}]})
        groups[matches[0].id] = matches[0]
    return [groups[group_id] for group_id in sorted(groups)]


def _fill_absences(person: Person, rows: Sequence[dict[str, Any]]) -> None:
    kept = sorted((row["starts_on"], row["ends_on"] or row["starts_on"]) for row in rows if row["starts_on"])
    if kept != [(absence.starts_on, absence.ends_on) for absence in person.absences]:
        person.absences = [Absence(starts_on=start, ends_on=end) for start, end in kept]


def _fill_posts(person: Person, rows: Sequence[dict[str, Any]]) -> None:
    posts = [CouncilPost(**row) for row in rows if row["council"]]
    columns = "council starts_on ends_on recruited"
    if _told(posts, columns) != _told(person.council_posts, columns):
        person.council_posts = posts


def _told(things: Sequence[object], attributes: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(getattr(thing, name) for name in attributes.split()) for thing in things), key=str)
