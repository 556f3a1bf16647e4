"""One's own account: name, password, address, signed-in browsers, and its end."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.accounts.labels  # noqa: F401 - the words of roles and scopes
from directory.accounts import actions, email_change, me, queries
from directory.accounts.devices import device_words
from directory.accounts.entering import place
from directory.accounts.schemas import (
    EmailSchema,
    LanguageSchema,
    NameSchema,
    PasswordChangeSchema,
    ProofSchema,
)
from kit.access import EVERYONE, MEMBERS, open_to
from kit.errors import TooMany
from kit.forms import Form, read_form, refusals_in
from kit.i18n import Language, _
from kit.labels import choices
from kit.web import keep_changes

bp = Blueprint("my_account", __name__)

OWN = "one's own"
LINK_RULE = "whoever holds the link, once and while it lasts"


@bp.get("/my/account")
@open_to(MEMBERS, rule=OWN)
def show() -> ResponseReturnValue:
    """What there is, with a way to change each."""
    account = me.me()
    here = me.my_sign_in()
    return render_template(
        "directory/accounts/account.html",
        account=account,
        sign_ins=[
            (item, device_words(item.device), here is not None and item.id == here.id)
            for item in queries.sign_ins_of(account)
        ],
        tokens=queries.tokens_of(account),
        factor=queries.find_second_factor(account),
        change=queries.find_email_change(account),
        memberships=account.memberships,
    )


@bp.get("/my/account/name")
@open_to(MEMBERS, rule=OWN)
def name() -> ResponseReturnValue:
    """The form for the name."""
    return _page("name", Form(typed={"name": me.me().name}))


@bp.post("/my/account/name")
@open_to(MEMBERS, rule=OWN)
def change_name() -> ResponseReturnValue:
    """Change the name."""
    form = read_form(NameSchema(), request.form)
    if form.errors:
        return _page("name", form), 422
    actions.change_name(me.me(), form.data["name"], by=me.me())
    return _done(_("名前を変えました。"))


@bp.get("/my/account/language")
@open_to(MEMBERS, rule=OWN)
def language() -> ResponseReturnValue:
    """The form for the language of letters."""
    return _page("language", Form(typed={"language": me.me().language.value}), languages=choices(Language))


@bp.post("/my/account/language")
@open_to(MEMBERS, rule=OWN)
def change_language() -> ResponseReturnValue:
    """Change the language of letters."""
    form = read_form(LanguageSchema(), request.form)
    if form.errors:
        return _page("language", form, languages=choices(Language)), 422
    actions.change_language(me.me(), form.data["language"], by=me.me())
    return _done(_("これからのお知らせは、この言語でお送りします。"))


@bp.get("/my/account/password")
@open_to(MEMBERS, rule=OWN)
def password() -> ResponseReturnValue:
    """The form for a new password."""
    return _page("password", Form())


@bp.post("/my/account/password")
@open_to(MEMBERS, rule=OWN)
def change_password() -> ResponseReturnValue:
    """Change the password; other browsers have to sign in again."""
    form = read_form(PasswordChangeSchema(), request.form)
    if form.errors:
        return _page("password", form), 422
    try:
        actions.change_password(me.me(), form.data["old_password"], form.data["password"], keep=me.my_token())
    except (actions.WrongPassword, TooMany) as refusal:
        status = _refused(form, refusal)
        return _page("password", form), status
    return _done(_("パスワードを変えました。ほかの端末では、もう一度ログインが必要です。"))


@bp.get("/my/account/email")
@open_to(MEMBERS, rule=OWN)
def email() -> ResponseReturnValue:
    """The form for another address."""
    return _page("email", Form())


@bp.post("/my/account/email")
@open_to(MEMBERS, rule=OWN)
def ask_for_email() -> ResponseReturnValue:
    """Write to both addresses."""
    form = read_form(EmailSchema(), request.form)
    if form.errors:
        return _page("email", form), 422
    try:
        with refusals_in(form):
            email_change.ask_for_email(me.me(), form.data["email"], place=place())
            return _done(_("いまのアドレスと新しいアドレスの両方に、メールを送りました。両方の「はい」で変わります。"))
    except TooMany as refusal:
        form.refuse("email", refusal.text)
        return _page("email", form), 429
    return _page("email", form), 422


@bp.post("/my/account/email/cancel")
@open_to(MEMBERS, rule=OWN)
def cancel_email() -> ResponseReturnValue:
    """Forget the wish for another address."""
    email_change.cancel(me.me(), by=me.me())
    return _done(_("メールアドレスの変更を取りやめました。"))


@bp.get("/email/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def answer_email(token: str) -> ResponseReturnValue:
    """What the link asks; opening it does nothing."""
    change, is_old = email_change.change_behind(token)
    return render_template("directory/accounts/answer_email.html", token=token, change=change, is_old=is_old)


@bp.post("/email/<token>")
@open_to(EVERYONE, rule=LINK_RULE)
def agree_email(token: str) -> ResponseReturnValue:
    """Yes, or no."""
    if request.form.get("answer") == "no":
        email_change.decline(token)
        flash(_("メールアドレスの変更を取りやめました。"), "success")
    elif email_change.agree(token):
        flash(_("メールアドレスが変わりました。"), "success")
    else:
        flash(_("ありがとうございます。もう一方のアドレスの「はい」で変わります。"), "success")
    return redirect(url_for("my_account.show" if me.find_me() else "home.show"), 303)


@bp.post("/my/account/sign-ins/<int:sign_in_id>/end")
@open_to(MEMBERS, rule=OWN)
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """Sign one browser out."""
    actions.end_sign_in(sign_in_id, by=me.me())
    return _done(_("その端末のログインを終わらせました。"))


@bp.post("/my/account/sign-ins/end-others")
@open_to(MEMBERS, rule=OWN)
def end_others() -> ResponseReturnValue:
    """Sign every other browser out."""
    actions.end_other_sign_ins(me.me(), keep=me.my_token(), by=me.me())
    return _done(_("ほかのすべての端末のログインを終わらせました。"))


@bp.get("/my/account/delete")
@open_to(MEMBERS, rule=OWN)
def confirm_delete() -> ResponseReturnValue:
    """What is deleted and what stays."""
    return _delete_page(Form())


@bp.post("/my/account/delete")
@open_to(MEMBERS, rule=OWN)
def delete() -> ResponseReturnValue:
    """Delete the account."""
    form = read_form(ProofSchema(), request.form)
    account = me.me()
    try:
        if not actions.is_fresh(me.my_sign_in()):
            actions.prove_password(account, form.data["old_password"])
    except (actions.WrongPassword, TooMany) as refusal:
        status = _refused(form, refusal)
        return _delete_page(form), status
    with refusals_in(form):
        actions.delete_account(account, by=account)
        me.end()
        flash(_("アカウントを削除しました。ご利用ありがとうございました。"), "success")
        return redirect(url_for("home.show"), 303)
    return _delete_page(form), 422


def _done(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("my_account.show"), 303)


def _refused(form: Form, refusal: actions.WrongPassword | TooMany) -> int:
    """The status of the answer; a wrong password counts, one too many is not even looked at."""
    form.refuse("old_password", refusal.text)
    if isinstance(refusal, TooMany):
        return 429
    keep_changes()
    return 422


def _delete_page(form: Form) -> str:
    account = me.me()
    return _page(
        "delete",
        form,
        fresh=actions.is_fresh(me.my_sign_in()),
        held_by=queries.groups_only_represented_by(account),
        phone=current_app.extensions["settings"].center_phone,
    )


def _page(page: str, form: Form, **values: object) -> str:
    for secret in ("password", "old_password"):
        form.typed.pop(secret, None)
    return render_template(f"directory/accounts/{page}.html", form=form, account=me.me(), **values)
