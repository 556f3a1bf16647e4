"""Every endpoint, asked by everybody: the answer is the one that docs/access.md promises.

The level of an endpoint says who is turned away at the gate. What is checked on the thing itself, the last column of the
table, has its meaning here: ``RULES`` says for each sentence who gets through. A new sentence has to be given its meaning.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Response, request

from directory.accounts.models import Account, Membership, MembershipRole
from directory.groups.models import Group, GroupState, Sector
from directory.people.models import Person
from kit import access
from kit.access import ADMINS, COORDINATORS, EVERYONE, MEMBERS, Gate, Level
from kit.db import Database, session
from kit.web import Application
from tests.cast import PASSWORD, Cast
from tests.conftest import POSTGRES, post
from tests.depth import DEEP
from tests.things import Things, put_things

pytestmark = pytest.mark.walk

ROLES = ("visitor", "member", "editor", "other_editor", "person", "coordinator", "admin")
ASKED = ("editor", "person", "admin") if POSTGRES and not DEEP else ROLES
"""On PostgreSQL it is enough that every page is read by somebody who gets through."""
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
KEEPERS = {"editor", *STAFF}
PERSON = {"person", *STAFF}
RULES: dict[str, set[str]] = {
    "": ALL,
    "a blocked pair is told to administrators and to who sees to a case of the need": STAFF,
    # What everybody may open, and what is found there only as far as one may see it.
    "active groups; staff choose the state": ALL,
    "active people, by whom they want to be found; staff choose the state": ALL,
    "open needs, by their audience; staff choose the state": ALL,
    "only what the caller may see, in results, counts and corrections alike": ALL,
    "only what the visitor may see, in results, counts and corrections alike": ALL,
    "only words that lead to something the caller may see": ALL,
    "only words that lead to something the visitor may see": ALL,
    "says the number back, and nothing of the request": ALL,
    "public pages that the visitor sees; only their public words can be proposed": KEEPERS,
    # Groups.
    "active groups; others for their editors and staff; unpublished contacts and places likewise": KEEPERS,
    "the group's editors and staff": KEEPERS,
    "the group's editors and staff; others: 404": KEEPERS,
    "the group's editors and staff; others: 404; editors only before it is handed in and after it is returned": KEEPERS,
    "the group's editors and staff; others: 404; editors not while it is being looked at": KEEPERS,
    "the group's editors and staff; others: 404; once, and only when nothing is missing": KEEPERS,
    "the group's editors and staff; others: 404; while nobody has decided": KEEPERS,
    "the group's editors and staff; what only staff set is passed over": KEEPERS,
    "the group's editors: rest and come back; every other step staff": KEEPERS,
    "the group's editors, the person, staff": KEEPERS,
    "the group's editors, or the person, and staff": KEEPERS,
    "who may edit the group or the person": KEEPERS,
    "editors of the group and staff; others: 404": KEEPERS,
    "the group's editors, who read, and staff": KEEPERS,
    "the group's representative": {"editor"},
    "the group's representative and staff": KEEPERS,
    "the group's representative and staff; never the last representative": KEEPERS,
    "the group's representative, the one it is about, staff": KEEPERS,
    "the group's representative, the one who leaves, staff; never the last representative": KEEPERS,
    "active groups that nobody keeps": SIGNED_IN,
    "active groups that nobody keeps; one open claim of an account on a group": SIGNED_IN,
    # People.
    "active people, as far as they let themselves be found; private part: the person and staff": PERSON,
    "the person and staff": PERSON,
    "the person and staff; others: 404": PERSON,
    "the person and staff; what only staff set is passed over": PERSON,
    "the person: rest and come back; every other step staff": PERSON,
    "with a reason, which is kept in the audit trail": STAFF,
    # Needs.
    "open needs, by their audience; others, and the private part: those who asked and staff": KEEPERS,
    "staff; those who asked see nobody who is not proposed, and no doubts": KEEPERS,
    "staff; for a group its representative and editors": ALL,  # for which group stands in the body
    "staff; those who asked, of a group its editors, until the staff have decided": KEEPERS,
    # What is one's own: everybody has something, or is told that they have nothing yet.
    "one's own": ALL,
    "one's own entry among the people": {"person"},
    "one's own account": ALL,
    "one's own account and entry": ALL,
    "one's own drafts are listed": ALL,
    "one's own registration only": ALL,
    "one's own registration only; before it is handed in and after it is returned": ALL,
    "one's own registration only; once, and only when nothing is missing": {"person"},
    "one's own registration only; while nobody has decided": {"person"},
    "what is held about oneself": ALL,
    "the account's own groups, record, claims and invitations": ALL,
    "who made the claim, while it waits": {"person"},
    "whom it is for": {"person"},
    "whom it is for; once": {"person"},
    "whom it is for; the group's representative; staff": {"person", *KEEPERS},
    "introductions on which one's own record or group was asked": ALL,
    "one's own record or group was asked": {"person"},
    "one's own record or group was asked; what can be done where the introduction stands": {"person"},
    "one's own record or group was asked; once a meeting is fixed": set(),
    "staff: all; others: those on which their own record or group was asked": ALL,
    "staff; from their own side those who were asked": PERSON,
    "one's own record or group was asked; once both have agreed, what is ticked": set(),
    "once both have agreed; nobody is booked twice": STAFF,
    "once both have agreed; what is ticked": STAFF,
    "of a side that was asked, while the case goes on": STAFF,
    "one meeting is fixed at a time": STAFF,
    "once a meeting is fixed": set(),
    "once both have agreed": set(),
    # Afterwards.
    "one's own record or group was asked; after the two have met, while it is asked how it was": {"person"},
    "after the two have met": STAFF,
    "after the two have met; once": STAFF,
    "published stories": ALL,
    "published stories; staff see every one": STAFF,
    "published stories, for staff too": set(),
    "staff; the story's two sides while they are asked or it is published": PERSON,
    "the story's two sides while they are asked or it is published": {"person"},
    "staff; of their own side those who were asked; after the two have met": PERSON,
    "stories of introductions on which one's own record or group was asked": ALL,
    "one of the story's two sides; while they are asked or it is published": {"person"},
    "after the two have met; there is one story of an introduction": STAFF,
    "until it is published; other words end every approval": STAFF,
    "while both sides are asked": STAFF,
    "published only when both sides have approved these very words": STAFF,
    # Consultations.
    "how to reach who asked with a reason, which is kept": STAFF,
    "one's own draft, by the token in a cookie": ALL,
    "one's own and one's groups'": ALL,
    "the group's representative and editors": {"editor"},
    "the group's representative and editors; open needs that fit what it can do": {"editor"},
    "those who asked: of a group its editors": {"editor"},
    "those who asked: of a group its editors; until the staff have decided": {"editor"},
    # Links and codes.
    "who holds the link of a letter; once a meeting is fixed": ALL,
    "who holds the link of a letter": ALL,
    "who holds the link of a letter; a link to answer by is used up with the answer": ALL,
    "who holds the link of a letter; it shows what is public, and hints of the rest": ALL,
    "who holds the link of a letter; it shows the group's name": ALL,
    "who holds the link of a letter; once": ALL,
    "whoever holds the link, once and while it lasts": ALL,
    "who holds a code; once": ALL,
    "a browser that has shown a right password or link in the last ten minutes": ALL,
    "only where the city's sign-in is set": set(),
    # The desk.
    "who wrote why, and administrators": STAFF,  # the one there is hanako's
    "the link in a letter that goes by mail is for its reader alone": STAFF,
    "of several decisions the first holds": STAFF,
    "the caller's contact: who took the entry, and others after an opening": STAFF,
    "who took the entry, within ten minutes": STAFF,  # others of the staff are told so
}

SEEN_BY_STAFF = {"the group's representative"}
"""Staff see the thing, so that they are told that it is not theirs to do."""


@dataclass(frozen=True)
class Door:
    """One way in."""

    method: str
    address: str
    endpoint: str
    gate: Gate


@pytest.fixture
def doors(own_app: Application, database: Database, cast: Cast) -> tuple[Application, list[Door], Things]:
    """An application whose every write is undone at once, so that each question finds the same town."""
    with database.transaction():
        _add_people(cast)
        things = put_things(cast)
    app = own_app
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
    return app, found, things


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
    for role, name in names.items():
        client = app.test_client()
        answer = post(client, "/login", {"email": f"{name}@example.jp", "password": PASSWORD})
        assert answer.status_code == 303
        cookie = client.get_cookie("session")
        assert cookie is not None
        signed_in[role] = cookie.value
    app.config["WTF_CSRF_METHODS"] = set()  # the gate is asked, not the form
    app.extensions["undoing"]["on"] = True
    return signed_in


def promised(door: Door, role: str, things: Things) -> str:
    """What the table promises this role: ``in``, or the number of the refusal."""
    if LEVELS[role] < door.gate.level:
        return "401" if role == "visitor" else "403"
    allowed = things.exceptions.get(door.endpoint, RULES[door.gate.rule])
    if door.address.startswith("/people/") and "editor" in allowed and allowed != ALL:
        allowed = {"person"} | allowed - {"editor"}  # the same rule for groups and people
    if role in allowed:
        return "in"
    return "403" if role in STAFF and door.gate.rule in SEEN_BY_STAFF else "404"


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
        for role in ASKED:
            answer, promise = given(app, signed_in[role], door, things), promised(door, role, things)
            if answer != promise:
                wrong.append((door.method, door.address, role, f"promised {promise}", f"given {answer}"))
    assert wrong == [], "\n" + "\n".join(map(str, wrong))


@pytest.mark.deep
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
