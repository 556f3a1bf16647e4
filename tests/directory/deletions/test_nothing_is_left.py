"""Somebody asks to be deleted: after one round of the worker none of their words is in any file, nor found by the search."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.holdings import HOLDINGS
from app.jobs import job_kinds, keeper_of
from app.scrubbing import Scrubbing
from directory.accounts.models import Account
from directory.consents.models import Method
from directory.deletions import actions
from directory.deletions.models import Deletion
from directory.people.models import Person
from kit.clock import travelled
from kit.db import Database, session
from kit.jobs import Kind, Worker
from kit.mail import Letter, LetterState
from kit.settings import Settings
from matching.needs.models import Need
from search.engine import Index
from search.finding import STAFF
from tests.cast import Cast
from tests.conftest import POSTGRES
from tests.directory.deletions.planted import NAME, OWN_MAIL, Plant, bring_in, left_in, plant_everything
from tests.receiver import Receiver, a_receiver, listening

pytestmark = pytest.mark.walk


@dataclass
class Town:
    """A town in which somebody has left their words everywhere."""

    plant: Plant
    person: int
    account: int
    settings: Settings
    database: Database
    work: Callable[[], int]
    post_office: Receiver

    def left(self) -> set[tuple[str, str]]:
        """What a search of all files and of the index finds of them."""
        index = Index(self.settings.index_dir)
        found = {("the index", word) for word in self.plant.words if self._finds(index, word)}
        return found | left_in(self.settings.data_dir, self.plant.words)

    def _finds(self, index: Index, word: str) -> bool:
        hits = index.find(word, viewer=STAFF).hits
        return ("person", self.person) in {(hit.kind, hit.id) for hit in hits}

    def ask(self) -> None:
        """They ask to be deleted."""
        with self.database.transaction():
            account = session.get_one(Account, self.account)
            actions.ask(account, by=account, method=Method.WEB, reason=self.plant.word("why"))

    def delete(self) -> None:
        """They ask to be deleted, and a worker that can send mail works until nothing is left to do."""
        self.ask()
        with_mail = replace(self.settings, mail_url=self.post_office.url, mail_from="center@example.jp")
        keeper = keeper_of(with_mail, self.database)
        keeper.make_ready()
        worker = Worker(self.database, job_kinds(with_mail, keeper))
        with listening(self.post_office):
            while worker.work_once():
                pass


@pytest.fixture
def town(settings: Settings, database: Database, cast: Cast, work: Callable[[], int]) -> Town:
    with database.transaction():
        run_id = bring_in(settings.data_dir)
    work()
    with database.transaction():
        plant, person, account = plant_everything(cast, run_id)
    work()
    return Town(plant, person, account, settings, database, work, a_receiver())


@pytest.mark.deep
def test_the_words_are_there_before(town: Town) -> None:
    if not POSTGRES:
        in_files = {word for _file, word in town.left()}
        unwritten = {"05000009753"}  # told as it was typed
        assert set(town.plant.words) - in_files <= unwritten
    assert ("the index", NAME) in town.left()


def test_nothing_is_left(town: Town) -> None:
    town.delete()
    assert town.left() == set()
    with town.database.transaction(writing=False):
        assert session.get(Person, town.person) is None
        assert session.get_one(Account, town.account).deleted_at is not None  # a number, and nothing about anybody
        done = session.scalars(sa.select(Deletion)).one()
        assert done.done_at is not None
        assert (done.person_id, done.account_id, done.reason) == (None, None, "")
        assert done.counts.items() >= {"person": 1, "account": 1, "letters": 4, "links": 2, "imports": 1}.items()
        assert done.counts.items() >= {"memberships": 1, "consents": 2, "needs": 1, "council_posts": 1}.items()


def test_the_last_thing_they_hear_is_that_it_is_done(town: Town) -> None:
    town.delete()
    [message] = town.post_office.received
    assert message["To"].addresses[0].addr_spec == OWN_MAIL
    assert "消しました" in str(message["Subject"])
    assert f"{town.settings.backup_days}日以内" in message.get_content()


def test_a_last_letter_that_cannot_go_out_keeps_their_address_for_three_days_and_nothing_else(town: Town) -> None:
    town.ask()
    town.work()  # without a mail server
    with town.database.transaction(writing=False):
        waiting = session.scalars(sa.select(Letter).where(Letter.state == LetterState.WAITING)).one()
        kept = {waiting.recipient_name, waiting.email}
        assert waiting.address == ""
    if not POSTGRES:
        assert {word for _file, word in town.left()} == kept
    for later, gone in ((timedelta(days=2, hours=23), False), (timedelta(days=3, minutes=1), True)):
        with travelled(later):
            town.work()
        assert (town.left() == set()) is gone or POSTGRES
    with town.database.transaction(writing=False):
        last = session.get_one(Letter, waiting.id)
        assert (last.state, last.email, last.recipient_name, last.body) == (LetterState.DROPPED, "", "", "")


def test_what_is_not_theirs_alone_stays_without_them(town: Town) -> None:
    town.delete()
    with town.database.transaction(writing=False):
        need = session.scalars(sa.select(Need).where(Need.title == "竹のことを聞きたい")).one()
        assert (need.person_id, need.requester_name, need.contact) == (None, "", "")
        # Two letters had gone out: that there were letters is known, not what they said. Two were taken out of the post.
        # The third is the last one to them.
        assert [letter.body for letter in session.scalars(sa.select(Letter))] == ["", "", ""]
        assert session.scalars(sa.select(Person).where(Person.display_name == "別の人")).one()


def test_they_are_out_of_sight_before_the_worker_comes(town: Town) -> None:
    with town.database.transaction():
        account = session.get_one(Account, town.account)
        actions.ask(account, by=account, method=Method.WEB)
        again = actions.ask(account, by=account, method=Method.WEB)
        assert session.scalars(sa.select(Deletion)).all() == [again]
    with town.database.transaction(writing=False):
        person = session.get_one(Person, town.person)
        assert (str(person.state), str(person.findable_by)) == ("withdrawn", "coordinators")
        assert not session.get_one(Account, town.account).active


@pytest.mark.deep
@pytest.mark.parametrize("step", ["needs", "letters", "links", "imports", "audit", "person", "account"])
def test_the_search_for_words_notices_a_step_that_is_left_out(
    step: str, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.jobs.HOLDINGS", tuple(holding for holding in HOLDINGS if holding.kind != step))
    town.delete()
    assert town.left() != set()


@pytest.mark.deep
@pytest.mark.parametrize("left_out", ["the whole", "the index", "the database"])
def test_the_search_for_words_notices_files_that_were_not_scrubbed(
    left_out: str, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    if left_out == "the index":
        monkeypatch.setattr(Index, "expunge", lambda self: True)
    elif left_out == "the database":
        monkeypatch.setattr(Database, "scrub", lambda self: None)
    else:
        monkeypatch.setattr(Scrubbing, "job", lambda self: Kind(actions.SCRUB, lambda _jobs: None, 1, "nothing"))
    town.delete()
    assert town.left() != set()
