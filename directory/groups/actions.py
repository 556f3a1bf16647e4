"""What can be done to a group."""

from typing import Any

from directory.accounts.models import Account
from directory.consents.models import Purpose
from directory.consents.queries import withdrawn
from directory.groups import access
from directory.groups.models import Group, GroupContact, GroupState, Publication
from directory.groups.queries import find_twin
from directory.history import tracking
from directory.history.models import Method
from directory.vocabularies.queries import areas_by_code, fields_by_code, find_areas_named, skills_by_code
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import ChangedMeanwhile, Forbidden, Invalid, NoSuchStep
from kit.i18n import _

PLAIN = (
    "name reading short_name sector corporate_number founded_on purpose activities place latitude longitude place_publication slots "
    "schedule_note member_count joining cost recruiting offers wants web_pages notes"
).split()


def create_group(data: dict[str, Any], *, by: Account, publish: bool = False, via: audit.Via = audit.Via.WEB) -> Group:
    """Add a group as a draft, or as active when ``publish`` is set.

    Raises:
        Invalid: a corporate number already in use, or an area nobody knows.
    """
    group = Group(state=GroupState.ACTIVE if publish else GroupState.DRAFT)
    _fill(group, data)
    session.add(group)
    session.flush()
    _say_intake(group, data)
    audit.record("group.created", f"group:{group.id}", actor_id=by.id, via=via)
    return group


def edit_group(group: Group, data: dict[str, Any], *, by: Account, via: audit.Via = audit.Via.WEB) -> Group:
    """Change a group; what only staff set stays as it is when an editor gives it.

    Raises:
        Forbidden: ``by`` may not.
        ChangedMeanwhile: the form was opened before somebody else's change.
        Invalid: a corporate number already in use, or an area nobody knows.
    """
    if not access.edit(group, by):
        raise Forbidden()
    session.refresh(group, with_for_update=True)  # of two who save at once, the second sees what the first has saved
    if data.get("version") not in (None, group.version):
        raise ChangedMeanwhile(group.version)
    data = {name: value for name, value in data.items() if name not in access.fields_of_staff(group, by)}
    _refuse_publishing(group, data)
    with session.no_autoflush:  # what is flushed is no longer known as changed
        _fill(group, data)
        changed = audit.changed_attributes(group)
    if changed:
        group.updated_at = now()  # raises the version also when only a list of the group has changed
        session.flush()
        _say_intake(group, data)
        audit.record("group.edited", f"group:{group.id}", actor_id=by.id, via=via, changed=changed)
    return group


def change_state(group: Group, state: GroupState, *, reason: str, by: Account) -> None:
    """Move a group to another state of the register.

    Raises:
        Forbidden: ``by`` may not.
        NoSuchStep: no step leads from the group's state to this one.
    """
    if not access.edit(group, by):
        raise Forbidden()
    session.refresh(group, with_for_update=True)  # of two who decide at once, the second sees what the first has done
    if state not in access.next_states(group, by):
        raise NoSuchStep()
    if state is GroupState.ACTIVE and find_twin(group.corporate_number, other_than=group.id):
        raise Invalid({"corporate_number": [_("同じ法人番号の団体が、すでに登録されています。")]})
    group.state, group.state_reason = state, reason
    audit.record(f"group.{state}", f"group:{group.id}", actor_id=by.id, reason=reason)


def _say_intake(group: Group, data: dict[str, Any]) -> None:
    if intake := data.get("intake"):
        tracking.came_by(group, Method(intake.value), note=data.get("intake_note", ""))


def _refuse_publishing(group: Group, data: dict[str, Any]) -> None:
    """A group that has withdrawn its consent to being published is not published again by a form."""
    rows = [row["publication"] for row in data.get("contacts", ()) if row["value"]]
    wanted = {*rows, data.get("place_publication", group.place_publication)} - {Publication.CENTER, None}
    if wanted and withdrawn(group, Purpose.PUBLISH):
        text = _("この団体は、公開の同意を取りやめています。「センターのみ」にするか、先に同意を記録してください。")
        raise Invalid({"place_publication": [text]})


def _fill(group: Group, data: dict[str, Any]) -> None:
    if twin := find_twin(data.get("corporate_number", ""), other_than=group.id):
        text = _("同じ法人番号の団体「%(name)s」が、すでに登録されています。") % {"name": twin.name}
        raise Invalid({"corporate_number": [text]})
    for name in PLAIN:
        if name in data and getattr(group, name) != data[name]:
            setattr(group, name, data[name])
    areas = {area.code: area for area in (*areas_by_code(data["areas"]), *find_areas_named(data["other_areas"]))}
    wanted = {
        "fields": list(fields_by_code(data["fields"])),
        "areas": [areas[code] for code in sorted(areas)],
        "skills": list(skills_by_code(data["skills"])),
    }
    for name, items in wanted.items():
        if getattr(group, name) != items:
            setattr(group, name, items)
    _fill_contacts(group, data["contacts"])


def _fill_contacts(group: Group, rows: list[dict[str, Any]]) -> None:
    kept = [row for row in rows if row["value"]]
    was = [(contact.kind, contact.value, contact.note, contact.publication) for contact in group.contacts]
    if was == [(row["kind"], row["value"], row["note"], row["publication"]) for row in kept]:
        return
    group.contacts = [GroupContact(position=position, **row) for position, row in enumerate(kept)]
