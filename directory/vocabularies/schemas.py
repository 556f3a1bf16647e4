"""How entries of the vocabularies go out, and how administrators change them."""

import re
from typing import Any

import marshmallow as ma

from kit.fields import Number, Reading, Text, clean
from kit.forms import Schema
from kit.text import nfkc


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


class Words(Text):
    """Words with 、 or a line break between them; each once, in the order given."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        words = (clean(word) for word in re.split(r"[、，,\n]", text))
        return list(dict.fromkeys(word for word in words if word))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "、".join(value or [])


class Degrees(ma.fields.Float):
    """Degrees of latitude or longitude, in digits of any width; empty is None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(load_default=None, allow_none=True, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = nfkc(str(value)).strip()
        return super()._deserialize(text, attr, data, **kwargs) if text else None

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return None if value == "" else super().deserialize(value, *args, **kwargs)


class SkillSchema(Schema):
    """A skill as administrators write it; ``parent`` is the number of the upper one."""

    name = Text(required=True, limit=60)
    name_en = Text(limit=80)
    parent = Number()
    synonyms = Words(limit=1000, lines=True)


class DistrictSchema(Schema):
    """A district of the town; ``parent`` is the code of its municipality."""

    name = Text(required=True, limit=80)
    reading = Reading(limit=120)
    name_en = Text(limit=120)
    parent = Text(limit=12)
    latitude = Degrees(validate=ma.validate.Range(20, 46))
    longitude = Degrees(validate=ma.validate.Range(122, 154))


class SynonymsSchema(Schema):
    """Words that mean one thing."""

    words = Words(limit=1000, lines=True)


class MergeSchema(Schema):
    """Which entry takes another's place."""

    into = Text(required=True, limit=12)
