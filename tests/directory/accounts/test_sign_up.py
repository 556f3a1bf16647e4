"""Somebody gets an account by answering a letter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Role
from directory.accounts.queries import find_by_email
from kit.clock import travelled
from kit.db import Database, session
from kit.links import Link
from tests.cast import PASSWORD, Cast
from tests.conftest import post
from tests.directory.accounts.conftest import Post

NEW = {"name": "新しい はな子", "email": "new@example.jp", "password": "ながい合言葉をきめました"}


def sign_up(client: FlaskClient, **changed: str):
    return post(client, "/signup", NEW | changed)


def test_an_account_exists_when_the_letter_was_answered(
    client: FlaskClient, mail: Post, database: Database, count_rows: Callable[[type], int]
) -> None:
    before = count_rows(Account)
    answer = sign_up(client)
    assert (answer.status_code, answer.location) == (303, "/sent/signup")
    assert "確認のメールを送りました" in client.get(answer.location).text
    letter = mail.letters()[0]
    assert (letter.email, letter.title) == ("new@example.jp", "メールアドレスの確認")
    assert len(letter.body.splitlines()) <= 12
    link = mail.link()
    assert client.get(link).status_code == client.get(link).status_code == 200, "looking uses nothing up"
    assert count_rows(Account) == before
    assert post(client, link, {}).status_code == 303
    with database.transaction(writing=False):
        account = find_by_email("NEW@example.jp")
        assert account
        assert (account.name, account.role, account.active) == (NEW["name"], Role.MEMBER, True)
        details = session.scalars(sa.select(Link.details).where(Link.purpose == "accounts.sign_up")).all()
        assert details == [{}], "what was kept for the account is not kept twice"
    assert "新しい はな子" in client.get("/my/account").text


def test_the_password_typed_before_the_letter_signs_in_afterwards(app, client: FlaskClient, mail: Post) -> None:
    sign_up(client)
    post(client, mail.link(), {})
    answer = post(app.test_client(), "/login", {"email": NEW["email"], "password": NEW["password"]})
    assert answer.status_code == 303


def test_nothing_tells_whether_an_address_has_an_account(client: FlaskClient, mail: Post, cast: Cast) -> None:
    known, unknown = sign_up(client, email="taro@example.jp"), sign_up(client)
    assert (known.status_code, known.location, known.data) == (unknown.status_code, unknown.location, unknown.data)
    assert mail.kinds("taro@example.jp") == ["exists"]
    assert mail.link("taro@example.jp") == "/login"
    for address in ("/login/link", "/forgot"):
        known, unknown = (post(client, address, {"email": f"{name}@example.jp"}) for name in ("taro", "nobody"))
        assert (known.status_code, known.location, known.data) == (unknown.status_code, unknown.location, unknown.data)
    assert mail.letters("nobody@example.jp") == []


def test_the_link_is_good_for_a_day_and_once(client: FlaskClient, mail: Post) -> None:
    sign_up(client)
    link = mail.link()
    with travelled(timedelta(hours=23)):
        assert client.get(link).status_code == 200
    with travelled(timedelta(hours=24)):
        assert client.get(link).status_code == 400
        assert "期限が過ぎた" in client.get(link).text
    token_page = "/login"
    assert post(client, link, {}).status_code == 303
    assert post(client, "/logout", {}, page="/").status_code == 303
    assert post(client, link, {}, page=token_page).status_code == 400


def test_a_second_sign_up_makes_the_first_link_worthless(client: FlaskClient, mail: Post) -> None:
    sign_up(client)
    first = mail.link()
    sign_up(client)
    assert client.get(first).status_code == 400
    assert client.get(mail.link()).status_code == 200


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "短い"}, "パスワードは10文字以上にしてください。"),
        ({"email": "new@"}, "のような形で入力してください。"),
        ({"email": "a@example.jp, b@example.jp"}, "のような形で入力してください。"),
        ({"name": ""}, "入力してください。"),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_what_was_typed_stays(
    client: FlaskClient, mail: Post, changed: dict[str, str], words: str
) -> None:
    answer = sign_up(client, **changed)
    assert answer.status_code == 422
    assert words in answer.text
    assert (changed | NEW)["email"] in answer.text or "email" in changed
    assert NEW["password"] not in answer.text
    assert mail.letters() == []


def test_an_address_in_wide_letters_is_understood(client: FlaskClient, mail: Post) -> None:
    assert sign_up(client, email="ｎｅｗ＠ｅｘａｍｐｌｅ．ｊｐ").status_code == 303
    assert mail.letters()[0].email == "new@example.jp"


def test_letters_are_limited_by_address_and_by_place(app, mail: Post) -> None:
    client = app.test_client()
    answers = [sign_up(client).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]
    assert "1時間ほど待ってから" in sign_up(client).text
    statuses = [sign_up(client, email=f"new{number}@example.jp").status_code for number in range(30)]
    assert statuses == [303] * 25 + [429] * 5
    with travelled(timedelta(hours=1)):
        assert sign_up(client).status_code == 303


def test_letters_lead_to_our_own_address_whatever_host_was_asked(client: FlaskClient, mail: Post) -> None:
    token = client.get("/forgot", headers={"Host": "evil.example"}).text.split('name="csrf_token" value="')[1]
    data = {"email": "taro@example.jp", "csrf_token": token.split('"')[0]}
    assert client.post("/forgot", data=data, headers={"Host": "evil.example"}).status_code in (303, 400)
    assert not [letter for letter in mail.letters() if "evil" in letter.body + letter.link]


def test_english_pages_write_english_addresses(client: FlaskClient, mail: Post) -> None:
    post(client, "/en/signup", NEW)
    assert mail.link().startswith("/en/signup/")
    assert mail.letters()[0].language == "en"


def test_an_account_made_meanwhile_is_not_made_twice(client: FlaskClient, mail: Post, database: Database) -> None:
    sign_up(client)
    with database.transaction():
        session.add(
            Account(email=NEW["email"], email_key=NEW["email"], name="先に", role=Role.MEMBER, password_hash=PASSWORD)
        )
    assert post(client, mail.link(), {}).status_code == 409
