"""One group as JSON; lists of groups are found under search."""

from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from directory.accounts.me import find_me
from directory.groups import access, queries
from directory.groups.models import Group
from directory.groups.schemas import GroupOut
from directory.openings.browser import open_over_api
from directory.openings.schemas import ReasonQuery
from kit.access import EVERYONE, open_to

bp = Blueprint("groups_api", __name__, url_prefix="/api/v1/groups", description="Citizen groups")


@bp.route("/<int:group_id>")
@bp.arguments(ReasonQuery, location="query")
@bp.response(200, GroupOut)
@bp.alt_response(404, description="There is no such group, or not for the caller.")
@open_to(EVERYONE, rule="active groups; others for their editors and staff; unpublished contacts and places likewise")
def show(asked: dict[str, Any], group_id: int) -> Any:
    """One group: only what the caller may see. Staff are given unpublished contacts with a reason, which is logged."""
    group = queries.get_group(group_id, find_me())
    return shown(group, opened=open_over_api(f"group:{group.id}", asked))


def shown(group: Group, *, opened: bool = False) -> Group:
    """The group with what the schema needs beyond its columns: the place and contacts the caller may see, and its address."""
    placed = access.see_place(group, find_me())
    group.shown_place = group.place if placed else ""  # type: ignore[attr-defined]
    group.shown_latitude = group.latitude if placed else None  # type: ignore[attr-defined]
    group.shown_longitude = group.longitude if placed else None  # type: ignore[attr-defined]
    group.shown_contacts = access.visible_contacts(group, find_me(), opened=opened)  # type: ignore[attr-defined]
    group.url = url_for("groups.show", group_id=group.id, _external=False)  # type: ignore[attr-defined]
    return group
