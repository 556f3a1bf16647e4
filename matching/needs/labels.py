"""Words for the fixed choices of a need."""

from datetime import date
from typing import Any, Final

import directory.groups.labels
import directory.people.labels  # noqa: F401 - a need is shown in the words of those who ask and of their terms
from directory.groups.models import Group
from kit import slots
from kit.display import day
from kit.i18n import _, _l
from kit.labels import describe, label
from matching.needs.models import Closed, Need, NeedKind, NeedState, ReceivedBy

MOST_DAYS = 3
"""How many of a need's days are named in one line."""

describe(
    NeedState,
    {
        NeedState.DRAFT: _l("下書き"),
        NeedState.OPEN: _l("募集中"),
        NeedState.MATCHED: _l("相手が決まりました"),
        NeedState.CLOSED: _l("終了"),
    },
)
describe(
    Closed,
    {Closed.MET: _l("かなった"), Closed.WITHDRAWN: _l("取り下げ"), Closed.EXPIRED: _l("期限切れ")},
)
describe(
    NeedKind,
    {
        NeedKind.ADVISER: _l("助言者がほしい"),
        NeedKind.HANDS: _l("手伝いがほしい"),
        NeedKind.PARTNER: _l("組む相手がほしい"),
        NeedKind.TALK: _l("話し合いの場がほしい"),
    },
)
describe(
    ReceivedBy,
    {
        ReceivedBy.WEB: _l("ウェブ"),
        ReceivedBy.COUNTER: _l("窓口"),
        ReceivedBy.PHONE: _l("電話"),
        ReceivedBy.FAX: _l("FAX"),
        ReceivedBy.LETTER: _l("手紙"),
        ReceivedBy.EMAIL: _l("メール"),
        ReceivedBy.IMPORT: _l("取り込み"),
    },
)

ATTRIBUTES: Final[dict[str, Any]] = {
    "group": _l("相談した団体"),
    "person": _l("相談した人材"),
    "requester_name": _l("お名前"),
    "contact": _l("連絡先"),
    "received_by_method": _l("受付方法"),
    "received_on": _l("受付日"),
    "received_by": _l("受付者"),
    "title": _l("題名"),
    "kind": _l("さがしているもの"),
    "story": _l("くわしい内容"),
    "skills": _l("手伝う方にできてほしいこと"),
    "fields": _l("活動分野"),
    "people_wanted": _l("人数"),
    "fee": _l("謝礼"),
    "dates": _l("日にち"),
    "slots": _l("曜日と時間帯"),
    "schedule_note": _l("日時のことば"),
    "due_on": _l("いつまでに"),
    "place": _l("場所"),
    "online": _l("オンラインでもできる"),
    "areas": _l("地域"),
    "audience": _l("だれに見せるか"),
    "expires_on": _l("掲載の終わり"),
}
"""What the form of a need holds, in its order."""


def requester_words(group: Group | None) -> str:
    """Who asks, in words that tell no name: the group's sector, or somebody of the town."""
    return label(group.sector) if group else str(_("市民の方"))


def when_words(need: Need) -> str:
    """When a need is for: its days, and the words or the weekly times beside them."""
    days = [day(date.fromisoformat(iso)) for iso in need.dates]
    shown = days[:MOST_DAYS]
    if len(days) > MOST_DAYS:
        shown.append(_("ほか%(count)s日", count=len(days) - MOST_DAYS))
    if weekly := need.schedule_note or slots.words(need.slots):
        shown.append(weekly)
    return str(_("、")).join(shown)
