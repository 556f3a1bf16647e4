"""What a question for suggestions may say, and how the answer goes out."""

import marshmallow as ma

from kit.fields import Flag, Number
from kit.forms import Schema
from matching.scoring.profiles import PartnerKind
from matching.scoring.rules import Rule
from matching.scoring.weights import Criterion, Side
from matching.suggestions.changes import Change
from matching.suggestions.queries import LIMIT, MOST


class SuggestionsQuery(Schema):
    """How many, and of which kind."""

    limit = ma.fields.Integer(load_default=LIMIT, validate=ma.validate.Range(min=1, max=MOST))
    kind = ma.fields.Enum(PartnerKind, by_value=True, load_default=None, metadata={"description": "person or group"})


class TrialSchema(Schema):
    """Conditions changed to see what would come of it."""

    online = Flag()
    wider = Flag()
    anytime = Flag()
    nice = Flag()
    slot = Number(most=27)
    day = Number(most=6)
    without = Number()


class ReasonOut(Schema):
    """Points of one criterion: those of a side sum to its fit, and the greatest possible ones of a side to 1000."""

    side = ma.fields.Enum(Side, by_value=True)
    criterion = ma.fields.Enum(Criterion, by_value=True)
    points = ma.fields.Integer()
    max = ma.fields.Integer()
    text = ma.fields.String()


class SuggestionOut(Schema):
    """Somebody to propose. ``against``: what to check first; staff only, else empty."""

    kind = ma.fields.Enum(PartnerKind, by_value=True)
    id = ma.fields.String(metadata={"description": "opaque"})
    name = ma.fields.String()
    score = ma.fields.Integer(metadata={"description": "both sides in one, after taking turns; 0 to 1000"})
    fit_for_need = ma.fields.Integer()
    fit_for_partner = ma.fields.Integer(allow_none=True, metadata={"description": "null: nothing is stated"})
    confidence = ma.fields.Integer(metadata={"description": "percent of the partner's side that is stated"})
    mutual = ma.fields.Integer()
    newcomer = ma.fields.Boolean(metadata={"description": "not asked for long, on the place for a new face"})
    reasons = ma.fields.List(ma.fields.Nested(ReasonOut))
    against = ma.fields.List(ma.fields.String())


class ExclusionOut(Schema):
    """Somebody who is not proposed, with the first rule that keeps them off the list."""

    kind = ma.fields.Enum(PartnerKind, by_value=True)
    id = ma.fields.String(metadata={"description": "opaque"})
    code = ma.fields.String(metadata={"description": "H1 to H9, in the order in which they are tried"})
    rule = ma.fields.Enum(Rule, by_value=True)
    text = ma.fields.String()


class WhatIfOut(Schema):
    """A condition of the need that, loosened, adds so many."""

    change = ma.fields.Enum(Change, by_value=True)
    text = ma.fields.String()
    adds = ma.fields.Integer()


class SuggestionsOut(Schema):
    """The answer; ``total``: how many could be proposed. ``excluded`` is empty for everybody but the staff."""

    items = ma.fields.List(ma.fields.Nested(SuggestionOut))
    total = ma.fields.Integer()
    excluded = ma.fields.List(ma.fields.Nested(ExclusionOut), metadata={"description": "at most 100 for each rule"})
    excluded_counts = ma.fields.Dict(keys=ma.fields.Enum(Rule, by_value=True), values=ma.fields.Integer())
    weights = ma.fields.String(metadata={"description": "id of the weights"})
    what_if = ma.fields.List(ma.fields.Nested(WhatIfOut))
