"""Pages on which administrators add accounts, give roles and stop accounts."""

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.roles.labels  # noqa: F401 - the words of the roles
from directory.accounts import second_factor
from directory.accounts.me import me
from directory.accounts.models import Account, Role
from directory.roles import actions, queries
from directory.roles.schemas import FilterSchema, InvitationSchema, RoleSchema
from kit.access import ADMINS, open_to
from kit.errors import Missing, Refusal
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, _l
from kit.labels import choices
from kit.paging import page_number

bp = Blueprint("admin_accounts", __name__, url_prefix="/admin/accounts")

STEPS: Final[dict[str, tuple[Callable[..., Any], Any]]] = {
    "stop": (actions.stop, _l("アカウントを止めました。すべての端末からログアウトしています。")),
    "resume": (actions.resume, _l("アカウントをまた使えるようにしました。")),
    "invite": (actions.invite_again, _l("パスワードを決めるためのメールを送りました。")),
    "forget-code": (second_factor.take_away, _l("2段階認証をやめました。")),
}


@bp.get("")
@open_to(ADMINS)
def index() -> ResponseReturnValue:
    """Every account, staff first."""
    wanted = read_form(FilterSchema(), request.args).data
    text, role = wanted.get("q", ""), wanted.get("role")
    return render_template(
        "directory/roles/index.html",
        accounts=queries.list_accounts(text, role, number=page_number(request.args)),
        text=text,
        role=role,
        roles=choices(Role),
        url_of_page=lambda page: url_for("admin_accounts.index", q=text or None, role=role, page=page),
    )


@bp.get("/new")
@open_to(ADMINS)
def new() -> ResponseReturnValue:
    """The form for another account."""
    return _new_page(Form(typed={"role": Role.COORDINATOR.value}))


@bp.post("/new")
@open_to(ADMINS)
def create() -> ResponseReturnValue:
    """Add an account; its holder is written to."""
    form = read_form(InvitationSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            account = actions.invite(**form.data, by=me())
            flash(_("%(name)s さんに、パスワードを決めるためのメールを送りました。", name=account.name), "success")
            return redirect(url_for("admin_accounts.show", account_id=account.id), 303)
    return _new_page(form), 422


@bp.get("/<int:account_id>")
@open_to(ADMINS)
def show(account_id: int) -> ResponseReturnValue:
    """One account: its role, its groups, and what can be done."""
    account = queries.get_account(account_id)
    return _page(Form(typed={"role": account.role.value}), account)


@bp.post("/<int:account_id>/role")
@open_to(ADMINS)
def change_role(account_id: int) -> ResponseReturnValue:
    """Give another role."""
    account = queries.get_account(account_id)
    form = read_form(RoleSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.change_role(account, form.data["role"], by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("admin_accounts.show", account_id=account.id), 303)
    return _page(form, account), 422


@bp.post("/<int:account_id>/<step>")
@open_to(ADMINS)
def take(account_id: int, step: str) -> ResponseReturnValue:
    """Stop, resume, write again, or forget a lost second factor."""
    account = queries.get_account(account_id)
    if step not in STEPS:
        raise Missing()
    act, done = STEPS[step]
    try:
        act(account, by=me())
        flash(str(done), "success")
    except Refusal as refusal:
        flash(refusal.text, "error")
    return redirect(url_for("admin_accounts.show", account_id=account.id), 303)


def _new_page(form: Form) -> str:
    return render_template("directory/roles/new.html", form=form, roles=choices(Role))


def _page(form: Form, account: Account) -> str:
    return render_template(
        "directory/roles/show.html",
        form=form,
        account=account,
        roles=choices(Role),
        last_seen=queries.last_seen(account),
        second_factor=queries.has_second_factor(account),
        groups=[held.group for held in account.memberships],
        oneself=account is me(),
    )
