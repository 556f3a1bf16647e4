"""The day's page and the search over everything."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from directory.confirmations.models import Step
from directory.groups.models import Group, GroupState
from directory.people.models import Person, PersonState
from kit.clock import now, today
from kit.db import Database
from kit.mail import Recipient, leave_letter
from matching.needs.models import Need
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post
from tests.directory.log.test_log import told

BrowserOf = Callable[[str], FlaskClient]


def rows_of(page: str, queue: str) -> str:
    """The rows of one queue."""
    return page.partition(f'<h2 id="{queue}-title">')[2].partition("</section>")[0]


def test_the_day_shows_what_is_new_awaited_and_due(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    with database.transaction() as writing:
        writing.get_one(Need, cast.need).received_on = today() - timedelta(days=12)
        writing.get_one(Group, cast.paused).state = GroupState.SUBMITTED
        writing.get_one(Person, cast.quiet).state = PersonState.RETURNED
        river = writing.get_one(Group, cast.river)
        river.confirmation_step, river.confirmation_step_on = Step.ASKED, today() - timedelta(days=34)
    told(database, cast.hanako, next_step="折り返す", due_on=today() - timedelta(days=2))
    told(database, cast.hanako, next_step="まだ先", due_on=today() + timedelta(days=1))
    page = browser_of("hanako").get("/desk").text
    new, awaited, due = (rows_of(page, queue) for queue in ("new-matters", "awaited-answers", "next-steps"))
    for words in (
        "会計を見てくれる人をさがしています",
        "むすび川を守る会",
        "12日",
        "候補をさがす",
        "おやすみ合唱団",
        "審査待ち",
        "（2）",
    ):
        assert words in new, words
    for words in ("静かな山田", "差戻し", "むすび川を守る会", "34日", "返事を記録する", "（2）"):
        assert words in awaited, words
    for words in ("電話の田中", "折り返す", "2日", "済み", "1週間先へ", "（1）"):
        assert words in due, words
    assert "まだ先" not in page


def test_a_long_queue_says_how_much_there_is(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    for number in range(30):
        told(database, cast.hanako, caller=f"{number:02}番さん", next_step="折り返す", due_on=today())
    page = rows_of(browser_of("hanako").get("/desk").text, "next-steps")
    assert "（30）" in page
    assert "ほかに10件あります。" in page
    assert "20番さん" not in page


def test_the_desk_leads_to_what_there_is(browser_of: BrowserOf) -> None:
    page = browser_of("hanako").get("/desk").text
    for address in (
        "/desk/log?method=phone",
        "/desk/log/entries",
        "/desk/letters",
        "/desk/confirmations",
        "/desk/imports",
    ):
        assert f'href="{address}"' in page, address
    assert "/desk/openings" not in page
    assert "/desk/openings" in browser_of("admin").get("/desk").text


def test_done_on_the_desk_leads_back_to_it(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    number = told(database, cast.admin, next_step="折り返す", due_on=today())
    browser = browser_of("hanako")
    assert post(browser, f"/desk/log/entries/{number}/done", {"back": "desk"}, page="/desk").location == "/desk"
    assert "きょうの予定はありません" in browser.get("/desk").text


@pytest.mark.on_both
@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("むすび川", {"group"}),
        (SECRET_PHONE, {"group", "person", "need"}),
        ("０００（１２３４）９８７６", {"group", "person", "need"}),
        ("9876", {"group", "person", "need"}),
        (SECRET_ADDRESS, {"group", "person"}),
        ("高橋緑", {"person"}),
        ("退院", {"person"}),
        ("midori@example.jp", {"person"}),
        ("おやすみ合唱団", {"group"}),
        ("静かな山田", {"person"}),
        ("竹細工の道具", {"entry"}),
        ("00055554444", {"entry"}),
        ("taro@example.jp", {"account"}),
        ("確認のお願い", {"letter"}),
        ("佐藤一郎", {"letter"}),
    ],
)
def test_staff_find_everything_by_any_word_of_it(
    question: str, found: set[str], browser_of: BrowserOf, database: Database, cast: Cast, work: Callable[[], int]
) -> None:
    told(database, cast.hanako)
    with database.transaction() as writing:
        writing.get_one(Person, cast.accountant).email = "midori@example.jp"
        leave_letter("test", about="group:1", to=Recipient(name="佐藤 一郎"), title="確認のお願い", body="…")
    work()
    page = browser_of("hanako").get("/desk/search", query_string={"q": question}).text
    shown = {kind for kind in ("group", "person", "need", "entry", "letter", "account") if f'id="found-{kind}"' in page}
    assert found <= shown
    results = page.partition('<h2 id="found-')[2]
    for secret in (SECRET_PHONE, SECRET_ADDRESS, "高橋緑", "midori@example.jp", "000-5555-4444"):
        assert secret not in results


def test_without_an_index_names_are_still_found(browser_of: BrowserOf, cast: Cast) -> None:
    page = browser_of("hanako").get("/desk/search?q=むすび川").text
    assert f"/groups/{cast.river}" in page


@pytest.mark.on_both
@pytest.mark.parametrize("question", ["%", "_", "\\", "'", "*", "a" * 500, "\x00", "　", "#"])
def test_any_question_gets_an_answer(question: str, browser_of: BrowserOf, work: Callable[[], int]) -> None:
    work()
    assert browser_of("hanako").get("/desk/search", query_string={"q": question}).status_code == 200


@pytest.mark.parametrize("who", ["", "jiro", "taro"])
def test_what_was_told_at_the_desk_is_found_by_nobody_else(
    who: str, browser_of: BrowserOf, database: Database, cast: Cast, work: Callable[[], int]
) -> None:
    told(database, cast.hanako)
    browser_of("hanako")
    staff = browser_of("hanako")
    post(
        staff,
        "/desk/log",
        {
            "method": "phone",
            "caller": "電話の中村",
            "contact": "000-7777-8888",
            "matter": "千代紙の折り方を知りたい",
            "becomes": "need",
        },
    )
    post(
        staff,
        "/desk/log",
        {
            "method": "visit",
            "caller": "千代紙の会",
            "contact": "000-7777-8888",
            "matter": "登録したい",
            "becomes": "group",
        },
    )
    work()
    browser = browser_of(who)
    assert browser.get("/desk/search?q=竹細工").status_code in (401, 403)
    for question in ("竹細工", "電話の田中", "電話の中村", "千代紙", "00077778888", "00055554444"):
        for address in ("/api/v1/search", "/api/v1/groups", "/api/v1/people", "/api/v1/needs"):
            assert browser.get(address, query_string={"q": question}).json["total"] == 0, (address, question)
        assert browser.get("/api/v1/suggest", query_string={"q": question}).json == {"items": []}
        page = browser.get("/search", query_string={"q": question}).text
        assert "千代紙の会" not in page
        assert "もしかして" not in page


def test_age_is_counted_in_days_of_japan(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    with database.transaction() as writing:
        writing.get_one(Need, cast.need).created_at = now() - timedelta(days=5)
    assert "5日" in rows_of(browser_of("hanako").get("/desk").text, "new-matters")


def test_the_rest_of_a_queue_is_one_press_away(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    for number in range(30):
        told(database, cast.hanako, caller=f"{number:02}番さん", next_step="折り返す", due_on=today())
    browser = browser_of("hanako")
    assert 'href="/desk/queue/next-steps"' in rows_of(browser.get("/desk").text, "next-steps")
    first, second = (browser.get(f"/desk/queue/next-steps?page={page}").text for page in (1, 2))
    for number in range(30):
        assert (f"{number:02}番さん" in first) == (number < 20)
        assert (f"{number:02}番さん" in second) == (number >= 20)
    assert "きょうの予定はありません" in browser.get("/desk/queue/next-steps?page=9").text
    assert browser.get("/desk/queue/nonsense").status_code == 404
    assert browser_of("taro").get("/desk/queue/next-steps").status_code == 403
    assert browser_of("").get("/desk/queue/next-steps").status_code == 401


def test_a_whole_queue_leaves_nothing_out_between_its_sorts(
    browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    with database.transaction() as writing:
        for number in range(25):
            writing.add(Group(name=f"新しい会{number:02}", reading="", sector="citizen", state=GroupState.SUBMITTED))
            writing.add(Person(display_name=f"新しい人{number:02}", reading="", state=PersonState.SUBMITTED))
    browser = browser_of("hanako")
    pages = "".join(browser.get(f"/desk/queue/new-matters?page={page}").text for page in (1, 2, 3))
    for number in range(25):
        for name in (f"新しい会{number:02}", f"新しい人{number:02}"):
            assert pages.count(f">{name}<") == 1, name
    assert "会計を見てくれる人をさがしています" in pages
