"""What the staff do with a consultation before it is a need for others: ask, accept, close, say so by telephone."""

from typing import Any

from directory.accounts.models import Account
from kit import audit, links
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Forbidden, NoSuchStep
from kit.i18n import _l
from matching.consultations import access, answers, letters
from matching.consultations.models import Consultation, ConsultationQuestion, Decision, Interest
from matching.consultations.schemas import Weight
from matching.needs import actions as needs
from matching.needs.models import Closed, NeedState


class NotConfirmed(Conflict):
    """Nobody knows yet whether who asked can be reached."""

    message = _l("連絡先がまだ確かめられていません。先に電話で確かめるか、メールの確認を待ってください。")
    field = "_form"


class AlreadySettled(Conflict):
    """Somebody has decided meanwhile."""

    message = _l("この相談は、すでに決まっています。")
    field = "_form"


def accept(consultation: Consultation, data: dict[str, Any], *, by: Account, base_url: str) -> None:
    """Open the need with the title, kind and skills that a person has confirmed, and tell who asked.

    Raises:
        Forbidden: ``by`` is not of the staff.
        AlreadySettled, NotConfirmed: it is decided, or nobody knows whether who asked can be reached.
        ChangedMeanwhile, AlreadyOver, Invalid: as for editing and opening a need.
    """
    _ready(consultation, by, confirmed=True)
    need = consultation.need
    wanted = {"title": data["title"], "kind": data["kind"], "skills": _skills(data), "version": data["version"]}
    if need.state not in (NeedState.DRAFT, NeedState.OPEN):
        raise AlreadySettled()
    needs.edit_need(need, answers.as_it_is(need) | wanted, by=by, via=audit.Via.STAFF)
    if need.state is NeedState.DRAFT:
        needs.change_state(need, NeedState.OPEN, by=by)
    _settle(consultation, Decision.ACCEPTED)
    letters.tell_accepted(consultation, base_url=base_url)


def ask(consultation: Consultation, question: str, *, by: Account, base_url: str) -> None:
    """Give it back with a question.

    Raises:
        Forbidden, AlreadySettled, NotConfirmed: as for accepting.
    """
    _ready(consultation, by, confirmed=True)
    asked = ConsultationQuestion(consultation_id=consultation.id, question=question, answer="")
    consultation.questions.append(asked)
    consultation.decision = Decision.ASKED
    session.flush()
    audit.record("need.asked", f"need:{consultation.need_id}", actor_id=by.id, via=audit.Via.STAFF)
    letters.ask(consultation, asked, base_url=base_url)


def close(consultation: Consultation, reason: str, *, by: Account) -> None:
    """Close it with a reason, and tell who asked; nobody is written to whose address nobody has confirmed.

    Raises:
        Forbidden, AlreadySettled: as for accepting.
    """
    _ready(consultation, by, confirmed=False)
    if NeedState.CLOSED is not consultation.need.state:
        needs.change_state(consultation.need, NeedState.CLOSED, because=Closed.WITHDRAWN, reason=reason, by=by)
    _settle(consultation, Decision.DECLINED)
    if consultation.confirmed_by is not None:
        letters.tell_declined(consultation, reason)


def told(consultation: Consultation, *, by: Account) -> None:
    """Note that who asked has been told by telephone.

    Raises:
        Forbidden: ``by`` is not of the staff.
    """
    if not access.settle(by):
        raise Forbidden()
    if not consultation.to_tell:
        raise NoSuchStep()
    consultation.to_tell = False
    audit.record("need.told", f"need:{consultation.need_id}", actor_id=by.id, via=audit.Via.STAFF)


def handle(interest: Interest, *, by: Account) -> None:
    """Tick off that a group wants to hear more.

    Raises:
        Forbidden: ``by`` is not of the staff.
    """
    if not access.settle(by):
        raise Forbidden()
    if interest.handled_at is None:
        interest.handled_at = now()
        audit.record("need.interest_handled", f"need:{interest.need_id}", actor_id=by.id, via=audit.Via.STAFF)


def _ready(consultation: Consultation, by: Account, *, confirmed: bool) -> None:
    if not access.settle(by):
        raise Forbidden()
    session.refresh(consultation, with_for_update={"of": Consultation})
    if not consultation.is_undecided:
        raise AlreadySettled()
    if confirmed and consultation.confirmed_by is None:
        raise NotConfirmed()


def _settle(consultation: Consultation, decision: Decision) -> None:
    consultation.decision, consultation.decided_at = decision, now()
    for purpose in (letters.CONFIRM, letters.ANSWER):
        links.end_links(purpose, f"consultation:{consultation.id}")


def _skills(data: dict[str, Any]) -> list[dict[str, Any]]:
    rows = {row["skill"]: row["weight"] is Weight.MUST for row in data["skills"] if row["weight"] is not Weight.NONE}
    rows |= {code: True for code in data["more_skills"] if code not in rows}
    return [{"skill": code, "must": must} for code, must in rows.items()]
