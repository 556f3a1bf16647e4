"""Pages of the second factor: the question for a code, setting it up, and leading staff to it where they must have one."""

import segno
from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import entering, me, queries, second_factor
from directory.accounts.models import Account
from directory.accounts.schemas import CodeSchema
from kit.access import EVERYONE, MEMBERS, open_to
from kit.errors import Forbidden, TooMany, wants_json
from kit.forms import Form, read_form
from kit.i18n import _, _l
from kit.links import LinkOver
from kit.settings import Settings
from kit.web import keep_changes

bp = Blueprint("second_factor", __name__)

OWN = "one's own"


class SecondFactorNeeded(Forbidden):
    """Staff have to set up a second factor before anything else."""

    message = _l("先に、2段階認証を設定してください。")


@bp.get("/login/code")
@open_to(EVERYONE, rule="a browser that has shown a right password or link in the last ten minutes")
def ask() -> ResponseReturnValue:
    """The question for a code."""
    try:
        second_factor.waiting_account(session.get(entering.WAITING, ""))
    except LinkOver:
        return redirect(url_for("accounts.login"))
    return _ask_page(Form())


@bp.post("/login/code")
@open_to(EVERYONE, rule="a browser that has shown a right password or link in the last ten minutes")
def answer() -> ResponseReturnValue:
    """Sign in."""
    form = read_form(CodeSchema(), request.form)
    if form.errors:
        return _ask_page(form), 422
    try:
        account, next_page = second_factor.finish_second_step(session.get(entering.WAITING, ""), form.data["code"])
    except LinkOver:
        flash(_("時間がたったため、はじめからログインしてください。"), "info")
        return redirect(url_for("accounts.login"), 303)
    except (second_factor.WrongCode, TooMany) as refusal:
        status = _refused(form, refusal)
        return _ask_page(form), status
    return entering.let_in(account, next_page=next_page)


@bp.get("/my/account/second-factor")
@open_to(MEMBERS, rule=OWN)
def show() -> ResponseReturnValue:
    """Where it stands, and the next step."""
    return _page(Form())


@bp.post("/my/account/second-factor/begin")
@open_to(MEMBERS, rule=OWN)
def begin() -> ResponseReturnValue:
    """Make the secret that the app learns from the QR code."""
    second_factor.begin_setup(me.me())
    return redirect(url_for("second_factor.show"), 303)


@bp.post("/my/account/second-factor/confirm")
@open_to(MEMBERS, rule=OWN)
def confirm() -> ResponseReturnValue:
    """Turn it on; the codes for paper are shown now and never again."""
    form = read_form(CodeSchema(), request.form)
    if form.errors:
        return _page(form), 422
    try:
        codes = second_factor.confirm_setup(me.me(), form.data["code"])
    except (second_factor.WrongCode, TooMany) as refusal:
        status = _refused(form, refusal)
        return _page(form), status
    return _codes_page(codes)


@bp.post("/my/account/second-factor/codes")
@open_to(MEMBERS, rule=OWN)
def renew_codes() -> ResponseReturnValue:
    """New codes for paper."""
    form = read_form(CodeSchema(), request.form)
    if form.errors:
        return _page(form), 422
    try:
        second_factor.check_code(me.me(), form.data["code"])
    except (second_factor.WrongCode, TooMany) as refusal:
        status = _refused(form, refusal)
        return _page(form), status
    return _codes_page(second_factor.renew_recovery_codes(me.me()))


@bp.post("/my/account/second-factor/off")
@open_to(MEMBERS, rule=OWN)
def turn_off() -> ResponseReturnValue:
    """Ask for no code any more."""
    form = read_form(CodeSchema(), request.form)
    if form.errors:
        return _page(form), 422
    try:
        second_factor.turn_off(me.me(), form.data["code"])
    except (second_factor.WrongCode, TooMany) as refusal:
        status = _refused(form, refusal)
        return _page(form), status
    flash(_("2段階認証をやめました。"), "success")
    return redirect(url_for("my_account.show"), 303)


def install(app: Flask) -> None:
    """Lead staff without a second factor to setting it up, where the setting asks for one."""

    def lead() -> ResponseReturnValue | None:
        account = me.find_me() if request.endpoint not in (None, "static") else None
        if account is None or not _must_set_up(account) or request.endpoint == "accounts.logout":
            return None
        if request.blueprint == bp.name or (request.endpoint or "").startswith("health."):
            return None
        if wants_json():
            raise SecondFactorNeeded()
        flash(_("センターの職員は、先に2段階認証を設定してください。"), "info")
        return redirect(url_for("second_factor.show"), 303)

    app.before_request(lead)


def _must_set_up(account: Account) -> bool:
    return _settings().second_factor == "staff" and account.is_staff and not queries.find_second_factor(account)


def _refused(form: Form, refusal: second_factor.WrongCode | TooMany) -> int:
    """The status of the answer; a wrong code counts, one too many is not even looked at."""
    form.refuse("code", refusal.text)
    if isinstance(refusal, TooMany):
        return 429
    keep_changes()
    return 422


def _ask_page(form: Form) -> str:
    return render_template("directory/accounts/code.html", form=form)


def _codes_page(codes: list[str]) -> str:
    return render_template("directory/accounts/recovery_codes.html", codes=codes)


def _page(form: Form) -> str:
    account = me.me()
    pending = queries.find_unconfirmed_factor(account)
    picture = ""
    if pending:
        uri = second_factor.provisioning_uri(pending, account, _settings().center_name)
        picture = segno.make(uri, error="l").svg_inline(border=4, light="#fff", omitsize=True, svgclass="mb-qr")
    return render_template(
        "directory/accounts/second_factor.html",
        form=form,
        factor=queries.find_second_factor(account),
        pending=pending,
        secret=second_factor.secret_of(pending) if pending else "",
        picture=picture,
        codes_left=queries.recovery_codes_left(account),
        needed=_must_set_up(account),
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
