"""Claims: on groups that nobody keeps, decided by staff who ring the registered number, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Membership, MembershipRole
from directory.claims import actions
from directory.claims.models import Claim, ClaimState
from kit.db import Database, session
from kit.errors import Conflict, Missing
from kit.mail import Letter
from tests.cast import SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
CLAIM = {"position": "会計", "proof": "代表は川田です", "phone": "000-1111-2222"}


@pytest.fixture
def nobody_keeps(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.execute(sa.delete(Membership).where(Membership.group_id == cast.river))


def claim_of(database: Database, group_id: int, account_id: int) -> int:
    with database.transaction():
        claim = Claim(group_id=group_id, account_id=account_id, **CLAIM)
        session.add(claim)
        session.flush()
        return claim.id


def keepers(database: Database, group_id: int) -> list[tuple[int | None, str]]:
    with database.transaction(writing=False):
        rows = session.execute(sa.select(Membership.account_id, Membership.role).where(Membership.group_id == group_id))
        return [(account_id, role.value) for account_id, role in rows]


def test_only_a_group_that_nobody_keeps_can_be_claimed(cast: Cast, browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    assert "代表・担当として申し出る" not in jiro.get(f"/groups/{cast.river}").text
    assert jiro.get(f"/groups/{cast.river}/claim").status_code == 404
    assert post(jiro, f"/groups/{cast.river}/claim", CLAIM, page="/my").status_code == 404
    assert browser_of("hanako").get(f"/groups/{cast.paused}/claim").status_code == 404


@pytest.mark.usefixtures("nobody_keeps")
def test_a_claim_goes_from_the_page_to_the_desk_and_becomes_a_representative(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    assert "この団体の代表・担当の方へ" in browser_of("").get(f"/groups/{cast.river}").text
    assert browser_of("").get(f"/groups/{cast.river}/claim").status_code == 401
    jiro, address = browser_of("jiro"), f"/groups/{cast.river}/claim"
    wrong = post(jiro, address, {**CLAIM, "phone": "12"})
    assert wrong.status_code == 422
    assert "市外局番" in wrong.text
    assert "代表は川田です" in wrong.text
    assert post(jiro, address, CLAIM).status_code == 303
    assert "センターが確かめています" in jiro.get("/my").text
    assert SECRET_PHONE not in jiro.get(address).text
    hanako = browser_of("hanako")
    assert "会計" in hanako.get("/desk/claims").text
    with database.transaction(writing=False):
        claim = session.scalars(sa.select(Claim.id)).one()
    page = hanako.get(f"/desk/claims/{claim}").text
    assert SECRET_PHONE in page
    assert "000-1111-2222" in page
    decision = f"/desk/claims/{claim}/decision"
    assert post(hanako, decision, {"decision": "accept"}, page=f"/desk/claims/{claim}").status_code == 303
    assert keepers(database, cast.river) == [(cast.jiro, "representative")]
    assert jiro.get(f"/groups/{cast.river}/edit").status_code == 200
    with database.transaction(writing=False):
        letter = session.scalars(sa.select(Letter).where(Letter.kind == "claims.decided")).one()
        assert (letter.email, "認めました" in letter.title) == ("jiro@example.jp", True)


@pytest.mark.usefixtures("nobody_keeps")
def test_who_declines_says_why_and_it_is_written(cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    claim = claim_of(database, cast.river, cast.jiro)
    hanako, address = browser_of("hanako"), f"/desk/claims/{claim}"
    silent = post(hanako, f"{address}/decision", {"decision": "decline"}, page=address)
    assert silent.status_code == 422
    assert "理由を書いてください" in silent.text
    reason = {"decision": "decline", "reason": "登録の電話の方がご存じありませんでした。"}
    assert post(hanako, f"{address}/decision", reason, page=address).status_code == 303
    assert keepers(database, cast.river) == []
    with database.transaction(writing=False):
        assert "ご存じありませんでした" in session.scalars(sa.select(Letter.body)).one()
    again = post(hanako, f"{address}/decision", {"decision": "accept"}, page="/my")
    assert again.status_code == 409
    assert keepers(database, cast.river) == []


@pytest.mark.usefixtures("nobody_keeps")
def test_one_open_claim_of_an_account_on_a_group_which_can_be_taken_back(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    jiro, address = browser_of("jiro"), f"/groups/{cast.river}/claim"
    post(jiro, address, CLAIM)
    again = post(jiro, address, CLAIM, page="/my")
    assert again.status_code == 422
    assert "すでに受け付けています" in again.text
    with database.transaction(writing=False):
        claim = session.scalars(sa.select(Claim.id)).one()
    end = f"/my/claims/{claim}/end"
    assert post(browser_of("taro"), end, {}, page="/my").status_code == 404
    assert post(jiro, end, {}, page="/my").status_code == 303
    assert post(jiro, address, CLAIM).status_code == 303


@pytest.mark.parametrize("who", ["", "jiro", "taro"])
def test_the_queue_is_for_staff(who: str, cast: Cast, browser_of: BrowserOf, database: Database) -> None:
    claim = claim_of(database, cast.river, cast.jiro)
    for address in ("/desk/claims", f"/desk/claims/{claim}"):
        assert browser_of(who).get(address).status_code == (403 if who else 401)


@pytest.mark.usefixtures("nobody_keeps")
def test_of_two_claims_on_one_group_the_second_is_refused(
    cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    first, second = claim_of(database, cast.river, cast.jiro), claim_of(database, cast.river, cast.taro)
    hanako = browser_of("hanako")
    for claim, status in ((first, 303), (second, 422)):
        address = f"/desk/claims/{claim}"
        answer = post(hanako, f"{address}/decision", {"decision": "accept"}, page=address)
        assert answer.status_code == status
    assert "もう代表・担当の方がいます" in answer.text
    assert keepers(database, cast.river) == [(cast.jiro, "representative")]
    with database.transaction(writing=False):
        assert session.get_one(Claim, second).state is ClaimState.OPEN


@pytest.mark.usefixtures("nobody_keeps")
def test_of_two_coordinators_at_once_one_decides(cast: Cast, database: Database) -> None:
    claim_id = claim_of(database, cast.river, cast.jiro)

    def decide(who: int) -> str:
        try:
            with database.transaction():
                claim, by = session.get_one(Claim, claim_id), session.get_one(Account, who)
                if who == cast.hanako:
                    actions.accept(claim, by=by)
                else:
                    actions.decline(claim, reason="ちがう方でした", by=by)
        except Conflict as refusal:
            return type(refusal).__name__
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(decide, (cast.hanako, cast.admin)))
    assert sorted(done) == ["Decided", "decided"]
    with database.transaction(writing=False):
        assert len(session.scalars(sa.select(Letter)).all()) == 1


def test_a_representative_who_claims_is_made_of_a_plain_member(
    cast: Cast, database: Database, browser_of: BrowserOf
) -> None:
    with database.transaction():
        session.execute(sa.update(Membership).values(role=MembershipRole.MEMBER))
    claim = claim_of(database, cast.river, cast.taro)
    address = f"/desk/claims/{claim}"
    post(browser_of("hanako"), f"{address}/decision", {"decision": "accept"}, page=address)
    assert keepers(database, cast.river) == [(cast.taro, "representative")]


@pytest.mark.usefixtures("nobody_keeps")
def test_a_claim_is_not_taken_back_after_the_decision(cast: Cast, database: Database) -> None:
    """Whoever takes it back has looked at it before the centre decided."""
    claim_id = claim_of(database, cast.river, cast.jiro)
    with database.transaction(writing=False):
        looked_at = session.get_one(Claim, claim_id)
        jiro = session.get_one(Account, cast.jiro)
    with database.transaction():
        actions.accept(session.get_one(Claim, claim_id), by=session.get_one(Account, cast.hanako))
    with pytest.raises(Missing), database.transaction():
        actions.take_back(looked_at, by=jiro)
    with database.transaction(writing=False):
        assert session.get_one(Claim, claim_id).state is ClaimState.ACCEPTED
