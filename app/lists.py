"""The lists of groups and people as JSON: search finds them, the register says how one of them goes out."""

from typing import Any

import marshmallow as ma
from flask import request
from flask_smorest import Blueprint

from directory.accounts.me import find_me
from directory.groups.api import shown as shown_group
from directory.groups.schemas import GroupOut
from directory.people.api import shown as shown_person
from directory.people.schemas import PersonOut
from kit.access import EVERYONE, open_to
from kit.forms import Schema
from search import listing
from search.catalogues import GROUPS, PEOPLE
from search.schemas import ListQuery

bp = Blueprint("lists_api", __name__, url_prefix="/api/v1", description="Lists of groups and people")


class ListOut(Schema):
    """A page of a list, with how many each choice would give."""

    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()
    facets = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Dict())
    did_you_mean = ma.fields.String(allow_none=True)


class GroupsOut(ListOut):
    """A page of groups."""

    items = ma.fields.List(ma.fields.Nested(GroupOut))


class PeopleOut(ListOut):
    """A page of people."""

    items = ma.fields.List(ma.fields.Nested(PersonOut))


@bp.route("/groups")
@bp.arguments(ListQuery, location="query")
@bp.response(200, GroupsOut)
@open_to(EVERYONE, rule="active groups; staff choose the state")
def groups(query: dict[str, Any]) -> Any:
    """Groups, narrowed by words and choices."""
    read = listing.read(GROUPS, request.args, find_me(), per_page=query["per_page"])
    return described(read) | {"items": [shown_group(group) for group in read.page.items]}


@bp.route("/people")
@bp.arguments(ListQuery, location="query")
@bp.response(200, PeopleOut)
@open_to(EVERYONE, rule="active people, by whom they want to be found; staff choose the state")
def people(query: dict[str, Any]) -> Any:
    """People, narrowed by words and choices."""
    read = listing.read(PEOPLE, request.args, find_me(), per_page=query["per_page"])
    return described(read) | {"items": [shown_person(person) for person in read.page.items]}


def described(read: listing.Listing) -> dict[str, Any]:
    """The list without its items."""
    correction = read.correction.text if read.correction else None
    return read.page.describe([]) | {"facets": read.counts, "did_you_mean": correction}
