"""A meeting as a calendar file (RFC 5545): when and where, and nobody's name or address."""

from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Event

from kit.clock import now
from kit.i18n import _
from matching.introductions import outlines
from matching.introductions.moves import Side
from matching.meetings.models import MeetingOption, OptionState

MIMETYPE = "text/calendar; charset=utf-8"


def calendar_file(option: MeetingOption, side: Side | None, *, host: str) -> bytes:
    """The meeting for this side, or for the coordinator; importing it again moves the same entry."""
    introduction = option.introduction
    title = outlines.title_for(introduction, side) if side else introduction.need.title
    event = Event()
    event.add("uid", f"meeting-{introduction.id}@{host}")
    event.add("dtstamp", now().astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", option.starts_at.astimezone(UTC))
    event.add("dtend", option.ends_at.astimezone(UTC))
    event.add(
        "sequence", option.id * 10 + option.changes
    )  # a later option of the same introduction replaces an earlier one
    event.add("summary", _("引き合わせ：%(title)s", title=title))
    event.add("status", "CONFIRMED" if option.state is OptionState.FIXED else "CANCELLED")
    if option.place:
        event.add("location", option.place)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("引き合わせ：%(title)s", title=title))
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Musubite//Meetings//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
