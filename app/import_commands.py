"""``musubite import`` and ``musubite undo-import``."""

import sys
from pathlib import Path

import click

from app.importable import IMPORTERS
from app.progress import Counter, NothingDone, refusals_told
from app.setup import Setup
from directory.imports import actions, queries
from directory.imports.attributes import ATTRIBUTES
from directory.imports.jobs import Steps
from directory.imports.mapping_files import load_map
from directory.imports.models import ImportKind, ImportRun, ImportState
from directory.imports.report import report as report_of
from kit.db import session

WORDS = {
    "created": "新規",
    "updated": "更新",
    "same": "そのまま",
    "doubtful": "要確認",
    "refused": "受け取れない",
    "undone": "取り消し",
    "kept": "残した",
}


@click.command("import")
@click.argument("kind", type=click.Choice([kind.value for kind in ImportKind]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--mapping", type=click.Path(path_type=Path, dir_okay=False), help="TOML file that names the columns.")
@click.option("--dry-run", is_flag=True, help="Check everything, write nothing.")
@click.option("--activate", is_flag=True, help="Active at once instead of waiting for review.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="CSV file for the remarks.")
@click.pass_obj
def import_file(
    setup: Setup, kind: str, file: Path, mapping: Path | None, dry_run: bool, activate: bool, report: Path | None
) -> None:
    """Import groups, people, needs or areas from a csv, tsv, xlsx or json file."""
    run_id = _take_in(setup, ImportKind(kind), file, mapping)
    with refusals_told(), setup.database.transaction():
        run = queries.get_run(run_id)
        if dry_run:
            actions.begin_check(run, activate=activate)
        else:
            actions.begin(run, activate=activate)
    _work(setup, run_id)
    refused = _tell(setup, run_id, report)
    if dry_run:
        with setup.database.transaction():
            actions.discard(setup.settings.data_dir, queries.get_run(run_id))
        click.echo("確かめただけで、何も書き込んでいません。")
    else:
        click.echo(f"取り消すには: musubite undo-import {run_id}")
    sys.exit(1 if refused else 0)


@click.command("undo-import")
@click.argument("run_id", type=int)
@click.pass_obj
def undo_import(setup: Setup, run_id: int) -> None:
    """Take a whole import back."""
    with refusals_told(), setup.database.transaction():
        actions.begin_undo(queries.get_run(run_id))
    _work(setup, run_id)
    _tell(setup, run_id, None)


def _take_in(setup: Setup, kind: ImportKind, file: Path, mapping: Path | None) -> int:
    if not file.is_file():
        raise NothingDone(f"ファイルがありません: {file}")
    with refusals_told(), setup.database.transaction():
        map_file = load_map(mapping, kind) if mapping else None
        run = actions.take_in(setup.settings.data_dir, file, kind=kind, name=file.name, by=None, map_file=map_file)
        _tell_columns(setup, run)
        return run.id


def _tell_columns(setup: Setup, run: ImportRun) -> None:
    table, columns = actions.opened(setup.settings.data_dir, run)
    click.echo(f"{run.file_name}: {table.encoding or table.kind}、{run.total:,}行")
    for proposal in columns.proposals:
        labels = "・".join(str(ATTRIBUTES[run.kind][name].label) for name in proposal.attributes) or "使いません"
        click.echo(f"  {_one_line(proposal.column):24} → {labels}（{proposal.why}）")
    for name, value in columns.constants.items():
        click.echo(f"  いつも「{value}」 → {ATTRIBUTES[run.kind][name].label}")


def _work(setup: Setup, run_id: int) -> None:
    steps = Steps(setup.settings.data_dir, IMPORTERS)
    with Counter() as progress:
        more = True
        while more:
            with setup.database.transaction():
                run = queries.get_run(run_id)
                more = steps.step(run)
                progress("行", sum(run.counts.values()))


def _tell(setup: Setup, run_id: int, report: Path | None) -> int:
    """Print the counts and write the remarks; returns how many rows were refused."""
    with setup.database.transaction(writing=False):
        run = session.get_one(ImportRun, run_id)
        if run.state is ImportState.FAILED:
            raise NothingDone(run.error)
        click.echo(
            "、".join(f"{WORDS[name]} {count:,}" for name, count in run.counts.items() if name in WORDS)
            or "行がありません。"
        )
        findings = queries.count_findings(run)
        if report is not None:
            report.write_text(report_of(queries.all_findings(run_id)), encoding="utf-8", newline="")
            click.echo(f"指摘 {findings:,}件を {report} に書きました。")
        elif findings:
            for finding in queries.first_findings(run, 10):
                click.echo(
                    f"  {finding.row}行目 {_one_line(finding.column)}: {_one_line(finding.original)[:40]} … {finding.reason}"
                )
            if findings > 10:
                click.echo(f"  ほかに {findings - 10:,}件（--report FILE で全部）")
        return int(run.counts.get("refused", 0))


def _one_line(text: str) -> str:
    return " ".join(text.split())
