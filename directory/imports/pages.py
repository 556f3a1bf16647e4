"""Pages on which staff bring in files: upload → columns → check → import in the background → result."""

import tempfile
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from directory.accounts.me import me
from directory.imports import actions, queries
from directory.imports.attributes import ATTRIBUTES, lacking
from directory.imports.columns import Proposal
from directory.imports.jobs import STEP
from directory.imports.labels import COUNTS
from directory.imports.models import ImportKind, ImportRun, ImportState
from directory.imports.report import report
from directory.imports.schemas import ColumnsSchema, StartSchema, UploadSchema
from directory.imports.troubles import NothingChosen
from kit import jobs
from kit.access import COORDINATORS, open_to
from kit.errors import Refusal
from kit.forms import Form, read_form
from kit.i18n import _
from kit.labels import choices
from kit.paging import page_number

bp = Blueprint("imports", __name__, url_prefix="/desk/imports")

SHOWN_FINDINGS = 50
SAMPLES = 3
WHEREABOUTS = {"place", "venue", "latitude", "longitude"}
BUSY = (ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING)


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """The imports there have been, and the form for the next."""
    return _index(Form(typed={"kind": request.args.get("kind", ImportKind.GROUPS.value)}))


@bp.post("")
@open_to(COORDINATORS)
def upload() -> ResponseReturnValue:
    """Take a file in; what cannot be read is said at the field and not kept."""
    form = read_form(UploadSchema(), request.form)
    file = request.files.get("file")
    if not file or not file.filename:
        form.refuse("file", _("ファイルを選んでください。"))
    if form.errors or file is None:
        return _index(form), 422
    try:
        run = _take_in(file, form.data["kind"])
    except Refusal as refusal:
        form.refuse("file", refusal.text)
        return _index(form), 422
    return redirect(url_for("imports.show", run_id=run.id), 303)


@bp.get("/<int:run_id>")
@open_to(COORDINATORS)
def show(run_id: int) -> ResponseReturnValue:
    """Where an import stands, and what can be done next."""
    return _show(queries.get_run(run_id))


@bp.post("/<int:run_id>/columns")
@open_to(COORDINATORS)
def columns(run_id: int) -> ResponseReturnValue:
    """Keep the use of the columns as chosen, and check the file with them."""
    run = queries.get_run(run_id)
    rows = read_form(ColumnsSchema(), request.form).data.get("columns", [])
    chosen: dict[str, list[str]] = {}
    for row in rows:
        for attribute in row["attribute"].split("+"):
            if attribute in ATTRIBUTES[run.kind] and row["column"] in run.columns:
                chosen.setdefault(attribute, []).append(row["column"])
    try:
        actions.choose_columns(run, chosen, {})
    except NothingChosen as refusal:
        return _show(run, typed={row["column"]: row["attribute"] for row in rows}, refusal=refusal.text), 422
    return _go(run, actions.begin_check)


@bp.post("/<int:run_id>/check")
@open_to(COORDINATORS)
def check(run_id: int) -> ResponseReturnValue:
    """Check the file without keeping anything."""
    return _go(queries.get_run(run_id), actions.begin_check)


@bp.post("/<int:run_id>/start")
@open_to(COORDINATORS)
def start(run_id: int) -> ResponseReturnValue:
    """Carry the import out in the background, or let one that has stopped go on."""
    form = read_form(StartSchema(), request.form)
    return _go(queries.get_run(run_id), lambda run: actions.begin(run, activate=form.data["activate"]))


@bp.post("/<int:run_id>/undo")
@open_to(COORDINATORS)
def undo(run_id: int) -> ResponseReturnValue:
    """Take the whole import back, in the background."""
    return _go(queries.get_run(run_id), actions.begin_undo)


