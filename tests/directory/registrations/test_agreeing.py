"""Who hands a registration in agrees to the words beside the button, and the ledger keeps which they were."""

from datetime import date

import pytest

from directory.accounts.models import Account
from directory.consents import actions as consents
from directory.consents.models import Consent, Method, Purpose
from directory.consents.queries import ledger, stands
from directory.groups.models import Group
from directory.people.models import Audience, Person
from directory.registrations.agreeing import agree
from directory.registrations.models import Reception, Registration
from kit.db import Database, session
from tests.cast import Cast


def lines(subject: Group | Person) -> list[Consent]:
    return list(reversed(ledger(subject)))


def test_an_editor_agrees_for_the_group_on_the_web_once(database: Database, cast: Cast) -> None:
    with database.transaction():
        river, taro = session.get_one(Group, cast.river), session.get_one(Account, cast.taro)
        for _again in range(2):
            agree(river, by=taro, registration=Registration(group_id=river.id))
        assert [(line.text.purpose, line.method) for line in lines(river)] == [
            (Purpose.REGISTER, Method.WEB),
            (Purpose.PUBLISH, Method.WEB),
        ]


@pytest.mark.parametrize(
    ("reception", "method"),
    [(Reception.COUNTER, Method.PAPER), (Reception.FAX, Method.FAX), (Reception.POST, Method.LETTER)],
)
def test_staff_note_what_stood_on_the_paper_and_its_date(
    reception: Reception, method: Method, database: Database, cast: Cast
) -> None:
    with database.transaction():
        river, hanako = session.get_one(Group, cast.river), session.get_one(Account, cast.hanako)
        paper = Registration(group_id=river.id, received_method=reception, received_on=date(2026, 11, 2))
        agree(river, by=hanako, registration=paper)
        line = lines(river)[0]
        assert (line.method, line.said_on, line.taken_by_id) == (method, date(2026, 11, 2), cast.hanako)


def test_who_is_found_by_the_centre_only_agrees_to_being_kept_and_to_nothing_more(
    database: Database, cast: Cast
) -> None:
    with database.transaction():
        quiet = session.get_one(Person, cast.quiet)
        quiet.account_id, quiet.findable_by = cast.jiro, Audience.COORDINATORS
        agree(quiet, by=session.get_one(Account, cast.jiro))
        assert stands(quiet, Purpose.REGISTER)
        assert not stands(quiet, Purpose.PUBLISH)
        assert not stands(quiet, Purpose.THIRD_PARTY)


def test_changed_words_are_agreed_to_anew(database: Database, cast: Cast) -> None:
    with database.transaction():
        river, taro = session.get_one(Group, cast.river), session.get_one(Account, cast.taro)
        agree(river, by=taro, registration=Registration(group_id=river.id))
        consents.change_text(Purpose.REGISTER, "新しい文", "New words", by=session.get_one(Account, cast.admin))
        agree(river, by=taro, registration=Registration(group_id=river.id))
        assert [line.text.ja for line in lines(river)][-1] == "新しい文"
