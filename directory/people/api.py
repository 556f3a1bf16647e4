"""One person as JSON; lists of people are found under search."""

from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from directory.accounts.me import find_me
from directory.openings.browser import open_over_api
from directory.openings.schemas import ReasonQuery
from directory.people import access, queries
from directory.people.models import Person
from directory.people.schemas import PersonOut
from kit.access import EVERYONE, open_to

bp = Blueprint("people_api", __name__, url_prefix="/api/v1/people", description="People who can help")


@bp.route("/<int:person_id>")
@bp.arguments(ReasonQuery, location="query")
@bp.response(200, PersonOut)
@bp.alt_response(404, description="There is no such person, or not for the caller.")
@open_to(EVERYONE, rule="active people, as far as they let themselves be found; private part: the person and staff")
def show(asked: dict[str, Any], person_id: int) -> Any:
    """One person: only what the caller may see. Staff are given the private part with a reason, which is logged."""
    person = queries.get_person(person_id, find_me())
    return shown(person, opened=open_over_api(f"person:{person.id}", asked))


def shown(person: Person, *, opened: bool = False) -> Person:
    """The person with what the schema needs beyond their columns: the private part or None, and their address."""
    person.shown_private = access.private_part(person, find_me(), opened=opened)  # type: ignore[attr-defined]
    person.url = url_for("people.show", person_id=person.id, _external=False)  # type: ignore[attr-defined]
    return person
