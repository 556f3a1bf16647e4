"""The database's own refusal of more than a need wants or a candidate takes on; called by the migration of introductions.

On PostgreSQL the need and the person are locked while they are counted, so that of two at once the second sees the first. SQLite
has one writer at a time.
"""

from typing import Final

import sqlalchemy as sa

from matching.introductions.moves import ACCEPTED, BUSY, State

FULL: Final = "the need has everybody it wants"
AT_ONCE: Final = "the person takes on no more at once"
IN_A_MONTH: Final = "the person takes on no more in a month"
IN_A_YEAR: Final = "the person takes on no more in a year"


def _listed(states: frozenset[State]) -> str:
    return ", ".join(f"'{state}'" for state in State if state in states)


_OTHERS: Final = "FROM introductions AS other WHERE other.id <> NEW.id"
_TAKEN: Final = f"(SELECT count(*) {_OTHERS} AND other.need_id = NEW.need_id AND other.state IN ({_listed(ACCEPTED)}))"
_AT_IT: Final = f"(SELECT count(*) {_OTHERS} AND other.person_id = NEW.person_id AND other.state IN ({_listed(BUSY)}))"
_ASKED: Final = f"(SELECT count(*) {_OTHERS} AND other.person_id = NEW.person_id AND other.asked_at > "
_WANTED: Final = "SELECT coalesce(people_wanted, 1) FROM needs WHERE id = NEW.need_id"
_MOST_AT_ONCE: Final = "SELECT max_at_once FROM people WHERE id = NEW.person_id"
_MOST_IN_A_MONTH: Final = "SELECT max_per_month FROM people WHERE id = NEW.person_id"
_MOST_IN_A_YEAR: Final = "SELECT max_per_year FROM people WHERE id = NEW.person_id"
_IS_ASKED: Final = "NEW.person_id IS NOT NULL AND NEW.asked_at IS NOT NULL"
_WAS_ASKED: Final = "OLD.asked_at IS NOT NULL"
_CHECKS: Final = {
    FULL: (
        f"NEW.state IN ({_listed(ACCEPTED)})",
        f"OLD.state IN ({_listed(ACCEPTED)})",
        f"{_TAKEN} >= ({_WANTED})",
    ),
    AT_ONCE: (
        f"NEW.person_id IS NOT NULL AND NEW.state IN ({_listed(BUSY)})",
        f"OLD.state IN ({_listed(BUSY)})",
        f"{_AT_IT} >= ({_MOST_AT_ONCE})",
    ),
    IN_A_MONTH: (_IS_ASKED, _WAS_ASKED, f"{_ASKED}{{a_month_before}}) >= ({_MOST_IN_A_MONTH})"),
    IN_A_YEAR: (_IS_ASKED, _WAS_ASKED, f"{_ASKED}{{a_year_before}}) >= ({_MOST_IN_A_YEAR})"),
}
"""What is refused: where it is asked, where it has been asked before (a limit lowered later undoes nothing), and when the answer is no."""

_SQLITE_BEFORE: Final = {
    "a_month_before": "datetime(NEW.asked_at, '-1 month')",
    "a_year_before": "datetime(NEW.asked_at, '-1 year')",
}
_POSTGRES_BEFORE: Final = {
    "a_month_before": "NEW.asked_at - interval '1 month'",
    "a_year_before": "NEW.asked_at - interval '1 year'",
}


def _sqlite() -> dict[str, str]:
    made = {}
    for message, (when, before, refused) in _CHECKS.items():
        for event, first in (("INSERT", ""), ("UPDATE", f"AND NOT ({before}) ")):
            name = f"introductions_{'_'.join(message.split()[-2:])}_{event.lower()}"
            made[name] = (
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON introductions WHEN {when} {first}"
                f"AND {refused.format(**_SQLITE_BEFORE)} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
    return made


def _postgres() -> list[str]:
    checks = "\n".join(
        f"IF {when} AND (TG_OP = 'INSERT' OR NOT ({before})) AND {refused.format(**_POSTGRES_BEFORE)} "
        f"THEN RAISE EXCEPTION '{message}'; END IF;"
        for message, (when, before, refused) in _CHECKS.items()
    )
    return [
        f"""CREATE OR REPLACE FUNCTION introductions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM 1 FROM needs WHERE id = NEW.need_id FOR NO KEY UPDATE;
          PERFORM 1 FROM people WHERE id = NEW.person_id FOR NO KEY UPDATE;
          {checks}
          RETURN NEW;
        END $$""",
        "DROP TRIGGER IF EXISTS introductions_refuse ON introductions",
        """CREATE TRIGGER introductions_refuse BEFORE INSERT OR UPDATE ON introductions
        FOR EACH ROW EXECUTE FUNCTION introductions_refuse()""",
    ]


def protect(connection: sa.Connection) -> None:
    """Let the database refuse what goes beyond anybody's limits; doing it twice does no harm."""
    for statement in _postgres() if connection.dialect.name == "postgresql" else _sqlite().values():
        connection.exec_driver_sql(statement)


def unprotect(connection: sa.Connection) -> None:
    """Take the refusal away again, for a migration downwards."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS introductions_refuse() CASCADE")
        return
    for name in _sqlite():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
