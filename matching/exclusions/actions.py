"""Keeping two apart, and ending that."""

from datetime import date
from typing import Any

from directory.accounts.models import Account
from directory.people.models import Person
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.errors import Conflict, Forbidden
from kit.i18n import _l
from matching.exclusions import access
from matching.exclusions.models import PairExclusion
from matching.exclusions.queries import Party, find_holding, subject_of
from matching.exclusions.schemas import Term


class SameParty(Conflict):
    """Nobody is kept apart from themselves."""

    message = _l("同じ人・団体どうしはえらべません。")
    field = "other"


class ApartAlready(Conflict):
    """The two are kept apart."""

    message = _l("この組み合わせは、もう対象外になっています。")
    field = "other"


def add(one: Party, data: dict[str, Any], other: Party, *, by: Account) -> PairExclusion:
    """Keep the two apart; ``data``: kind, term and reason.

    Raises:
        Forbidden: ``by`` is not of the staff.
        SameParty: they are one.
        ApartAlready: they are kept apart.
    """
    if not by.is_staff:
        raise Forbidden()
    if subject_of(one) == subject_of(other):
        raise SameParty()
    if find_holding(one, other):
        raise ApartAlready()
    made = PairExclusion(
        **_columns(one, ""), **_columns(other, "other_"), kind=data["kind"], reason=data["reason"],
        until=_last_day(data["term"]), by_id=by.id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.record("exclusion.added", f"exclusion:{made.id}", actor_id=by.id)
    return made


def end(exclusion: PairExclusion, *, by: Account) -> None:
    """Let the two be introduced again; twice is once.

    Raises:
        Forbidden: ``by`` may not read why they were kept apart, and so cannot know whether that is over.
    """
    if not access.read_reason(exclusion, by):
        raise Forbidden()
    if exclusion.ended_at is not None:
        return
    exclusion.ended_at, exclusion.ended_by_id = now(), by.id
    session.flush()
    audit.record("exclusion.ended", f"exclusion:{exclusion.id}", actor_id=by.id)


def _columns(party: Party, prefix: str) -> dict[str, int]:
    return {f"{prefix}{'person' if isinstance(party, Person) else 'group'}_id": party.id}


def _last_day(term: Term) -> date | None:
    if term is Term.OPEN:
        return None
    years, month = divmod(today().month - 1 + int(term), 12)
    year, day = today().year + years, today().day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:  # 31 November
            day -= 1
