"""The ways in: password, link, forgotten password; and how often one may be wrong."""

import multiprocessing
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts import actions, attempts
from directory.accounts.models import Account, SignIn
from directory.accounts.queries import find_by_email
from kit.audit import AuditEntry
from kit.clock import travelled
from kit.db import Database, session
from kit.errors import TooMany
from kit.settings import Settings
from tests.cast import PASSWORD
from tests.conftest import post
from tests.depth import times
from tests.directory.accounts.conftest import Post

BrowserOf = Callable[[str], FlaskClient]
TRIES = times(60, 250)
"""Of each of four processes."""
TARO = {"email": "taro@example.jp", "password": PASSWORD}


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/my/account").status_code == 200


def test_a_link_signs_in_once(client: FlaskClient, mail: Post) -> None:
    assert post(client, "/login/link", {"email": " TARO@example.jp"}).location == "/sent/link"
    link = mail.link("taro@example.jp")
    assert client.get(link).status_code == 200
    assert not is_signed_in(client)
    assert post(client, link, {}).status_code == 303
    assert is_signed_in(client)
    assert post(client, link, {}, page="/").status_code == 400


def test_a_sign_in_link_is_good_for_a_quarter_of_an_hour_and_ends_with_the_next(
    client: FlaskClient, mail: Post
) -> None:
    post(client, "/login/link", {"email": "taro@example.jp"})
    link = mail.link()
    with travelled(timedelta(minutes=15)):
        assert client.get(link).status_code == 400
    post(client, "/login/link", {"email": "taro@example.jp"})
    assert client.get(link).status_code == 400
    assert client.get(mail.link()).status_code == 200


def test_a_closed_account_gets_no_letter_and_its_links_open_nothing(
    client: FlaskClient, mail: Post, database: Database
) -> None:
    post(client, "/login/link", {"email": "taro@example.jp"})
    link = mail.link()
    with database.transaction():
        account = find_by_email("taro@example.jp")
        assert account
        account.active = False
    assert client.get(link).status_code == 400
    assert post(client, link, {}, page="/login").status_code == 400
    for address in ("/login/link", "/forgot"):
        post(client, address, {"email": "taro@example.jp"})
    assert len(mail.letters()) == 1


def test_a_forgotten_password_is_chosen_anew(client: FlaskClient, browser_of: BrowserOf, mail: Post) -> None:
    elsewhere = browser_of("taro")
    post(client, "/forgot", {"email": "taro@example.jp"})
    link = mail.link()
    short = post(client, link, {"password": "短い"})
    assert short.status_code == 422
    assert "10文字以上" in short.text
    assert post(client, link, {"password": "これからはこの合言葉です"}).status_code == 303
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert mail.kinds("taro@example.jp") == ["new_password", "password_changed"]
    assert post(elsewhere, "/login", TARO).status_code == 422
    assert post(elsewhere, "/login", TARO | {"password": "これからはこの合言葉です"}).status_code == 303


def test_the_link_for_a_new_password_is_good_for_half_an_hour(client: FlaskClient, mail: Post) -> None:
    post(client, "/forgot", {"email": "taro@example.jp"})
    with travelled(timedelta(minutes=30)):
        assert client.get(mail.link()).status_code == 400


def test_a_new_password_ends_the_links_that_were_sent_before(client: FlaskClient, mail: Post) -> None:
    post(client, "/login/link", {"email": "taro@example.jp"})
    way_in = mail.link()
    post(client, "/forgot", {"email": "taro@example.jp"})
    post(client, mail.link(), {"password": "これからはこの合言葉です"})
    assert client.get(way_in).status_code == 400


