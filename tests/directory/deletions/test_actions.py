"""Forgetting: who may ask, what an import loses, what time alone takes away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

import app.models  # noqa: F401 - every table
from app.holdings import HOLDINGS
from directory.accounts.models import Account, SignIn
from directory.consents.models import Method
from directory.deletions import actions
from directory.deletions.holdings import Whom
from directory.imports import actions as imports
from directory.imports.models import ImportKind, ImportRun, ImportState
from directory.people.models import Person
from kit.clock import TOKYO, now, travelled
from kit.db import Base, Database, session
from kit.errors import Forbidden
from kit.links import Link, make_link, use
from kit.mail import Letter, LetterState, Recipient, leave_letter
from kit.settings import Settings
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post

FILE = f"氏名,電話,住所\n高橋　緑,,\n別の人,{SECRET_PHONE},{SECRET_ADDRESS}\n"


def test_nobody_asks_for_the_deletion_of_others(database: Database, cast: Cast) -> None:
    with database.transaction():
        taro, jiro = session.get_one(Account, cast.taro), session.get_one(Account, cast.jiro)
        hanako = session.get_one(Account, cast.hanako)
        for subject, by in ((jiro, taro), (jiro, hanako), (session.get_one(Person, cast.quiet), taro)):
            with pytest.raises(Forbidden):
                actions.ask(subject, by=by, method=Method.WEB)


def test_every_row_that_hangs_on_somebody_goes_with_them() -> None:
    """A table added later with a key to people or accounts must say what becomes of its rows."""
    silent = [
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in ("people", "accounts") and key.ondelete not in ("CASCADE", "SET NULL")
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("高橋緑", True), ("高橋　緑", True), ("髙橋 緑", True), ("高橋緑子", False), ("050-0000-1234", False),
        (f"電話は{SECRET_PHONE}まで", True), (SECRET_PHONE.replace("-", ""), True), ("０００-1234-9876", True), ("", False),
        (f"〒754-0000 {SECRET_ADDRESS}", True), ("みどり", False),
    ],
)  # fmt: skip
def test_somebody_is_known_by_name_and_by_how_to_reach_them(
    text: str, named: bool, database: Database, cast: Cast
) -> None:
    with database.transaction(writing=False):
        whom = Whom(person=session.get_one(Person, cast.accountant))
        assert whom.is_named_in(text) is named
        assert whom.is_named_among(["別", text, ""]) is named


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (ImportState.DONE, ImportState.DONE),
        (ImportState.UNDONE, ImportState.UNDONE),
        (ImportState.RUNNING, ImportState.DONE),
        (ImportState.FAILED, ImportState.DONE),
        (ImportState.UPLOADED, None),
        (ImportState.CHECKED, None),
    ],
)
def test_a_file_with_their_row_goes_whatever_state_the_import_is_in(
    state: ImportState, after: ImportState | None, settings: Settings, database: Database, cast: Cast,
    work: Callable[[], int],
) -> None:  # fmt: skip
    file = settings.data_dir / "upload.csv"
    with database.transaction():
        for text in (FILE, "氏名\nほかの人\n"):
            file.write_text(text, encoding="cp932")
            run = imports.take_in(
                settings.data_dir, file, kind=ImportKind.PEOPLE, name="名簿.csv", by=None, map_file=None
            )
            run.state = state
        hanako = session.get_one(Account, cast.hanako)
        actions.ask(session.get_one(Person, cast.accountant), by=hanako, method=Method.FAX)
    work()
    with database.transaction(writing=False):
        first, other = session.get(ImportRun, run.id - 1), session.get_one(ImportRun, run.id)
        assert (first.state if first else None) == after
        assert other.state == state
        assert [path.name for path in (settings.data_dir / "imports").iterdir()] == [other.stored_as]


def test_old_letters_lose_their_words_and_spent_links_go(
    settings: Settings, database: Database, cast: Cast, work: Callable[[], int]
) -> None:
    to = Recipient(name="太郎", email="taro@example.jp")
    with database.transaction():
        sent = leave_letter("test", about="group:1", to=to, title="題", body="本文", once="yearly:1")
        printed = leave_letter("test", about="group:1", to=Recipient(name="紙の人"), title="題", body="本文")
        assert sent is not None
        assert printed is not None
        sent.state = LetterState.SENT
        used, _left, _long = (make_link("test", "group:1", lasts=timedelta(days=days)) for days in (9, 9, 999))
        use(used, "test")
        session.add(SignIn(token_hash="x", account_id=cast.taro, expires_at=now() + timedelta(days=14)))
    for days, links, sign_ins in ((1, 2, 1), (399, 1, 0)):
        with travelled(timedelta(days=days)), database.transaction():
            actions.forget_old(letters_kept=timedelta(days=settings.letters_kept_days))
            assert {letter.body for letter in session.scalars(sa.select(Letter))} == {"本文"}
            assert len(session.scalars(sa.select(Link)).all()) == links
            assert len(session.scalars(sa.select(SignIn)).all()) == sign_ins
    with travelled(timedelta(days=401)), database.transaction():
        actions.forget_old(letters_kept=timedelta(days=settings.letters_kept_days))
        old, waiting = session.scalars(sa.select(Letter).order_by(Letter.id))
        assert (old.body, old.recipient_name, old.email, old.state) == ("", "", "", LetterState.SENT)
        assert waiting.body == "本文"  # it still has to be printed
        assert leave_letter("test", about="group:1", to=to, title="題", body="本文", once="yearly:1") is None


def test_a_deletion_that_was_carried_out_is_not_carried_out_again(
    database: Database, cast: Cast, settings: Settings, work: Callable[[], int]
) -> None:
    with database.transaction():
        hanako = session.get_one(Account, cast.hanako)
        deletion = actions.ask(session.get_one(Person, cast.quiet), by=hanako, method=Method.FAX)
    work()
    with database.transaction():
        done = session.get_one(type(deletion), deletion.id)
        assert actions.carry_out(done, HOLDINGS, settings.data_dir) is None


def test_the_day_somebody_registered_is_the_day_in_japan(database: Database, cast: Cast, settings: Settings) -> None:
    """Early on New Year's Day in Japan it is still the old year in UTC; the yearly count goes by the calendar on the wall."""
    with database.transaction():
        person = session.get_one(Person, cast.quiet)
        person.created_at = datetime(2026, 1, 1, 5, 0, tzinfo=TOKYO)
    with database.transaction():
        by = session.get_one(Account, cast.hanako)
        deletion = actions.ask(session.get_one(Person, cast.quiet), by=by, method=Method.PAPER)
        actions.carry_out(deletion, HOLDINGS, settings.data_dir)
        assert deletion.registered_on == date(2026, 1, 1)


