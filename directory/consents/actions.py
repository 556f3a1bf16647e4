"""What can be done with consents: keep the words, give, withdraw with everything that follows at once."""

from datetime import date

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.consents import access, queries
from directory.consents.access import Subject
from directory.consents.models import Consent, ConsentText, Method, Purpose, digest_of
from directory.consents.texts import TEXTS
from directory.deletions import actions as deletions
from directory.groups.models import Group, GroupState, Publication
from directory.people.models import Audience, Person, PersonState
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.errors import ChangedMeanwhile, Forbidden, Refusal
from kit.i18n import _l


class InTheFuture(Refusal):
    """Nobody can have said something tomorrow."""

    message = _l("同意の日付が、先の日になっています。")
    field = "said_on"


class OnTheWebThemselves(Refusal):
    """What staff write down reached them in another way."""

    message = _l("どうやって聞いたかを選んでください。")
    field = "method"


def fill_texts() -> None:
    """Keep the texts of the code: at first all, later those whose words were changed. What an administrator wrote stays."""
    for purpose, words in TEXTS.items():
        known = (ConsentText.purpose == purpose) & (ConsentText.digest == digest_of(*words))
        if session.scalar(sa.select(ConsentText.id).where(known)) is None:
            _keep_text(purpose, *words)


def change_text(purpose: Purpose, ja: str, en: str, *, by: Account, number: int | None = None) -> ConsentText:
    """Give a purpose new words from now on; what was agreed to before stays agreed to in its own words.

    Raises:
        ChangedMeanwhile: ``number`` is not the version that is valid now.
    """
    text = _kept_text(purpose)
    if number is not None and number != text.number:
        raise ChangedMeanwhile(text.number)
    if text.digest == digest_of(ja, en):
        return text
    text = _keep_text(purpose, ja, en)
    audit.record("consent_text.changed", f"consent_text:{text.id}", actor_id=by.id)
    return text


def give(
    subject: Subject,
    purpose: Purpose,
    *,
    by: Account | None,
    method: Method,
    said_on: date | None = None,
    note: str = "",
) -> Consent:
    """Write down that somebody agrees, to the words that are valid now; without ``by`` by a link that only they have.

    Raises:
        Forbidden: ``by`` is neither the one concerned nor staff.
        InTheFuture: the date has not come yet.
    """
    return _write(subject, purpose, True, by=by, method=method, said_on=said_on, note=note)


def withdraw(
    subject: Subject, purpose: Purpose, *, by: Account, method: Method, said_on: date | None = None, note: str = ""
) -> Consent:
    """Write down that somebody no longer agrees, and do at once what follows from it.

    Raises:
        Forbidden: ``by`` is neither the one concerned nor staff.
        InTheFuture: the date has not come yet.
    """
    session.refresh(subject, with_for_update=True)  # what follows is done to the record as it is by now
    line = _write(subject, purpose, False, by=by, method=method, said_on=said_on, note=note)
    if purpose is Purpose.PUBLISH:
        _unpublish(subject)
    elif purpose is Purpose.REGISTER:
        _leave(subject, by=by, method=method, said_on=line.said_on)
    session.flush()
    return line


def _write(
    subject: Subject,
    purpose: Purpose,
    given: bool,
    *,
    by: Account | None,
    method: Method,
    said_on: date | None,
    note: str,
) -> Consent:
    if by is not None and not access.change(subject, by):
        raise Forbidden()
    themselves = by is None or access.is_about(subject, by)
    if method is Method.WEB and not themselves:
        raise OnTheWebThemselves()
    if said_on is not None and said_on > today():
        raise InTheFuture()
    line = Consent(text=_kept_text(purpose), given=given, method=method, said_on=said_on or today(), note=note)
    line.taken_by_id = None if by is None or (themselves and method is Method.WEB) else by.id
    if isinstance(subject, Person):
        line.person_id, name = subject.id, "person"
    elif isinstance(subject, Group):
        line.group_id, name = subject.id, "group"
    else:
        line.account_id, name = subject.id, "account"
    session.add(line)
    session.flush()
    via = audit.Via.WEB if themselves else audit.Via.STAFF
    verb = "consent.given" if given else "consent.withdrawn"
    audit.record(verb, f"{name}:{subject.id}", actor_id=by.id if by else None, via=via, changed=[purpose.value])
    return line


def _unpublish(subject: Subject) -> None:
    """Nothing of it is public any more; the change of the record is what tells the search."""
    if isinstance(subject, Person):
        subject.findable_by = Audience.COORDINATORS
    elif isinstance(subject, Group):
        for contact in subject.contacts:
            contact.publication = Publication.CENTER
        subject.place_publication = Publication.CENTER
        subject.updated_at = now()


def _leave(subject: Subject, *, by: Account, method: Method, said_on: date) -> None:
    _unpublish(subject)
    if isinstance(subject, Group):
        subject.state = GroupState.WITHDRAWN
        return
    if isinstance(subject, Person):
        subject.state = PersonState.WITHDRAWN
    deletions.ask(subject, by=by, method=method, said_on=said_on)


def _kept_text(purpose: Purpose) -> ConsentText:
    text = queries.current_text(purpose)
    if sa.inspect(text).transient:
        session.add(text)
        session.flush()
    return text


def _keep_text(purpose: Purpose, ja: str, en: str) -> ConsentText:
    count = sa.select(sa.func.coalesce(sa.func.max(ConsentText.number), 0)).where(ConsentText.purpose == purpose)
    number = (session.scalar(count) or 0) + 1
    text = ConsentText(purpose=purpose, number=number, ja=ja, en=en, digest=digest_of(ja, en))
    session.add(text)
    session.flush()
    return text
