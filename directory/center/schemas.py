"""What may come in about the centre."""

import marshmallow as ma

from kit.fields import Text
from kit.forms import Schema
from kit.i18n import _l
from kit.text import nfkc


class ParticularsSchema(Schema):
    """How the centre is named and reached on every page and letter."""

    name = Text(limit=100)
    phone = Text(limit=40)
    address = Text(limit=200)
    hours = Text(limit=100)

    @ma.validates("phone")
    def _has_digits(self, phone: str, **_rest: object) -> None:
        if phone and sum(sign.isdigit() for sign in nfkc(phone)) < 9:
            raise ma.ValidationError(_l("市外局番から入力してください。"))


class TextsSchema(Schema):
    """Texts of the pages. Empty lines part paragraphs; nothing in them is markup."""

    news = Text(limit=2000, lines=True)
    news_en = Text(limit=2000, lines=True)
    privacy = Text(limit=20000, lines=True)
    privacy_en = Text(limit=20000, lines=True)
    terms = Text(limit=20000, lines=True)
    terms_en = Text(limit=20000, lines=True)
