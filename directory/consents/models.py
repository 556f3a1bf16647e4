"""Consent: the words that were agreed to, in versions, and a ledger of who gave or withdrew it."""

import hashlib
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from directory.accounts.models import Account
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column


class Purpose(StrEnum):
    """What personal data may be used for; each is agreed to apart from the others."""

    REGISTER = "register"  # keeping the entry in the register
    PUBLISH = "publish"  # publishing the items chosen as public
    THIRD_PARTY = "third_party"  # giving contact details to the other side of an introduction
    FOLLOWUP = "followup"  # being asked afterwards


class Step(StrEnum):
    """What somebody says about a purpose."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Method(StrEnum):
    """How somebody said it to us."""

    WEB = "web"
    PAPER = "paper"
    SPOKEN = "spoken"
    FAX = "fax"
    LETTER = "letter"


class ConsentText(Base):
    """The words of a purpose. A version never changes: other words are another version."""

    __tablename__ = "consent_texts"
    __table_args__ = (sa.UniqueConstraint("purpose", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose))
    number: Mapped[int]
    ja: Mapped[str] = mapped_column(sa.Text)
    en: Mapped[str] = mapped_column(sa.Text)
    digest: Mapped[str] = mapped_column(sa.String(64))
    """SHA-256 of both texts, by which anybody can check that they are the ones that were agreed to."""
    valid_from: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Consent(Base):
    """One line of the ledger: given or withdrawn. Lines are added, never changed; the last one of a purpose counts."""

    __tablename__ = "consents"
    __table_args__ = (
        sa.CheckConstraint(
            "(CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN account_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN group_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_subject",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(sa.ForeignKey("consent_texts.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    method: Mapped[Method] = mapped_column(enum_column(Method))
    said_on: Mapped[date]
    """The date on the paper, or of the call; on the web the day itself."""
    taken_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    """The member of staff who wrote it down; None: those concerned did so themselves."""
    note: Mapped[str] = mapped_column(sa.Text, default="")

    text: Mapped[ConsentText] = relationship(lazy="joined")
    taken_by: Mapped[Account | None] = relationship(foreign_keys=[taken_by_id])


def digest_of(ja: str, en: str) -> str:
    """Fingerprint of a text in both languages."""
    return hashlib.sha256(f"{ja}\n\n{en}".encode()).hexdigest()


@sa.event.listens_for(Consent, "before_update")
@sa.event.listens_for(ConsentText, "before_update")
def _never_changed(_mapper: Mapper[Any], _connection: sa.Connection, target: Any) -> None:
    if sa.inspect(target).session.is_modified(target, include_collections=False):
        raise RuntimeError(f"{type(target).__name__} lines are added, never changed")
