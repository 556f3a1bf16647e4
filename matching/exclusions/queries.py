"""Which pairs are kept apart."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import today as today_in_japan
from kit.db import session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page
from matching.exclusions.models import PairExclusion
from matching.needs.models import Need

Party = Group | Person


def get_exclusion(exclusion_id: int) -> PairExclusion:
    """The pair with this number.

    Raises:
        Missing: there is none.
    """
    found = session.get(PairExclusion, exclusion_id)
    if found is None:
        raise Missing()
    return found


def get_party(subject: str) -> Party:
    """The person or group of ``person:12``, in whatever state.

    Raises:
        Missing: there is none.
    """
    kind, _colon, number = subject.partition(":")
    found: Party | None = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        if kind == "person":
            found = session.get(Person, int(number))
        elif kind == "group":
            found = session.get(Group, int(number))
    if found is None:
        raise Missing()
    return found


def subject_of(party: Party) -> str:
    """``person:12``."""
    return f"{'person' if isinstance(party, Person) else 'group'}:{party.id}"


def kept_apart(need: Need, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """The groups and the people that are not to be introduced to whoever asks with this need."""
    return apart_from(group_id=need.group_id, person_id=need.person_id, on=on)


def apart_from(*, group_id: int | None, person_id: int | None, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """The groups and the people that are not to be introduced to this group or person."""
    rows: list[tuple[int | None, int | None]] = []
    if group_id or person_id:
        for mine, theirs in ((_ONE, _OTHER), (_OTHER, _ONE)):
            of = sa.or_(*(held == each for held, each in zip(mine, (group_id, person_id), strict=True) if each))
            rows += [(row[0], row[1]) for row in session.execute(sa.select(*theirs).where(of, holding(on)))]
    return (
        frozenset(group for group, _person in rows if group is not None),
        frozenset(person for _group, person in rows if person is not None),
    )


def are_apart(need: Need, candidate: Party) -> bool:
    """Whether the candidate is not to be introduced to whoever asks with this need."""
    groups, people = kept_apart(need, today_in_japan())
    return candidate.id in (people if isinstance(candidate, Person) else groups)


def find_holding(one: Party, other: Party) -> PairExclusion | None:
    """The exclusion that holds between the two."""
    pairs = [_is(one, _ONE) & _is(other, _OTHER), _is(other, _ONE) & _is(one, _OTHER)]
    found = sa.select(PairExclusion).where(sa.or_(*pairs), holding(today_in_japan()))
    return session.scalars(found.order_by(PairExclusion.id).limit(1)).first()


def list_exclusions(about: Party | None = None, *, number: int = 1) -> Page[PairExclusion]:
    """Those of one person or group, also those that are over; or everybody's that hold. The newest first."""
    where = _is(about, _ONE) | _is(about, _OTHER) if about else holding(today_in_japan())
    total = session.scalar(sa.select(sa.func.count()).select_from(PairExclusion).where(where)) or 0
    listed = sa.select(PairExclusion).where(where).options(*_LISTED).order_by(PairExclusion.id.desc())
    items = session.scalars(listed.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(items=items, total=total, number=number)


def exclusions_of_person(person_id: int) -> Sequence[PairExclusion]:
    """Every one of a person, also those that are over."""
    mine = (PairExclusion.person_id == person_id) | (PairExclusion.other_person_id == person_id)
    return session.scalars(sa.select(PairExclusion).where(mine).order_by(PairExclusion.id)).all()


def holding(on: date) -> sa.ColumnElement[bool]:
    """Those that hold on a day."""
    until = PairExclusion.until
    return PairExclusion.ended_at.is_(None) & (until.is_(None) | (until >= on))


_ONE = (PairExclusion.group_id, PairExclusion.person_id)
_OTHER = (PairExclusion.other_group_id, PairExclusion.other_person_id)
_LISTED = tuple(
    joinedload(each)
    for each in (
        PairExclusion.group,
        PairExclusion.person,
        PairExclusion.other_group,
        PairExclusion.other_person,
        PairExclusion.by,
    )
)


def _is(party: Party, columns: tuple[sa.orm.InstrumentedAttribute[int | None], ...]) -> sa.ColumnElement[bool]:
    return columns[1 if isinstance(party, Person) else 0] == party.id
