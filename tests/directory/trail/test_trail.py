"""The audit trail as administrators read it."""

import json
from collections.abc import Callable

from flask.testing import FlaskClient

from kit.audit_triggers import unprotect
from kit.db import Database
from tests.cast import SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


def test_who_did_what_is_listed_and_found(browser_of: BrowserOf, cast: Cast) -> None:
    browser_of("taro")
    admin = browser_of("admin")
    page = admin.get("/admin/audit").text
    assert "account.signed_in" in page
    assert "taro" in page
    assert "account.signed_in" in admin.get(f"/admin/audit?subject=account:{cast.taro}").text
    assert "記録はありません" in admin.get("/admin/audit?verb=nothing").text
    assert "account.signed_in" in admin.get("/admin/audit?actor=taro&verb=account").text
    assert SECRET_PHONE not in page


def test_a_whole_chain_and_a_broken_one_are_told_apart(browser_of: BrowserOf, database: Database) -> None:
    admin = browser_of("admin")
    post(admin, "/admin/audit/check", {}, page="/admin/audit")
    assert "すべて書かれたときのままです" in admin.get("/admin/audit").text
    with database.engine.begin() as connection:
        unprotect(connection)
        connection.exec_driver_sql("UPDATE audit_entries SET verb = 'account.kind' WHERE number = 1")
    post(admin, "/admin/audit/check", {}, page="/admin/audit")
    assert "1番めの記録が" in admin.get("/admin/audit").text


def test_all_of_it_can_be_kept_elsewhere(browser_of: BrowserOf) -> None:
    lines = browser_of("admin").get("/admin/audit/export.jsonl").text.splitlines()
    entries = [json.loads(line) for line in lines]
    assert entries[-1]["verb"] == "account.signed_in"
    assert all(entry["hash"] for entry in entries if entry["number"])
