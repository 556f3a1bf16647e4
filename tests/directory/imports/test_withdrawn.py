"""Who has said no is not published again by a file, whatever the file says."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.groups.models import Group, GroupState
from directory.imports.models import ImportFinding, ImportKind, ImportRun
from directory.people.models import Audience, Person, PersonState
from kit.db import Database, session
from tests.conftest import post
from tests.directory.imports.test_actions import bring_in  # noqa: F401 - a fixture

BrowserOf = Callable[[str], FlaskClient]
Import = Callable[..., ImportRun]

PEOPLE = """氏名,ふりがな,メール,自己紹介,公開範囲,都道府県,市区町村
紙芝居 一郎,かみしばい いちろう,ichiro@example.jp,紙芝居を読みます,公開,山口県,むすび市
"""
GROUPS = """団体名,ふりがな,電話,都道府県,市区町村
はなみずきの会,はなみずきのかい,050-0000-2222,山口県,むすび市
"""
WITHDREW = "登録や公開の同意を取りやめた方（団体）なので、取り込みませんでした"


def findings(database: Database, run: ImportRun) -> list[str]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(ImportFinding.reason).where(ImportFinding.run_id == run.id)))


def say_no(browser: FlaskClient, page: str, purpose: str) -> None:
    told = {"purpose": purpose, "step": "withdrawn", "method": "spoken", "confirm": "削除"}
    assert post(browser, f"{page}/consents", told).status_code == 303


@pytest.mark.parametrize("again", [PEOPLE, PEOPLE.replace("読みます", "読んで聞かせます")])
def test_a_person_who_said_no_stays_out_of_sight_when_the_list_comes_again(
    again: str,
    bring_in: Import,  # noqa: F811
    database: Database,
    browser_of: BrowserOf,
    work: Callable[[], int],
) -> None:
    bring_in(PEOPLE, ImportKind.PEOPLE)
    work()
    with database.transaction(writing=False):
        person = session.scalars(sa.select(Person).where(Person.email == "ichiro@example.jp")).one()
        assert person.findable_by is Audience.PUBLIC
    page, visitor = f"/people/{person.id}", browser_of("")
    assert visitor.get(page).status_code == 200
    assert "紙芝居 一郎" in visitor.get("/people?q=紙芝居").text
    say_no(browser_of("hanako"), page, "publish")
    run = bring_in(again, ImportKind.PEOPLE, activate=True)
    work()
    assert run.counts == {"refused": 1}
    assert findings(database, run) == [WITHDREW]
    assert visitor.get(page).status_code == 404
    assert "紙芝居 一郎" not in visitor.get("/people?q=紙芝居").text
    assert "紙芝居 一郎" not in visitor.get("/search?q=紙芝居").text


def test_who_left_or_waited_for_review_is_not_activated(
    bring_in: Import,  # noqa: F811
    database: Database,
    browser_of: BrowserOf,
    work: Callable[[], int],
) -> None:
    bring_in(GROUPS, activate=False)
    with database.transaction(writing=False):
        group = session.scalars(sa.select(Group).where(Group.name == "はなみずきの会")).one()
    for purpose, state in (("publish", GroupState.SUBMITTED), ("register", GroupState.WITHDRAWN)):
        say_no(browser_of("hanako"), f"/groups/{group.id}", purpose)
        run = bring_in(GROUPS, activate=True)
        work()
        assert findings(database, run) == [WITHDREW]
        with database.transaction(writing=False):
            assert session.get_one(Group, group.id).state is state
        assert browser_of("").get(f"/groups/{group.id}").status_code == 404
        assert "はなみずきの会" not in browser_of("").get("/groups?q=はなみずき").text


def test_who_agrees_again_comes_in_again(
    bring_in: Import,  # noqa: F811
    database: Database,
    browser_of: BrowserOf,
) -> None:
    bring_in(PEOPLE, ImportKind.PEOPLE)
    with database.transaction(writing=False):
        person = session.scalars(sa.select(Person).where(Person.email == "ichiro@example.jp")).one()
    say_no(browser_of("hanako"), f"/people/{person.id}", "publish")
    told = {"purpose": "publish", "step": "given", "method": "spoken"}
    assert post(browser_of("hanako"), f"/people/{person.id}/consents", told).status_code == 303
    assert bring_in(PEOPLE, ImportKind.PEOPLE).counts == {"same": 1}


def test_who_only_resembles_somebody_who_said_no_is_left_to_a_person(
    bring_in: Import,  # noqa: F811
    database: Database,
    browser_of: BrowserOf,
) -> None:
    bring_in(PEOPLE, ImportKind.PEOPLE)
    with database.transaction(writing=False):
        person = session.scalars(sa.select(Person).where(Person.email == "ichiro@example.jp")).one()
    say_no(browser_of("hanako"), f"/people/{person.id}", "publish")
    run = bring_in("氏名,ふりがな,公開範囲\n紙芝居一郎,べつのよみ,公開\n", ImportKind.PEOPLE, activate=True)
    assert any("とよく似ています。公開の前に" in reason for reason in findings(database, run))
    with database.transaction(writing=False):
        new = session.scalars(sa.select(Person).where(Person.import_id == run.id)).one()
        assert new.state is PersonState.SUBMITTED
