"""What can be done with accounts: add one, sign in, sign out, change it, delete it."""

import secrets
from datetime import timedelta

import sqlalchemy as sa

from directory.accounts import attempts, letters
from directory.accounts.models import (
    Account,
    ApiToken,
    EmailChange,
    Membership,
    RecoveryCode,
    Role,
    SecondFactor,
    SignIn,
    StaffIdentity,
)
from directory.accounts.passwords import SHORTEST, digest, hash_password, is_right
from directory.accounts.queries import email_key, find_by_email, groups_only_represented_by, is_last_admin
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.errors import Conflict, Missing, Refusal
from kit.i18n import Language, _l
from kit.links import Link, end_links
from kit.mail import Letter

SIGNED_IN_FOR = timedelta(days=14)
FRESH_FOR = timedelta(minutes=10)
SIGN_IN_LINK, NEW_PASSWORD, SECOND_STEP = "accounts.sign_in", "accounts.new_password", "accounts.second_step"
ENTRANCES = (SIGN_IN_LINK, NEW_PASSWORD, SECOND_STEP)
"""Purposes of the links that lead to a sign-in; a new password ends those that are open."""


class EmailTaken(Conflict):
    """There is an account with this address."""

    message = _l("このメールアドレスはすでに登録されています。")
    field = "email"


class PasswordTooShort(Refusal):
    """The password has fewer characters than are needed."""

    message = _l("パスワードは%(least)d文字以上にしてください。")
    field = "password"


class WrongSignIn(Refusal):
    """No active account has this address and password; which of the two is wrong is not told."""

    message = _l("メールアドレスかパスワードが違います。")


class WrongPassword(Refusal):
    """The password that was asked for again is wrong."""

    message = _l("いまのパスワードが違います。")
    field = "old_password"


class SoleRepresentative(Conflict):
    """A group would be left without a representative."""

    message = _l(
        "「%(groups)s」の代表がほかにいないため、いまは削除できません。先に代表を引き継ぐか、団体の休止や退会をセンターにご相談ください。"
    )
    field = "old_password"


class LastAdmin(Conflict):
    """The service would be left without an administrator."""

    message = _l("ほかに管理者がいないため、いまは削除できません。先に、ほかの人を管理者にしてください。")
    field = "old_password"


def add_account(email: str, *, name: str, role: Role, password: str) -> Account:
    """Add an account that can sign in at once."""
    require_length(password)
    account = put_account(email, name=name, role=role, password_hash=hash_password(password))
    audit.record("account.added", account_subject(account), actor_id=None, via=audit.Via.COMMAND)
    return account


def put_account(email: str, *, name: str, role: Role, password_hash: str, language: Language = Language.JA) -> Account:
    """The new row; who calls this writes the audit entry.

    Raises:
        EmailTaken: there is an account with this address.
    """
    if find_by_email(email):
        raise EmailTaken()
    account = Account(
        email=email.strip(),
        email_key=email_key(email),
        name=name,
        role=role,
        password_hash=password_hash,
        language=language,
    )
    session.add(account)
    session.flush()
    return account


def check_password(email: str, password: str, *, place: str) -> Account:
    """The account that this address and password belong to, tried from a place (network address).

    Raises:
        TooManyAttempts: this address or place has failed too often of late; nothing is checked.
        WrongSignIn: wrong address or password. The attempt counts if the transaction is kept.
    """
    key = email_key(email)
    attempts.take([(attempts.SIGN_IN_EMAIL, key), (attempts.SIGN_IN_PLACE, place)])
    account = find_by_email(email)
    if not is_right(password, account.password_hash if account and account.active else None) or account is None:
        raise WrongSignIn()
    attempts.forget(attempts.SIGN_IN_EMAIL, key)
    attempts.forget_last(attempts.SIGN_IN_PLACE, place)
    return account


def sign_in(account: Account, *, device: str) -> str:
    """Sign a browser in as the account that was proved to be its user's; returns the token that the browser keeps."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=digest(token),
            account_id=account.id,
            expires_at=now() + SIGNED_IN_FOR,
            device=device,
            seen_on=today(),
        )
    )
    session.execute(sa.delete(SignIn).where(SignIn.expires_at < now()))
    audit.record("account.signed_in", account_subject(account), actor_id=account.id)
    return token


def note_seen(sign_in_id: int) -> None:
    """Note that the browser was used today."""
    session.execute(sa.update(SignIn).where(SignIn.id == sign_in_id).values(seen_on=today()))


def sign_out(token: str) -> None:
    """End the signed-in browser that holds this token."""
    session.execute(sa.delete(SignIn).where(SignIn.token_hash == digest(token)))


def end_sign_in(sign_in_id: int, *, by: Account) -> None:
    """End one of the account's own browsers."""
    ended = sa.delete(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == by.id).returning(SignIn.id)
    if session.scalar(ended) is None:
        raise Missing()
    audit.record("account.sign_in_ended", account_subject(by), actor_id=by.id)


