"""Eight people work on the same few records at the same moment: nothing is lost, and whoever comes too late is told so."""

import random
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.importable import IMPORTERS
from directory.accounts.models import Account, Membership, MembershipRole, Role
from directory.confirmations.models import Confirmation
from directory.consents.models import Consent
from directory.groups.models import Group, GroupState, Sector
from directory.history.models import Kind, Version
from directory.imports import actions as imports
from directory.imports.jobs import Steps
from directory.imports.models import ImportKind, ImportState
from directory.imports.queries import get_run
from directory.people.models import Audience, Person
from directory.registrations.models import Registration
from directory.reviews.models import Decision, Review
from kit import audit
from kit.clock import now
from kit.db import Database, session
from kit.mail import Letter
from kit.settings import Settings
from kit.web import Application
from tests.cast import Cast
from tests.crawler import Page
from tests.depth import times

pytestmark = pytest.mark.walk

BrowserOf = Callable[[str], FlaskClient]

KEEPERS = ("taro", "jiro", "ume", "ken")
STAFF = ("hanako", "admin", "hanae", "mari")
EACH = times(8, 25)
"""So many things does each of the eight do: 200 in all, where it is tried deep."""
REGISTRATIONS = 8
IMPORTED = 40


@dataclass
class Desk:
    """What is worked on, and what was answered."""

    groups: list[int]
    people: list[int]
    registrations: list[int]
    saved: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Accepted words, by record."""
    statuses: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    untold: list[str] = field(default_factory=list)
    """Refusals that do not say what happened."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, status: int, *, told: bool = True, text: str = "") -> None:
        """Remember an answer."""
        with self.lock:
            self.statuses[what].append(status)
            if not told:
                self.untold.append(f"{what} {status}: {text[:300]}")


@pytest.fixture
def desk(database: Database, cast: Cast) -> Desk:
    with database.transaction():
        like = session.get_one(Account, cast.taro).password_hash
        more = [
            Account(
                email=f"{name}@example.jp", email_key=f"{name}@example.jp", name=name, role=role, password_hash=like
            )
            for name, role in (
                ("ume", Role.MEMBER),
                ("ken", Role.MEMBER),
                ("hanae", Role.COORDINATOR),
                ("mari", Role.ADMIN),
            )
        ]
        second = Group(name="二つめの会", sector=Sector.CITIZEN, state=GroupState.ACTIVE, purpose="はじめ")
        waiting = [
            Group(name=f"待つ会{n}", sector=Sector.CITIZEN, state=GroupState.SUBMITTED) for n in range(REGISTRATIONS)
        ]
        session.add_all([*more, second, *waiting])
        session.flush()
        session.add_all(
            Registration(group_id=group.id, submitted_at=now(), applicant_id=cast.taro) for group in waiting
        )
        for account in session.scalars(sa.select(Account).where(Account.name.in_(KEEPERS))):
            for group_id in (cast.river, second.id):
                if (account.id, group_id) != (cast.taro, cast.river):
                    session.add(Membership(account_id=account.id, group_id=group_id, role=MembershipRole.EDITOR))
        people = [session.get_one(Person, number) for number in (cast.accountant, cast.interpreter)]
        people[0].account_id, people[1].account_id = cast.jiro, more[0].id
        people[1].findable_by = Audience.PUBLIC
        return Desk([cast.river, second.id], [person.id for person in people], [group.id for group in waiting])


