"""What can be done with an import: take a file in, check it, carry it out, take it all back."""

import secrets
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from directory.history import tracking
from directory.history.models import Method
from directory.imports.attributes import lacking
from directory.imports.columns import Mapping as Columns
from directory.imports.columns import known_header, propose
from directory.imports.importers import Importer
from directory.imports.mapping_files import MapFile, parse_map
from directory.imports.models import ImportChange, ImportFinding, ImportKind, ImportRun, ImportState, RowOutcome
from directory.imports.reading import Table, open_table
from directory.imports.running import CHUNK, Chunk, Running, stored_file
from directory.imports.troubles import EmptyFile, NothingChosen
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict
from kit.i18n import _l

UNFINISHED = (ImportState.UPLOADED, ImportState.CHECKED)


class NotNow(Conflict):
    """The import is not in a state in which this can be done."""

    message = _l("この取り込みは、いまはこの操作をできません。")


def take_in(
    folder: Path,
    file: Path,
    *,
    kind: ImportKind,
    name: str,
    by: int | None,
    map_file: MapFile | None,
    choose_later: bool = False,
) -> ImportRun:
    """Keep a file and say how its columns will be used; nothing is imported yet.

    ``choose_later``: a person chooses the columns next, so the name need not be found among them now.

    Raises:
        FileTrouble: the file cannot be read at all; nothing is kept.
        MappingTrouble: the mapping does not fit the file.
    """
    table = open_table(file, map_file.reading if map_file else None, knows=known_header)
    if not table.header:
        raise EmptyFile
    mapping = propose(table, kind, map_file)
    if not choose_later:
        mapping.demand()
    total = sum(1 for _row in table.rows())
    run = ImportRun(
        kind=kind,
        state=ImportState.UPLOADED,
        file_name=name[:200],
        stored_as=f"{secrets.token_hex(16)}{file.suffix.lower()[:6]}",
        encoding=table.encoding,
        columns=list(table.header),
        mapping=_stored_mapping(map_file),
        total=total,
        actor_id=by,
    )
    kept = stored_file(folder, run)
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, kept)
    session.add(run)
    session.flush()
    return run


def opened(folder: Path, run: ImportRun) -> tuple[Table, Columns]:
    """The kept file and the use of its columns."""
    stored = run.mapping
    map_file = MapFile(
        columns={name: list(columns) for name, columns in stored.get("columns", {}).items()},
        constants=dict(stored.get("constants", {})),
        ignore=tuple(stored.get("ignore", ())),
        only=bool(stored.get("only")),
    )
    if reading := stored.get("reading"):
        map_file = parse_map(reading, run.kind)
    table = open_table(stored_file(folder, run), map_file.reading, knows=known_header)
    return table, propose(table, run.kind, map_file)


def choose_columns(run: ImportRun, columns: Mapping[str, Sequence[str]], constants: Mapping[str, str]) -> None:
    """Use the columns as a person says: attribute → columns; a column that is not named is not used.

    Raises:
        NothingChosen: no column is the name or the title.
    """
    if run.state not in UNFINISHED:
        raise NotNow()
    if label := lacking(run.kind, {*columns, *constants}):
        raise NothingChosen(attribute=label)
    run.mapping = {
        "columns": {name: list(used) for name, used in columns.items()},
        "constants": dict(constants),
        "only": True,
    }
    run.state = ImportState.UPLOADED


def begin(run: ImportRun, *, activate: bool) -> None:
    """Let an import start, or go on."""
    if run.state not in (*UNFINISHED, ImportState.RUNNING, ImportState.FAILED):
        raise NotNow()
    if run.state in UNFINISHED:
        session.execute(sa.delete(ImportFinding).where(ImportFinding.run_id == run.id))
        run.position, run.counts = 0, {}
    run.state, run.activate, run.error = ImportState.RUNNING, activate, ""


def carry_out(run: ImportRun, running: Running) -> bool:
    """Do the next rows in the open transaction, and note how far that is. False when the import is done."""
    tracking.all_came_by(Method.IMPORT, actor_id=run.actor_id, import_id=run.id)
    chunk = running.next_chunk(activate=run.activate)
    if chunk is None:
        run.state, run.finished_at = ImportState.DONE, now()
        audit.record("import.done", f"import:{run.id}", actor_id=run.actor_id, via=audit.Via.IMPORT)
        return False
    run.position = chunk.last_row
    _add_up(run, chunk)
    return True


