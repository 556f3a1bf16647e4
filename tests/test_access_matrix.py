"""Every endpoint, asked by everybody: the answer is the one that docs/access.md promises.

The level of an endpoint says who is turned away at the gate. What is checked on the thing itself, the last column of the
table, has its meaning here: ``RULES`` says for each sentence who gets through. A new sentence has to be given its meaning.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Response, request

from app import create_app
from directory.accounts.models import Account, Membership, MembershipRole
from directory.groups.models import Group, GroupState, Sector
from directory.people.models import Person
from kit import access
from kit.access import ADMINS, COORDINATORS, EVERYONE, MEMBERS, Gate, Level
from kit.db import Database, session
from kit.settings import Settings
from kit.web import Application
from tests.cast import PASSWORD, Cast
from tests.conftest import post
from tests.things import Things, put_things

ROLES = ("visitor", "member", "editor", "other_editor", "person", "coordinator", "admin")
SIGNED_IN = set(ROLES) - {"visitor"}
STAFF = {"coordinator", "admin"}
LEVELS: dict[str, Level] = {
    "visitor": EVERYONE,
    "member": MEMBERS,
    "editor": MEMBERS,
    "other_editor": MEMBERS,
    "person": MEMBERS,
    "coordinator": COORDINATORS,
    "admin": ADMINS,
}
ALL = set(ROLES)

# Who gets through to the thing that ``things.py`` has for the endpoint. The things are the closed ones: a paused group of
# the editor's, a person whom only the centre finds, a need for staff; what is open to everybody is tested elsewhere.
RULES: dict[str, set[str]] = {
    "": ALL,
    "active groups; others for their editors and staff; unpublished contacts likewise": {"editor", *STAFF},
    "active groups; staff choose the state": ALL,
    "active people, as far as they let themselves be found; private part: the person and staff": {"person", *STAFF},
    "active people, by whom they want to be found; staff choose the state": ALL,
    "open needs, by their audience; others, and the private part: those who asked and staff": {"editor", *STAFF},
    "open needs, by their audience; staff choose the state": ALL,
    "only what the caller may see, in results, counts and corrections alike": ALL,
    "only what the visitor may see, in results, counts and corrections alike": ALL,
    "only words that lead to something the caller may see": ALL,
    "only words that lead to something the visitor may see": ALL,
    "staff; those who asked see nobody who is not proposed, and no doubts": {"editor", *STAFF},
    "the group's editors, the person, staff": {"editor", *STAFF},
    "the link in a letter that goes by mail is for its reader alone": STAFF,
    "who holds the link of a letter; it shows what is public, and hints of the rest": ALL,
    "who holds the link of a letter; once": ALL,
    "says the number back, and nothing of the request": ALL,
    "the group's editors and staff": {"editor", *STAFF},
    "one's own account": ALL,
    "what is held about oneself": ALL,
    "one's own account and entry": ALL,
    "with a reason, which is kept in the audit trail": STAFF,
    "the person and staff": {"person", *STAFF},
}


@dataclass(frozen=True)
class Door:
    """One way in."""

    method: str
    address: str
    endpoint: str
    gate: Gate


@pytest.fixture
def doors(settings: Settings, database: Database, cast: Cast) -> Iterator[tuple[Application, list[Door], Things]]:
    """An application whose every write is undone at once, so that each question finds the same town."""
    with database.transaction():
        _add_people(cast)
        things = put_things(cast)
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    undoing = {"on": False}

    def undo(answer: Response) -> Response:
        if undoing["on"] and request.endpoint != "static":
            session.rollback()
        return answer

    app.after_request(undo)
    app.extensions["undoing"] = undoing
    found = [
        Door(method, address, endpoint, gate)
        for methods, address, endpoint, gate in access.gates(app)
        for method in methods.split()
        if gate is not None
    ]
    yield app, found, things
    app.database.engine.dispose()


def _add_people(cast: Cast) -> None:
    """Somebody who keeps another group, and somebody who is a person of the register."""
    taro = session.get_one(Account, cast.taro)
    session.add(Membership(account_id=cast.taro, group_id=cast.paused, role=MembershipRole.REPRESENTATIVE))
    others = [
        Account(email=f"{name}@example.jp", email_key=f"{name}@example.jp", name=name, role=taro.role,
                password_hash=taro.password_hash)
        for name in ("saburo", "yumi")
    ]  # fmt: skip
    elsewhere = Group(name="よその会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
    session.add_all([*others, elsewhere])
    session.flush()
    session.add(Membership(account_id=others[0].id, group_id=elsewhere.id, role=MembershipRole.REPRESENTATIVE))
    session.get_one(Person, cast.quiet).account_id = others[1].id


def cookies(app: Application) -> dict[str, str]:
    """The signed-in session of every role; each question is asked by a browser of its own, so that none signs another out."""
    names = {
        "member": "jiro",
        "editor": "taro",
        "other_editor": "saburo",
        "person": "yumi",
        "coordinator": "hanako",
        "admin": "admin",
    }
    signed_in = {"visitor": ""}
    app.config["WTF_CSRF_ENABLED"] = True
    for role, name in names.items():
        client = app.test_client()
        answer = post(client, "/login", {"email": f"{name}@example.jp", "password": PASSWORD})
        assert answer.status_code == 303
        cookie = client.get_cookie("session")
        assert cookie is not None
        signed_in[role] = cookie.value
    app.config["WTF_CSRF_ENABLED"] = False
    app.extensions["undoing"]["on"] = True
    return signed_in


def promised(door: Door, role: str, things: Things) -> str:
    """What the table promises this role: ``in``, or the number of the refusal."""
    if LEVELS[role] < door.gate.level:
        return "401" if role == "visitor" else "403"
    allowed = things.exceptions.get(door.endpoint, RULES[door.gate.rule])
    return "in" if role in allowed else "404"


def given(app: Application, cookie: str, door: Door, things: Things) -> str:
    client = app.test_client()
    if cookie:
        client.set_cookie("session", cookie)
    address = things.fill(door.address, door.endpoint)
    answer = client.open(address, method=door.method, data={} if door.method != "GET" else None)
    status = answer.status_code
    answer.close()
    assert status < 500 or door.endpoint == "health.readyz", (door, status)
    return str(status) if status in (401, 403, 404) else "in"


def test_every_rule_has_its_meaning(doors: tuple[Application, list[Door], Things]) -> None:
    _app, found, _things = doors
    said = {door.gate.rule for door in found}
    assert said - set(RULES) == set()
    assert set(RULES) - said == set()


def test_every_endpoint_answers_everybody_as_the_table_says(doors: tuple[Application, list[Door], Things]) -> None:
    app, found, things = doors
    signed_in = cookies(app)
    wrong = []
    for door in found:
        if door.endpoint in things.left_out:
            continue
        for role in ROLES:
            answer, promise = given(app, signed_in[role], door, things), promised(door, role, things)
            if answer != promise:
                wrong.append((door.method, door.address, role, f"promised {promise}", f"given {answer}"))
    assert wrong == []


@pytest.mark.parametrize("endpoint", ["desk.show", "confirmations.form", "letters.take", "groups.show"])
def test_a_loosened_gate_is_noticed(endpoint: str, doors: tuple[Application, list[Door], Things]) -> None:
    """The same comparison fails when a view forgets what it promises."""
    app, found, things = doors
    [door, *_rest] = [each for each in found if each.endpoint == endpoint]
    signed_in = cookies(app)
    loosened: Callable[..., Any] = lambda **_arguments: "everything"  # noqa: E731
    app.view_functions[endpoint] = access.open_to(EVERYONE)(loosened)
    answers = {role: given(app, signed_in[role], door, things) for role in ROLES}
    assert answers != {role: promised(door, role, things) for role in ROLES}
