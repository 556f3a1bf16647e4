"""A mail server for tests: a real one on loopback, that answers as it is told to and keeps what it was sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers.processes import free_port

TAKEN = "250 OK"


@dataclass
class Receiver:
    """``answers`` are given to recipients one after another, ``data_answers`` to messages; then everything is taken."""

    port: int
    answers: list[str] = field(default_factory=list)
    data_answers: list[str] = field(default_factory=list)
    received: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    calls: int = 0
    on_message: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        """As MUSUBITE_MAIL_URL names it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        self.calls += 1
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        answer = self.data_answers.pop(0) if self.data_answers else TAKEN
        if answer == TAKEN:
            self.received.append(message_from_bytes(envelope.content, policy=default))
            self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
            self.on_message()
        return answer


@contextmanager
def listening(receiver: Receiver, **options: Any) -> Iterator[Receiver]:
    """The receiver takes calls during the block."""
    controller = Controller(receiver, hostname="127.0.0.1", port=receiver.port, **options)
    controller.start()
    try:
        yield receiver
    finally:
        with suppress(AssertionError):
            controller.stop()


def a_receiver() -> Receiver:
    """One that is not listening yet, on a port of its own."""
    return Receiver(free_port())
