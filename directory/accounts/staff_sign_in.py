"""Sign-in through the city's own (OpenID Connect): who its answer is, among the accounts that there are."""

import sqlalchemy as sa

from directory.accounts.actions import account_subject
from directory.accounts.models import Account, StaffIdentity
from directory.accounts.queries import find_active_by_email
from kit import audit
from kit.db import session
from kit.errors import Forbidden
from kit.i18n import _l


class NoAccountForStaff(Forbidden):
    """The city knows them, but there is no account here; none is made by itself."""

    message = _l("市のログインはできましたが、この名簿にアカウントがありません。管理者に登録を頼んでください。")


def account_of(issuer: str, subject: str, *, email: str, email_verified: bool) -> Account:
    """The account of somebody the city's sign-in has named.

    It is the one that was found for the same subject before, or else the one with the address that the city has
    verified; from then on the subject counts, also when the address changes.

    Raises:
        NoAccountForStaff: there is none, or it may not sign in.
    """
    known = session.scalar(
        sa.select(StaffIdentity).where(StaffIdentity.issuer == issuer, StaffIdentity.subject == subject)
    )
    if known is not None:
        if not known.account.active:
            raise NoAccountForStaff()
        return known.account
    account = find_active_by_email(email) if email and email_verified else None
    if account is None:
        raise NoAccountForStaff()
    session.add(StaffIdentity(account_id=account.id, issuer=issuer, subject=subject))
    audit.record("account.staff_identity_added", account_subject(account), actor_id=account.id)
    return account
