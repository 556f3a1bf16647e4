"""Reading when people and groups are free."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.availability.actions import import_calendar
from directory.availability.free import bits_between, common_times, runs
from directory.availability.models import BusyTime, CalendarImport
from directory.availability.queries import free_times, free_times_of_groups, free_times_of_people
from directory.availability.wording import span_words
from directory.people.models import Absence, Person
from kit import slots
from kit.clock import TOKYO
from kit.db import Database, session
from tests.cast import Cast

FIRST, LAST = date(2026, 11, 21), date(2026, 12, 20)
NOW = datetime(2026, 11, 21, 0, 0, tzinfo=TOKYO)


def test_everything_a_person_has_said_counts(database: Database, cast: Cast) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.slots, person.minimum_notice_days = slots.bit(5, 0), 3
        person.absences = [Absence(starts_on=date(2026, 12, 5), ends_on=date(2026, 12, 5))]
        hours = [datetime(2026, 11, 28, hour, tzinfo=TOKYO) for hour in (9, 10)]
        import_calendar(person, bits_between(*hours, FIRST, 90), FIRST, 90, by=session.get_one(Account, cast.hanako))
    with database.transaction(writing=False):
        found = free_times(cast.accountant, FIRST, LAST, at=NOW)
        told = [span_words(*moments) for moments in runs(found.free, FIRST)]
    assert told == [
        "11/28(土) 6時–9時", "11/28(土) 10時–12時", "12/12(土) 6時–12時", "12/19(土) 6時–12時",
    ]  # fmt: skip


def test_held_times_are_not_free_for_another(database: Database, cast: Cast) -> None:
    held = (datetime(2026, 11, 28, 6, tzinfo=TOKYO), datetime(2026, 11, 29, 0, tzinfo=TOKYO))
    with database.transaction(writing=False):
        ids = [cast.accountant, cast.interpreter]
        found = free_times_of_people(ids, FIRST, LAST, at=NOW, holds={cast.accountant: [held]})
    assert not found[cast.accountant].fits(*held)
    assert found[cast.interpreter].fits(*held)


def test_a_group_and_a_person_have_their_saturday_morning_in_common(database: Database, cast: Cast) -> None:
    with database.transaction(writing=False):
        person = free_times(cast.accountant, FIRST, LAST, at=NOW)
        group = free_times_of_groups([cast.river], FIRST, LAST, at=NOW)[cast.river]
    spans = common_times(person, group, least=timedelta(hours=2))
    assert [span_words(span.starts, span.ends) for span in spans][:2] == ["11/21(土) 8時–12時", "11/28(土) 8時–12時"]


def test_many_people_are_read_in_three_queries(database: Database, cast: Cast) -> None:
    asked: list[str] = []

    def note(*event: object) -> None:
        asked.append(str(event[2]))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    with database.transaction(writing=False):
        free_times_of_people([cast.accountant, cast.interpreter, cast.quiet], FIRST, LAST, at=NOW)
    sa.event.remove(database.engine, "before_cursor_execute", note)
    assert len([statement for statement in asked if statement.lstrip().upper().startswith("SELECT")]) == 3


def test_with_a_person_their_busy_times_go(database: Database, cast: Cast) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.quiet)
        import_calendar(person, 0b1001, FIRST, 90, by=session.get_one(Account, cast.hanako))
    with database.transaction():
        session.delete(session.get_one(Person, cast.quiet))
    with database.transaction(writing=False):
        for model in (BusyTime, CalendarImport):
            assert session.scalar(sa.select(sa.func.count()).select_from(model)) == 0
