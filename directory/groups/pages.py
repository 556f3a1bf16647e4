"""Pages of a group: its own page, and the forms by which staff keep it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me, me
from directory.accounts.models import Account
from directory.claims import access as claims
from directory.corrections.queries import count_open
from directory.groups import access, actions, queries
from directory.groups.models import ContactKind, Group, Publication, Sector
from directory.groups.schemas import GroupSchema, StateSchema
from directory.history.comparison import changed_meanwhile
from directory.history.models import Intake
from directory.log.queries import entries_about
from directory.memberships.viewpoints import Viewpoint, stand_in, viewpoint
from directory.openings import browser
from directory.vocabularies import queries as vocabularies
from kit.access import COORDINATORS, EVERYONE, MEMBERS, open_to
from kit.errors import Forbidden
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label

bp = Blueprint("groups", __name__, url_prefix="/groups")


@bp.get("/<int:group_id>")
@open_to(EVERYONE, rule="active groups; others for their editors and staff; unpublished contacts and places likewise")
def show(group_id: int) -> ResponseReturnValue:
    """The page of one group."""
    viewer = find_me()
    group = queries.get_group(group_id, viewer)
    subject = f"group:{group_id}"
    opened, as_staff = browser.is_open(subject), bool(viewer and viewer.is_staff)
    return _shown(
        group,
        viewer,
        opened=opened,
        opening=browser.panel_of(subject, _opening(group), own=access.is_editor(group, viewer)),
        entries=entries_about(subject) if as_staff else [],
        may_edit=access.edit(group, viewer),
        as_staff=as_staff,
        may_claim=claims.claim(group),
        may_see_history=access.see_private(group, viewer),
        open_corrections=count_open(group) if access.see_private(group, viewer) else 0,
        next_states=[(state.value, label(state)) for state in access.next_states(group, viewer)],
    )


@bp.get("/<int:group_id>/preview")
@open_to(MEMBERS, rule="the group's editors and staff")
def preview(group_id: int) -> ResponseReturnValue:
    """The same page as somebody else sees it, without what can be done there."""
    group = _edited(group_id)
    view = viewpoint(request.args.get("as", ""))
    tabs = [
        (label(each), url_for("groups.preview", group_id=group.id) + f"?as={each}", each is view) for each in Viewpoint
    ]
    staff = view is Viewpoint.COORDINATOR
    opened = staff and (access.is_editor(group, me()) or browser.is_open(f"group:{group.id}"))
    return _shown(group, stand_in(view), opened=opened, preview={"tabs": tabs, "staff": staff, "seen": True})


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
@open_to(MEMBERS, rule="the group's editors and staff")
def edit(group_id: int) -> ResponseReturnValue:
    """The form filled with the group; as private data stand in it, opening it is noted."""
    group = _edited(group_id)
    browser.open_for_editing(f"group:{group.id}")
    return _form_page(fill_form(_schema(group), group), group)


@bp.post("/<int:group_id>/edit")
@open_to(MEMBERS, rule="the group's editors and staff; what only staff set is passed over")
def save(group_id: int) -> ResponseReturnValue:
    """Save the form."""
    group = _edited(group_id)
    form = read_form(_schema(group), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.edit_group(group, form.data, by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("groups.show", group_id=group.id), 303)
    return _form_page(form, group), 422


@bp.post("/<int:group_id>/state")
@open_to(MEMBERS, rule="the group's editors: rest and come back; every other step staff")
def change_state(group_id: int) -> ResponseReturnValue:
    """Publish, pause, close or bring back a group."""
    group = _edited(group_id)
    form = read_form(StateSchema(), request.form)
    if form.errors:
        flash(_("次の状態を選んでください。"), "error")
    else:
        actions.change_state(group, **form.data, by=me())
        flash(_("「%(name)s」を「%(state)s」にしました。", name=group.name, state=label(group.state)), "success")
    return redirect(url_for("groups.show", group_id=group.id), 303)


def _edited(group_id: int) -> Group:
    group = queries.get_group(group_id, me())
    if not access.edit(group, me()):
        raise Forbidden()
    return group


def _schema(group: Group) -> GroupSchema:
    return GroupSchema(exclude=access.fields_of_staff(group, me()))


def _shown(group: Group, viewer: Account | None, *, opened: bool = False, **more: Any) -> str:
    return render_template(
        "directory/groups/show.html",
        group=group,
        place=group.place if access.see_place(group, viewer) else "",
        contacts=access.visible_contacts(group, viewer, opened=opened),
        private=access.private_part(group, viewer, opened=opened),
        **more,
    )


def _opening(group: Group) -> str:
    return url_for("groups.open_private", group_id=group.id)


def _form_page(form: Form, group: Group | None) -> str:
    return render_template(
        "directory/groups/form.html",
        form=form,
        group=group,
        meanwhile=changed_meanwhile(form, group),
        intakes=choices(Intake),
        closed=access.fields_of_staff(group, me()) if group else (),
        rows=_contact_rows(form),
        sectors=choices(Sector),
        publications=choices(Publication),
        fields=vocabularies.fields(),
        skills=vocabularies.skills(),
        districts=vocabularies.districts(),
        other_areas=_other_areas(form),
    )


@bp.app_template_filter("place_for")
def place_for(group: Group, viewer: Account | None) -> str:
    """Where a group is, as far as the viewer may know: ``group|place_for(me)``."""
    return group.place if access.see_place(group, viewer) else ""


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
