"""The second factor: codes of an authenticator app (TOTP, RFC 6238) and ten codes on paper that stand in for it."""

import base64
import hmac
import secrets
from datetime import timedelta
from typing import Final

import pyotp
import sqlalchemy as sa
from flask import current_app

from directory.accounts import attempts, letters
from directory.accounts.actions import SECOND_STEP, account_subject
from directory.accounts.models import Account, RecoveryCode, SecondFactor
from directory.accounts.passwords import digest
from directory.accounts.queries import find_active, find_second_factor, find_unconfirmed_factor
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Refusal
from kit.i18n import _l
from kit.links import LinkOver, look_at, make_link, use
from kit.text import nfkc

STEP_SECONDS: Final = 30
DRIFT: Final = (0, -1, 1)
"""Half minutes by which a telephone's clock may be off."""
RECOVERY_CODES: Final = 10
SECOND_STEP_LASTS: Final = timedelta(minutes=10)
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else on paper


class WrongCode(Refusal):
    """The code is wrong, too old or used."""

    message = _l("番号が違います。認証アプリにいま出ている6桁の番号を入力してください。同じ番号は2度使えません。")
    field = "code"


class AlreadyOn(Conflict):
    """There is a second factor already."""

    message = _l("2段階認証は、すでに設定されています。")


class NotOn(Conflict):
    """There is no second factor to change."""

    message = _l("2段階認証は設定されていません。")


def begin_setup(account: Account) -> None:
    """Make the secret that the app is to learn; it asks for nothing before a first code was typed."""
    if find_second_factor(account):
        raise AlreadyOn()
    if find_unconfirmed_factor(account) is None:
        session.add(SecondFactor(account_id=account.id, seed=secrets.token_hex(16)))
        audit.record("account.second_factor_begun", account_subject(account), actor_id=account.id)


def provisioning_uri(factor: SecondFactor, account: Account, issuer: str) -> str:
    """What the QR code says to the app."""
    return _app(factor).provisioning_uri(name=account.email, issuer_name=issuer)


def secret_of(factor: SecondFactor) -> str:
    """What the app learns, in base32. It is kept nowhere: it comes from the seed and the installation's own key.

    So a copy of the database alone tells nobody's codes; with another key only the codes on paper work.
    """
    key = current_app.config["SECRET_KEY"]
    return base64.b32encode(hmac.digest(key.encode(), f"second factor {factor.seed}".encode(), "sha1")).decode()


def confirm_setup(account: Account, code: str) -> list[str]:
    """Turn it on with a first code; returns the codes for paper, which are kept as hashes only."""
    factor = find_unconfirmed_factor(account)
    if factor is None:
        raise AlreadyOn()
    attempts.take([(attempts.SECOND_STEP, str(account.id))])
    _use_app_code(factor, code)
    attempts.forget(attempts.SECOND_STEP, str(account.id))
    factor.confirmed_at = now()
    audit.record("account.second_factor_on", account_subject(account), actor_id=account.id)
    letters.tell_second_factor_changed(account, on=True)
    return _new_recovery_codes(account)


def renew_recovery_codes(account: Account) -> list[str]:
    """Ten new codes for paper; the old ones are worthless."""
    if find_second_factor(account) is None:
        raise NotOn()
    audit.record("account.recovery_codes_renewed", account_subject(account), actor_id=account.id)
    return _new_recovery_codes(account)


def turn_off(account: Account, code: str) -> None:
    """Ask for no code any more; a last one has to be shown."""
    check_code(account, code)
    take_away(account, by=account)
    letters.tell_second_factor_changed(account, on=False)


def take_away(account: Account, *, by: Account | None, via: audit.Via = audit.Via.WEB) -> None:
    """Ask for no code any more, of somebody who has lost the telephone and the paper and is known to be who they say."""
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    session.execute(sa.delete(SecondFactor).where(SecondFactor.account_id == account.id))
    session.expire_all()
    attempts.forget(attempts.SECOND_STEP, str(account.id))
    actor_id = by.id if by else None
    audit.record("account.second_factor_off", account_subject(account), actor_id=actor_id, via=via)


def check_code(account: Account, code: str) -> None:
    """Accept a code of the app, or one on paper, once.

    Raises:
        TooManyAttempts: too many were wrong.
        WrongCode: this one is; the attempt counts if the transaction is kept.
        NotOn: the account has no second factor.
    """
    factor = find_second_factor(account)
    if factor is None:
        raise NotOn()
    attempts.take([(attempts.SECOND_STEP, str(account.id))])
    typed = "".join(nfkc(code).lower().replace("-", "").split())
    if typed.isdecimal() and len(typed) == _app(factor).digits:
        _use_app_code(factor, typed)
    else:
        _use_recovery_code(account, typed)
    attempts.forget(attempts.SECOND_STEP, str(account.id))


def begin_second_step(account: Account, next_page: str) -> str:
    """After a right password: a token for the browser that has still to show a code."""
    return make_link(SECOND_STEP, account_subject(account), lasts=SECOND_STEP_LASTS, next=next_page)


def waiting_account(token: str) -> Account:
    """Who has shown the first factor with this token.

    Raises:
        LinkOver: too long ago, or never.
    """
    account = find_active(int(look_at(token, SECOND_STEP).subject.removeprefix("account:")))
    if account is None:
        raise LinkOver()
    return account


def finish_second_step(token: str, code: str) -> tuple[Account, str]:
    """Check the code; returns the account and the page it came for."""
    account = waiting_account(token)
    check_code(account, code)
    return account, str(use(token, SECOND_STEP).details.get("next") or "")


def _app(factor: SecondFactor) -> pyotp.TOTP:
    return pyotp.TOTP(secret_of(factor))


def _use_app_code(factor: SecondFactor, code: str) -> None:
    totp = _app(factor)
    typed = "".join(nfkc(code).split())
    at = int(now().timestamp()) // STEP_SECONDS
    for step in (at + drift for drift in DRIFT):
        if not hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode()):
            continue
        newer = (SecondFactor.account_id == factor.account_id) & (SecondFactor.last_step < step)
        used = sa.update(SecondFactor).where(newer).values(last_step=step).returning(SecondFactor.account_id)
        if session.scalar(used) is not None:
            return
    raise WrongCode()


def _use_recovery_code(account: Account, typed: str) -> None:
    unused = (RecoveryCode.account_id == account.id) & (RecoveryCode.code_hash == _hash(account, typed))
    used = sa.update(RecoveryCode).where(unused, RecoveryCode.used_at.is_(None)).values(used_at=now())
    if session.scalar(used.returning(RecoveryCode.id)) is None:
        raise WrongCode()
    audit.record("account.recovery_code_used", account_subject(account), actor_id=account.id)


def _new_recovery_codes(account: Account) -> list[str]:
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    session.add_all([RecoveryCode(account_id=account.id, code_hash=_hash(account, code)) for code in codes])
    session.flush()
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _hash(account: Account, code: str) -> str:
    return digest(f"recovery {account.id} {code}")
