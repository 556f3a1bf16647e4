"""A request is a transaction; where none can be begun, a page says so."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from kit import db
from kit.db import Database


def test_while_nobody_may_write_a_page_says_so_and_reading_goes_on(
    client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL has many writers")
    monkeypatch.setattr(db, "SQLITE_BUSY_SECONDS", 0.1)
    with database.engine.connect() as somebody, somebody.begin():
        page, english, program = (client.post(path) for path in ("/login", "/en/login", "/api/v1/needs"))
        assert client.get("/login").status_code == 200
    assert {answer.status_code for answer in (page, english, program)} == {503}
    assert page.headers["Retry-After"]
    assert "混み合っている" in page.text
    assert "混み合っている" not in english.text
    assert program.mimetype == "application/problem+json"


@pytest.mark.parametrize("signed_in", [True, False])
def test_what_was_written_at_length_is_shown_again_when_a_form_comes_too_late(
    signed_in: bool, browser_of: Callable[[str], FlaskClient]
) -> None:
    browser = browser_of("hanako" if signed_in else "")
    story = "会計の締め方が分からず困っています。<b>\n決算は三月です。"
    form = {"csrf_token": "of a session that has ended" * 3, "title": "会計", "story": story, "password": "ひみつ" * 9}
    answer = browser.post("/needs/new", data=form)
    assert answer.status_code in (400, 401)
    assert "会計の締め方が分からず困っています。&lt;b&gt;" in answer.text
    assert "決算は三月です。" in answer.text
    assert "ひみつ" not in answer.text
    assert "of a session" not in answer.text
    assert "<form" not in answer.text.split("<main")[1].split("</main>")[0]  # a forged form is not sent on from here
