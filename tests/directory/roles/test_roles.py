"""Administrators add accounts, give and take roles, and stop accounts; somebody always stays who can."""

import re
import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Role
from directory.roles import actions
from kit.audit import AuditEntry
from kit.db import Database, session
from kit.errors import Refusal
from kit.mail import Letter
from tests.cast import PASSWORD, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
NEW = {"name": "新しい 職員", "email": "new@example.jp", "role": "coordinator"}


def account_of(database: Database, account_id: int) -> Account:
    with database.transaction(writing=False):
        return session.get_one(Account, account_id)


def test_a_new_coordinator_chooses_the_password_by_letter(
    browser_of: BrowserOf, database: Database, app, client: FlaskClient
) -> None:
    made = post(browser_of("admin"), "/admin/accounts/new", NEW)
    assert made.status_code == 303
    with database.transaction(writing=False):
        letter = session.scalars(sa.select(Letter).where(Letter.kind == "accounts.welcome")).one()
    way = re.sub("^https?://[^/]+", "", letter.link)
    assert post(client, way, {"password": "a new long password"}).status_code in (200, 303)
    fresh = app.test_client()
    signed_in = post(fresh, "/login", {"email": "new@example.jp", "password": "a new long password"})
    assert signed_in.status_code == 303
    assert fresh.get("/desk").status_code == 200
    assert fresh.get("/admin").status_code == 403


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "taro@example.jp"}, "すでに登録されています"),
        ({"role": "king"}, "一覧から選んで"),
        ({"name": ""}, "入力して"),
    ],
)
def test_what_cannot_be_an_account_is_said_and_kept(typed: dict[str, str], words: str, browser_of: BrowserOf) -> None:
    answer = post(browser_of("admin"), "/admin/accounts/new", NEW | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="新しい 職員"' in answer.text or typed.get("name") == ""


def test_a_role_is_given_and_taken_at_once(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    admin, jiro = browser_of("admin"), browser_of("jiro")
    page = f"/admin/accounts/{cast.jiro}"
    assert jiro.get("/desk").status_code == 403
    assert post(admin, f"{page}/role", {"role": "coordinator"}, page=page).status_code == 303
    assert jiro.get("/desk").status_code == 200
    assert post(admin, f"{page}/role", {"role": "member"}, page=page).status_code == 303
    assert jiro.get("/desk").status_code == 403
    with database.transaction(writing=False):
        told = session.scalars(sa.select(AuditEntry).where(AuditEntry.verb == "account.role")).all()
        assert [entry.changed for entry in told] == [
            ["role:member", "role:coordinator"],
            ["role:coordinator", "role:member"],
        ]


def test_a_stopped_account_is_signed_out_and_stays_out_until_it_is_resumed(
    browser_of: BrowserOf, app, cast: Cast
) -> None:
    admin, jiro = browser_of("admin"), browser_of("jiro")
    page = f"/admin/accounts/{cast.jiro}"
    assert post(admin, f"{page}/stop", {}, page=page).status_code == 303
    assert jiro.get("/my").status_code == 401
    again = app.test_client()
    typed = {"email": "jiro@example.jp", "password": PASSWORD}
    assert post(again, "/login", typed).status_code == 422
    assert post(admin, f"{page}/resume", {}, page=page).status_code == 303
    assert post(again, "/login", typed).status_code == 303


def test_the_last_administrator_stays(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    admin = browser_of("admin")
    page = f"/admin/accounts/{cast.admin}"
    refused = post(admin, f"{page}/role", {"role": "member"}, page=page)
    assert refused.status_code == 422
    assert "管理者がいなくなるため" in refused.text
    post(admin, f"{page}/stop", {}, page=page)
    assert account_of(database, cast.admin).role is Role.ADMIN
    assert account_of(database, cast.admin).active


def test_of_two_administrators_who_demote_each_other_at_once_one_stays(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.get_one(Account, cast.hanako).role = Role.ADMIN
    ready = threading.Barrier(2)

    def demote(whom: int, by: int) -> None:
        ready.wait()
        try:
            with database.transaction():
                actions.change_role(session.get_one(Account, whom), Role.MEMBER, by=session.get_one(Account, by))
        except Refusal:
            pass

    pairs = [(cast.admin, cast.hanako), (cast.hanako, cast.admin)]
    threads = [threading.Thread(target=demote, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.transaction(writing=False):
        admins = sa.select(sa.func.count()).select_from(Account).where(Account.role == Role.ADMIN, Account.active)
        assert session.scalar(admins) == 1


def test_accounts_are_found_by_name_and_address(browser_of: BrowserOf) -> None:
    admin = browser_of("admin")
    assert "taro@example.jp" in admin.get("/admin/accounts?q=ＴＡＲＯ").text
    assert "taro@example.jp" not in admin.get("/admin/accounts?q=jiro").text
    assert "taro@example.jp" not in admin.get("/admin/accounts?role=admin").text
    assert "見つかりませんでした" in admin.get("/admin/accounts?q=だれでもない").text


@pytest.mark.parametrize(("who", "status"), [("", 401), ("taro", 403), ("hanako", 403)])
def test_roles_are_the_administrators(who: str, status: int, browser_of: BrowserOf) -> None:
    for address in (
        "/admin/accounts",
        "/admin/accounts/new",
        "/admin/accounts/1",
        "/admin/audit",
        "/admin/audit/export.jsonl",
    ):
        assert browser_of(who).get(address).status_code == status
