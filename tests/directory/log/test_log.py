"""The log: what was told stays as it was written; steps are done or wait; staff find entries by their filters."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.log.actions import write_entry
from directory.log.models import Becomes, LogEntry, Method
from directory.log.queries import search_entries
from kit.audit import AuditEntry
from kit.clock import today
from kit.db import Database, session
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


def told(database: Database, who: int, **values: object) -> int:
    """An entry of the log."""
    data = {
        "once": "",
        "method": Method.PHONE,
        "caller": "電話の田中",
        "contact": "000-5555-4444",
        "matter": "竹細工の道具のこと",
        "becomes": Becomes.NOTE,
        "next_step": "",
        "due_on": None,
    }
    with database.transaction():
        entry, _new = write_entry({**data, **values}, by=session.get_one(Account, who))
        return entry.id


def test_a_correction_stands_beside_what_was_told(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    page = f"/desk/log/entries/{told(database, cast.hanako)}"
    browser = browser_of("hanako")
    assert post(browser, f"{page}/notes", {"words": "田中ではなく中田さん"}, page=page).status_code == 303
    shown = browser.get(page).text
    assert "電話の田中" in shown
    assert "田中ではなく中田さん" in shown
    assert page in browser.get("/desk/search?q=中田").text
    assert post(browser, f"{page}/notes", {"words": " "}, page=page).status_code == 422
    with database.transaction(writing=False):
        verbs = list(
            session.scalars(
                sa.select(AuditEntry.verb).where(AuditEntry.subject.startswith("entry:")).order_by(AuditEntry.id)
            )
        )
    assert verbs == ["log.written", "log.corrected"]


def test_a_step_is_done_once_or_waits_for_a_week(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    number = told(database, cast.hanako, next_step="折り返す", due_on=today() - timedelta(days=3))
    page, browser = f"/desk/log/entries/{number}", browser_of("admin")
    assert f"{page}/done" in browser.get("/desk").text
    assert post(browser, f"{page}/later", {"back": "desk"}, page=page).location == "/desk"
    with database.transaction(writing=False):
        assert session.get_one(LogEntry, number).due_on == today() + timedelta(days=7)
    assert f"{page}/done" not in browser.get("/desk").text
    assert post(browser, f"{page}/done", {}, page=page).status_code == 303
    assert post(browser, f"{page}/done", {}, page=page).status_code == 409


def test_the_list_is_narrowed(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    told(database, cast.hanako, caller="一人め")
    told(database, cast.admin, caller="二人め", method=Method.FAX, next_step="送る", due_on=today())
    told(database, cast.admin, caller="むすび川を守る会")
    browser = browser_of("hanako")

    def listed(query: str) -> list[str]:
        page = browser.get(f"/desk/log/entries{query}").text
        return [name for name in ("一人め", "二人め", "むすび川を守る会") if f">{name}</td>" in page]

    assert listed("") == ["一人め", "二人め", "むすび川を守る会"]
    assert listed("?method=fax") == ["二人め"]
    assert listed(f"?taker={cast.hanako}") == ["一人め"]
    assert listed("?open=1") == ["二人め"]
    assert listed(f"?about=group:{cast.river}") == ["むすび川を守る会"]
    assert listed(f"?day={today()}") == ["一人め", "二人め", "むすび川を守る会"]
    assert listed("?day=2020-01-01") == []


def test_any_address_of_the_list_gets_an_answer(browser_of: BrowserOf) -> None:
    browser = browser_of("hanako")
    for query in ("page=0", "page=99999", "method=x", "taker=x", "taker=999999999999", "day=x", "day=%00"):
        assert browser.get(f"/desk/log/entries?{query}").status_code == 200, query
    assert browser.get("/desk/log/entries?about=x").status_code == 404
    assert browser.get("/desk/log/entries/99999").status_code == 404


def test_the_list_has_pages(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    for number in range(25):
        told(database, cast.hanako, caller=f"{number:02}番さん")
    browser = browser_of("hanako")
    assert "24番さん" in browser.get("/desk/log/entries").text
    assert "00番さん" not in browser.get("/desk/log/entries").text
    assert "00番さん" in browser.get("/desk/log/entries?page=2").text


def test_entries_are_found_however_a_number_is_written(database: Database, cast: Cast) -> None:
    number = told(database, cast.hanako)
    with database.transaction(writing=False):
        for text in (
            "00055554444",
            "０００－５５５５－４４４４",
            "(000)5555-4444",
            "タケザイク 田中",
            "竹細工　電話",
            "5555",
        ):
            found, total = search_entries(text, limit=5)
            expected = [] if text.startswith("タケ") else [number]
            assert [entry.id for entry in found] == expected, text
            assert total == len(expected)
        assert search_entries("%", limit=5) == ([], 0)
        assert search_entries(" - ", limit=5) == ([], 0)
