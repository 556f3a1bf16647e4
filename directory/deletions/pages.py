"""Pages on what is held about somebody: see it, take it home, have it deleted; and what has been deleted."""

from collections.abc import Sequence

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import end, me
from directory.consents.models import Method
from directory.deletions import actions, queries
from directory.deletions.documents import as_zip, shown
from directory.deletions.holdings import Holding, Whom
from directory.deletions.labels import COUNTS
from directory.deletions.models import Deletion
from directory.deletions.schemas import DeletionSchema, HandingOverSchema, TakenDeletionSchema
from directory.people.models import Person
from directory.people.queries import get_person
from kit.access import COORDINATORS, EVERYONE, MEMBERS, open_to
from kit.clock import today
from kit.display import day
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices
from kit.settings import Settings

bp = Blueprint("deletions", __name__)


@bp.get("/my/data")
@open_to(MEMBERS, rule="what is held about oneself")
def mine() -> ResponseReturnValue:
    """Everything that is held about oneself, and how to take it home or have it deleted."""
    return _my_page(Form())


@bp.get("/my/data.zip")
@open_to(MEMBERS, rule="what is held about oneself")
def download() -> ResponseReturnValue:
    """Everything that is held about oneself, as a file."""
    return _zip(queries.whom(me(), None, _settings().data_dir), "my-data.zip")


@bp.post("/my/data/deletion")
@open_to(MEMBERS, rule="one's own account and entry")
def ask() -> ResponseReturnValue:
    """Ask for the deletion of one's own account and entry; one is signed out."""
    form = read_form(DeletionSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            deletion = actions.ask(me(), by=me(), method=Method.WEB)
            number = deletion.id
            end()
            return redirect(url_for("deletions.asked", number=number), 303)
    return _my_page(form), 422


@bp.get("/deletions/<int:number>/asked")
@open_to(EVERYONE, rule="says the number back, and nothing of the request")
def asked(number: int) -> ResponseReturnValue:
    """What happens now, for somebody who is no longer signed in."""
    return render_template("directory/deletions/asked.html", number=number, backup_days=_settings().backup_days)


@bp.get("/people/<int:person_id>/data")
@open_to(COORDINATORS)
def of_person(person_id: int) -> ResponseReturnValue:
    """How staff hand over, or delete, what is held about a person: how much there is, not what it says."""
    return _person_page(get_person(person_id, me()), Form())


@bp.post("/people/<int:person_id>/data.zip")
@open_to(COORDINATORS, rule="with a reason, which is kept in the audit trail")
def hand_over(person_id: int) -> ResponseReturnValue:
    """Everything that is held about a person, as a file to print or give to them."""
    person = get_person(person_id, me())
    form = read_form(HandingOverSchema(), request.form)
    if form.errors:
        return _person_page(person, form), 422
    actions.record_handing_over(person, by=me(), reason=form.data["why"])
    return _zip(queries.whom(None, person, _settings().data_dir), f"person-{person.id}.zip")


@bp.post("/people/<int:person_id>/deletion")
@open_to(COORDINATORS)
def ask_for(person_id: int) -> ResponseReturnValue:
    """Enter a deletion that a person has asked for."""
    person = get_person(person_id, me())
    form = read_form(TakenDeletionSchema(), request.form)
    if form.data.get("method") is Method.WEB:
        form.refuse("method", _("一覧から選んでください。"))
    if not form.errors:
        with refusals_in(form):
            taken = {name: form.data[name] for name in ("method", "said_on", "reason")}
            deletion = actions.ask_with_account(person, by=me(), **taken)
            flash(_("削除を受け付けました（受付番号 %(number)s）。まもなく消えます。", number=deletion.id), "success")
            return redirect(url_for("deletions.index"), 303)
    return _person_page(person, form), 422


@bp.get("/desk/deletions")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """Deletions, waiting and done, without names."""
    text = request.args.get("page", "1")
    number = int(text) if text.isdecimal() and 0 < len(text) < 6 and int(text) else 1
    deletions = queries.list_deletions(number=number, per_page=50)
    return render_template(
        "directory/deletions/index.html",
        deletions=deletions,
        counts={deletion.id: _counted(deletion) for deletion in deletions.items},
        backup_days=_settings().backup_days,
        url_of_page=lambda page: url_for("deletions.index", page=page),
    )


def _my_page(form: Form) -> str:
    about = queries.whom(me(), None, _settings().data_dir)
    return render_template(
        "directory/deletions/mine.html",
        form=form,
        sections=shown(queries.held(about, _holdings()[::-1])),  # what somebody is looking for stands first
        person=about.person,
        is_staff_account=me().is_staff,
        backup_days=_settings().backup_days,
    )


def _person_page(person: Person, form: Form) -> str:
    held = queries.held(queries.whom(None, person, _settings().data_dir), _holdings())
    return render_template(
        "directory/deletions/person.html",
        form=form,
        person=person,
        counts=[(str(holding.title), len(entries)) for holding, entries in held],
        methods=[choice for choice in choices(Method) if choice[0] != Method.WEB],
        waiting=queries.find_waiting(person),
        backup_days=_settings().backup_days,
        today=day(today()),
    )


def _zip(about: Whom, name: str) -> Response:
    content = as_zip(queries.held(about, _holdings()[::-1]), center=_settings().center_name)
    answer = Response(content, mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _counted(deletion: Deletion) -> str:
    titles = COUNTS | {holding.kind: holding.title for holding in _holdings()}
    return "、".join(f"{titles.get(kind, kind)} {count}" for kind, count in deletion.counts.items())


def _holdings() -> Sequence[Holding]:
    holdings: Sequence[Holding] = current_app.extensions["holdings"]
    return holdings


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
