"""A request is a transaction; where none can be begun, a page says so."""

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
