"""Nobody reads what is not theirs: the whole service, walked through by everybody, in a town full of secret words.

``hidden_words.py`` puts a word of its own into every private text and says beside it who may read it. Each role then follows
every link, sends every form and asks for every address; what it sees of the words has to be exactly what it may see. So a
word that leaks fails, and a word that its own readers do not find anywhere fails as well: the test cannot be blind.
"""

import io
import logging
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Response, request
from werkzeug.test import TestResponse

from app.jobs import job_kinds, keeper_of
from kit.db import Base, Database, session
from kit.jobs import Worker
from kit.logs import JsonLines
from kit.mail import Letter
from kit.settings import Settings
from kit.web import Application
from tests.cast import PASSWORD, Cast
from tests.conftest import post
from tests.crawler import Crawler, Question, body_in_words, every_address
from tests.hidden_words import NAMES, NOBODY, Secret, Town, change_town, fill_town, word_for

pytestmark = pytest.mark.walk

NEAR = ("visitor", "other_editor", "person", "coordinator")
"""Who sees nothing, somebody else's, their own, and everything."""
FAR = [pytest.param(role, marks=pytest.mark.deep) for role in NAMES if role not in NEAR]
"""Who sees much the same as one of them; that each gate is theirs is tried by the access matrix."""
CARRIED = {"question of a candidate": "keeper"}
"""What staff send on to the other side as it stands, by the button for it, and to whom."""
WORD = re.compile(r"zq[b-z]{8}")


class Eyes:
    """Somebody's eyes: which secrets were seen, and where first."""

    def __init__(self, town: Town) -> None:
        self._words = {secret.word: secret for secret in town.secrets}
        self._numbers = {
            written: secret
            for secret in town.secrets
            if not secret.word.startswith("zq")
            for written in {secret.word, secret.word.replace("-", "")}
        }
        self.places: dict[Secret, list[str]] = defaultdict(list)

    def look(self, text: str, where: str) -> None:
        """Read a text."""
        for secret in self.found_in(text):
            if where not in self.places[secret]:
                self.places[secret].append(where)

    def found_in(self, text: str) -> set[Secret]:
        """The secrets that a text tells."""
        found = {self._words[word] for word in WORD.findall(text.lower()) if word in self._words}
        return found | {
            secret
            for number, secret in self._numbers.items()
            if number in text and (len(number) == 7 or re.search(rf"(?<!\w){number}(?!\w)", text))
        }


class Walk:
    """One town, and an application on it whose every write is undone."""

    def __init__(self, app: Application, town: Town, ids: dict[str, list[object]]) -> None:
        self.app, self.town, self.ids = app, town, ids
        self.letters: list[tuple[str, str]] = []
        """(address, text) of every letter that a form has left."""
        self._last_letter = max(int(str(letter)) for letter in town.ids["letter_id"])
        app.after_request(self._undo)
        self.undoing = False

    def _undo(self, answer: Response) -> Response:
        if self.undoing and request.endpoint != "static":
            if request.method == "POST":
                new = session.scalars(sa.select(Letter).where(Letter.id > self._last_letter))
                self.letters += [(letter.email, f"{letter.title}\n{letter.body}\n{letter.link}") for letter in new]
            session.rollback()
        return answer

    def sign_in(self, name: str) -> str:
        """The session cookie of somebody who has just signed in; every question is put with it and no other."""
        client = self.app.test_client()
        if name:
            assert post(client, "/login", {"email": f"{name}@example.jp", "password": PASSWORD}).status_code == 303
        cookie = client.get_cookie("session")
        self.app.config["WTF_CSRF_METHODS"] = set()
        self.undoing = True
        return cookie.value if cookie else ""

    def asking(self, cookie: str, question: Question) -> TestResponse:
        """The answer that a browser with this cookie gets."""
        client = self.app.test_client()
        if cookie:
            client.set_cookie("session", cookie)
        data = dict(question.fields) if question.method == "POST" else None
        return client.open(question.address, method=question.method, data=data)

    def letters_opened(self, cookie: str) -> Iterator[tuple[str, TestResponse]]:
        """The pages of all letters after their opening, which their browser remembers: staff see addresses then."""
        for number in self.ids["letter_id"]:
            client = self.app.test_client()
            client.set_cookie("session", cookie)
            self.undoing = False
            client.post(f"/desk/letters/{number}/opening", data={"why": "call"})
            yield f"/desk/letters/{number}", client.get(f"/desk/letters/{number}")
            self.undoing = True

    def kept_in_the_browser(self, answer: TestResponse) -> str:
        """What the session cookie of an answer says."""
        signing = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        found = [
            line.split("session=")[1].split(";")[0]
            for line in answer.headers.getlist("Set-Cookie")
            if "session=" in line
        ]
        return "".join(str(signing.loads(value)) for value in found if value)


