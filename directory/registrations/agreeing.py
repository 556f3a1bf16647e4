"""Handing a registration in is agreeing to the texts that stand beside the button; the ledger keeps which they were."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from directory.accounts.models import Account
from directory.consents import access, actions, queries
from directory.consents.models import ConsentText, Method, Purpose
from directory.groups.models import Group
from directory.people.models import Audience, Person
from directory.registrations.models import Reception, Registration

_METHODS: Final = {
    Reception.COUNTER: Method.PAPER,
    Reception.POST: Method.LETTER,
    Reception.FAX: Method.FAX,
    Reception.PHONE: Method.SPOKEN,
}


def purposes_of(subject: Group | Person) -> Sequence[Purpose]:
    """What is agreed to: being kept and, for who is to be seen by others, being published."""
    hidden = isinstance(subject, Person) and subject.findable_by is Audience.COORDINATORS
    return (Purpose.REGISTER,) if hidden else (Purpose.REGISTER, Purpose.PUBLISH)


def texts_for(subject: Group | Person) -> list[ConsentText]:
    """The words that are agreed to by handing in."""
    return [queries.current_text(purpose) for purpose in purposes_of(subject)]


def agree(
    subject: Group | Person, *, by: Account, registration: Registration | None = None, said_on: date | None = None
) -> None:
    """Write into the ledger what was agreed to, unless it stands there already in the same words.

    ``said_on``: the date of a signed form that came without a registration; its method is paper.

    Raises:
        InTheFuture: the date has not come yet.
    """
    themselves = access.is_about(subject, by)
    method = Method.WEB if themselves else _METHODS.get(_reception(registration), Method.PAPER)
    if not themselves and registration is not None:
        said_on = registration.received_on
    for purpose in purposes_of(subject):
        last = queries.last(subject, purpose)
        if last is None or not last.given or last.text.digest != queries.current_text(purpose).digest:
            actions.give(subject, purpose, by=by, method=method, said_on=said_on)


def _reception(registration: Registration | None) -> Reception:
    return registration.received_method if registration else Reception.COUNTER
