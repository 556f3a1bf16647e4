"""Each side answers by a letter's link or signed in; a link that is forged, used, over or only looked at changes nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.people.models import Person
from kit.clock import travelled
from kit.db import Database, session
from kit.mail import Letter
from matching.introductions import answers, asking
from matching.introductions.actions import Hand, move_on, propose
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Move, Side, State
from matching.needs.models import Need
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post

BASE = "http://localhost"


@pytest.fixture
def asked(database: Database, cast: Cast) -> int:
    """The accountant has been asked about the river group's need."""
    with database.transaction():
        by = session.get_one(Account, cast.hanako)
        begun = propose(session.get_one(Need, cast.need), session.get_one(Person, cast.accountant), by=by)
        begun.outline = "会計の帳簿づけを教えてくださる方を、北部の団体がさがしています。"
        begun.introducing = "会計の経験が20年ある方です。"
        _staff(begun, cast, Move.ASK_CANDIDATE)
        return begun.id


def _staff(introduction: Introduction, cast: Cast, move: Move) -> None:
    by = session.get_one(Account, cast.hanako)
    move_on(introduction, move, Hand(actor=Actor.STAFF, account=by, came=Came.PHONE))
    asking.tell(introduction, move, base_url=BASE)


BrowserOf = Callable[[str], FlaskClient]


@pytest.fixture
def asked_too(database: Database, cast: Cast, asked: int) -> int:
    """The accountant has said yes by telephone with their number ticked, and the river group is asked."""
    with database.transaction():
        introduction = session.get_one(Introduction, asked)
        by = Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako), came=Came.PHONE)
        answers.answer(introduction, Side.CANDIDATE, Answer.YES, by, ticked=["phone"])
        _staff(introduction, cast, Move.ASK_REQUESTER)
    return asked


def link_in_the_last_letter(database: Database) -> str:
    with database.transaction(writing=False):
        letter = session.scalars(sa.select(Letter).order_by(Letter.id.desc())).first()
        assert letter is not None
        return letter.link.removeprefix(BASE)


def state_of(database: Database, introduction_id: int) -> State:
    with database.transaction(writing=False):
        return session.get_one(Introduction, introduction_id).state


def moves_of(database: Database, introduction_id: int) -> list[tuple[Move | None, Actor, Came]]:
    with database.transaction(writing=False):
        return [(line.move, line.by, line.came) for line in session.get_one(Introduction, introduction_id).moves]


def test_a_candidate_reads_the_outline_and_says_yes_by_the_letters_link(
    database: Database, client: FlaskClient, asked: int
) -> None:
    link = link_in_the_last_letter(database)
    page = client.get(link).text
    assert "会計の帳簿づけを教えてくださる方" in page
    assert "むすび川を守る会" not in page
    assert SECRET_PHONE not in client.get(f"{link}?answer=yes").text  # the letter may have been passed on
    answer = post(client, f"{link}/answer", {"answer": "yes", "ticked": ["phone"]}, page=f"{link}?answer=yes")
    assert answer.status_code == 200
    assert "お返事を受け取りました" in answer.text
    assert state_of(database, asked) is State.CANDIDATE_WILLING
    assert moves_of(database, asked)[-1] == (Move.CANDIDATE_YES, Actor.CANDIDATE, Came.LINK)


@pytest.mark.parametrize("given", ["", "yes", "question", "no", "nonsense"])
def test_a_mail_scanner_that_opens_every_link_changes_nothing(
    database: Database, client: FlaskClient, asked: int, given: str
) -> None:
    link = link_in_the_last_letter(database)
    for _time in range(3):
        assert client.get(f"{link}?answer={given}").status_code == 200
        assert client.head(link).status_code == 200
    assert state_of(database, asked) is State.ASKED_CANDIDATE
    assert len(moves_of(database, asked)) == 2


def test_a_link_to_answer_by_works_once(database: Database, client: FlaskClient, asked: int) -> None:
    link = link_in_the_last_letter(database)
    post(client, f"{link}/answer", {"answer": "yes"}, page=f"{link}?answer=yes")
    again = post(client, f"{link}/answer", {"answer": "no"}, page="/login")
    assert again.status_code == 400
    assert "このリンクは使えません" in again.text
    assert client.get(link).status_code == 400
    assert state_of(database, asked) is State.CANDIDATE_WILLING


def test_forged_and_expired_links_lead_nowhere(database: Database, client: FlaskClient, asked: int) -> None:
    link = link_in_the_last_letter(database)
    for forged in (f"{link[:-1]}{'A' if link[-1] != 'A' else 'B'}", link.replace("/answers/", "/introduced/")):
        assert client.get(forged).status_code == 400
        assert post(client, f"{forged}/answer", {"answer": "yes"}, page="/login").status_code == 400
    with travelled(timedelta(days=61)):
        assert post(client, f"{link}/answer", {"answer": "yes"}, page="/login").status_code == 400
    assert state_of(database, asked) is State.ASKED_CANDIDATE


def test_an_answer_by_telephone_makes_the_link_worthless(
    database: Database, client: FlaskClient, cast: Cast, asked: int
) -> None:
    link = link_in_the_last_letter(database)
    with database.transaction():
        _staff(session.get_one(Introduction, asked), cast, Move.CANDIDATE_NO)
    assert post(client, f"{link}/answer", {"answer": "yes"}, page="/login").status_code == 400
    assert state_of(database, asked) is State.DECLINED


