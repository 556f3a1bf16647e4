"""What can be done at a review: approve, return with remarks, refuse."""

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups import actions as groups
from directory.groups.models import GroupState
from directory.people import actions as people
from directory.people.models import PersonState
from directory.registrations.models import AnyRegistration, Registration
from directory.registrations.sheets import sheet_of, snapshot
from directory.reviews import letters
from directory.reviews.models import Decision, Review
from kit.clock import today
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, Forbidden, Refusal
from kit.i18n import _l

_GROUP_STATES = {
    Decision.APPROVED: GroupState.ACTIVE,
    Decision.RETURNED: GroupState.RETURNED,
    Decision.REFUSED: GroupState.WITHDRAWN,
}
_PERSON_STATES = {
    Decision.APPROVED: PersonState.ACTIVE,
    Decision.RETURNED: PersonState.RETURNED,
    Decision.REFUSED: PersonState.WITHDRAWN,
}
_WAITING = (GroupState.SUBMITTED, PersonState.SUBMITTED)


class NotWaiting(Conflict):
    """Somebody else has decided, or it was taken back."""

    message = _l("この登録は、もう審査待ちではありません。ほかの職員が決めたか、取り下げられています。")


class NothingToCorrect(Refusal):
    """Returned without saying what for."""

    message = _l("どこを直してほしいかを、項目の横か理由の欄に書いてください。")
    field = "reason"


class RemarksLeft(Refusal):
    """Approved although something is asked to be corrected."""

    message = _l(
        "直してほしいことが書かれています。承認するときは消してください。直してもらうときは「差し戻す」を押してください。"
    )
    field = "decision"


def decide(
    registration: AnyRegistration,
    decision: Decision,
    *,
    remarks: dict[str, str],
    reason: str,
    version: int | None,
    by: Account,
) -> Review:
    """Decide on a registration that waits; of two who decide at once the first is heard.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NotWaiting: it is not waiting any more.
        ChangedMeanwhile: the entry was changed since the page was opened.
        NothingToCorrect, RemarksLeft: remarks and decision do not fit.
        Invalid: its corporate number is another group's.
    """
    if not by.is_staff:
        raise Forbidden()
    subject = registration.subject
    session.refresh(subject, with_for_update=True)
    if subject.state not in _WAITING:
        raise NotWaiting()
    if version != subject.version:
        raise ChangedMeanwhile(subject.version)
    remarks = {name: text for name, text in remarks.items() if text}
    if decision is Decision.RETURNED and not remarks and not reason:
        raise NothingToCorrect()
    if decision is not Decision.RETURNED and remarks:
        raise RemarksLeft()
    review = _write_review(registration, decision, remarks, reason, by)
    _change_state(registration, decision, reason, by)
    _carry_out(registration, review)
    session.flush()
    letters.decided(registration, review)
    return review


def _write_review(
    registration: AnyRegistration, decision: Decision, remarks: dict[str, str], reason: str, by: Account
) -> Review:
    review = Review(decision=decision, remarks=remarks, reason=reason, snapshot={}, reviewer_id=by.id)
    if isinstance(registration, Registration):
        review.group_id, review.snapshot = registration.group_id, snapshot(registration)
    else:
        review.person_id = registration.person_id
        if decision is Decision.RETURNED:
            review.snapshot = snapshot(registration)
        else:
            _forget_entries(registration.person_id)
    session.add(review)
    return review


def _forget_entries(person_id: int) -> None:
    """Where somebody lived when the form was sent back is nobody's concern once it is decided."""
    for earlier in session.scalars(sa.select(Review).where(Review.person_id == person_id)):
        earlier.snapshot = {}


def _change_state(registration: AnyRegistration, decision: Decision, reason: str, by: Account) -> None:
    if isinstance(registration, Registration):
        groups.change_state(registration.group, _GROUP_STATES[decision], reason=reason, by=by)
    else:
        people.change_state(registration.person, _PERSON_STATES[decision], reason=reason, by=by)


def _carry_out(registration: AnyRegistration, review: Review) -> None:
    registration.remarks = dict(review.remarks)
    section_of = sheet_of(registration).section_of
    touched = {section_of[name].value for name in review.remarks}
    registration.saved = [name for name in registration.saved if name not in touched]
    if review.decision is Decision.APPROVED:
        registration.subject.last_confirmed_on = today()
