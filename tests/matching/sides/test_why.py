"""A side reads why it was thought of, in plain words from the stored list: its own reasons, and nothing of anybody else."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.people.models import Person
from kit.clock import now
from kit.db import Database, session
from matching.introductions.models import Introduction
from matching.introductions.moves import Side, State
from matching.plans.models import Plan, PlanRow, PlanState, RowState
from matching.sides import why
from matching.suggestions.models import ShownList, ShownRow
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.matching.casework.test_api import CallerOf, caller_of  # noqa: F401 - a fixture
from tests.matching.sides.test_sides import asked, asked_too, link_in_the_last_letter  # noqa: F401 - fixtures

BrowserOf = Callable[[str], FlaskClient]
HEADING = "どうしてあなたに？"
POINTS = {
    "skill": [249, 300], "field": [20, 150], "text": [140, 150], "time": [75, 150], "area": [49, 100],
    "experience": [120, 120], "wish": [390, 400], "fee": [200, 200],
}  # fmt: skip


def stored(database: Database, cast: Cast, introduction_id: int | None, points: dict[str, list[int]] = POINTS) -> None:
    """The list as staff were shown it: the accountant third of it, the interpreter before."""
    with database.transaction():
        shown = ShownList(
            need_id=cast.need,
            account_id=cast.hanako,
            snapshot_at=now(),
            weights="w",
            conditions=[],
            total=77,
            digest="d",
        )
        session.add(shown)
        session.flush()
        common = {"fit_for_need": 801, "fit_for_partner": 733, "confidence": 600, "mutual": 766, "band": 14,
                  "asked": 6, "lot": "0" * 16, "list_id": shown.id}  # fmt: skip
        session.add_all([
            ShownRow(rank=2, person_id=cast.interpreter, final=790, points=points, **common),
            ShownRow(
                rank=3, person_id=cast.accountant, final=742, points=points, introduction_id=introduction_id, **common
            ),
        ])  # fmt: skip


def told(database: Database, introduction_id: int, side: Side) -> list[str]:
    with database.transaction(writing=False):
        return why.reasons(session.get_one(Introduction, introduction_id), side)


def section(page: str) -> str:
    found = re.search(r'<section[^>]* id="why">(.*?)</section>', page, re.S)
    return re.sub(r"<[^>]+>|\s+", " ", found[1]) if found else ""


def test_the_candidate_reads_what_of_their_own_entry_spoke_for_them_the_strongest_first(
    database: Database,
    cast: Cast,
    asked: int,  # noqa: F811
) -> None:
    stored(database, cast, asked)
    assert told(database, asked, Side.CANDIDATE) == [
        "活動したい分野に合うからです。",
        "「会計」ができると登録されているからです。",
        "費用の条件が合うからです。",
        "紹介文や活動のことばが、相談の内容に近いからです。",
        "登録されている曜日・時間が、相談の日時に合うからです。",
    ]


def test_who_asked_reads_what_answers_their_need_and_nothing_the_candidate_wishes(
    database: Database,
    cast: Cast,
    asked_too: int,  # noqa: F811
) -> None:
    stored(database, cast, asked_too)
    assert told(database, asked_too, Side.REQUESTER) == [
        "「会計」ができると登録しています。",
        "紹介文や活動のことばが、相談の内容に近い方です。",
        "希望の日時に合わせやすい方です。",
    ]


def test_what_is_not_so_any_more_is_not_named(database: Database, cast: Cast, asked: int) -> None:  # noqa: F811
    stored(database, cast, asked, {"skill": [300, 300]})
    with database.transaction():
        session.get_one(Person, cast.accountant).skills = []
    assert told(database, asked, Side.CANDIDATE) == ["登録されている「できること」が、お願いしたいことに近いからです。"]


@pytest.mark.parametrize("points", [None, {"skill": [10, 300], "experience": [120, 120]}])
def test_where_nothing_stored_speaks_for_it_a_person_has_chosen(
    database: Database,
    cast: Cast,
    asked: int,  # noqa: F811
    points: dict[str, list[int]] | None,
) -> None:
    if points:
        stored(database, cast, asked, points)
    assert told(database, asked, Side.CANDIDATE) == ["センターの職員が、登録の内容を読んでえらびました。"]


def test_what_a_plan_had_stored_is_told_too(database: Database, cast: Cast, asked: int) -> None:  # noqa: F811
    with database.transaction():
        plan = Plan(state=PlanState.READY)
        session.add(plan)
        session.flush()
        session.add(
            PlanRow(
                plan_id=plan.id, need_id=cast.need, person_id=cast.accountant, score=1, rank=1, introduction_id=asked,
                state=RowState.ACCEPTED, reasons={"lines": [["skill", 200, 300], ["area", 100, 100], ["new", 1, 1]]},
            )
        )  # fmt: skip
    assert told(database, asked, Side.CANDIDATE) == [
        "「会計」ができると登録されているからです。",
        "登録されている活動地域が、相談の場所に合うからです。",
    ]


def test_the_pages_hold_no_place_points_load_or_name_of_others(
    database: Database,
    cast: Cast,
    client: FlaskClient,
    browser_of: BrowserOf,
    asked: int,  # noqa: F811
    caller_of: CallerOf,  # noqa: F811
) -> None:
    stored(database, cast, asked)
    link = link_in_the_last_letter(database)
    page = client.get(link).text
    assert HEADING in page
    assert "「会計」ができると" in section(page)
    _nothing_else(database, cast, page)
    assert "むすび川を守る会" not in page
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = cast.jiro
    own = caller_of("jiro").get(f"/introductions/{asked}").json["own"]["why"]
    assert own[0] == "活動したい分野に合うからです。"
    assert browser_of("taro").get(f"/my/introductions/{asked}").status_code == 404


def test_the_group_reads_its_own_view_from_when_it_is_asked(
    database: Database,
    cast: Cast,
    browser_of: BrowserOf,
    asked_too: int,  # noqa: F811
) -> None:
    stored(database, cast, asked_too)
    page = browser_of("taro").get(f"/my/introductions/{asked_too}").text
    assert "どうしてこの方を？" in page
    assert "「会計」ができると登録しています。" in section(page)
    _nothing_else(database, cast, page)
    assert "費用" not in section(page)
    with database.transaction():
        session.get_one(Introduction, asked_too).state = State.DECLINED
    assert section(browser_of("taro").get(f"/my/introductions/{asked_too}").text) == ""


def _nothing_else(database: Database, cast: Cast, page: str) -> None:
    with database.transaction(writing=False):
        other = session.get_one(Person, cast.interpreter).display_name
    words = section(page)
    assert words
    assert not re.search(r"\d", words), "no points and no place"
    for word in (other, "点", "番", "上限", "依頼", "対象外", "これまでの紹介"):
        assert word not in words, word
    for word in (other, "742", "801", "766", SECRET_PHONE, SECRET_ADDRESS):
        assert word not in page, word
