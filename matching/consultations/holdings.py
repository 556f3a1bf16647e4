"""What is held about somebody who consulted the centre: how to reach them, what was asked and answered, unsent forms."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.consultations.models import Consultation, ConsultationDraft, Interest


def _told(whom: Whom) -> Iterator[Entry]:
    for consultation in _by(whom):
        yield [
            Fact("sent_at", _l("送った日時"), consultation.sent_at),
            Fact("email", _l("メールアドレス"), consultation.email),
            Fact("phone", _l("電話番号"), consultation.phone),
            Fact("agreed", _l("同意したことば"), consultation.agreed),
            *(Fact("question", _l("おたずねとお返事"), f"{q.question}\n{q.answer}") for q in consultation.questions),
        ]
    for draft in _drafts(whom):
        yield [Fact("answers", _l("書きかけの相談"), draft.answers), Fact("touched_at", _l("日時"), draft.touched_at)]
    for interest in _interests(whom):
        yield [Fact("shown_at", _l("話を聞きたいと伝えた日時"), interest.shown_at)]


def _erase(whom: Whom, erasure: Erasure) -> int:
    """What was asked for stays without who asked it; what they wrote to the staff, and unsent forms, go."""
    consultations, drafts, interests = list(_by(whom)), list(_drafts(whom)), list(_interests(whom))
    for consultation in consultations:
        if whom.account is not None and consultation.account_id == whom.account.id:
            need = consultation.need
            need.requester_name = need.contact = ""
            consultation.account_id = None
            erasure.changed.append(("need", need.id))
        consultation.email = consultation.phone = ""
        consultation.to_tell = False
        consultation.questions = []
    for draft in drafts:
        session.delete(draft)
    for interest in interests:
        interest.account_id = None
    session.flush()
    return len(consultations) + len(drafts) + len(interests)


def _by(whom: Whom) -> Iterator[Consultation]:
    for consultation in session.scalars(sa.select(Consultation).order_by(Consultation.id)):
        own = whom.account is not None and consultation.account_id == whom.account.id
        if own or whom.is_named_in(consultation.email) or whom.is_named_in(consultation.phone):
            yield consultation


def _drafts(whom: Whom) -> Iterator[ConsultationDraft]:
    for draft in session.scalars(sa.select(ConsultationDraft).order_by(ConsultationDraft.id)):
        own = whom.account is not None and draft.account_id == whom.account.id
        told = [text for typed in draft.answers.values() for text in typed.values() if isinstance(text, str)]
        if own or any(whom.is_named_in(text) for text in told):
            yield draft


def _interests(whom: Whom) -> Iterator[Interest]:
    if whom.account is not None:
        yield from session.scalars(sa.select(Interest).where(Interest.account_id == whom.account.id))


CONSULTATIONS = Holding("consultations", _l("相談のときに聞いたこと"), _told, _erase)
