"""Which needs a list finds, for whom, and what its facets count."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from directory.accounts.models import Account
from directory.people.models import Audience
from directory.vocabularies.queries import areas_by_code, skills_by_code
from kit import slots
from kit.db import Database, session
from matching.needs.models import Need, NeedKind, NeedSkill, NeedState
from matching.needs.queries import NeedFilters, Sort, count_facets, list_needs, needs_expiring, newest_needs
from tests.cast import Cast

SATURDAY, SUNDAY = "2026-12-05", "2026-12-06"


@pytest.fixture(autouse=True)
def transaction(database: Database) -> Iterator[None]:
    with database.transaction():
        yield


def put(title: str, **values: Any) -> Need:
    usual = {"kind": NeedKind.HANDS, "state": NeedState.OPEN, "audience": Audience.PUBLIC}
    need = Need(title=title, **{**usual, **values})
    session.add(need)
    session.flush()
    return need


def titles(filters: NeedFilters, viewer: Account | None = None, sort: Sort = Sort.NEW) -> list[str]:
    return [need.title for need in list_needs(filters, viewer, sort=sort).items]


def account(account_id: int) -> Account:
    return session.get_one(Account, account_id)


def test_the_list_shows_what_the_viewer_may_see(cast: Cast) -> None:
    put("会員へ", audience=Audience.MEMBERS)
    put("川の会の内緒", audience=Audience.COORDINATORS, group_id=cast.river)
    put("下書き", state=NeedState.DRAFT)
    public = "会計を見てくれる人をさがしています"
    assert set(titles(NeedFilters())) == {public}
    assert set(titles(NeedFilters(), account(cast.jiro))) == {public, "会員へ"}
    assert set(titles(NeedFilters(), account(cast.taro))) == {public, "会員へ", "川の会の内緒"}
    assert titles(NeedFilters(state=NeedState.DRAFT), account(cast.hanako)) == ["下書き"]
    assert set(titles(NeedFilters(state=NeedState.DRAFT), account(cast.jiro))) == {public, "会員へ"}
    assert [need.title for need in newest_needs(None, limit=5)] == [public]


def test_named_days_count_as_their_weekdays(cast: Cast) -> None:
    put("土日の二日", dates=[SATURDAY, SUNDAY])
    put("日曜の夜", dates=[SUNDAY], slots=slots.bit(0, 3))
    assert titles(NeedFilters(days=(6,))) == ["日曜の夜", "土日の二日"]
    assert set(titles(NeedFilters(days=(5,)))) == {"土日の二日", "会計を見てくれる人をさがしています"}
    assert titles(NeedFilters(days=(6,), times=(0,))) == ["土日の二日"]
    assert titles(NeedFilters(days=(6,), times=(3,))) == ["日曜の夜", "土日の二日"]
    assert count_facets(NeedFilters(), None)["day"] == {"0": 1, "1": 0, "2": 0, "3": 0, "4": 0, "5": 2, "6": 2}


def test_every_facet_counts_what_choosing_it_would_give(cast: Cast) -> None:
    closing = skills_by_code(["accounting.closing"])[0]
    put("決算", online=True, areas=list(areas_by_code(["35"])), skills=[NeedSkill(skill=closing, must=False)])
    counts = count_facets(NeedFilters(), None)
    assert counts["kind"] == {"hands": 1, "adviser": 1}
    assert counts["online"] == {"1": 1}
    assert counts["area"] == {"359998-01": 2}
    assert len(titles(NeedFilters(area="359998-01"))) == 2
    assert counts["skill"]["accounting"] == len(titles(NeedFilters(skills=("accounting",)))) == 2
    lower = NeedFilters(skills=("accounting.closing",))
    assert count_facets(lower, None)["skill"]["accounting.closing"] == len(titles(lower)) == 1


def test_the_next_to_be_met_comes_first(cast: Cast) -> None:
    put("あとで", due_on=date(2027, 1, 1))
    put("すぐに", due_on=date(2026, 12, 1))
    assert titles(NeedFilters(), sort=Sort.DUE) == ["すぐに", "あとで", "会計を見てくれる人をさがしています"]


def test_what_ends_soon_is_told_in_time(cast: Cast) -> None:
    put("あと三日", expires_on=date(2026, 12, 4))
    put("まだ先", expires_on=date(2027, 12, 4))
    soon = needs_expiring(date(2026, 12, 1), within=timedelta(days=7))
    assert [need.title for need in soon] == ["あと三日"]
