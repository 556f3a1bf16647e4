"""Links that let somebody act without signing in."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from kit.clock import travelled
from kit.db import Database
from kit.links import LinkOver, end_links, look_at, make_link, use

DAY = timedelta(days=1)


def test_looking_uses_nothing_up_and_using_works_once(database: Database) -> None:
    with database.transaction():
        token = make_link("confirm", "account:1", lasts=DAY, email="a@example.jp")
        assert look_at(token, "confirm").details == {"email": "a@example.jp"}
        assert look_at(token, "confirm").subject == "account:1"
        assert use(token, "confirm").details == {"email": "a@example.jp"}
        for again in (look_at, use):
            with pytest.raises(LinkOver):
                again(token, "confirm")


def test_a_link_is_good_for_its_purpose_its_time_and_until_it_is_ended(database: Database) -> None:
    with database.transaction():
        token = make_link("confirm", "account:1", lasts=DAY)
        with pytest.raises(LinkOver):
            use(token, "sign-in")
        with travelled(DAY), pytest.raises(LinkOver):
            use(token, "confirm")
        end_links("confirm", "account:1")
        with pytest.raises(LinkOver):
            use(token, "confirm")


def test_of_many_at_once_one_uses_a_link(database: Database) -> None:
    with database.transaction():
        token = make_link("confirm", "account:1", lasts=DAY)

    def press(_number: int) -> str:
        try:
            with database.transaction():
                use(token, "confirm")
        except LinkOver:
            return "over"
        return "used"

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(press, range(24))) == {"used": 1, "over": 23}
