"""What can be done at a review: approve, return with remarks, refuse."""

from directory.accounts.models import Account
from directory.documents.queries import documents_of
from directory.groups import actions as groups
from directory.groups.models import GroupState
from directory.people import actions as people
from directory.people.models import PersonState
from directory.registrations.entry import snapshot
from directory.registrations.models import PersonRegistration, Registration
from directory.registrations.sections import SECTION_OF
from directory.reviews import letters
from directory.reviews.models import Decision, Review
from kit.clock import today
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, Forbidden, Refusal
from kit.i18n import _l

STATES = {
    Decision.APPROVED: GroupState.ACTIVE,
    Decision.RETURNED: GroupState.RETURNED,
    Decision.REFUSED: GroupState.WITHDRAWN,
}
PERSON_STATES = {
    Decision.APPROVED: PersonState.ACTIVE,
    Decision.RETURNED: PersonState.RETURNED,
    Decision.REFUSED: PersonState.WITHDRAWN,
}


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
    registration: Registration,
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
    group = registration.group
    session.refresh(group, with_for_update=True)
    if group.state is not GroupState.SUBMITTED:
        raise NotWaiting()
    if version != group.version:
        raise ChangedMeanwhile(group.version)
    remarks = {name: text for name, text in remarks.items() if text}
    if decision is Decision.RETURNED and not remarks and not reason:
        raise NothingToCorrect()
    if decision is not Decision.RETURNED and remarks:
        raise RemarksLeft()
    review = Review(
        group_id=group.id,
        decision=decision,
        remarks=remarks,
        reason=reason,
        snapshot=snapshot(registration, documents_of(group)),
        reviewer_id=by.id,
    )
    session.add(review)
    groups.change_state(group, STATES[decision], reason=reason, by=by)
    _carry_out(registration, review)
    session.flush()
    letters.decided(registration, review)
    return review


def decide_person(
    registration: PersonRegistration, decision: Decision, *, reason: str, version: int | None, by: Account
) -> Review:
    """Decide on a person who waits; as for groups, without remarks item by item.

    Raises:
        Forbidden, NotWaiting, ChangedMeanwhile, NothingToCorrect: as for groups.
    """
    if not by.is_staff:
        raise Forbidden()
    person = registration.person
    session.refresh(person, with_for_update=True)
    if person.state is not PersonState.SUBMITTED:
        raise NotWaiting()
    if version != person.version:
        raise ChangedMeanwhile(person.version)
    if decision is Decision.RETURNED and not reason:
        raise NothingToCorrect()
    review = Review(person_id=person.id, decision=decision, remarks={}, reason=reason, snapshot={}, reviewer_id=by.id)
    session.add(review)
    people.change_state(person, PERSON_STATES[decision], reason=reason, by=by)
    if decision is Decision.APPROVED:
        person.last_confirmed_on = today()
    session.flush()
    letters.supporter_decided(registration, review)
    return review


def _carry_out(registration: Registration, review: Review) -> None:
    registration.remarks = dict(review.remarks)
    touched = {SECTION_OF[name].value for name in review.remarks}
    registration.saved = [name for name in registration.saved if name not in touched]
    if review.decision is Decision.APPROVED:
        registration.group.last_confirmed_on = today()
