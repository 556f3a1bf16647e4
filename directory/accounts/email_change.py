"""Changing the address of an account: both the old and the new one are asked, and either can say no."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from directory.accounts import attempts, letters
from directory.accounts.actions import EmailTaken, account_subject
from directory.accounts.models import Account, EmailChange
from directory.accounts.queries import email_key, find_by_email, find_email_change
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Refusal
from kit.i18n import _l
from kit.links import Link, LinkOver, end_links, look_at, make_link, use

ANSWER: Final = "accounts.email_change"
LASTS: Final = timedelta(hours=24)


class SameEmail(Refusal):
    """It is the address that the account has."""

    message = _l("いまと同じメールアドレスです。")
    field = "email"


def ask_for_email(account: Account, email: str, *, place: str) -> None:
    """Write to both addresses; an earlier wish is forgotten.

    Where the new one belongs to another account its holder is told so, and the wish cannot come true; whoever
    asked sees no difference.
    """
    if email_key(email) == account.email_key:
        raise SameEmail()
    attempts.take([(attempts.LETTERS_EMAIL, email_key(email)), (attempts.LETTERS_PLACE, place)])
    cancel(account, by=account)
    change = EmailChange(account_id=account.id, email=email.strip())
    session.add(change)
    session.flush()
    letters.ask_old_address(account, _link(account, change, "old"))
    if other := find_by_email(email):
        letters.tell_of_account(other)
    else:
        letters.ask_new_address(account, change.email, _link(account, change, "new"))
    audit.record("account.email_change_asked", account_subject(account), actor_id=account.id)


def change_behind(token: str) -> tuple[EmailChange, bool]:
    """What a link asks about, and whether it went to the old address."""
    return _change_of(look_at(token, ANSWER))


def agree(token: str) -> bool:
    """One of the addresses says yes; returns whether both have, so that the address is changed now."""
    change, is_old = _change_of(use(token, ANSWER))
    if is_old:
        change.old_agreed_at = now()
    else:
        change.new_agreed_at = now()
    session.flush()
    if not (change.old_agreed_at and change.new_agreed_at):
        return False
    account = change.account
    if find_by_email(change.email):
        raise EmailTaken()
    old_email = account.email
    account.email, account.email_key = change.email, email_key(change.email)
    _forget(account)
    audit.record("account.changed", account_subject(account), actor_id=account.id, changed=["email"])
    letters.tell_email_changed(account, old_email)
    return True


def decline(token: str) -> None:
    """One of the addresses says no."""
    change, _is_old = _change_of(use(token, ANSWER))
    cancel(change.account, by=change.account)


def cancel(account: Account, *, by: Account) -> None:
    """Forget the wish for another address, if there is one."""
    if find_email_change(account):
        _forget(account)
        audit.record("account.email_change_cancelled", account_subject(account), actor_id=by.id)


def forget_old_wishes() -> None:
    """Delete the wishes whose time is over."""
    session.execute(sa.delete(EmailChange).where(EmailChange.asked_at < now() - LASTS))


def _forget(account: Account) -> None:
    end_links(ANSWER, account_subject(account))
    session.execute(sa.delete(EmailChange).where(EmailChange.account_id == account.id))


def _link(account: Account, change: EmailChange, side: str) -> str:
    return make_link(ANSWER, account_subject(account), lasts=LASTS, change=change.id, side=side)


def _change_of(link: Link) -> tuple[EmailChange, bool]:
    query = sa.select(EmailChange).where(EmailChange.id == link.details["change"])
    if session.info.get("writing"):
        query = query.with_for_update(of=EmailChange)  # both addresses may say yes at the same moment
    change = session.scalar(query.execution_options(populate_existing=True))
    if change is None or change.account_id != int(link.subject.removeprefix("account:")):
        raise LinkOver()
    return change, link.details["side"] == "old"
