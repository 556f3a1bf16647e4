"""The postman: takes the letters of the outbox to the mail server and writes down what became of each."""

import hashlib
import logging
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial
from typing import Any, Final

import sqlalchemy as sa

from kit.center import Center, center_of
from kit.clock import TOKYO, now
from kit.db import session
from kit.jobs import Job, Kind, NotNow, Write, leave_many
from kit.mail import SEND, Letter, LetterState, Trouble
from kit.settings import Settings
from kit.smtp import Fate, Undelivered, read_mail_url

log = logging.getLogger("musubite.mail")

SWEEP: Final = "mail.sweep"
CLOSED_FOR: Final = timedelta(minutes=1)
"""How long a server that could not be used is left alone; other jobs would wait behind one timeout after another."""
MOST_ATTEMPTS: Final = 100
"""So often a server may ask to try again, about four days; then the letter has failed."""

_GREETINGS: Final = {"ja": "{name} 様", "en": "Dear {name},"}
_SUBJECTS: Final = {"ja": "【{center}】{title}", "en": "[{center}] {title}"}
_FEET: Final = {"ja": "電話 {phone}（{hours}）", "en": "Telephone {phone} ({hours})"}


class Postman:
    """Sends letters as the settings say; without a mail server they stay where they are."""

    def __init__(self, settings: Settings, center: Callable[[Settings], Center] = center_of) -> None:
        self._settings = settings
        self._center = center
        self._server = read_mail_url(settings.mail_url) if settings.mail_url else None
        self._closed_until: datetime | None = None

    def jobs(self) -> list[Kind]:
        """The kinds of jobs: one letter at a time, so that a crash can double one letter at most."""
        return [
            Kind(SEND, self._send, 1, "Sends one letter by mail.", writes=False),
            Kind(SWEEP, self._sweep, 100, "Takes up letters that nobody is sending.", daily=True, at_start=True),
        ]

    def _send(self, jobs: Sequence[dict[str, Any]]) -> Write | None:
        letter = session.get(Letter, jobs[0]["letter"])
        if self._server is None or letter is None or letter.state is not LetterState.WAITING:
            return None  # a waiting letter is taken up by the sweep once there is a server
        if self._closed_until is not None and now() < self._closed_until:
            raise NotNow(at=self._closed_until)
        try:
            message = compose(letter, self._settings, self._center(self._settings))
            self._server.deliver(message, sender=self._settings.sender, to=message["To"].addresses[0].addr_spec)
        except Undelivered as undelivered:
            return self._put_down(letter, undelivered)
        log.info("letter sent", extra={"detail": letter.id})
        return partial(_settle, letter.id, LetterState.SENT, "")

    def _put_down(self, letter: Letter, undelivered: Undelivered) -> Write:
        log.warning("letter not sent", extra={"detail": f"{letter.id} {undelivered.trouble}"})
        if undelivered.fate is Fate.NO_SERVER:
            self._closed_until = now() + CLOSED_FOR
            raise NotNow(write=partial(_note, letter.id, undelivered.trouble, counts=False))
        if undelivered.fate is Fate.LATER and letter.attempts + 1 < MOST_ATTEMPTS:
            raise NotNow(write=partial(_note, letter.id, undelivered.trouble, counts=True))
        return partial(_settle, letter.id, LetterState.FAILED, undelivered.trouble)

    def _sweep(self, _jobs: Sequence[dict[str, Any]]) -> None:
        if self._server is None:
            return
        carried = {args["letter"] for args in session.scalars(sa.select(Job.args).where(Job.name == SEND))}
        waiting = session.scalars(sa.select(Letter.id).where(Letter.state == LetterState.WAITING).order_by(Letter.id))
        leave_many(session, SEND, [{"letter": letter_id} for letter_id in waiting if letter_id not in carried])


def compose(letter: Letter, settings: Settings, center: Center) -> EmailMessage:
    """The letter as a plain-text message. It has no Reply-To: nobody's address goes out with it.

    Raises:
        Undelivered: its address cannot be written to.
    """
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = Address(one_line(center.name), addr_spec=settings.sender)
        message["To"] = Address(one_line(letter.recipient_name), addr_spec=_ascii(letter.email))
    except (ValueError, IndexError, MessageError):
        raise Undelivered(Fate.REFUSED, Trouble.ADDRESS) from None
    message["Subject"] = one_line(_SUBJECTS[letter.language].format(center=center.name, title=letter.title))
    message["Date"] = format_datetime(now().astimezone(TOKYO))
    message["Message-ID"] = message_id(letter, settings)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(letter, center), charset="utf-8", cte="base64")  # old relays cut eight bits off
    message["Content-Language"] = letter.language  # set_content takes away every header that begins with Content-
    return message


def message_id(letter: Letter, settings: Settings) -> str:
    """Made from the letter alone: one sent again after a crash is recognised as the same."""
    digest = hashlib.sha256(f"{letter.id} {letter.created_at.isoformat()} {letter.kind}".encode()).hexdigest()
    return f"<letter-{letter.id}.{digest[:20]}@{settings.sender.rpartition('@')[2]}>"


def one_line(text: str) -> str:
    """Text without line breaks and control characters, so that nothing in it can become a header of its own."""
    bare = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join(bare.split())


def _ascii(email: str) -> str:
    """The address with its host as mail servers know it; a name before the @ in other letters cannot be written to."""
    name, _at, host = email.strip().rpartition("@")
    name.encode("ascii")
    return f"{name}@{host.encode('idna').decode()}" if not host.isascii() else email.strip()


def _text(letter: Letter, center: Center) -> str:
    greeting = _GREETINGS[letter.language].format(name=one_line(letter.recipient_name))
    foot = _FEET[letter.language].format(phone=center.phone, hours=center.hours)
    return f"{greeting}\n\n{letter.text(link=letter.link)}\n\n-- \n{center.name}\n{foot}\n"


def _settle(letter_id: int, state: LetterState, trouble: str) -> None:
    values = {"state": state, "trouble": trouble, "attempts": Letter.attempts + 1, "settled_at": now()}
    if state is LetterState.SENT:
        values["link"] = ""
    _write(letter_id, **values)


def _note(letter_id: int, trouble: str, *, counts: bool) -> None:
    _write(letter_id, trouble=trouble, attempts=Letter.attempts + int(counts))


def _write(letter_id: int, **values: Any) -> None:
    """Unless somebody took the letter out of the post meanwhile."""
    waiting = (Letter.id == letter_id) & (Letter.state == LetterState.WAITING)
    session.execute(sa.update(Letter).where(waiting).values(**values))
