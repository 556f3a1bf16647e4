"""A question is taken down on the telephone from whoever knows of the case, as long as it goes on; not only while they are waited for."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from kit.db import Database, session
from matching.introductions.models import Introduction
from matching.introductions.moves import Side, State
from tests.cast import Cast
from tests.conftest import post
from tests.matching.casework.test_api import Caller, CallerOf, caller_of  # noqa: F401 - a fixture
from tests.matching.casework.test_pages import begin, told, write

BrowserOf = Callable[[str], FlaskClient]


@pytest.fixture
def hanako(browser_of: BrowserOf) -> FlaskClient:
    return browser_of("hanako")


def ask(hanako: FlaskClient, case: str, side: str, words: str = "駐車場はありますか") -> int:
    return post(hanako, f"{case}/questions", {"side": side, "question": words}, page=case).status_code


def asked(database: Database, case: str) -> list[tuple[Side, str]]:
    with database.transaction(writing=False):
        found = session.get_one(Introduction, int(case.rpartition("/")[2]))
        return [(question.side, question.words) for question in found.questions]


def test_each_side_can_ask_from_when_it_was_asked_until_the_end(
    database: Database, cast: Cast, hanako: FlaskClient
) -> None:
    case = begin(hanako, cast)
    assert "質問を記録する" not in hanako.get(case).text, "nobody knows of it yet"
    assert ask(hanako, case, "candidate") == 422
    write(hanako, case)
    told(hanako, case, "yes")
    assert ask(hanako, case, "requester") == 422, "who asked for help knows of no candidate yet"
    assert ask(hanako, case, "candidate") == 303, "the centre's turn, and they have called"
    assert ask(hanako, case, "candidate") == 303, "pressed twice"
    assert asked(database, case) == [(Side.CANDIDATE, "駐車場はありますか")]
    write(hanako, case, "会計の経験が20年ある方です。")
    told(hanako, case, "yes")
    assert ask(hanako, case, "requester", "何を用意すればよいですか") == 303
    assert len(asked(database, case)) == 2
    assert "何を用意すればよいですか" in hanako.get(case).text
    with database.transaction():
        session.get_one(Introduction, int(case.rpartition("/")[2])).state = State.ENDED
    assert ask(hanako, case, "requester", "もうひとつ") == 422
    assert "質問を記録する" not in hanako.get(case).text


def test_an_empty_question_keeps_its_side(cast: Cast, hanako: FlaskClient) -> None:
    case = begin(hanako, cast)
    write(hanako, case)
    answer = post(hanako, f"{case}/questions", {"side": "candidate", "question": " "}, page=case)
    assert answer.status_code == 422
    assert "入力してください" in answer.text
    assert post(hanako, f"{case}/questions", {"side": "", "question": "何時から"}, page=case).status_code == 422


def test_programs_take_questions_down_too(
    database: Database,
    cast: Cast,
    hanako: FlaskClient,
    caller_of: CallerOf,  # noqa: F811
) -> None:
    case = begin(hanako, cast)
    write(hanako, case)
    told(hanako, case, "yes")
    address = case.removeprefix("/desk")
    staff = caller_of("hanako")
    assert staff.post(f"{address}/questions", side="requester", question="何時").status_code == 409
    shown = staff.post(f"{address}/questions", side="candidate", question="何時からですか").json
    assert [each["words"] for each in shown["case"]["questions"]] == ["何時からですか"]
    assert list(staff.post(f"{address}/questions", question="何時").json["errors"]) == ["side"]
    assert caller_of("taro").post(f"{address}/questions", question="何時").status_code == 404
