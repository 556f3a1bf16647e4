"""What is written to people about their accounts: short, one link, and nothing that is not theirs to know."""

from typing import Any

from flask import current_app, request, url_for

from directory.accounts.models import Account
from kit.i18n import _, _l, address_in, in_language
from kit.mail import LINK, Recipient, leave_letter
from kit.settings import Settings

KIND = "accounts."
"""How the kinds of these letters begin: their links are ways to sign in, which nobody else is shown and no paper holds."""


def page_address(endpoint: str, **values: Any) -> str:
    """The full address of a page, under the address that the service is known by and not the one that was asked."""
    return _settings().base_url.rstrip("/") + url_for(endpoint, **values)


def ask_to_confirm(to: Recipient, token: str, *, next_page: str) -> None:
    """To somebody who wants an account."""
    _leave(
        "signup",
        "signup",
        to,
        _l("メールアドレスの確認"),
        _l(
            "お申し込みありがとうございます。\n"
            "下のページを開いてボタンを押すと、登録が終わります（24時間有効）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。",
            link=LINK,
        ),
        link=_page(to.language, "accounts.confirm", token=token, next=next_page or None),
    )


def tell_of_account(account: Account, *, next_page: str = "") -> None:
    """To the holder of an account whose address somebody wants to register again."""
    _leave_to(
        account,
        "exists",
        _l("すでに登録があります"),
        _l(
            "このメールアドレスで登録の申し込みがありましたが、すでにアカウントがあります。\n"
            "下のページからログインしてください。パスワードを忘れた方も、そこから決め直せます。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。",
            link=LINK,
        ),
        link=_page(account.language, "accounts.login", next=next_page or None),
    )


def send_sign_in_link(account: Account, token: str) -> None:
    """A way in without a password."""
    _leave_to(
        account,
        "sign_in",
        _l("ログイン用のリンク"),
        _l(
            "下のページを開いてボタンを押すと、ログインできます（15分有効、1回限り）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。ほかの人には渡さないでください。",
            link=LINK,
        ),
        link=_page(account.language, "accounts.link", token=token),
    )


def send_new_password_link(account: Account, token: str) -> None:
    """To somebody who has forgotten the password."""
    _leave_to(
        account,
        "new_password",
        _l("パスワードを決め直す"),
        _l(
            "下のページで、新しいパスワードを決めてください（30分有効、1回限り）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。いまのパスワードはそのまま使えます。",
            link=LINK,
        ),
        link=_page(account.language, "accounts.new_password", token=token),
    )


def welcome(account: Account, token: str) -> None:
    """To somebody for whom the centre has made an account."""
    _leave_to(
        account,
        "welcome",
        _l("アカウントができました"),
        _l(
            "センターが、あなたのアカウントを作りました。\n"
            "下のページでパスワードを決めると、使えるようになります（7日間有効、1回限り）。\n\n%(link)s\n\n"
            "お心当たりのない方は、センターにお電話ください。",
            link=LINK,
        ),
        link=_page(account.language, "accounts.new_password", token=token),
    )


def tell_password_changed(account: Account) -> None:
    """So that nobody's password is changed behind their back."""
    _leave_to(
        account,
        "password_changed",
        _l("パスワードが変わりました"),
        _l(
            "アカウントのパスワードが変わりました。ほかの端末では、もう一度ログインが必要です。\n\n"
            "お心当たりのない方は、すぐに下のページでパスワードを決め直し、センターにお電話ください。\n\n%(link)s",
            link=_page(account.language, "accounts.forgot"),
        ),
    )


def ask_old_address(account: Account, token: str) -> None:
    """To the address that an account has, when another one is wanted."""
    _leave_to(
        account,
        "email_old",
        _l("メールアドレスの変更の確認"),
        _l(
            "アカウントのメールアドレスを変える申し込みがありました。新しいアドレスにもメールを送りました。\n"
            "両方のメールの「はい」がそろうと、変わります（24時間有効）。\n\n%(link)s\n\n"
            "お心当たりのない方は、上のページで取りやめてください。",
            link=LINK,
        ),
        link=_page(account.language, "my_account.answer_email", token=token),
    )


def ask_new_address(account: Account, email: str, token: str) -> None:
    """To the address that is wanted."""
    _leave(
        "email_new",
        f"account:{account.id}",
        Recipient(name=account.name, email=email, language=account.language.value),
        _l("メールアドレスの変更の確認"),
        _l(
            "このアドレスを、アカウントの新しいメールアドレスにする申し込みがありました。\n"
            "下のページで「はい」を押してください（24時間有効）。\n\n%(link)s\n\n"
            "お心当たりのない方は、何もしなくて大丈夫です。",
            link=LINK,
        ),
        link=_page(account.language, "my_account.answer_email", token=token),
    )


def tell_email_changed(account: Account, old_email: str) -> None:
    """To the address that was used until now."""
    _leave(
        "email_changed",
        f"account:{account.id}",
        Recipient(name=account.name, email=old_email, language=account.language.value),
        _l("メールアドレスが変わりました"),
        _l(
            "アカウントのメールアドレスが変わりました。これからのお知らせは、新しいアドレスに届きます。\n\n"
            "お心当たりのない方は、すぐにセンターにお電話ください。"
        ),
    )


def tell_second_factor_changed(account: Account, *, on: bool) -> None:
    """That sign-in now asks for a code, or no longer does."""
    with in_language(account.language):
        news = (
            _("ログインのときに、認証アプリの番号も聞くようになりました。")
            if on
            else _("ログインのときに、認証アプリの番号を聞かなくなりました。")
        )
        text = news + "\n\n" + _("お心当たりのない方は、すぐにセンターにお電話ください。")
    _leave_to(account, "second_factor", _l("2段階認証が変わりました"), text)


def _leave_to(account: Account, kind: str, title: Any, text: Any, *, link: str = "") -> None:
    to = Recipient(name=account.name, email=account.email, language=account.language.value)
    _leave(kind, f"account:{account.id}", to, title, text, link=link)


def _leave(kind: str, about: str, to: Recipient, title: Any, text: Any, *, link: str = "") -> None:
    with in_language(to.language):
        leave_letter(KIND + kind, about=about, to=to, title=str(title), body=str(text), link=link)


def _page(language: str, endpoint: str, **values: Any) -> str:
    path = url_for(endpoint, **values).removeprefix(request.script_root)
    return address_in(language, _settings().base_url, path)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
