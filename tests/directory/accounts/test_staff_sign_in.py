"""City staff sign in through the city's own sign-in, a real OpenID provider in a thread."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey

from app import create_app
from directory.accounts.models import Account, StaffIdentity
from kit.db import Database, session
from kit.settings import Settings, WrongSetting, read_settings
from kit.web import Application
from tests.cast import Cast
from tests.conftest import post
from tests.directory.accounts.openid_provider import CLIENT_ID, CLIENT_SECRET, Provider
from tests.directory.accounts.test_second_factor import code_of, set_up

pytestmark = pytest.mark.server

HANAKO = {"sub": "city-0042", "email": "hanako@example.jp", "email_verified": True}


@pytest.fixture
def city() -> Iterator[Provider]:
    """The city's sign-in, where Hanako is signed in."""
    provider = Provider()
    provider.user = dict(HANAKO)
    yield provider
    provider.close()


@pytest.fixture
def linked(settings: Settings, database: Database, city: Provider) -> Iterator[Application]:
    """A service that trusts it."""
    own = {"oidc_issuer": city.issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET}
    app = create_app(replace(settings, **own))
    yield app
    app.database.engine.dispose()


def go(client: FlaskClient, **changed: str):
    """The whole way: there, back, and the button."""
    there = client.get("/login/staff")
    assert there.status_code == 302, there.text
    back = requests.get(there.location, allow_redirects=False, timeout=5)
    assert back.status_code == 302, back.text
    address = back.headers["Location"].removeprefix("http://localhost")
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert client.get("/my/account").status_code == 401
    return post(client, "/login/staff/back", query | changed, page=address)


def test_staff_sign_in_by_their_verified_address_and_then_by_who_they_are(
    linked: Application, city: Provider, database: Database, cast: Cast
) -> None:
    client = linked.test_client()
    assert "市の職員としてログインする" in client.get("/login").text
    assert go(client).status_code == 303
    assert client.get("/desk").status_code == 200
    city.user = {"sub": "city-0042", "email": "married@example.jp", "email_verified": True}
    again = linked.test_client()
    assert go(again).status_code == 303, "the subject counts, not the address"
    assert "hanako さん" in again.get("/").text
    with database.transaction(writing=False):
        identity = session.query(StaffIdentity).one()
        assert (identity.account_id, identity.issuer, identity.subject) == (cast.hanako, city.issuer, "city-0042")
    assert city.refused == []


@pytest.mark.parametrize(
    "user",
    [
        {"sub": "1", "email": "hanako@example.jp", "email_verified": False},
        {"sub": "1", "email": "hanako@example.jp"},
        {"sub": "1", "email": "hanako@example.jp", "email_verified": "true"},
        {"sub": "1", "email": "stranger@example.jp", "email_verified": True},
        {"sub": "1"},
    ],
)
def test_no_account_is_made_or_guessed(
    linked: Application, city: Provider, user: dict[str, object], count_rows
) -> None:
    city.user = dict(user)
    client = linked.test_client()
    refused = go(client)
    assert refused.status_code == 403
    assert "アカウントがありません" in refused.text
    assert client.get("/desk").status_code == 401
    assert (count_rows(Account), count_rows(StaffIdentity)) == (4, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "http://evil.example"},
        {"aud": "another-service"},
        {"aud": "another-service", "azp": CLIENT_ID},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"sub": None},
    ],
    ids=str,
)
def test_an_answer_that_is_not_for_this_sign_in_is_refused(
    linked: Application, city: Provider, wrong: dict[str, object]
) -> None:
    city.tamper = wrong
    client = linked.test_client()
    refused = go(client)
    assert refused.status_code == 400
    assert "市のログインがうまくいきませんでした" in refused.text
    assert client.get("/desk").status_code == 401


@pytest.mark.parametrize("forged", ["another key", "HS256"])
def test_an_answer_that_the_citys_key_did_not_sign_is_refused(linked: Application, city: Provider, forged: str) -> None:
    if forged == "HS256":
        city.algorithm = "HS256"
    else:
        city.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
    client = linked.test_client()
    assert go(client).status_code == 400
    assert client.get("/desk").status_code == 401


def test_the_state_must_be_that_of_this_browser(linked: Application, city: Provider) -> None:
    assert go(linked.test_client(), state="another").status_code == 400
    stolen = linked.test_client()
    there = linked.test_client().get("/login/staff")
    back = requests.get(there.location, allow_redirects=False, timeout=5).headers["Location"]
    address = back.removeprefix("http://localhost")
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert post(stolen, "/login/staff/back", query, page=address).status_code == 400
    assert stolen.get("/desk").status_code == 401


def test_coming_back_signs_in_only_by_the_button_and_only_once(linked: Application) -> None:
    client = linked.test_client()
    there = client.get("/login/staff")
    address = requests.get(there.location, allow_redirects=False, timeout=5).headers["Location"]
    address = address.removeprefix("http://localhost")
    assert client.get(address).status_code == client.get(address).status_code == 200
    assert client.get("/desk").status_code == 401
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)[1]
    assert client.post("/login/staff/back", data=query | {"csrf_token": token}).status_code == 303
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)[1]
    assert client.post("/login/staff/back", data=query | {"csrf_token": token}).status_code == 400


def test_the_second_factor_is_asked_for_here_too(linked: Application) -> None:
    client = linked.test_client()
    assert go(client).status_code == 303
    secret, _codes = set_up(client)
    other = linked.test_client()
    assert go(other).location == "/login/code"
    assert other.get("/desk").status_code == 401
    assert post(other, "/login/code", {"code": code_of(secret)}).status_code == 303


def test_a_closed_account_stays_closed(linked: Application, database: Database, cast: Cast) -> None:
    assert go(linked.test_client()).status_code == 303
    with database.transaction():
        session.get_one(Account, cast.hanako).active = False
    assert go(linked.test_client()).status_code == 403


def test_refusing_at_the_citys_page_is_answered_calmly(linked: Application) -> None:
    answer = linked.test_client().get("/login/staff/back?error=access_denied&state=x")
    assert answer.status_code == 400
    assert "もう一度はじめから" in answer.text


def test_a_city_that_does_not_answer_is_said_to_the_person(linked: Application, city: Provider) -> None:
    city.close()
    answer = linked.test_client().get("/login/staff")
    assert answer.status_code == 400
    assert "うまくいきませんでした" in answer.text


def test_without_the_setting_there_is_no_such_way(client: FlaskClient) -> None:
    assert "市の職員" not in client.get("/login").text
    assert client.get("/login/staff").status_code == 404
    assert client.get("/login/staff/back?code=1").status_code == 404


def test_the_settings_belong_together() -> None:
    with pytest.raises(WrongSetting, match="MUSUBITE_OIDC_CLIENT_ID"):
        read_settings({"MUSUBITE_OIDC_ISSUER": "https://login.example.jp"})
