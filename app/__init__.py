"""The one page of wiring: every part of the application is named here, and nothing happens at import."""

import gc

gc.disable()  # it would look through all that has been loaded again and again, and find nothing; on again below

from pathlib import Path

from flask import Flask, request
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import admin, api, desk, health, home, my, quick_log
from app.findable import SOURCES
from app.holdings import HOLDINGS
from directory.accounts import me, my_pages, second_factor_pages, staff_pages, token_pages
from directory.accounts import pages as accounts
from directory.availability import pages as availability
from directory.center import pages as center_pages
from directory.center import queries as center
from directory.claims import pages as claims
from directory.confirmations import pages as confirmations
from directory.consents import pages as consents
from directory.corrections import pages as corrections
from directory.deletions import pages as deletions
from directory.documents import pages as documents
from directory.groups import pages as groups
from directory.history import pages as history
from directory.imports import pages as imports
from directory.letters import pages as letters
from directory.log import pages as log
from directory.memberships import joining as memberships
from directory.openings import pages as openings
from directory.people import pages as people
from directory.registrations import handing_in, paper, person_pages
from directory.registrations import pages as registrations
from directory.retention import pages as retention
from directory.reviews import pages as reviews
from directory.roles import pages as roles
from directory.trail import pages as trail
from directory.vocabularies import pages as vocabularies
from kit import access, display, errors, headers, i18n, logs
from kit.db import Database
from kit.settings import Settings
from kit.web import Application
from matching.care import pages as care
from matching.care import weights_pages
from matching.casework import choosing_pages, exclusion_pages, letter_pages, round_pages
from matching.casework import pages as introductions
from matching.consultations import desk_pages as desk_consultations
from matching.consultations import my_pages as my_consultations
from matching.consultations import pages as consultations
from matching.follow_ups import desk_pages as desk_follow_ups
from matching.follow_ups import pages as follow_ups
from matching.meetings import pages as meetings
from matching.needs import pages as needs
from matching.needs.found import NEEDS
from matching.plans import pages as plans
from matching.sides import pages as sides
from matching.stories import desk_pages as desk_stories
from matching.stories import own_pages as own_stories
from matching.stories import pages as stories
from matching.stories.found import STORIES
from matching.suggestions import pages as suggestions
from matching.suggestions import signals
from search import pages as search
from search import queries as index
from search import sync
from search.everything import GROUPS, PEOPLE

gc.freeze()  # what is loaded stays, and is looked through no more
gc.set_threshold(10_000, 20, 20)  # a page makes tens of thousands of objects and hardly a cycle among them
gc.enable()

ROOT = Path(__file__).parent.parent
FOUND = (GROUPS, PEOPLE, NEEDS, STORIES)
"""The kinds of things the one search box finds."""

LARGEST_UPLOAD = 20 * 1024 * 1024

BLUEPRINTS = (
    home.bp,
    accounts.bp,
    consents.bp,
    deletions.bp,
    my_pages.bp,
    second_factor_pages.bp,
    staff_pages.bp,
    token_pages.bp,
    groups.bp,
    people.bp,
    availability.bp,
    history.bp,
    corrections.bp,
    consultations.bp,
    my_consultations.bp,
    desk_consultations.bp,
    needs.bp,
    suggestions.bp,
    sides.bp,
    meetings.bp,
    introductions.bp,
    letter_pages.bp,
    choosing_pages.bp,
    round_pages.bp,
    follow_ups.bp,
    desk_follow_ups.bp,
    stories.bp,
    own_stories.bp,
    desk_stories.bp,
    plans.bp,
    exclusion_pages.bp,
    care.bp,
    weights_pages.bp,
    search.bp,
    desk.bp,
    imports.bp,
    letters.bp,
    confirmations.bp,
    center_pages.bp,
    vocabularies.bp,
    admin.bp,
    roles.bp,
    retention.bp,
    trail.bp,
    documents.bp,
    registrations.bp,
    handing_in.bp,
    person_pages.bp,
    paper.bp,
    reviews.bp,
    memberships.bp,
    claims.bp,
    my.bp,
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
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.database = Database(settings.database_address)
    app.extensions["settings"] = settings
    app.extensions["holdings"] = HOLDINGS
    logs.install(app)
    i18n.install(app, settings.locale)
    me.install(app)
    _protect_forms(app)
    access.install(app, me.my_level)
    second_factor_pages.install(app)
    staff_pages.install(app, settings)
    headers.install(app)
    display.install(app)
    app.context_processor(lambda: {"center": center.center(app.extensions["settings"])})
    app.jinja_env.globals["has_page"] = app.view_functions.__contains__
    index.install(app, settings.index_dir)
    app.extensions["search_kinds"] = {kind.kind: kind for kind in FOUND}
    sync.listen(SOURCES)
    signals.listen()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.install(app, settings)
    errors.install(app)
    app.jinja_env.globals["map_ready"] = (ROOT / "static/vendor/leaflet.js").exists()
    access.open_to(access.EVERYONE)(app.view_functions["static"])
    access.refuse_unmarked(app)
    return app


def _protect_forms(app: Flask) -> None:
    """A form must come from a page of ours; a program that shows its token has no page, and no cookie that counts."""
    protection = CSRFProtect(app)

    def protect() -> None:
        if request.endpoint and not me.by_program():
            protection.protect()

    app.before_request(protect)


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
        WTF_CSRF_CHECK_DEFAULT=False,  # _protect_forms does
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        TEMPLATES_AUTO_RELOAD=settings.reload,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
