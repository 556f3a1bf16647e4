"""What may come in about an opening."""

from typing import Any

import marshmallow as ma

from directory.openings.models import Reason
from kit.fields import Choice, Number, Text
from kit.forms import Schema
from kit.i18n import _, _l


class OpeningSchema(Schema):
    """Why somebody looks; another reason than those of the list is told in words."""

    why = Choice(Reason, required=True)
    why_words = Text(limit=200)

    @ma.validates_schema(skip_on_field_errors=True)
    def _other_is_told(self, data: dict[str, Any], **_options: Any) -> None:
        if data["why"] is Reason.OTHER and not data["why_words"]:
            raise ma.ValidationError(_("「その他」のときは、理由を書いてください。"), "why_words")


class FilterSchema(Schema):
    """Which openings are listed."""

    account = Number()
    about = Text(limit=60)


class ReasonQuery(Schema):
    """For staff, over the API: why the private part is wanted. Without it, they are given none."""

    class Meta:
        unknown = ma.EXCLUDE

    reason = ma.fields.Enum(
        Reason,
        by_value=True,
        load_default=None,
        error_messages={"unknown": _l("一覧から選んでください。")},
        metadata={
            "description": "For staff: why `private` is wanted. Without a reason it is null; with one the opening is "
            "logged and shown to the person. The person and editors see their own without it."
        },
    )
    words = ma.fields.String(
        load_default="", validate=ma.validate.Length(max=200), metadata={"description": "Needed with reason=other."}
    )

    @ma.validates_schema(skip_on_field_errors=True)
    def _other_is_told(self, data: dict[str, Any], **_options: Any) -> None:
        if data["reason"] is Reason.OTHER and not data["words"].strip():
            raise ma.ValidationError(_("「その他」のときは、理由を書いてください。"), "words")
