"""The pages about who keeps a group are valid HTML in both languages, and say no more than their reader may know."""

from collections.abc import Callable

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Membership, MembershipRole
from directory.claims.models import Claim
from directory.groups.models import Group
from directory.memberships import actions
from directory.memberships.models import Invitation
from directory.people.models import Person
from kit.db import Database, session
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


@pytest.fixture
def busy(database: Database, cast: Cast) -> dict[str, int]:
    """Taro represents and has invited; Jiro is the accountant and claims the paused group."""
    with database.transaction():
        session.execute(sa.update(Membership).values(role=MembershipRole.REPRESENTATIVE))
        session.get_one(Person, cast.accountant).account_id = cast.jiro
        group, taro = session.get_one(Group, cast.river), session.get_one(Account, cast.taro)
        invited = actions.invite(
            group, "jiro@example.jp", role=MembershipRole.EDITOR, by=taro, base_url="http://localhost"
        )
        claim = Claim(group_id=cast.paused, account_id=cast.jiro, position="会計", proof="川", phone="000-111-2222")
        session.add(claim)
        session.flush()
        membership = session.scalars(sa.select(Membership.id)).one()
        return {"invitation": invited.id, "claim": claim.id, "membership": membership}


@pytest.mark.walk
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_valid(prefix: str, busy: dict[str, int], cast: Cast, browser_of: BrowserOf) -> None:
    group, person = f"/groups/{cast.river}", f"/people/{cast.accountant}"
    pages = {
        "": ["/join", "/join?code=ABCDE-FGHJK", group],
        "taro": ["/my", "/join", group, f"{group}/edit", f"{group}/members", f"{group}/members/{busy['membership']}",
                 f"{group}/handover", f"{group}/preview?as=visitor", f"{group}/preview?as=coordinator"],
        "jiro": ["/my", f"/invitations/{busy['invitation']}", person, f"{person}/edit", f"{person}/preview",
                 f"{person}/preview?as=coordinator"],
        "hanako": ["/my", "/desk/claims", "/desk/claims?state=declined", f"/desk/claims/{busy['claim']}",
                   f"{group}/members", f"{group}/edit", f"{group}/members/{busy['membership']}"],
    }  # fmt: skip
    for who, addresses in pages.items():
        browser = browser_of(who)
        for address in addresses:
            answer = browser.get(prefix + address)
            assert answer.status_code == 200, (who, address)
            html5lib.HTMLParser(strict=True).parse(answer.text)
            assert answer.text.count("<h1") == 1, (who, address)
            assert " style=" not in answer.text
    sheet = post(browser_of("taro"), f"{group}/invitations/code", {"role": "editor"}, page=f"{group}/members")
    html5lib.HTMLParser(strict=True).parse(sheet.text.replace("viewBox", "viewbox"))


def test_an_editor_reads_neither_addresses_nor_private_claims(
    busy: dict[str, int], cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    with database.transaction():
        session.execute(sa.update(Membership).values(role=MembershipRole.EDITOR))
        session.execute(sa.update(Invitation).values(email="fremd@example.jp", account_id=None))
    page = browser_of("taro").get(f"/groups/{cast.river}/members").text
    assert "メールの招待" in page
    assert "fremd@example.jp" not in page
    assert f"/invitations/{busy['invitation']}/end" not in page


def test_somebody_elses_invitation_and_claim_do_not_exist(
    busy: dict[str, int], cast: Cast, browser_of: BrowserOf
) -> None:
    assert browser_of("taro").get(f"/invitations/{busy['invitation']}").status_code == 404
    assert "おやすみ合唱団" not in browser_of("taro").get("/my").text
