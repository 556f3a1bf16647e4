"""How meetings are found."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from directory.accounts.models import Account, Role
from kit.db import among, session
from kit.errors import Missing
from kit.mail import Letter, LetterState
from matching.introductions.models import Introduction
from matching.meetings.models import Hold, MeetingOption, OptionState


def get_option(introduction: Introduction, option_id: int) -> MeetingOption:
    """One of the introduction's times.

    Raises:
        Missing: it is none of them.
    """
    option = session.get(MeetingOption, option_id)
    if option is None or option.introduction_id != introduction.id:
        raise Missing()
    return option


def find_fixed(introduction: Introduction) -> MeetingOption | None:
    """The meeting, once it is fixed."""
    query = sa.select(MeetingOption).where(
        MeetingOption.introduction_id == introduction.id, MeetingOption.state == OptionState.FIXED
    )
    return session.scalar(query)


def letters_to_print(introduction: Introduction) -> int:
    """How many letters about it wait for the printer."""
    about = Letter.about == f"introduction:{introduction.id}"
    return session.scalar(sa.select(sa.func.count()).where(about, Letter.state == LetterState.TO_PRINT)) or 0


def fixed_of(introduction_ids: Collection[int]) -> dict[int, MeetingOption]:
    """The meetings of these introductions, as far as one is fixed."""
    if not introduction_ids:
        return {}
    mine = among(MeetingOption.introduction_id, list(introduction_ids))
    found = session.scalars(sa.select(MeetingOption).where(mine, MeetingOption.state == OptionState.FIXED))
    return {option.introduction_id: option for option in found}


def staff_accounts() -> Sequence[Account]:
    """Who of the centre can come along."""
    of_staff = Account.role.in_((Role.COORDINATOR, Role.ADMIN)) & Account.active
    return session.scalars(sa.select(Account).where(of_staff).order_by(Account.name, Account.id)).all()


def held_times(who: str, first: datetime, until: datetime) -> Sequence[datetime]:
    """The half hours for which somebody is held within these moments."""
    held = sa.select(Hold.at).where(Hold.who == who, Hold.at >= first, Hold.at < until)
    return session.scalars(held.order_by(Hold.at)).all()
