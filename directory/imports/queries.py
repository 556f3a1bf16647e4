"""How imports are found."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from directory.imports.models import ImportFinding, ImportRun
from kit.db import session
from kit.errors import Missing
from kit.paging import Page


def get_run(run_id: int) -> ImportRun:
    """The import with this number.

    Raises:
        Missing: there is none.
    """
    run = session.get(ImportRun, run_id)
    if run is None:
        raise Missing()
    return run


def list_runs(*, number: int, per_page: int) -> Page[ImportRun]:
    """Imports, the newest first."""
    total = session.scalar(sa.select(sa.func.count()).select_from(ImportRun)) or 0
    listed = sa.select(ImportRun).order_by(ImportRun.id.desc()).limit(per_page).offset((number - 1) * per_page)
    return Page(items=session.scalars(listed).all(), total=total, number=number, per_page=per_page)


def first_findings(run: ImportRun, limit: int) -> Sequence[ImportFinding]:
    """The first remarks, refused rows before doubtful cells."""
    order = (ImportFinding.refused.desc(), ImportFinding.row, ImportFinding.id)
    return session.scalars(
        sa.select(ImportFinding).where(ImportFinding.run_id == run.id).order_by(*order).limit(limit)
    ).all()


def count_findings(run: ImportRun) -> int:
    """How many remarks there are."""
    query = sa.select(sa.func.count()).select_from(ImportFinding).where(ImportFinding.run_id == run.id)
    return session.scalar(query) or 0


def all_findings(run_id: int) -> Iterator[ImportFinding]:
    """Every remark, in the order of the file."""
    query = sa.select(ImportFinding).where(ImportFinding.run_id == run_id)
    yield from session.scalars(query.order_by(ImportFinding.row, ImportFinding.id).execution_options(yield_per=1000))


def remembered_columns(header: Sequence[str], kind: str) -> dict[str, list[str]]:
    """The columns that people chose the last time a file of this kind had these headers."""
    recent = sa.select(ImportRun).where(ImportRun.kind == kind).order_by(ImportRun.id.desc()).limit(30)
    for run in session.scalars(recent):
        if run.columns == list(header) and run.mapping.get("columns"):
            return dict(run.mapping["columns"])
    return {}
