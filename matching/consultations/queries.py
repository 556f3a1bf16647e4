"""How drafts, consultations and interest are found."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.accounts.passwords import digest
from directory.groups.access import EDITING
from directory.people.queries import find_own
from directory.vocabularies.models import Skill
from directory.vocabularies.queries import skills as all_skills
from kit.db import session
from kit.errors import Missing
from kit.paging import Page
from matching.consultations import access
from matching.consultations.models import Consultation, ConsultationDraft, Decision, Interest
from matching.needs.models import Need
from matching.suggestions.guesses import guess_fields, guess_skills

MOST = 200


@dataclass(frozen=True)
class Proposal:
    """An entry of a vocabulary that the story may be about, with the word that speaks for it."""

    code: str
    word: str


def find_draft(token: str, viewer: Account | None) -> ConsultationDraft | None:
    """The draft that a browser's token stands for."""
    query = sa.select(ConsultationDraft).where(ConsultationDraft.token_hash == digest(token)) if token else None
    draft = session.scalar(query) if query is not None else None
    return draft if draft is not None and access.go_on(draft, viewer) else None


def find_sent(once: str) -> Consultation | None:
    """What this very form has been sent as."""
    return session.scalar(sa.select(Consultation).where(Consultation.once == once))


def newest_number() -> int:
    """Number of the newest consultation."""
    return session.scalar(sa.select(sa.func.max(Consultation.id))) or 0


def get_consultation(consultation_id: int) -> Consultation:
    """The consultation with this number, for the staff.

    Raises:
        Missing: there is none.
    """
    found = session.get(Consultation, consultation_id)
    if found is None:
        raise Missing()
    return found


def list_consultations(decision: Decision | None, *, number: int, per_page: int) -> Page[Consultation]:
    """One page of those with this decision, or that wait for the staff; who has waited longest first."""
    where = Consultation.decision == (decision or Decision.WAITING)
    total = session.scalar(sa.select(sa.func.count()).select_from(Consultation).where(where)) or 0
    query = sa.select(Consultation).where(where).order_by(Consultation.sent_at, Consultation.id)
    found = session.scalars(query.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(items=found, total=total, number=number, per_page=per_page)


def find_by_subject(subject: str) -> Consultation | None:
    """The consultation that a link is about."""
    kind, _colon, number = subject.partition(":")
    return session.get(Consultation, int(number)) if kind == "consultation" else None


def find_about(need: Need) -> Consultation | None:
    """How this need came in, if it came by the form."""
    return session.scalar(sa.select(Consultation).where(Consultation.need_id == need.id))


def get_own(consultation_id: int, viewer: Account | None) -> Consultation:
    """The consultation with this number, for those who asked.

    Raises:
        Missing: there is none that the viewer asked for.
    """
    found = session.get(Consultation, consultation_id)
    if found is None or not access.is_asker(found, viewer):
        raise Missing()
    return found


def own_consultations(viewer: Account) -> Sequence[Consultation]:
    """Everything the viewer asked for, also through their groups; the newest first."""
    groups = [held.group_id for held in viewer.memberships if held.role in EDITING]
    person = find_own(viewer)
    alone = Need.group_id.is_(None) & (Consultation.account_id == viewer.id)
    own = Need.group_id.in_(groups) | alone | (Need.person_id == (person.id if person else -1))
    query = sa.select(Consultation).join(Need, Need.id == Consultation.need_id).where(own)
    return session.scalars(query.order_by(Consultation.id.desc()).limit(MOST)).all()


def open_questions_for(viewer: Account) -> list[Consultation]:
    """Those of one's consultations about which the staff ask something."""
    return [each for each in own_consultations(viewer) if each.decision is Decision.ASKED]


def get_interest(interest_id: int) -> Interest:
    """A group's wish to hear more, for the staff.

    Raises:
        Missing: there is none.
    """
    found = session.get(Interest, interest_id)
    if found is None:
        raise Missing()
    return found


def proposed_skills(title: str, story: str) -> list[Proposal]:
    """The skills whose words the story uses."""
    known: dict[int, Skill] = {skill.id: skill for skill in all_skills()}
    return [Proposal(known[guess.entry].code, guess.word) for guess in guess_skills(title, story, known.values())]


def proposed_fields(title: str, story: str) -> list[Proposal]:
    """The fields of activity whose words the story uses."""
    return [Proposal(str(guess.entry), guess.word) for guess in guess_fields(title, story)]
