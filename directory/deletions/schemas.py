"""What may come in about deletions and about the handing over of what is held."""

from typing import Any

import marshmallow as ma

from directory.consents.models import Method
from directory.consents.schemas import means_it
from kit.fields import Choice, FullDate, Text
from kit.forms import Schema
from kit.i18n import _


class DeletionSchema(Schema):
    """A deletion that somebody asks for themselves."""

    confirm = Text(required=True, limit=20)

    @ma.validates("confirm")
    def _means_it(self, value: str, **_options: Any) -> None:
        if not means_it(value):
            raise ma.ValidationError(_("消してよいときは「削除」と入力してください。"))


class TakenDeletionSchema(DeletionSchema):
    """A deletion that staff enter."""

    method = Choice(Method, required=True)
    said_on = FullDate()
    reason = Text(limit=500)


class HandingOverSchema(Schema):
    """Why staff take out everything that is held about a person."""

    why = Text(required=True, limit=500)
