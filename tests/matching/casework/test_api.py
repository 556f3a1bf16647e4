"""Introductions for programs: the way of a case by JSON, what each side is told, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Scope
from directory.accounts.tokens import make_token
from directory.people.models import Person
from kit.db import Database, session
from matching.casework import actions as casework
from matching.introductions.models import Introduction, Question, Receipt
from matching.introductions.moves import State
from matching.needs.models import Need
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast

API = "/api/v1"
OUTLINE = "帳簿づけを教えてくださる方をさがしています。"
MIDORIS_PHONE = "000-7777-7777"
WORDS = "会計の経験が20年ある方です。"
CallerOf = Callable[[str], "Caller"]


class Caller:
    """A program that acts for somebody."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, address: str) -> Any:
        return self.client.get(API + address, headers=self.headers)

    def post(self, address: str, **body: Any) -> Any:
        return self.client.post(API + address, headers=self.headers, json=body)

    def patch(self, address: str, **body: Any) -> Any:
        return self.client.patch(API + address, headers=self.headers, json=body)


@pytest.fixture
def caller_of(client: FlaskClient, database: Database) -> CallerOf:
    def find(name: str, scope: Scope = Scope.INTRODUCTIONS) -> Caller:
        with database.transaction():
            account = session.scalars(sa.select(Account).where(Account.email_key == f"{name}@example.jp")).one()
            return Caller(client, make_token(account, "試し", scope=scope, days=1))

    return find


@pytest.fixture
def midori(database: Database, cast: Cast, caller_of: CallerOf) -> Caller:
    """The accountant, who has an account."""
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.account_id, person.phone = cast.jiro, MIDORIS_PHONE
    return caller_of("jiro")


@pytest.fixture
def hanako(caller_of: CallerOf) -> Caller:
    return caller_of("hanako")


def begin(hanako: Caller, cast: Cast, **body: Any) -> str:
    wanted = {"kind": "person", "id": str(cast.accountant), "rank": 1, "score": 700} | body
    answer = hanako.post(f"/needs/{cast.need}/introductions", **wanted)
    assert answer.status_code in (200, 201), answer.json
    return f"/introductions/{answer.json['id']}"


def send(database: Database, case: str, cast: Cast) -> None:
    """The letter that is due goes out, as it does on its page."""
    with database.transaction():
        introduction = session.get_one(Introduction, int(case.rpartition("/")[2]))
        introduction.outline, introduction.introducing = OUTLINE, WORDS
        session.flush()
        by = session.get_one(Account, cast.hanako)
        casework.send(introduction, by=by, version=None, sure=True, base_url="http://localhost")


@pytest.fixture
def asked(database: Database, hanako: Caller, cast: Cast) -> str:
    """The accountant has been asked about the river group's need."""
    case = begin(hanako, cast)
    send(database, case, cast)
    return case


@pytest.fixture
def agreed(database: Database, asked: str, cast: Cast, midori: Caller, caller_of: CallerOf) -> str:
    """Both have said yes by their programs; the accountant shows their telephone number only."""
    assert midori.post(f"{asked}/answer", given="yes", ticked=["phone"]).status_code == 200
    send(database, asked, cast)
    assert caller_of("taro").post(f"{asked}/answer", given="yes", ticked=[]).status_code == 200
    return asked


def test_the_whole_way(database: Database, agreed: str, hanako: Caller, midori: Caller, caller_of: CallerOf) -> None:
    taro = caller_of("taro")
    offer = {"times": [{"day": "2099-12-05", "hours": "14:00〜15:30"}, {"day": "2099-12-06", "hours": "10:00〜11:00"}]}
    offered = hanako.post(f"{agreed}/meeting", step="offer", place="北部公民館", **offer).json
    first, second = (each["id"] for each in offered["case"]["times"])
    assert offered["case"]["times"][0]["starts_at"].startswith("2099-12-05T")
    for caller in (midori, taro):
        assert caller.get(agreed).json["own"]["waits_for"] == "times"
        said = caller.post(f"{agreed}/meeting", step="suits", suits=[int(second)]).json
        assert [each["suits"] for each in said["own"]["times"]] == [False, True]
        assert said["own"]["waits_for"] is None
    fixed = hanako.post(f"{agreed}/meeting", step="fix", time=second)
    assert fixed.json["case"]["meeting"]["id"] == second
    assert hanako.post(f"{agreed}/meeting", step="fix", time=first).status_code == 409
    assert midori.get(agreed).json["own"]["meeting"]["place"] == "北部公民館"
    for outcome in ("met", "running", "ended"):
        assert hanako.post(f"{agreed}/outcome", outcome=outcome).json["state"] == outcome
    told = hanako.get(agreed).json["case"]["history"]
    assert [line["what"] for line in told][-3:] == [line["what"] for line in told if line["who"].startswith("hanako")][
        -3:
    ]
    assert len(told) == 8


