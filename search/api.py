"""Searching and completing as JSON."""

from typing import Any

from flask_smorest import Blueprint

from directory.accounts.me import find_me
from kit.access import EVERYONE, open_to
from search import everything
from search.schemas import CompletionsOut, ResultsOut, SearchQuery, SuggestQuery

bp = Blueprint("search_api", __name__, url_prefix="/api/v1", description="Finding by words")


@bp.route("/search")
@bp.arguments(SearchQuery, location="query")
@bp.response(200, ResultsOut)
@open_to(EVERYONE, rule="only what the caller may see, in results, counts and corrections alike")
def search(query: dict[str, Any]) -> Any:
    """Everything that answers some words."""
    results = everything.search(
        query["q"], find_me(), kind=query["kind"], number=query["page"], per_page=query["per_page"]
    )
    correction = results.correction.text if results.correction else None
    return results.page.describe(results.page.items) | {"facets": {"kind": results.counts}, "did_you_mean": correction}


@bp.route("/suggest")
@bp.arguments(SuggestQuery, location="query")
@bp.response(200, CompletionsOut)
@open_to(EVERYONE, rule="only words that lead to something the caller may see")
def suggest(query: dict[str, Any]) -> Any:
    """Words that begin with what has been typed."""
    return {"items": everything.completions(query["q"], find_me())}