def begin_check(run: ImportRun, *, activate: bool = False) -> None:
    """Let a check start: everything as in the import itself with the same ``activate``, but nothing is kept."""
    if run.state not in (*UNFINISHED, ImportState.CHECKING):
        raise NotNow()
    session.execute(sa.delete(ImportFinding).where(ImportFinding.run_id == run.id))
    run.state, run.position, run.counts, run.error = ImportState.CHECKING, 0, {}, ""
    run.activate = activate


def check_step(run: ImportRun, running: Running) -> bool:
    """Try the next rows and take them back at once; only counts and remarks stay. False when all have been tried."""
    trial = session.begin_nested()
    chunk = running.next_chunk(activate=run.activate)
    trial.rollback()
    running.forget_new_records()
    if chunk is None:
        run.state, run.position = ImportState.CHECKED, 0
        return False
    run.position = chunk.last_row
    _add_up(run, chunk)
    return True


def discard(folder: Path, run: ImportRun) -> None:
    """Forget an import that has changed nothing, with its file."""
    if run.state not in (*UNFINISHED, ImportState.CHECKING):
        raise NotNow()
    stored_file(folder, run).unlink(missing_ok=True)
    session.execute(sa.delete(ImportFinding).where(ImportFinding.run_id == run.id))
    session.delete(run)


def give_up(run: ImportRun, reason: str) -> None:
    """Note why an import cannot go on; what it has done stays, and it can be started again or undone."""
    run.state, run.error = ImportState.FAILED, reason


def begin_undo(run: ImportRun) -> None:
    """Let the undoing of an import start."""
    if run.state not in (ImportState.DONE, ImportState.FAILED, ImportState.RUNNING, ImportState.UNDOING):
        raise NotNow()
    run.state, run.counts = ImportState.UNDOING, {}
    session.execute(sa.delete(ImportFinding).where(ImportFinding.run_id == run.id))


def undo_step(run: ImportRun, importer: Importer, limit: int = CHUNK) -> bool:
    """Take back the last of what an import did, in the open transaction. False when nothing is left.

    A record that has been changed since is left as it is, and said so in the remarks.
    """
    tracking.all_came_by(Method.IMPORT, actor_id=run.actor_id, import_id=run.id)
    newest_first = sa.select(ImportChange).where(ImportChange.run_id == run.id).order_by(ImportChange.id.desc())
    changes = session.scalars(newest_first.limit(limit)).all()
    records = importer.load({importer.key_of(change.subject_id) for change in changes})
    counts: Counter[str] = Counter(run.counts)
    for change in changes:
        record = records.get(importer.key_of(change.subject_id))
        counts["undone" if _undo(change, record, importer) else "kept"] += 1
        session.delete(change)
    run.counts = dict(counts)
    if not changes:
        run.state, run.finished_at = ImportState.UNDONE, now()
        audit.record("import.undone", f"import:{run.id}", actor_id=run.actor_id, via=audit.Via.IMPORT)
    return bool(changes)


def _undo(change: ImportChange, record: Any, importer: Importer) -> bool:
    if record is None:
        return True
    if importer.version_of(record) != change.version:
        _keep(change, "あとから変更されたので、そのまま残しました")
        return False
    if change.outcome is RowOutcome.UPDATED:
        importer.put_back(record, change.before)
        session.flush()
        _follow_version(change, importer.version_of(record))
        return True
    if not importer.remove(record):
        _keep(change, "ほかで使われているので、そのまま残しました")
        return False
    return True


def _keep(change: ImportChange, reason: str) -> None:
    session.add(ImportFinding(run_id=change.run_id, row=0, original=change.subject_id, reason=reason))


def _follow_version(change: ImportChange, version: int) -> None:
    """What an earlier row or import made is again as that one left it, though under a newer version."""
    earlier = sa.update(ImportChange).where(
        ImportChange.subject_id == change.subject_id,
        ImportChange.id < change.id,
        ImportChange.version.in_((change.version - 1, change.version)),
    )
    session.execute(earlier.values(version=version))


def _add_up(run: ImportRun, chunk: Chunk) -> None:
    counts = Counter(run.counts)
    counts.update({str(outcome): count for outcome, count in chunk.counts.items()})
    run.counts = dict(counts)
    session.add_all(chunk.findings)


def _stored_mapping(map_file: MapFile | None) -> dict[str, Any]:
    if map_file is None:
        return {}
    return {
        "columns": map_file.columns,
        "constants": map_file.constants,
        "ignore": list(map_file.ignore),
        "only": map_file.only,
        "reading": map_file.text,
    }
