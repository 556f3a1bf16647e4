"""The columns of a process know at once what was committed anywhere, and never what was not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from directory.groups.models import Group
from directory.people.models import Absence, HelpKind, Person, PersonSkill, PersonState, person_fields
from directory.vocabularies.models import Field
from directory.vocabularies.queries import skills_by_code
from kit.clock import travelled
from kit.db import Database, session
from matching.scoring.columns import build
from matching.scoring.profiles import PartnerKind
from matching.suggestions import jobs, snapshots
from matching.suggestions.candidates import load_groups, load_people
from matching.suggestions.models import PartnerChange
from matching.suggestions.snapshots import Snapshot
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _known(database: Database, cast: Cast) -> None:
    """The columns of this process before anything is changed."""
    with database.transaction(writing=False):
        snapshots.current()


@contextmanager
def changed(database: Database) -> Iterator[None]:
    """Something is committed; after it the columns are as if they were built now."""
    before = now(database)
    with database.transaction():
        yield
    after = now(database)
    assert facts(after) != facts(before), "the change is one that columns hold"
    with database.transaction(writing=False):
        everybody = build([*load_people(), *load_groups()])
    assert facts(after) == facts(Snapshot((snapshots.Part(everybody, None),), after.built_at, 0))


def now(database: Database) -> Snapshot:
    with database.transaction(writing=False):
        return snapshots.current()


def facts(snapshot: Snapshot) -> dict[int, tuple[object, ...]]:
    """What the columns say of everybody, by number."""
    found = {}
    for columns, gone in snapshot.parts:
        places = [at for at in range(len(columns.places)) for _row in range(*columns.place_starts[at : at + 2])]
        for row in range(len(columns)):
            if gone is None or not gone[row]:
                skills = columns.skills[slice(*columns.skill_starts[row : row + 2])]
                away = columns.absences[columns.absences[:, 0] == row, 1:]
                plain = (
                    int(getattr(columns, name)[row]) for name in ("flags", "resting", "at_once", "slots", "fields")
                )
                beside = (sorted(skills.tolist()), away.tolist(), columns.places[places[row]])
                found[int(columns.number[row])] = (*plain, *beside)
    return found


def test_every_change_of_a_person_is_seen(database: Database, cast: Cast) -> None:
    with changed(database):
        session.get_one(Person, cast.accountant).slots = 1
    with changed(database):
        session.get_one(Person, cast.accountant).help_kinds = [HelpKind.PRACTICE]
    with changed(database):
        person = session.get_one(Person, cast.accountant)
        person.fields = [] if person.fields else list(session.scalars(sa.select(Field).limit(1)))
    with changed(database):
        skill = skills_by_code(["accounting.closing"])[0]
        session.add(PersonSkill(person_id=cast.quiet, skill_id=skill.id))
    with changed(database):
        session.add(Absence(person_id=cast.quiet, starts_on=date(2999, 1, 1), ends_on=date(2999, 1, 2)))
    with changed(database):
        session.delete(session.get_one(Person, cast.quiet))
    with changed(database):
        session.get_one(Person, cast.accountant).state = PersonState.WITHDRAWN


def test_every_change_of_a_group_is_seen(database: Database, cast: Cast) -> None:
    with changed(database):
        session.get_one(Group, cast.river).slots = 3
    with changed(database):
        session.get_one(Group, cast.river).skills = skills_by_code(["accounting.closing"])


def test_statements_that_pass_the_objects_by_are_seen(database: Database, cast: Cast) -> None:
    with changed(database):
        session.execute(sa.update(Person).where(Person.id == cast.accountant).values(max_at_once=1))
    with database.transaction(writing=False):
        assert session.scalars(sa.select(PartnerChange.partner_id)).all()[-1] == cast.accountant
    with changed(database):
        session.execute(sa.insert(person_fields), [{"person_id": cast.quiet, "field_code": 19}])
    with changed(database):
        session.execute(sa.delete(person_fields).where(person_fields.c.field_code == 19))


def test_what_is_not_committed_is_not_in_the_columns(database: Database, cast: Cast) -> None:
    before = facts(now(database))
    with pytest.raises(KeyError), database.transaction():
        session.get_one(Person, cast.accountant).slots = 1
        session.flush()
        assert facts(snapshots.current()) == before
        raise KeyError
    assert facts(now(database)) == before


def test_nothing_is_read_again_while_nobody_changes(database: Database, cast: Cast) -> None:
    first = now(database)
    assert now(database) is first
    with database.transaction():
        session.get_one(Person, cast.accountant).slots = 1
    patched = now(database)
    assert patched.parts[0].columns is first.parts[0].columns
    assert [int(number) for number in patched.parts[1].columns.number] == [cast.accountant]
    with travelled(timedelta(days=1)):
        assert len(now(database).parts) == 1, "once a day they are built anew"


def test_old_changes_are_forgotten(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).slots = 1
    with travelled(timedelta(days=4)), database.transaction():
        session.get_one(Group, cast.river).slots = 2
        session.flush()
        jobs.FORGET_CHANGES.handler([])
        assert set(session.scalars(sa.select(PartnerChange.kind))) == {PartnerKind.GROUP}
