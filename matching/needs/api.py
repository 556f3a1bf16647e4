"""Needs as JSON: one, and the list with its filters."""

from typing import Any

from flask import request, url_for
from flask_smorest import Blueprint

from directory.accounts.me import find_me
from directory.openings.browser import open_over_api
from directory.openings.schemas import ReasonQuery
from kit.access import EVERYONE, open_to
from matching.needs import access, queries
from matching.needs.catalogue import NEEDS
from matching.needs.labels import requester_words
from matching.needs.models import Need
from matching.needs.schemas import NeedOut, NeedsOut, NeedsQuery
from search.listing import read

bp = Blueprint("needs_api", __name__, url_prefix="/api/v1/needs", description="What is asked for")


@bp.route("")
@bp.arguments(NeedsQuery, location="query")
@bp.response(200, NeedsOut)
@open_to(EVERYONE, rule="open needs, by their audience; staff choose the state")
def index(query: dict[str, Any]) -> Any:
    """The open needs, with how many each further choice would leave."""
    listing = read(NEEDS, request.args, find_me(), per_page=query["per_page"])
    items = [shown(need) for need in listing.page.items]
    return {**listing.page.describe(items), "facets": listing.counts}


@bp.route("/<int:need_id>")
@bp.arguments(ReasonQuery, location="query")
@bp.response(200, NeedOut)
@bp.alt_response(404, description="There is no such need, or not for the caller.")
@open_to(EVERYONE, rule="open needs, by their audience; others, and the private part: those who asked and staff")
def show(asked: dict[str, Any], need_id: int) -> Any:
    """One need: only what the caller may see. Staff are given the private part with a reason, which is logged."""
    need = queries.get_need(need_id, find_me())
    return shown(need, opened=open_over_api(f"need:{need.id}", asked))


def shown(need: Need, *, opened: bool = False) -> Need:
    """The need with what the schema needs beyond its columns: what the caller may see of who asks, and its address."""
    need.shown_requester = access.visible_requester(need, find_me())  # type: ignore[attr-defined]
    need.requester_label = requester_words(need.group)  # type: ignore[attr-defined]
    need.shown_private = access.contact_part(need, find_me(), opened=opened)  # type: ignore[attr-defined]
    need.url = url_for("needs.show", need_id=need.id, _external=False)  # type: ignore[attr-defined]
    return need
