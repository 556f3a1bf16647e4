"""``musubite doctor``: is this installation in order, and if not, what to do?"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click
import sqlalchemy as sa

from app import migrations
from app.setup import Setup
from kit import audit
from kit.settings import Settings
from kit.smtp import Undelivered, read_mail_url
from search.engine import Index, IndexUnavailable
from search.shelves import Condition

LEAST_FREE_GIGABYTES = 1
_GIGABYTE = 1024**3


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, what was found, and what to do where something is wrong."""

    what: str
    good: bool
    words: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{'○' if self.good else '×'} {self.what}：{self.words}" + (f" → {self.remedy}" if self.remedy else "")


@click.command()
@click.pass_obj
def doctor(setup: Setup) -> None:
    """Look whether everything is in order; exit status 1 when something is not."""
    findings = []
    for finding in examine(setup):
        findings.append(finding)
        click.echo(str(finding))
    sick = sum(not finding.good for finding in findings)
    click.echo(f"{sick}か所を直してください。" if sick else "すべて整っています。")
    sys.exit(1 if sick else 0)


def examine(setup: Setup) -> Iterator[Finding]:
    """Every finding; what needs the database is passed over while it cannot be used."""
    yield _settings(setup.settings)
    database = _database(setup)
    yield database
    checks: list[Callable[[], Finding]] = [lambda: _index(setup.settings)]
    if database.good:
        checks.append(lambda: _audit(setup))
    checks += [
        lambda: _mail(setup.settings),
        _fonts,
        lambda: _folder("添付書類などの置き場所", setup.settings.data_dir / "uploads"),
        lambda: _folder("データの置き場所", setup.settings.data_dir),
        lambda: _disk(setup.settings),
    ]
    for check in checks:
        yield check()


def _settings(settings: Settings) -> Finding:
    what = "設定"
    if settings.base_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        return Finding(what, True, f"読めました（公開する住所は {settings.base_url}）")
    remedy = "HTTPS のウェブサーバーを前に置き、MUSUBITE_BASE_URL を https:// から始まる住所にしてください"
    return Finding(what, False, f"公開する住所 {settings.base_url} が暗号化されていません", remedy)


def _database(setup: Setup) -> Finding:
    what = "データベース"
    kind = "SQLite" if setup.database.is_sqlite else "PostgreSQL"
    try:
        current = migrations.is_current(setup.database)
    except sa.exc.SQLAlchemyError as error:
        remedy = "データベースが動いているか、MUSUBITE_DATABASE_URL が正しいかを確かめてください"
        return Finding(what, False, f"{kind} に接続できません（{type(error).__name__}）", remedy)
    if not current:
        return Finding(what, False, f"{kind} の形が古いか、まだ作られていません", "musubite init を実行してください")
    return Finding(what, True, f"{kind} は最新の形です")


def _index(settings: Settings) -> Finding:
    what, index = "検索の索引", Index(settings.index_dir)
    condition = index.condition()
    if condition is Condition.READY:
        with suppress(IndexUnavailable):
            return Finding(what, True, f"{index.documents:,}件が入っています（世代 {index.generation}）")
    words = {
        Condition.MISSING: "まだありません",
        Condition.OUTDATED: "前の版のままです",
    }.get(condition, "壊れています")
    return Finding(what, False, words, "musubite reindex を実行してください")


def _audit(setup: Setup) -> Finding:
    what = "操作の記録"
    with setup.database.transaction(writing=False) as reading:
        broken = audit.verify()
        count = reading.scalar(sa.select(sa.func.count()).where(audit.AuditEntry.number.is_not(None))) or 0
    if broken is None:
        return Finding(what, True, f"{count:,}件がつながっています")
    remedy = "だれかがデータベースを直接書きかえたおそれがあります。バックアップと比べ、管理責任者に知らせてください"
    return Finding(what, False, f"{broken}番目の記録から、つながりが切れています", remedy)


def _mail(settings: Settings) -> Finding:
    what = "メール"
    if not settings.mail_url:
        return Finding(what, True, "送信サーバーは設定されていません（手紙は送信箱で待ちます）")
    server = read_mail_url(settings.mail_url)
    try:
        server.greet()
    except Undelivered as error:
        remedy = "MUSUBITE_MAIL_URL の名前・番号・合言葉と、サーバーが動いているかを確かめてください"
        return Finding(what, False, f"{server.host}:{server.port} を使えません（{error.trouble}）", remedy)
    return Finding(what, True, f"{server.host}:{server.port} が答えました（何も送っていません）")


def _fonts() -> Finding:
    what, remedy = "印刷の文字", "日本語のフォント（Debian では fonts-noto-cjk）を入れてください"
    program = shutil.which("fc-match")
    if program is None:
        return Finding(what, False, "fontconfig がありません", f"fontconfig と{remedy}")
    # Asked for one, fontconfig always names some font; only fc-list says whether one knows Japanese.
    lister = shutil.which("fc-list") or "fc-list"
    try:
        listed = _told([lister, ":lang=ja", "family"])
        chosen = _told([program, "-f", "%{family}", "sans:lang=ja"])
    except (OSError, subprocess.SubprocessError):
        return Finding(what, False, "fontconfig が答えません", f"fontconfig と{remedy}")
    if not listed:
        return Finding(what, False, "日本語のフォントがありません", remedy)
    return Finding(what, True, f"日本語は {chosen.split(',')[0]} で印刷します")


def _told(command: list[str]) -> str:
    answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603 - our own words
    return answer.stdout.strip()


def _folder(what: str, folder: Path) -> Finding:
    if not folder.exists():
        return Finding(what, True, f"{folder} はまだありません（要るときに作ります）")
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding(what, True, f"{folder} に書き込めます")
    except OSError as error:
        remedy = "むすびてを動かす利用者に、書き込みを許してください"
        return Finding(what, False, f"{folder} に書き込めません（{os.strerror(error.errno or 0)}）", remedy)


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / _GIGABYTE
    what, words = "ディスクの空き", f"{free:.1f} GB 空いています"
    if free < LEAST_FREE_GIGABYTES:
        return Finding(what, False, words, "要らないファイルや古いバックアップを片づけてください")
    return Finding(what, True, words)