class Worker:
    """One of the eight: opens forms, leaves them open for a while, and sends them."""

    def __init__(self, name: str, browser: FlaskClient, desk: Desk, number: int) -> None:
        self.name, self.browser, self.desk = name, browser, desk
        self.random = random.Random(number)
        self.open: dict[str, dict[str, str | list[str]]] = {}
        self.own = {"jiro": desk.people[0], "ume": desk.people[1]}.get(name)

    def work(self) -> None:
        """Everything that this one does."""
        for step in range(EACH):
            self.random.choices([self.edit, self.decide_or_confirm, self.consent], [17, 5, 3])[0](step)

    def form(self, address: str, *, fresh: bool) -> dict[str, str | list[str]]:
        """The form of a page, opened now or some time ago."""
        if fresh or address not in self.open:
            page = Page(address)
            page.feed(self.browser.get(address).text)
            self.open[address] = page.form()
        return dict(self.open[address])

    def edit(self, step: int) -> None:
        """Change a word of a group or a person, often with a form that has been open for too long."""
        person = self.random.random() < 0.3 and (self.name in STAFF or self.own)
        number = (
            self.random.choice(self.desk.people if self.name in STAFF else [self.own])
            if person
            else self.random.choice(self.desk.groups)
        )
        subject, attribute = (f"/people/{number}", "introduction") if person else (f"/groups/{number}", "purpose")
        form = self.form(f"{subject}/edit", fresh=self.random.random() < 0.6)
        word = f"{self.name}の{step}番目"
        answer = self.browser.post(f"{subject}/edit", data={**form, attribute: word})
        told = answer.status_code == 303 or (
            answer.status_code == 422
            and "いま保存されている内容と、入力した内容のちがい" in answer.text
            and word in answer.text
        )
        self.desk.note("edit", answer.status_code, told=told, text=answer.text)
        if answer.status_code == 303:
            with self.desk.lock:
                self.desk.saved[subject].append(word)
            self.open.pop(f"{subject}/edit", None)
        elif self.random.random() < 0.5:
            self.open.pop(f"{subject}/edit", None)

    def decide_or_confirm(self, _step: int) -> None:
        """Staff decide on a registration that another may be deciding on; keepers confirm what they keep."""
        if self.name in KEEPERS:
            address = f"/groups/{self.random.choice(self.desk.groups)}/confirmation"
            answer = self.browser.post(address, data={"answer": "unchanged"})
            self.desk.note("confirm", answer.status_code, told=answer.status_code == 303, text=answer.text)
            return
        number = self.random.choice(self.desk.registrations)
        decision = self.random.choice(["approved", "returned"])
        answer = self.browser.post(
            f"/desk/registrations/{number}", data={"decision": decision, "version": "1", "reason": f"{self.name}より"}
        )
        told = answer.status_code == 303 or "もう審査待ちではありません" in answer.text
        self.desk.note("decide", answer.status_code, told=told, text=answer.text)
        if answer.status_code == 303:
            with self.desk.lock:
                self.desk.saved[f"decision {number}"].append(decision)

    def consent(self, step: int) -> None:
        """Those whom it is about, and staff whom they have told, withdraw the consent to be published, or give it."""
        if self.name not in STAFF and self.own is None:
            return self.edit(step)
        number = self.own or self.random.choice(self.desk.people)
        said = {"purpose": "publish", "step": self.random.choice(["given", "withdrawn"]), "method": "spoken"}
        answer = self.browser.post(f"/people/{number}/consents", data=said)
        self.desk.note("consent", answer.status_code, told=answer.status_code == 303, text=answer.text)


def import_beside(database: Database, settings: Settings, rows: int) -> int:
    """Bring in a file step by step, as the worker does, while the others work."""
    file = settings.data_dir / "many.csv"
    lines = "".join(f"取り込みの会{n},とりこみのかい{n}\n" for n in range(rows))
    file.write_text(f"団体名,ふりがな\nむすび川を守る会,むすびがわ\n{lines}", encoding="utf-8")
    with database.transaction():
        run = imports.take_in(settings.data_dir, file, kind=ImportKind.GROUPS, name="many.csv", by=None, map_file=None)
        imports.begin(run, activate=True)
    steps, more = Steps(settings.data_dir, IMPORTERS), True
    while more:
        with database.transaction():
            more = steps.step(get_run(run.id))
    return run.id


