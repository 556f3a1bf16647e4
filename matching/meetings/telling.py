"""Writing to both sides when times are offered, fixed or called off, and the day before."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from kit.clock import now, today
from kit.db import session
from kit.display import day
from kit.i18n import in_language, tokyo
from kit.mail import drop_letters
from matching.introductions import outlines
from matching.introductions.asking import link_for, recipient_of
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.meetings import letters
from matching.meetings.labels import when
from matching.meetings.models import MeetingOption, OptionState

CALL_WITHIN: Final = timedelta(days=7)
"""So soon who has only paper is asked to call, or a day before the first of the times."""


def tell_offered(introduction: Introduction, options: Sequence[MeetingOption], *, base_url: str) -> None:
    """Ask both sides which of the times suit; an unsent letter with other times is taken out of the post."""
    about = f"introduction:{introduction.id}"
    drop_letters(letters.OFFERED, about)
    first = min(tokyo(option.starts_at).date() for option in options)
    until = max(today(), min(today() + CALL_WITHIN, first - timedelta(days=1)))
    for side in Side:
        if not (to := recipient_of(introduction, side)):
            continue
        with in_language(to.language):
            by_when = day(until)
            times = "\n".join(f"{'□ ' if to.on_paper else '・'}{when(option)}" for option in options)
        letters.offered(
            about=about,
            to=to,
            title=outlines.title_for(introduction, side),
            times=times,
            place=options[0].place,
            until=by_when,
            link=link_for(introduction, side, to, base_url),
        )


def tell_fixed(option: MeetingOption, *, base_url: str) -> None:
    """Tell both sides when and where."""
    introduction, about = option.introduction, f"introduction:{option.introduction_id}"
    drop_letters(letters.OFFERED, about)
    for side in Side:
        if not (to := recipient_of(introduction, side)):
            continue
        with in_language(to.language):
            words = when(option)
        link = link_for(introduction, side, to, base_url)
        letters.fixed(
            about=about, to=to, title=outlines.title_for(introduction, side), when=words, place=option.place, link=link
        )


def tell_called_off(option: MeetingOption) -> None:
    """Tell both sides that the meeting they were told of is not to be."""
    introduction, about = option.introduction, f"introduction:{option.introduction_id}"
    drop_letters(letters.FIXED, about)
    for side in Side:
        if to := recipient_of(introduction, side):
            with in_language(to.language):
                words = when(option)
            letters.called_off(about=about, to=to, title=outlines.title_for(introduction, side), when=words)


def remind() -> int:
    """Write to both sides the day before; who has no mail is called from the desk."""
    tomorrow = today() + timedelta(days=1)
    coming = sa.select(MeetingOption).where(
        MeetingOption.state == OptionState.FIXED,
        MeetingOption.reminded_at.is_(None),
        MeetingOption.starts_at > now(),
        MeetingOption.starts_at < now() + timedelta(days=2),
    )
    found = [each for each in session.scalars(coming) if tokyo(each.starts_at).date() <= tomorrow]
    for option in found:
        option.reminded_at = now()
        for side in Side:
            to = recipient_of(option.introduction, side)
            if to and to.email:
                with in_language(to.language):
                    words = when(option)
                letters.reminder(
                    about=f"introduction:{option.introduction_id}",
                    to=to,
                    title=outlines.title_for(option.introduction, side),
                    when=words,
                    place=option.place,
                    once=f"meeting:{option.id}:{option.changes}:{side}",
                )
    session.flush()
    return len(found)
