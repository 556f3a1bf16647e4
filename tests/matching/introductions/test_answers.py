"""Both sides are asked in turn; what they tick is shown once both agree, and to nobody else, in no letter."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.consents import actions as consents
from directory.consents.models import Method, Purpose
from directory.consents.queries import stands
from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import travelled
from kit.db import Database, session
from kit.errors import Missing, NoSuchStep
from kit.mail import Letter
from matching.introductions import access, answers, asking, disclosures
from matching.introductions.actions import Hand, move_on, propose
from matching.introductions.answers import Answer, TooManyQuestions
from matching.introductions.items import items_of
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Move, Side, State
from matching.needs.models import Need
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast

BASE = "http://localhost"
CANDIDATE, REQUESTER = Hand(actor=Actor.CANDIDATE, came=Came.LINK), Hand(actor=Actor.REQUESTER, came=Came.LINK)


@pytest.fixture
def introduction(database: Database, cast: Cast) -> Iterator[Introduction]:
    """The accountant for the river group's need; nobody has been asked."""
    with database.transaction():
        by = session.get_one(Account, cast.hanako)
        begun = propose(session.get_one(Need, cast.need), session.get_one(Person, cast.accountant), by=by)
        begun.outline = "会計の帳簿づけを教えてくださる方を、北部の団体がさがしています。"
        begun.introducing = "会計の経験が20年ある方です。"
        yield begun


def staff(cast: Cast) -> Hand:
    return Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako), came=Came.PHONE)


def go(introduction: Introduction, cast: Cast, *moves: Move) -> None:
    for move in moves:
        move_on(introduction, move, staff(cast))
        asking.tell(introduction, move, base_url=BASE)


def agree(introduction: Introduction, cast: Cast, *, phone: bool = True) -> None:
    """Both say yes; the candidate ticks their telephone, the group its second contact."""
    go(introduction, cast, Move.ASK_CANDIDATE)
    answers.answer(introduction, Side.CANDIDATE, Answer.YES, CANDIDATE, ticked=["phone"] if phone else [])
    go(introduction, cast, Move.ASK_REQUESTER)
    ticked = [items_of(introduction, Side.REQUESTER)[1].key]
    answers.answer(introduction, Side.REQUESTER, Answer.YES, REQUESTER, ticked=ticked)
    asking.tell(introduction, Move.REQUESTER_YES, base_url=BASE)
    session.refresh(introduction)


def letters_about(introduction: Introduction) -> list[Letter]:
    mine = sa.select(Letter).where(Letter.about == f"introduction:{introduction.id}").order_by(Letter.id)
    return list(session.scalars(mine))


def test_what_is_ticked_is_shown_once_both_agree_and_leaves_receipts(introduction: Introduction, cast: Cast) -> None:
    for reader in Side:
        assert disclosures.on_offer(introduction, reader) == []
    agree(introduction, cast)
    shown = disclosures.open_items(introduction, Side.REQUESTER, by=None, came=Came.LINK)
    assert [(item.key, item.value) for item in shown] == [("phone", SECRET_PHONE)]
    assert [item.value for item in disclosures.on_offer(introduction, Side.CANDIDATE)] == [SECRET_PHONE]
    (receipt,) = disclosures.receipts_of(introduction)
    assert (receipt.side, receipt.item, receipt.came) == (Side.CANDIDATE, "phone", Came.LINK)
    assert receipt.consent_text_id


def test_nothing_is_shown_before_the_second_yes(introduction: Introduction, cast: Cast) -> None:
    go(introduction, cast, Move.ASK_CANDIDATE)
    answers.answer(introduction, Side.CANDIDATE, Answer.YES, CANDIDATE, ticked=["phone", "address"])
    go(introduction, cast, Move.ASK_REQUESTER)
    for reader in Side:
        with pytest.raises(Missing):
            disclosures.open_items(introduction, reader, by=None, came=Came.LINK)


def test_ticking_is_agreeing_and_withdrawing_hides_it_at_once(introduction: Introduction, cast: Cast) -> None:
    person = session.get_one(Person, cast.accountant)
    assert not stands(person, Purpose.THIRD_PARTY)
    agree(introduction, cast)
    assert stands(person, Purpose.THIRD_PARTY)
    by = session.get_one(Account, cast.hanako)
    consents.withdraw(person, Purpose.THIRD_PARTY, by=by, method=Method.SPOKEN)
    assert disclosures.on_offer(introduction, Side.REQUESTER) == []


