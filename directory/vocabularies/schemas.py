"""How entries of the vocabularies go out."""

import marshmallow as ma

from kit.forms import Schema


class FieldOut(Schema):
    """A field of activity."""

    code = ma.fields.String()
    name = ma.fields.String(attribute="short_name")
    name_en = ma.fields.String()


class SkillOut(Schema):
    """A skill."""

    code = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()


class AreaOut(Schema):
    """An area of activity."""

    code = ma.fields.String()
    name = ma.fields.String()
    kind = ma.fields.String()
