"""The outbox: letters left in the open transaction, so that nobody is written to about something that was rolled back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit import jobs
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column, session

SEND = "mail.send"
LINK: Final = "{link}"
_WITHHELD: Final = {
    "ja": "（ここに、ご本人だけが使えるリンクがあります）",
    "en": "(here is a link for its reader alone)",
}


class LetterState(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"  # for the worker, who sends it by mail
    SENT = "sent"
    FAILED = "failed"  # refused for good, or bounced
    TO_PRINT = "to_print"  # its recipient has no mail address: staff print and post it
    PRINTED = "printed"
    DROPPED = "dropped"  # overtaken by events before it went out


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

    @property
    def on_paper(self) -> bool:
        """Whether their letters are printed: what they say has to be done without a page to open."""
        return not self.email


def said(text: str) -> str:
    """Words of somebody else's within a letter: nothing in them can stand for its link."""
    return text.replace("{", "（").replace("}", "）")


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
    """Where the link goes it says ``LINK``."""
    link: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    """The address that lets its reader act. Forgotten once the letter is sent: nobody else finds it in the outbox."""
    state: Mapped[LetterState] = mapped_column(enum_column(LetterState), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was sent, printed or given up."""

    @property
    def is_on_paper(self) -> bool:
        """Whether it goes, or went, by post."""
        return self.state in (LetterState.TO_PRINT, LetterState.PRINTED)

    def text(self, *, link: str = "") -> str:
        """What it says, with ``link`` where its link goes; without one a line that tells that there was one."""
        return self.body.replace(LINK, link or _WITHHELD[self.language]).strip()


def leave_letter(
    kind: str, *, about: str, to: Recipient, title: str, body: str, link: str = "", once: str | None = None
) -> Letter | None:
    """Leave a letter in the open transaction; None if the one letter that there is to be (``once``) was left before.

    A ``link`` that lets its reader act is given apart from the ``body``, in which ``LINK`` stands for it.
    """
    if once is not None and was_left(once):
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
        link=link,
        state=LetterState.WAITING if to.email else LetterState.TO_PRINT,
    )
    session.add(letter)
    session.flush()
    if to.email:
        jobs.leave(SEND, letter=letter.id)
    return letter


def was_left(once: str) -> bool:
    """Whether the one letter of this name has been left."""
    return session.scalar(sa.select(Letter.id).where(Letter.once == once)) is not None


def drop_letters(kind: str, about: str) -> None:
    """Take the letters of this kind about this record out of the post, as far as they have not gone out."""
    _drop((Letter.kind == kind) & (Letter.about == about))


def drop_letter(once: str) -> None:
    """Take the one letter that was left under this name out of the post, if it has not gone out."""
    _drop(Letter.once == once)


def _drop(which: sa.ColumnElement[bool]) -> None:
    unsent = Letter.state.in_((LetterState.WAITING, LetterState.TO_PRINT, LetterState.FAILED))
    values = {"state": LetterState.DROPPED, "link": "", "settled_at": now()}
    session.execute(sa.update(Letter).where(which, unsent).values(**values))
