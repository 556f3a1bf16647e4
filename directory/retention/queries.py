"""The periods that are in force, and the people whose time has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from directory.center.models import Item
from directory.center.queries import said
from directory.people.models import Person, PersonState
from kit.clock import now
from kit.db import session
from kit.settings import Settings

LOG_DAYS = 1095
WITHDRAWN_DAYS = 365
MOST_DUE = 100
ITEMS = (Item.LETTERS_DAYS, Item.LOG_DAYS, Item.WITHDRAWN_DAYS, Item.CONSULTATION_DAYS)


@dataclass(frozen=True, kw_only=True)
class Periods:
    """Days after which words go: of letters that were sent, of the desk's log, of people who have left the register, and how
    somebody without an account can be reached who had consulted the centre."""

    letters_days: int
    log_days: int
    withdrawn_days: int
    consultation_days: int


def periods(settings: Settings) -> Periods:
    """As administrators have set them, else as the settings have them, else the usual ones."""
    own = {item: int(text) for item, text in said(ITEMS).items()}
    return Periods(
        letters_days=own.get(Item.LETTERS_DAYS, settings.letters_kept_days),
        log_days=own.get(Item.LOG_DAYS, LOG_DAYS),
        withdrawn_days=own.get(Item.WITHDRAWN_DAYS, WITHDRAWN_DAYS),
        consultation_days=own.get(Item.CONSULTATION_DAYS, settings.consultations_kept_days),
    )


def people_due(kept: timedelta) -> Sequence[Person]:
    """People who left the register longer ago, the longest first; who changes an entry that has left begins anew."""
    left = (Person.state == PersonState.WITHDRAWN) & (Person.updated_at < now() - kept)
    return session.scalars(sa.select(Person).where(left).order_by(Person.updated_at, Person.id).limit(MOST_DUE)).all()
