"""Who may do what to a consultation."""

from directory.accounts.models import Account
from matching.consultations.models import Consultation, ConsultationDraft
from matching.needs import access as needs
from matching.needs.models import NeedState


def go_on(draft: ConsultationDraft, viewer: Account | None) -> bool:
    """Whose browser holds the token; of a draft begun signed in only the same account."""
    return draft.account_id is None or (viewer is not None and viewer.id == draft.account_id)


def is_asker(consultation: Consultation, viewer: Account | None) -> bool:
    """For a group's need its editors, whoever wrote it; for any other who sent it, or the person it is for."""
    if needs.is_requester(consultation.need, viewer):
        return True
    own = consultation.need.group_id is None and consultation.account_id is not None
    return viewer is not None and own and consultation.account_id == viewer.id


def rewrite(consultation: Consultation, viewer: Account | None) -> bool:
    """Those who asked, until the staff have decided."""
    waiting = consultation.is_undecided and consultation.need.state is NeedState.DRAFT
    return waiting and is_asker(consultation, viewer)


def withdraw(consultation: Consultation, viewer: Account | None) -> bool:
    """Those who asked, as long as nobody has been found."""
    return consultation.need.state in (NeedState.DRAFT, NeedState.OPEN) and is_asker(consultation, viewer)


def settle(viewer: Account | None) -> bool:
    """The staff."""
    return viewer is not None and viewer.is_staff
