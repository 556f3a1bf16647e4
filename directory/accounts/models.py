"""Accounts, what they sign in with, and the memberships that tie them to groups."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kit.access import ADMINS, COORDINATORS, MEMBERS, Level
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from kit.i18n import Language

if TYPE_CHECKING:
    from directory.groups.models import Group


class Role(StrEnum):
    """What an account may do; an administrator is also a coordinator."""

    MEMBER = "member"
    COORDINATOR = "coordinator"
    ADMIN = "admin"

    @property
    def level(self) -> Level:
        """The role as a level of the gate."""
        return {Role.MEMBER: MEMBERS, Role.COORDINATOR: COORDINATORS, Role.ADMIN: ADMINS}[self]


class Account(Base):
    """Somebody who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254))
    email_key: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    password_hash: Mapped[str] = mapped_column(sa.Text)
    language: Mapped[Language] = mapped_column(
        enum_column(Language), default=Language.JA, server_default=Language.JA.value
    )
    """In which letters to it are written."""
    active: Mapped[bool] = mapped_column(default=True)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Of a deleted account only the number stays, so that no new one gets it and the audit log stays true."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="account")

    @property
    def is_staff(self) -> bool:
        """Whether this is a coordinator or an administrator."""
        return self.role.level >= COORDINATORS


class SignIn(Base):
    """A signed-in browser: the row is the session, so that it can be listed and ended."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    """In words such as ``Windows・Chrome``; the network address is not kept."""
    seen_on: Mapped[date | None]

    account: Mapped[Account] = relationship(lazy="joined")


class EmailChange(Base):
    """An account's wish for another address: done when both the old and the new one have said yes, in any order."""

    __tablename__ = "email_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str] = mapped_column(sa.String(254))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    old_agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    new_agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()


class SecondFactor(Base):
    """An authenticator app (TOTP, RFC 6238); it counts once a first code was typed from it."""

    __tablename__ = "second_factors"

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    seed: Mapped[str] = mapped_column(sa.String(64))
    """Of what the app has learned; see ``second_factor.secret_of``."""
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_step: Mapped[int] = mapped_column(default=0)
    """The half minute of the last code that was accepted: no code counts twice."""


class RecoveryCode(Base):
    """A code on paper that stands in for the authenticator app once."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Scope(StrEnum):
    """What a program may do with a token, the narrowest first; see ``tokens.MAY``."""

    READ = "read"
    WRITE = "write"
    INTRODUCTIONS = "introductions"


class ApiToken(Base):
    """What a program shows to act for an account; the token itself is kept nowhere."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    scope: Mapped[Scope] = mapped_column(enum_column(Scope))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship(lazy="joined")


class StaffIdentity(Base):
    """Who an account is at the city's own sign-in (OpenID Connect)."""

    __tablename__ = "staff_identities"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(sa.String(300))
    subject: Mapped[str] = mapped_column(sa.String(255))

    account: Mapped[Account] = relationship()


class SignInAttempt(Base):
    """An attempt that is limited: counted per address, account or place it came from, all of them hashed."""

    __tablename__ = "sign_in_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class MembershipRole(StrEnum):
    """What somebody is in a group."""

    REPRESENTATIVE = "representative"
    EDITOR = "editor"
    MEMBER = "member"


class Membership(Base):
    """An account or a person of the register belongs to a group (所属)."""

    __tablename__ = "memberships"
    __table_args__ = (
        sa.CheckConstraint("account_id IS NOT NULL OR person_id IS NOT NULL", name="somebody"),
        sa.UniqueConstraint("group_id", "account_id"),
        sa.UniqueConstraint("group_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[MembershipRole] = mapped_column(enum_column(MembershipRole))

    account: Mapped[Account | None] = relationship(back_populates="memberships")
    group: Mapped["Group"] = relationship(back_populates="memberships")
