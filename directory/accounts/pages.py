"""Pages to sign up, in and out."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import actions, by_letter, me
from directory.accounts.entering import enter, place
from directory.accounts.schemas import EmailSchema, NewPasswordSchema, SignInSchema, SignUpSchema
from kit.access import EVERYONE, open_to
from kit.errors import TooMany
from kit.forms import Form, read_form
from kit.i18n import Language, _, locale
from kit.web import keep_changes

bp = Blueprint("accounts", __name__)

LINK_RULE = "whoever holds the link, once and while it lasts"


@bp.get("/login")
@open_to(EVERYONE)
def login() -> ResponseReturnValue:
    """The two ways to sign in."""
    if me.find_me():
        return redirect(url_for("home.show"))
    return _login_page(Form(typed={"next": request.args.get("next", "")}))


@bp.post("/login")
@open_to(EVERYONE)
def sign_in() -> ResponseReturnValue:
    """Sign in by password; on a wrong attempt the same form with what was typed, the password left out."""
    form = read_form(SignInSchema(), request.form)
    if form.errors:
        return _login_page(form), 422
    try:
        account = actions.check_password(form.data["email"], form.data["password"], place=place())
    except TooMany as refusal:
        form.refuse("email", refusal.text)
        return _login_page(form), 429
    except actions.WrongSignIn as refusal:
        keep_changes()
        form.refuse("email", refusal.text)
        return _login_page(form), 422
    return enter(account, next_page=form.data["next"])


@bp.post("/logout")
@open_to(EVERYONE)
def logout() -> ResponseReturnValue:
    """Sign out, also where somebody else's session or none is open."""
    if token := me.end():
        actions.sign_out(token)
    flash(_("ログアウトしました。"), "success")
    return redirect(url_for("home.show"), 303)


@bp.get("/login/link")
@open_to(EVERYONE)
def ask_link() -> ResponseReturnValue:
    """The form for a link that signs in."""
    return _page("ask_link", Form())


@bp.post("/login/link")
@open_to(EVERYONE)
def send_link() -> ResponseReturnValue:
    """Send the link; the answer is the same whether or not there is an account."""
    return _write(read_form(EmailSchema(), request.form), by_letter.send_link, page="ask_link", what="link")


@bp.get("/login/link/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def link(token: str) -> ResponseReturnValue:
    """One button: mail scanners open every link, so opening it does nothing."""
    by_letter.check_link(token, actions.SIGN_IN_LINK)
    return _page("link", token=token)


@bp.post("/login/link/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def use_link(token: str) -> ResponseReturnValue:
    """Sign in."""
    return enter(by_letter.use_link(token))


@bp.get("/signup")
@open_to(EVERYONE)
def signup() -> ResponseReturnValue:
    """The form for an account."""
    if me.find_me():
        return redirect(url_for("home.show"))
    return _page("signup", Form(typed={"next": request.args.get("next", "")}))


@bp.post("/signup")
@open_to(EVERYONE)
def ask_signup() -> ResponseReturnValue:
    """Write to the address; the answer is the same whether or not there is an account."""
    form = read_form(SignUpSchema(), request.form)
    write = partial(by_letter.sign_up, language=Language(locale()), next_page=form.data.pop("next", ""))
    return _write(form, write, page="signup", what="signup")


@bp.get("/sent/<any(signup, link, forgot):what>")
@open_to(EVERYONE)
def sent(what: str) -> ResponseReturnValue:
    """That a letter is on its way."""
    return _page("sent", what=what)


@bp.get("/signup/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def confirm(token: str) -> ResponseReturnValue:
    """One button: mail scanners open every link, so opening it does nothing."""
    next_page = request.args.get("next", "")
    return _page("confirm", token=token, applicant=by_letter.name_of_sign_up(token), next_page=next_page)


@bp.post("/signup/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def do_signup(token: str) -> ResponseReturnValue:
    """Make the account and sign in; who came from an invitation is back at it."""
    account = by_letter.confirm_sign_up(token)
    flash(_("アカウントができました。"), "success")
    return enter(account, next_page=request.form.get("next", "")[:500])


@bp.get("/forgot")
@open_to(EVERYONE)
def forgot() -> ResponseReturnValue:
    """The form for a link to choose a new password."""
    return _page("forgot", Form())


@bp.post("/forgot")
@open_to(EVERYONE)
def send_new_password() -> ResponseReturnValue:
    """Send the link; the answer is the same whether or not there is an account."""
    return _write(read_form(EmailSchema(), request.form), by_letter.send_new_password, page="forgot", what="forgot")


@bp.get("/forgot/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def new_password(token: str) -> ResponseReturnValue:
    """The form for the new password."""
    by_letter.check_link(token, actions.NEW_PASSWORD)
    return _page("new_password", Form(), token=token)


@bp.post("/forgot/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def choose_new_password(token: str) -> ResponseReturnValue:
    """Change the password, end what was signed in, and sign in."""
    form = read_form(NewPasswordSchema(), request.form)
    if form.errors:
        by_letter.check_link(token, actions.NEW_PASSWORD)
        return _page("new_password", form, token=token), 422
    account = by_letter.choose_new_password(token, form.data["password"])
    flash(_("パスワードを変えました。"), "success")
    return enter(account)


def _write(form: Form, write: Callable[..., None], *, page: str, what: str) -> ResponseReturnValue:
    """Write the letter that a form asks for, and say so."""
    if form.errors:
        return _page(page, form), 422
    try:
        write(**form.data, place=place())
    except TooMany as refusal:
        form.refuse("email", refusal.text)
        return _page(page, form), 429
    return redirect(url_for("accounts.sent", what=what), 303)


def _login_page(form: Form) -> str:
    return _page("login", form, staff_sign_in=bool(current_app.extensions["settings"].oidc_issuer))


def _page(name: str, form: Form | None = None, **values: object) -> str:
    if form is not None:
        form.typed.pop("password", None)
    return render_template(f"directory/accounts/{name}.html", form=form, **values)
