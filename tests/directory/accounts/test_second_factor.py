"""The authenticator app: set up, asked for, and what happens when it is not at hand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask.testing import FlaskClient

from app import create_app
from app.commands import main
from directory.accounts.models import RecoveryCode, SecondFactor, SignIn
from kit.clock import now, travelled
from kit.db import Database, session
from kit.settings import Settings, WrongSetting, read_settings
from kit.web import Application
from tests.cast import PASSWORD, Cast
from tests.conftest import post
from tests.directory.accounts.conftest import Post

BrowserOf = Callable[[str], FlaskClient]
PAGE = "/my/account/second-factor"
TARO = {"email": "taro@example.jp", "password": PASSWORD}


def code_of(secret: str, steps: int = 1) -> str:
    """The code that the app shows so many half minutes from now; the next one is accepted and was not used."""
    return pyotp.TOTP(secret).generate_otp(int(now().timestamp()) // 30 + steps)


def set_up(browser: FlaskClient) -> tuple[str, list[str]]:
    """Set it up as a person does; returns the secret that the app has read and the codes for paper."""
    assert post(browser, f"{PAGE}/begin", {}, page=PAGE).status_code == 303
    shown = browser.get(PAGE).text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", shown)[1].replace(" ", "")
    assert "<svg" in shown
    done = post(browser, f"{PAGE}/confirm", {"code": code_of(secret, 0)}, page=PAGE)
    assert done.status_code == 200
    return secret, re.findall(r"<code>(\w{5}-\w{5})</code>", done.text)


def test_after_the_password_a_code_is_asked_for(browser_of: BrowserOf, client: FlaskClient, mail: Post, count_rows):
    secret, codes = set_up(browser_of("taro"))
    assert len(set(codes)) == 10
    assert mail.kinds() == ["second_factor"]
    first = post(client, "/login", TARO | {"next": "/needs"})
    assert first.location == "/login/code"
    assert client.get("/my/account").status_code == 401
    assert count_rows(SignIn) == 1, "there is no session before the second step"
    wrong = post(client, "/login/code", {"code": "000000"})
    assert wrong.status_code == 422
    assert "番号が違います" in wrong.text
    assert client.get("/my/account").status_code == 401
    assert post(client, "/login/code", {"code": code_of(secret)}).location == "/needs"
    assert client.get("/my/account").status_code == 200


def test_a_link_and_a_new_password_ask_for_the_code_too(browser_of: BrowserOf, client: FlaskClient, mail: Post) -> None:
    set_up(browser_of("taro"))
    for address, data in (("/login/link", {}), ("/forgot", {"password": "これからはこの合言葉です"})):
        post(client, address, {"email": "taro@example.jp"})
        assert post(client, mail.link(), data).location == "/login/code"
        assert client.get("/my/account").status_code == 401


def test_a_code_counts_once(browser_of: BrowserOf, app) -> None:
    secret, _codes = set_up(browser_of("taro"))
    code = code_of(secret)
    for expected in (303, 422):
        client = app.test_client()
        post(client, "/login", TARO)
        assert post(client, "/login/code", {"code": code}).status_code == expected


def test_the_clock_of_a_telephone_may_be_half_a_minute_off_but_not_more(browser_of: BrowserOf, app) -> None:
    secret, _codes = set_up(browser_of("taro"))
    client = app.test_client()
    post(client, "/login", TARO)
    assert post(client, "/login/code", {"code": code_of(secret, 3)}).status_code == 422
    assert post(client, "/login/code", {"code": f" {code_of(secret, 1)} "}).status_code == 303


def test_a_code_on_paper_counts_once(browser_of: BrowserOf, app) -> None:
    _secret, codes = set_up(browser_of("taro"))
    for code, expected in ((codes[0], 303), (codes[0], 422), (codes[1].upper().replace("-", " "), 303)):
        client = app.test_client()
        post(client, "/login", TARO)
        assert post(client, "/login/code", {"code": code}).status_code == expected
    assert "あと8個" in client.get(PAGE).text


def test_guessing_codes_is_limited_and_the_right_one_works_after_the_wait(browser_of: BrowserOf, app) -> None:
    secret, codes = set_up(browser_of("taro"))
    client = app.test_client()
    statuses = []
    for _ in range(7):
        post(client, "/login", TARO)
        statuses.append(post(client, "/login/code", {"code": "abcde-fghjk"}).status_code)
    assert statuses == [422] * 5 + [429] * 2
    assert post(client, "/login/code", {"code": codes[0]}).status_code == 429
    with travelled(timedelta(minutes=15)):
        post(client, "/login", TARO)
        assert post(client, "/login/code", {"code": code_of(secret)}).status_code == 303


def test_the_second_step_is_not_waited_for_for_ever(browser_of: BrowserOf, client: FlaskClient) -> None:
    secret, _codes = set_up(browser_of("taro"))
    assert client.get("/login/code").location == "/login", "nobody has shown a password"
    post(client, "/login", TARO)
    with travelled(timedelta(minutes=10)):
        assert client.get("/login/code").location == "/login"
        late = post(client, "/login/code", {"code": code_of(secret)}, page="/login")
        assert late.location == "/login"


def test_it_counts_only_once_a_first_code_was_typed(browser_of: BrowserOf, client: FlaskClient) -> None:
    browser = browser_of("taro")
    post(browser, f"{PAGE}/begin", {}, page=PAGE)
    assert post(browser, f"{PAGE}/confirm", {"code": "000000"}, page=PAGE).status_code == 422
    assert post(client, "/login", TARO).location == "/"


def test_it_is_given_up_with_a_last_code(browser_of: BrowserOf, client: FlaskClient, mail: Post, count_rows) -> None:
    browser = browser_of("taro")
    secret, _codes = set_up(browser)
    assert post(browser, f"{PAGE}/off", {"code": "000000"}, page=PAGE).status_code == 422
    assert post(browser, f"{PAGE}/off", {"code": code_of(secret)}, page=PAGE).status_code == 303
    assert (count_rows(SecondFactor), count_rows(RecoveryCode)) == (0, 0)
    assert mail.kinds() == ["second_factor", "second_factor"]
    assert post(client, "/login", TARO).location == "/"


def test_new_codes_for_paper_make_the_old_ones_worthless(browser_of: BrowserOf, client: FlaskClient) -> None:
    browser = browser_of("taro")
    secret, old = set_up(browser)
    shown = post(browser, f"{PAGE}/codes", {"code": code_of(secret)}, page=PAGE)
    new = re.findall(r"<code>(\w{5}-\w{5})</code>", shown.text)
    assert len(set(new) - set(old)) == 10
    post(client, "/login", TARO)
    assert post(client, "/login/code", {"code": old[0]}).status_code == 422
    assert post(client, "/login/code", {"code": new[0]}).status_code == 303


def test_codes_for_paper_are_kept_as_hashes(browser_of: BrowserOf, database: Database) -> None:
    _secret, codes = set_up(browser_of("taro"))
    with database.transaction(writing=False):
        kept = [row.code_hash for row in session.query(RecoveryCode)]
    assert len(kept) == 10
    assert not set(kept) & {code.replace("-", "") for code in codes}


def test_who_has_lost_telephone_and_paper_is_helped_from_the_command_line(
    browser_of: BrowserOf, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(browser_of("taro"))
    monkeypatch.delenv("MUSUBITE_TEST_DATABASE_URL", raising=False)  # unknown to the service
    monkeypatch.setenv("MUSUBITE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("MUSUBITE_DATABASE_URL", settings.database_url)
    done = CliRunner().invoke(main, ["account", "forget-second-factor", "taro@example.jp"])
    assert done.exit_code == 0, done.output
    assert post(client, "/login", TARO).location == "/"
    assert CliRunner().invoke(main, ["account", "forget-second-factor", "nobody@example.jp"]).exit_code == 2


@pytest.fixture
def strict(settings: Settings, database: Database) -> Iterator[Callable[[str], FlaskClient]]:
    """Browsers of a service that asks its staff for a second factor."""
    app = create_app(replace(settings, second_factor="staff"))

    def sign_in(name: str) -> FlaskClient:
        client = app.test_client()
        assert post(client, "/login", {"email": f"{name}@example.jp", "password": PASSWORD}).status_code == 303
        return client

    yield sign_in
    app.database.engine.dispose()


@pytest.mark.parametrize("who", ["hanako", "admin"])
def test_staff_are_led_to_it_before_anything_else(strict: Callable[[str], FlaskClient], who: str, cast: Cast) -> None:
    browser = strict(who)
    for address in ("/desk", "/", f"/groups/{cast.river}", "/my/account"):
        assert browser.get(address).location == PAGE, address
    assert browser.get("/api/v1/groups").status_code == 403
    assert "設定が終わるまで" in browser.get(PAGE).text
    set_up(browser)
    assert browser.get("/desk").status_code == 200


def test_members_are_not_asked_for_it_and_staff_can_always_sign_out(strict: Callable[[str], FlaskClient]) -> None:
    assert strict("taro").get("/groups").status_code == 200
    staff = strict("hanako")
    assert post(staff, "/logout", {}, page=PAGE).status_code == 303
    assert staff.get("/groups").status_code == 200


def test_the_setting_knows_two_words() -> None:
    assert read_settings({"MUSUBITE_SECOND_FACTOR": "staff"}).second_factor == "staff"
    with pytest.raises(WrongSetting, match="MUSUBITE_SECOND_FACTOR"):
        read_settings({"MUSUBITE_SECOND_FACTOR": "yes"})


def test_a_copy_of_the_database_tells_nobodys_codes(
    browser_of: BrowserOf, app: Application, database: Database, client: FlaskClient
) -> None:
    secret, codes = set_up(browser_of("taro"))
    with database.transaction(writing=False):
        held = str(session.execute(sa.select(SecondFactor.__table__)).all())
    assert secret not in held
    app.config["SECRET_KEY"] = "another installation"
    assert post(client, "/login", TARO).location == "/login/code"
    assert post(client, "/login/code", {"code": code_of(secret)}).status_code == 422
    assert post(client, "/login/code", {"code": codes[0]}).status_code == 303, "the codes on paper still work"