def test_only_what_was_ticked_is_opened_and_every_look_leaves_a_receipt(
    database: Database, agreed: str, hanako: Caller, midori: Caller, caller_of: CallerOf
) -> None:
    taro = caller_of("taro")
    own_ways = {hanako: set(), midori: {MIDORIS_PHONE, SECRET_ADDRESS}, taro: {SECRET_PHONE, SECRET_ADDRESS}}
    for caller, own in own_ways.items():
        for address in (agreed, "/introductions"):
            text = words_of(caller.get(address))
            found = {way for way in (MIDORIS_PHONE, SECRET_PHONE, SECRET_ADDRESS) if way in text}
            assert found == (own if address == agreed else set()), "each side its own, staff nobody's"
    assert [item["key"] for item in taro.get(agreed).json["own"]["offered_items"]] == ["phone"]
    assert midori.get(agreed).json["own"]["offered_items"] == []
    opened = taro.post(f"{agreed}/items").json["items"]
    assert [(item["key"], item["value"]) for item in opened] == [("phone", MIDORIS_PHONE)]
    assert hanako.post(f"{agreed}/items").status_code == 404
    assert midori.post(f"{agreed}/items").status_code == 404, "the group has ticked nothing"
    with database.transaction(writing=False):
        [receipt] = session.scalars(sa.select(Receipt)).all()
        assert (receipt.item, receipt.side) == ("phone", "candidate")
    assert [look["mine"] for look in midori.get(agreed).json["own"]["receipts"]] == [True]
    assert [look["mine"] for look in taro.get(agreed).json["own"]["receipts"]] == [False]


def test_the_candidate_does_not_learn_who_asks_and_the_requester_nothing_at_all(
    asked: str, midori: Caller, caller_of: CallerOf
) -> None:
    seen = midori.get(asked)
    assert OUTLINE in seen.json["own"]["outline"]
    assert seen.json["own"]["other"] is None
    assert seen.json["case"] is None
    for secret in ("むすび川", "700", "hanako", WORDS):
        assert secret not in words_of(seen)
    taro = caller_of("taro")
    assert taro.get(asked).status_code == 404
    assert taro.post(f"{asked}/answer", given="yes").status_code == 404
    assert taro.get("/introductions").json["items"] == []


def test_everybody_lists_what_is_theirs(asked: str, hanako: Caller, midori: Caller) -> None:
    [row] = midori.get("/introductions").json["items"]
    assert (row["side"], row["waiting_for"], row["own"]["can_answer"]) == ("candidate", "candidate", True)
    assert midori.get("/introductions?state=agreed").json["total"] == 0
    for query in (
        "",
        "?state=asked_candidate",
        "?waiting_for=candidate",
        "?coordinator=me",
        "?q=みどり",
        "?per_page=1",
    ):
        listed = hanako.get(f"/introductions{query}").json
        assert [each["case"]["candidate"]["name"] for each in listed["items"]] == ["髙橋みどり"], query
        assert listed["total"] == 1
    for query in ("?state=met", "?waiting_for=centre", "?coordinator=99", "?q=大工", "?page=2"):
        assert hanako.get(f"/introductions{query}").json["items"] == [], query
    for query in ("?state=nonsense", "?coordinator=she", "?page=0"):
        assert hanako.get(f"/introductions{query}").status_code == 422, query


def test_what_is_sent_twice_is_one(database: Database, asked: str, cast: Cast, hanako: Caller, midori: Caller) -> None:
    assert begin(hanako, cast) == asked
    assert count(database, Introduction) == 1
    for caller, how in ((midori, {}), (hanako, {"came": "phone"})):
        for _time in range(2):
            assert caller.post(f"{asked}/answer", given="question", words="何時からですか", **how).status_code == 200
    assert count(database, Question) == 1
    for _time in range(2):
        answer = hanako.post(f"{asked}/answer", given="yes", came="phone")
        assert answer.json["state"] == State.CANDIDATE_WILLING
    assert midori.post(f"{asked}/answer", given="yes").status_code == 409
    for _time in range(2):
        over = hanako.post(f"{asked}/withdrawal", reason="other_chosen")
        assert over.json["state"] == State.CANCELLED
    assert len(over.json["case"]["history"]) == 4
    assert midori.get(asked).json["state"] == "over"


def words_of(answer: Any) -> str:
    return json.dumps(answer.json, ensure_ascii=False)


def count(database: Database, table: type) -> int:
    with database.transaction(writing=False):
        return session.query(table).count()


def test_a_stale_version_changes_nothing(asked: str, hanako: Caller, midori: Caller) -> None:
    version = midori.get(asked).json["version"]
    for caller, more in ((midori, {}), (hanako, {"came": "phone"})):
        refused = caller.post(f"{asked}/answer", given="no", version=version - 1, **more)
        assert refused.status_code == 409
        assert "ほかの人が変更しました" in refused.json["detail"]
    assert midori.post(f"{asked}/answer", given="no", reason="dates", version=version).status_code == 200


