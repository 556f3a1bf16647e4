"""What may come in about a pair that is kept apart."""

from enum import StrEnum
from typing import Any

import marshmallow as ma

from kit.fields import Choice, Text
from kit.forms import Schema
from kit.i18n import _, _l
from matching.exclusions.models import Kind


class Term(StrEnum):
    """For how many months."""

    QUARTER = "3"
    HALF = "6"
    YEAR = "12"
    TWO_YEARS = "24"
    OPEN = "open"


class ExclusionSchema(Schema):
    """The other of the two, why, and how long."""

    other = Text(limit=30, required=True, error_messages={"blank": _l("名前をさがして、えらんでください。")})
    kind = Choice(Kind, required=True)
    term = Choice(Term, required=True)
    reason = Text(limit=1000, lines=True, required=True)

    @ma.validates_schema(skip_on_field_errors=True)
    def _pause_ends(self, data: dict[str, Any], **_options: Any) -> None:
        if data["kind"] is Kind.PAUSE and data["term"] is Term.OPEN:
            raise ma.ValidationError(_("「しばらく紹介しない」には、期間をえらんでください。"), "term")
