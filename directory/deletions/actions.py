"""What can be done about deletions: ask for one, carry it out, and forget what has been kept long enough."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from directory.accounts.models import Account, SignIn, SignInAttempt
from directory.accounts.queries import groups_only_represented_by
from directory.consents.models import Method
from directory.deletions import access, letters, queries
from directory.deletions.ground import EMPTY, UNDELIVERED
from directory.deletions.holdings import Erasure, Holding, Whom
from directory.deletions.models import Deletion
from directory.people.models import Audience, Person, PersonState
from kit import audit, jobs
from kit.clock import now, today
from kit.db import session
from kit.errors import Conflict, Forbidden, Refusal
from kit.i18n import _l, tokyo
from kit.links import Link
from kit.mail import Letter, LetterState

CARRY_OUT = "deletions.carry_out"
FORGET_LETTER = "deletions.forget_letter"
SCRUB = "deletions.scrub"
GRACE = timedelta(0)
"""How long a deletion waits."""
ATTEMPTS_KEPT = timedelta(days=1)


class StaffAccount(Conflict):
    """Whoever works here is first made a plain member: somebody must remain who can run the service."""

    message = _l("職員のアカウントは、ここからは消せません。管理者に、権限を外すように頼んでください。")
    field = "confirm"


class SoleRepresentative(Conflict):
    """A group would be left without a representative. Staff may enter the deletion all the same: then the group can be claimed."""

    message = _l("「%(groups)s」の代表がほかにいません。先に代表を引き継ぐか、センターにご相談ください。")
    field = "confirm"


class LaterThanToday(Refusal):
    """Nobody can have asked tomorrow."""

    message = _l("求めのあった日付が、先の日になっています。")
    field = "said_on"


def ask(
    subject: Person | Account, *, by: Account, method: Method, said_on: date | None = None, reason: str = ""
) -> Deletion:
    """Ask for the deletion of somebody. They are out of sight at once; the worker does the rest.

    An account takes its own entry in the register with it. A second request is the first one.

    Raises:
        Forbidden: ``by`` is neither the one concerned nor staff.
        StaffAccount: it is an account of the staff.
        LaterThanToday: the date has not come yet.
    """
    if not access.ask(subject, by):
        raise Forbidden()
    if said_on is not None and said_on > today():
        raise LaterThanToday()
    session.refresh(subject, with_for_update=True)  # asked twice at once it is one deletion
    if (waiting := queries.find_waiting(subject)) is not None:
        return waiting
    account = subject if isinstance(subject, Account) else None
    person = subject if isinstance(subject, Person) else queries.whom(account, None, Path()).person
    if account is not None and account.is_staff:
        raise StaffAccount()
    themselves = method is Method.WEB
    if themselves and account is not None and (groups := groups_only_represented_by(account)):
        raise SoleRepresentative(groups="」「".join(group.name for group in groups))
    deletion = Deletion(method=method, said_on=said_on or today(), reason=reason)
    deletion.entered_by_id = None if themselves else by.id
    _hide(deletion, account, person)
    session.add(deletion)
    session.flush()
    via = audit.Via.WEB if themselves else audit.Via.STAFF
    audit.record("deletion.asked", f"deletion:{deletion.id}", actor_id=by.id, via=via)
    jobs.leave(CARRY_OUT, at=now() + GRACE, deletion=deletion.id)
    return deletion


def ask_with_account(person: Person, *, by: Account, method: Method, said_on: date | None, reason: str) -> Deletion:
    """Ask for the deletion of a person and, if they have one, of their account: entered by staff.

    Raises:
        as ``ask``.
    """
    account = queries.whom(None, person, Path()).account
    if account is not None and account.is_staff:
        raise StaffAccount()
    deletion = ask(person, by=by, method=method, said_on=said_on, reason=reason)
    _hide(deletion, account, person)
    return deletion


def carry_out(deletion: Deletion, holdings: Sequence[Holding], folder: Path, *, backup_days: int = 0) -> Erasure | None:
    """Delete everything of somebody within the open transaction; None if that has been done.

    Of the request a row without a name is left, and the last letter to them until it has gone out. What remains
    readable in files is the work of the job left here.
    """
    if deletion.done_at is not None:
        return None
    account = session.get(Account, deletion.account_id) if deletion.account_id else None
    person = session.get(Person, deletion.person_id) if deletion.person_id else None
    about = Whom(account=account, person=person, folder=folder)
    to = letters.last_recipient(account, person)
    erasure = Erasure()
    begun = person or account
    deletion.registered_on = tokyo(begun.created_at).date() if begun else None
    for holding in holdings:
        erasure.counts[holding.kind] += holding.erase(about, erasure)
    deletion.counts = {kind: count for kind, count in erasure.counts.items() if count}
    deletion.done_at, deletion.reason = now(), ""
    deletion.person_id = deletion.account_id = None
    audit.record("deletion.done", f"deletion:{deletion.id}", actor_id=None, via=audit.Via.COMMAND)
    if to is not None and (letter := letters.say_goodbye(deletion, to, backup_days=backup_days)) is not None:
        jobs.leave(FORGET_LETTER, letter=letter.id)
    jobs.leave(SCRUB, things=[list(thing) for thing in dict.fromkeys(erasure.changed)])
    return erasure


def forget_letter(letter: Letter) -> bool:
    """Empty the last letter to somebody once it has gone out or was given up; False while it is on its way."""
    on_its_way = letter.state in (*UNDELIVERED, LetterState.FAILED)  # what mail refused may still go by post
    if on_its_way and now() < letter.created_at + letters.KEPT:
        return False
    if on_its_way:
        letter.state, letter.settled_at = LetterState.DROPPED, now()
    for name, value in EMPTY.items():
        if name not in ("title", "once"):  # a number, and nothing about anybody
            setattr(letter, name, value)
    jobs.leave(SCRUB, things=[])
    return True


def forget_old(*, letters_kept: timedelta) -> None:
    """Empty letters that were settled long ago, and delete links and sign-ins that nobody can use any more."""
    moment = now()
    old = (Letter.created_at < moment - letters_kept) & Letter.state.not_in(UNDELIVERED)
    session.execute(sa.update(Letter).where(old, (Letter.body != "") | (Letter.email != "")).values(**_emptied()))
    session.execute(sa.delete(Link).where(Link.used_at.is_not(None) | (Link.expires_at < moment)))
    session.execute(sa.delete(SignIn).where(SignIn.expires_at < moment))
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < moment - ATTEMPTS_KEPT))


def record_handing_over(person: Person, *, by: Account, reason: str) -> None:
    """Note that a member of staff took out everything that is held about a person, and why."""
    if not by.is_staff:
        raise Forbidden()
    audit.record("person.data_handed_over", f"person:{person.id}", actor_id=by.id, via=audit.Via.STAFF, reason=reason)


def _emptied() -> dict[str, object]:
    """``once`` stays: a letter that is to be written once is not written again because its words are gone."""
    return {name: value for name, value in EMPTY.items() if name != "once"}


def _hide(deletion: Deletion, account: Account | None, person: Person | None) -> None:
    """Nobody finds them, and they are signed out, from this moment on."""
    if person is not None:
        deletion.person_id = person.id
        person.state, person.findable_by = PersonState.WITHDRAWN, Audience.COORDINATORS
    if account is not None:
        deletion.account_id, account.active = account.id, False
        session.execute(sa.delete(SignIn).where(SignIn.account_id == account.id))
