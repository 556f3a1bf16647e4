"""What may come in about accounts."""

import marshmallow as ma

from kit.fields import Text
from kit.forms import Schema


class SignInSchema(Schema):
    """The sign-in form. The password is taken as it is."""

    email = Text(required=True, limit=254)
    password = ma.fields.String(required=True, validate=ma.validate.Length(min=1, max=1000))
    next = Text(limit=500)
