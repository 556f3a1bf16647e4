"""What those who ask can do: answer, send, confirm, change, answer a question, take back; nothing of it opens a need."""

import secrets
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from directory.accounts import attempts
from directory.accounts.models import Account
from directory.accounts.passwords import digest
from directory.groups.access import EDITING
from directory.groups.models import Group
from kit import audit, links
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Forbidden, Invalid, NoSuchStep, TooMany
from kit.forms import Typed
from kit.i18n import _, _l
from kit.mail import drop_letters
from matching.consultations import access, answers, letters
from matching.consultations.labels import AGREED
from matching.consultations.models import (
    Confirmed,
    Consultation,
    ConsultationDraft,
    ConsultationQuestion,
    Decision,
    Part,
)
from matching.consultations.queries import find_sent
from matching.introductions.models import Introduction
from matching.introductions.moves import OPEN
from matching.needs import actions as needs
from matching.needs.models import Need, NeedState

DRAFT_KEPT: Final = timedelta(days=14)
HOUR: Final = timedelta(hours=1)


class TooManySent(TooMany):
    """Too many consultations from one place or to one address within an hour."""

    message = _l(
        "続けてたくさん送られたため、いまは受け付けられません。1時間ほど待つか、センターへお電話ください。"
        "書いたことは残っています。"
    )
    field = "_form"


class NotComplete(Conflict):
    """Something is missing without which it cannot be sent."""

    message = _l("まだ足りないところがあります。")
    field = "_form"


BY_PLACE: Final = attempts.Limit("consultation place", 10, HOUR, TooManySent)
BY_ADDRESS: Final = attempts.Limit("consultation address", 3, HOUR, TooManySent)
DRAFTS: Final = attempts.Limit("consultation drafts", 60, HOUR, TooManySent)


def keep(draft: ConsultationDraft | None, part: Part, typed: Typed, *, by: Account | None, place: str) -> str:
    """Keep an answer as it was typed; returns the token of a new draft, or nothing.

    Raises:
        TooManySent: too many drafts were begun at this place.
    """
    token = ""
    if draft is None:
        attempts.take([(DRAFTS, place)])
        token = secrets.token_urlsafe(32)
        draft = ConsultationDraft(token_hash=digest(token), account_id=by.id if by else None, answers={})
        session.add(draft)
    draft.answers = {**draft.answers, part.value: answers.kept(typed)}
    draft.touched_at = now()
    session.flush()
    return token


def discard(draft: ConsultationDraft) -> None:
    """Throw a draft away."""
    session.delete(draft)


def forget_drafts() -> None:
    """Delete the drafts that nobody has gone on with for some days."""
    session.execute(sa.delete(ConsultationDraft).where(ConsultationDraft.touched_at < now() - DRAFT_KEPT))


def forget_askers(kept: timedelta) -> int:
    """Blank the name, contact and letters of who asked without an account once everything about it has ended long ago."""
    since = now() - kept
    busy = sa.exists().where(
        Introduction.need_id == Need.id, Introduction.state.in_(OPEN) | (Introduction.moved_at >= since)
    )
    told = (Need.requester_name != "") | (Need.contact != "")
    old = (Need.state == NeedState.CLOSED) & (Need.updated_at < since) & told & ~busy
    nobodys = Need.group_id.is_(None) & Need.person_id.is_(None) & Consultation.account_id.is_(None)
    joined = sa.select(Need, Consultation).outerjoin(Consultation, Consultation.need_id == Need.id)
    found = session.execute(joined.where(old, nobodys).order_by(Need.id)).all()
    for need, consultation in found:
        need.requester_name = need.contact = ""
        flag_modified(need, "updated_at")  # as it was: from it is told when a need was closed
        if consultation is not None:
            consultation.email = consultation.phone = ""
            consultation.to_tell, consultation.questions = False, []
        audit.record("need.asker_forgotten", f"need:{need.id}", actor_id=None, via=audit.Via.COMMAND)
    session.flush()
    return len(found)


def send(
    draft: ConsultationDraft, *, by: Account | None, place: str, language: str, base_url: str
) -> Consultation | None:
    """Make a need for the staff of what was answered; the same draft sent twice makes one, None the second time.

    Raises:
        NotComplete: something is missing or wrong.
        TooManySent: too many from this place or to this address of late.
    """
    # Pressed twice at once: the second waits here, and then there is nothing left to send.
    locked = sa.select(ConsultationDraft.token_hash).where(ConsultationDraft.id == draft.id).with_for_update()
    once = session.scalar(locked)
    if once is None:
        return None
    forms = answers.checked(draft, by)
    if any(form.errors for form in forms.values()):
        raise NotComplete()
    data = answers.together(forms)
    email = "" if by else str(data["email"])
    attempts.take([(BY_PLACE, place), *([(BY_ADDRESS, email.casefold())] if email else [])])
    group_id = _own_group(data.get("group"), by)
    consultation = _receive(data, by=by, group_id=group_id, email=email, once=once, language=language)
    session.delete(draft)
    if email:
        letters.leave_confirmation(consultation, base_url=base_url)
    return consultation


