"""How who asked is written to and shown without a record of their own, and what is printed for who has no mail."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Person
from kit.db import Database, session
from kit.display import day
from kit.mail import Letter, LetterState
from matching.introductions import asking, outlines
from matching.introductions.actions import Hand, move_on, propose
from matching.introductions.items import items_of
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Move, Side
from matching.introductions.reaching import Ways, ways_in
from matching.needs.models import Need
from tests.cast import Cast

CASES = [
    ("電話　050-0000-0101\nメール　a@example.jp\n平日の夕方", Ways("050-0000-0101", "a@example.jp")),
    ("Email b@example.jp", Ways(email="b@example.jp")),
    ("ｃ＠example.jp", Ways(email="c@example.jp")),
    ("〒000-0000\nむすび市南町1-2\n荘 3号", Ways(address="〒000-0000\nむすび市南町1-2\n荘 3号")),
    ("FAX 000-000-0002\n宛先：むすび市中央一丁目2番", Ways(address="むすび市中央一丁目2番")),
    ("FAX　050-0000-0102", Ways()),
    ("お昼すぎに", Ways()),
    ("", Ways()),
]


@pytest.mark.parametrize(("written", "ways"), CASES)
def test_each_way_is_read_by_itself(written: str, ways: Ways) -> None:
    assert ways_in(written) == ways


@pytest.fixture
def introduction(database: Database, cast: Cast) -> Iterator[Introduction]:
    """The accountant for a need of somebody who has no record."""
    with database.transaction():
        need = session.get_one(Need, cast.need)
        need.group = None
        need.requester_name, need.contact = "水野 わかば", "電話　050-0000-0101\nメール　wakaba@example.jp\n夕方に"
        need.schedule_note = "月に1回、夜に2時間くらい"
        by = session.get_one(Account, cast.hanako)
        begun = propose(need, session.get_one(Person, cast.accountant), by=by)
        begun.outline = begun.introducing = "帳簿づけを教えてくださる方です。"
        yield begun


def test_who_asked_without_a_record_is_written_to_and_ticks_each_way_by_itself(introduction: Introduction) -> None:
    to = asking.recipient_of(introduction, Side.REQUESTER)
    assert to is not None
    assert (to.name, to.email) == ("水野 わかば", "wakaba@example.jp")
    shown = {item.key: item.value for item in items_of(introduction, Side.REQUESTER)}
    assert shown == {"need:phone": "050-0000-0101", "need:email": "wakaba@example.jp"}


def test_a_group_may_also_show_the_number_that_was_given_with_the_need_but_no_number_twice(
    introduction: Introduction, cast: Cast
) -> None:
    group = introduction.need.group = session.get_one(Group, cast.river)
    recorded = {item.key for item in items_of(introduction, Side.REQUESTER)} - {"need:phone", "need:email"}
    assert recorded == {f"contact:{each.id}" for each in group.contacts}
    assert len(items_of(introduction, Side.REQUESTER)) == len(recorded) + 2
    introduction.need.contact = (
        f"電話　{next(each.value for each in group.contacts if each.kind == 'phone').replace('-', '')}"
    )
    assert {item.key for item in items_of(introduction, Side.REQUESTER)} == recorded


def test_the_candidate_reads_when_it_is_also_where_it_was_told_in_words(introduction: Introduction) -> None:
    assert "月に1回、夜に2時間くらい" in outlines.of_need(introduction.need)


def test_who_has_no_mail_reads_by_when_to_call_and_what_to_say(introduction: Introduction, cast: Cast) -> None:
    person = session.get_one(Person, cast.accountant)
    person.email, person.account_id = "", None
    hand = Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako), came=Came.PHONE)
    move_on(introduction, Move.ASK_CANDIDATE, hand)
    asking.tell(introduction, Move.ASK_CANDIDATE, base_url="http://localhost")
    letter = session.scalars(sa.select(Letter).order_by(Letter.id.desc())).first()
    assert letter is not None
    assert letter.state is LetterState.TO_PRINT
    assert f"{day(introduction.answer_due_at)}までに、下の番号へお電話をください。" in letter.body
    assert "□ 会ってみたい" in letter.body.split("\n")
    assert "押してください" not in letter.body
