"""The API's document: valid, and complete to read."""

import re

import pytest
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


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("groups?page=0", "page", "1から99999までの数字で入力してください。"),
        ("groups?page=x", "page", "数字で入力してください。"),
        ("groups?page=" + "9" * 400, "page", "1から99999までの数字で入力してください。"),
        ("people?per_page=1000", "per_page", "1から100までの数字で入力してください。"),
        ("needs?page=0", "page", "1から100000までの数字で入力してください。"),
        ("needs?sort=updated", "sort", "一覧から選んでください。"),
        ("groups?sort=zzz", "sort", "一覧から選んでください。"),
        ("people?sort=zzz", "sort", "一覧から選んでください。"),
        ("groups?day=1&day=月", "day", "一覧から選んでください。"),
        ("people?day=7", "day", "一覧から選んでください。"),
        ("groups?time=4", "time", "一覧から選んでください。"),
        ("groups?sector=citizen&sector=zzz", "sector", "一覧から選んでください。"),
        ("people?sector=zzz", "sector", "一覧から選んでください。"),
        (
            "groups?q=" + "川" * 201,
            "q",
            "200文字以内で入力してください（いま201文字です。あと1文字減らしてください）。",
        ),
        ("search", "q", "入力してください。"),
        ("search?q=", "q", "入力してください。"),
        ("people/1?reason=gold", "reason", "一覧から選んでください。"),
        ("stories?field=x", "field", "数字で入力してください。"),
    ],
)
def test_what_is_wrong_with_a_question_is_told_by_field_in_words(
    client: FlaskClient, query: str, field: str, words: str
) -> None:
    refused = client.get(f"/api/v1/{query}")
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    assert refused.json["errors"] == {field: [words]}
    english = client.get(f"/en/api/v1/{query}").json
    assert english["detail"] == "Please check what you entered."
    assert not re.search("[ぁ-ん]", str(english))


@pytest.mark.parametrize("kind", ["groups", "people"])
def test_pages_pass_over_what_the_api_refuses(client: FlaskClient, kind: str) -> None:
    for query in ("sort=zzz", "day=月", "time=9", "sector=zzz", "page=0"):
        assert client.get(f"/{kind}?{query}").status_code == 200
    for query in (
        "sort=reading",
        "sort=updated",
        "day=0&day=6",
        "time=3",
        "sector=citizen&sector=npo",
        "q=川&sort=fit",
    ):
        assert client.get(f"/api/v1/{kind}?{query}").status_code == 200, query