def end_other_sign_ins(account: Account, *, keep: str, by: Account) -> None:
    """End every browser of the account but the one that holds the token ``keep``."""
    others = sa.delete(SignIn).where(SignIn.account_id == account.id, SignIn.token_hash != digest(keep))
    session.execute(others)
    audit.record("account.other_sign_ins_ended", account_subject(account), actor_id=by.id)


def change_name(account: Account, name: str, *, by: Account) -> None:
    """Change the name that the pages show."""
    account.name = name
    audit.record("account.changed", account_subject(account), actor_id=by.id, changed=["name"])


def change_language(account: Account, language: Language, *, by: Account) -> None:
    """Change the language in which letters to the account are written."""
    account.language = language
    audit.record("account.changed", account_subject(account), actor_id=by.id, changed=["language"])


def change_password(account: Account, old: str, new: str, *, keep: str) -> None:
    """Change one's own password; other browsers have to sign in again, and a letter tells of it."""
    prove_password(account, old)
    set_password(account, new, keep=keep)


def set_password(account: Account, password: str, *, keep: str = "") -> None:
    """Give the account a new password and end its browsers but the one with the token ``keep``."""
    require_length(password)
    account.password_hash = hash_password(password)
    end_other_sign_ins(account, keep=keep, by=account)
    for purpose in ENTRANCES:
        end_links(purpose, account_subject(account))
    attempts.forget(attempts.SIGN_IN_EMAIL, account.email_key)
    audit.record("account.changed", account_subject(account), actor_id=account.id, changed=["password"])
    letters.tell_password_changed(account)


def prove_password(account: Account, password: str) -> None:
    """Ask for the password again before something that cannot be taken back.

    Raises:
        TooManyAttempts: it was wrong too often.
        WrongPassword: it is wrong; the attempt counts if the transaction is kept.
    """
    attempts.take([(attempts.SIGN_IN_EMAIL, account.email_key)])
    if not is_right(password, account.password_hash):
        raise WrongPassword()
    attempts.forget(attempts.SIGN_IN_EMAIL, account.email_key)


def is_fresh(sign_in: SignIn | None) -> bool:
    """Whether its user signed in so shortly ago that nobody else can be sitting there."""
    return sign_in is not None and sign_in.created_at > now() - FRESH_FOR


def delete_account(account: Account, by: Account) -> None:
    """Delete the account with all that it signs in with.

    Raises:
        SoleRepresentative: a group would be left without a representative.
        LastAdmin: nobody could look after the service.
    """
    _lock_memberships_beside(account)
    if groups := groups_only_represented_by(account):
        raise SoleRepresentative(groups="」「".join(group.name for group in groups))
    if is_last_admin(account):
        raise LastAdmin()
    empty(account)
    audit.record("account.deleted", account_subject(account), actor_id=by.id)


def empty(account: Account) -> None:
    """Take everything about somebody out of an account. The row stays: nobody else is to be given its number."""
    for model in (SignIn, EmailChange, SecondFactor, RecoveryCode, ApiToken, StaffIdentity):
        session.execute(sa.delete(model).where(model.account_id == account.id))
    session.execute(sa.delete(Membership).where(Membership.account_id == account.id, Membership.person_id.is_(None)))
    session.execute(sa.update(Membership).where(Membership.account_id == account.id).values(account_id=None))
    session.execute(sa.delete(Link).where(Link.subject == account_subject(account)))
    session.execute(
        sa.delete(Letter).where(sa.or_(Letter.about == account_subject(account), Letter.email == account.email))
    )
    account.name, account.password_hash, account.role, account.language = "", "", Role.MEMBER, Language.JA
    account.email = account.email_key = f"deleted:{account.id}"
    account.active, account.deleted_at = False, now()
    session.flush()
    session.expire(account, ["memberships"])


def account_subject(account: Account) -> str:
    """How links, letters and the audit log name an account."""
    return f"account:{account.id}"


def require_length(password: str) -> None:
    """Refuse a password that is too short."""
    if len(password) < SHORTEST:
        raise PasswordTooShort(least=SHORTEST)


def _lock_memberships_beside(account: Account) -> None:
    """Of two representatives who leave at once the second waits until the first has left."""
    mine = sa.select(Membership.group_id).where(Membership.account_id == account.id)
    held = sa.select(Membership.id).where(Membership.group_id.in_(mine)).order_by(Membership.id)
    session.execute(held.with_for_update())
