"""What may come in on the pages of plans, and what goes out to programs."""

import marshmallow as ma

from kit.fields import Choice
from kit.forms import Schema
from kit.i18n import _l
from matching.introductions.models import Reason
from matching.plans.models import PlanState, RowState


class RefusalSchema(Schema):
    """Why a row is not wanted."""

    reason = Choice(Reason, required=True, error_messages={"blank": _l("理由を選んでください。")})


class PlansQuery(Schema):
    """Which page: of the list of plans, or of the rows of one."""

    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(min=1, max=100_000))


class PlanReasonOut(Schema):
    """Points of one criterion for a candidate."""

    criterion = ma.fields.String()
    points = ma.fields.Integer()
    max = ma.fields.Integer()


class PlanRowOut(Schema):
    """One candidate for a need. ``stale``: why it does not hold any more, in words; else empty."""

    id = ma.fields.String()
    kind = ma.fields.String(metadata={"description": "person or group"})
    candidate = ma.fields.String(metadata={"description": "number of the person or the group"})
    name = ma.fields.String()
    score = ma.fields.Integer()
    rank = ma.fields.Integer(metadata={"description": "place on the need's own list of suggestions"})
    state = ma.fields.Enum(RowState, by_value=True)
    reason = ma.fields.Enum(Reason, by_value=True, allow_none=True)
    reasons = ma.fields.List(ma.fields.Nested(PlanReasonOut))
    stale = ma.fields.String()
    introduction = ma.fields.String(allow_none=True, metadata={"description": "number of what was begun from it"})
    decided_at = ma.fields.AwareDateTime(allow_none=True)


class PlanNeedOut(Schema):
    """A need by its title."""

    id = ma.fields.String()
    title = ma.fields.String()


class PlanNeedRowsOut(Schema):
    """The candidates that a plan has for one need, best first."""

    need = ma.fields.Nested(PlanNeedOut)
    candidates = ma.fields.List(ma.fields.Nested(PlanRowOut))


class PlanRowsOut(Schema):
    """One page of the needs for which somebody is proposed."""

    items = ma.fields.List(ma.fields.Nested(PlanNeedRowsOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()


class ShareOut(Schema):
    """Counts of one way of choosing. ``gini``: of the load over everybody who may be proposed, in thousandths."""

    requests = ma.fields.Integer()
    points = ma.fields.Integer()
    people = ma.fields.Integer()
    most = ma.fields.Integer()
    over = ma.fields.Integer(metadata={"description": "requests beyond what candidates take on"})
    first = ma.fields.Integer(metadata={"description": "asked for the first time"})
    gini = ma.fields.Integer()


class FairnessOut(Schema):
    """The plan beside the first of every list."""

    plan = ma.fields.Nested(ShareOut)
    first = ma.fields.Nested(ShareOut)


class PlanOut(Schema):
    """A plan; a list has neither ``rows`` nor ``without``."""

    id = ma.fields.String()
    url = ma.fields.String()
    state = ma.fields.Enum(PlanState, by_value=True)
    made_by = ma.fields.String(allow_none=True, metadata={"description": "null: made by itself at night"})
    begun_at = ma.fields.AwareDateTime()
    finished_at = ma.fields.AwareDateTime(allow_none=True)
    needs = ma.fields.Integer(metadata={"description": "how many are looked at"})
    done = ma.fields.Integer(metadata={"description": "how many have been"})
    figures = ma.fields.Nested(FairnessOut, allow_none=True)
    counts = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())
    rows = ma.fields.Nested(PlanRowsOut)
    without = ma.fields.List(ma.fields.String(), metadata={"description": "needs for which nobody was found"})


class PlansOut(Schema):
    """One page of the list of plans."""

    items = ma.fields.List(ma.fields.Nested(PlanOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()
