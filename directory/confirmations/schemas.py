"""What may come in as an answer."""

import marshmallow as ma

from directory.confirmations.models import Answer, AnsweredBy
from kit.fields import Choice, Text
from kit.forms import Schema
from kit.i18n import _l


class AnswerSchema(Schema):
    """The four answers. What is to be changed has to be said by who cannot change it themselves."""

    answer = Choice(Answer, required=True)
    words = Text(limit=1000, lines=True)
    sure = ma.fields.Boolean(load_default=False, truthy={"1", "true", "on"}, falsy={"", "0", "false", "off"})

    @ma.validates_schema
    def _what_follows(self, data: dict[str, object], **_rest: object) -> None:
        if data.get("answer") is Answer.CHANGES and not data.get("words"):
            raise ma.ValidationError(_l("どこをどう直したいか、書いてください。"), "words")
        if data.get("answer") is Answer.DISSOLVED and not data.get("sure"):
            raise ma.ValidationError(_l("登録が終わります。よろしければ、ここに印をつけてください。"), "sure")


class StaffAnswerSchema(AnswerSchema):
    """The same as somebody told it to the centre."""

    how = Choice(AnsweredBy, required=True)
