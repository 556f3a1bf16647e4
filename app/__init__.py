"""The one page of wiring: every part of the application is named here, and nothing happens at import."""

from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

from app import api, desk, health, home, quick_log
from app.findable import SOURCES
from directory.accounts import me
from directory.accounts import pages as accounts
from directory.confirmations import pages as confirmations
from directory.groups import pages as groups
from directory.imports import pages as imports
from directory.letters import pages as letters
from directory.log import pages as log
from directory.openings import pages as openings
from directory.people import pages as people
from kit import access, display, errors, headers, i18n, logs
from kit.db import Database
from kit.settings import Settings
from kit.web import Application
from matching.needs import pages as needs
from matching.needs.found import NEEDS
from matching.suggestions import pages as suggestions
from search import pages as search
from search import queries as index
from search import sync
from search.everything import GROUPS, PEOPLE

ROOT = Path(__file__).parent.parent
FOUND = (GROUPS, PEOPLE, NEEDS)
"""The kinds of things the one search box finds."""

LARGEST_UPLOAD = 20 * 1024 * 1024

BLUEPRINTS = (
    home.bp,
    accounts.bp,
    groups.bp,
    people.bp,
    needs.bp,
    suggestions.bp,
    search.bp,
    desk.bp,
    imports.bp,
    letters.bp,
    confirmations.bp,
    quick_log.bp,
    log.bp,
    openings.bp,
    health.bp,
)


def create_app(settings: Settings) -> Application:
    """The application, ready to serve.

    Raises:
        RuntimeError: an endpoint is not marked with whom it is open to.
    """
    app = Application("app", root_path=str(ROOT / "app"), static_folder="../static", template_folder="../templates")
    _configure(app, settings)
    app.database = Database(settings.database_address)
    app.extensions["settings"] = settings
    logs.install(app)
    i18n.install(app, settings.locale)
    me.install(app)
    CSRFProtect(app)
    access.install(app, me.my_level)
    headers.install(app)
    display.install(app)
    app.context_processor(lambda: {"center": _center(settings)})
    index.install(app, settings.index_dir)
    app.extensions["search_kinds"] = {kind.kind: kind for kind in FOUND}
    sync.listen(SOURCES)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.install(app, settings)
    errors.install(app)
    app.jinja_env.globals["map_ready"] = (ROOT / "static/vendor/leaflet.js").exists()
    access.open_to(access.EVERYONE)(app.view_functions["static"])
    access.refuse_unmarked(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.ready_secret_key(),
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_PARTS=5000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        TEMPLATES_AUTO_RELOAD=settings.reload,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True


def _center(settings: Settings) -> dict[str, str]:
    return {
        "name": settings.center_name,
        "phone": settings.center_phone,
        "address": settings.center_address,
        "hours": settings.center_hours,
    }
