"""What a question for suggestions may say, and how the answer goes out."""

import marshmallow as ma

from kit.forms import Schema
from matching.suggestions.changes import Change
from matching.suggestions.criteria import Criterion
from matching.suggestions.profiles import PartnerKind
from matching.suggestions.queries import LIMIT, MOST
from matching.suggestions.rules import Rule


class SuggestionsQuery(Schema):
    """How many, and of which kind."""

    limit = ma.fields.Integer(load_default=LIMIT, validate=ma.validate.Range(min=1, max=MOST))
    kind = ma.fields.Enum(PartnerKind, by_value=True, load_default=None, metadata={"description": "person or group"})


class ReasonOut(Schema):
    """Points of one criterion: those of a suggestion sum to its score, and the greatest possible ones to 1000."""

    criterion = ma.fields.Enum(Criterion, by_value=True)
    points = ma.fields.Integer()
    max = ma.fields.Integer()
    text = ma.fields.String()


class SuggestionOut(Schema):
    """Somebody to propose. ``against``: what to check first; staff only, else empty."""

    kind = ma.fields.Enum(PartnerKind, by_value=True)
    id = ma.fields.String(metadata={"description": "opaque"})
    name = ma.fields.String()
    score = ma.fields.Integer()
    reasons = ma.fields.List(ma.fields.Nested(ReasonOut))
    against = ma.fields.List(ma.fields.String())


class ExclusionOut(Schema):
    """Somebody who is not proposed, with the first rule that keeps them off the list."""

    kind = ma.fields.Enum(PartnerKind, by_value=True)
    id = ma.fields.String(metadata={"description": "opaque"})
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
    excluded = ma.fields.List(ma.fields.Nested(ExclusionOut))
    what_if = ma.fields.List(ma.fields.Nested(WhatIfOut))
