"""A group asks by its own form, sees how far it is, changes it and takes it back; and hears of needs it could answer."""

from collections.abc import Callable
from datetime import timedelta

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Membership, MembershipRole
from directory.groups.models import Group, GroupState, Sector
from directory.people.models import Audience
from directory.vocabularies.queries import fields_by_code, skills_by_code
from kit.clock import today, travelled
from kit.db import Database, session
from kit.jobs import leave
from kit.mail import Letter
from matching.consultations import offers
from matching.consultations.models import Confirmed, Consultation, Decision, Interest
from matching.needs.models import Closed, Need, NeedKind, NeedSkill, NeedState
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
TYPED = {
    "story": "総会の進行を手伝ってくれる人がほしいです。",
    "kind": "hands",
    "agree": "1",
    "once": "x",
    "audience": "members",
}


def write(browser: FlaskClient, cast: Cast, **more: object) -> int:
    return post(browser, f"/my/groups/{cast.river}/consultations/new", {**TYPED, **more}).status_code


def only(database: Database) -> Consultation:
    with database.transaction(writing=False):
        found = session.scalars(sa.select(Consultation)).one()
        assert found.need.title
        _read_while_open = [*found.questions]
        return found


def letters(kind: str) -> list[Letter]:
    return list(session.scalars(sa.select(Letter).where(Letter.kind == f"consultations.{kind}")))


