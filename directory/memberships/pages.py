"""Pages on which a group sees to who keeps it: roles, invitations, handing over, leaving."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.memberships.labels  # noqa: F401 - the words of the roles
from directory.accounts.me import me
from directory.accounts.models import Membership, MembershipRole
from directory.groups.models import Group
from directory.groups.queries import get_group
from directory.letters.paper import qr_code
from directory.memberships import access, actions, queries
from directory.memberships.codes import grouped
from directory.memberships.limits import LastRepresentative, TooManyInvitations
from directory.memberships.models import Afterwards
from directory.memberships.schemas import HandoverSchema, InvitationSchema, RoleSchema
from kit.access import MEMBERS, open_to
from kit.errors import Forbidden
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label

bp = Blueprint("memberships", __name__)

KEEPERS = "the group's representative and staff"


@bp.get("/groups/<int:group_id>/members")
@open_to(MEMBERS, rule="the group's editors, who read, and staff")
def index(group_id: int) -> ResponseReturnValue:
    """Who keeps the group, and who is invited."""
    return _list_page(_seen(group_id), Form(typed={"role": MembershipRole.EDITOR.value}))


@bp.post("/groups/<int:group_id>/invitations")
@open_to(MEMBERS, rule=KEEPERS)
def invite(group_id: int) -> ResponseReturnValue:
    """Write a letter with a link to somebody."""
    group = _managed(group_id)
    form = read_form(InvitationSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.invite(group, form.data["email"], role=form.data["role"], by=me(), base_url=_base_url())
            flash(_("%(email)s に招待のメールを送ります。14日のあいだ使えます。", email=form.data["email"]), "success")
            return redirect(url_for("memberships.index", group_id=group.id), 303)
    return _list_page(group, form), 422


@bp.post("/groups/<int:group_id>/invitations/code")
@open_to(MEMBERS, rule=KEEPERS)
def invite_by_code(group_id: int) -> ResponseReturnValue:
    """A sheet to print, with a code that is shown this once."""
    group = _managed(group_id)
    form = read_form(RoleSchema(), request.form)
    if form.errors:
        return _list_page(group, form), 422
    try:
        invitation, code = actions.invite_by_code(group, role=form.data["role"], by=me())
    except TooManyInvitations as refusal:
        flash(refusal.text, "error")
        return redirect(url_for("memberships.index", group_id=group.id), 303)
    address = f"{_base_url()}/join?code={grouped(code)}"
    return render_template(
        "directory/memberships/sheet.html",
        group=group,
        invitation=invitation,
        code=grouped(code),
        address=address,
        place=f"{_base_url()}/join",
        qr=qr_code(address),
    )


@bp.get("/groups/<int:group_id>/members/<int:membership_id>")
@open_to(MEMBERS, rule="the group's representative, the one it is about, staff")
def member(group_id: int, membership_id: int) -> ResponseReturnValue:
    """One of those who keep the group, and what can be done."""
    group = _seen(group_id)
    return _member_page(group, _member(group, membership_id))


@bp.post("/groups/<int:group_id>/members/<int:membership_id>/role")
@open_to(MEMBERS, rule=f"{KEEPERS}; never the last representative")
def change_role(group_id: int, membership_id: int) -> ResponseReturnValue:
    """Make an editor a representative, or the other way round."""
    group = _managed(group_id)
    held = _member(group, membership_id)
    form = read_form(RoleSchema(), request.form)
    if form.errors:
        return _member_page(group, held, form), 422
    try:
        actions.change_role(group, held.id, form.data["role"], by=me())
    except LastRepresentative as refusal:
        return _member_page(group, held, form, refusal.text), refusal.status
    flash(_("役割を「%(role)s」にしました。", role=label(form.data["role"])), "success")
    return redirect(url_for("memberships.index", group_id=group.id), 303)


@bp.post("/groups/<int:group_id>/members/<int:membership_id>/removal")
@open_to(MEMBERS, rule="the group's representative, the one who leaves, staff; never the last representative")
def remove(group_id: int, membership_id: int) -> ResponseReturnValue:
    """Take somebody off the group, or leave it oneself."""
    group = _seen(group_id)
    held = _member(group, membership_id)
    own = held.account_id == me().id
    try:
        if own:
            actions.leave(group, by=me())
        else:
            actions.remove(group, held.id, by=me())
    except LastRepresentative as refusal:
        return _member_page(group, held, Form(), refusal.text), refusal.status
    flash(_("「%(name)s」の担当をやめました。", name=group.name) if own else _("担当から外しました。"), "success")
    return redirect(url_for("my.show") if own else url_for("memberships.index", group_id=group.id), 303)


@bp.get("/groups/<int:group_id>/handover")
@open_to(MEMBERS, rule="the group's representative")
def handover(group_id: int) -> ResponseReturnValue:
    """To whom the representation is to go."""
    group = _represented(group_id)
    return _handover_page(group, Form(typed={"afterwards": Afterwards.EDITOR.value}))


@bp.post("/groups/<int:group_id>/handover")
@open_to(MEMBERS, rule="the group's representative")
def hand_over(group_id: int) -> ResponseReturnValue:
    """Ask the successor; nothing changes until they accept."""
    group = _represented(group_id)
    form = read_form(HandoverSchema(), request.form)
    if not form.errors:
        successor = form.data["successor"]
        account = queries.get_membership(group, successor).account if successor else None
        email = account.email if account else form.data["email"]
        with refusals_in(form):
            actions.invite(
                group, email, role=MembershipRole.REPRESENTATIVE, by=me(), base_url=_base_url(),
                afterwards=form.data["afterwards"],
            )  # fmt: skip
            flash(_("引き継ぎのお願いを送ります。相手の方が承知するまで、何も変わりません。"), "success")
            return redirect(url_for("memberships.index", group_id=group.id), 303)
    return _handover_page(group, form), 422


def _seen(group_id: int) -> Group:
    group = get_group(group_id, me())
    if not access.see(group, me()):
        raise Forbidden()
    return group


def _managed(group_id: int) -> Group:
    group = get_group(group_id, me())
    if not access.manage(group, me()):
        raise Forbidden()
    return group


def _represented(group_id: int) -> Group:
    group = get_group(group_id, me())
    if not access.is_representative(group, me()):
        raise Forbidden()
    return group


def _member(group: Group, membership_id: int) -> Membership:
    held = queries.get_membership(group, membership_id)
    if held.account_id != me().id and not access.manage(group, me()):
        raise Forbidden()
    return held


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url).rstrip("/")


def _roles() -> list[tuple[str, str]]:
    return [(role.value, label(role)) for role in access.KEEPING]


def _list_page(group: Group, form: Form) -> str:
    return render_template(
        "directory/memberships/index.html",
        group=group,
        form=form,
        members=queries.list_memberships(group),
        invitations=queries.open_invitations(group),
        may_manage=access.manage(group, me()),
        may_hand_over=access.is_representative(group, me()),
        roles=_roles(),
    )


def _member_page(group: Group, held: Membership, form: Form | None = None, trouble: str = "") -> str:
    return render_template(
        "directory/memberships/show.html",
        group=group,
        held=held,
        own=held.account_id == me().id,
        form=form or Form(typed={"role": held.role.value}),
        trouble=trouble,
        may_manage=access.manage(group, me()),
        roles=_roles(),
    )


def _handover_page(group: Group, form: Form) -> str:
    others = [
        (str(held.id), held.account.name)
        for held in queries.list_memberships(group)
        if held.account and held.account.active and held.role is not MembershipRole.REPRESENTATIVE
    ]
    return render_template(
        "directory/memberships/handover.html",
        group=group,
        form=form,
        others=[*others, ("", _("ここにいない方（下にメールアドレスを書く）"))] if others else [],
        afterwards=choices(Afterwards),
    )
