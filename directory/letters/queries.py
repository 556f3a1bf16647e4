"""How letters are found."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from kit.clock import now
from kit.db import session
from kit.errors import Missing
from kit.mail import Letter, LetterState
from kit.paging import PER_PAGE, Page

PATIENCE = timedelta(hours=1)
AT_ONCE = 100
"""So many letters are printed as one document."""


def get_letter(letter_id: int) -> Letter:
    """The letter with this number.

    Raises:
        Missing: there is none.
    """
    letter = session.get(Letter, letter_id)
    if letter is None:
        raise Missing()
    return letter


def list_letters(*, state: LetterState | None, about: str, number: int) -> Page[Letter]:
    """Letters, the newest first; of one state and about one record where these are given."""
    wanted = [Letter.state == state] if state else []
    wanted += [Letter.about == about] if about else []
    total = session.scalar(sa.select(sa.func.count()).select_from(Letter).where(*wanted)) or 0
    query = sa.select(Letter).where(*wanted).order_by(Letter.id.desc()).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    return Page(items=session.scalars(query).all(), total=total, number=number)


def letters_to_print() -> Sequence[Letter]:
    """The letters that wait for the printer, the oldest first, as many as are printed at once."""
    query = sa.select(Letter).where(Letter.state == LetterState.TO_PRINT).order_by(Letter.id).limit(AT_ONCE)
    return session.scalars(query).all()


def count_letters() -> dict[LetterState, int]:
    """How many letters stand in each state."""
    counted = session.execute(sa.select(Letter.state, sa.func.count()).group_by(Letter.state))
    return dict.fromkeys(LetterState, 0) | {row[0]: row[1] for row in counted}


def letters_stand_still() -> bool:
    """Whether a letter has been waiting for longer than sending takes, whatever the reason."""
    late = (Letter.state == LetterState.WAITING) & (Letter.created_at < now() - PATIENCE)
    return session.scalar(sa.select(Letter.id).where(late).limit(1)) is not None
