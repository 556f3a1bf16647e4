"""Needs written by programs: of the staff by their form, of a group's editors by theirs."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Scope
from directory.accounts.tokens import make_token
from kit.db import Database, session
from matching.consultations.models import Consultation, Decision
from matching.needs.models import Need, NeedState
from tests.cast import SECRET_PHONE, Cast

NEEDS = "/api/v1/needs"
STAFFS: dict[str, Any] = {
    "title": "パソコンを教えてください",
    "story": "会計ソフトの入れ方がわかりません。",
    "kind": "adviser",
    "skills": [{"skill": "accounting", "must": True}],
    "slots": [20, 21],
    "dates": ["2099-12-05"],
    "people_wanted": 2,
    "requester_name": "花",
    "contact": "050-0000-0009",
}
GROUPS: dict[str, Any] = {"story": "川の掃除の人手が足りません。", "kind": "hands", "agree": True}
CallerOf = Callable[[str], Callable[..., Any]]


@pytest.fixture
def caller_of(client: FlaskClient, database: Database) -> CallerOf:
    """How a program that acts for somebody asks."""

    def find(name: str) -> Callable[..., Any]:
        with database.transaction():
            account = session.scalars(sa.select(Account).where(Account.email_key == f"{name}@example.jp")).one()
            headers = {"Authorization": f"Bearer {make_token(account, '試し', scope=Scope.WRITE, days=1)}"}
        return lambda method, address, **body: client.open(address, method=method, headers=headers, json=body)

    return find


def count(database: Database, table: type) -> int:
    with database.transaction(writing=False):
        return session.query(table).count()


def test_staff_add_a_need_once_and_open_it(database: Database, caller_of: CallerOf) -> None:
    hanako, before = caller_of("hanako"), count(database, Need)
    made = hanako("POST", NEEDS, **STAFFS, publish=True)
    assert (made.status_code, made.json["state"]) == (201, "open")
    assert made.headers["Location"] == f"{NEEDS}/{made.json['id']}"
    assert made.json["slots"] == ["20", "21"]
    assert [held["must"] for held in made.json["skills"]] == [True]
    again = hanako("POST", NEEDS, **STAFFS, publish=True)
    assert (again.status_code, again.json["id"]) == (200, made.json["id"])
    assert count(database, Need) == before + 1
    assert hanako("POST", NEEDS, **STAFFS | {"title": "べつの相談"}).json["state"] == "draft"


@pytest.mark.parametrize(
    "other",
    [
        {"group": "#{group}"},
        {"person": "#{person}"},
        {"people_wanted": 3},
        {"due_on": "2099-01-10"},
        {"expires_on": "2099-01-10"},
        {"dates": ["2099-12-06"]},
        {"slots": [20]},
        {"fields": ["1"]},
        {"areas": ["359998-01"]},
        {"other_areas": ["むすび市"]},
        {"skills": [{"skill": "accounting", "must": False}]},
        {"audience": "public"},
        {"online": True},
        {"publish": True},
    ],
)
def test_what_differs_in_anything_is_another_need(
    database: Database, cast: Cast, caller_of: CallerOf, other: dict[str, Any]
) -> None:
    hanako, before = caller_of("hanako"), count(database, Need)
    numbers = {"group": cast.paused, "person": cast.accountant}
    filled = {name: value.format(**numbers) if isinstance(value, str) else value for name, value in other.items()}
    made = [hanako("POST", NEEDS, **STAFFS | sent) for sent in ({}, filled, filled, {})]
    assert [answer.status_code for answer in made] == [201, 201, 200, 200]
    assert made[0].json["id"] == made[3].json["id"] != made[1].json["id"] == made[2].json["id"]
    assert count(database, Need) == before + 2


def test_a_change_leaves_what_is_not_sent_and_gives_way_to_a_faster_one(
    database: Database, caller_of: CallerOf
) -> None:
    hanako = caller_of("hanako")
    made = hanako("POST", NEEDS, **STAFFS).json
    address = f"{NEEDS}/{made['id']}"
    changed = hanako("PATCH", address, title="パソコンと会計", version=made["version"]).json
    assert changed["title"] == "パソコンと会計"
    same = set(made) - {"title", "version", "updated_at"}
    assert {name: changed[name] for name in same} == {name: made[name] for name in same}
    with database.transaction(writing=False):
        assert session.get_one(Need, int(made["id"])).contact == STAFFS["contact"]
    stale = hanako("PATCH", address, title="おそい", version=made["version"])
    assert (stale.status_code, stale.mimetype) == (409, "application/problem+json")
    assert hanako("PATCH", address, online=True).json["title"] == "パソコンと会計"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": 5}, "title"),
        ({"title": None}, "title"),
        ({"kind": "gold"}, "kind"),
        ({"people_wanted": "たくさん"}, "people_wanted"),
        ({"due_on": "いつか"}, "due_on"),
        ({"dates": 5}, "dates"),
        ({"slots": 5}, "slots"),
        ({"slots": "5"}, "slots"),
        ({"slots": {"5": True}}, "slots"),
        ({"slots": [28]}, "slots"),
        ({"dates": ["2099-02-30"]}, "dates"),
        ({"skills": [{"skill": "alchemy"}]}, "skills-0-skill"),
        ({"skills": "accounting"}, "skills"),
        ({"group": "どこにもない会"}, "group"),
        ({"requester_name": ""}, "requester_name"),
        ({"other_areas": {"a": 1}}, "other_areas"),
    ],
)
def test_wrong_values_are_told_by_field_in_japanese(
    database: Database, caller_of: CallerOf, wrong: dict[str, Any], field: str
) -> None:
    hanako, before = caller_of("hanako"), count(database, Need)
    refused = hanako("POST", NEEDS, **STAFFS | wrong)
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    assert refused.json["errors"][field][0].endswith("。")
    assert count(database, Need) == before


def test_an_editor_asks_for_their_group_and_changes_it_until_it_is_decided(
    database: Database, cast: Cast, caller_of: CallerOf
) -> None:
    taro = caller_of("taro")
    asked = taro("POST", NEEDS, **GROUPS, group=cast.river)
    assert (asked.status_code, asked.json["state"]) == (201, "draft")
    again = taro("POST", NEEDS, **GROUPS, group=cast.river)
    assert (again.status_code, again.json["id"]) == (200, asked.json["id"])
    address = f"{NEEDS}/{asked.json['id']}"
    assert taro("PATCH", address, people_wanted=5, state="open").json["people_wanted"] == 5
    assert caller_of("jiro")("PATCH", address, people_wanted=6).status_code == 404
    with database.transaction():
        consultation = session.scalars(sa.select(Consultation)).one()
        assert consultation.need.group_id == cast.river
        assert consultation.need.state is NeedState.DRAFT
        consultation.decision = Decision.WITHDRAWN
    assert taro("PATCH", address, people_wanted=7).status_code == 404, "it is decided"
    assert taro("PATCH", f"{NEEDS}/{cast.need}", title="わたしの").status_code == 404, "it is open"


def test_nobody_asks_for_a_group_that_is_not_theirs(database: Database, cast: Cast, caller_of: CallerOf) -> None:
    for name, group in (("jiro", cast.river), ("taro", cast.paused), ("taro", None), ("taro", 9999)):
        refused = caller_of(name)("POST", NEEDS, **GROUPS, group=group)
        assert (refused.status_code, list(refused.json["errors"])) == (422, ["group"])
    assert set(caller_of("taro")("POST", NEEDS, group=cast.river).json["errors"]) == {"story", "agree"}
    assert count(database, Consultation) == 0


def test_staff_are_not_told_whom_to_call_without_a_reason(cast: Cast, caller_of: CallerOf) -> None:
    changed = caller_of("hanako")("PATCH", f"{NEEDS}/{cast.need}", title="会計のこと")
    assert changed.status_code == 200
    assert SECRET_PHONE not in changed.get_data(as_text=True)
    assert changed.json["private"] is None
