"""What may come in when a task is settled."""

from enum import StrEnum
from typing import Any

import marshmallow as ma

from kit.fields import Choice, Flag, Number, Text
from kit.forms import Schema
from kit.i18n import _


class Outcome(StrEnum):
    """How a task ends."""

    DONE = "done"
    DROPPED = "dropped"


class SettleSchema(Schema):
    """How a task was settled."""

    outcome = Choice(Outcome, required=True)
    words = Text(limit=500, lines=True)


class EaseSchema(Schema):
    """What the person has said on the telephone: a rest of so many months, fewer requests at once, or both."""

    confirmed = Flag()
    rest = Number(least=1, most=24)
    at_once = Number(least=0, most=50)
    words = Text(limit=500, lines=True)

    @ma.validates_schema(skip_on_field_errors=True)
    def _is_said(self, data: dict[str, Any], **_options: Any) -> None:
        if not data["confirmed"]:
            raise ma.ValidationError(_("本人に電話で確かめてから、印をつけてください。"), "confirmed")
        if data["rest"] is None and data["at_once"] is None:
            raise ma.ValidationError(_("休む月数か、同時に受ける数を入れてください。"), "rest")
