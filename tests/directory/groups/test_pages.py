"""The form of a group as staff and its keepers meet it."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


def test_staff_are_told_at_its_field_that_a_number_cannot_be_called(browser_of: BrowserOf, cast: Cast) -> None:
    browser = browser_of("hanako")
    data = {
        "contacts-0-kind": "phone", "contacts-0-value": "８３−１２", "contacts-0-publication": "public",
        "contacts-1-kind": "email", "contacts-1-value": "abc", "contacts-1-publication": "center",
        "contacts-2-kind": "postal", "contacts-2-value": "むすび市中央1", "contacts-2-publication": "center",
    }  # fmt: skip
    page = post(browser, f"/groups/{cast.river}/edit", {"name": "むすび川", "sector": "citizen", **data})
    assert page.status_code == 422
    assert 'href="#contacts-0-value"' in page.text
    assert 'href="#contacts-1-value"' in page.text
    assert 'href="#contacts-2-value"' not in page.text
    assert 'value="８３−１２"' in page.text
