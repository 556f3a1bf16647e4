"""The home page and the few pages that explain the service."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me
from directory.center.models import Item
from directory.center.queries import text_in
from directory.groups.queries import GroupFilters, count_facets, list_groups
from directory.people.queries import PersonFilters, count_people
from directory.vocabularies import queries as vocabularies
from kit.access import EVERYONE, open_to
from kit.display import own_name
from kit.i18n import locale
from kit.paging import Sort
from matching.needs.queries import newest_needs
from matching.stories.queries import list_public

bp = Blueprint("home", __name__)


@bp.get("/")
@open_to(EVERYONE)
def show() -> ResponseReturnValue:
    """What is here: a search box, the fields with their counts, what is asked for now."""
    counts = count_facets(GroupFilters(), None, "field", "area")
    fields = [
        {
            "code": field.code,
            "name": own_name(field),
            "label": own_name(field),
            "count": counts["field"].get(str(field.code), 0),
            "url": url_for("search.groups", field=field.code),
        }
        for field in vocabularies.fields()
    ]
    return render_template(
        "home/show.html",
        news=text_in(locale(), Item.NEWS),
        fields=[field for field in fields if field["count"]],
        districts=[area for area in vocabularies.districts() if counts["area"].get(area.code)],
        people_count=count_people(PersonFilters(), find_me()),
        groups=list_groups(GroupFilters(), None, sort=Sort.UPDATED, per_page=5),
        needs=newest_needs(find_me(), limit=5),
        stories=list_public(per_page=3).items,
    )


@bp.get("/start")
@open_to(EVERYONE)
def start() -> ResponseReturnValue:
    """For those who are here for the first time."""
    return render_template("home/start.html")


@bp.get("/accessibility")
@open_to(EVERYONE)
def accessibility() -> ResponseReturnValue:
    """The accessibility policy."""
    return render_template("home/accessibility.html")


@bp.get("/menu")
@open_to(EVERYONE)
def menu() -> ResponseReturnValue:
    """All ways in as a plain list, for phones without scripts."""
    return render_template("home/menu.html")
