"""Values of the history on their way back into a form, and those of a form in the shape of the history."""

from collections.abc import Iterable, Mapping
from typing import Any

import marshmallow as ma

from directory.groups.schemas import GroupSchema
from directory.history.models import Kind
from directory.history.shapes import LISTS, in_order, plain_shape
from directory.people.schemas import PersonSchema
from directory.vocabularies.queries import find_areas_named
from kit import slots
from kit.errors import FieldErrors, Invalid, flatten
from kit.forms import Schema

SCHEMAS: dict[Kind, type[Schema]] = {Kind.GROUP: GroupSchema, Kind.PERSON: PersonSchema}
_NAMED = {"contacts": "value", "absences": "starts_on", "council_posts": "council", "skills": "skill"}
"""Rows without this are left out by the actions."""


def restorable(kind: Kind) -> frozenset[str]:
    """Attributes that the edit form changes; steps of the register are not taken back."""
    return frozenset({*SCHEMAS[kind]().load_fields} - {"version", "intake", "intake_note", "other_areas"})


def form_data(kind: Kind, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Data for the edit action: these attributes, and nothing said of the others.

    Raises:
        Invalid: a value that the form would not accept today.
    """
    fields = SCHEMAS[kind]().load_fields
    data: dict[str, Any] = {"other_areas": []}
    errors: FieldErrors = {}
    for name, value in wanted.items():
        try:
            data[name] = fields[name].deserialize(_typed(name, value))
        except ma.ValidationError as error:
            errors |= flatten({name: error.messages})
    if errors:
        raise Invalid(errors)
    return data


def _typed(name: str, value: Any) -> Any:
    if name in ("slots", "slots_possible"):
        return [str(weekday * 4 + time) for weekday, time in slots.pairs(value or 0)]
    if name == "avoided_groups":
        return [f"#{group_id}" for group_id in value]
    if name in ("fields", "avoided_fields", "areas"):
        return [str(code) for code in value]
    return value


def shapes_of_form(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a form holds that was read without errors, in the shape of the history."""
    shapes: dict[str, Any] = {}
    for name in restorable(kind) & data.keys():
        value = data[name]
        shapes[name] = _rows(kind, name, value) if name in LISTS[kind] else plain_shape(value)
    if "areas" in shapes:
        shapes["areas"] = sorted({*shapes["areas"], *_other_areas(data.get("other_areas", ()))})
    return shapes


def _rows(kind: Kind, name: str, value: Iterable[Any]) -> list[Any]:
    rows = list(value)
    if name in ("fields", "avoided_fields"):
        return sorted(int(code) for code in rows if code.isdigit())
    if name == "avoided_groups":
        return sorted(int(number) for text in rows if (number := text.rpartition("#")[2].strip()).isdigit())
    if not rows or not isinstance(rows[0], dict):
        return sorted(rows)
    shaped = [{key: plain_shape(item) for key, item in row.items()} for row in rows if row[_NAMED[name]]]
    for row in shaped:
        if name == "absences":
            row["ends_on"] = row["ends_on"] or row["starts_on"]
        if name == "skills":
            row["level"] = row["level"] or 2
    return shaped if name == "contacts" else in_order(shaped)


def _other_areas(names: Iterable[str]) -> list[str]:
    try:
        return [area.code for area in find_areas_named(names)]
    except Invalid:
        return []
