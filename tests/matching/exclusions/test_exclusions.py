"""Two who are not to be introduced to each other: honoured everywhere, told to nobody who is not to know."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from directory.accounts.models import Account, Role
from directory.accounts.passwords import hash_password
from directory.groups.models import Group, GroupState
from directory.people.models import Person
from kit.db import Database, session
from kit.errors import Forbidden
from kit.web import Application
from matching.exclusions import actions
from matching.exclusions.models import Kind, PairExclusion
from matching.exclusions.queries import are_apart, kept_apart
from matching.exclusions.schemas import Term
from matching.introductions import actions as introductions
from matching.introductions.actions import Hand, KeptApart
from matching.introductions.moves import Actor, Move
from matching.needs.models import Need
from matching.scoring.profiles import PartnerKind
from matching.suggestions.likeness import index_of_this_application
from matching.suggestions.queries import suggest, why_not
from tests.cast import PASSWORD, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
WHY = "zqxbcdfghjk 別れた家族"
DATA = {"kind": Kind.CONFLICT, "term": Term.YEAR, "reason": WHY}


@pytest.fixture
def apart(database: Database, cast: Cast) -> int:
    """The river group and the accountant, by the administrator."""
    with database.transaction():
        return keep_apart(cast, cast.admin).id


def keep_apart(cast: Cast, by: int, **changed: object) -> PairExclusion:
    one, other = session.get_one(Group, cast.river), session.get_one(Person, cast.accountant)
    return actions.add(one, DATA | changed, other, by=session.get_one(Account, by))


def another_coordinator(database: Database) -> None:
    with database.transaction():
        session.add(
            Account(email="umeko@example.jp", email_key="umeko@example.jp", name="梅子", role=Role.COORDINATOR,
                    password_hash=hash_password(PASSWORD))
        )  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
def test_neither_is_proposed_to_the_other_whoever_asks(
    turned: bool, app: Application, database: Database, cast: Cast
) -> None:
    with app.test_request_context(), database.transaction():
        need, hanako = session.get_one(Need, cast.need), session.get_one(Account, cast.hanako)
        key = (PartnerKind.PERSON, cast.accountant)
        index = index_of_this_application()
        assert key in [(one.kind, one.id) for one in suggest(need, hanako, index=index).items]
        pair = [session.get_one(Group, cast.river), session.get_one(Person, cast.accountant)]
        actions.add(pair[turned], DATA, pair[not turned], by=hanako)
        assert key not in [(one.kind, one.id) for one in suggest(need, hanako, index=index).items]
        why = why_not(need, hanako, key, index=index)
        assert why is not None
        assert (why.code, why.text) == ("H3", "対象外です")
        need.group_id, need.person_id = None, cast.accountant
        assert are_apart(need, pair[0])


def test_an_introduction_is_refused_and_nobody_is_asked_any_more(database: Database, cast: Cast) -> None:
    with database.transaction():
        need, person = session.get_one(Need, cast.need), session.get_one(Person, cast.accountant)
        hanako = session.get_one(Account, cast.hanako)
        begun = introductions.propose(need, person, by=hanako)
        made = keep_apart(cast, cast.admin)
        with pytest.raises(KeptApart):
            introductions.move_on(begun, Move.ASK_CANDIDATE, Hand(actor=Actor.STAFF, account=hanako))
        introductions.move_on(begun, Move.CANCEL, Hand(actor=Actor.STAFF, account=hanako))
        with pytest.raises(KeptApart):
            introductions.propose(need, person, by=hanako)
        actions.end(made, by=session.get_one(Account, cast.admin))
        introductions.propose(need, person, by=hanako)


def test_it_is_over_after_its_last_day(database: Database, cast: Cast, apart: int) -> None:
    with database.transaction(writing=False):
        need, person = session.get_one(Need, cast.need), session.get_one(Person, cast.accountant)
        until = session.get_one(PairExclusion, apart).until
        assert until is not None
        assert need.group_id
        for day, held in ((until, True), (until + timedelta(days=1), False)):
            people = kept_apart(need, day)[1]
            assert (person.id in people) is held


def test_only_staff_keep_apart_and_only_who_knows_why_ends_it(database: Database, cast: Cast, apart: int) -> None:
    with database.transaction():
        with pytest.raises(Forbidden):
            keep_apart(cast, cast.taro)
        with pytest.raises(Forbidden):
            actions.end(session.get_one(PairExclusion, apart), by=session.get_one(Account, cast.hanako))
        with pytest.raises(actions.ApartAlready):
            keep_apart(cast, cast.hanako)


def test_why_is_read_by_who_wrote_it_and_administrators_only(
    browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    another_coordinator(database)
    page = f"/desk/exclusions?about=person:{cast.accountant}"
    form = {"about": f"person:{cast.accountant}", "other": f"group:{cast.river}", "kind": "conflict", "term": "12"}
    hanako = browser_of("hanako")
    answer = post(hanako, "/desk/exclusions", form, page=page)
    assert answer.status_code == 422
    assert "くわしい理由" in answer.text
    assert post(hanako, "/desk/exclusions", {**form, "reason": WHY}, page=page).status_code == 303
    for name, reads in (("hanako", True), ("admin", True), ("umeko", False)):
        text = browser_of(name).get(page).text
        assert (WHY in text) is reads, name
        assert ("利害関係がある</span>" in text) is reads, name
        assert "対象外" in text
    for name in ("", "taro", "jiro"):
        assert browser_of(name).get(page).status_code in (302, 303, 401, 403), name


def test_no_page_of_the_two_tells_that_they_are_kept_apart(
    browser_of: BrowserOf, database: Database, cast: Cast, apart: int
) -> None:
    another_coordinator(database)
    pages = (f"/people/{cast.accountant}", f"/groups/{cast.river}", f"/needs/{cast.need}", "/my")
    for name in ("", "taro", "jiro"):
        browser = browser_of(name)
        for page in pages:
            text = browser.get(page).text
            assert WHY not in text
            assert "対象外" not in text, (name, page)
        assert WHY not in browser.get("/my/data").text
    staff = browser_of("umeko").get(f"/needs/{cast.need}/suggestions").text
    assert "対象外です" in staff
    assert WHY not in staff


def test_a_pause_needs_an_end(browser_of: BrowserOf, cast: Cast) -> None:
    form = {"about": f"person:{cast.accountant}", "other": f"group:{cast.river}", "kind": "pause", "term": "open"}
    answer = post(browser_of("hanako"), "/desk/exclusions", {**form, "reason": "w"}, page="/desk/exclusions")
    assert answer.status_code == 422
    assert "期間をえらんでください" in answer.text


def test_the_person_is_told_that_it_is_so_and_not_with_whom_nor_why(database: Database, cast: Cast, apart: int) -> None:
    from directory.deletions.holdings import Whom
    from matching.exclusions.holdings import EXCLUSIONS

    with database.transaction():
        whom = Whom(person=session.get_one(Person, cast.accountant), account=None)
        [entry] = list(EXCLUSIONS.held(whom))
        told = {fact.key: fact.value for fact in entry}
        assert told["kind"] is Kind.CONFLICT
        assert WHY not in str(told)
        assert "むすび川" not in str(told)


def test_a_group_that_could_help_is_not_shown_the_others_need(database: Database, cast: Cast) -> None:
    from directory.vocabularies.queries import skills_by_code
    from matching.consultations.offers import count_groups, outlines_for

    with database.transaction():
        helping = Group(
            name="帳簿の会", sector="citizen", state=GroupState.ACTIVE, skills=list(skills_by_code(["accounting"]))
        )
        session.add(helping)
        session.flush()
        need, hanako = session.get_one(Need, cast.need), session.get_one(Account, cast.hanako)
        assert [outline.need_id for outline in outlines_for(helping, hanako)] == [need.id]
        assert count_groups(need) == 1
        actions.add(helping, DATA, session.get_one(Group, cast.river), by=hanako)
        assert outlines_for(helping, hanako) == []
        assert count_groups(need) == 0
