"""What people who offer help can do with their registration: save it, hand it in, take it back."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.people import access, actions
from directory.people.models import Audience, Person, PersonState
from directory.people.queries import find_own
from directory.registrations import letters
from directory.registrations.actions import NotComplete, NotOpen, next_reference
from directory.registrations.agreeing import agree
from directory.registrations.models import PersonRegistration, PersonSection, Promise
from directory.registrations.person_entry import PARTS, SECTION_OF
from directory.registrations.queries import find_person_registration
from directory.registrations.sections import ask_again, uncorrected
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import ChangedMeanwhile, NoSuchStep
from kit.i18n import _
from kit.labels import label

OPEN = (PersonState.DRAFT, PersonState.RETURNED)
NOTHING: dict[str, Any] = {"avoided_groups": [], "absences": [], "council_posts": []}


def save_person(data: dict[str, Any], *, by: Account) -> PersonRegistration:
    """Save what somebody says of themselves, complete or not; the first time it begins their registration.

    Raises:
        NotOpen: it was handed in or decided.
        ChangedMeanwhile, Invalid: as for editing a person.
    """
    session.execute(sa.select(Account.id).where(Account.id == by.id).with_for_update())  # pressed twice at once
    person = find_own(by)
    if person is None:
        person = actions.create_person(NOTHING | data | {"skills": _skills(None, data)}, by=by)
        person.account_id = by.id
        return _saved(_register(person))
    if person.state not in OPEN:
        raise NotOpen()
    actions.edit_person(person, _as_it_is(person) | data | {"skills": _skills(person, data)}, by=by)
    return _saved(find_person_registration(person) or _register(person))


def person_lacks(registration: PersonRegistration) -> list[tuple[str, str]]:
    """(field, words) of everything without which it cannot be handed in."""
    person = registration.person
    needed = {
        "introduction": (_("ひとこと紹介"), person.introduction),
        "skills-0-skill": (_("できること"), person.skills or person.about),
        "legal_name": (_("本名"), person.legal_name),
        "phone": (_("電話、メール、住所のうち1つ"), person.phone or person.email or person.address),
    }
    missing = [(field, words) for field, (words, value) in needed.items() if not value]
    asked = uncorrected(registration, SECTION_OF)
    return missing + [
        (section.value, f"{label(section)}{_('：')}{ask_again()}") for section in PARTS if section in asked
    ]


def submit_person(
    registration: PersonRegistration, promised: Sequence[Promise], *, version: int | None, by: Account
) -> None:
    """Hand it in. Done twice it is handed in once.

    Raises:
        NotOpen, NotComplete, ChangedMeanwhile: as for groups.
    """
    person = registration.person
    session.refresh(person, with_for_update=True)
    if not access.is_self(person, by):
        raise NotOpen()
    if person.state is PersonState.SUBMITTED:
        return
    if person.state not in OPEN:
        raise NotOpen()
    if version is not None and version != person.version:
        raise ChangedMeanwhile(person.version)
    if person_lacks(registration) or set(promised) != set(Promise):
        raise NotComplete()
    registration.reference = registration.reference or next_reference()
    registration.promised = sorted(str(item) for item in promised)
    registration.submissions += 1
    registration.submitted_at = now()
    registration.remarks = {}
    person.state, person.state_reason = PersonState.SUBMITTED, ""
    audit.record("registration.submitted", f"person:{person.id}", actor_id=by.id, reason=registration.reference)
    agree(person, by=by)
    letters.supporter_received(registration)


def withdraw_person(registration: PersonRegistration, *, by: Account) -> None:
    """Take it back while nobody has decided.

    Raises:
        NoSuchStep: it is not waiting for a decision, or not ``by``'s.
    """
    person = registration.person
    session.refresh(person, with_for_update=True)
    if person.state is not PersonState.SUBMITTED or not access.is_self(person, by):
        raise NoSuchStep()
    person.state = PersonState.DRAFT
    audit.record("registration.withdrawn", f"person:{person.id}", actor_id=by.id)


def _register(person: Person) -> PersonRegistration:
    registration = PersonRegistration(person=person, promised=[], saved=[], remarks={}, submissions=0)
    person.findable_by = person.findable_by or Audience.COORDINATORS
    session.add(registration)
    session.flush()
    return registration


def _saved(registration: PersonRegistration) -> PersonRegistration:
    registration.saved = [section.value for section in PersonSection]  # they stand on one page
    return registration


def _skills(person: Person | None, data: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows with what the centre has verified kept as it was; nobody verifies themselves."""
    verified = {held.skill.code for held in person.skills if held.verified} if person else set()
    return [row | {"verified": row["skill"] in verified} for row in data["skills"]]


def _as_it_is(person: Person) -> dict[str, Any]:
    """What the form does not ask for, in the form in which editing takes it."""
    return {
        "avoided_groups": [f"#{group.id}" for group in person.avoided_groups],
        "absences": [{"starts_on": absence.starts_on, "ends_on": absence.ends_on} for absence in person.absences],
        "council_posts": [
            {name: getattr(post, name) for name in ("council", "starts_on", "ends_on", "recruited")}
            for post in person.council_posts
        ],
    }
