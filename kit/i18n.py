"""The interface in two languages: Japanese at the plain address, English under /en.

Messages are written in Japanese where they are used; ``translations/en`` holds the English.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, g, has_app_context, request
from flask_babel import Babel, force_locale, get_translations, ngettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from kit.clock import TOKYO

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def _(message: str, /, **values: Any) -> str:
    """A message in the language of the request or letter, with its values filled in."""
    words = _lookup()(message)
    return words % values if values else words


def _in_page(message: str, /, **values: Any) -> Markup:
    """The same in a page, where values are escaped and what was translated is not; a page asks for hundreds."""
    words = Markup(_lookup()(message))  # noqa: S704 - our own words
    return words % values if values or "%" in words else words


def _l(message: str, /, **values: Any) -> Any:
    """The same, looked up when it is read: for messages at module level."""
    return LazyString(_, message, **values)


def _lookup() -> Callable[[str], str]:
    """How a message is turned into the language in force; remembered beside it, for a long page asks for thousands."""
    try:
        current = g._flask_babel
        language, lookup = current.musubite_words
        if language is current.babel_locale:
            return lookup  # type: ignore[no-any-return]
    except (AttributeError, RuntimeError):  # not asked for yet, or no application
        pass
    lookup = get_translations().ugettext
    if has_app_context():
        current = g._flask_babel
        if str(current.babel_locale) == Language.JA:
            lookup = str  # in Japanese a message is its own words
        current.musubite_words = current.babel_locale, lookup
    return lookup  # type: ignore[no-any-return]


def N_(message: str) -> str:
    """Marks a message that is translated later, where it is shown."""
    return message


__all__ = [
    "N_",
    "Language",
    "_",
    "_l",
    "address_in",
    "in_language",
    "install",
    "language_url",
    "locale",
    "ngettext",
    "tokyo",
]

ENGLISH_PREFIX = "/en"
TRANSLATIONS = Path(__file__).parent.parent / "translations"


class Language(StrEnum):
    """A language that pages and letters are written in."""

    JA = "ja"
    EN = "en"


def tokyo(moment: datetime) -> datetime:
    """An aware moment as it is on the clock in Japan."""
    return moment.astimezone(TOKYO)


class EnglishPrefix:
    """Moves a leading /en from the path to SCRIPT_NAME, so that the same routes serve and url_for writes English links."""

    def __init__(self, wrapped: "Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]") -> None:
        self._wrapped = wrapped

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == ENGLISH_PREFIX or path.startswith(ENGLISH_PREFIX + "/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + ENGLISH_PREFIX
            environ["PATH_INFO"] = path.removeprefix(ENGLISH_PREFIX) or "/"
            environ["musubite.locale"] = "en"
        return self._wrapped(environ, start_response)


def locale() -> str:
    """Language of this request: ``ja`` or ``en``."""
    return str(request.environ.get("musubite.locale", "ja")) if request else "ja"


def language_url(language: str) -> str:
    """This page in the other language."""
    root = request.script_root.removesuffix(ENGLISH_PREFIX) if locale() == "en" else request.script_root
    path = request.full_path if request.query_string else request.path
    return (root + ENGLISH_PREFIX if language == "en" else root) + path


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Texts within are in this language and not in that of the request: a letter is in the language of its reader.

    Works in the worker and in commands too, where there is no request and no application.
    """
    with ExitStack() as stack:
        if not has_app_context():
            stack.enter_context(_words_alone().app_context())
        stack.enter_context(force_locale(language))
        yield


def address_in(language: str, base_url: str, path: str) -> str:
    """The full address of a page (``/my``) in this language, under the address that the service is known by."""
    return base_url.rstrip("/") + (ENGLISH_PREFIX if language == Language.EN else "") + path


@cache
def _words_alone() -> Flask:
    """What Flask-Babel needs to find its catalogue: an application with nothing else in it."""
    app = Flask("words")
    install(app, Language.JA)
    return app


def install(app: Flask, default: str) -> None:
    """Set up Flask-Babel and the language prefix. ``default`` is the language of unprefixed addresses."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="ja",
        BABEL_DEFAULT_TIMEZONE="Asia/Tokyo",
        BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS),
    )

    def select() -> str:
        return str(request.environ.get("musubite.locale", default)) if request else default

    Babel(app, locale_selector=select)
    app.jinja_env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = _in_page
    app.wsgi_app = EnglishPrefix(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.globals.update(language_url=language_url)
    app.context_processor(lambda: {"locale": select()})