def test_the_candidate_steps_back_and_the_requester_cannot(
    database: Database, asked: str, cast: Cast, midori: Caller, caller_of: CallerOf
) -> None:
    assert midori.post(f"{asked}/withdrawal").status_code == 409, "there is nothing to step back from"
    midori.post(f"{asked}/answer", given="yes")
    send(database, asked, cast)
    assert caller_of("taro").post(f"{asked}/withdrawal").status_code == 403
    assert midori.post(f"{asked}/withdrawal", reason="burden").json["state"] == "over"


def test_limits_are_told_in_words(
    database: Database, asked: str, cast: Cast, hanako: Caller, midori: Caller, caller_of: CallerOf
) -> None:
    """The need wants one, and finds another while this one is asked."""
    other = begin(hanako, cast, id=cast.interpreter)
    for case in (asked, other):
        if case is other:
            send(database, case, cast)
        hanako.post(f"{case}/answer", given="yes", came="phone")
        send(database, case, cast)
    assert hanako.post(f"{other}/answer", given="yes", came="visit").json["state"] == State.AGREED
    refused = caller_of("taro").post(f"{asked}/answer", given="yes")
    assert (refused.status_code, refused.json["detail"]) == (409, "この相談は、お願いしたい人数がもうそろっています。")
    early = hanako.post(
        f"{asked}/meeting", step="offer", place="館", times=[{"day": "2099-12-05", "hours": "9:00〜10:00"}]
    )
    assert (early.status_code, early.json["detail"]) == (409, "日時は、双方が承諾してから決めます。")


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("answer", {"given": "yes"}, "came"),
        ("answer", {"given": "question", "came": "phone"}, "words"),
        ("answer", {"given": "maybe", "came": "phone"}, "given"),
        ("answer", {"given": ["yes"], "came": {"phone": 1}}, "given"),
        ("answer", {"given": "no", "came": "phone", "ticked": "phone"}, "ticked"),
        ("withdrawal", {}, "reason"),
        ("withdrawal", {"move": "meet", "reason": "other"}, "move"),
        ("outcome", {}, "outcome"),
        ("meeting", {}, "step"),
        ("meeting", {"step": "offer", "place": "館"}, "times-0-day"),
        ("meeting", {"step": "fix", "time": 99}, "time"),
        ("meeting", {"step": "suits"}, "side"),
    ],
)
def test_bad_values_are_told_by_field_in_japanese(
    asked: str, hanako: Caller, act: str, body: dict[str, Any], field: str
) -> None:
    refused = hanako.post(f"{asked}/{act}", **body)
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    [message] = refused.json["errors"][field]
    assert message.endswith("。")


@pytest.mark.parametrize("sent", ["", "{", "[]", "null", '"yes"', "[" * 100_000])
def test_what_is_no_json_object_is_said_to_be_none(asked: str, hanako: Caller, sent: str) -> None:
    for act in ("answer", "withdrawal", "meeting", "outcome"):
        address = f"{API}{asked}/{act}"
        refused = hanako.client.post(address, data=sent, headers=hanako.headers, content_type="application/json")
        assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"kind": "person", "id": 1, "rank": None}, 422, "reason"),
        ({"kind": "person", "rank": 1}, 422, "id"),
        ({"kind": "need", "id": 1, "rank": 1}, 422, "kind"),
        ({"kind": "person", "id": 10**30, "rank": 1}, 422, "id"),
        ({"kind": "person", "id": 9999, "rank": 1}, 404, ""),
    ],
)
def test_nobody_can_be_proposed_who_is_not_there(
    cast: Cast, hanako: Caller, body: dict[str, Any], status: int, field: str
) -> None:
    refused = hanako.post(f"/needs/{cast.need}/introductions", **body)
    assert refused.status_code == status
    assert not field or refused.json["errors"][field]


def test_only_a_token_for_introductions_leads_to_them(
    asked: str, cast: Cast, caller_of: Callable[..., Caller], hanako: Caller
) -> None:
    for scope in (Scope.READ, Scope.WRITE):
        program = caller_of("hanako", scope)
        assert program.get(f"/needs/{cast.need}").status_code == 200
        for answer in (program.get("/introductions"), program.get(asked), program.post(f"{asked}/answer", given="yes")):
            assert answer.status_code == 403
            assert "紹介" in answer.json["detail"]
    assert hanako.client.post(f"{API}/needs", headers=hanako.headers, json={}).status_code == 403
    assert session_less(hanako.client, asked) == 401


def session_less(client: FlaskClient, case: str) -> int:
    return int(client.get(API + case).status_code)


def test_a_closed_need_gets_no_introduction(database: Database, cast: Cast, hanako: Caller) -> None:
    with database.transaction():
        session.get_one(Need, cast.need).state = "matched"
    refused = hanako.post(f"/needs/{cast.need}/introductions", kind="person", id=cast.accountant, rank=1)
    assert (refused.status_code, refused.json["detail"]) == (409, "この相談は、いま受け付けていません。")
