"""What may come in by each question of the form, by the group's form, and from the staff who settle it."""

from enum import StrEnum
from typing import Any

import marshmallow as ma

from directory.accounts.schemas import Email
from directory.people.models import Audience, Fee
from directory.vocabularies.schemas import SkillCode
from kit.fields import Choice, Codes, Flag, FullDate, Number, PhoneNumbers, Slots, Text
from kit.forms import Schema
from kit.i18n import _
from matching.consultations.models import Confirmed, Decision, Part
from matching.needs.models import NeedKind
from matching.needs.schemas import Days, NeedOut
from search.schemas import PageQuery


class MailAddress(Email):
    """A mail address, or nothing."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, attr, data, **kwargs) if str(value).strip() else ""


class StorySchema(Schema):
    """What troubles them."""

    story = Text(required=True, limit=4000, lines=True)


class KindSchema(Schema):
    """What would help; nothing chosen leaves it to the centre."""

    kind = Choice(NeedKind)


class SkillsSchema(Schema):
    """Fields and skills that they have ticked."""

    fields = Codes("code")  # type: ignore[assignment]
    skills = Codes("code")


class WhenWhereSchema(Schema):
    """When and where."""

    dates = Days(most=30, limit=40)
    slots = Slots()
    schedule_note = Text(limit=300)
    place = Text(limit=300)
    online = Flag()
    areas = Codes("code")


class TermsSchema(Schema):
    """How many, by when, what can be paid, and who may see it."""

    people_wanted = Number(least=1, most=9999)
    due_on = FullDate()
    fee = Choice(Fee)
    audience = Choice(Audience)


class AgreeSchema(Schema):
    """The box about what is done with what was told."""

    agree = Flag()

    @ma.validates_schema(skip_on_field_errors=False)
    def _agreed(self, data: dict[str, Any], **_options: Any) -> None:
        if not data.get("agree"):
            raise ma.ValidationError(_("お読みになって、印をつけてください。"), "agree")


class ContactSchema(AgreeSchema):
    """Who asks without an account. ``homepage`` is a trap: people do not see it, machines fill it in."""

    requester_name = Text(required=True, limit=100)
    group_name = Text(limit=100)
    phone = PhoneNumbers(limit=100)
    email = MailAddress()
    contact_note = Text(limit=200)
    homepage = Text(limit=300)

    @ma.validates_schema(skip_on_field_errors=False)
    def _reachable(self, data: dict[str, Any], **_options: Any) -> None:
        if "phone" in data and "email" in data and not (data["phone"] or data["email"]):
            raise ma.ValidationError(_("電話番号かメールアドレスの、どちらかを入力してください。"), "phone")


class MemberContactSchema(AgreeSchema):
    """Who asks signed in: their address is known, and for which of their groups they ask is chosen by its number."""

    requester_name = Text(required=True, limit=100)
    group = Number()
    phone = PhoneNumbers(limit=100)
    contact_note = Text(limit=200)
    homepage = Text(limit=300)


SCHEMAS: dict[Part, type[Schema]] = {
    Part.STORY: StorySchema,
    Part.KIND: KindSchema,
    Part.SKILLS: SkillsSchema,
    Part.WHEN_WHERE: WhenWhereSchema,
    Part.TERMS: TermsSchema,
}


class WholeSchema(StorySchema, KindSchema, SkillsSchema, WhenWhereSchema, TermsSchema):
    """All of what is asked for, on one page: the form of a group. ``once`` makes sending it twice one."""

    title = Text(limit=100)
    phone = PhoneNumbers(limit=100)
    contact_note = Text(limit=200)
    once = Text(limit=64)
    version = Number()


class GroupSchema(WholeSchema, AgreeSchema):
    """The form of a group when it is sent for the first time."""


class OwnNeedSchema(GroupSchema):
    """The form of a group as a program sends it: with the number of the group that asks."""

    group = Number(least=1, most=2_000_000_000)


class ConsultationAnswerSchema(Schema):
    """The answer to what the staff have asked."""

    answer = Text(required=True, limit=2000, lines=True)


class Weight(StrEnum):
    """How much a skill matters."""

    MUST = "must"
    NICE = "nice"
    NONE = "none"


class WeighedSkillSchema(Schema):
    """A skill with what a person says about its weight."""

    skill = SkillCode(limit=60)
    weight = Choice(Weight, required=True)


class AcceptanceSchema(Schema):
    """What the staff confirm when they open a need."""

    title = Text(required=True, limit=100)
    kind = Choice(NeedKind, required=True)
    skills = ma.fields.List(ma.fields.Nested(WeighedSkillSchema), load_default=list)
    more_skills = Codes("code")
    version = Number()


class QuestionSchema(Schema):
    """What the staff ask."""

    question = Text(required=True, limit=1000, lines=True)


class ClosingSchema(Schema):
    """Why the staff close it; the words go to who asked."""

    reason = Text(required=True, limit=500, lines=True)


class ConsultationsQuery(PageQuery):
    """Which consultations; none said: those that wait for the staff."""

    decision = ma.fields.Enum(Decision, by_value=True, load_default=None)


class ConsultationQuestionOut(Schema):
    """What the staff have asked, and the answer."""

    question = ma.fields.String()
    answer = ma.fields.String()
    asked_at = ma.fields.AwareDateTime()
    answered_at = ma.fields.AwareDateTime(allow_none=True)


class ConsultationOut(Schema):
    """A consultation with the need that it is."""

    id = ma.fields.String()
    url = ma.fields.String()
    decision = ma.fields.Enum(Decision, by_value=True)
    decided_at = ma.fields.AwareDateTime(allow_none=True)
    confirmed_by = ma.fields.Enum(Confirmed, by_value=True, allow_none=True)
    confirmed_at = ma.fields.AwareDateTime(allow_none=True)
    sent_at = ma.fields.AwareDateTime()
    to_tell = ma.fields.Boolean(metadata={"description": "who asked is to be told by telephone what was decided"})
    language = ma.fields.String()
    questions = ma.fields.List(ma.fields.Nested(ConsultationQuestionOut))
    need = ma.fields.Nested(NeedOut)


class ConsultationsOut(Schema):
    """One page of consultations."""

    items = ma.fields.List(ma.fields.Nested(ConsultationOut))
    total = ma.fields.Integer()
    page = ma.fields.Integer()
    per_page = ma.fields.Integer()
