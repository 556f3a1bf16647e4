"""Pages to claim a group, and the desk's queue of claims."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.claims.labels  # noqa: F401 - the words of the states
from directory.accounts.me import me
from directory.claims import access, actions, queries
from directory.claims.models import Claim, ClaimState
from directory.claims.schemas import ClaimSchema, Decision, DecisionSchema
from directory.groups.models import Group
from directory.groups.queries import get_group
from kit.access import COORDINATORS, MEMBERS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import label
from kit.paging import page_number

bp = Blueprint("claims", __name__)


@bp.get("/groups/<int:group_id>/claim")
@open_to(MEMBERS, rule="active groups that nobody keeps")
def new(group_id: int) -> ResponseReturnValue:
    """The form to claim a group, or the own claim that waits."""
    return _form_page(_claimable(group_id), Form())


@bp.post("/groups/<int:group_id>/claim")
@open_to(MEMBERS, rule="active groups that nobody keeps; one open claim of an account on a group")
def make(group_id: int) -> ResponseReturnValue:
    """Claim the group."""
    group = _claimable(group_id)
    form = read_form(ClaimSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.make_claim(group, form.data, by=me())
            flash(_("申し出を受け付けました。センターが確かめて、メールでお返事します。"), "success")
            return redirect(url_for("my.show"), 303)
    return _form_page(group, form), 422


@bp.post("/my/claims/<int:claim_id>/end")
@open_to(MEMBERS, rule="who made the claim, while it waits")
def take_back(claim_id: int) -> ResponseReturnValue:
    """Take the own claim back."""
    actions.take_back(queries.get_claim(claim_id), by=me())
    flash(_("申し出を取り下げました。"), "success")
    return redirect(url_for("my.show"), 303)


@bp.get("/desk/claims")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """Claims that wait for a decision, or those decided."""
    wanted = request.args.get("state", "")
    state = next((each for each in ClaimState if each.value == wanted), ClaimState.OPEN)
    return render_template(
        "directory/claims/index.html",
        claims=queries.list_claims(state, number=page_number(request.args)),
        state=state,
        tabs=[(label(each), url_for("claims.index", state=each.value), each is state) for each in ClaimState],
        url_of_page=lambda page: url_for("claims.index", state=state.value, page=page),
    )


@bp.get("/desk/claims/<int:claim_id>")
@open_to(COORDINATORS)
def show(claim_id: int) -> ResponseReturnValue:
    """One claim beside what the register knows of the group."""
    return _claim_page(queries.get_claim(claim_id), Form())


@bp.post("/desk/claims/<int:claim_id>/decision")
@open_to(COORDINATORS, rule="of several decisions the first holds")
def decide(claim_id: int) -> ResponseReturnValue:
    """Accept or decline."""
    claim = queries.get_claim(claim_id)
    form = read_form(DecisionSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            if form.data["decision"] is Decision.ACCEPT:
                actions.accept(claim, by=me())
                flash(_("申し出を認め、代表として登録しました。"), "success")
            else:
                actions.decline(claim, reason=form.data["reason"], by=me())
                flash(_("申し出を認めず、理由を伝える手紙を出しました。"), "success")
            return redirect(url_for("claims.index"), 303)
    return _claim_page(claim, form), 422


def _claimable(group_id: int) -> Group:
    group = get_group(group_id, me())
    if not access.claim(group):
        raise Missing()
    return group


def _form_page(group: Group, form: Form) -> str:
    return render_template(
        "directory/claims/form.html", group=group, form=form, waiting=queries.find_open_claim(group, me())
    )


def _claim_page(claim: Claim, form: Form) -> str:
    return render_template(
        "directory/claims/show.html",
        claim=claim,
        form=form,
        contacts=claim.group.contacts,
        may_accept=access.claim(claim.group),
    )
