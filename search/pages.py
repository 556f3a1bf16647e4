"""Pages that find: the lists of groups and people with their filters, the map, and one box for everything."""

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me
from directory.groups.queries import public_positions
from kit.access import EVERYONE, open_to
from kit.paging import page_number
from search import catalogues, everything, listing, places

bp = Blueprint("search", __name__)


@bp.get("/groups")
@open_to(EVERYONE, rule="active groups; staff choose the state")
def groups() -> ResponseReturnValue:
    """The list of groups."""
    read = listing.read(catalogues.GROUPS, request.args, find_me())
    return render_template("search/groups.html", listing=read, snippet=everything.GROUPS.snippet)


@bp.get("/groups/map")
@open_to(EVERYONE, rule="active groups; staff choose the state")
def groups_map() -> ResponseReturnValue:
    """The same groups on a map."""
    read = listing.read(catalogues.GROUPS, request.args, find_me(), per_page=1)
    positions = public_positions(read.filters, find_me())
    return render_template(
        "search/map.html", listing=read, placed=len(positions), center_of_map=places.center_of_map(positions)
    )


@bp.get("/groups/places.json")
@open_to(EVERYONE, rule="active groups; staff choose the state")
def groups_places() -> ResponseReturnValue:
    """Where the groups of the list are, for the map's script."""
    read = listing.read(catalogues.GROUPS, request.args, find_me(), per_page=1)
    return jsonify(places=places.of_groups(public_positions(read.filters, find_me())))


@bp.get("/people")
@open_to(EVERYONE, rule="active people, by whom they want to be found; staff choose the state")
def people() -> ResponseReturnValue:
    """The list of people."""
    read = listing.read(catalogues.PEOPLE, request.args, find_me())
    return render_template("search/people.html", listing=read, snippet=everything.PEOPLE.snippet)


@bp.get("/search")
@open_to(EVERYONE, rule="only what the visitor may see, in results, counts and corrections alike")
def index() -> ResponseReturnValue:
    """One box for groups, people, needs and stories."""
    text = " ".join(request.args.get("q", "")[: listing.LONGEST_TEXT].split())
    kind = request.args.get("kind", "")
    results = everything.search(text, find_me(), kind=kind, number=page_number(request.args)) if text else None
    return render_template(
        "search/index.html", text=text, kind=kind, results=results, kinds=everything.kinds(), url_of_page=_page_address
    )


@bp.get("/search/suggest")
@open_to(EVERYONE, rule="only words that lead to something the visitor may see")
def suggest() -> ResponseReturnValue:
    """Completion while typing, for the search box's script."""
    return jsonify(items=everything.completions(request.args.get("q", "")[:60], find_me()))


def _page_address(number: int) -> str:
    """The address of another page of the same search."""
    return url_for("search.index", q=request.args.get("q"), kind=request.args.get("kind") or None, page=number)
