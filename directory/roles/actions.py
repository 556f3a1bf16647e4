"""What administrators do with accounts."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from directory.accounts import letters
from directory.accounts.actions import NEW_PASSWORD, account_subject, put_account
from directory.accounts.models import Account, ApiToken, Role, SignIn
from directory.accounts.queries import is_last_admin
from kit import audit
from kit.db import session
from kit.errors import Conflict, NoSuchStep
from kit.i18n import _l
from kit.links import end_links, make_link

INVITATION_LASTS: Final = timedelta(days=7)


class LastAdmin(Conflict):
    """Nobody would be left who can look after the service."""

    message = _l("管理者がいなくなるため、できません。先に、ほかの方を管理者にしてください。")
    field = "role"


class Oneself(Conflict):
    """Somebody would lock themselves out."""

    message = _l("自分のアカウントを止めることはできません。")


def invite(email: str, *, name: str, role: Role, by: Account) -> Account:
    """Add an account without a password, and write to its holder to choose one.

    Raises:
        EmailTaken: there is an account with this address.
    """
    account = put_account(email, name=name, role=role, password_hash="")
    _write_to(account)
    audit.record("account.invited", account_subject(account), actor_id=by.id, changed=[f"role:{role}"])
    return account


def invite_again(account: Account, *, by: Account) -> None:
    """Write once more to somebody who has not chosen a password, or has lost it.

    Raises:
        NoSuchStep: the account is stopped.
    """
    if not account.active:
        raise NoSuchStep()
    _write_to(account)
    audit.record("account.invited_again", account_subject(account), actor_id=by.id)


def change_role(account: Account, role: Role, *, by: Account) -> None:
    """Give an account another role; who is signed in as it is so with the new one at once.

    Raises:
        LastAdmin: it is the last administrator's.
        NoSuchStep: the account was deleted.
    """
    if account.deleted_at:
        raise NoSuchStep()
    if role is account.role:
        return
    _lock_admins()
    if role is not Role.ADMIN and is_last_admin(account):
        raise LastAdmin()
    was, account.role = account.role, role
    audit.record("account.role", account_subject(account), actor_id=by.id, changed=[f"role:{was}", f"role:{role}"])


def stop(account: Account, *, by: Account) -> None:
    """Let nobody sign in as this account; its browsers and programs are signed out at once.

    Raises:
        Oneself: it is one's own.
        LastAdmin: it is the last administrator's.
    """
    if account is by:
        raise Oneself()
    _lock_admins()
    if is_last_admin(account):
        raise LastAdmin()
    account.active = False
    for model in (SignIn, ApiToken):
        session.execute(sa.delete(model).where(model.account_id == account.id))
    audit.record("account.stopped", account_subject(account), actor_id=by.id)


def resume(account: Account, *, by: Account) -> None:
    """Let somebody sign in again.

    Raises:
        NoSuchStep: the account was deleted.
    """
    if account.deleted_at:
        raise NoSuchStep()
    account.active = True
    audit.record("account.resumed", account_subject(account), actor_id=by.id)


def _write_to(account: Account) -> None:
    subject = account_subject(account)
    end_links(NEW_PASSWORD, subject)
    letters.welcome(account, make_link(NEW_PASSWORD, subject, lasts=INVITATION_LASTS))


def _lock_admins() -> None:
    """Of two administrators who take each other's role at once, the second sees what the first has done."""
    session.flush()
    admins = sa.select(Account).where(Account.role == Role.ADMIN).order_by(Account.id).with_for_update()
    session.scalars(admins.execution_options(populate_existing=True)).all()
