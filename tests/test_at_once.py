"""What is taken back is gone everywhere at once; what comes back is found after one round of the worker.

Pages, lists and counts tell what the database says; the index is a moment behind, but nothing that was hidden is found in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.importable import IMPORTERS
from directory.accounts.models import Account
from directory.consents import actions as consents
from directory.consents.models import Method, Purpose
from directory.groups.models import ContactKind, Group, GroupContact, Publication
from directory.history import actions as history
from directory.history.models import Version
from directory.imports import actions as imports
from directory.imports.jobs import Steps
from directory.imports.models import ImportKind
from directory.imports.queries import get_run
from directory.people.models import Audience, Person
from kit.db import Database, session
from kit.settings import Settings
from tests.cast import Cast

pytestmark = pytest.mark.walk

BrowserOf = Callable[[str], FlaskClient]
Work = Callable[[], int]

PHONE = "0837-99-7531"
"""No other number of the town shares one of its parts."""


@dataclass(frozen=True)
class Place:
    """Somewhere to look: an address in which ``q`` may be asked, and whether it is answered from the index."""

    address: str
    asks: bool = False


def places(kind: str, number: int) -> list[Place]:
    """Everywhere that tells of a group or a person."""
    return [
        Place(f"/{kind}/{number}"), Place(f"/api/v1/{kind}/{number}"), Place(f"/{kind}"), Place(f"/api/v1/{kind}"),
        Place("/groups/places.json"), Place("/"), Place("/needs"),
        Place("/search", asks=True), Place(f"/{kind}", asks=True), Place("/api/v1/search", asks=True),
        Place(f"/api/v1/{kind}", asks=True), Place("/search/suggest", asks=True), Place("/api/v1/suggest", asks=True),
    ]  # fmt: skip


def telling(browser: FlaskClient, kind: str, number: int, word: str, *, name: str = "") -> set[str]:
    """Where the word, or for an asked one the thing (``name``), is told; a question itself is no answer."""
    found = set()
    for place in places(kind, number):
        asked = {"q": word} if place.asks else {"q": ""}
        answer = browser.get(place.address, query_string=asked)
        if place.asks and answer.is_json:
            items = answer.json["items"]
            if any("suggest" in place.address or _is_it(item, kind, number) for item in items):
                found.add(f"{place.address}?q")
        elif place.asks:
            if f'/{kind}/{number}"' in answer.text:
                found.add(f"{place.address}?q")
        elif answer.status_code == 200 and word in (str(answer.json) if answer.is_json else answer.text):
            found.add(place.address)
    return found


def _is_it(item: dict[str, Any], kind: str, number: int) -> bool:
    return str(item["id"]) == str(number) and item.get("kind", kind) in (
        kind,
        {"groups": "group", "people": "person"}[kind],
    )


@pytest.fixture
def hanako(database: Database, cast: Cast) -> Callable[[], Account]:
    return lambda: session.get_one(Account, cast.hanako)


def newest(kind: str, number: int) -> int:
    of_record = (Version.kind == kind) & (Version.subject_id == number)
    return session.scalars(sa.select(sa.func.max(Version.number)).where(of_record)).one()


@pytest.mark.parametrize("who", ["", "jiro"])
def test_a_restored_version_shows_everywhere(
    who: str, database: Database, cast: Cast, browser_of: BrowserOf, work: Work, hanako: Callable[[], Account]
) -> None:
    with database.transaction():
        group = session.get_one(Group, cast.river)
        group.purpose = "ほたるぶくろを植えます。"
    with database.transaction():
        before = newest("group", cast.river)
        group = session.get_one(Group, cast.river)
        group.purpose = "ねむのきを植えます。"
        group.contacts.append(
            GroupContact(kind=ContactKind.PHONE, value=PHONE, publication=Publication.PUBLIC, position=9)
        )
    work()
    browser = browser_of(who)
    asked = {f"{place.address}?q" for place in places("groups", 1) if place.asks and "suggest" not in place.address}
    assert asked | {f"/groups/{cast.river}", "/groups", "/"} <= telling(browser, "groups", cast.river, "ねむのき") | {
        "/"
    }
    assert asked <= telling(browser, "groups", cast.river, PHONE)
    with database.transaction():
        group = session.get_one(Group, cast.river)
        history.restore(group, before, version=group.version, by=hanako())
    assert telling(browser, "groups", cast.river, "ねむのき") == set()
    assert telling(browser, "groups", cast.river, PHONE) == set()
    shown = telling(browser, "groups", cast.river, "ほたるぶくろ")
    assert {f"/groups/{cast.river}", f"/api/v1/groups/{cast.river}", "/groups"} <= shown
    keeper = browser_of("taro")
    assert "ほたるぶくろ" in keeper.get(f"/groups/{cast.river}/preview").text
    assert PHONE not in keeper.get(f"/groups/{cast.river}/preview").text
    work()
    assert telling(browser, "groups", cast.river, "ねむのき") == set()
    assert telling(browser, "groups", cast.river, PHONE) == set()
    assert asked <= telling(browser, "groups", cast.river, "ほたるぶくろ")


@pytest.mark.parametrize("who", ["", "jiro"])
def test_a_person_who_withdraws_their_consent_is_gone_everywhere(
    who: str, database: Database, cast: Cast, browser_of: BrowserOf, work: Work, hanako: Callable[[], Account]
) -> None:
    work()
    browser = browser_of(who)
    name, address = "髙橋みどり", f"/people/{cast.accountant}"
    before = browser.get("/api/v1/people").json["total"]
    assert {address, "/people", "/search?q", "/people?q", "/search/suggest?q"} <= telling(
        browser, "people", cast.accountant, name
    )
    with database.transaction():
        consents.withdraw(session.get_one(Person, cast.accountant), Purpose.PUBLISH, by=hanako(), method=Method.SPOKEN)
    for _round in ("before", "after"):
        for word in (name, "会計の帳簿づけ", "たかはし"):
            assert telling(browser, "people", cast.accountant, word) == set()
        assert browser.get("/api/v1/people").json["total"] == before - 1
        assert browser.get(f"{address}/correction").status_code == 404
        assert name not in browser.get(f"/needs/{cast.need}").text
        work()
    assert name in str(browser_of("hanako").get("/api/v1/people").json)
    with database.transaction():
        session.get_one(Person, cast.accountant).findable_by = Audience.PUBLIC
    assert "/people" in telling(browser, "people", cast.accountant, name)
    work()
    assert "/search?q" in telling(browser, "people", cast.accountant, name)


def test_a_group_that_withdraws_its_consent_tells_neither_contact_nor_place(
    database: Database, cast: Cast, browser_of: BrowserOf, work: Work, hanako: Callable[[], Account]
) -> None:
    work()
    visitor = browser_of("")
    assert f"/groups/{cast.river}" in telling(visitor, "groups", cast.river, "北部公民館")
    assert "/search?q" in telling(visitor, "groups", cast.river, "050-0000-0001")
    assert "131.6" in visitor.get("/groups/places.json").text
    with database.transaction():
        consents.withdraw(session.get_one(Group, cast.river), Purpose.PUBLISH, by=hanako(), method=Method.SPOKEN)
    for _round in ("before", "after"):
        for word in ("公民館", "050-0000-0001", "05000000001"):
            assert telling(visitor, "groups", cast.river, word) == set()
        assert "131.6" not in visitor.get("/groups/places.json").text
        preview = browser_of("taro").get(f"/groups/{cast.river}/preview").text
        assert "北部公民館" not in preview
        assert "050-0000-0001" not in preview
        work()


def test_an_undone_import_is_gone_everywhere(
    database: Database, settings: Settings, browser_of: BrowserOf, work: Work
) -> None:
    file = settings.data_dir / "some.csv"
    file.write_text(
        "団体名,ふりがな,活動内容,電話\nりんどう食堂,りんどうしょくどう,毎週ひらく子ども食堂,050-0000-4242\n",
        encoding="utf-8",
    )
    steps = Steps(settings.data_dir, IMPORTERS)
    with database.transaction():
        run = imports.take_in(settings.data_dir, file, kind=ImportKind.GROUPS, name="some.csv", by=None, map_file=None)
        imports.begin(run, activate=True)

    def finish() -> None:
        more = True
        while more:
            with database.transaction():
                more = steps.step(get_run(run.id))

    visitor, staff = browser_of(""), browser_of("hanako")
    work()
    before = visitor.get("/api/v1/groups").json["total"]
    finish()
    with database.transaction(writing=False):
        number = session.scalars(sa.select(Group.id).where(Group.name == "りんどう食堂")).one()
    assert {f"/groups/{number}", "/groups"} <= telling(visitor, "groups", number, "りんどう食堂")
    assert visitor.get("/api/v1/groups").json["total"] == before + 1
    work()
    assert {"/search?q", "/groups?q", "/search/suggest?q"} <= telling(visitor, "groups", number, "りんどう食堂")
    assert "りんどう食堂" in staff.get("/desk/log/names?q=りんどう").json["items"][0]
    with database.transaction():
        imports.begin_undo(get_run(run.id))
    finish()
    for _round in ("before", "after"):
        for word in ("りんどう食堂", "りんどう", "毎週ひらく子ども食堂"):
            assert telling(visitor, "groups", number, word) == set()
        assert visitor.get("/api/v1/groups").json["total"] == before
        assert "りんどう" not in staff.get("/desk/log/names?q=りんどう").text
        work()
