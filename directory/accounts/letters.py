"""What is written to people about their accounts: short, one link, and nothing that is not theirs to know."""

from typing import Any

from flask import current_app, url_for

from directory.accounts.models import Account
from kit.i18n import _, locale
from kit.mail import LINK, Recipient, leave_letter
from kit.settings import Settings

KIND = "accounts."
"""How the kinds of these letters begin: their links are ways to sign in, which nobody else is shown and no paper holds."""


def page_address(endpoint: str, **values: Any) -> str:
    """The full address of a page, under the address that the service is known by and not the one that was asked."""
    return _settings().base_url.rstrip("/") + url_for(endpoint, **values)


def ask_to_confirm(email: str, name: str, token: str) -> None:
    """To somebody who wants an account."""
    _leave(
        "signup",
        "signup",
        Recipient(name=name, email=email, language=locale()),
        _("メールアドレスの確認"),
        _(
            "お申し込みありがとうございます。\n"
            "下のページを開いてボタンを押すと、登録が終わります（24時間有効）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。",
            link=LINK,
        ),
        link=page_address("accounts.confirm", token=token),
    )


def tell_of_account(account: Account) -> None:
    """To the holder of an account whose address somebody wants to register again."""
    _leave_to(
        account,
        "exists",
        _("すでに登録があります"),
        _(
            "このメールアドレスで登録の申し込みがありましたが、すでにアカウントがあります。\n"
            "下のページからログインしてください。パスワードを忘れた方も、そこから決め直せます。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。",
            link=page_address("accounts.login"),
        ),
    )


def send_sign_in_link(account: Account, token: str) -> None:
    """A way in without a password."""
    _leave_to(
        account,
        "sign_in",
        _("ログイン用のリンク"),
        _(
            "下のページを開いてボタンを押すと、ログインできます（15分有効、1回限り）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。ほかの人には渡さないでください。",
            link=LINK,
        ),
        link=page_address("accounts.link", token=token),
    )


def send_new_password_link(account: Account, token: str) -> None:
    """To somebody who has forgotten the password."""
    _leave_to(
        account,
        "new_password",
        _("パスワードを決め直す"),
        _(
            "下のページで、新しいパスワードを決めてください（30分有効、1回限り）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。いまのパスワードはそのまま使えます。",
            link=LINK,
        ),
        link=page_address("accounts.new_password", token=token),
    )


def welcome(account: Account, token: str) -> None:
    """To somebody for whom the centre has made an account."""
    _leave_to(
        account,
        "welcome",
        _("アカウントができました"),
        _(
            "センターが、あなたのアカウントを作りました。\n"
            "下のページでパスワードを決めると、使えるようになります（7日間有効、1回限り）。\n\n%(link)s\n\n"
            "お心当たりのない方は、センターにお電話ください。",
            link=LINK,
        ),
        link=page_address("accounts.new_password", token=token),
    )


def tell_password_changed(account: Account) -> None:
    """So that nobody's password is changed behind their back."""
    _leave_to(
        account,
        "password_changed",
        _("パスワードが変わりました"),
        _(
            "アカウントのパスワードが変わりました。ほかの端末では、もう一度ログインが必要です。\n\n"
            "お心当たりのない方は、すぐに下のページでパスワードを決め直し、センターにお電話ください。\n\n%(link)s",
            link=page_address("accounts.forgot"),
        ),
    )


def ask_old_address(account: Account, token: str) -> None:
    """To the address that an account has, when another one is wanted."""
    _leave_to(
        account,
        "email_old",
        _("メールアドレスの変更の確認"),
        _(
            "アカウントのメールアドレスを変える申し込みがありました。新しいアドレスにもメールを送りました。\n"
            "両方のメールの「はい」がそろうと、変わります（24時間有効）。\n\n%(link)s\n\n"
            "お心当たりのない方は、上のページで取りやめてください。",
            link=LINK,
        ),
        link=page_address("my_account.answer_email", token=token),
    )


def ask_new_address(account: Account, email: str, token: str) -> None:
    """To the address that is wanted."""
    _leave(
        "email_new",
        f"account:{account.id}",
        Recipient(name=account.name, email=email, language=locale()),
        _("メールアドレスの変更の確認"),
        _(
            "このアドレスを、アカウントの新しいメールアドレスにする申し込みがありました。\n"
            "下のページで「はい」を押してください（24時間有効）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。",
            link=LINK,
        ),
        link=page_address("my_account.answer_email", token=token),
    )


def tell_email_changed(account: Account, old_email: str) -> None:
    """To the address that was used until now."""
    _leave(
        "email_changed",
        f"account:{account.id}",
        Recipient(name=account.name, email=old_email, language=locale()),
        _("メールアドレスが変わりました"),
        _(
            "アカウントのメールアドレスが変わりました。これからのお知らせは、新しいアドレスに届きます。\n\n"
            "お心当たりのない方は、すぐにセンターにお電話ください。"
        ),
    )


def tell_second_factor_changed(account: Account, *, on: bool) -> None:
    """That sign-in now asks for a code, or no longer does."""
    text = (
        _("ログインのときに、認証アプリの番号も聞くようになりました。")
        if on
        else _("ログインのときに、認証アプリの番号を聞かなくなりました。")
    )
    _leave_to(
        account,
        "second_factor",
        _("2段階認証が変わりました"),
        text + "\n\n" + _("お心当たりのない方は、すぐにセンターにお電話ください。"),
    )


def _leave_to(account: Account, kind: str, title: str, text: str, *, link: str = "") -> None:
    to = Recipient(name=account.name, email=account.email, language=locale())
    _leave(kind, f"account:{account.id}", to, title, text, link=link)


def _leave(kind: str, about: str, to: Recipient, title: str, text: str, *, link: str = "") -> None:
    leave_letter(KIND + kind, about=about, to=to, title=title, body=text, link=link)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
