"""How consents are found: the ledger, and where each purpose stands."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.consents import access
from directory.consents.access import Subject
from directory.consents.models import Consent, ConsentText, Purpose, digest_of
from directory.consents.texts import TEXTS
from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import now
from kit.db import session
from kit.errors import Missing


def ledger(subject: Subject) -> Sequence[Consent]:
    """Every line about somebody, the newest first."""
    lines = sa.select(Consent).where(is_about(subject)).order_by(Consent.id.desc())
    return session.scalars(lines.options(selectinload(Consent.taken_by))).all()


def last(subject: Subject, purpose: Purpose) -> Consent | None:
    """The line that counts; None where nothing was ever said."""
    lines = sa.select(Consent).join(Consent.text).where(is_about(subject), ConsentText.purpose == purpose)
    return session.scalar(lines.order_by(Consent.id.desc()).limit(1))


def stands(subject: Subject, purpose: Purpose) -> bool:
    """Whether somebody agrees now: the last line says so."""
    line = last(subject, purpose)
    return line is not None and line.given


def withdrawn(subject: Subject, purpose: Purpose) -> bool:
    """Whether somebody has said no; to have said nothing is neither yes nor no."""
    line = last(subject, purpose)
    return line is not None and not line.given


def all_withdrawn(model: type[Person] | type[Group]) -> set[int]:
    """Ids of all people or groups who have said no to being registered or published, as it stands now."""
    subject: sa.ColumnElement[int | None] = Consent.person_id if model is Person else Consent.group_id  # type: ignore[assignment]
    counting = sa.select(sa.func.max(Consent.id)).join(Consent.text).where(subject.is_not(None))
    counting = counting.where(ConsentText.purpose.in_((Purpose.REGISTER, Purpose.PUBLISH)))
    counting = counting.group_by(subject, ConsentText.purpose)
    lines = sa.select(subject).where(Consent.id.in_(counting), Consent.given.is_(False))
    return {subject_id for subject_id in session.scalars(lines) if subject_id is not None}


def standing(subject: Subject) -> dict[Purpose, Consent | None]:
    """For every purpose the line that counts."""
    found: dict[Purpose, Consent | None] = dict.fromkeys(Purpose)
    for line in reversed(ledger(subject)):
        found[line.text.purpose] = line
    return found


def may_disclose(subject: Subject) -> bool:
    """Whether the other side of an introduction may be told how to reach somebody."""
    lines = standing(subject)
    return access.disclose({purpose: line is not None and line.given for purpose, line in lines.items()})


def current_text(purpose: Purpose) -> ConsentText:
    """The words that are agreed to now; before anything was kept, those of the code."""
    newest = sa.select(ConsentText).where(ConsentText.purpose == purpose).order_by(ConsentText.number.desc())
    return session.scalar(newest.limit(1)) or first_text(purpose)


def get_text(purpose: str, number: int) -> ConsentText:
    """A version of a text.

    Raises:
        Missing: there is none.
    """
    if purpose not in set(Purpose):
        raise Missing()
    wanted = (ConsentText.purpose == Purpose(purpose)) & (ConsentText.number == number)
    text = session.scalar(sa.select(ConsentText).where(wanted)) or current_text(Purpose(purpose))
    if text.number != number:
        raise Missing()
    return text


def texts_of(purpose: Purpose) -> Sequence[ConsentText]:
    """Every version, the newest first."""
    kept = sa.select(ConsentText).where(ConsentText.purpose == purpose).order_by(ConsentText.number.desc())
    return session.scalars(kept).all() or [first_text(purpose)]


def agreed_now(purpose: Purpose) -> dict[int, int]:
    """Number of a version → how many agree to it now; versions that nobody agrees to are left out."""
    counting = sa.select(sa.func.max(Consent.id)).join(Consent.text).where(ConsentText.purpose == purpose)
    counting = counting.group_by(Consent.person_id, Consent.account_id, Consent.group_id)
    lines = sa.select(ConsentText.number, sa.func.count()).join_from(Consent, ConsentText)
    lines = lines.where(Consent.id.in_(counting), Consent.given).group_by(ConsentText.number)
    return {row[0]: row[1] for row in session.execute(lines)}


def first_text(purpose: Purpose) -> ConsentText:
    """The text of the code as a first version, not yet kept."""
    words = TEXTS[purpose]
    return ConsentText(purpose=purpose, number=1, ja=words.ja, en=words.en, digest=digest_of(*words), valid_from=now())


def is_about(subject: Subject) -> sa.ColumnElement[bool]:
    """The condition that a line is about somebody."""
    if isinstance(subject, Person):
        return Consent.person_id == subject.id
    return Consent.group_id == subject.id if isinstance(subject, Group) else Consent.account_id == subject.id
