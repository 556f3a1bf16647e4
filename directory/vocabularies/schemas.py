"""How entries of the vocabularies go out."""

from typing import Any

import marshmallow as ma

from kit.fields import Text
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


class SkillCode(Text):
    """A skill by its code."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return str(getattr(value, "code", value or ""))
