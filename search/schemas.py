"""What may come in to a search, and how its results go out."""

import marshmallow as ma

from directory.groups.models import Sector
from kit.forms import Schema
from kit.paging import MOST_PER_PAGE, PER_PAGE, Sort
from kit.slots import TIMES, WEEKDAYS


class PageQuery(Schema):
    """Which page of a list."""

    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(1, 99_999))
    per_page = ma.fields.Integer(load_default=PER_PAGE, validate=ma.validate.Range(1, MOST_PER_PAGE))


class SearchQuery(PageQuery):
    """What is searched for."""

    q = ma.fields.String(required=True, validate=ma.validate.Length(1, 200))
    kind = ma.fields.String(load_default="", metadata={"description": "group, person, need or story; empty: all"})


class ListQuery(PageQuery):
    """How a list of groups or people is narrowed; the values are those of the pages' addresses."""

    q = ma.fields.String(load_default="", validate=ma.validate.Length(max=200))
    field = ma.fields.List(ma.fields.String(), metadata={"description": "code of a field of activity, 1 to 20"})
    skill = ma.fields.List(ma.fields.String(), metadata={"description": "code of a skill"})
    sector = ma.fields.List(ma.fields.String(), validate=ma.validate.ContainsOnly(list(Sector)))
    area = ma.fields.String(metadata={"description": "code of an area, or its beginning"})
    day = ma.fields.List(
        ma.fields.String(),
        validate=ma.validate.ContainsOnly([str(day) for day in range(len(WEEKDAYS))]),
        metadata={"description": "0 = Monday … 6 = Sunday"},
    )
    time = ma.fields.List(
        ma.fields.String(),
        validate=ma.validate.ContainsOnly([str(time) for time in range(len(TIMES))]),
        metadata={"description": "0 = morning … 3 = night"},
    )
    open = ma.fields.String(metadata={"description": "1: only groups that look for members"})
    row = ma.fields.String(
        metadata={"description": "row of the syllabary that a name begins with: あ, か, … わ; * for anything else"}
    )
    sort = ma.fields.String(validate=ma.validate.OneOf([Sort.FIT, Sort.READING, Sort.UPDATED]))


class SuggestQuery(Schema):
    """What has been typed so far."""

    q = ma.fields.String(required=True, validate=ma.validate.Length(1, 60))


class HitOut(Schema):
    """One thing found."""

    kind = ma.fields.String()
    id = ma.fields.String()
    title = ma.fields.String()
    url = ma.fields.String()
    snippet = ma.fields.String(metadata={"description": "HTML: only <mark> and escaped text"})
    score = ma.fields.Float()


class ResultsOut(Schema):
    """A page of what was found."""

    items = ma.fields.List(ma.fields.Nested(HitOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()
    facets = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Dict())
    did_you_mean = ma.fields.String(allow_none=True)


class CompletionOut(Schema):
    """A word that begins with what has been typed."""

    text = ma.fields.String()
    count = ma.fields.Integer()


class CompletionsOut(Schema):
    """Words that begin with what has been typed."""

    items = ma.fields.List(ma.fields.Nested(CompletionOut))
