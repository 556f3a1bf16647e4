"""What may come in about a decision."""

from collections.abc import Iterable
from typing import Any

import marshmallow as ma

from directory.reviews.models import Decision
from kit.fields import Choice, Number, Text
from kit.forms import Schema
from kit.i18n import _


def remarks_schema(names: Iterable[str]) -> Schema:
    """A remark for each field of a form; its controls are named ``remark-name``."""
    return Schema.from_dict({name: Text(limit=500) for name in names})()  # type: ignore[return-value]


class ReviewSchema(Schema):
    """A decision with its reason."""

    decision = Choice(Decision, required=True)
    reason = Text(limit=1000, lines=True)
    version = Number()

    @ma.validates_schema(skip_on_field_errors=True)
    def _refused_with_a_reason(self, data: dict[str, Any], **_options: Any) -> None:
        if data["decision"] is Decision.REFUSED and not data["reason"]:
            raise ma.ValidationError(_("断る理由を書いてください。申し込んだ方にお伝えします。"), "reason")
