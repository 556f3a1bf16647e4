"""The gate: every endpoint says whom it is open to, or the application refuses to start."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from flask import Flask, request

from kit.errors import Forbidden, SignInNeeded

View = TypeVar("View", bound=Callable[..., Any])


class Level(IntEnum):
    """Who a visitor is to us; each level may do what the ones below it may."""

    EVERYONE = 0
    MEMBERS = 1
    COORDINATORS = 2
    ADMINS = 3


EVERYONE, MEMBERS, COORDINATORS, ADMINS = Level


@dataclass(frozen=True)
class Gate:
    """Whom an endpoint is open to; ``rule`` says in words what is checked on the thing itself.

    ``scope``: what a program's token must have been made for, beyond reading or writing the register.
    """

    level: Level
    rule: str = ""
    scope: str = ""


def open_to(level: Level, *, rule: str = "", scope: str = "") -> Callable[[View], View]:
    """Mark a view with its gate. Put it nearest to the function."""

    def mark(view: View) -> View:
        view.__gate__ = Gate(level, rule, scope)  # type: ignore[attr-defined]
        return view

    return mark


def gate_of(app: Flask, endpoint: str | None) -> Gate | None:
    """The gate of an endpoint; None where there is no such page, or it has not been marked."""
    return getattr(app.view_functions.get(endpoint or ""), "__gate__", None)


def gates(app: Flask) -> Iterator[tuple[str, str, str, Gate | None]]:
    """(methods, address, endpoint, gate) of every route, by address."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        view = app.view_functions[rule.endpoint]
        yield methods, rule.rule, rule.endpoint, getattr(view, "__gate__", None)


def install(app: Flask, level_of_visitor: Callable[[], Level]) -> None:
    """Check the gate before every request. ``level_of_visitor`` tells who is asking."""

    def check() -> None:
        if request.endpoint is None:
            return  # no such page: Flask answers 404 by itself
        gate: Gate = getattr(app.view_functions[request.endpoint], "__gate__")  # noqa: B009 - missing is a bug
        level = level_of_visitor()
        if level >= gate.level:
            return
        raise SignInNeeded() if level == EVERYONE else Forbidden()

    app.before_request(check)


def refuse_unmarked(app: Flask) -> None:
    """Called when all routes are registered.

    Raises:
        RuntimeError: an endpoint has no gate; the message names it.
    """
    unmarked = sorted({endpoint for _methods, _address, endpoint, gate in gates(app) if gate is None})
    if unmarked:
        raise RuntimeError(f"endpoints without @open_to: {', '.join(unmarked)}")
