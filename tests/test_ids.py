"""Numbers of records that no database can hold: in addresses, in what is asked after them, and in what is sent."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter, Rule

from directory.groups.models import Group
from kit.db import Database
from kit.web import Application
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
TOO_LARGE = [str(2**31), str(2**63), "9" * 20, "9" * 5000]
FAR = "9" * 20


def _with_numbers(rule: Rule) -> bool:
    kinds = [isinstance(kind, IntegerConverter) for kind in rule._converters.values()]
    return "GET" in (rule.methods or ()) and bool(kinds) and all(kinds)


def test_no_page_of_a_record_is_asked_for_a_number_that_there_cannot_be(
    app: Application, browser_of: BrowserOf
) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if _with_numbers(rule)]
    assert len(rules) > 50
    admin = browser_of("admin")
    for rule in rules:
        for number in TOO_LARGE:
            path = app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, int(number[:20])))
            address = path.replace(number[:20], number)
            assert admin.get(address).status_code == 404, address


def test_a_number_that_a_record_can_have_is_looked_up(client: FlaskClient, cast: Cast) -> None:
    assert client.get(f"/groups/{cast.river}").status_code == 200
    assert client.get(f"/groups/{2**31 - 1}").status_code == 404
    assert "ページが見つかりません" in client.get(f"/groups/{FAR}").text
    assert client.get(f"/api/v1/groups/{FAR}").mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/groups/{{group}}/history?page={FAR}", 200),
        (f"/desk/log/entries?about=group:{FAR}", 404),
        (f"/desk/introductions?whose={FAR}", 200),
        (f"/needs/{{need}}/suggestions/why?q={FAR}", 200),
        (f"/needs/{{need}}/suggestions/compare?with=person:{FAR}", 404),
        (f"/api/v1/stories?field={FAR}", 422),
        (f"/stories?field={FAR}", 200),
        (f"/groups?page={FAR}&field={FAR}&day={FAR}", 200),
        (f"/desk/exclusions?about=group:{FAR}", 404),
    ],
)
def test_addresses_ask_for_no_such_number(address: str, status: int, browser_of: BrowserOf, cast: Cast) -> None:
    answer = browser_of("admin").get(address.format(group=cast.river, need=cast.need))
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"group": f"#{FAR}"}, "group"),
        ({"person": f"#{FAR}"}, "person"),
        ({"fields": [FAR, "²"]}, ""),
        ({"areas": [FAR]}, ""),
        ({"people_wanted": int(FAR)}, "people_wanted"),
    ],
)
def test_a_need_names_no_such_number(sent: dict[str, Any], wrong: str, browser_of: BrowserOf) -> None:
    typed = {"title": "だれかを", "kind": "hands", "requester_name": "花", **sent}
    answer = post(browser_of("hanako"), "/needs/new", typed)
    assert answer.status_code == (422 if wrong else 303)
    assert f'href="#{wrong}"' in answer.text or not wrong


def test_a_number_too_long_is_not_cut_to_that_of_another(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    with database.transaction() as writing:
        other = writing.get_one(Group, cast.paused)
        other.id = 123_456_789
    typed = {"title": "だれかを", "kind": "hands", "group": "#1234567890"}
    assert post(browser_of("hanako"), "/needs/new", typed).status_code == 422
    assert post(browser_of("hanako"), "/needs/new", typed | {"group": "#123456789"}).status_code == 303


def test_letters_are_posted_by_the_numbers_there_are(browser_of: BrowserOf) -> None:
    answer = post(browser_of("hanako"), "/desk/letters/posted", {"letter": [FAR]}, page="/desk/letters/print")
    assert answer.status_code < 500
