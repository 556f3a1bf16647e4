"""What may come in about a need, and what goes out."""

from datetime import date
from typing import Any

import marshmallow as ma

from directory.people.models import Audience, Fee
from directory.vocabularies.schemas import AreaOut, FieldOut, SkillCode, SkillOut
from kit import slots as weekly
from kit.dates import NotADate, full_date, parse_full_date
from kit.fields import Choice, Codes, Flag, FullDate, Lines, Number, Slots, Text
from kit.forms import Schema
from kit.i18n import _
from kit.labels import label
from kit.paging import MOST_PER_PAGE, PER_PAGE
from matching.needs.models import NeedKind, ReceivedBy


class Days(Lines):
    """Days, one a line, typed in 和暦 or 西暦; kept as ISO dates in order."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        lines = super()._deserialize(value, attr, data, **kwargs)
        return sorted({parse_full_date(line).isoformat() for line in lines})

    def check(self, line: str) -> None:
        """Refuse what is not one day."""
        try:
            parse_full_date(line)
        except NotADate:
            text = _("「%(line)s」は日付として読めません。「2026年12月5日」のように、年月日を1行に1つ書いてください。")
            raise ma.ValidationError(text % {"line": line[:40]}) from None

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "\n".join(full_date(date.fromisoformat(day)) for day in value or ())


class Named(Text):
    """A record of the register by its name, shown with its number; whether it exists is for the action to see."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(limit=200, **options)
        self.name_attribute = name

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return f"{getattr(value, self.name_attribute)} #{value.id}" if value else ""


class NeedSkillSchema(Schema):
    """One skill asked for; a row without a skill is left out by the action."""

    skill = SkillCode(limit=60)
    must = Flag()


class NeedSchema(Schema):
    """A need as staff enter it, by form or by JSON."""

    title = Text(required=True, limit=100)
    story = Text(limit=4000, lines=True)
    kind = Choice(NeedKind, required=True)
    skills = ma.fields.List(ma.fields.Nested(NeedSkillSchema), load_default=list)
    fields = Codes("code")  # type: ignore[assignment]
    areas = Codes("code")
    other_areas = Lines(most=20, limit=80, load_only=True)
    place = Text(limit=300)
    online = Flag()
    dates = Days(most=30, limit=40)
    slots = Slots()
    schedule_note = Text(limit=300)
    people_wanted = Number(least=1, most=9999)
    due_on = FullDate()
    fee = Choice(Fee)
    audience = Choice(Audience, load_default=Audience.COORDINATORS)
    expires_on = FullDate()

    group = Named("name")
    person = Named("display_name")
    requester_name = Text(limit=100)
    contact = Text(limit=500, lines=True)
    received_by_method = Choice(ReceivedBy, load_default=ReceivedBy.WEB)
    received_by = Text(limit=100)
    received_on = FullDate()
    version = Number()

    @ma.post_load
    def _defaults(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        # An emptied choice must close, never open.
        return {
            **data,
            "audience": data["audience"] or Audience.COORDINATORS,
            "received_by_method": data["received_by_method"] or ReceivedBy.WEB,
        }

    @ma.validates_schema(skip_on_field_errors=False)
    def _somebody_asks(self, data: dict[str, Any], **_options: Any) -> None:
        if not (data.get("group") or data.get("person") or data.get("requester_name")):
            text = _("相談した団体、人材、またはお名前のどれかを入力してください。")
            raise ma.ValidationError(text, "requester_name")


class NewNeedSchema(NeedSchema):
    """A need as a program of the staff sends it; ``publish`` is the other button of the form."""

    publish = Flag(metadata={"description": "open it at once"})


class NeedSkillOut(Schema):
    """A skill asked for."""

    skill = ma.fields.Nested(SkillOut)
    must = ma.fields.Boolean()


class RequesterOut(Schema):
    """The group that asks."""

    id = ma.fields.String()
    name = ma.fields.String()


class NeedPrivateOut(Schema):
    """What only the centre and those who asked see."""

    requester_name = ma.fields.String()
    contact = ma.fields.String()
    received_by_method = ma.fields.String()
    received_by = ma.fields.String()
    received_on = ma.fields.Date(allow_none=True)


class NeedOut(Schema):
    """A need as the API answers it: the public part, and ``private`` where the caller may see it."""

    id = ma.fields.String(metadata={"description": "opaque"})
    url = ma.fields.String()
    state = ma.fields.String()
    closed_because = ma.fields.String(allow_none=True)
    kind = ma.fields.String()
    kind_label = ma.fields.Function(lambda need: label(need.kind), metadata={"type": "string"})
    title = ma.fields.String()
    story = ma.fields.String()
    skills = ma.fields.List(ma.fields.Nested(NeedSkillOut))
    fields = ma.fields.List(ma.fields.Nested(FieldOut))  # type: ignore[assignment]
    areas = ma.fields.List(ma.fields.Nested(AreaOut))
    place = ma.fields.String()
    online = ma.fields.Boolean()
    dates = ma.fields.List(ma.fields.String(metadata={"format": "date"}))
    slots = Slots(metadata={"description": "weekday * 4 + time; weekday 0 = Monday, time 0 = morning … 3 = night"})
    schedule = ma.fields.Function(lambda n: n.schedule_note or weekly.words(n.slots), metadata={"type": "string"})
    people_wanted = ma.fields.Integer(allow_none=True)
    due_on = ma.fields.Date(allow_none=True)
    expires_on = ma.fields.Date(allow_none=True)
    fee = ma.fields.String(allow_none=True)
    fee_label = ma.fields.Function(lambda need: label(need.fee), metadata={"type": "string"})
    audience = ma.fields.String()
    requester = ma.fields.Nested(RequesterOut, attribute="shown_requester", dump_default=None, allow_none=True)
    requester_label = ma.fields.String(dump_default="")
    updated_at = ma.fields.AwareDateTime()
    version = ma.fields.Integer(metadata={"description": "for PATCH, which is refused when somebody else was faster"})
    private = ma.fields.Nested(NeedPrivateOut, attribute="shown_private", dump_default=None, allow_none=True)


class NeedsOut(Schema):
    """One page of a list of needs."""

    items = ma.fields.List(ma.fields.Nested(NeedOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()
    facets = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Dict())


class NeedsQuery(Schema):
    """What a list of needs can be narrowed by; what has no meaning is passed over."""

    q = ma.fields.String(load_default="")
    kind = ma.fields.List(ma.fields.String(), metadata={"description": "adviser, hands, partner, talk"})
    field = ma.fields.List(ma.fields.String(), metadata={"description": "code of a field of activity, 1 to 20"})
    skill = ma.fields.List(
        ma.fields.String(), metadata={"description": "code of a skill; an upper one takes its own in"}
    )
    area = ma.fields.String(metadata={"description": "code of a prefecture, municipality or district"})
    day = ma.fields.List(ma.fields.String(), metadata={"description": "0 = Monday … 6 = Sunday"})
    time = ma.fields.List(ma.fields.String(), metadata={"description": "0 = morning … 3 = night"})
    online = ma.fields.String(metadata={"description": "1: only what can be done online"})
    sort = ma.fields.String(validate=ma.validate.OneOf(["fit", "new", "due"]))
    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(min=1, max=100_000))
    per_page = ma.fields.Integer(load_default=PER_PAGE, validate=ma.validate.Range(min=1, max=MOST_PER_PAGE))