def test_who_ticks_nothing_shows_nothing_and_has_agreed_to_nothing(introduction: Introduction, cast: Cast) -> None:
    agree(introduction, cast, phone=False)
    assert disclosures.on_offer(introduction, Side.REQUESTER) == []
    assert not stands(session.get_one(Person, cast.accountant), Purpose.THIRD_PARTY)


def test_only_what_one_has_can_be_ticked(introduction: Introduction, cast: Cast) -> None:
    go(introduction, cast, Move.ASK_CANDIDATE)
    answers.answer(introduction, Side.CANDIDATE, Answer.YES, CANDIDATE, ticked=["notes", "contact:1", "email"])
    session.refresh(introduction)
    assert introduction.shown == []


def test_no_letter_tells_who_the_other_is(introduction: Introduction, cast: Cast) -> None:
    agree(introduction, cast)
    group, person = session.get_one(Group, cast.river), session.get_one(Person, cast.accountant)
    said = letters_about(introduction)
    assert [letter.kind for letter in said] == [
        "introductions.asked", "introductions.asked", "introductions.agreed", "introductions.agreed",
    ]  # fmt: skip
    secrets = (SECRET_PHONE, SECRET_ADDRESS, group.name, person.display_name, person.legal_name)
    for letter in said:
        others = [word for word in secrets if word not in letter.recipient_name]
        assert [word for word in others if word in letter.title + letter.body] == []


def test_an_answer_is_taken_once_and_from_who_is_asked(introduction: Introduction, cast: Cast) -> None:
    go(introduction, cast, Move.ASK_CANDIDATE)
    with pytest.raises(NoSuchStep):
        answers.answer(introduction, Side.REQUESTER, Answer.YES, REQUESTER)
    answers.answer(introduction, Side.CANDIDATE, Answer.NO, CANDIDATE)
    with pytest.raises(NoSuchStep):
        answers.answer(introduction, Side.CANDIDATE, Answer.YES, CANDIDATE)
    assert introduction.state is State.DECLINED


def test_a_question_changes_nothing_and_there_is_an_end_to_them(introduction: Introduction, cast: Cast) -> None:
    go(introduction, cast, Move.ASK_CANDIDATE)
    for number in range(answers.MOST_QUESTIONS):
        answers.answer(introduction, Side.CANDIDATE, Answer.QUESTION, CANDIDATE, words=f"何時からですか{number}")
    with pytest.raises(TooManyQuestions):
        answers.ask(introduction, Side.CANDIDATE, "もうひとつ", CANDIDATE)
    assert introduction.state is State.ASKED_CANDIDATE
    answers.reply(introduction.questions[0], introduction, "10時からです。", staff(cast))
    assert introduction.questions[0].answer == "10時からです。"


def test_each_side_sees_it_from_when_it_is_asked(introduction: Introduction, cast: Cast) -> None:
    taro, jiro = session.get_one(Account, cast.taro), session.get_one(Account, cast.jiro)
    session.get_one(Person, cast.accountant).account_id = cast.jiro
    session.flush()
    assert access.side_of(introduction, jiro) is None
    go(introduction, cast, Move.ASK_CANDIDATE)
    assert access.side_of(introduction, jiro) is Side.CANDIDATE
    assert access.side_of(introduction, taro) is None
    go(introduction, cast, Move.CANDIDATE_YES, Move.ASK_REQUESTER)
    assert access.side_of(introduction, taro) is Side.REQUESTER


def test_silence_is_reminded_of_twice_and_then_ends(introduction: Introduction, cast: Cast) -> None:
    go(introduction, cast, Move.ASK_CANDIDATE)
    told = []
    for day in range(1, 17):
        with travelled(timedelta(days=day, minutes=1)):
            told.append((asking.remind(base_url=BASE), asking.expire(base_url=BASE)))
            assert asking.remind(base_url=BASE) == 0
    assert [day for day, (reminded, _ended) in enumerate(told, 1) if reminded] == [3, 7]
    assert [day for day, (_reminded, ended) in enumerate(told, 1) if ended] == [14]
    assert introduction.state is State.EXPIRED
    assert len(letters_about(introduction)) == 3, "asked once, reminded twice; who was silent is not written to again"


def test_who_had_said_yes_is_told_that_it_came_to_nothing(introduction: Introduction, cast: Cast) -> None:
    go(introduction, cast, Move.ASK_CANDIDATE, Move.CANDIDATE_YES, Move.ASK_REQUESTER, Move.REQUESTER_NO)
    last = letters_about(introduction)[-1]
    assert last.kind == "introductions.over"
    assert "高橋緑" in last.recipient_name
