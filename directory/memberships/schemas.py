"""What may come in about who keeps a group."""

from typing import Any

import marshmallow as ma

from directory.accounts.models import MembershipRole
from directory.memberships.access import KEEPING
from directory.memberships.models import Afterwards
from kit.fields import Choice, EmailAddress, Id, Text
from kit.forms import Schema
from kit.i18n import _l


class RoleSchema(Schema):
    """Representative or editor."""

    role = Choice(MembershipRole, required=True)

    @ma.validates_schema(skip_on_field_errors=True)
    def _keeps(self, data: dict[str, Any], **_rest: Any) -> None:
        if "role" in data and data["role"] not in KEEPING:
            raise ma.ValidationError(_l("一覧から選んでください。"), "role")


class InvitationSchema(RoleSchema):
    """Whom to invite, and as what."""

    email = EmailAddress(limit=254, required=True)


class HandoverSchema(Schema):
    """Who is to represent the group next, and what the present one will be. Somebody in the group, or an address."""

    successor = Id(load_default=None, allow_none=True)
    email = EmailAddress(limit=254)
    afterwards = Choice(Afterwards, required=True)

    @ma.pre_load
    def _nobody_chosen(self, data: dict[str, Any], **_rest: Any) -> dict[str, Any]:
        return {**data, "successor": data.get("successor") or None}

    @ma.validates_schema(skip_on_field_errors=True)
    def _somebody(self, data: dict[str, Any], **_rest: Any) -> None:
        if not data["successor"] and not data["email"]:
            raise ma.ValidationError(_l("次の代表の方を選ぶか、メールアドレスを入力してください。"), "email")


class CodeSchema(Schema):
    """The code of a sheet of paper."""

    code = Text(limit=40, required=True)
