"""What is done through a letter to somebody's address: sign up, sign in without a password, choose a new one."""

from datetime import timedelta
from typing import Final

from directory.accounts import attempts, letters
from directory.accounts.actions import (
    NEW_PASSWORD,
    SIGN_IN_LINK,
    account_subject,
    put_account,
    require_length,
    set_password,
)
from directory.accounts.models import Account, Role
from directory.accounts.passwords import digest, hash_password
from directory.accounts.queries import email_key, find_active, find_active_by_email, find_by_email
from kit import audit
from kit.i18n import Language
from kit.links import LinkOver, end_links, look_at, make_link, use
from kit.mail import Recipient

SIGN_UP: Final = "accounts.sign_up"
SIGN_UP_LASTS: Final = timedelta(hours=24)
SIGN_IN_LASTS: Final = timedelta(minutes=15)
NEW_PASSWORD_LASTS: Final = timedelta(minutes=30)


def sign_up(email: str, *, name: str, password: str, language: Language, next_page: str = "", place: str) -> None:
    """Write to somebody who wants an account; there is none before the letter is answered.

    Who has one is written to that there is one: neither the answer nor the time it takes tells the two apart.
    The letter leads on to ``next_page``, which is kept nowhere: it may hold a link that is worth something.
    """
    require_length(password)
    _count(email, place)
    password_hash = hash_password(password)
    account = find_by_email(email)
    if account is not None:
        letters.tell_of_account(account, next_page=next_page)
        return
    subject = f"email:{digest(email_key(email))[:40]}"
    end_links(SIGN_UP, subject)
    details = {"email": email.strip(), "name": name, "password_hash": password_hash, "language": language.value}
    token = make_link(SIGN_UP, subject, lasts=SIGN_UP_LASTS, **details)
    letters.ask_to_confirm(
        Recipient(name=name, email=email.strip(), language=language.value), token, next_page=next_page
    )


def name_of_sign_up(token: str) -> str:
    """Who wants the account that this link would make."""
    return str(look_at(token, SIGN_UP).details["name"])


def confirm_sign_up(token: str) -> Account:
    """Make the account.

    Raises:
        LinkOver: the link is used up.
        EmailTaken: there has come to be an account with this address.
    """
    link = use(token, SIGN_UP)
    account = put_account(
        link.details["email"],
        name=link.details["name"],
        role=Role.MEMBER,
        password_hash=link.details["password_hash"],
        language=Language(link.details.get("language", Language.JA)),  # a link of an older version names none
    )
    link.details = {}
    audit.record("account.signed_up", account_subject(account), actor_id=account.id)
    return account


def send_link(email: str, *, place: str) -> None:
    """Send a link that signs in, if there is somebody to send it to."""
    _count(email, place)
    if account := find_active_by_email(email):
        end_links(SIGN_IN_LINK, account_subject(account))
        letters.send_sign_in_link(account, make_link(SIGN_IN_LINK, account_subject(account), lasts=SIGN_IN_LASTS))


def use_link(token: str) -> Account:
    """The account that a sign-in link is for; the link is used up."""
    return _account_of(use(token, SIGN_IN_LINK).subject)


def send_new_password(email: str, *, place: str) -> None:
    """Send a link to a page where a new password is chosen, if there is somebody to send it to."""
    _count(email, place)
    if account := find_active_by_email(email):
        subject = account_subject(account)
        end_links(NEW_PASSWORD, subject)
        letters.send_new_password_link(account, make_link(NEW_PASSWORD, subject, lasts=NEW_PASSWORD_LASTS))


def choose_new_password(token: str, password: str) -> Account:
    """Give a new password to the account that the link is for; all its browsers are signed out."""
    require_length(password)
    account = _account_of(use(token, NEW_PASSWORD).subject)
    set_password(account, password)
    return account


def check_link(token: str, purpose: str) -> None:
    """Refuse a link that is used up before its page is shown."""
    _account_of(look_at(token, purpose).subject)


def _account_of(subject: str) -> Account:
    account = find_active(int(subject.removeprefix("account:")))
    if account is None:
        raise LinkOver()
    return account


def _count(email: str, place: str) -> None:
    attempts.take([(attempts.LETTERS_EMAIL, email_key(email)), (attempts.LETTERS_PLACE, place)])
