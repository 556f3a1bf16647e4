"""The outbox: letters left in the open transaction, so that nobody is written to about something that was rolled back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit import jobs
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column, session

SEND = "mail.send"


class LetterState(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"  # for the worker, who sends it by mail
    SENT = "sent"
    FAILED = "failed"  # refused for good, or bounced
    TO_PRINT = "to_print"  # its recipient has no mail address: staff print and post it
    PRINTED = "printed"


class Trouble(StrEnum):
    """Why a letter was not delivered; in ``Letter.trouble`` the numbers of the server's answer may follow."""

    ADDRESS = "address"  # no address that can be written to
    REFUSED = "refused"  # by the recipient's server
    LATER = "later"  # it asked to try again
    BOUNCED = "bounced"  # it came back after it was sent
    CONNECTION = "connection"  # our own server does not answer
    TLS = "tls"  # the line to it is not safe
    SIGN_IN = "sign_in"  # it refuses our name and password
    SENDER = "sender"  # it refuses the address that letters come from


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """To whom a letter goes: by mail where there is an address for it, on paper otherwise."""

    name: str
    email: str = ""
    address: str = ""
    language: str = "ja"


class Letter(Base):
    """One letter. ``about`` is the record it belongs to (``group:12``), ``kind`` what it is (``accounts.confirm``)."""

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(60))
    about: Mapped[str] = mapped_column(sa.String(60), index=True)
    once: Mapped[str | None] = mapped_column(sa.String(120), unique=True)
    """What makes it the only one of its kind; a second letter with the same words is not written."""
    recipient_name: Mapped[str] = mapped_column(sa.Text)
    email: Mapped[str] = mapped_column(sa.Text, default="")
    address: Mapped[str] = mapped_column(sa.Text, default="")
    language: Mapped[str] = mapped_column(sa.String(2), default="ja")
    title: Mapped[str] = mapped_column(sa.Text)
    body: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[LetterState] = mapped_column(enum_column(LetterState), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was sent, printed or given up."""


def leave_letter(
    kind: str, *, about: str, to: Recipient, title: str, body: str, once: str | None = None
) -> Letter | None:
    """Leave a letter in the open transaction; None if the one letter that there is to be (``once``) was left before."""
    if once is not None and session.scalar(sa.select(Letter.id).where(Letter.once == once)) is not None:
        return None
    letter = Letter(
        kind=kind,
        about=about,
        once=once,
        recipient_name=to.name,
        email=to.email,
        address=to.address,
        language=to.language,
        title=title,
        body=body,
        state=LetterState.WAITING if to.email else LetterState.TO_PRINT,
    )
    session.add(letter)
    session.flush()
    if to.email:
        jobs.leave(SEND, letter=letter.id)
    return letter
