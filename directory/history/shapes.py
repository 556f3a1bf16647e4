"""What is kept of a group or a person, attribute by attribute, as JSON can hold it."""

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.orm import InstanceState, Mapper, object_session
from sqlalchemy.orm.base import NO_VALUE

from directory.groups.models import Group, GroupContact
from directory.history.models import Kind
from directory.people.models import Absence, CouncilPost, Person, PersonSkill
from directory.vocabularies.models import Area, Field, Skill

Subject = Group | Person
MODELS: Final[dict[Kind, type[Group] | type[Person]]] = {Kind.GROUP: Group, Kind.PERSON: Person}

LISTS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.GROUP: ("fields", "areas", "skills", "contacts"),
    Kind.PERSON: ("skills", "fields", "areas", "absences", "council_posts", "avoided_groups", "avoided_fields"),
}
PARTS: Final[dict[type, tuple[Kind, str, str]]] = {
    GroupContact: (Kind.GROUP, "group_id", "contacts"),
    PersonSkill: (Kind.PERSON, "person_id", "skills"),
    Absence: (Kind.PERSON, "person_id", "absences"),
    CouncilPost: (Kind.PERSON, "person_id", "council_posts"),
}
"""Rows that belong to a subject: its kind, the column that names it, and its list of them."""

BOOKKEEPING: Final = {
    "id", "account_id", "name_key", "sort_key", "created_at", "updated_at", "version", "source_id", "import_id",
    "confirmation_step", "confirmation_step_on",
}  # fmt: skip
"""Columns that follow from others or say nothing about the subject; every other column of it is kept."""
_NOT_OF_A_ROW: Final = {"id", "group_id", "person_id", "skill_id", "position"}


def state_of(thing: object) -> InstanceState[Any]:
    """What SQLAlchemy knows of a mapped thing."""
    return cast(InstanceState[Any], sa.inspect(thing))


def kind_of(thing: object) -> Kind | None:
    """The kind of a subject; None for anything else."""
    return Kind.GROUP if isinstance(thing, Group) else Kind.PERSON if isinstance(thing, Person) else None


@cache
def plain_names(kind: Kind) -> tuple[str, ...]:
    """The attributes that hold one value."""
    mapper = cast(Mapper[Any], sa.inspect(MODELS[kind]))
    return tuple(column.key for column in mapper.column_attrs if column.key not in BOOKKEEPING)


@cache
def names(kind: Kind) -> frozenset[str]:
    """Every attribute of which the history is kept."""
    return frozenset((*plain_names(kind), *LISTS[kind]))


def shape(thing: Subject, name: str) -> Any:
    """What an attribute holds now."""
    held = getattr(thing, name)
    kind = kind_of(thing)
    return rows_shape(name, held) if kind and name in LISTS[kind] else plain_shape(held)


def whole_shape(thing: Subject) -> dict[str, Any]:
    """What every kept attribute holds now."""
    kind = kind_of(thing)
    assert kind is not None
    return {name: shape(thing, name) for name in sorted(names(kind))}


def former_shape(thing: Subject, name: str) -> Any:
    """What an attribute that was changed but not yet flushed holds in the database."""
    history = state_of(thing).attrs[name].history
    kind = kind_of(thing)
    if kind and name in LISTS[kind]:
        return rows_shape(name, [*(history.unchanged or ()), *(history.deleted or ())], before=True)
    if history.deleted:
        return plain_shape(history.deleted[0])
    # It was set without having been read, so only the database knows.
    open_session, model = object_session(thing), type(thing)
    assert open_session is not None
    with open_session.no_autoflush:
        return plain_shape(open_session.scalar(sa.select(getattr(model, name)).where(model.id == thing.id)))


def rows_shape(name: str, items: Iterable[Any], *, before: bool = False) -> list[Any]:
    """The rows of a list, in an order that does not depend on chance; ``before``: as the database has them."""
    listed = sorted(items, key=lambda item: item.position or 0) if name == "contacts" else list(items)
    rows = [_row_shape(item, before=before) for item in listed]
    return rows if name == "contacts" else in_order(rows)


def in_order(rows: Iterable[Any]) -> list[Any]:
    """Rows whose order means nothing, always in the same one."""
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True) if isinstance(row, dict) else row)


def plain_shape(value: Any) -> Any:
    """One value."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value


def _row_shape(item: Any, *, before: bool) -> Any:
    if isinstance(item, Field | Area | Skill):
        return item.code
    if isinstance(item, Group):
        return item.id
    state = state_of(item)
    row = {}
    for column in state.mapper.column_attrs:
        if column.key not in _NOT_OF_A_ROW:
            now = getattr(item, column.key)
            was = state.committed_state.get(column.key, now) if before else now
            row[column.key] = plain_shape(now if was is NO_VALUE else was)
    if isinstance(item, PersonSkill):
        row["skill"] = item.skill.code
    return row
