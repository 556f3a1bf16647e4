"""The database's own refusal to change or delete what was recorded; called by the migration that brings the chain."""

from typing import Final

import sqlalchemy as sa

from kit.audit import begin_chain

_KEPT: Final = ("id", "at", "actor_id", "verb", "subject", "changed", "reason_seal", "via")
_REASON: Final = ("reason", "reason_salt")
_CHAIN: Final = ("number", "hash")
_MESSAGE: Final = "audit entries are only ever added"


def _changed(differs: str) -> str:
    """Two changes are let through: being chained, once, and the erasing of a reason with its salt."""
    kept = " OR ".join(differs.format(name) for name in _KEPT)
    chained = " OR ".join(["OLD.hash IS NOT NULL", *(differs.format(name) for name in _REASON)])
    erased = " OR ".join(["NEW.reason <> ''", "NEW.reason_salt <> ''", *(differs.format(name) for name in _CHAIN)])
    return f"({kept}) OR (({chained}) AND ({erased}))"


_SQLITE_CHANGED: Final = _changed("NEW.{0} IS NOT OLD.{0}")
_POSTGRES_CHANGED: Final = _changed("NEW.{0}::text IS DISTINCT FROM OLD.{0}::text")

SQLITE: Final = (
    f"""CREATE TRIGGER IF NOT EXISTS audit_entries_unchanged BEFORE UPDATE ON audit_entries
    WHEN {_SQLITE_CHANGED}
    BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS audit_entries_kept BEFORE DELETE ON audit_entries
    BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END""",
)
POSTGRESQL: Final = (
    f"""CREATE OR REPLACE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF NOT ({_POSTGRES_CHANGED}) THEN RETURN NEW; END IF;
      END IF;
      RAISE EXCEPTION '{_MESSAGE}';
    END $$""",
    "DROP TRIGGER IF EXISTS audit_entries_refuse ON audit_entries",
    """CREATE TRIGGER audit_entries_refuse BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse()""",
    "DROP TRIGGER IF EXISTS audit_entries_no_truncate ON audit_entries",
    """CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_refuse()""",
)


def protect(connection: sa.Connection) -> None:
    """Begin the chain and let the database refuse to change or delete entries; doing it twice does no harm."""
    begin_chain(connection)
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        connection.exec_driver_sql(statement)


def unprotect(connection: sa.Connection) -> None:
    """Take the refusal away again, for a migration downwards."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS audit_entries_refuse() CASCADE")
    else:
        for name in ("audit_entries_unchanged", "audit_entries_kept"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