@bp.get("/<int:run_id>/report.csv")
@open_to(COORDINATORS)
def findings(run_id: int) -> ResponseReturnValue:
    """The remarks as a CSV file."""
    run = queries.get_run(run_id)
    answer = Response(report(queries.all_findings(run.id)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="import-{run.id}.csv"'
    return answer


def _index(form: Form) -> str:
    return render_template(
        "directory/imports/index.html",
        form=form,
        kinds=choices(ImportKind),
        runs=queries.list_runs(number=page_number(request.args), per_page=20),
        url_of_page=lambda page: url_for("imports.index", page=page),
    )


def _show(run: ImportRun, *, typed: dict[str, str] | None = None, refusal: str = "") -> str:
    """The page of an import; ``typed``: the uses of the columns as chosen in a form that is refused."""
    columns = _columns(run, typed or {}) if run.state is ImportState.UPLOADED else []
    used = {attribute for column in columns for attribute in column["use"].split("+")}
    counts = [(str(words), run.counts[name]) for name, words in COUNTS.items() if run.counts.get(name)]
    return render_template(
        "directory/imports/show.html",
        run=run,
        columns=columns,
        lacking=lacking(run.kind, used) if columns else "",
        refusal=refusal,
        uses=[(name, str(use.label)) for name, use in ATTRIBUTES[run.kind].items()],
        counts=counts,
        done=sum(run.counts.get(name, 0) for name in COUNTS),
        published=_published(run),
        busy=run.state in BUSY,
        findings=queries.first_findings(run, SHOWN_FINDINGS),
        finding_count=queries.count_findings(run),
        list_url=_list_url(run),
    )


def _take_in(file: FileStorage, kind: ImportKind) -> ImportRun:
    name = Path((file.filename or "").replace("\\", "/")).name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(name).suffix.lower()[:6]}"
        file.save(path)
        return actions.take_in(_data_dir(), path, kind=kind, name=name, by=me().id, map_file=None, choose_later=True)


def _go(run: ImportRun, begin: Any) -> ResponseReturnValue:
    """Begin a step and leave the rest to the worker."""
    try:
        begin(run)
        jobs.leave(STEP, run=run.id)
    except Refusal as refusal:
        flash(refusal.text, "error")
    return redirect(url_for("imports.show", run_id=run.id), 303)


def _columns(run: ImportRun, typed: dict[str, str]) -> list[dict[str, Any]]:
    """Every column with its use and the first few things it says."""
    table, mapping = actions.opened(_data_dir(), run)
    rows = [row for row, _number in zip(table.rows(), range(SAMPLES), strict=False)]
    remembered = {
        column: use for use, used in queries.remembered_columns(run.columns, run.kind).items() for column in used
    }
    return [
        {
            "name": proposal.column,
            "use": typed.get(proposal.column, _use(proposal, remembered)),
            "use_words": "・".join(str(ATTRIBUTES[run.kind][name].label) for name in proposal.attributes),
            "why": str(proposal.why),
            "samples": [text for row in rows if (text := row.cells.get(proposal.column, "").strip())],
        }
        for proposal in mapping.proposals
    ]


def _use(proposal: Proposal, remembered: dict[str, str]) -> str:
    """What people chose the last time, else the proposal; an address becomes public only by a choice made anew."""
    last = remembered.get(proposal.column, "")
    proposed = "+".join(proposal.attributes)
    return proposed if not last or (last in WHEREABOUTS and proposed == "address") else last


def _published(run: ImportRun) -> list[str]:
    """The columns that will tell everybody where a group meets."""
    if run.kind is not ImportKind.GROUPS or run.state is not ImportState.CHECKED:
        return []
    _table, mapping = actions.opened(_data_dir(), run)
    return [proposal.column for proposal in mapping.proposals if WHEREABOUTS & set(proposal.attributes)]


def _list_url(run: ImportRun) -> str:
    lists = {ImportKind.GROUPS: "search.groups", ImportKind.PEOPLE: "search.people", ImportKind.NEEDS: "needs.index"}
    waiting = {ImportKind.NEEDS: "draft"}.get(run.kind, "submitted")
    if run.kind not in lists:
        return ""
    return url_for(lists[run.kind], state=None if run.activate else waiting)


def _data_dir() -> Path:
    folder: Path = current_app.extensions["settings"].data_dir
    return folder
