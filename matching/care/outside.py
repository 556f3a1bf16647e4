"""How care goes out to programs of the staff: the figures of its page, who was asked how often, tasks, and weights."""

from typing import Any

import marshmallow as ma

from kit.forms import Schema
from matching.care.models import CareTask, Task, TaskState
from matching.care.replays import Replay
from matching.scoring.weights import SHIPPED
from matching.suggestions import versions
from matching.suggestions.models import WeightsVersion


class SpreadOut(Schema):
    """How requests were spread over the active people in 90 days."""

    asks = ma.fields.Integer()
    people = ma.fields.Integer()
    gini = ma.fields.Integer(metadata={"description": "thousandths: 0 all alike, 1000 all to one"})
    never = ma.fields.Integer(metadata={"description": "percent of people who had never been asked by then"})


class TrendOut(Schema):
    """One number now and a quarter ago, in words; ``alarm`` is empty where nothing is wrong."""

    label = ma.fields.String()
    now = ma.fields.String()
    before = ma.fields.String()
    alarm = ma.fields.String()


class CountedOut(Schema):
    """Needs nobody has agreed on, by an entry of a vocabulary."""

    code = ma.fields.String()
    name = ma.fields.String()
    count = ma.fields.Integer()


class RateOut(Schema):
    """Requests of a year by their place on the list; ``hand``: added by a coordinator."""

    key = ma.fields.String()
    asked = ma.fields.Integer()
    willing = ma.fields.Integer()
    agreed = ma.fields.Integer()


class OverrideOut(Schema):
    """An introduction that a coordinator began with somebody who was not on the list, and why."""

    introduction = ma.fields.String()
    reason = ma.fields.String()


class UntouchedOut(Schema):
    """Somebody who was never asked, or not for 180 days."""

    id = ma.fields.String()
    name = ma.fields.String()
    last = ma.fields.AwareDateTime(allow_none=True)


class FiguresOut(Schema):
    """Everything that the page of care counts."""

    spread = ma.fields.Nested(SpreadOut)
    before = ma.fields.Nested(SpreadOut, metadata={"description": "the 90 days before"})
    trends = ma.fields.List(ma.fields.Nested(TrendOut))
    unmet = ma.fields.Integer(metadata={"description": "open needs on which nobody has agreed"})
    unmet_by_field = ma.fields.List(ma.fields.Nested(CountedOut))
    unmet_by_area = ma.fields.List(ma.fields.Nested(CountedOut))
    by_rank = ma.fields.List(ma.fields.Nested(RateOut))
    by_hand = ma.fields.Integer(metadata={"description": "introductions of a year that were added by hand"})
    overrides = ma.fields.List(ma.fields.Nested(OverrideOut), metadata={"description": "the newest of them"})
    untouched = ma.fields.Integer()
    longest_untouched = ma.fields.List(ma.fields.Nested(UntouchedOut))
    open_tasks = ma.fields.Integer()


class LoadOut(Schema):
    """What one active person was asked, and their own limits (null: none said)."""

    id = ma.fields.String()
    name = ma.fields.String()
    quarter = ma.fields.Integer()
    month = ma.fields.Integer()
    year = ma.fields.Integer()
    now = ma.fields.Integer(metadata={"description": "under way"})
    at_once = ma.fields.Integer(allow_none=True)
    a_month = ma.fields.Integer(allow_none=True)
    a_year = ma.fields.Integer(allow_none=True)
    last = ma.fields.AwareDateTime()
    at_limit = ma.fields.Boolean()


class LoadsOut(Schema):
    """One page of who was ever asked, who carries most first."""

    items = ma.fields.List(ma.fields.Nested(LoadOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()


class CareTaskOut(Schema):
    """Something to be seen to."""

    id = ma.fields.String()
    kind = ma.fields.Enum(Task, by_value=True)
    state = ma.fields.Enum(TaskState, by_value=True)
    person = ma.fields.String(allow_none=True, metadata={"description": "number of the person it is about"})
    introduction = ma.fields.String(metadata={"description": "number of what it follows from"})
    skill = ma.fields.String(allow_none=True, metadata={"description": "code of the skill whose evidence is in doubt"})
    created_at = ma.fields.AwareDateTime()
    settled_at = ma.fields.AwareDateTime(allow_none=True)
    words = ma.fields.String()


class CareTasksOut(Schema):
    """One page of tasks."""

    items = ma.fields.List(ma.fields.Nested(CareTaskOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()


class VersionOut(Schema):
    """A version of the weights. ``id`` 0 are those that the service comes with."""

    id = ma.fields.String()
    code = ma.fields.String()
    current = ma.fields.Boolean()
    values = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())
    reason = ma.fields.String()
    by = ma.fields.String(allow_none=True)
    at = ma.fields.AwareDateTime(allow_none=True)


class WeightsOut(Schema):
    """The weights that hold, every version, and within what they may be changed."""

    current = ma.fields.Nested(VersionOut)
    versions = ma.fields.List(ma.fields.Nested(VersionOut))
    bounds = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.Integer()))
    sums = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())


class ReplayedOut(Schema):
    """One need: how many of the first five stay, and the places of who was willing, before and after."""

    need = ma.fields.String()
    stayed = ma.fields.Integer()
    of = ma.fields.Integer()
    accepted = ma.fields.List(ma.fields.List(ma.fields.Integer(allow_none=True)))


class ReplayOut(Schema):
    """What other weights would change; pairs are before and after."""

    overlap = ma.fields.Integer(metadata={"description": "percent of the first five that stay"})
    spread = ma.fields.List(ma.fields.Integer(), metadata={"description": "Gini of places, thousandths"})
    people = ma.fields.List(ma.fields.Integer())
    better = ma.fields.Integer()
    worse = ma.fields.Integer()
    needs = ma.fields.List(ma.fields.Nested(ReplayedOut))


def task(found: CareTask) -> dict[str, Any]:
    """A task as it goes out."""
    columns = ("id", "kind", "state", "created_at", "settled_at", "words")
    return {
        **{name: getattr(found, name) for name in columns},
        "person": found.person_id,
        "introduction": found.introduction_id,
        "skill": found.skill.code if found.skill else None,
    }


def version(found: WeightsVersion | None) -> dict[str, Any]:
    """A version as it goes out; None: the weights that the service comes with."""
    if found is None:
        values = versions.values_of(SHIPPED)
        return {
            "id": 0, "code": SHIPPED.id, "values": values, "reason": "", "by": None, "at": None,
            "current": versions.find_current() is None,
        }  # fmt: skip
    return {
        **{name: getattr(found, name) for name in ("id", "code", "current", "reason")},
        "at": found.created_at,
        "values": versions.values_of(versions.weights_of(found)),
        "by": found.by.name if found.by else None,
    }


def replayed(found: Replay) -> dict[str, Any]:
    """A replay as it goes out."""
    needs = [
        {"need": one.need.id, "stayed": one.stayed, "of": one.of, "accepted": [list(places) for places in one.accepted]}
        for one in found.needs
    ]
    shown = {name: getattr(found, name) for name in ("overlap", "spread", "people", "better", "worse")}
    return {**shown, "needs": needs}