def test_eight_people_on_the_same_few_records(
    desk: Desk, app: Application, browser_of: BrowserOf, database: Database, settings: Settings, work: Callable[[], int]
) -> None:
    work()
    workers = [Worker(name, browser_of(name), desk, number) for number, name in enumerate((*KEEPERS, *STAFF))]
    before = versions_now(database, desk)
    app.config["WTF_CSRF_METHODS"] = set()
    with ThreadPoolExecutor(len(workers) + 1) as pool:
        brought_in = pool.submit(import_beside, database, settings, IMPORTED)
        for done in [pool.submit(worker.work) for worker in workers]:
            done.result()
        run_id = brought_in.result()
    assert desk.untold == []
    assert sum(map(len, desk.statuses.values())) == len(workers) * EACH
    assert {303, 422} <= set(desk.statuses["edit"])
    for subject, words in desk.saved.items():
        if subject.startswith("/"):
            check_history(database, subject, words, before[subject])
    check_decisions(database, desk)
    with database.transaction(writing=False):
        assert get_run(run_id).state is ImportState.DONE
        assert audit.verify() is None
        counted = session.scalar(sa.select(sa.func.count()).select_from(Confirmation))
        assert counted == desk.statuses["confirm"].count(303)
        assert session.scalar(sa.select(sa.func.count()).select_from(Consent)) == desk.statuses["consent"].count(303)
    work()
    check_index(database, browser_of(""), desk)


def versions_now(database: Database, desk: Desk) -> dict[str, tuple[int, int]]:
    """Of every record its version, and the number of the last one in its history."""
    found = {}
    with database.transaction(writing=False):
        for kind, model, numbers in ((Kind.GROUP, Group, desk.groups), (Kind.PERSON, Person, desk.people)):
            for number in numbers:
                of_record = (Version.kind == kind) & (Version.subject_id == number)
                last = session.scalar(sa.select(sa.func.max(Version.number)).where(of_record)) or 0
                address = f"/groups/{number}" if model is Group else f"/people/{number}"
                found[address] = (session.get_one(model, number).version, last)
    return found


def check_history(database: Database, subject: str, words: list[str], before: tuple[int, int]) -> None:
    """Every accepted word stands in a version of its own, each version begins where the one before ended."""
    group, number = subject.startswith("/groups"), int(subject.rsplit("/", 1)[1])
    attribute = "purpose" if group else "introduction"
    with database.transaction(writing=False):
        record = session.get_one(Group if group else Person, number)
        kind = Kind.GROUP if group else Kind.PERSON
        of_record = (Version.kind == kind) & (Version.subject_id == number) & (Version.number > before[1])
        versions = session.scalars(sa.select(Version).where(of_record).order_by(Version.number)).all()
        assert record.version - before[0] == len(versions)
        assert [version.number for version in versions] == list(range(before[1] + 1, before[1] + 1 + len(versions)))
        changes = [version.changes[attribute] for version in versions if attribute in version.changes]
        assert sorted(new for _old, new in changes) == sorted(words)
        assert [old for old, _new in changes[1:]] == [new for _old, new in changes[:-1]]
        assert getattr(record, attribute) == changes[-1][1]


def check_decisions(database: Database, desk: Desk) -> None:
    """One decision each, and one letter about it."""
    states = {Decision.APPROVED: GroupState.ACTIVE, Decision.RETURNED: GroupState.RETURNED}
    with database.transaction(writing=False):
        for number in desk.registrations:
            reviews = session.scalars(sa.select(Review).where(Review.group_id == number)).all()
            assert [review.decision.value for review in reviews] == desk.saved.get(f"decision {number}", [])
            assert len(reviews) <= 1
            expected = states[reviews[0].decision] if reviews else GroupState.SUBMITTED
            assert session.get_one(Group, number).state is expected
            about = Letter.kind.startswith("reviews.") & (Letter.about == f"group:{number}")
            assert len(session.scalars(sa.select(Letter).where(about)).all()) == len(reviews)


def check_index(database: Database, visitor: FlaskClient, desk: Desk) -> None:
    """What the search finds is what the records say."""

    def found(kind: str, text: str) -> set[int]:
        items = visitor.get(f"/api/v1/{kind}", query_string={"q": text, "per_page": 100}).json["items"]
        return {int(item["id"]) for item in items}

    with database.transaction(writing=False):
        groups = [session.get_one(Group, number) for number in (*desk.groups, *desk.registrations)]
        people = [session.get_one(Person, number) for number in desk.people]
    for group in groups:
        assert (group.id in found("groups", group.purpose or group.name)) is (group.state is GroupState.ACTIVE)
    for person in people:
        assert (person.id in found("people", person.introduction)) is (person.findable_by is Audience.PUBLIC)
    assert len(found("groups", "取り込みの会")) == IMPORTED
