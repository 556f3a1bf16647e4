"""What may come in as a claim, and as its decision."""

from enum import StrEnum
from typing import Any

import marshmallow as ma

from kit.fields import Choice, PhoneNumbers, Text
from kit.forms import Schema
from kit.i18n import _l


class ClaimSchema(Schema):
    """Who one is in the group, and how the centre can be sure of it."""

    position = Text(limit=200, required=True)
    proof = Text(limit=1000, lines=True, required=True)
    phone = PhoneNumbers(limit=100, required=True)


class Decision(StrEnum):
    """What becomes of a claim."""

    ACCEPT = "accept"
    DECLINE = "decline"


class DecisionSchema(Schema):
    """The decision of a coordinator; who declines says why."""

    decision = Choice(Decision, required=True)
    reason = Text(limit=500, lines=True)

    @ma.validates_schema(skip_on_field_errors=True)
    def _says_why(self, data: dict[str, Any], **_rest: Any) -> None:
        if data.get("decision") is Decision.DECLINE and not data["reason"]:
            raise ma.ValidationError(_l("認めないときは、申し出た方に伝える理由を書いてください。"), "reason")
