"""What imports hold about somebody: rows of the files that were brought in, remarks about them, and former values."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from directory.imports.actions import opened
from directory.imports.models import ImportChange, ImportFinding, ImportKind, ImportRun, ImportState
from directory.imports.running import stored_file
from kit.db import session
from kit.errors import Refusal
from kit.i18n import _, _l
from kit.text import search_key

_CHANGED_SOMETHING = (
    ImportState.RUNNING,
    ImportState.FAILED,
    ImportState.UNDOING,
    ImportState.DONE,
    ImportState.UNDONE,
)


def _runs(whom: Whom) -> Iterator[Entry]:
    for run in session.scalars(sa.select(ImportRun).where(ImportRun.id.in_(_runs_that_made(whom)))):
        yield [
            Fact("file_name", _l("取り込んだファイル"), run.file_name),
            Fact("created_at", _l("取り込んだ日時"), run.created_at),
        ]


def _erase(whom: Whom, erasure: Erasure) -> int:
    """Files that name them go as a whole, with all remarks: nobody needs them once they are in the register."""
    made = set(_runs_that_made(whom))
    count = 0
    for run in session.scalars(sa.select(ImportRun).order_by(ImportRun.id)).all():
        if run.id in made or _names(run, whom):
            _forget(run, whom)
            count += 1
    if whom.person is not None:
        theirs = (ImportChange.subject_id == str(whom.person.id)) & ImportChange.run_id.in_(_of_people())
        session.execute(sa.delete(ImportChange).where(theirs))
    _forget_former_values(whom)
    session.flush()
    return count


def _runs_that_made(whom: Whom) -> Sequence[int]:
    if whom.person is None:
        return ()
    theirs = (ImportChange.subject_id == str(whom.person.id)) & ImportChange.run_id.in_(_of_people())
    return session.scalars(sa.select(ImportChange.run_id).where(theirs).distinct()).all()


def _of_people() -> sa.Select[Any]:
    return sa.select(ImportRun.id).where(ImportRun.kind == ImportKind.PEOPLE)


def _names(run: ImportRun, whom: Whom) -> bool:
    """Whether the file, its name or a remark about it names them."""
    if any(name in search_key(run.file_name) for name in whom.names):
        return True
    remarks = session.scalars(sa.select(ImportFinding.original).where(ImportFinding.run_id == run.id))
    if any(whom.is_named_in(original) for original in remarks):
        return True
    if not run.stored_as or not stored_file(whom.folder, run).exists():
        return False
    try:
        table, _mapping = opened(whom.folder, run)
        return any(whom.is_named_among(list(row.cells.values())) for row in table.rows())
    except (Refusal, ValueError):
        return True  # what can no longer be read cannot be shown to be free of them


def _forget(run: ImportRun, whom: Whom) -> None:
    """Remove the file and the remarks; an import that was under way keeps what it has done and goes no further."""
    if run.stored_as:
        _unlink(stored_file(whom.folder, run))
    session.execute(sa.delete(ImportFinding).where(ImportFinding.run_id == run.id))
    if run.state not in _CHANGED_SOMETHING:
        session.delete(run)
        return
    if run.state in (ImportState.RUNNING, ImportState.FAILED):
        run.state = ImportState.DONE
    run.stored_as, run.mapping = "", {}
    run.error = _("削除を求めた方の行があったため、元のファイルを消しました。") if run.state is ImportState.DONE else ""
    if any(name in search_key(run.file_name) for name in whom.names):
        run.file_name = f"#{run.id}"


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)


def _forget_former_values(whom: Whom) -> None:
    for change in session.scalars(sa.select(ImportChange)):
        kept = {name: value for name, value in change.before.items() if not whom.is_named_in(str(value))}
        if kept != change.before:
            change.before = kept


IMPORTS = Holding("imports", _l("取り込んだ名簿"), _runs, _erase)
