"""The page of suggestions for a need."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from matching.needs.queries import get_need
from matching.suggestions import listing, queries
from matching.suggestions.likeness import index_of_this_application
from matching.suggestions.profiles import PartnerKind

bp = Blueprint("suggestions", __name__, url_prefix="/needs")


@bp.get("/<int:need_id>/suggestions")
@open_to(COORDINATORS)
def show(need_id: int) -> ResponseReturnValue:
    """Who could help, why, and who is left out."""
    need = get_need(need_id, me())
    kind = next((kind for kind in PartnerKind if kind == request.args.get("kind")), None)
    limit = min(queries.MOST, max(1, request.args.get("limit", queries.LIMIT, int)))
    index = index_of_this_application()
    found = queries.suggest(need, me(), limit=limit, kind=kind, index=index, named=listing.NAMED)
    return render_template(
        "matching/suggestions/show.html",
        need=need,
        found=found,
        candidates=listing.candidates(found, me()),
        left_out=listing.left_out(found),
        guesses=listing.guesses(found),
        tabs=listing.tabs(need_id, kind),
        more=listing.url_for_more(need_id, kind, found),
    )