@pytest.fixture
def town(settings: Settings, database: Database, cast: Cast) -> Town:
    keeper = keeper_of(settings, database)
    keeper.make_ready()
    worker = Worker(database, [kind for kind in job_kinds(settings, keeper) if kind.name != "mail.send"])
    with database.transaction():
        town = fill_town(cast, settings.data_dir)
    with database.transaction():
        change_town(town)
    for _round in range(3):
        worker.work_once()
    return town


@pytest.fixture
def walk(own_app: Application, town: Town) -> Walk:
    more: dict[str, list[object]] = {
        "kind": ["groups", "people"], "record_id": [town.ids["group_id"][0], town.ids["person_id"][0]],
        "purpose": ["publish"], "number": [1], "step": ["off"], "code": ["359998-01"],
        "name": ["basics", "activities", "contact", "publication"], "what": ["signup"], "skill_id": [1], "set_id": [1],
        "sign_in_id": [1], "token_id": [1, 2],
    }  # fmt: skip
    return Walk(own_app, town, {**town.ids, **more})


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the service writes into its log."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize("role", [*NEAR, *FAR])
def test_everybody_reads_exactly_what_is_theirs(role: str, walk: Walk, logged: io.StringIO) -> None:
    eyes = Eyes(walk.town)
    cookie = walk.sign_in(NAMES[role])
    answers: list[TestResponse] = []

    def ask(question: Question) -> TestResponse:
        answer = walk.asking(cookie, question)
        answers[:] = [answer]
        return answer

    def answered(question: Question, text: str) -> None:
        kept = walk.kept_in_the_browser(answers[0])
        eyes.look(text + kept, f"{question.method} {question.address}")

    crawler = Crawler(ask, answered)
    asked = [*every_address(walk.app, walk.ids), Question("GET", "/desk/search?q=example.jp")]
    crawler.walk(iter(asked))
    assert crawler.failures == []
    for address, answer in walk.letters_opened(cookie):
        eyes.look(body_in_words(answer), f"{address} opened")
    allowed = {secret for secret in walk.town.secrets if role in secret.readers}
    leaks = {secret.where: places[:5] for secret, places in eyes.places.items() if secret not in allowed}
    assert leaks == {}
    assert {secret.where for secret in allowed - set(eyes.places)} == set()
    assert eyes.found_in(logged.getvalue()) == set()
    for reader, text in walk.letters:
        by_mail = next((name for name, account in NAMES.items() if reader == f"{account}@example.jp"), "visitor")
        told = eyes.found_in(text)
        told -= {secret for secret in told if by_mail in secret.readers or secret.word in reader}
        assert {secret.where for secret in told if CARRIED.get(secret.where) != by_mail} == set()


@pytest.mark.parametrize("role", ["visitor", pytest.param("member", marks=pytest.mark.deep)])
def test_a_hidden_word_is_answered_like_a_word_that_nobody_has(role: str, walk: Walk) -> None:
    cookie = walk.sign_in(NAMES[role])

    def answer(address: str, word: str) -> tuple[int, str]:
        given = walk.asking(cookie, Question("GET", f"{address}?q={word}"))
        return given.status_code, body_in_words(given).replace(word, "*").replace(word.replace("-", ""), "*")

    told = []
    nobodys: dict[tuple[str, bool], tuple[int, str]] = {}
    for secret in walk.town.secrets:
        number = not secret.word.startswith("zq")
        if role in secret.readers or (number and "-" not in secret.word):
            continue
        lists = {"group": "/groups", "person": "/people", "need": "/needs"}
        for address in ("/search", "/api/v1/search", "/search/suggest", lists.get(secret.kind, "/groups")):
            if (address, number) not in nobodys:
                nobodys[address, number] = answer(address, "050-3141-5926" if number else word_for("nobody's"))
            if answer(address, secret.word) != nobodys[address, number]:
                told.append((secret.where, address))
    assert told == []


def test_the_words_that_nobody_reads_are_there(town: Town, database: Database) -> None:
    """Otherwise it would be easy to hide them."""
    with database.transaction(writing=False):
        held = "".join(str(session.execute(sa.select(table)).all()) for table in Base.metadata.sorted_tables).lower()
    unread = {secret.where for secret in town.secrets if not secret.readers and secret.word not in held}
    assert unread == set()
    assert any(secret.readers == NOBODY for secret in town.secrets)