def test_asking_twice_at_once_is_one_deletion(database: Database, cast: Cast) -> None:
    def ask(_time: int) -> int:
        with database.transaction():
            by = session.get_one(Account, cast.hanako)
            return actions.ask(session.get_one(Person, cast.quiet), by=by, method=Method.PAPER).id

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(ask, range(6)))) == 1


def test_who_has_no_mail_gets_the_last_letter_on_paper_and_it_is_empty_once_posted(
    database: Database, cast: Cast, work: Callable[[], int], browser_of: Callable[[str], FlaskClient]
) -> None:
    with database.transaction():
        hanako = session.get_one(Account, cast.hanako)
        actions.ask(session.get_one(Person, cast.accountant), by=hanako, method=Method.PAPER)
        actions.ask(session.get_one(Person, cast.quiet), by=hanako, method=Method.PAPER)  # nobody knows where they live
    work()
    with database.transaction(writing=False):
        letter = session.scalars(sa.select(Letter)).one()
        assert (letter.state, letter.recipient_name) == (LetterState.TO_PRINT, "高橋緑")
        assert letter.address == SECRET_ADDRESS
    hanako_at_work = browser_of("hanako")
    assert hanako_at_work.get(f"/desk/letters/{letter.id}.pdf").status_code == 200
    assert (
        post(hanako_at_work, "/desk/letters/posted", {"letter": str(letter.id)}, page="/desk/letters/print").status_code
        == 303
    )
    with travelled(timedelta(minutes=16)):
        work()
    with database.transaction(writing=False):
        posted = session.get_one(Letter, letter.id)
        assert posted.state is LetterState.PRINTED
        assert (posted.recipient_name, posted.address, posted.body) == ("", "", "")