def test_after_ten_wrong_passwords_even_the_right_one_has_to_wait(client: FlaskClient) -> None:
    statuses = [post(client, "/login", TARO | {"password": f"wrong {n}"}).status_code for n in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    refused = post(client, "/login", TARO)
    assert refused.status_code == 429
    assert "15分ほど待ってから" in refused.text
    with travelled(timedelta(minutes=14)):
        early = [post(client, "/login", TARO).status_code for _ in range(10)]
        assert early == [429] * 10, "asking too early does not lengthen the wait"
    with travelled(timedelta(minutes=15)):
        assert post(client, "/login", TARO).status_code == 303


def test_a_right_password_forgets_the_wrong_ones(app, database: Database) -> None:
    for _ in range(2):
        with database.transaction():
            for _wrong in range(9):
                attempts.take([(attempts.SIGN_IN_EMAIL, TARO["email"])])
        assert post(app.test_client(), "/login", TARO).status_code == 303


def test_many_who_are_right_may_come_from_one_place(app, database: Database) -> None:
    with database.transaction():
        for _ in range(58):
            attempts.take([(attempts.SIGN_IN_PLACE, "127.0.0.1")])
    assert [post(app.test_client(), "/login", TARO).status_code for _ in range(4)] == [303] * 4
    wrong = [post(app.test_client(), "/login", TARO | {"email": f"no{n}@example.jp"}).status_code for n in range(3)]
    assert wrong == [422, 422, 429]


def test_of_many_wrong_passwords_at_once_ten_are_tried(database: Database, settings: Settings) -> None:
    start = threading.Event()
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(_attempts, settings.database_address, start, 5, 200) for _ in range(8)]
        start.set()
        assert sum((done.result() for done in waiting), Counter()) == {"tried": 10, "refused": 30}


def _attempts(address: str, start: Any, count: int, places: int) -> Counter[str]:
    """What came of so many wrong passwords, in a process of its own."""
    database = Database(address)
    found: Counter[str] = Counter()
    start.wait(30)
    for number in range(count):
        try:
            with database.transaction():
                try:
                    actions.check_password("taro@example.jp", f"wrong {number}", place=f"192.0.2.{number % places}")
                except actions.WrongSignIn:
                    found["tried"] += 1
        except TooMany:
            found["refused"] += 1
    database.engine.dispose()
    return found


@pytest.mark.server
def test_of_very_many_wrong_passwords_from_several_processes_ten_are_tried(
    settings: Settings, database: Database, client: FlaskClient
) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(4) as pool:
        start = manager.Event()
        work = [(settings.database_address, start, TRIES, 200)] * 4
        waiting = pool.starmap_async(_attempts, work)
        start.set()
        assert sum(waiting.get(120), Counter()) == {"tried": 10, "refused": 4 * TRIES - 10}
    assert post(client, "/login", TARO).status_code == 429
    with travelled(timedelta(minutes=15)):
        assert post(client, "/login", TARO).status_code == 303


def test_no_other_sites_page_follows_a_sign_in(app) -> None:
    for wrong in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert post(app.test_client(), "/login", TARO | {"next": wrong}).location == "/"
    assert post(app.test_client(), "/login", TARO | {"next": "/needs?day=5"}).location == "/needs?day=5"


def test_every_sign_in_is_recorded(client: FlaskClient, database: Database) -> None:
    post(client, "/login", TARO)
    with database.transaction(writing=False):
        account = find_by_email("taro@example.jp")
        assert account
        entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.actor_id == account.id)).all()
        assert [(entry.verb, entry.subject) for entry in entries] == [("account.signed_in", f"account:{account.id}")]


@pytest.mark.parametrize("address", ["/login", "/signup", "/forgot", "/login/link"])
def test_a_form_without_its_token_is_refused(client: FlaskClient, address: str) -> None:
    assert client.post(address, data=TARO | {"name": "x"}).status_code == 400


def test_signing_in_again_ends_the_sign_in_before(client: FlaskClient, count_rows, mail: Post) -> None:
    post(client, "/login", TARO)
    post(client, "/login/link", {"email": "taro@example.jp"})
    post(client, mail.link(), {})
    assert count_rows(SignIn) == 1
    assert count_rows(Account) == 4
