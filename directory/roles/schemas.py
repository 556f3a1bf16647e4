"""What may come in about accounts from administrators."""

from directory.accounts.models import Role
from directory.accounts.schemas import Email
from kit.fields import Choice, Text
from kit.forms import Schema


class InvitationSchema(Schema):
    """A new account."""

    name = Text(required=True, limit=100)
    email = Email(required=True)
    role = Choice(Role, required=True)


class RoleSchema(Schema):
    """Another role."""

    role = Choice(Role, required=True)


class FilterSchema(Schema):
    """Which accounts are listed."""

    q = Text(limit=100)
    role = Choice(Role)
