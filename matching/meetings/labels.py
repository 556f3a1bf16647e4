"""The words for what has become of an offered time."""

from kit.display import day
from kit.hours import hours
from kit.i18n import _l, tokyo
from kit.labels import describe
from matching.meetings.models import MeetingOption, OptionState

describe(
    OptionState,
    {
        OptionState.OFFERED: _l("候補の日時"),
        OptionState.FIXED: _l("決まりました"),
        OptionState.DROPPED: _l("取り下げ"),
    },
)


def when(option: MeetingOption) -> str:
    """The day and from when to when."""
    return f"{day(option.starts_at)} {hours(tokyo(option.starts_at), tokyo(option.ends_at))}"
