"""One message handed to the mail server, and what the server's answer means for it."""

import ipaddress
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from kit.mail import Trouble

TIMEOUT_SECONDS: Final = 15
_DEFAULT_PORTS: Final = {"smtp": 25, "smtps": 465}
_ENHANCED_CODE: Final = re.compile(rb"\b([245]\.\d{1,3}\.\d{1,3})\b")


class Fate(StrEnum):
    """What became of a message that was not taken."""

    REFUSED = "refused"  # for good, by its recipient's or our own server
    LATER = "later"  # the server asks to try again
    NO_SERVER = "no_server"  # nothing about this message: the server cannot be used at all


class Undelivered(Exception):
    """The message was not taken. ``trouble`` says why in few words and never quotes the server, whose answers name people."""

    def __init__(self, fate: Fate, trouble: str) -> None:
        super().__init__(trouble)
        self.fate = fate
        self.trouble = trouble


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """A mail server as ``smtp://user:password@host:587`` or ``smtps://…`` names it."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)

    def deliver(self, message: EmailMessage, *, sender: str, to: str) -> None:
        """Hand the message over.

        Raises:
            Undelivered: it was not taken.
        """
        connection = self._connected()
        try:
            connection.sendmail(sender, [to], message.as_bytes(policy=SMTP))
        except smtplib.SMTPRecipientsRefused as error:
            raise _answered(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPSenderRefused as error:
            raise Undelivered(Fate.NO_SERVER, _words(Trouble.SENDER, error.smtp_code, error.smtp_error)) from None
        except smtplib.SMTPDataError as error:
            raise _answered(error.smtp_code, error.smtp_error) from None
        except (smtplib.SMTPException, OSError):
            raise Undelivered(Fate.NO_SERVER, Trouble.CONNECTION) from None
        finally:
            with suppress(smtplib.SMTPException, OSError):  # the message is taken, however the server says good-bye
                connection.quit()

    def greet(self) -> None:
        """Sign in and say good-bye, sending nothing.

        Raises:
            Undelivered: the server cannot be used.
        """
        connection = self._connected()
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()

    def _connected(self) -> smtplib.SMTP:
        try:
            return self._signed_in(self._opened())
        except ssl.SSLError:
            raise Undelivered(Fate.NO_SERVER, Trouble.TLS) from None
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
            raise Undelivered(Fate.NO_SERVER, Trouble.SIGN_IN) from None
        except (smtplib.SMTPException, OSError):
            raise Undelivered(Fate.NO_SERVER, Trouble.CONNECTION) from None

    def _opened(self) -> smtplib.SMTP:
        if self.tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)

    def _signed_in(self, connection: smtplib.SMTP) -> smtplib.SMTP:
        try:
            connection.ehlo_or_helo_if_needed()
            if not self.tls and connection.has_extn("starttls"):
                connection.starttls(context=self._context())
                connection.ehlo()
            elif not self.tls and self.user and not self._is_this_machine():
                raise ssl.SSLError("a password is not sent over an open line")
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _context(self) -> ssl.SSLContext:
        """With a password the server must prove who it is; without one any encryption is better than none (RFC 7435)."""
        context = ssl.create_default_context()
        if not self.user:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _is_this_machine(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def read_mail_url(url: str) -> MailServer:
    """The server that an address names.

    Raises:
        ValueError: it names none; the message never quotes it, because it holds the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError("an address of a mail server begins with smtp:// or smtps:// and names a host")
    return MailServer(
        host=parts.hostname,
        port=parts.port or _DEFAULT_PORTS[parts.scheme],
        tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _answered(code: int, text: bytes | str) -> Undelivered:
    if code >= 500:
        return Undelivered(Fate.REFUSED, _words(Trouble.REFUSED, code, text))
    return Undelivered(Fate.LATER, _words(Trouble.LATER, code, text))


def _words(trouble: Trouble, code: int, text: bytes | str) -> str:
    """``refused 550 5.1.1``: of the server's answer the numbers only."""
    enhanced = _ENHANCED_CODE.search(text if isinstance(text, bytes) else text.encode())
    return f"{trouble} {code}" + (f" {enhanced[1].decode()}" if enhanced else "")
