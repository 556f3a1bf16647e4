"""What may come in about letters."""

import marshmallow as ma

from kit.fields import Choice, Id, Text
from kit.forms import Schema
from kit.mail import LetterState


class PostedSchema(Schema):
    """Which of the printed letters were posted."""

    letter = ma.fields.List(Id(), load_default=list)


class FilterSchema(Schema):
    """Which letters are listed."""

    state = Choice(LetterState)
    about = Text(limit=60)
