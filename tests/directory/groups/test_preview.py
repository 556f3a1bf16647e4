"""Seeing a page beforehand as others see it: the real page, by the same rules."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.groups.models import ContactKind, Group, GroupContact, Publication
from directory.people.models import Audience, Person
from kit.db import Database, session
from tests.cast import SECRET_ADDRESS, SECRET_NOTE, SECRET_PHONE, Cast
from tests.conftest import open_private

BrowserOf = Callable[[str], FlaskClient]
NOTE = "センターだけの覚え書きです"
MEMBERS_PHONE = "050-0000-0042"


@pytest.fixture(autouse=True)
def a_phone_for_members(database: Database, cast: Cast) -> None:
    with database.transaction():
        group = session.get_one(Group, cast.river)
        group.notes, group.place_publication = NOTE, Publication.MEMBERS
        group.contacts.append(
            GroupContact(kind=ContactKind.PHONE, value=MEMBERS_PHONE, publication=Publication.MEMBERS, position=9)
        )


def main(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize(
    ("view", "seen"),
    [
        ("visitor", {"050-0000-0001"}),
        ("member", {"050-0000-0001", MEMBERS_PHONE, "北部公民館"}),
        ("coordinator", {"050-0000-0001", MEMBERS_PHONE, SECRET_PHONE, SECRET_ADDRESS, "北部公民館"}),
        ("nonsense", {"050-0000-0001"}),
    ],
)
@pytest.mark.parametrize("who", ["taro", "hanako"])
def test_a_group_is_shown_as_others_see_it(
    who: str, view: str, seen: set[str], cast: Cast, browser_of: BrowserOf
) -> None:
    page = browser_of(who).get(f"/groups/{cast.river}/preview?as={view}")
    assert page.status_code == 200
    secrets = {"050-0000-0001", MEMBERS_PHONE, SECRET_PHONE, SECRET_ADDRESS, "北部公民館"}
    if who == "hanako":  # staff have not opened them
        seen = seen - {SECRET_PHONE, SECRET_ADDRESS}
    assert {word for word in secrets if word in page.text} == seen
    assert NOTE not in page.text
    assert "ほかの人からの見え方" in page.text
    assert "<form" not in main(page.text)


def test_a_preview_is_what_the_other_really_sees(cast: Cast, browser_of: BrowserOf) -> None:
    def facts(text: str) -> str:
        return text[text.index('class="mb-title"') : text.index("</aside>")]

    taro = browser_of("taro")
    for who, view in (("", "visitor"), ("jiro", "member"), ("hanako", "coordinator")):
        browser = browser_of(who)
        if who == "hanako":
            open_private(browser, f"/groups/{cast.river}")
        real = browser.get(f"/groups/{cast.river}").text
        assert facts(taro.get(f"/groups/{cast.river}/preview?as={view}").text) == facts(real)


def test_a_preview_writes_nothing_and_makes_nobody_else(cast: Cast, browser_of: BrowserOf) -> None:
    taro = browser_of("taro")
    taro.get(f"/groups/{cast.river}/preview?as=coordinator")
    assert taro.get("/desk").status_code == 403


def test_people_see_their_record_as_others_do(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.account_id, person.findable_by = cast.jiro, Audience.MEMBERS
    jiro, address = browser_of("jiro"), f"/people/{cast.accountant}/preview"
    visitor = jiro.get(f"{address}?as=visitor").text
    assert "このページは見えません" in visitor
    assert "会計の帳簿づけ" not in main(visitor)
    member = jiro.get(f"{address}?as=member").text
    assert "会計の帳簿づけ" in member
    for secret in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE, "高橋緑"):
        assert secret not in member
    assert SECRET_PHONE in jiro.get(f"{address}?as=coordinator").text
    assert browser_of("taro").get(address).status_code == 403
    assert browser_of("").get(address).status_code == 401
