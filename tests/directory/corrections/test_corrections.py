"""Visitors say what is wrong on a public page; its owner or the staff answer value by value."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.corrections import actions
from directory.corrections.models import Correction, CorrectionItem
from directory.groups.models import Group
from directory.history.models import Kind, Version
from directory.people.models import Person
from kit.audit import AuditEntry
from kit.clock import travelled
from kit.db import Database, session
from kit.mail import Letter
from tests.cast import SECRET_ADDRESS, SECRET_NOTE, SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
TYPED = {
    "place": "南部公民館",
    "phone": "050-0000-0099",
    "web_pages": "https://kawa.example.jp/",
    "other": "代表が替わったそうです",
    "remark": "先月の集まりで聞きました",
    "email": "visitor@example.jp",
}


@pytest.fixture
def sent(browser_of: BrowserOf, cast: Cast, database: Database) -> Correction:
    """What a visitor has sent in about the river group."""
    answer = post(browser_of(""), f"/groups/{cast.river}/correction", TYPED)
    assert answer.status_code == 303, answer.text
    return only(database)


def only(database: Database) -> Correction:
    with database.transaction(writing=False):
        correction = session.scalars(sa.select(Correction)).one()
        assert correction.items
        return correction


def answers_sent() -> Sequence[Letter]:
    """Letters to the visitor, in the open transaction."""
    return session.scalars(sa.select(Letter).where(Letter.kind == "corrections.answer")).all()


def answer(browser: FlaskClient, correction: Correction, attribute: str, step: str, sentence: str = "") -> int:
    item = next(item for item in correction.items if item.attribute == attribute)
    page = f"/corrections/{correction.id}"
    return post(browser, f"{page}/items/{item.id}/answer", {"step": step, "sentence": sentence}, page=page).status_code


def test_a_visitor_proposes_and_nothing_changes_yet(sent: Correction, browser_of: BrowserOf, cast: Cast) -> None:
    assert [(item.attribute, item.proposed) for item in sent.items] == [
        ("place", "南部公民館"),
        ("web_pages", "https://kawa.example.jp/"),
        ("phone", "050-0000-0099"),
        ("other", "代表が替わったそうです"),
    ]
    page = browser_of("").get(f"/groups/{cast.river}").text
    assert "北部公民館" in page
    assert "南部公民館" not in page


def test_who_keeps_the_page_is_told_once_a_day(
    sent: Correction, browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    def told() -> list[Letter]:
        with database.transaction(writing=False):
            kind = Letter.kind == "corrections.received"
            return list(session.scalars(sa.select(Letter).where(kind).order_by(Letter.id)))

    page = f"/groups/{cast.river}/correction"
    assert post(browser_of("jiro"), page, {"other": "もう一つ"}).status_code == 303
    [letter] = told()
    assert (letter.email, letter.about) == ("taro@example.jp", f"group:{cast.river}")
    assert f"http://localhost/corrections/{sent.id}\n" in letter.body
    assert "南部公民館" not in letter.title + letter.body  # anybody may write anything
    taro = browser_of("taro")
    for address in re.findall(r"http://localhost(\S+)", letter.body):
        assert taro.get(address).status_code == 200
    with travelled(timedelta(days=1)):
        assert post(browser_of(""), page, {"other": "さらに一つ"}).status_code == 303
    assert len(told()) == 2
    assert post(taro, f"/people/{cast.accountant}/correction", {"other": "この方のこと"}).status_code == 303
    assert len(told()) == 2  # nobody could sign in to answer: it waits on the desk
    with travelled(timedelta(days=2)):
        assert post(browser_of("taro"), page, {"other": "自分で気がついた"}).status_code == 303
    assert len(told()) == 2  # who wrote it knows


def test_a_person_is_told_what_was_said_of_their_page(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = cast.jiro
    assert (
        post(browser_of(""), f"/people/{cast.accountant}/correction", {"other": "肩書きが変わりました"}).status_code
        == 303
    )
    with database.transaction(writing=False):
        letter = session.scalars(sa.select(Letter)).one()
    assert (letter.email, letter.about) == ("jiro@example.jp", f"person:{cast.accountant}")
    jiro = browser_of("jiro")
    for address in re.findall(r"http://localhost(\S+)", letter.body):
        assert jiro.get(address).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 404), ("taro", 200), ("hanako", 200)])
def test_what_was_proposed_is_for_the_groups_editors_and_the_staff(
    who: str, status: int, sent: Correction, browser_of: BrowserOf, cast: Cast
) -> None:
    browser = browser_of(who)
    for address in (f"/corrections/{sent.id}", f"/groups/{cast.river}/corrections"):
        assert browser.get(address).status_code == status
    if status == 200:
        page = browser.get(f"/corrections/{sent.id}").text
        assert "南部公民館" in page
        assert ("visitor@example.jp" in page) is (who == "hanako")
    assert browser.get("/desk/corrections").status_code == {"": 401, "jiro": 403, "taro": 403, "hanako": 200}[who]


def test_value_by_value_is_accepted_or_declined_and_the_visitor_hears_of_it(
    sent: Correction, browser_of: BrowserOf, cast: Cast, database: Database, work: Callable[[], int]
) -> None:
    taro, hanako = browser_of("taro"), browser_of("hanako")
    assert answer(taro, sent, "place", "accept") == 303
    assert answer(hanako, sent, "phone", "accept") == 303
    assert answer(hanako, sent, "web_pages", "decline") == 422
    assert answer(hanako, sent, "web_pages", "decline", "団体のページではありませんでした。") == 303
    with database.transaction(writing=False):
        assert answers_sent() == []  # one value waits
    assert answer(taro, sent, "other", "accept", "センターに届けました。") == 303
    page = browser_of("").get(f"/groups/{cast.river}").text
    assert "南部公民館" in page
    assert "050-0000-0099" in page
    assert "kawa.example.jp" not in page
    with database.transaction(writing=False):
        [letter] = answers_sent()
        assert (letter.email, letter.about) == ("visitor@example.jp", f"group:{cast.river}")
        assert "・おもな活動場所：直しました" in letter.body
        assert "団体のページではありませんでした。" in letter.body
        assert SECRET_PHONE not in letter.body
        kept = session.get_one(Correction, sent.id)
        assert (kept.email, kept.place) == ("", "")
        versions = session.scalars(sa.select(Version).where(Version.subject_id == cast.river).order_by(Version.id))
        assert [(version.method, version.actor_id) for version in versions][-2:] == [
            ("correction", cast.taro),
            ("correction", cast.hanako),
        ]
        contacts = [contact.value for contact in session.get_one(Group, cast.river).contacts]
        assert contacts == ["050-0000-0099", SECRET_PHONE, SECRET_ADDRESS]
    assert answer(hanako, sent, "place", "accept") == 422  # it was answered


def test_nobody_else_answers(sent: Correction, browser_of: BrowserOf, cast: Cast) -> None:
    item = sent.items[0]
    address = f"/corrections/{sent.id}/items/{item.id}/answer"
    for who, status in (("jiro", 404), ("", 401)):
        browser = browser_of(who)
        assert post(browser, address, {"step": "accept"}, page="/" if who else "/login").status_code == status


def test_only_public_words_can_be_proposed(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    visitor = browser_of("")
    address = f"/groups/{cast.river}/correction"
    page = visitor.get(address).text
    assert [secret for secret in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE) if secret in page] == []
    assert "050-0000-0001" in page
    hidden = {"notes": "秘密", "name": "別の名前", "contacts": "x", "legal_name": "x", "state": "dissolved"}
    assert post(visitor, address, hidden).status_code == 422
    with database.transaction():
        session.get_one(Group, cast.river).contacts[0].publication = "center"
    assert 'name="phone"' not in visitor.get(address).text
    assert "050-0000-0001" not in visitor.get(address).text
    assert post(visitor, address, {"phone": "050-0000-0002"}).status_code == 422
    for missing in (f"/groups/{cast.paused}", f"/people/{cast.quiet}", f"/people/{cast.interpreter}"):
        assert visitor.get(f"{missing}/correction").status_code == 404


def test_a_person_page_is_corrected_by_the_person(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = cast.jiro
    address = f"/people/{cast.accountant}/correction"
    page = browser_of("").get(address).text
    assert [secret for secret in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE, "高橋緑") if secret in page] == []
    assert post(browser_of(""), address, {"introduction": "会計と税務をお手伝いします。"}).status_code == 303
    correction = only(database)
    assert browser_of("taro").get(f"/corrections/{correction.id}").status_code == 404
    assert answer(browser_of("jiro"), correction, "introduction", "accept") == 303
    with database.transaction(writing=False):
        person = session.get_one(Person, cast.accountant)
        assert (person.introduction, person.phone) == ("会計と税務をお手伝いします。", SECRET_PHONE)
        assert answers_sent() == []  # no address was left


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "直すところを1つ以上"),
        ({"place": "北部公民館"}, "直すところを1つ以上"),
        ({"remark": "だめ"}, "直すところを1つ以上"),
        ({"web_pages": "javascript:alert(1)"}, "https://"),
        ({"place": "あ" * 301}, "300文字以内"),
        ({"place": "南", "email": "nobody"}, "メールアドレスは"),
        ({"phone": "12"}, "市外局番"),
    ],
)
def test_what_cannot_be_taken_in_is_said_and_what_was_typed_stays(
    typed: dict[str, str], words: str, browser_of: BrowserOf, cast: Cast
) -> None:
    answered = post(browser_of(""), f"/groups/{cast.river}/correction", {**typed, "other": ""})
    assert answered.status_code == 422
    assert words in answered.text
    for text in typed.values():
        assert text in answered.text


def test_a_machine_that_fills_in_everything_is_thanked_and_not_heard(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    address = f"/groups/{cast.river}/correction"
    assert post(browser_of(""), address, {**TYPED, "homepage": "https://spam.example.jp"}).status_code == 303
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Correction)).all() == []


def test_one_place_is_not_heard_without_end(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    visitor, address = browser_of(""), f"/groups/{cast.river}/correction"
    for number in range(actions.PER_PLACE):
        assert post(visitor, address, {"place": f"公民館{number}"}).status_code == 303
    refused = post(visitor, address, {"place": "もう1つ"})
    assert refused.status_code == 422
    assert "1時間ほど待つか" in refused.text
    with travelled(timedelta(hours=1, minutes=1)):
        assert post(visitor, address, {"place": "もう1つ"}).status_code == 303


def test_corrections_are_forgotten_and_go_with_their_page(sent: Correction, cast: Cast, database: Database) -> None:
    with database.transaction():
        actions.forget(Kind.GROUP, cast.river)
    with database.transaction(writing=False):
        assert session.scalars(sa.select(CorrectionItem)).all() == []
        assert session.scalar(sa.select(AuditEntry.verb).where(AuditEntry.subject == f"correction:{sent.id}"))


def test_the_desk_says_how_many_wait(sent: Correction, browser_of: BrowserOf) -> None:
    assert "まちがいの知らせ（1）" in browser_of("hanako").get("/desk").text
    listed = browser_of("hanako").get("/desk/corrections").text
    assert re.search(rf'href="/corrections/{sent.id}"[^>]*>むすび川を守る会', listed)


def test_a_place_that_is_not_published_is_neither_shown_nor_guessed(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    with database.transaction():
        session.get_one(Group, cast.river).place_publication = "members"
    address = f"/groups/{cast.river}/correction"
    visitor = browser_of("")
    assert "北部公民館" not in visitor.get(address).text
    assert 'name="place"' not in visitor.get(address).text
    answers = [post(visitor, address, {"place": place}).text for place in ("北部公民館", "南部公民館")]
    assert answers[0].count("いまの内容と同じものは") == answers[1].count("いまの内容と同じものは") == 1
    assert "北部公民館" in browser_of("jiro").get(address).text


def test_two_who_answer_different_values_at_once_settle_the_whole(
    sent: Correction, cast: Cast, database: Database
) -> None:
    def decline_one(number: int) -> None:
        with database.transaction():
            correction = session.get_one(Correction, sent.id)
            account = session.get_one(Account, cast.hanako)
            actions.decline(correction, correction.items[number], sentence="そのままにします。", by=account)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decline_one, range(len(sent.items))))
    with database.transaction(writing=False):
        kept = session.get_one(Correction, sent.id)
        assert kept.answered_at is not None
        assert kept.email == ""
