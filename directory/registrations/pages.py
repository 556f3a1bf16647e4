"""The applicant's pages: a task list, a page for each section, and handing in; staff fill the same for others."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.documents import queries as document_queries
from directory.groups.models import ContactKind, Publication, Sector
from directory.registrations import access, actions, queries
from directory.registrations.agreeing import texts_for
from directory.registrations.entry import lines
from directory.registrations.group_entry import SHEET, snapshot
from directory.registrations.labels import FIELDS
from directory.registrations.models import Prohibited, Reception, Registration, Section
from directory.registrations.schemas import (
    ConfirmSchema,
    ReceptionSchema,
    section_schema,
    start_schema,
)
from directory.registrations.sections import lacks, progress, remarks_at
from directory.vocabularies import queries as vocabularies
from kit.access import COORDINATORS, MEMBERS, open_to
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label

bp = Blueprint("registrations", __name__)

OWN = "the group's editors and staff; others: 404"
SCREENS = "<any(basics,activities,contact,publication):name>"


@bp.get("/my/register")
@open_to(MEMBERS, rule="one's own drafts are listed")
def start() -> ResponseReturnValue:
    """What registering takes, what was begun, and the two questions to begin with."""
    return _start_page(Form())


@bp.post("/my/register")
@open_to(MEMBERS)
def begin() -> ResponseReturnValue:
    """Begin a registration."""
    form = read_form(start_schema(), request.form)
    if not form.errors:
        with refusals_in(form):
            registration = actions.begin(form.data, by=me())
            return redirect(url_for("registrations.tasks", group_id=registration.group_id), 303)
    return _start_page(form), 422


@bp.get("/desk/registrations/new")
@open_to(COORDINATORS)
def new() -> ResponseReturnValue:
    """The same beginning for a form on paper or a call."""
    return _paper_page(Form(typed={"received_by": me().name, "received_method": Reception.COUNTER.value}))


@bp.post("/desk/registrations/new")
@open_to(COORDINATORS)
def begin_from_paper() -> ResponseReturnValue:
    """Begin a registration for somebody else."""
    form, reception = read_form(start_schema(), request.form), read_form(ReceptionSchema(), request.form)
    form.errors |= reception.errors
    form.typed |= reception.typed
    if not form.errors:
        with refusals_in(form):
            registration = actions.begin_from_paper(form.data, **reception.data, by=me())
            return redirect(url_for("registrations.tasks", group_id=registration.group_id), 303)
    return _paper_page(form), 422


@bp.get("/my/register/<int:group_id>")
@open_to(MEMBERS, rule=OWN)
def tasks(group_id: int) -> ResponseReturnValue:
    """The task list: how far each section is, what is missing, and where the registration stands."""
    registration = queries.get_registration(group_id, me())
    missing = lacks(registration, document_queries.documents_of(registration.group))
    rows = [
        {
            "section": section,
            "progress": progress(registration, section, missing),
            "missing": [lack for lack in missing if lack.section is section],
            "remarks": remarks_at(registration, section),
            "url": _url(registration, section),
        }
        for section in Section
        if section is not Section.CONFIRM
    ]
    return render_template(
        "directory/registrations/tasks.html",
        registration=registration,
        group=registration.group,
        rows=rows,
        names=FIELDS,
        missing=missing,
        may_fill=access.fill(registration.group, me()),
        may_withdraw=access.withdraw(registration.group, me()),
    )


@bp.get(f"/my/register/<int:group_id>/{SCREENS}")
@open_to(MEMBERS, rule=OWN)
def section(group_id: int, name: str) -> ResponseReturnValue:
    """One section as it was last saved."""
    registration = queries.get_registration(group_id, me())
    form = fill_form(section_schema(Section(name)), registration.group)
    return _section_page(registration, Section(name), form)


@bp.post(f"/my/register/<int:group_id>/{SCREENS}")
@open_to(MEMBERS, rule=f"{OWN}; editors only before it is handed in and after it is returned")
def save(group_id: int, name: str) -> ResponseReturnValue:
    """Save one section, complete or not."""
    registration = queries.get_registration(group_id, me())
    form = read_form(section_schema(Section(name)), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.save_section(registration, Section(name), form.data, by=me())
            flash(_("「%(section)s」を保存しました。", section=label(Section(name))), "success")
            return redirect(_next(registration, Section(name)), 303)
    return _section_page(registration, Section(name), form), 422


@bp.get("/my/register/<int:group_id>/confirm")
@open_to(MEMBERS, rule=OWN)
def confirm(group_id: int) -> ResponseReturnValue:
    """The whole entry as it will be shown, what is still missing, and the ticks before handing it in."""
    registration = queries.get_registration(group_id, me())
    return _confirm_page(registration, Form(typed={"version": registration.group.version}))


@bp.post("/my/register/<int:group_id>/confirm")
@open_to(MEMBERS, rule=f"{OWN}; once, and only when nothing is missing")
def submit(group_id: int) -> ResponseReturnValue:
    """Hand the form in."""
    registration = queries.get_registration(group_id, me())
    form = read_form(ConfirmSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.submit(registration, form.data["confirmed"], version=form.data["version"], by=me())
            flash(_("提出しました。受付番号は「%(number)s」です。", number=registration.reference), "success")
            return redirect(url_for("registrations.tasks", group_id=group_id), 303)
    return _confirm_page(registration, form), 422


@bp.post("/my/register/<int:group_id>/withdrawal")
@open_to(MEMBERS, rule=f"{OWN}; while nobody has decided")
def withdraw(group_id: int) -> ResponseReturnValue:
    """Take it back."""
    actions.withdraw(queries.get_registration(group_id, me()), by=me())
    flash(_("提出を取り下げました。下書きに戻っています。"), "success")
    return redirect(url_for("registrations.tasks", group_id=group_id), 303)


def _start_page(form: Form) -> str:
    mine = queries.my_registrations(me())
    return render_template("directory/registrations/start.html", form=form, sectors=choices(Sector), mine=mine)


def _paper_page(form: Form) -> str:
    methods = [(value, words) for value, words in choices(Reception) if value != Reception.WEB]
    return render_template("directory/registrations/new.html", form=form, sectors=choices(Sector), methods=methods)


def _section_page(registration: Registration, part: Section, form: Form) -> str:
    return render_template(
        f"directory/registrations/{part}.html",
        form=form,
        section=part,
        registration=registration,
        group=registration.group,
        names=FIELDS,
        remarks=remarks_at(registration, part),
        may_fill=access.fill(registration.group, me()),
        sectors=choices(Sector),
        publications=choices(Publication),
        rows=_contact_rows(registration, part, form),
        fields=vocabularies.fields(),
        skills=vocabularies.skills(),
        districts=vocabularies.districts(),
        other_areas=_other_areas(form),
    )


def _confirm_page(registration: Registration, form: Form) -> str:
    found = document_queries.documents_of(registration.group)
    return render_template(
        "directory/registrations/confirm.html",
        form=form,
        registration=registration,
        group=registration.group,
        lines=lines(SHEET, snapshot(registration, found)),
        sections=[part for part in Section if part not in (Section.CONFIRM, Section.PUBLICATION)],
        missing=[(lack, _url(registration, lack.section)) for lack in lacks(registration, found)],
        may_submit=registration.group.state in access.OPEN and access.fill(registration.group, me()),
        prohibited=choices(Prohibited),
        agreed=texts_for(registration.group),
    )


def _url(registration: Registration, part: Section) -> str:
    own = {Section.DOCUMENTS: "handing_in.show", Section.CONFIRM: "registrations.confirm"}
    if part in own:
        return url_for(own[part], group_id=registration.group_id)
    return url_for("registrations.section", group_id=registration.group_id, name=part.value)


def _next(registration: Registration, part: Section) -> str:
    """The next section for who is going through the form, the task list for who saves and stops."""
    if request.form.get("step") != "next":
        return url_for("registrations.tasks", group_id=registration.group_id)
    order = list(Section)
    return _url(registration, order[order.index(part) + 1])


def _contact_rows(registration: Registration, part: Section, form: Form) -> list[dict[str, Any]]:
    """A row for each contact: what is stored when it is to be published, each kind with a place to write otherwise."""
    typed = form.typed.get("contacts") or []
    if part is Section.PUBLICATION:
        wanted = {(row.get("kind"), row.get("value")): row.get("publication") for row in typed}
        return [
            {
                "kind": item.kind.value,
                "label": label(item.kind),
                "value": item.value,
                "publication": wanted.get((item.kind, item.value)) or Publication.CENTER.value,
            }
            for item in registration.group.contacts
        ]
    rows: list[dict[str, Any]] = []
    for kind in ContactKind:
        own = [row for row in typed if row.get("kind") == kind] or [{"kind": kind.value}]
        rows += [{**row, "label": label(kind)} for row in own]
    return rows


def _other_areas(form: Form) -> str:
    """Areas that are not among the town's districts, by name, one a line."""
    if "other_areas" in form.typed:
        return str(form.typed["other_areas"])
    others = vocabularies.areas_elsewhere(form.typed.get("areas", []))
    return "\n".join((area.parent.name if area.parent else "") + area.name.replace(" ", "") for area in others)
