"""What the desk says of where a case stands: a case with a day on which the two will meet is not standing still."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.people.models import Person
from kit.clock import travelled
from kit.db import Database, session
from matching.introductions.models import Introduction
from matching.meetings import actions
from matching.meetings.models import MeetingOption
from matching.needs.models import Need
from tests.cast import Cast
from tests.matching.meetings.test_meetings import an_offer, brought_together

BrowserOf = Callable[[str], FlaskClient]
STILL = "日動いていません"


def test_a_case_with_a_day_to_meet_is_not_standing_still(database: Database, cast: Cast, browser_of: BrowserOf) -> None:
    with travelled(-timedelta(days=12)), database.transaction():
        introduction = brought_together(
            cast, session.get_one(Need, cast.need), session.get_one(Person, cast.accountant)
        )
        number = introduction.id
    hanako = browser_of("hanako")
    pages = (f"/desk/introductions/{number}", "/desk/introductions?tab=going", "/desk/handover?giver=1", "/desk")
    assert f"12{STILL}" in hanako.get(pages[0]).text
    assert f"12{STILL}" in hanako.get(pages[1]).text
    with database.transaction():
        [option] = actions.offer(
            session.get_one(Introduction, number), [an_offer(cast, days=9)], by=session.get_one(Account, cast.hanako)
        )
        actions.fix(session.get_one(MeetingOption, option.id), by=session.get_one(Account, cast.hanako))
    for page in pages:
        assert STILL not in hanako.get(page).text, page
    assert "に会う予定です" in hanako.get(pages[0]).text
    with travelled(timedelta(days=12)):
        late = browser_of("hanako").get(pages[0]).text
    assert "センター：引き合わせの結果を記録する番です" in late
    assert STILL not in late, "they met three days ago"
    with travelled(timedelta(days=17)):
        assert f"8{STILL}" in browser_of("hanako").get(pages[1]).text
