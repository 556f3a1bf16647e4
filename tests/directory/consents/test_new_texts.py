"""Administrators change the words people agree to: typed, read again, confirmed; what was agreed to before stays."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.consents.models import ConsentText, Purpose
from kit.audit import AuditEntry
from kit.db import Database, session
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
PAGE = "/admin/consents/publish"
NEW = {"ja": "あたらしい文です。", "en": "New words.", "version": "1"}


def versions(database: Database) -> list[int]:
    with database.transaction(writing=False):
        of = sa.select(ConsentText.number).where(ConsentText.purpose == Purpose.PUBLISH).order_by(ConsentText.number)
        return list(session.scalars(of))


def test_new_words_are_read_again_before_they_count(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    ledger = f"/people/{cast.accountant}/consents"
    told = {"purpose": "publish", "step": "given", "method": "spoken"}
    assert post(browser_of("hanako"), ledger, told).status_code == 303
    admin = browser_of("admin")
    old = admin.get(PAGE).text
    assert "1件" in old
    shown = post(admin, PAGE, NEW)
    assert shown.status_code == 200
    assert "あたらしい文です。" in shown.text
    assert "まだ変わっていません" in shown.text
    assert versions(database) == [1]
    assert post(admin, PAGE, {**NEW, "confirmed": "1"}).status_code == 303
    assert versions(database) == [1, 2]
    page = admin.get(PAGE).text
    assert "いまは第2版です" in page
    assert "/consents/publish/1" in page
    assert "あたらしい文です。" in browser_of("").get("/consents/publish/2").text
    assert browser_of("").get("/consents/publish/1").status_code == 200
    assert "同意したのは、前の文（第1版）です。" in browser_of("hanako").get(ledger).text
    with database.transaction(writing=False):
        entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.verb == "consent_text.changed")).one()
        assert entry.actor_id == cast.admin


@pytest.mark.parametrize("wrong", [{"ja": ""}, {"en": ""}, {"ja": "あ" * 2001}, {"version": "7", "confirmed": "1"}])
def test_what_cannot_be_kept_is_said_and_stays_typed(
    wrong: dict[str, str], browser_of: BrowserOf, database: Database
) -> None:
    post(browser_of("admin"), PAGE, {**NEW, "confirmed": "1"}) if "version" in wrong else None
    known = versions(database)
    answer = post(browser_of("admin"), PAGE, {**NEW, "ja": "もっと新しい文。", **wrong})
    assert answer.status_code == 422
    assert wrong.get("ja", "もっと新しい文。") in answer.text
    assert versions(database) == known


def test_the_same_words_make_no_version(browser_of: BrowserOf, database: Database) -> None:
    admin = browser_of("admin")
    post(admin, PAGE, {**NEW, "confirmed": "1"})
    again = post(admin, PAGE, {**NEW, "version": "2", "confirmed": "1"})
    assert again.status_code == 422
    assert "いまの文と同じです" in again.text


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 403), ("hanako", 403), ("admin", 200)])
def test_the_words_are_the_administrators(who: str, status: int, browser_of: BrowserOf) -> None:
    browser = browser_of(who)
    assert browser.get("/admin/consents").status_code == status
    assert browser.get(PAGE).status_code == status
    if who:
        assert post(browser, PAGE, NEW, page="/").status_code == status
    if who == "admin":
        assert "同意の文" in browser.get("/admin").text
        assert browser.get("/admin/consents/nonsense").status_code == 404
