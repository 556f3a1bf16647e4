"""The JSON API under /api/v1: its list of parts, its OpenAPI document and its readable page."""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from app import lists
from directory.availability import api as availability
from directory.groups import api as groups
from directory.people import api as people
from kit import errors
from kit.access import EVERYONE, open_to
from kit.fields import Choice, Flag, Lines, Number, Text
from kit.settings import Settings
from matching.care import api as care
from matching.casework import api as introductions
from matching.consultations import api as needs_written
from matching.consultations import desk_api as consultations
from matching.follow_ups import api as follow_ups
from matching.needs import api as needs
from matching.plans import api as plans
from matching.stories import api as stories
from matching.suggestions import api as suggestions
from search import api as search

PARTS = (
    lists.bp,
    search.bp,
    groups.bp,
    people.bp,
    needs.bp,
    needs_written.bp,
    suggestions.bp,
    introductions.bp,
    plans.bp,
    care.bp,
    consultations.bp,
    availability.bp,
    follow_ups.bp,
    stories.bp,
)

TYPES = {Text: "string", Lines: "string", Choice: "string", Number: "integer", Flag: "boolean"}
"""What our own kinds of field are in the document."""
TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token made on the account page, for reading (read), for changing the register too (write), "
    "or for introductions and all that tells of them (plans, care, weights); without one the answer is a visitor's.",
}

bp = Blueprint("api", __name__, url_prefix="/api")


class OwnErrors(Api):  # type: ignore[misc]
    """flask-smorest, but errors are rendered where all others are: its own handler would turn HTML pages' errors into JSON."""

    def handle_http_exception(self, error: HTTPException) -> Response:
        """An HTTP error in our words."""
        return errors.render_http_error(error)


@bp.get("/v1/openapi.json")
@open_to(EVERYONE)
def openapi() -> ResponseReturnValue:
    """The OpenAPI 3.1 document."""
    return jsonify(current_app.extensions["openapi"].spec.to_dict())


@bp.get("/docs")
@open_to(EVERYONE)
def docs() -> ResponseReturnValue:
    """The same document as a page."""
    document: dict[str, Any] = current_app.extensions["openapi"].spec.to_dict()
    return render_template("api/docs.html", document=document, operations=list(_operations(document)))


def _operations(document: dict[str, Any]) -> Any:
    for path, methods in document["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method != "parameters":
                yield {
                    "path": path,
                    "method": method.upper(),
                    **operation,
                    "parameters": shared + operation.get("parameters", []),
                    "bodies": list(_bodies(document, operation)),
                }


def _bodies(document: dict[str, Any], operation: dict[str, Any]) -> Any:
    """Of each schema that a body may have: its name, and (field, required, type, words) of its fields."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for reference in content.get("oneOf", [content] if content else []):
        name = reference["$ref"].rpartition("/")[2]
        schema = document["components"]["schemas"][name]
        required = schema.get("required", [])
        fields = [(key, key in required, _type(each), _words(each)) for key, each in schema["properties"].items()]
        yield name, fields


def _type(field: dict[str, Any]) -> str:
    kinds = field.get("type", "")
    return kinds if isinstance(kinds, str) else " / ".join(kinds)


def _words(field: dict[str, Any]) -> str:
    choices = ", ".join(str(each) for each in field.get("enum", []) if each)
    rows = field.get("items", {}).get("$ref", "").rpartition("/")[2]
    return " ".join(filter(None, [field.get("description", ""), choices, rows]))


def install(app: Flask, settings: Settings) -> None:
    """Register the API's parts and describe them."""
    app.config.update(API_TITLE="Musubite", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    app.config["API_SPEC_OPTIONS"] = {
        "info": {
            "description": "Groups, people and needs of a centre for citizen activity. Errors are RFC 9457 problem+json.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": settings.base_url}],
        "components": {"securitySchemes": {"token": TOKEN}},
        "security": [{}, {"token": []}],
    }
    api = OwnErrors(app)
    for field, kind in (
        (Text, "string"),
        (Lines, "string"),
        (Choice, "string"),
        (Number, "integer"),
        (Flag, "boolean"),
    ):
        api.register_field(field, kind, None)
    for part in PARTS:
        api.register_blueprint(part)
    app.extensions["openapi"] = api
    app.register_blueprint(bp)
