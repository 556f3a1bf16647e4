"""What the documentation says is what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import click

from app.access_table import table
from app.commands import main
from app.jobs import job_kinds, keeper_of
from kit.db import Database
from kit.settings import Settings
from kit.web import Application

DOCS = Path(__file__).parent.parent / "docs"


def test_the_access_table_is_the_one_in_the_code(app: Application) -> None:
    assert (DOCS / "access.md").read_text(encoding="utf-8") == table(app), "run `make access-table`"


def test_every_setting_is_documented() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    assert [item.name for item in fields(Settings) if f"MUSUBITE_{item.name.upper()}" not in text] == []


def test_no_setting_is_documented_that_does_not_exist() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    known = {f"MUSUBITE_{item.name.upper()}" for item in fields(Settings)} | {"MUSUBITE_TEST_DATABASE_URL"}
    assert set(re.findall(r"MUSUBITE_[A-Z_]+[A-Z]", text)) - known == set()


def test_every_command_is_documented() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    assert [name for name in command_names(main) if f"musubite {name}" not in text] == []


def test_every_job_is_documented(settings: Settings, database: Database) -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    assert [
        kind.name for kind in job_kinds(settings, keeper_of(settings, database)) if f"`{kind.name}`" not in text
    ] == []


def command_names(group: click.Group, prefix: str = "") -> list[str]:
    names = []
    for name, command in group.commands.items():
        names += command_names(command, f"{prefix}{name} ") if isinstance(command, click.Group) else [prefix + name]
    return names
