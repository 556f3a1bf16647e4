"""How corrections are found, and what the public page says now."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from directory.accounts.models import Account
from directory.corrections import access
from directory.corrections.models import Correction
from directory.groups.models import Group
from directory.people.models import Person
from kit.db import session
from kit.errors import Missing

MOST = 200
_WHOLE = (selectinload(Correction.items), joinedload(Correction.group), joinedload(Correction.person))


def get_correction(correction_id: int, viewer: Account | None) -> Correction:
    """The correction with this id.

    Raises:
        Missing: there is none that the viewer may answer.
    """
    correction = session.get(Correction, correction_id, options=_WHOLE)
    if correction is None or not access.answer(correction.subject, viewer):
        raise Missing()
    return correction


def list_open() -> Sequence[Correction]:
    """What waits for an answer, oldest first."""
    waiting = sa.select(Correction).where(Correction.answered_at.is_(None)).options(*_WHOLE)
    return session.scalars(waiting.order_by(Correction.received_at, Correction.id).limit(MOST)).all()


def list_about(subject: Group | Person, viewer: Account | None) -> Sequence[Correction]:
    """What was said about one page, newest first.

    Raises:
        Missing: the viewer is not to answer it.
    """
    if not access.answer(subject, viewer):
        raise Missing()
    query = sa.select(Correction).where(_about(subject)).options(*_WHOLE)
    return session.scalars(query.order_by(Correction.received_at.desc(), Correction.id.desc()).limit(MOST)).all()


def count_open(subject: Group | Person | None = None) -> int:
    """How many wait for an answer, of one page or of all."""
    query = sa.select(sa.func.count()).select_from(Correction).where(Correction.answered_at.is_(None))
    return session.scalar(query if subject is None else query.where(_about(subject))) or 0


def public_words(subject: Group | Person, attribute: str) -> str:
    """What the public page says there now."""
    if attribute == "phone":
        position = access.public_phone(subject) if isinstance(subject, Group) else None
        return "" if position is None or not isinstance(subject, Group) else subject.contacts[position].value
    value = "" if attribute == "other" else getattr(subject, attribute)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _about(subject: Group | Person) -> sa.ColumnElement[bool]:
    column = Correction.group_id if isinstance(subject, Group) else Correction.person_id
    return column == subject.id