def test_a_groups_need_waits_for_the_staff(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    taro = browser_of("taro")
    assert write(taro, cast) == 303
    sent = only(database)
    assert (sent.need.group_id, sent.need.state, sent.need.audience) == (cast.river, NeedState.DRAFT, Audience.MEMBERS)
    assert (sent.confirmed_by, sent.need.title) == (Confirmed.ACCOUNT, "総会の進行を手伝ってくれる人がほしいです")
    assert "確認待ち" in taro.get("/my/consultations").text
    assert "総会の進行" in browser_of("hanako").get("/desk/queue/consultations").text


def test_the_same_form_sent_twice_is_one(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    taro = browser_of("taro")
    assert [write(taro, cast), write(taro, cast)] == [303, 303]
    only(database)


def test_what_is_missing_is_said_and_what_was_typed_stays(browser_of: BrowserOf, cast: Cast) -> None:
    answer = post(
        browser_of("taro"), f"/my/groups/{cast.river}/consultations/new", {**TYPED, "agree": "", "place": "公民館"}
    )
    assert answer.status_code == 422
    assert "印をつけてください" in answer.text
    assert "公民館" in answer.text
    assert "総会の進行" in answer.text


@pytest.mark.parametrize("who", ["jiro", "hanako"])
def test_only_the_groups_own_people_ask_for_it(who: str, browser_of: BrowserOf, cast: Cast) -> None:
    assert browser_of(who).get(f"/my/groups/{cast.river}/consultations/new").status_code == 404


def test_an_editor_changes_a_draft_until_the_staff_have_decided(
    browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    taro, hanako = browser_of("taro"), browser_of("hanako")
    write(taro, cast)
    sent = only(database)
    page = f"/my/consultations/{sent.id}"
    changed = {**TYPED, "title": "総会の進行役", "version": str(sent.need.version)}
    assert post(taro, f"{page}/edit", changed).status_code == 303
    assert post(taro, f"{page}/edit", changed).status_code == 422  # the form was opened before the change
    sent = only(database)
    assert (sent.need.title, sent.need.group_id) == ("総会の進行役", cast.river)
    desk = f"/desk/consultations/{sent.id}"
    typed = {"title": "総会の進行役", "kind": "hands", "version": ""}
    assert post(hanako, f"{desk}/acceptance", typed, page=desk).status_code == 303
    assert taro.get(f"{page}/edit").status_code == 404
    with database.transaction(writing=False):
        assert [letter.email for letter in letters("accepted")] == ["taro@example.jp"]


def test_who_has_left_the_group_sees_its_need_no_more(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    taro = browser_of("taro")
    write(taro, cast)
    sent = only(database)
    assert browser_of("jiro").get(f"/my/consultations/{sent.id}").status_code == 404
    with database.transaction():
        session.execute(sa.delete(Membership).where(Membership.account_id == cast.taro))
        session.add(Membership(account_id=cast.jiro, group_id=cast.river, role=MembershipRole.REPRESENTATIVE))
    assert taro.get(f"/my/consultations/{sent.id}").status_code == 404
    assert browser_of("jiro").get(f"/my/consultations/{sent.id}").status_code == 200


def test_a_group_takes_its_need_back(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    taro = browser_of("taro")
    write(taro, cast)
    page = f"/my/consultations/{only(database).id}"
    assert post(taro, f"{page}/withdrawal", {"reason": "足りました"}, page=page).status_code == 303
    sent = only(database)
    assert (sent.decision, sent.need.closed_because) == (Decision.WITHDRAWN, Closed.WITHDRAWN)
    assert "総会の進行" not in browser_of("hanako").get("/desk/queue/consultations").text


def test_an_editor_answers_what_the_staff_ask(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    taro, hanako = browser_of("taro"), browser_of("hanako")
    write(taro, cast)
    sent = only(database)
    desk, page = f"/desk/consultations/{sent.id}", f"/my/consultations/{sent.id}"
    assert post(hanako, f"{desk}/question", {"question": "何人の会ですか"}, page=desk).status_code == 303
    assert "おたずねがあります" in taro.get("/my").text
    assert post(taro, f"{page}/answer", {"answer": "２０人です"}, page=page).status_code == 303
    assert only(database).questions[0].answer == "２０人です"


def test_a_member_finds_their_name_and_group_filled_in(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    taro = browser_of("taro")
    post(taro, "/consult/story", {"story": "手を貸してください", "step": "next"})
    page = taro.get("/consult/contact").text
    assert 'value="taro"' in page
    assert "むすび川を守る会" in page
    contact = {"requester_name": "taro", "group": str(cast.river), "agree": "1", "step": "next"}
    assert post(taro, "/consult/contact", contact).status_code == 303
    assert post(taro, "/consult/check", {}).status_code == 303
    assert only(database).need.group_id == cast.river


def test_nobody_asks_for_a_group_that_is_not_theirs(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    jiro = browser_of("jiro")
    post(jiro, "/consult/story", {"story": "手を貸してください", "step": "next"})
    post(jiro, "/consult/contact", {"requester_name": "jiro", "group": str(cast.river), "agree": "1", "step": "next"})
    assert post(jiro, "/consult/check", {}).status_code == 422
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Consultation)).all() == []


# What ends soon.


def test_fourteen_days_before_the_end_the_group_is_warned_once_and_extends_by_one_press(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Callable[[], int]
) -> None:
    with database.transaction():
        session.get_one(Need, cast.need).expires_on = today() + timedelta(days=20)
        leave("consultations.warn")
    work()
    with database.transaction(writing=False):
        assert letters("expiring") == []
    with travelled(timedelta(days=7)):
        work()
        with database.transaction(writing=False):
            [letter] = letters("expiring")
    with travelled(timedelta(days=8)):
        work()
        with database.transaction(writing=False):
            assert len(letters("expiring")) == 1
        visitor, address = browser_of(""), letter.link.removeprefix("http://localhost")
        assert "のばす" in browser_of("hanako").get("/desk/queue/expiring-needs").text
        assert visitor.get(address).status_code == 200
        with database.transaction(writing=False):
            assert session.get_one(Need, cast.need).expires_on == today() + timedelta(days=12)
        assert post(visitor, address, {}).status_code == 200
        assert visitor.get(address).status_code == 400
        with database.transaction(writing=False):
            until = session.get_one(Need, cast.need).expires_on
            assert until is not None
            assert until > today() + timedelta(days=100)


def test_staff_extend_a_need_that_ends_soon_and_no_other(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    hanako, page = browser_of("hanako"), f"/needs/{cast.need}"
    with database.transaction():
        session.get_one(Need, cast.need).expires_on = today() + timedelta(days=3)
    assert post(hanako, f"{page}/extension", {}, page=page).status_code == 303
    assert post(hanako, f"{page}/extension", {}, page=page).status_code == 409


# What one could help with.


@pytest.fixture
def helpers(database: Database, cast: Cast) -> int:
    """A group that can keep books and says so, kept by Jiro; the need of the river group asks for bookkeeping."""
    with database.transaction():
        group = Group(
            name="ちょうぼの会", sector=Sector.CITIZEN, state=GroupState.ACTIVE, offers="帳簿のつけ方をお教えします。",
            fields=list(fields_by_code(["19"])),
        )  # fmt: skip
        session.add(group)
        session.flush()
        session.add(Membership(account_id=cast.jiro, group_id=group.id, role=MembershipRole.REPRESENTATIVE))
        session.add(_need(cast, "内緒の相談", audience=Audience.COORDINATORS))
        return group.id


def _need(cast: Cast, title: str, **more: object) -> Need:
    [skill] = skills_by_code(["accounting"])
    return Need(
        title=title, kind=NeedKind.ADVISER, state=NeedState.OPEN, story="ひみつのはなし", requester_name="内緒野",
        schedule_note="山田さんの家で", skills=[NeedSkill(skill=skill, must=True)], group_id=cast.paused, **more,
    )  # fmt: skip


def test_a_group_hears_of_field_place_and_time_and_of_nothing_else(
    browser_of: BrowserOf, database: Database, helpers: int, cast: Cast
) -> None:
    page = browser_of("jiro").get("/my").text
    assert "話を聞いてみたい" in page
    assert page.count("話を聞いてみたい</button>") == 1  # what only the centre is to see is not shown
    for secret in ("会計を見てくれる人", "むすび川を守る会", "内緒の相談", "ひみつのはなし", "内緒野", "山田さん"):
        assert secret not in page


def test_who_asks_hears_how_many_groups_could_help(database: Database, helpers: int, cast: Cast) -> None:
    with database.transaction():
        assert offers.count_groups(session.get_one(Need, cast.need)) == 1
        session.get_one(Group, helpers).state = GroupState.PAUSED
        session.flush()
        assert offers.count_groups(session.get_one(Need, cast.need)) == 0


def test_an_offer_far_away_or_about_something_else_does_not_fit(database: Database, helpers: int, cast: Cast) -> None:
    with database.transaction():
        group, jiro = session.get_one(Group, helpers), session.get_one(Account, cast.jiro)
        assert len(offers.outlines_for(group, jiro)) == 1
        group.offers = "おいしいカレーを作ります。"
        session.flush()
        assert offers.outlines_for(group, jiro) == []
        assert offers.count_groups(session.get_one(Need, cast.need)) == 0


def test_wanting_to_hear_more_tells_the_staff_and_only_them(
    browser_of: BrowserOf, database: Database, helpers: int, cast: Cast
) -> None:
    jiro, address = browser_of("jiro"), f"/my/groups/{helpers}/offers/{cast.need}"
    for _press in range(2):
        assert post(jiro, address, {}, page="/consult/story").status_code == 303
    assert "センターに伝えてあります" in jiro.get("/my").text
    with database.transaction(writing=False):
        interest = session.scalars(sa.select(Interest)).one()
    hanako = browser_of("hanako")
    assert "ちょうぼの会" in hanako.get("/desk").text
    page = f"/desk/interests/{interest.id}"
    assert "帳簿のつけ方" in hanako.get(page).text
    assert post(hanako, f"{page}/handled", {}, page=page).status_code == 303
    assert "話を聞いてみたい" not in hanako.get("/desk").text
    taro = browser_of("taro")
    for seen in ("/my", f"/needs/{cast.need}", "/my/consultations"):
        assert "ちょうぼの会" not in taro.get(seen).text


def test_interest_in_what_does_not_fit_or_for_another_group_is_not_taken(
    browser_of: BrowserOf, database: Database, helpers: int, cast: Cast
) -> None:
    with database.transaction(writing=False):
        secret = session.scalars(sa.select(Need.id).where(Need.title == "内緒の相談")).one()
    jiro, taro = browser_of("jiro"), browser_of("taro")
    assert post(jiro, f"/my/groups/{helpers}/offers/{secret}", {}, page="/consult/story").status_code == 404
    assert post(taro, f"/my/groups/{helpers}/offers/{cast.need}", {}, page="/consult/story").status_code == 404


def test_every_page_of_a_consultation_is_valid_html(
    browser_of: BrowserOf, database: Database, helpers: int, cast: Cast
) -> None:
    taro, hanako, jiro = browser_of("taro"), browser_of("hanako"), browser_of("jiro")
    for part in ("story", "kind", "skills", "when-where", "terms", "contact"):
        post(taro, f"/consult/{part}", {"story": "会計の帳簿", "step": "back"})
    write(taro, cast)
    sent = only(database)
    post(jiro, f"/my/groups/{helpers}/offers/{cast.need}", {}, page="/consult/story")
    pages = {
        taro: ["/consult", "/consult/story", "/consult/kind", "/consult/skills", "/consult/when-where", "/consult/terms",
               "/consult/contact", "/consult/check", "/my", "/my/consultations", f"/my/consultations/{sent.id}",
               f"/my/consultations/{sent.id}/edit", f"/my/groups/{cast.river}/consultations/new"],
        hanako: [f"/desk/consultations/{sent.id}", "/desk/interests/1", "/desk/queue/consultations"],
        jiro: ["/my"],
    }  # fmt: skip
    for browser, addresses in pages.items():
        for address in addresses:
            answer = browser.get(address)
            assert answer.status_code == 200, address
            html5lib.HTMLParser(strict=True).parse(answer.text)
