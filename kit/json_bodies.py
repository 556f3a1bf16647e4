"""The bodies of the API's requests: read by the schemas of the forms, with the same messages, and described for its document."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import marshmallow as ma
from flask import request

from kit.errors import Invalid, Refusal, flatten
from kit.fields import clean
from kit.i18n import _l


class NotJson(Refusal):
    """The body is not a JSON object."""

    status = HTTPStatus.BAD_REQUEST
    message = _l("JSONのオブジェクトとして読めません。")


def json_body() -> dict[str, Any]:
    """The object that was sent, without what no database can hold.

    Raises:
        NotJson: it is none.
    """
    try:
        body = request.get_json(force=True, silent=True)
        if isinstance(body, dict):
            return {clean(name): _cleaned(value) for name, value in body.items()}
    except RecursionError:
        pass  # nested beyond all measure
    raise NotJson()


def read_json(schema: ma.Schema, *, over: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What was sent, by the schema; ``over``: a form as it is filled now, of which only what is sent changes.

    Raises:
        NotJson: the body is no JSON object.
        Invalid: values that cannot be accepted, by field.
    """
    try:
        return dict(schema.load({**(over or {}), **json_body()}))
    except ma.ValidationError as error:
        raise Invalid(flatten(error.messages_dict)) from None


def body_of(*schemas: ma.Schema) -> dict[str, Any]:
    """The body for the API's document: by this schema, or by one of them."""
    content = schemas[0] if len(schemas) == 1 else {"oneOf": list(schemas)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": content}}}}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if isinstance(value, dict):
        return {clean(name): _cleaned(each) for name, each in value.items()}
    return value
