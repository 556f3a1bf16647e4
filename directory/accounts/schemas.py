"""What may come in about accounts."""

import re
from typing import Any

import marshmallow as ma

from directory.accounts.models import Scope
from directory.accounts.passwords import SHORTEST
from directory.accounts.tokens import MOST_DAYS
from kit.fields import Choice, Number, Text
from kit.forms import Schema
from kit.i18n import Language, _, _l
from kit.text import nfkc


class Email(Text):
    """A mail address, typed in letters of any width; the smallest that a mail server could deliver to."""

    default_error_messages = {"form": _l("メールアドレスは taro@example.jp のような形で入力してください。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(limit=254, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = nfkc(super()._deserialize(value, attr, data, **kwargs)).strip()
        if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+", text) or re.search(r"[,;:<>\"()\[\]\\]", text):
            raise self.make_error("form")
        return text


class NewPassword(ma.fields.String):
    """A new password, taken as it is typed."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        if len(text) < SHORTEST:
            raise ma.ValidationError(_("パスワードは%(least)d文字以上にしてください。") % {"least": SHORTEST})
        if len(text) > MOST_PASSWORD:
            raise ma.ValidationError(_("パスワードは%(most)d文字以内にしてください。") % {"most": MOST_PASSWORD})
        return text


class OldPassword(ma.fields.String):
    """A password that is asked for again."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        if not text:
            raise ma.ValidationError(_("入力してください。"))
        return text[: MOST_PASSWORD + 1]


MOST_PASSWORD = 1000


class SignInSchema(Schema):
    """The sign-in form. The password is taken as it is."""

    email = Text(required=True, limit=254)
    password = ma.fields.String(required=True, validate=ma.validate.Length(min=1, max=MOST_PASSWORD))
    next = Text(limit=500)


class SignUpSchema(Schema):
    """The form of somebody who wants an account."""

    name = Text(required=True, limit=100)
    email = Email(required=True)
    password = NewPassword(required=True)
    next = Text(limit=500)


class EmailSchema(Schema):
    """An address to write to."""

    email = Email(required=True)


class NewPasswordSchema(Schema):
    """A new password."""

    password = NewPassword(required=True)


class PasswordChangeSchema(Schema):
    """A new password beside the old one."""

    old_password = OldPassword(required=True)
    password = NewPassword(required=True)


class NameSchema(Schema):
    """The name that the pages show."""

    name = Text(required=True, limit=100)


class LanguageSchema(Schema):
    """The language of letters."""

    language = Choice(Language, required=True)


class ProofSchema(Schema):
    """The password, asked for again; empty where the sign-in is fresh."""

    old_password = ma.fields.String(load_default="")


class CodeSchema(Schema):
    """A code of the authenticator app, or one on paper."""

    code = Text(required=True, limit=40)


class TokenSchema(Schema):
    """What a new token is for."""

    name = Text(required=True, limit=100)
    scope = Choice(Scope, required=True)
    days = Number(least=1, most=MOST_DAYS, load_default=90)
