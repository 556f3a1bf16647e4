"""Suggestions for a need as JSON."""

from typing import Any

from flask_smorest import Blueprint

from directory.accounts.me import me
from kit.access import MEMBERS, open_to
from kit.errors import Forbidden
from matching.needs.queries import get_need
from matching.suggestions import access, queries
from matching.suggestions.likeness import index_of_this_application
from matching.suggestions.schemas import SuggestionsOut, SuggestionsQuery

bp = Blueprint("suggestions_api", __name__, url_prefix="/api/v1/needs", description="Whom to propose for a need")


@bp.route("/<int:need_id>/suggestions")
@bp.arguments(SuggestionsQuery, location="query")
@bp.response(200, SuggestionsOut)
@bp.alt_response(403, description="The caller is neither staff nor asked for this.")
@bp.alt_response(404, description="There is no such need, or not for the caller.")
@open_to(MEMBERS, rule="staff; those who asked see nobody who is not proposed, and no doubts")
def show(query: dict[str, Any], need_id: int) -> Any:
    """Who could help, best first, with reasons; for staff also who is left out and why."""
    need = get_need(need_id, me())
    if not access.see(need, me()):
        raise Forbidden()
    return queries.suggest(need, me(), limit=query["limit"], kind=query["kind"], index=index_of_this_application())
