"""What can be done with the history: bring an earlier version back, and forget."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.actions import edit_group
from directory.groups.models import Group
from directory.history import access, queries, tracking
from directory.history.models import Kind, Method, Version
from directory.history.shapes import LISTS, Subject, kind_of, whole_shape
from directory.history.values import form_data, restorable
from directory.history.wording import Names
from directory.people.actions import edit_person
from kit import audit
from kit.db import session
from kit.errors import Forbidden


@dataclass(frozen=True)
class Return:
    """What going back to a version would change, and what cannot come back."""

    changes: Mapping[str, Any]
    """``{attribute: [now, then]}``"""
    gone: Mapping[str, list[Any]]
    """Entries of the vocabularies, and groups, that there are no longer."""
    forgotten: frozenset[str]


def plan_return(subject: Subject, number: int, *, by: Account) -> Return:
    """What ``restore`` would do; steps of the register (登録, 休止 …) are not taken back."""
    kind, now, past = _kind(subject), whole_shape(subject), queries.state_at(subject, number)
    wanted = restorable(kind) - access.hidden(subject, by)
    changes: dict[str, Any] = {}
    gone: dict[str, list[Any]] = {}
    for name in sorted(wanted & past.values.keys() - past.forgotten):
        then = past.values[name]
        if name in LISTS[kind] and then != now[name]:
            then, lost = _still_there(name, then)
            gone |= {name: lost} if lost else {}
        if then != now[name]:
            changes[name] = [now[name], then]
    return Return(changes, gone, frozenset(past.forgotten & wanted))


def restore(subject: Subject, number: int, *, version: int | None, by: Account) -> None:
    """Make the record what it was at a version, as an edit like any other: it leaves a version itself.

    Raises:
        Forbidden: ``by`` may not.
        ChangedMeanwhile: the record is no longer the one that was looked at (``version``).
        Invalid: a value of then is not accepted today.
    """
    if not access.restore(subject, by):
        raise Forbidden()
    kind, now = _kind(subject), whole_shape(subject)
    changes = plan_return(subject, number, by=by).changes
    wanted = {name: now[name] for name in LISTS[kind]} | {name: then for name, (_now, then) in changes.items()}
    data = form_data(kind, wanted) | {"version": version}
    tracking.came_by(subject, Method.RESTORE, note=str(number))
    if isinstance(subject, Group):
        edit_group(subject, data, by=by)
    else:
        edit_person(subject, data, by=by)
    audit.record(
        f"{kind}.restored", f"{kind}:{subject.id}", actor_id=by.id, changed=sorted(changes), reason=f"#{number}"
    )


def forget(kind: Kind, subject_id: int) -> None:
    """Remove every value from the history of a record; which attributes were changed, when and by whom, stays.

    Part of the deletion of personal data: the caller has checked who asks, and records it. The version that the open
    transaction itself leaves, in which the record is emptied, holds no values either.
    """
    versions = sa.select(Version).where(Version.kind == kind, Version.subject_id == subject_id)
    for version in session.scalars(versions):
        version.changes = dict.fromkeys(version.changes)
        version.note = ""
    tracking.forget_at_end(kind, subject_id)


def _kind(subject: Subject) -> Kind:
    kind = kind_of(subject)
    assert kind is not None
    return kind


def _still_there(name: str, rows: list[Any]) -> tuple[list[Any], list[Any]]:
    """Rows that can come back, and what the others refer to."""
    if name in ("contacts", "absences", "council_posts"):
        return rows, []
    names = Names([[rows, [row["skill"] for row in rows if isinstance(row, dict)]]])
    kept: list[Any] = []
    lost: list[Any] = []
    for row in rows:
        key = row["skill"] if isinstance(row, dict) else row
        (kept if names.knows(name, key) else lost).append(row)
    return kept, [row["skill"] if isinstance(row, dict) else row for row in lost]
