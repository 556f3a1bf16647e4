"""Being invited: by a letter's link, by a code on paper; once, in time, and not by the word of who has left."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Membership, MembershipRole
from directory.groups.models import Group
from directory.memberships import actions, codes, queries
from directory.memberships.models import Afterwards, Invitation
from kit.clock import travelled
from kit.db import Database, session
from kit.errors import Forbidden
from kit.links import Link, LinkOver
from kit.mail import Letter, LetterState
from kit.web import Application
from tests.cast import PASSWORD, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def taro_represents(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.execute(sa.update(Membership).values(role=MembershipRole.REPRESENTATIVE))


def role_of(database: Database, group_id: int, account_id: int) -> str | None:
    with database.transaction(writing=False):
        where = (Membership.group_id == group_id) & (Membership.account_id == account_id)
        role = session.scalar(sa.select(Membership.role).where(where))
        return role.value if role else None


def invited(browser_of: BrowserOf, database: Database, cast: Cast, *, email: str = "new@example.jp") -> str:
    """Taro invites somebody as an editor; returns the path of the link in the letter."""
    data = {"email": email, "role": "editor"}
    answer = post(browser_of("taro"), f"/groups/{cast.river}/invitations", data, page=f"/groups/{cast.river}/members")
    assert answer.status_code == 303, answer.text
    with database.transaction(writing=False):
        letter = session.scalars(sa.select(Letter).order_by(Letter.id.desc())).first()
        assert letter is not None
        assert letter.email == email
        assert "{link}" in letter.body
        return letter.link.removeprefix("http://localhost")


def test_a_link_leads_through_signing_in_into_the_group(
    cast: Cast, browser_of: BrowserOf, database: Database, app: Application
) -> None:
    link = invited(browser_of, database, cast)
    visitor = app.test_client()
    page = visitor.get(link)
    assert "むすび川を守る会" in page.text
    login = re.search(r'href="(/login\?next=[^"]+)"', page.text[page.text.index("<main") :])
    assert login
    signed_in = post(visitor, "/login", {"email": "jiro@example.jp", "password": PASSWORD, "next": link}, page=login[1])
    assert signed_in.headers["Location"] == link
    assert role_of(database, cast.river, cast.jiro) is None  # opening it joins nobody
    assert post(visitor, link, {}).headers["Location"] == "/my"
    assert role_of(database, cast.river, cast.jiro) == "editor"
    assert visitor.get(f"/groups/{cast.river}/edit").status_code == 200
    again = browser_of("hanako").get(link)
    assert again.status_code == 400
    assert "このリンクは使えません" in again.text


def test_both_sides_are_told(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    post(browser_of("jiro"), invited(browser_of, database, cast), {})
    with database.transaction(writing=False):
        told = session.scalars(sa.select(Letter.email).where(Letter.kind == "memberships.changed")).all()
    assert sorted(told) == ["jiro@example.jp", "taro@example.jp"]


def test_a_link_to_somebody_known_is_theirs_alone(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    link = invited(browser_of, database, cast, email="jiro@example.jp")
    assert browser_of("hanako").get(link).status_code == 404
    jiro = browser_of("jiro")
    assert "招かれています" in jiro.get("/my").text
    assert post(jiro, link, {}).status_code == 303
    assert "招かれています" not in jiro.get("/my").text


def test_a_link_lasts_two_weeks(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    link = invited(browser_of, database, cast)
    jiro = browser_of("jiro")
    with travelled(timedelta(days=13)):
        assert browser_of("jiro").get(link).status_code == 200
    with travelled(timedelta(days=15)):
        assert browser_of("jiro").get(link).status_code == 400
    assert jiro.get(link).status_code == 200


def test_nobody_joins_after_the_invitation_was_called_off(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    link = invited(browser_of, database, cast)
    with database.transaction(writing=False):
        number = session.scalars(sa.select(Invitation.id)).one()
    end = f"/invitations/{number}/end"
    assert post(browser_of("jiro"), end, {}, page="/my").status_code == 404
    assert post(browser_of("taro"), end, {}, page="/my").status_code == 303
    assert browser_of("jiro").get(link).status_code == 400


def test_a_called_off_invitation_takes_its_own_letter_out_of_the_post(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    for email in ("first@example.jp", "second@example.jp", "third@example.jp"):
        invited(browser_of, database, cast, email=email)
    with database.transaction():
        first, second, _third = session.scalars(sa.select(Invitation.id).order_by(Invitation.id))
        gone = session.scalars(sa.select(Letter).where(Letter.email == "first@example.jp")).one()
        gone.state = LetterState.SENT  # this one was quicker
    for number in (first, second):
        assert post(browser_of("taro"), f"/invitations/{number}/end", {}, page="/my").status_code == 303
    with database.transaction(writing=False):
        states = {letter.email: (letter.state, bool(letter.link)) for letter in session.scalars(sa.select(Letter))}
    assert states == {
        "first@example.jp": (LetterState.SENT, True),
        "second@example.jp": (LetterState.DROPPED, False),
        "third@example.jp": (LetterState.WAITING, True),
    }


def test_who_has_no_account_signs_up_on_the_way_and_comes_back(
    cast: Cast, browser_of: BrowserOf, database: Database, app: Application
) -> None:
    link = invited(browser_of, database, cast)
    visitor = app.test_client()
    page = visitor.get(link).text
    signup = re.search(r'href="(/signup\?next=[^"]+)"', page)
    assert signup
    typed = {"name": "新しい人", "email": "new@example.jp", "password": "a long enough password", "next": link}
    assert f'name="next" value="{link}"' in visitor.get(signup[1]).text
    assert post(visitor, "/signup", typed, page=signup[1]).status_code == 303
    with database.transaction(writing=False):
        letter = session.scalars(sa.select(Letter).where(Letter.kind == "accounts.signup")).one()
        assert link.rpartition("/")[2] not in str(session.scalars(sa.select(Link.details)).all())  # kept nowhere
        there = letter.link.removeprefix("http://localhost")
    wanted = re.search(r'name="next" value="([^"]+)"', visitor.get(there).text)
    assert wanted
    signed_up = post(visitor, there.partition("?")[0], {"next": wanted[1]}, page=there)
    assert signed_up.headers["Location"] == link
    assert post(visitor, link, {}).headers["Location"] == "/my"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/x", "/\\evil.example"])
def test_signing_up_leads_to_no_other_site(elsewhere: str, app: Application, database: Database) -> None:
    visitor = app.test_client()
    typed = {"name": "新しい人", "email": "new@example.jp", "password": "a long enough password", "next": elsewhere}
    assert post(visitor, "/signup", typed).status_code == 303
    with database.transaction(writing=False):
        there = session.scalars(sa.select(Letter.link)).one().removeprefix("http://localhost")
    done = post(visitor, there.partition("?")[0], {"next": elsewhere}, page=there)
    assert done.headers["Location"] == "/"


def test_the_word_of_who_has_left_invites_nobody(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    link = invited(browser_of, database, cast)
    with database.transaction():
        group, hanako = session.get_one(Group, cast.river), session.get_one(Account, cast.hanako)
        actions.give_role(group, session.get_one(Account, cast.admin), MembershipRole.REPRESENTATIVE, by=hanako)
        actions.leave(group, by=session.get_one(Account, cast.taro))
    assert browser_of("jiro").get(link).status_code == 400


def test_who_belongs_already_is_not_made_less(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    data = {"email": "taro@example.jp", "role": "editor"}
    answer = post(browser_of("hanako"), f"/groups/{cast.river}/invitations", data, page=f"/groups/{cast.river}/members")
    assert answer.status_code == 422
    assert "すでにこの団体の「代表」になっています" in answer.text
    assert 'value="taro@example.jp"' in answer.text
    assert role_of(database, cast.river, cast.taro) == "representative"


def sheet(browser_of: BrowserOf, cast: Cast, role: str = "editor") -> str:
    address = f"/groups/{cast.river}/invitations/code"
    page = post(browser_of("taro"), address, {"role": role}, page=f"/groups/{cast.river}/members")
    assert page.status_code == 200
    code = re.search(rf"[{codes.LETTERS}]{{5}}-[{codes.LETTERS}]{{5}}", page.text)
    assert code
    assert "<svg" in page.text
    return code[0]


def test_a_code_on_paper_is_typed_in_any_way_and_works_once(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    code = sheet(browser_of, cast, "representative")
    with database.transaction(writing=False):
        assert code.replace("-", "") not in str(session.execute(sa.select(Invitation.code_hash)).all())
    assert "ログインしてすすむ" in browser_of("").get(f"/join?code={code}").text
    jiro = browser_of("jiro")
    assert f'value="{code}"' in jiro.get(f"/join?code={code}").text
    wide = code.lower().translate(
        str.maketrans("-abcdefghjkmnpqrtuvwxy", "−ａｂｃｄｅｆｇｈｊｋｍｎｐｑｒｔｕｖｗｘｙ")
    )
    assert post(jiro, "/join", {"code": wide}).status_code == 303
    assert role_of(database, cast.river, cast.jiro) == "representative"
    answer = post(browser_of("hanako"), "/join", {"code": code})
    assert answer.status_code == 422
    assert "この番号は使えません" in answer.text


def test_a_code_lasts_thirty_days(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    code = sheet(browser_of, cast)
    with travelled(timedelta(days=31)):
        assert post(browser_of("jiro"), "/join", {"code": code}).status_code == 422
    assert role_of(database, cast.river, cast.jiro) is None


def test_guessing_codes_is_stopped_and_waiting_helps(cast: Cast, browser_of: BrowserOf) -> None:
    code, jiro = sheet(browser_of, cast), browser_of("jiro")
    assert [post(jiro, "/join", {"code": f"AAAAA-AAAA{i}"}).status_code for i in range(11)] == [422] * 10 + [429]
    answer = post(jiro, "/join", {"code": code})
    assert answer.status_code == 429
    assert "15分ほど待って" in answer.text
    with travelled(timedelta(minutes=16)):
        assert post(jiro, "/join", {"code": code}).status_code == 303


def test_of_two_with_one_code_one_joins(cast: Cast, database: Database) -> None:
    with database.transaction():
        taro, group = session.get_one(Account, cast.taro), session.get_one(Group, cast.river)
        _invitation, code = actions.invite_by_code(group, role=MembershipRole.EDITOR, by=taro)

    def go(account_id: int) -> str:
        try:
            with database.transaction():
                invitation = queries.find_by_code(code)
                if invitation is None:
                    return "unknown"
                actions.join(invitation, by=session.get_one(Account, account_id))
        except LinkOver:
            return "over"
        return "joined"

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(go, (cast.jiro, cast.hanako, cast.admin)))
    assert done.count("joined") == 1


def test_the_action_itself_lets_nobody_in_by_a_word_that_does_not_stand(cast: Cast, database: Database) -> None:
    with database.transaction():
        group, taro = session.get_one(Group, cast.river), session.get_one(Account, cast.taro)
        jiro, hanako = session.get_one(Account, cast.jiro), session.get_one(Account, cast.hanako)
        role = MembershipRole.EDITOR
        invitation = actions.invite(group, jiro.email, role=role, by=taro, base_url="http://localhost")
        with pytest.raises(LinkOver):
            actions.join(invitation, by=hanako)  # it is Jiro's
        session.execute(sa.update(Membership).values(role=role))
        with pytest.raises(LinkOver):
            actions.join(invitation, by=jiro)  # who invited may not any more


def test_staff_do_not_hand_over_what_they_do_not_hold(cast: Cast, database: Database) -> None:
    with database.transaction():
        group, hanako = session.get_one(Group, cast.river), session.get_one(Account, cast.hanako)
        with pytest.raises(Forbidden):
            actions.invite(
                group, "x@example.jp", role=MembershipRole.REPRESENTATIVE, by=hanako, base_url="http://localhost",
                afterwards=Afterwards.LEAVE,
            )  # fmt: skip
