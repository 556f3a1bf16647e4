"""What the doctor finds, and what it says to do."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands import main
from app.doctor import examine
from app.setup import Setup
from kit import audit
from kit.audit_triggers import unprotect
from kit.db import Database
from kit.settings import Settings
from tests.conftest import POSTGRES
from tests.receiver import a_receiver, listening


@pytest.fixture
def findings(settings: Settings, database: Database, work: Callable[[], int]) -> Callable[..., dict[str, bool]]:
    """What is found with these settings: good or not, by what was looked at."""
    work()

    def look(**changed: object) -> dict[str, bool]:
        setup = Setup(dataclasses.replace(settings, **changed), database)
        found = list(examine(setup))
        assert all(finding.good or finding.remedy for finding in found)
        return {finding.what: finding.good for finding in found}

    return look


def test_nothing_is_wrong_with_a_good_installation(findings: Callable[..., dict[str, bool]]) -> None:
    assert set(findings().values()) == {True}


def test_an_open_line_to_the_public_is_wrong(findings: Callable[..., dict[str, bool]]) -> None:
    assert findings(base_url="http://musubite.example.jp")["設定"] is False
    assert findings(base_url="https://musubite.example.jp")["設定"] is True


def test_a_missing_index_is_wrong(findings: Callable[..., dict[str, bool]], settings: Settings) -> None:
    shutil.rmtree(settings.index_dir)
    assert findings()["検索の索引"] is False


def test_an_entry_changed_behind_our_back_is_wrong(
    findings: Callable[..., dict[str, bool]], database: Database
) -> None:
    with database.transaction():
        audit.record("one", "group:1", actor_id=1)
    assert findings()["操作の記録"] is True
    with database.engine.begin() as connection:
        unprotect(connection)
        connection.exec_driver_sql("UPDATE audit_entries SET verb = 'two'")
    assert findings()["操作の記録"] is False


def test_a_mail_server_that_does_not_answer_is_wrong(findings: Callable[..., dict[str, bool]]) -> None:
    receiver = a_receiver()
    with listening(receiver):
        assert findings(mail_url=receiver.url)["メール"] is True
    assert (receiver.received, receiver.calls) == ([], 0)
    assert findings(mail_url=receiver.url)["メール"] is False


def test_without_a_japanese_font_nothing_can_be_printed(
    findings: Callable[..., dict[str, bool]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert findings()["印刷の文字"] is False


def test_a_place_for_uploads_that_cannot_be_written_to_is_wrong(
    findings: Callable[..., dict[str, bool]], settings: Settings
) -> None:
    (settings.data_dir / "uploads").mkdir()
    assert findings()["添付書類などの置き場所"] is True
    (settings.data_dir / "uploads").rmdir()
    (settings.data_dir / "uploads").write_text("")
    assert findings()["添付書類などの置き場所"] is False


@pytest.mark.skipif(bool(POSTGRES), reason="a file that is no database")
def test_a_database_that_cannot_be_read_is_wrong(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "no.db").write_bytes(b"this is no database" * 100)
    broken = Setup(settings, Database(f"sqlite:///{tmp_path / 'no.db'}"))
    found = {finding.what: finding for finding in examine(broken)}
    assert found["データベース"].good is False
    assert "操作の記録" not in found
    empty = Setup(settings, Database(f"sqlite:///{tmp_path / 'empty.db'}"))
    assert "musubite init" in str({finding.what: finding for finding in examine(empty)}["データベース"])


def run(settings: Settings, *arguments: str) -> Result:
    environment = {
        "MUSUBITE_DATA_DIR": str(settings.data_dir),
        "MUSUBITE_DATABASE_URL": settings.database_url,
        "MUSUBITE_SECRET_KEY": "tests",
        "MUSUBITE_TEST_DATABASE_URL": None,  # the tests' own, which the product does not know
    }
    return CliRunner(env=environment).invoke(main, arguments)


def test_the_command_says_it_in_words_and_in_its_exit_status(
    settings: Settings, database: Database, work: Callable[[], int]
) -> None:
    shutil.rmtree(settings.index_dir)
    missing = run(settings, "doctor")
    assert missing.exit_code == 1
    assert "× 検索の索引：まだありません → musubite reindex" in missing.output
    work()
    whole = run(settings, "doctor")
    assert whole.exit_code == 0, whole.output
    assert "すべて整っています。" in whole.output


def test_the_audit_is_exported_line_by_line(settings: Settings, database: Database, tmp_path: Path) -> None:
    with database.transaction():
        audit.record("one", "group:1", actor_id=1)
    file = tmp_path / "audit.jsonl"
    done = run(settings, "audit", "export", "--out", str(file))
    assert done.exit_code == 0, done.output
    lines = file.read_text(encoding="utf-8").splitlines()
    assert '"verb": "one"' in lines[-1]
    assert '"verb": "one"' in run(settings, "audit", "export").output
    with database.engine.begin() as connection:
        unprotect(connection)
        connection.exec_driver_sql("UPDATE audit_entries SET reason = 'x'")
    assert run(settings, "audit", "export", "--out", str(file)).exit_code == 1
