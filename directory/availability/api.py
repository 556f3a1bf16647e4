"""When a person is free, for their own program and those of the staff: read it, and say it anew."""

from datetime import timedelta
from typing import Any, Final

from flask import url_for
from flask_smorest import Blueprint

from directory.accounts.me import me
from directory.availability import actions, queries
from directory.availability.free import runs
from directory.availability.schemas import CONDITIONS, TimesOut, TimesQuery
from directory.people import access as people
from directory.people.models import Person
from directory.people.queries import find_own
from directory.people.schemas import PersonSchema
from kit.access import MEMBERS, open_to
from kit.clock import today
from kit.errors import Missing
from kit.forms import fill_form
from kit.json_bodies import body_of, read_json

bp = Blueprint("availability_api", __name__, url_prefix="/api/v1", description="When people are free")

RULE: Final = "the person and staff; others: 404"
COLUMNS: Final = (
    "slots", "slots_possible", "schedule_note", "absences", "resting_until", "minimum_notice_days", "max_at_once",
    "max_per_month", "max_per_year", "on_site", "online", "areas", "travel_km", "base", "avoided_fields",
    "avoided_groups", "avoided_note", "version",
)  # fmt: skip


@bp.route("/my/times")
@bp.arguments(TimesQuery, location="query")
@bp.response(200, TimesOut)
@bp.alt_response(404, description="The caller has no entry among the people.")
@open_to(MEMBERS, rule="one's own entry among the people")
def mine(query: dict[str, Any]) -> Any:
    """One's own times and conditions, and when one is free in the days to come."""
    person = find_own(me())
    if person is None:
        raise Missing()
    return _shown(person, query["days"])


@bp.route("/people/<int:person_id>/times")
@bp.arguments(TimesQuery, location="query")
@bp.response(200, TimesOut)
@bp.alt_response(404, description="There is no such person, or their times are not for the caller.")
@open_to(MEMBERS, rule=RULE)
def show(query: dict[str, Any], person_id: int) -> Any:
    """Somebody's times and conditions, and when they are free in the days to come."""
    return _shown(queries.get_person_with_times(person_id, me()), query["days"])


@bp.route("/people/<int:person_id>/times", methods=["PATCH"])
@bp.doc(**body_of(PersonSchema(only=CONDITIONS, partial=True)))
@bp.response(200, TimesOut)
@bp.alt_response(404, description="There is no such person, or their times are not for the caller.")
@bp.alt_response(409, description="Somebody has changed the entry since the version that was sent.")
@bp.alt_response(422, description="Values that cannot be accepted, by field.")
@open_to(MEMBERS, rule=RULE)
def change(person_id: int) -> Any:
    """Change what is sent and leave the rest; with ``version`` only if nobody else has changed it meanwhile."""
    person = queries.get_person_with_times(person_id, me())
    schema = PersonSchema(only=[name for name in CONDITIONS if name not in people.fields_of_staff(me())])
    typed = fill_form(schema, person).typed
    actions.say_times(person, read_json(schema, over={**typed, "version": ""}), by=me())
    return _shown(person, TimesQuery().load({})["days"])


def _shown(person: Person, days: int) -> dict[str, Any]:
    first = today()
    times = queries.free_times(person.id, first, first + timedelta(days=days - 1))
    return {
        "person": person.id,
        "url": url_for("availability.show", person_id=person.id),
        **{name: getattr(person, name) for name in COLUMNS},
        "stated": times.stated,
        "free": [
            {"starts_at": starts, "ends_at": ends, "preferred": preferred}
            for starts, ends, preferred in sorted(
                [(*span, True) for span in runs(times.preferred, first)]
                + [(*span, False) for span in runs(times.possible, first)]
            )
        ],
        "busy": queries.busy_times_of(person.id),
        "calendar": queries.find_calendar_import(person),
    }
