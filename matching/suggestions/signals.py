"""Leaves a row whenever a person or group changes, in whatever session and by whatever statement, as ``search.sync`` does."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState, Session

from directory.groups.models import Group, group_areas, group_fields, group_skills
from directory.people.models import (
    Absence,
    Person,
    PersonSkill,
    person_areas,
    person_avoided_fields,
    person_avoided_groups,
    person_fields,
)
from kit.clock import now
from kit.db import session
from matching.scoring.profiles import PartnerKind
from matching.suggestions.models import PartnerChange

KEPT: Final = timedelta(days=3)
"""Columns are built anew once a day, so nobody asks for older changes."""

_WHOLE: Final[dict[Any, PartnerKind]] = {Person: PartnerKind.PERSON, Group: PartnerKind.GROUP}
_PARTS: Final = (PersonSkill, Absence)
_TABLES: Final[dict[Any, PartnerKind]] = {
    **{model.__table__: kind for model, kind in _WHOLE.items()},
    **dict.fromkeys((PersonSkill.__table__, Absence.__table__), PartnerKind.PERSON),
    **dict.fromkeys((person_areas, person_avoided_fields, person_avoided_groups, person_fields), PartnerKind.PERSON),
    **dict.fromkeys((group_areas, group_fields, group_skills), PartnerKind.GROUP),
}


def listen() -> None:
    """Begin. Twice is the same as once."""
    if not sa.event.contains(Session, "after_flush", _flushed):
        sa.event.listen(Session, "after_flush", _flushed)
        sa.event.listen(Session, "do_orm_execute", _executed)


def forget_old() -> None:
    """Forget the changes that no columns can still wait for."""
    session.execute(sa.delete(PartnerChange).where(PartnerChange.at < now() - KEPT))


def _flushed(flushed: Session, _context: Any) -> None:
    found: dict[tuple[PartnerKind, int | None], None] = {}
    for thing in (*flushed.new, *flushed.dirty, *flushed.deleted):
        if kind := _WHOLE.get(type(thing)):
            found[kind, thing.id] = None
        elif isinstance(thing, _PARTS):
            found[PartnerKind.PERSON, thing.person_id] = None
    _leave(flushed, found)


def _executed(state: ORMExecuteState) -> None:
    """Statements pass the session's objects by: those on people or groups tell which rows they are about."""
    if state.is_select or not (state.is_update or state.is_delete or state.is_insert):
        return
    statement: Any = state.statement
    kind = _TABLES.get(statement.table)
    if kind is not None:
        _leave(state.session, ((kind, partner_id) for partner_id in _about(state, statement)))


def _about(state: ORMExecuteState, statement: Any) -> Iterator[int | None]:
    own = statement.table in (model.__table__ for model in _WHOLE)
    if not own or state.is_insert or statement.whereclause is None or state.parameters:
        yield None
        return
    ids = sa.select(statement.table.c.id).where(statement.whereclause)
    yield from state.session.connection().scalars(ids).all()


def _leave(into: Session, changed: Iterable[tuple[PartnerKind, int | None]]) -> None:
    at = now()
    rows = [{"kind": kind, "partner_id": partner_id, "at": at} for kind, partner_id in changed]
    if rows:
        into.connection().execute(sa.insert(PartnerChange), rows)
