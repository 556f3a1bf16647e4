"""How a command shows its progress, and how it ends when it is refused."""

import sys
from typing import Any

import click

from kit.errors import Refusal


class Counter:
    """Shows what is being done and how far it has come: one line that is rewritten on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._last = ""

    def __enter__(self) -> "Counter":
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            click.echo(err=True)

    def __call__(self, what: str, count: int) -> None:
        """``what`` has come to ``count``."""
        if sys.stderr.isatty():
            click.echo(f"\r{what} {count:,}件   ", nl=False, err=True)
        elif count % 5000 == 0 or what != self._last:
            click.echo(f"{what} {count:,}件", err=True)
        self._last = what


class NothingDone(click.ClickException):
    """A command refused as a whole."""

    exit_code = 2


class refusals_told:
    """Turns a refusal into a message on standard error and exit status 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, Refusal):
            details = "".join(f"\n  {name}: {' '.join(found)}" for name, found in getattr(error, "errors", {}).items())
            raise NothingDone(error.text + details) from None