def test_a_question_leaves_the_answer_open_and_needs_words(database: Database, client: FlaskClient, asked: int) -> None:
    link = link_in_the_last_letter(database)
    empty = post(client, f"{link}/question", {"words": " "}, page=f"{link}?answer=question")
    assert empty.status_code == 422
    assert "入力してください" in empty.text
    sent = post(client, f"{link}/question", {"words": "月に何回ですか"}, page=f"{link}?answer=question")
    assert sent.status_code == 303
    page = client.get(link).text
    assert "月に何回ですか" in page
    assert "会ってみたい" in page
    assert state_of(database, asked) is State.ASKED_CANDIDATE


def test_only_what_was_ticked_is_shown_once_both_agree_and_each_look_leaves_a_receipt(
    database: Database, client: FlaskClient, browser_of: BrowserOf, asked_too: int
) -> None:
    taro, address = browser_of("taro"), f"/my/introductions/{asked_too}"
    page = taro.get(address).text
    assert "髙橋みどり" in page
    assert SECRET_PHONE not in page
    assert post(taro, f"{address}/items", {}, page=address).status_code == 404
    answer = post(taro, f"{address}/answer", {"answer": "yes", "version": version_on(page)}, page=address)
    assert answer.status_code == 303
    before = taro.get(address).text
    assert SECRET_PHONE not in before
    assert SECRET_ADDRESS not in before
    post(taro, f"{address}/items", {}, page=address)
    shown = taro.get(address).text
    assert SECRET_PHONE in shown
    assert SECRET_ADDRESS not in shown
    assert "あなたが、相手の方の「電話」を見ました" in shown
    theirs = client.get(link_to_page_of_candidate(database)).text
    assert "相手の方が、あなたの「電話」を見ました" in theirs
    assert "むすび川を守る会" in theirs
    with travelled(timedelta(minutes=16)):
        assert SECRET_PHONE not in taro.get(address).text


def test_what_has_moved_meanwhile_is_not_answered(
    database: Database, browser_of: BrowserOf, cast: Cast, asked_too: int
) -> None:
    taro, address = browser_of("taro"), f"/my/introductions/{asked_too}"
    form = {"answer": "yes", "version": version_on(taro.get(f"{address}?answer=yes").text)}
    with database.transaction():
        _staff(session.get_one(Introduction, asked_too), cast, Move.CANCEL)
    assert post(taro, f"{address}/answer", form, page=address).status_code in (409, 422)
    assert state_of(database, asked_too) is State.CANCELLED


def test_a_double_click_is_one_answer(database: Database, browser_of: BrowserOf, asked_too: int) -> None:
    taro, address = browser_of("taro"), f"/my/introductions/{asked_too}"
    form = {"answer": "yes", "version": version_on(taro.get(f"{address}?answer=yes").text)}
    for _click in range(2):
        post(taro, f"{address}/answer", form, page="/my/account")
    assert [move for move, _by, _came in moves_of(database, asked_too)].count(Move.REQUESTER_YES) == 1


def test_a_candidate_steps_back_and_the_group_hears_no_reason(
    database: Database, client: FlaskClient, asked_too: int
) -> None:
    with database.transaction():
        introduction = session.get_one(Introduction, asked_too)
        to = asking.recipient_of(introduction, Side.CANDIDATE)
        assert to is not None
        link = asking.link_for(introduction, Side.CANDIDATE, to, BASE).removeprefix(BASE)
    answer = post(client, f"{link}/back", {"words": "家族の病気のため"}, page=link)
    assert answer.status_code == 200
    assert state_of(database, asked_too) is State.DECLINED
    with database.transaction(writing=False):
        told = session.scalars(sa.select(Letter).order_by(Letter.id.desc())).first()
        assert told is not None
        assert "病気" not in told.body


@pytest.mark.parametrize("name", ["", "jiro", "hanako"])
def test_for_everybody_else_it_does_not_exist(browser_of: BrowserOf, asked_too: int, name: str) -> None:
    browser, address = browser_of(name), f"/my/introductions/{asked_too}"
    for act in ("answer", "question", "back", "items"):
        refused = post(browser, f"{address}/{act}", {"answer": "yes"}, page="/my/account" if name else "/login")
        assert refused.status_code in ((404,) if name else (302, 303, 401))
    assert browser.get(address).status_code in ((404,) if name else (302, 303, 401))


def test_the_group_sees_nothing_before_it_is_asked(browser_of: BrowserOf, asked: int) -> None:
    taro = browser_of("taro")
    assert taro.get(f"/my/introductions/{asked}").status_code == 404
    assert "いまは、ありません" in taro.get("/my/introductions").text


def test_what_waits_for_an_answer_is_a_task_on_the_own_page(browser_of: BrowserOf, asked_too: int) -> None:
    taro = browser_of("taro")
    assert "お返事をお待ちしています" in taro.get("/my").text
    assert f"/my/introductions/{asked_too}" in taro.get("/my/introductions").text


def version_on(page: str) -> str:
    return page.split('name="version" value="')[1].split('"')[0] if 'name="version"' in page else ""


def link_to_page_of_candidate(database: Database) -> str:
    with database.transaction(writing=False):
        letters = session.scalars(sa.select(Letter).where(Letter.kind == "introductions.agreed").order_by(Letter.id))
        return next(iter(letters)).link.removeprefix(BASE)
