"""One marshmallow schema for the HTML form and the JSON body: reading, keeping what was typed, and Japanese messages."""

import re
from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import marshmallow as ma
from werkzeug.datastructures import MultiDict

from kit.errors import ChangedMeanwhile, FieldErrors, Invalid, Refusal, flatten
from kit.i18n import _, _l

MESSAGES: dict[type[ma.fields.Field[Any]], dict[str, Any]] = {
    ma.fields.Field: {
        "required": _l("入力してください。"),
        "null": _l("入力してください。"),
        "validator_failed": _l("この値は使えません。"),
    },
    ma.fields.String: {"invalid": _l("文字で入力してください。")},
    ma.fields.Integer: {"invalid": _l("数字で入力してください。"), "too_large": _l("数字で入力してください。")},
    ma.fields.Float: {"invalid": _l("数字で入力してください。"), "special": _l("数字で入力してください。")},
    ma.fields.Boolean: {"invalid": _l("この値は使えません。")},
    ma.fields.Enum: {"unknown": _l("一覧から選んでください。")},
    ma.fields.List: {"invalid": _l("一覧から選んでください。")},
    ma.fields.Nested: {"type": _l("この値は使えません。")},
}
for _kind, _messages in MESSAGES.items():
    _kind.default_error_messages = {**_kind.default_error_messages, **_messages}


def _range_in_words(between: ma.validate.Range, _value: object, _message: str) -> str:
    if between.min is None or between.max is None:
        return _("この値は使えません。")
    return _("%(least)dから%(most)dまでの数字で入力してください。", least=between.min, most=between.max)


def _length_in_words(allowed: ma.validate.Length, value: Sized, _message: str) -> str:
    if allowed.max is None or (over := len(value) - allowed.max) <= 0:
        return _("入力してください。") if len(value) == 0 else _("この値は使えません。")
    words = _("%(limit)d文字以内で入力してください（いま%(length)d文字です。あと%(over)d文字減らしてください）。")
    return words % {"limit": allowed.max, "length": len(value), "over": over}


# What validators say is told in the visitor's words as well, here once for all of them.
ma.validate.Range._format_error = _range_in_words  # type: ignore[assignment,method-assign]
ma.validate.Length._format_error = _length_in_words  # type: ignore[assignment,method-assign]
ma.validate.OneOf.default_message = ma.validate.ContainsOnly.default_message = _l("一覧から選んでください。")

Typed = dict[str, Any]
"""What was typed: a text per field, a list of texts for choices, a list of such dicts for repeated rows."""


class Schema(ma.Schema):
    """Base of all schemas: what it does not know is passed over."""

    class Meta:
        unknown = ma.EXCLUDE


class Marks(dict[str, list[str]]):
    """The errors of a form by field and, in ``remarks``, what a reader of it asked to be corrected; for its page."""

    def __init__(self, errors: FieldErrors, remarks: Mapping[str, str]) -> None:
        super().__init__(errors)
        self.remarks = dict(remarks)


@dataclass
class Form:
    """A form as the page shows it: ``typed`` values, ``errors`` by field name, and ``data`` when there are none."""

    typed: Typed = field(default_factory=dict)
    errors: FieldErrors = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)

    def refuse(self, name: str, message: str) -> None:
        """Add an error that was found beyond the schema, such as a rule of the trade."""
        self.errors.setdefault(name, []).append(message)

    def marked(self, remarks: Mapping[str, str]) -> Marks:
        """The errors, with remarks that are to stand at the fields beside them."""
        return Marks(self.errors, remarks)


def read_form(schema: ma.Schema, posted: "MultiDict[str, str]") -> Form:
    """Read a posted HTML form. Wrong values never raise: they stand in ``errors`` beside what was typed."""
    typed = typed_values(schema, posted)
    try:
        return Form(typed=typed, data=dict(schema.load(typed)))
    except ma.ValidationError as error:
        return Form(typed=typed, errors=flatten(error.messages_dict))


@contextmanager
def refusals_in(form: Form) -> Iterator[None]:
    """What an action refuses in this block stands in the form, beside what was typed."""
    try:
        yield
    except Invalid as refusal:
        form.errors = refusal.errors
    except Refusal as refusal:
        if not refusal.field:
            raise
        form.errors = {refusal.field: [refusal.text]}
        if isinstance(refusal, ChangedMeanwhile):
            form.typed["version"] = str(refusal.version)


def fill_form(schema: ma.Schema, thing: object) -> Form:
    """A form filled from a record, for editing it."""
    return Form(typed=dict(schema.dump(thing)))


def typed_values(schema: ma.Schema, posted: "MultiDict[str, str]", prefix: str = "") -> Typed:
    """Texts of the posted form in the shape the schema reads; rows are named ``contacts-0-value``."""
    typed: Typed = {}
    for name, kind in schema.load_fields.items():
        key = prefix + name
        if isinstance(kind, ma.fields.List) and isinstance(kind.inner, ma.fields.Nested):
            rows = sorted({int(m[1]) for k in posted if (m := re.match(rf"{re.escape(key)}-(\d{{1,3}})-", k))})
            typed[name] = [typed_values(kind.inner.schema, posted, f"{key}-{row}-") for row in rows]
        elif getattr(kind, "many_values", isinstance(kind, ma.fields.List)):
            typed[name] = [text for text in posted.getlist(key) if text]
        elif getattr(kind, "parts", None):
            typed[name] = {part: posted.get(f"{key}-{part}", "") for part in kind.parts}  # type: ignore[attr-defined]
        else:
            typed[name] = posted.get(key, "")
    return typed
