"""The API's document: valid, and complete to read."""

import re

from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from kit.access import gates


def test_the_document_is_valid_openapi(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    validate(document)
    assert document["openapi"] == "3.1.0"
    body = document["components"]["schemas"]["Outcome"]
    assert (body["required"], body["properties"]["outcome"]["enum"]) == (["outcome"], ["met", "running", "ended"])


def test_everything_that_can_be_asked_stands_in_the_document_and_on_its_page(client: FlaskClient, app: Flask) -> None:
    paths, page = client.get("/api/v1/openapi.json").json["paths"], client.get("/api/docs").text
    for methods, address, endpoint, _gate in gates(app):
        if not address.startswith("/api/v1/") or endpoint == "api.openapi":
            continue
        path = address.replace("<int:", "{").replace("<", "{").replace(">", "}")
        for method in methods.split():
            assert method.lower() in paths[path]
            assert f"<code>{method} {path}</code>" in page
    assert "<code>ticked</code>" in page, "what may stand in a body"


def test_whatever_tells_of_introductions_asks_for_a_token_made_for_them(app: Flask) -> None:
    told = {address: gate.scope for _methods, address, _endpoint, gate in gates(app) if gate and "/api/v1/" in address}
    assert {address for address, scope in told.items() if scope} == {
        address
        for address in told
        if re.match("/api/v1/(needs/[^/]+/introductions|introductions|plans|care|weights)", address)
    }
    assert set(told.values()) == {"", "introductions"}
