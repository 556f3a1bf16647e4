"""How accounts, and what they sign in with, are found."""

from collections.abc import Sequence

import sqlalchemy as sa

from directory.accounts.models import (
    Account,
    ApiToken,
    EmailChange,
    Membership,
    MembershipRole,
    RecoveryCode,
    Role,
    SecondFactor,
    SignIn,
)
from directory.accounts.passwords import digest
from directory.groups.models import Group, GroupState
from kit.clock import now
from kit.db import session
from kit.text import nfkc

ENDED = (GroupState.DISSOLVED, GroupState.WITHDRAWN)


def email_key(email: str) -> str:
    """The form in which two spellings of an address are the same."""
    return nfkc(email).strip().casefold()


def find_by_email(email: str) -> Account | None:
    """The account with this address."""
    return session.scalar(sa.select(Account).where(Account.email_key == email_key(email)))


def find_active_by_email(email: str) -> Account | None:
    """The account with this address, if it may sign in."""
    account = find_by_email(email)
    return account if account and account.active else None


def find_active(account_id: int) -> Account | None:
    """The account with this number, if it may sign in."""
    account = session.get(Account, account_id)
    return account if account and account.active else None


def find_sign_in(token: str) -> SignIn | None:
    """The signed-in browser that holds this token, if its account is active."""
    query = sa.select(SignIn).where(SignIn.token_hash == digest(token), SignIn.expires_at > now())
    sign_in = session.scalar(query)
    return sign_in if sign_in and sign_in.account.active else None


def sign_ins_of(account: Account) -> Sequence[SignIn]:
    """The browsers that are signed in as this account, the newest first."""
    query = sa.select(SignIn).where(SignIn.account_id == account.id, SignIn.expires_at > now())
    return session.scalars(query.order_by(SignIn.id.desc())).all()


def find_email_change(account: Account) -> EmailChange | None:
    """The change of address that waits for a yes."""
    return session.scalar(sa.select(EmailChange).where(EmailChange.account_id == account.id))


def find_second_factor(account: Account) -> SecondFactor | None:
    """The authenticator app of this account, once a first code was typed from it."""
    factor = session.get(SecondFactor, account.id)
    return factor if factor and factor.confirmed_at else None


def find_unconfirmed_factor(account: Account) -> SecondFactor | None:
    """The one that is being set up."""
    factor = session.get(SecondFactor, account.id)
    return factor if factor and not factor.confirmed_at else None


def recovery_codes_left(account: Account) -> int:
    """How many codes on paper can still be used."""
    query = sa.select(sa.func.count()).select_from(RecoveryCode)
    return session.scalar(query.where(RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None))) or 0


def tokens_of(account: Account) -> Sequence[ApiToken]:
    """The tokens of this account that are still good, the newest first."""
    query = sa.select(ApiToken).where(ApiToken.account_id == account.id, ApiToken.expires_at > now())
    return session.scalars(query.order_by(ApiToken.id.desc())).all()


def find_token(token: str) -> ApiToken | None:
    """The token, if it is good and its account active."""
    found = session.scalar(sa.select(ApiToken).where(ApiToken.token_hash == digest(token), ApiToken.expires_at > now()))
    return found if found and found.account.active else None


def groups_only_represented_by(account: Account) -> Sequence[Group]:
    """The groups whose one representative this account is, but for those that have ended."""
    representatives = Membership.role == MembershipRole.REPRESENTATIVE
    mine = sa.select(Membership.group_id).where(Membership.account_id == account.id, representatives)
    others = sa.select(Membership.group_id).where(
        representatives, sa.or_(Membership.account_id.is_(None), Membership.account_id != account.id)
    )
    query = sa.select(Group).where(Group.id.in_(mine), Group.id.not_in(others), Group.state.not_in(ENDED))
    return session.scalars(query.order_by(Group.id)).all()


def is_last_admin(account: Account) -> bool:
    """Whether nobody else could look after the service."""
    others = sa.select(Account.id).where(Account.role == Role.ADMIN, Account.active, Account.id != account.id).limit(1)
    return account.role == Role.ADMIN and session.scalar(others) is None
