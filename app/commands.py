"""The command line: ``musubite …``."""

import sys
from typing import Any

import click
import sqlalchemy as sa

from app import migrations
from app.audit_commands import audit
from app.doctor import doctor
from app.import_commands import import_file, undo_import
from app.progress import Counter, NothingDone, refusals_told
from app.setup import Setup, open_setup
from directory.accounts.actions import add_account
from directory.accounts.models import Account, Role, Scope
from directory.accounts.queries import find_active_by_email, find_by_email
from directory.accounts.second_factor import take_away
from directory.accounts.tokens import MOST_DAYS, make_token
from directory.consents.actions import fill_texts
from directory.vocabularies.actions import fill_vocabularies
from kit import logs
from kit.audit import Via
from kit.clock import today
from kit.settings import WrongSetting
from matching.suggestions.commands import suggest


class Commands(click.Group):
    """The commands; a database that is not ready is said in a sentence, with what to do."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except sa.exc.DBAPIError:
            if not isinstance(ctx.obj, Setup) or migrations.is_current(ctx.obj.database):
                raise
            said = "データベースがまだないか、形が古いままです。先に「musubite init」を実行してください。"
            raise click.ClickException(said) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """むすびて: register, search and matching for citizen groups and the people who help them."""
    try:
        context.obj = open_setup()
    except WrongSetting as error:
        raise click.ClickException(str(error)) from None
    context.call_on_close(context.obj.database.engine.dispose)


@main.command()
@click.pass_obj
def init(setup: Setup) -> None:
    """Create the database or bring it up to date, with its vocabularies."""
    prepare(setup)
    click.echo(f"データベースの準備ができました: {setup.settings.data_dir.absolute()}")


@main.command()
@click.option("--groups", default=300, show_default=True, help="How many groups.")
@click.option("--people", default=400, show_default=True, help="How many people.")
@click.option("--needs", default=60, show_default=True, help="How many needs.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same town.")
@click.option("--if-empty", is_flag=True, help="Do nothing when something is registered already.")
@click.pass_obj
def demo(setup: Setup, groups: int, people: int, needs: int, seed: int, if_empty: bool) -> None:
    """Fill an empty database with a fictional town."""
    from app.demo import town
    from app.settling import ACCOUNTS, PASSWORD, is_empty, settle

    prepare(setup)
    if is_empty(setup.database):
        with Counter() as progress:
            settle(town(seed, groups, people, needs, today=today()), setup.database, progress)
    elif not if_empty:
        raise NothingDone("データベースは空ではありません。架空の町は、空のデータベースにだけ作れます。")
    with setup.database.transaction(writing=False):
        if find_by_email(ACCOUNTS[0][0]) is None:
            return  # a register of its own: there are no demo accounts to tell of
    click.echo("見本のアカウント（パスワードはどれも " + PASSWORD + "）")
    for email, name, role in ACCOUNTS:
        click.echo(f"  {email:24} {role.value:12} {name}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--demo", "with_town", is_flag=True, help="Fill an empty database with the fictional town first.")
@click.pass_context
def serve(context: click.Context, host: str, port: int, workers: int, with_town: bool) -> None:
    """Serve the pages and work the jobs until stopped."""
    from app.serving import serve_until_stopped

    setup: Setup = context.obj
    if with_town:
        context.invoke(demo, if_empty=True)
    else:
        prepare(setup)
    setup.database.engine.dispose()
    click.echo(f"むすびてを開きました: http://{host}:{port} （止めるには Ctrl+C）")
    sys.exit(serve_until_stopped(host=host, port=port, workers=workers))


@main.command()
@click.option("--once", is_flag=True, help="Stop when no job is due.")
@click.pass_obj
def work(setup: Setup, once: bool) -> None:
    """Work the jobs: index changes, imports, reminders."""
    from app.working import work_forever, work_until_done

    if once:
        done = work_until_done(setup)
        click.echo(f"{done} 件の処理が終わりました。")
    else:
        logs.configure()
        work_forever(setup)


@main.command()
@click.pass_obj
def reindex(setup: Setup) -> None:
    """Build the search index anew beside the old one, then switch."""
    from app.working import rebuild_index

    with Counter() as progress:
        count = rebuild_index(setup, lambda done, _total: progress("索引", done))
    click.echo(
        f"索引ができました（{count:,}件）。" if count is not None else "いま動いている処理係に、作り直しを頼みました。"
    )


@main.group()
def account() -> None:
    """Accounts."""


@account.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Name shown on the pages.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.pass_obj
def account_add(setup: Setup, email: str, name: str, role: str) -> None:
    """Add an account; the password is read from standard input."""
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    with refusals_told(), setup.database.transaction():
        add_account(email, name=name, role=Role(role), password=password)
    click.echo(f"{email} を登録しました（{role}）。")


@account.command("token")
@click.argument("email")
@click.option("--name", default="command", show_default=True, help="What it is for.")
@click.option("--scope", type=click.Choice([scope.value for scope in Scope]), default="read", show_default=True)
@click.option(
    "--days", type=click.IntRange(1, MOST_DAYS), default=90, show_default=True, help="How long it is good for."
)
@click.pass_obj
def account_token(setup: Setup, email: str, name: str, scope: str, days: int) -> None:
    """Make a token by which a program acts for an account; it is printed once."""
    with refusals_told(), setup.database.transaction():
        secret = make_token(_holder(email), name, scope=Scope(scope), days=days, via=Via.COMMAND)
    click.echo(secret)


@account.command("forget-second-factor")
@click.argument("email")
@click.pass_obj
def account_forget_second_factor(setup: Setup, email: str) -> None:
    """Ask an account for no code any more, when its holder has lost the telephone and the recovery codes."""
    with refusals_told(), setup.database.transaction():
        take_away(_holder(email), by=None, via=Via.COMMAND)
    click.echo(f"{email} は、番号なしでログインできます。")


def _holder(email: str) -> Account:
    holder = find_active_by_email(email)
    if holder is None:
        raise NothingDone(f"アカウントがありません: {email}")
    return holder


def prepare(setup: Setup) -> None:
    """Bring the database to the newest shape and fill what a new one needs."""
    setup.settings.data_dir.mkdir(parents=True, exist_ok=True)
    setup.settings.ready_secret_key()
    try:
        migrations.upgrade(setup.database)
    except sa.exc.DBAPIError as error:
        said = f"データベースを新しい形にできませんでした。何も変えていません：{error.orig}"
        raise click.ClickException(said) from error
    with setup.database.transaction():
        fill_vocabularies()
        fill_texts()


for command in (import_file, undo_import, suggest, audit, doctor):
    main.add_command(command)
