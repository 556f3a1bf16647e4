"""Programs that act for an account."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import jsonify
from flask.testing import FlaskClient

from app import create_app
from app.commands import main
from directory.accounts import me
from directory.accounts.models import ApiToken
from directory.accounts.queries import find_by_email
from kit.access import MEMBERS, open_to
from kit.clock import travelled
from kit.db import Database, session
from kit.settings import Settings
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
NEW = "/my/account/tokens/new"


def make(browser: FlaskClient, **data: str) -> str:
    shown = post(browser, NEW, {"name": "表計算", "scope": "read", "days": "30"} | data)
    assert shown.status_code == 200, shown.text
    return re.search(r"<code>(mb_[\w-]+)</code>", shown.text)[1]


def by(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def writable(settings: Settings, database: Database) -> Iterator[FlaskClient]:
    """A program's client of a service whose API has something small to write."""

    app = create_app(settings)

    @open_to(MEMBERS)
    def write():
        return jsonify(name=me.me().name)

    app.add_url_rule("/api/v1/try", view_func=write, methods=["GET", "POST"])
    yield app.test_client()
    app.database.engine.dispose()


def test_a_program_sees_what_its_account_sees(browser_of: BrowserOf, client: FlaskClient, cast: Cast) -> None:
    token = make(browser_of("hanako"))
    address = f"/api/v1/people/{cast.quiet}"
    assert client.get(address).status_code == 404
    assert client.get(address, headers=by(token)).status_code == 200
    assert client.get(address, headers=by(make(browser_of("jiro")))).status_code == 404
    assert client.get("/desk", headers=by(token)).status_code == 401, "a token is for the API only"


def test_a_bad_token_is_said_to_be_bad_also_where_none_is_needed(client: FlaskClient, browser_of: BrowserOf) -> None:
    for browser in (client, browser_of("hanako")):
        answer = browser.get("/api/v1/groups", headers=by("mb_nothing"))
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert "トークン" in answer.json["detail"]


def test_a_token_for_reading_writes_nothing(browser_of: BrowserOf, writable: FlaskClient) -> None:
    reading, writing = make(browser_of("taro")), make(browser_of("taro"), scope="write")
    assert writable.get("/api/v1/try", headers=by(reading)).json == {"name": "taro"}
    refused = writable.post("/api/v1/try", headers=by(reading))
    assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")
    assert writable.post("/api/v1/try", headers=by(writing)).json == {"name": "taro"}
    assert writable.post("/api/v1/try").status_code == 400, "without a token it needs one of our forms"


def test_a_token_is_for_reading_unless_more_is_chosen(browser_of: BrowserOf, client: FlaskClient) -> None:
    form = browser_of("taro").get(NEW).text
    assert re.findall(r'value="(\w+)" checked', form) == ["read"]
    assert re.findall(r'name="scope" value="(\w+)"', form) == ["read", "write", "introductions"]
    token = make(browser_of("taro"), scope="introductions")
    assert client.get("/api/v1/introductions", headers=by(token)).json["total"] == 0
    refused = client.get("/api/v1/introductions", headers=by(make(browser_of("taro"))))
    assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")


def test_a_token_ends_on_its_day_when_revoked_and_with_its_account(
    browser_of: BrowserOf, client: FlaskClient, database: Database
) -> None:
    browser = browser_of("taro")
    first, second, third = make(browser), make(browser, days="365"), make(browser)

    def works(token: str) -> bool:
        return client.get("/api/v1/groups", headers=by(token)).status_code == 200

    with travelled(timedelta(days=29)):
        assert works(first)
    with travelled(timedelta(days=30)):
        assert not works(first)
        assert works(second)
    revoke = re.findall(r'action="(/my/account/tokens/\d+/revoke)"', browser.get("/my/account").text)
    assert len(revoke) == 3
    assert post(browser_of("jiro"), revoke[0], {}, page="/my/account").status_code == 404
    assert post(browser, revoke[0], {}, page="/my/account").status_code == 303
    assert [works(token) for token in (first, second, third)] == [True, True, False]
    with database.transaction():
        account = find_by_email("taro@example.jp")
        assert account
        account.active = False
    assert not works(first)


@pytest.mark.parametrize(
    "wrong", [{"days": "366"}, {"days": "0"}, {"name": ""}, {"scope": "all"}, {"days": "いつまでも"}]
)
def test_what_cannot_be_given_is_refused_at_the_field(browser_of: BrowserOf, wrong: dict[str, str], count_rows) -> None:
    answer = post(browser_of("taro"), NEW, {"name": "表計算", "scope": "read", "days": "30"} | wrong)
    assert answer.status_code == 422
    assert f'id="{next(iter(wrong))}-error"' in answer.text
    assert count_rows(ApiToken) == 0


def test_the_token_itself_is_kept_nowhere(browser_of: BrowserOf, settings: Settings) -> None:
    token = make(browser_of("taro"))
    assert "表計算" in browser_of("taro").get("/my/account").text
    for path in settings.data_dir.glob("musubite.db*"):
        assert token.encode() not in path.read_bytes()


def test_the_command_prints_a_token_once(
    settings: Settings, database: Database, client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MUSUBITE_TEST_DATABASE_URL", raising=False)  # unknown to the service
    monkeypatch.setenv("MUSUBITE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("MUSUBITE_DATABASE_URL", settings.database_url)
    made = CliRunner().invoke(main, ["account", "token", "hanako@example.jp", "--scope", "write", "--days", "7"])
    assert made.exit_code == 0, made.output
    answer = client.get(f"/api/v1/people/{cast.quiet}", headers=by(made.output.strip()))
    assert answer.status_code == 200
    with database.transaction(writing=False):
        token = session.query(ApiToken).one()
        assert (token.scope, (token.expires_at - token.created_at).days) == ("write", 7)
    assert CliRunner().invoke(main, ["account", "token", "nobody@example.jp"]).exit_code == 2
    assert CliRunner().invoke(main, ["account", "token", "hanako@example.jp", "--days", "366"]).exit_code == 2
