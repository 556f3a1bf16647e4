"""Everybody is written to in the language they read, whatever language the one who writes works in."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.jobs import job_kinds, keeper_of
from directory.accounts.models import Account, Membership, MembershipRole
from directory.claims import actions as claims
from directory.claims.models import Claim
from directory.confirmations import letters as confirmations
from directory.confirmations.models import Step
from directory.consents.models import Method
from directory.deletions import actions as deletions
from directory.groups.models import Group, GroupState
from directory.letters.recipients import of_account, of_group, of_person
from directory.memberships import actions as memberships
from directory.memberships.models import Afterwards
from directory.people.models import Person
from kit.clock import today, travelled
from kit.db import Database, session
from kit.i18n import Language, _, in_language, locale
from kit.jobs import Worker
from kit.mail import LINK, Letter, Recipient, leave_letter
from kit.settings import Settings
from kit.web import Application
from tests.cast import Cast
from tests.conftest import post
from tests.directory.letters.test_letters import words_of
from tests.test_translations import JAPANESE

BrowserOf = Callable[[str], FlaskClient]
SITE = "http://localhost"


@pytest.fixture
def english_readers(database: Database, cast: Cast) -> None:
    """Everybody in town reads English, and all names are in English letters."""
    with database.transaction():
        session.execute(sa.update(Account).values(language=Language.EN))
        session.get_one(Group, cast.river).name = "River Friends"
        person = session.get_one(Person, cast.accountant)
        person.display_name = person.legal_name = "Midori Takahashi"
        person.account_id, person.email, person.address = cast.jiro, "midori@example.jp", "1 North Street"


def written(database: Database) -> list[Letter]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(Letter).order_by(Letter.id)))


def are_english(letters: list[Letter]) -> list[str]:
    """Their kinds; nothing in them is Japanese."""
    for letter in letters:
        said = f"{letter.recipient_name}\n{letter.title}\n{letter.text(link=letter.link)}"
        assert letter.language == "en", said
        assert not JAPANESE.search(said), said
        assert "（" not in said
        assert "「" not in said
    return [letter.kind for letter in letters]


@pytest.mark.usefixtures("english_readers")
def test_each_step_of_the_yearly_confirmation_is_asked_in_english(database: Database, cast: Cast) -> None:
    steps = [step for step in Step if step is not Step.NONE]
    with database.transaction():
        group, person = session.get_one(Group, cast.river), session.get_one(Person, cast.accountant)
        for step in steps:
            for name, to in ((group.name, of_group(group)), (person.display_name, of_person(person))):
                about = f"{name} {step}"
                confirmations.ask(step, about=about, to=to, name=name, link=f"{SITE}/en/confirm/x", once=about)
    letters = written(database)
    assert len(are_english(letters)) == 2 * len(steps)
    assert len({letter.title for letter in letters}) == len(steps)
    assert all("/en/confirm/x" in letter.text(link=letter.link) for letter in letters)


@pytest.mark.usefixtures("english_readers")
def test_the_worker_asks_in_english_where_there_is_no_request(
    database: Database, cast: Cast, settings: Settings, work: Callable[[], int], app: Application
) -> None:
    with database.transaction():
        for model in (Group, Person):
            session.execute(sa.update(model).values(last_confirmed_on=today()))
    with travelled(timedelta(days=367)):
        Worker(database, job_kinds(settings, keeper_of(settings, database))).leave_daily()
        work()
        asked = {letter.about: letter for letter in written(database)}
        [river, midori] = [asked[about] for about in (f"group:{cast.river}", f"person:{cast.accountant}")]
        assert are_english([river, midori]) == ["confirmations.ask"] * 2
        assert asked[f"person:{cast.interpreter}"].language == "ja"  # who has no account is written to in Japanese
        assert "おたずね" in asked[f"person:{cast.interpreter}"].body
        assert river.link.startswith(f"{SITE}/en/confirm/")
        page = app.test_client().get(river.link.removeprefix(SITE))
        assert page.status_code == 200
        assert '<html lang="en"' in page.text


@pytest.mark.usefixtures("english_readers")
def test_all_about_who_keeps_a_group_is_told_in_english(database: Database, cast: Cast) -> None:
    with database.transaction():
        group = session.get_one(Group, cast.river)
        hanako, taro, jiro, admin = (session.get_one(Account, getattr(cast, name)) for name in _NAMES)
        session.execute(sa.update(Membership).values(role=MembershipRole.REPRESENTATIVE))
        editor, representative = MembershipRole.EDITOR, MembershipRole.REPRESENTATIVE
        memberships.invite(group, "new@example.jp", role=editor, by=taro, base_url=SITE)
        assert session.scalars(sa.select(Letter.link)).one().startswith(f"{SITE}/en/join/")
        memberships.join(memberships.invite(group, jiro.email, role=editor, by=taro, base_url=SITE), by=jiro)
        held = memberships.find_membership(group, jiro)
        assert held is not None
        memberships.change_role(group, held.id, representative, by=taro)
        for successor, afterwards in ((admin, Afterwards.EDITOR), (hanako, Afterwards.LEAVE)):
            giver = taro if successor is admin else jiro
            memberships.join(
                memberships.invite(
                    group, successor.email, role=representative, by=giver, base_url=SITE, afterwards=afterwards
                ),
                by=successor,
            )
        held = memberships.find_membership(group, taro)
        assert held is not None
        memberships.remove(group, held.id, by=admin)
        memberships.leave(group, by=admin)
    kinds = are_english(written(database))
    assert kinds.count("memberships.invited") == 2
    assert kinds.count("memberships.handover") == 2
    assert kinds.count("memberships.changed") >= 10


_NAMES = ("hanako", "taro", "jiro", "admin")


@pytest.mark.usefixtures("english_readers")
def test_both_answers_to_a_claim_are_told_in_english(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.execute(sa.delete(Membership).where(Membership.group_id == cast.river))
        hanako = session.get_one(Account, cast.hanako)
        for account_id, decide in ((cast.taro, claims.decline), (cast.jiro, claims.accept)):
            claim = Claim(
                group_id=cast.river, account_id=account_id, position="x", proof="x", phone="000-1111-2222", reason=""
            )
            session.add(claim)
            session.flush()
            if decide is claims.decline:
                claims.decline(claim, reason="the telephone number", by=hanako)
            else:
                claims.accept(claim, by=hanako)
    assert are_english(written(database)) == ["claims.decided"] * 2


@pytest.mark.usefixtures("english_readers")
def test_corrections_and_the_last_letter_are_told_in_english(
    database: Database, cast: Cast, browser_of: BrowserOf, work: Callable[[], int]
) -> None:
    for page in (f"/groups/{cast.river}/correction", f"/people/{cast.accountant}/correction"):
        assert post(browser_of(""), page, {"other": "代表が替わったそうです"}).status_code == 303
    assert are_english(written(database)) == ["corrections.received"] * 2
    with database.transaction():
        jiro = session.get_one(Account, cast.jiro)
        deletions.ask(jiro, by=jiro, method=Method.WEB)
    work()
    last = [letter for letter in written(database) if letter.kind == "deletions.done"]
    assert are_english(last) == ["deletions.done"]
    assert last[0].email == "jiro@example.jp"


def test_the_reader_counts_and_not_who_writes(database: Database, cast: Cast, browser_of: BrowserOf) -> None:
    with database.transaction():
        session.execute(sa.update(Account).where(Account.id == cast.taro).values(language=Language.EN))
        session.execute(sa.update(Membership).values(role=MembershipRole.REPRESENTATIVE))
        session.get_one(Group, cast.river).name = "River Friends"
    taro = browser_of("taro")
    data = {"email": "jiro@example.jp", "role": "editor"}
    page = f"/groups/{cast.river}/members"
    assert post(taro, f"/en/groups/{cast.river}/invitations", data, page=page).status_code == 303
    [invited] = written(database)
    assert invited.language == "ja"
    assert "役割は「担当」です" in invited.body
    assert invited.link.startswith(f"{SITE}/join/")
    assert post(browser_of("jiro"), invited.link.removeprefix(SITE), {}).status_code == 303
    told = {letter.email: letter for letter in written(database) if letter.kind == "memberships.changed"}
    assert are_english([told["taro@example.jp"]]) == ["memberships.changed"]
    assert JAPANESE.search(told["jiro@example.jp"].title)


def test_the_language_is_kept_from_signing_up_and_changed_on_the_account_page(
    database: Database, app: Application
) -> None:
    browser = app.test_client()
    form = {"name": "Ann Smith", "email": "ann@example.jp", "password": "a long enough password"}
    assert post(browser, "/en/signup", form).status_code == 303
    [letter] = written(database)
    assert are_english([letter]) == ["accounts.signup"]
    assert letter.link.startswith(f"{SITE}/en/signup/")
    assert post(browser, letter.link.removeprefix(SITE), {}).status_code == 303
    page = "/my/account/language"
    assert re.search(r'value="en"[^>]*checked', browser.get(page).text)
    assert post(browser, page, {"language": "fr"}).status_code == 422
    assert language_of(database, "ann@example.jp") is Language.EN
    assert post(browser, page, {"language": "ja"}).status_code == 303
    assert language_of(database, "ann@example.jp") is Language.JA
    assert "日本語" in browser.get("/my/account").text


def language_of(database: Database, email: str) -> Language:
    with database.transaction(writing=False):
        return session.scalars(sa.select(Account.language).where(Account.email == email)).one()


def test_a_letter_about_the_account_is_in_its_language_also_on_a_japanese_page(
    database: Database, cast: Cast, browser_of: BrowserOf
) -> None:
    with database.transaction():
        session.get_one(Account, cast.jiro).language = Language.EN
    for page in ("/login/link", "/forgot"):
        assert post(browser_of(""), page, {"email": "jiro@example.jp"}).status_code == 303
    letters = written(database)
    assert are_english(letters) == ["accounts.sign_in", "accounts.new_password"]
    assert all(letter.link.startswith(f"{SITE}/en/") for letter in letters)


def test_on_paper_too_all_around_an_english_letter_is_english(
    database: Database, browser_of: BrowserOf, app: Application
) -> None:
    with database.transaction():
        to = Recipient(name="Midori Takahashi", address="1 North Street", language="en")
        paper = leave_letter(
            "test", about="group:1", to=to, title="Title", body=f"Look:\n\n{LINK}", link=f"{SITE}/en/x"
        )
        assert paper is not None
    [page] = words_of(browser_of("hanako").get(f"/desk/letters/{paper.id}.pdf").data)
    settings = app.extensions["settings"]
    for name in (settings.center_name, settings.center_hours, settings.center_address):
        page = page.replace(name, "")
    assert not JAPANESE.search(page), page
    assert "Letter number" in page
    assert "Point the camera" in page


def test_a_language_holds_within_its_block_alone(app: Application) -> None:
    with in_language("en"):
        assert _("マイページ") == "My page"
        with in_language("ja"):
            assert _("マイページ") == "マイページ"
        assert _("マイページ") == "My page"
    assert _("マイページ") == "マイページ"
    with app.test_request_context("/my", environ_overrides={"musubite.locale": "en"}):
        with in_language("ja"):
            assert _("マイページ") == "マイページ"
        assert (locale(), _("マイページ")) == ("en", "My page")


def test_people_are_written_to_by_the_account_they_have(database: Database, cast: Cast) -> None:
    with database.transaction():
        jiro, person = session.get_one(Account, cast.jiro), session.get_one(Person, cast.interpreter)
        jiro.language, person.account_id = Language.EN, jiro.id
        to = of_person(person)
        assert (to.email, to.language, to.name) == (jiro.email, "en", "手話のさくら")
        assert of_account(jiro).language == "en"
        jiro.active = False
        assert (of_person(person).email, of_person(person).language) == ("", "ja")
        assert of_group(session.get_one(Group, cast.paused)).language == "ja"
        assert session.get_one(Group, cast.paused).state is GroupState.PAUSED
