"""What staff do with letters: post them, send them on paper instead, try again, call them off."""

from collections.abc import Sequence

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.letters.access import may_go_on_paper
from kit import audit, jobs
from kit.clock import now
from kit.db import session
from kit.errors import NoSuchStep
from kit.mail import SEND, Letter, LetterState


def post(letters: Sequence[int], *, by: Account) -> int:
    """Note that these printed letters were posted; returns how many of them had been waiting for it."""
    waiting = Letter.id.in_(letters) & (Letter.state == LetterState.TO_PRINT)
    posted = session.scalars(
        sa.update(Letter).where(waiting).values(state=LetterState.PRINTED, settled_at=now()).returning(Letter.id)
    ).all()
    for letter_id in posted:
        audit.record("letter.posted", f"letter:{letter_id}", actor_id=by.id)
    return len(posted)


def send_on_paper(letter: Letter, *, by: Account) -> None:
    """Let a letter go by post that cannot, or could not, go by mail.

    Raises:
        NoSuchStep: it has gone out, or its link is for the one who reads that mail alone.
    """
    if not may_go_on_paper(letter):
        raise NoSuchStep()
    letter.state, letter.settled_at = LetterState.TO_PRINT, None
    audit.record("letter.on_paper", f"letter:{letter.id}", actor_id=by.id)


def send_again(letter: Letter, *, by: Account) -> None:
    """Try a letter again that was not delivered.

    Raises:
        NoSuchStep: it has not failed, or has no address.
    """
    if letter.state is not LetterState.FAILED or not letter.email:
        raise NoSuchStep()
    letter.state, letter.trouble, letter.settled_at = LetterState.WAITING, "", None
    jobs.leave(SEND, letter=letter.id)
    audit.record("letter.again", f"letter:{letter.id}", actor_id=by.id)


def note_bounce(letter: Letter, *, by: Account) -> None:
    """Note that a letter came back: by mail with a delivery report, or by post.

    Raises:
        NoSuchStep: it has not gone out.
    """
    if letter.state not in (LetterState.SENT, LetterState.PRINTED):
        raise NoSuchStep()
    letter.state, letter.trouble = LetterState.FAILED, "bounced"
    audit.record("letter.bounced", f"letter:{letter.id}", actor_id=by.id)


def call_off(letter: Letter, *, by: Account) -> None:
    """Take a letter out of the post.

    Raises:
        NoSuchStep: it has gone out.
    """
    if letter.state not in (LetterState.WAITING, LetterState.TO_PRINT, LetterState.FAILED):
        raise NoSuchStep()
    letter.state, letter.link, letter.settled_at = LetterState.DROPPED, "", now()
    audit.record("letter.dropped", f"letter:{letter.id}", actor_id=by.id)