def ask_for_group(group: Group, data: dict[str, Any], *, by: Account, language: str) -> Consultation:
    """Make a need for the staff of what a group's editor wrote; the same form sent twice makes one."""
    session.execute(sa.select(Account.id).where(Account.id == by.id).with_for_update())  # pressed twice at once
    once = digest(f"{by.id} {data['once'] or secrets.token_urlsafe(16)}")
    if sent := find_sent(once):
        return sent
    told = data | {"requester_name": by.name}
    return _receive(told, by=by, group_id=group.id, email="", once=once, language=language)


def confirm_by_mail(token: str, *, is_mine: bool) -> Consultation:
    """Use up the link of a letter: the address is right, or somebody else has given it.

    Raises:
        LinkOver: it cannot be used, or not any more.
    """
    consultation = letters.linked(links.use(token, letters.CONFIRM))
    if is_mine:
        _confirm(consultation, Confirmed.MAIL, by=None)
        return consultation
    if consultation.is_undecided and consultation.need.state is NeedState.DRAFT:
        needs.withdraw(consultation.need, by=None)
        consultation.decision, consultation.decided_at = Decision.WITHDRAWN, now()
    consultation.email = ""
    consultation.need.contact = "\n".join(
        line for line in consultation.need.contact.split("\n") if "@" not in line
    )  # an address of somebody who has not asked
    return consultation


def confirm_by_phone(consultation: Consultation, *, by: Account) -> None:
    """Staff have spoken with who asked.

    Raises:
        Forbidden: ``by`` is not of the staff.
    """
    if not access.settle(by):
        raise Forbidden()
    links.end_links(letters.CONFIRM, f"consultation:{consultation.id}")
    _confirm(consultation, Confirmed.PHONE, by=by)


def answer(asked: ConsultationQuestion, words: str, *, by: Account | None, via: audit.Via = audit.Via.WEB) -> None:
    """Answer what the staff asked, who then look again; ``by`` is None for who holds the link of a letter.

    Raises:
        NoSuchStep: it has been answered, or it is decided.
    """
    consultation = session.get_one(Consultation, asked.consultation_id)
    if asked.answered_at is not None or not consultation.is_undecided:
        raise NoSuchStep()
    asked.answer, asked.answered_at = words, now()
    if consultation.open_question is None:
        consultation.decision = Decision.WAITING
    links.end_links(letters.ANSWER, f"consultation:{consultation.id}")
    audit.record("need.answered", f"need:{consultation.need_id}", actor_id=by.id if by else None, via=via)


def rewrite(consultation: Consultation, data: dict[str, Any], *, by: Account) -> None:
    """Change what is asked for, until the staff have decided.

    Raises:
        Forbidden: ``by`` did not ask, or it is decided.
        ChangedMeanwhile, Invalid: as for editing a need.
    """
    if not access.rewrite(consultation, by):
        raise Forbidden()
    need = consultation.need
    held = answers.as_it_is(need)
    wanted = answers.asked_for(data) | {"group": held["group"], "person": held["person"], "version": data["version"]}
    needs.rewrite_draft(need, wanted, by=by)


def withdraw(consultation: Consultation, *, by: Account, reason: str = "") -> None:
    """Take it back.

    Raises:
        NoSuchStep: ``by`` did not ask, or it is too late.
    """
    if not access.withdraw(consultation, by):
        raise NoSuchStep()
    needs.withdraw(consultation.need, by=by, reason=reason)
    if consultation.is_undecided:
        consultation.decision, consultation.decided_at = Decision.WITHDRAWN, now()
    consultation.to_tell = False
    for purpose in (letters.ANSWER, letters.EXTEND):
        links.end_links(purpose, f"consultation:{consultation.id}")
    links.end_links(letters.EXTEND, f"need:{consultation.need_id}")
    drop_letters(letters.EXPIRING, f"need:{consultation.need_id}")


def extend_by_link(token: str) -> Need:
    """Use up the link of a warning: the need stays open for three months more.

    Raises:
        LinkOver: it cannot be used, or not any more.
        NoSuchStep: the need is not open any more, or has been extended.
    """
    need = letters.need_of(links.use(token, letters.EXTEND))
    needs.extend(need, by=None)
    return need


def _receive(
    data: dict[str, Any], *, by: Account | None, group_id: int | None, email: str, once: str, language: str
) -> Consultation:
    known = email or (by.email if by else "")
    need = needs.create_need(answers.need_data(data, by, group_id=group_id, email=known), by=by)
    consultation = Consultation(
        need=need,
        once=once,
        account_id=by.id if by else None,
        email=email,
        phone=data.get("phone", ""),
        language=by.language.value if by else language,
        agreed=str(AGREED) if data.get("agree") else "",
        confirmed_by=Confirmed.ACCOUNT if by else None,
        confirmed_at=now() if by else None,
        decision=Decision.WAITING,
        to_tell=False,
        questions=[],
    )
    session.add(consultation)
    session.flush()
    return consultation


def _own_group(number: int | None, by: Account | None) -> int | None:
    if not number:
        return None
    if by is None or not any(held.group_id == number and held.role in EDITING for held in by.memberships):
        raise Invalid({"_form": [_("その団体は選べません。連絡先のページで選びなおしてください。")]})
    return number


def _confirm(consultation: Consultation, how: Confirmed, *, by: Account | None) -> None:
    if consultation.confirmed_by is not None:
        return
    consultation.confirmed_by, consultation.confirmed_at = how, now()
    via = audit.Via.STAFF if by else audit.Via.WEB
    audit.record("need.confirmed", f"need:{consultation.need_id}", actor_id=by.id if by else None, via=via)
