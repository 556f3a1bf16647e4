"""What can be done with a registration: begin, save a section, note papers, hand in, take back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account, Membership, MembershipRole
from directory.documents.queries import documents_of
from directory.groups import actions as groups
from directory.groups.models import Group, GroupContact, GroupState, Publication
from directory.registrations import access, letters
from directory.registrations.agreeing import agree
from directory.registrations.models import Prohibited, Reception, Registration, Section
from directory.registrations.queries import my_registrations
from directory.registrations.sections import lacks
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, Forbidden, NoSuchStep
from kit.i18n import _l
from kit.text import search_key

MOST_DRAFTS = 5
NOTHING: dict[str, Any] = {"fields": [], "areas": [], "other_areas": [], "skills": [], "contacts": []}


class TooManyDrafts(Conflict):
    """Somebody has begun many registrations and handed in none."""

    message = _l("書きかけの登録が%(most)d件あります。先にそちらを提出してください。")
    field = "name"


class NotComplete(Conflict):
    """Something is missing without which the form cannot be handed in."""

    message = _l("まだ足りないところがあります。")
    field = "_missing"


class NotOpen(Conflict):
    """The form cannot be changed now, because it was handed in or decided."""

    message = _l("提出されたあとは、直せません。直すときは、いったん取り下げてください。")


def begin(data: dict[str, Any], *, by: Account) -> Registration:
    """Begin a registration with the group's name and sector; ``by`` becomes its representative.

    The same name twice is one draft: who presses the button again goes on with what is there.
    """
    session.execute(sa.select(Account.id).where(Account.id == by.id).with_for_update())  # pressed twice at once
    drafts = [row for row in my_registrations(by) if row.group.state is GroupState.DRAFT]
    if same := [row for row in drafts if row.group.name_key == search_key(data["name"])]:
        return same[0]
    if len(drafts) >= MOST_DRAFTS:
        raise TooManyDrafts(most=MOST_DRAFTS)
    # The form asks whom to show the place; open is what is marked there until somebody says otherwise.
    group = groups.create_group(NOTHING | {"place_publication": Publication.PUBLIC} | data, by=by)
    session.add(Membership(group=group, account=by, role=MembershipRole.REPRESENTATIVE))
    return _register(group, by=by, applicant_id=by.id)


def begin_from_paper(
    data: dict[str, Any], *, received_method: Reception, received_by: str, received_on: date | None, by: Account
) -> Registration:
    """Begin a registration for somebody who has handed in the paper form or has called.

    Raises:
        Forbidden: ``by`` is not of the staff.
    """
    if not by.is_staff:
        raise Forbidden()
    group = groups.create_group(NOTHING | data, by=by, via=audit.Via.STAFF)
    return _register(group, by=by, received_method=received_method, received_by=received_by, received_on=received_on)


def save_section(registration: Registration, section: Section, data: dict[str, Any], *, by: Account) -> None:
    """Save one section as it is, complete or not.

    Raises:
        NotOpen: ``by`` may not fill it in now.
        ChangedMeanwhile, Invalid: as for editing a group.
    """
    group = registration.group
    _hold(registration)
    if not access.fill(group, by):
        raise NotOpen()
    _refuse_stale(group, data.get("version"))
    was_published = _published(group)
    if section is Section.PUBLICATION:
        data = data | {"contacts": _with_publication(group, data["contacts"])}
    elif section is Section.CONTACT:
        data = data | {"contacts": [_kept_publication(row, was_published) for row in data["contacts"]]}
    groups.edit_group(group, _as_it_is(group) | data, by=by, via=_via(by, registration))
    saved = {*registration.saved, section.value}
    if section is Section.CONTACT and _published(group) != was_published:
        saved.discard(Section.PUBLICATION.value)  # who sees a new number is to be chosen, never taken over
    registration.saved = sorted(saved)


def save_documents(registration: Registration, on_paper: Sequence[str] | None, *, by: Account) -> None:
    """Note that the documents were seen to; staff also say which of them came on paper."""
    _hold(registration)
    if not access.fill(registration.group, by):
        raise NotOpen()
    registration.saved = sorted({*registration.saved, Section.DOCUMENTS.value})
    if on_paper is not None and by.is_staff and sorted(on_paper) != sorted(registration.on_paper):
        registration.on_paper = sorted(on_paper)
        audit.record("registration.papers", f"group:{registration.group_id}", actor_id=by.id, via=audit.Via.STAFF)


def submit(registration: Registration, confirmed: Sequence[Prohibited], *, version: int | None, by: Account) -> None:
    """Hand the form in. Done twice it is handed in once.

    Raises:
        NotOpen: it is not ``by``'s to hand in now.
        NotComplete: something is missing.
        ChangedMeanwhile: what was confirmed is no longer what is there.
    """
    group = registration.group
    session.refresh(group, with_for_update=True)
    if group.state is GroupState.SUBMITTED and access.read(group, by):
        return
    if group.state not in access.OPEN or not access.fill(group, by):
        raise NotOpen()
    _refuse_stale(group, version)
    if lacks(registration, documents_of(group)) or set(confirmed) != set(Prohibited):
        raise NotComplete()
    registration.reference = registration.reference or next_reference()
    registration.confirmed = sorted(str(item) for item in confirmed)
    registration.submissions += 1
    registration.submitted_at = now()
    registration.remarks = {}
    group.state, group.state_reason = GroupState.SUBMITTED, ""
    via = _via(by, registration)
    audit.record("registration.submitted", f"group:{group.id}", actor_id=by.id, via=via, reason=registration.reference)
    agree(group, by=by, registration=registration)
    letters.registration_received(registration)


def withdraw(registration: Registration, *, by: Account) -> None:
    """Take it back while nobody has decided; it is a draft again and keeps its reference number.

    Raises:
        NoSuchStep: it is not waiting for a decision, or not ``by``'s.
    """
    session.refresh(registration.group, with_for_update=True)
    if not access.withdraw(registration.group, by):
        raise NoSuchStep()
    registration.group.state = GroupState.DRAFT
    audit.record("registration.withdrawn", f"group:{registration.group_id}", actor_id=by.id)


def _hold(registration: Registration) -> None:
    """Let nobody else change the registration until this transaction ends, and read it anew: a part saved meanwhile stays."""
    session.refresh(registration.group, with_for_update=True)
    session.refresh(registration)


def _register(group: Group, *, by: Account, **values: Any) -> Registration:
    registration = Registration(group=group, saved=[], on_paper=[], confirmed=[], remarks={}, submissions=0, **values)
    session.add(registration)
    session.flush()
    audit.record("registration.begun", f"group:{group.id}", actor_id=by.id, via=_via(by, registration))
    return registration


def _via(by: Account, registration: Registration) -> audit.Via:
    return audit.Via.STAFF if by.is_staff and registration.applicant_id != by.id else audit.Via.WEB


def _refuse_stale(group: Group, version: int | None) -> None:
    if version is not None and version != group.version:
        raise ChangedMeanwhile(group.version)


def _as_it_is(group: Group) -> dict[str, Any]:
    """The lists of a group in the form in which editing takes them, so that other sections stay as they are."""
    return {
        "fields": [str(field.code) for field in group.fields],
        "areas": [area.code for area in group.areas],
        "other_areas": [],
        "skills": [skill.code for skill in group.skills],
        "contacts": [_contact(contact) for contact in group.contacts],
        "corporate_number": group.corporate_number,
    }


def _contact(contact: GroupContact) -> dict[str, Any]:
    return {
        "kind": contact.kind,
        "value": contact.value,
        "note": contact.note,
        "publication": contact.publication or Publication.CENTER,
    }


def _published(group: Group) -> dict[tuple[str, str], Publication]:
    return {(contact.kind, contact.value): contact.publication for contact in group.contacts}


def _kept_publication(row: dict[str, Any], was: dict[tuple[str, str], Publication]) -> dict[str, Any]:
    return row | {"publication": was.get((row["kind"], row["value"]), Publication.CENTER)}


def _with_publication(group: Group, chosen: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contacts as they are, each with the choice made for it; what nobody chose for is the centre's."""
    wanted = {(choice["kind"], choice["value"]): choice["publication"] for choice in chosen}
    rows = [_contact(contact) for contact in group.contacts]
    return [row | {"publication": wanted.get((row["kind"], row["value"])) or Publication.CENTER} for row in rows]


def next_reference() -> str:
    """登録-2026-0012, from a counter that belongs to the transaction: no number twice, none for what is rolled back."""
    year = today().year
    counted = sa.text(
        "INSERT INTO reference_counters (year, last) VALUES (:year, 1) "
        "ON CONFLICT (year) DO UPDATE SET last = reference_counters.last + 1 RETURNING last"
    )
    return f"登録-{year}-{session.execute(counted, {'year': year}).scalar_one():04}"
