"""Pages for who is invited: by the link of a letter, by a code on paper, or on the site."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import attempts
from directory.accounts.me import find_me, me
from directory.memberships import access, actions, queries
from directory.memberships.limits import CODES_ACCOUNT, CODES_PLACE, AlreadyIn, TooManyCodes, UnknownCode
from directory.memberships.models import Invitation
from directory.memberships.pages import bp
from directory.memberships.schemas import CodeSchema
from kit import links
from kit.access import EVERYONE, MEMBERS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form
from kit.i18n import _
from kit.labels import label
from kit.web import keep_changes

__all__ = ["bp"]


@bp.get("/join")
@open_to(EVERYONE)
def code() -> ResponseReturnValue:
    """Where the code of a sheet is typed; the sheet's QR code brings it along."""
    return _code_page(Form(typed={"code": request.args.get("code", "")[:40]}))


@bp.post("/join")
@open_to(MEMBERS, rule="who holds a code; once")
def join_by_code() -> ResponseReturnValue:
    """Join the group of the code; wrong ones are counted."""
    form = read_form(CodeSchema(), request.form)
    if form.errors:
        return _code_page(form), 422
    tries = [(CODES_ACCOUNT, str(me().id)), (CODES_PLACE, request.remote_addr or "")]
    try:
        attempts.take(tries)
    except TooManyCodes as refusal:
        form.refuse("code", refusal.text)
        return _code_page(form), refusal.status
    invitation = queries.find_by_code(form.data["code"])
    if invitation is None:
        keep_changes()
        form.refuse("code", UnknownCode().text)
        return _code_page(form), 422
    for limit, of in tries:
        attempts.forget_last(limit, of)
    return _join(invitation)


@bp.get("/join/<token>")
@open_to(EVERYONE, rule="who holds the link of a letter; it shows the group's name")
def by_link(token: str) -> ResponseReturnValue:
    """What the invitation is for. Opening it changes nothing."""
    return _page(_linked(token), url_for("memberships.join_by_link", token=token))


@bp.post("/join/<token>")
@open_to(MEMBERS, rule="who holds the link of a letter; once")
def join_by_link(token: str) -> ResponseReturnValue:
    """Join."""
    return _join(_linked(token))


@bp.get("/invitations/<int:invitation_id>")
@open_to(MEMBERS, rule="whom it is for")
def invitation(invitation_id: int) -> ResponseReturnValue:
    """An invitation that waits on the own page."""
    return _page(_own(invitation_id), url_for("memberships.accept", invitation_id=invitation_id))


@bp.post("/invitations/<int:invitation_id>")
@open_to(MEMBERS, rule="whom it is for; once")
def accept(invitation_id: int) -> ResponseReturnValue:
    """Join."""
    return _join(_own(invitation_id))


@bp.post("/invitations/<int:invitation_id>/end")
@open_to(MEMBERS, rule="whom it is for; the group's representative; staff")
def end_invitation(invitation_id: int) -> ResponseReturnValue:
    """Decline, or call off."""
    found = queries.get_invitation(invitation_id)
    own = found.account_id == me().id
    if not own and not access.manage(found.group, me()):
        raise Missing()
    actions.call_off(found, by=me())
    flash(_("招待を断りました。") if own else _("招待を取り消しました。"), "success")
    return redirect(url_for("my.show") if own else url_for("memberships.index", group_id=found.group_id), 303)


def _linked(token: str) -> Invitation:
    subject = links.look_at(token, actions.LINK).subject
    try:
        found = queries.get_invitation(int(subject.partition(":")[2]))
    except Missing:
        raise links.LinkOver() from None
    if (viewer := find_me()) and not access.answer(found, viewer):
        raise Missing()
    return found


def _own(invitation_id: int) -> Invitation:
    found = queries.get_invitation(invitation_id)
    if found.account_id != me().id:
        raise Missing()
    return found


def _join(found: Invitation) -> ResponseReturnValue:
    name, role = found.group.name, label(found.role)
    try:
        actions.join(found, by=me())
    except AlreadyIn as refusal:
        flash(refusal.text, "info")
    else:
        flash(_("「%(name)s」の%(role)sになりました。", name=name, role=role), "success")
    return redirect(url_for("my.show"), 303)


def _page(found: Invitation, action: str) -> str:
    return render_template("directory/memberships/join.html", invitation=found, group=found.group, action=action)


def _code_page(form: Form) -> str:
    return render_template("directory/memberships/code.html", form=form)
