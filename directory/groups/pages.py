"""Pages of a group: its own page, and the forms by which staff keep it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me, me
from directory.confirmations import access as confirmations
from directory.groups import access, actions, queries
from directory.groups.models import ContactKind, Group, Publication, Sector
from directory.groups.schemas import GroupSchema, StateSchema
from directory.log.queries import entries_about
from directory.openings import browser
from directory.vocabularies import queries as vocabularies
from kit.access import COORDINATORS, EVERYONE, open_to
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label

bp = Blueprint("groups", __name__, url_prefix="/groups")


@bp.get("/<int:group_id>")
@open_to(EVERYONE, rule="active groups; others for their editors and staff; unpublished contacts likewise")
def show(group_id: int) -> ResponseReturnValue:
    """The page of one group."""
    group, subject = queries.get_group(group_id, find_me()), f"group:{group_id}"
    opened = browser.is_open(subject)
    return render_template(
        "directory/groups/show.html",
        group=group,
        contacts=access.visible_contacts(group, find_me(), opened=opened),
        private=access.private_part(group, find_me(), opened=opened),
        opening=browser.panel_of(subject, _opening(group), own=access.is_editor(group, find_me())),
        entries=entries_about(subject) if access.edit(group, find_me()) else [],
        may_edit=access.edit(group, find_me()),
        may_confirm=confirmations.confirm(group, find_me()),
        next_states=[(state.value, label(state)) for state in access.NEXT_STATES[group.state]],
    )


@bp.post("/<int:group_id>/opening")
@open_to(COORDINATORS)
def open_private(group_id: int) -> ResponseReturnValue:
    """Show the contact details that are the centre's only, with a reason that is kept."""
    group = queries.get_group(group_id, me())
    return browser.answer_opening(f"group:{group.id}", url_for("groups.show", group_id=group.id))


@bp.get("/new")
@open_to(COORDINATORS)
def new() -> ResponseReturnValue:
    """The empty form."""
    return _form_page(Form(), None)


@bp.post("/new")
@open_to(COORDINATORS)
def create() -> ResponseReturnValue:
    """Add a group as a draft or, with the other button, as a published one."""
    form = read_form(GroupSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            group = actions.create_group(form.data, by=me(), publish=request.form.get("step") == "publish")
            flash(_("「%(name)s」を登録しました。", name=group.name), "success")
            return redirect(url_for("groups.show", group_id=group.id), 303)
    return _form_page(form, None), 422


@bp.get("/<int:group_id>/edit")
@open_to(COORDINATORS)
def edit(group_id: int) -> ResponseReturnValue:
    """The form filled with the group; as private data stand in it, opening it is noted."""
    group = queries.get_group(group_id, me())
    browser.open_for_editing(f"group:{group.id}")
    return _form_page(fill_form(GroupSchema(), group), group)


@bp.post("/<int:group_id>/edit")
@open_to(COORDINATORS)
def save(group_id: int) -> ResponseReturnValue:
    """Save the form."""
    group = queries.get_group(group_id, me())
    form = read_form(GroupSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.edit_group(group, form.data, by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("groups.show", group_id=group.id), 303)
    return _form_page(form, group), 422


@bp.post("/<int:group_id>/state")
@open_to(COORDINATORS)
def change_state(group_id: int) -> ResponseReturnValue:
    """Publish, pause, close or bring back a group."""
    group = queries.get_group(group_id, me())
    form = read_form(StateSchema(), request.form)
    if form.errors:
        flash(_("次の状態を選んでください。"), "error")
    else:
        actions.change_state(group, **form.data, by=me())
        flash(_("「%(name)s」を「%(state)s」にしました。", name=group.name, state=label(group.state)), "success")
    return redirect(url_for("groups.show", group_id=group.id), 303)


def _opening(group: Group) -> str:
    return url_for("groups.open_private", group_id=group.id)


def _form_page(form: Form, group: Group | None) -> str:
    return render_template(
        "directory/groups/form.html",
        form=form,
        group=group,
        rows=_contact_rows(form),
        sectors=choices(Sector),
        publications=choices(Publication),
        fields=vocabularies.fields(),
        skills=vocabularies.skills(),
        districts=vocabularies.districts(),
        other_areas=_other_areas(form),
    )


def _contact_rows(form: Form) -> list[dict[str, Any]]:
    """The contact rows typed or stored, in the order of the kinds, each kind with at least one row to fill."""
    typed = form.typed.get("contacts") or []
    rows: list[dict[str, Any]] = []
    for kind in ContactKind:
        own = [row for row in typed if row.get("kind") == kind]
        rows += [{**row, "label": label(kind)} for row in own or [{"kind": kind.value, "publication": "center"}]]
    return rows


def _other_areas(form: Form) -> str:
    """Areas of the group that are not among the town's districts, by name, one a line."""
    if "other_areas" in form.typed:
        return str(form.typed["other_areas"])
    others = vocabularies.areas_elsewhere(form.typed.get("areas", []))
    return "\n".join((area.parent.name if area.parent else "") + area.name.replace(" ", "") for area in others)
