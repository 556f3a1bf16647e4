"""The command line as an operator meets it before anything is set up."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.commands import main


@pytest.mark.parametrize("arguments", [["work", "--once"], ["suggest", "1"], ["undo-import", "1"], ["audit", "export"]])
def test_a_database_that_is_not_ready_is_said_with_what_to_do(arguments: list[str], tmp_path: Path) -> None:
    environment = {"MUSUBITE_DATA_DIR": str(tmp_path), "MUSUBITE_DATABASE_URL": "", "MUSUBITE_TEST_DATABASE_URL": None}
    told = CliRunner(env=environment).invoke(main, arguments)
    assert told.exit_code == 1
    assert "musubite init" in told.output
    assert "Traceback" not in told.output


def test_a_migration_that_fails_says_why_and_changes_nothing(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "musubite.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE groups (mine)")
        environment = {"MUSUBITE_DATA_DIR": str(tmp_path), "MUSUBITE_DATABASE_URL": ""}
        told = CliRunner(env=environment).invoke(main, ["init"])
        assert told.exit_code == 1
        assert "何も変えていません：table groups already exists" in told.output
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("groups",)]
