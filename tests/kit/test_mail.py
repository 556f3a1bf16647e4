"""Letters are left in the transaction they belong to."""

import pytest
import sqlalchemy as sa

from kit.db import Database, session
from kit.jobs import Job
from kit.mail import SEND, Letter, LetterState, Recipient, leave_letter

HANA = Recipient(name="花", email="hana@example.jp")


def test_nobody_is_written_to_about_what_was_rolled_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        leave_letter("test", about="group:1", to=HANA, title="題", body="文")
        raise ZeroDivisionError
    with database.transaction():
        assert session.scalars(sa.select(Letter)).all() == []
        assert session.scalars(sa.select(Job).where(Job.name == SEND)).all() == []


def test_who_has_no_mail_address_is_written_to_on_paper(database: Database) -> None:
    with database.transaction():
        by_mail = leave_letter("test", about="group:1", to=HANA, title="題", body="文")
        on_paper = leave_letter("test", about="group:1", to=Recipient(name="太郎"), title="題", body="文")
        assert (by_mail.state, on_paper.state) == (LetterState.WAITING, LetterState.TO_PRINT)
        assert [job.args for job in session.scalars(sa.select(Job).where(Job.name == SEND))] == [{"letter": by_mail.id}]


def test_a_letter_that_is_to_be_the_only_one_is(database: Database) -> None:
    with database.transaction():
        assert leave_letter("test", about="group:1", to=HANA, title="題", body="文", once="test:1:2026")
        assert leave_letter("test", about="group:1", to=HANA, title="題", body="文", once="test:1:2026") is None
        assert len(session.scalars(sa.select(Letter)).all()) == 1
