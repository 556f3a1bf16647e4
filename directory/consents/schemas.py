"""What may come in about a consent."""

from typing import Any

import marshmallow as ma

from directory.consents.models import Method, Purpose, Step
from kit.fields import Choice, FullDate, Number, Text
from kit.forms import Schema
from kit.i18n import _
from kit.text import nfkc

LEAVING_WORDS = ("削除", "delete")
"""What is typed by somebody who means it."""


def means_it(typed: str) -> bool:
    """Whether the word was typed without which nothing is deleted for good."""
    return nfkc(typed).strip(" 「」\"'").casefold() in LEAVING_WORDS


class TextSchema(Schema):
    """New words of a purpose: at first to be looked at, then, ``confirmed``, to be kept."""

    ja = Text(limit=2000, lines=True, required=True)
    en = Text(limit=2000, lines=True, required=True)
    version = Number()
    confirmed = ma.fields.Boolean(load_default=False, falsy={"", "0"}, truthy={"1"})


class OwnConsentSchema(Schema):
    """A consent as those concerned give or withdraw it."""

    purpose = Choice(Purpose, required=True)
    step = Choice(Step, required=True)
    confirm = Text(limit=20)

    @ma.validates_schema(skip_on_field_errors=True)
    def _means_it(self, data: dict[str, Any], **_options: Any) -> None:
        leaving = data["purpose"] is Purpose.REGISTER and data["step"] is Step.WITHDRAWN
        if leaving and not means_it(data["confirm"]):
            raise ma.ValidationError(
                _("登録をやめて個人の情報を消してよいときは「削除」と入力してください。"), "confirm"
            )


class TakenConsentSchema(OwnConsentSchema):
    """A consent as staff write it down."""

    method = Choice(Method, required=True)
    said_on = FullDate()
    note = Text(limit=500)
