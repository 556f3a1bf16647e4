"""What an account holds about somebody: the account, its sign-ins, its groups."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.accounts.actions import empty
from directory.accounts.models import Membership, SignIn, SignInAttempt
from directory.accounts.passwords import digest
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from directory.groups.models import Group
from kit.db import session
from kit.i18n import _l


def _account(whom: Whom) -> Iterator[Entry]:
    if (account := whom.account) is not None:
        yield [
            Fact("email", _l("メールアドレス"), account.email),
            Fact("name", _l("お名前"), account.name),
            Fact("role", _l("権限"), account.role),
            Fact("active", _l("使える状態"), account.active),
            Fact("language", _l("お知らせの言語"), account.language),
            Fact("created_at", _l("作った日時"), account.created_at),
        ]


def _erase_account(whom: Whom, _erasure: Erasure) -> int:
    if (account := whom.account) is None:
        return 0
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.key == digest(f"email {account.email_key}")))
    empty(account)
    return 1


def _sign_ins(whom: Whom) -> Iterator[Entry]:
    if whom.account is not None:
        listed = sa.select(SignIn).where(SignIn.account_id == whom.account.id).order_by(SignIn.id)
        for sign_in in session.scalars(listed):
            yield [
                Fact("created_at", _l("ログインした日時"), sign_in.created_at),
                Fact("expires_at", _l("使える期限"), sign_in.expires_at),
            ]


def _erase_sign_ins(whom: Whom, _erasure: Erasure) -> int:
    if whom.account is None:
        return 0
    mine = sa.delete(SignIn).where(SignIn.account_id == whom.account.id)
    return session.execute(mine).rowcount  # type: ignore[attr-defined, no-any-return]


def _memberships(whom: Whom) -> Iterator[Entry]:
    listed = sa.select(Group.name, Membership.role).join(Group, Group.id == Membership.group_id).where(_held_by(whom))
    for name, role in session.execute(listed.order_by(Membership.id)):
        yield [Fact("group", _l("団体"), name), Fact("role", _l("役割"), role)]


def _erase_memberships(whom: Whom, _erasure: Erasure) -> int:
    return session.execute(sa.delete(Membership).where(_held_by(whom))).rowcount  # type: ignore[attr-defined, no-any-return]


def _held_by(whom: Whom) -> sa.ColumnElement[bool]:
    conditions = [Membership.account_id == whom.account.id] if whom.account else []
    conditions += [Membership.person_id == whom.person.id] if whom.person else []
    return sa.or_(sa.false(), *conditions)


ACCOUNT = Holding("account", _l("アカウント"), _account, _erase_account)
SIGN_INS = Holding("sign_ins", _l("ログインの記録"), _sign_ins, _erase_sign_ins)
MEMBERSHIPS = Holding("memberships", _l("所属する団体"), _memberships, _erase_memberships)
