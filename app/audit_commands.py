"""``musubite audit``: the record of who did what, taken out as a file."""

import json
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from app.setup import Setup
from kit import audit as record


@click.group()
def audit() -> None:
    """Who did what to which record."""


@audit.command("export")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; otherwise standard output."
)
@click.pass_obj
def audit_export(setup: Setup, out: Path | None) -> None:
    """Write every entry as one line of JSON; exit status 1 when the chain is broken."""
    with setup.database.transaction(writing=False):
        count = 0
        with out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout) as file:
            for entry in record.export():
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
                count += 1
        broken = record.verify()
    click.echo(f"{count:,}件を書き出しました。", err=True)
    if broken is not None:
        raise click.ClickException(f"{broken}番目の記録から、つながりが切れています。")
