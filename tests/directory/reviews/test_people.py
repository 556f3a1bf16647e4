"""The review of somebody who offers help: look-alikes, remarks at the items, what was changed since, and pages of the queue."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.people.models import Person, PersonState
from directory.registrations.models import PersonRegistration
from directory.reviews.models import Decision, Review
from kit.db import Database, session
from tests.cast import SECRET_PHONE, Cast
from tests.conftest import post
from tests.directory.registrations.test_pages import ACTIVITIES, begin, fill, letters_in, save
from tests.directory.registrations.test_pages import submit as submit_group
from tests.directory.registrations.test_people import FORM, ME, PROMISES, me_in, submit, version_at
from tests.directory.reviews.test_pages import decide as decide_group
from tests.directory.reviews.test_pages import desk_of

BrowserOf = Callable[[str], FlaskClient]

REMARKS = {"remark-introduction": "もう少しくわしく。", "remark-legal_name": "戸籍の字で書いてください。"}


@pytest.fixture
def desk(browser_of: BrowserOf, database: Database) -> str:
    """The desk's page of somebody who waits for a decision."""
    jiro = browser_of("jiro")
    assert post(jiro, FORM, ME).status_code == 303
    assert submit(jiro).status_code == 303
    return f"/desk/registrations/people/{me_in(database).id}"


def decide(browser: FlaskClient, desk: str, decision: str, **typed: str):
    return post(browser, desk, {"version": version_at(browser, desk), "decision": decision, **typed})


def table(shown: str, name: str) -> str:
    return shown[shown.index(f'id="{name}"') : shown.index("</table>", shown.index(f'id="{name}"'))]


def write_to(database: Database, person_id: int, **values: object) -> None:
    with database.transaction():
        for name, value in values.items():
            setattr(session.get_one(Person, person_id), name, value)


@pytest.mark.parametrize(
    ("like", "words"),
    [
        ({"phone": "電話 050（0000）7777"}, "電話番号"),
        ({"legal_name": "山本　正 先生"}, "名前"),
        ({"display_name": "会計の山本"}, "名前"),
        ({"reading": "ヤマモトタダシ"}, "ふりがな"),
        ({"address": "むすび市中央９番地"}, "住所"),
        ({"email": "Yamamoto@Example.JP"}, "メール"),
    ],
)
def test_who_is_like_the_applicant_stands_beside_them(
    like: dict[str, str], words: str, browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    write_to(database, cast.quiet, **like)
    jiro = browser_of("jiro")
    more = {"reading": "やまもとただし", "address": "むすび市中央9番地", "email": "yamamoto@example.jp"}
    assert post(jiro, FORM, ME | more).status_code == 303
    submit(jiro)
    with database.transaction(writing=False):
        waiting = session.scalars(sa.select(PersonRegistration)).one()
    shown = browser_of("hanako").get(f"/desk/registrations/people/{waiting.person_id}").text
    alike = table(shown, "look-alikes")
    assert f'href="/people/{cast.quiet}"' in alike
    assert f">{words}</td>" in alike
    assert f'href="/people/{cast.accountant}"' not in alike


def test_of_a_look_alike_nothing_private_is_seen_but_what_is_the_same(
    desk: str, browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    write_to(
        database,
        cast.quiet,
        phone=f"050-0000-7777、{SECRET_PHONE}",
        address="むすび市秘密町12番地",
        email="secret@example.jp",
        legal_name="秘密花子",
    )
    shown = table(browser_of("hanako").get(desk).text, "look-alikes")
    assert "一部が同じです" in shown
    assert "ちがいます" in shown
    for words in ("秘密", "secret@example.jp", SECRET_PHONE):
        assert words not in shown


def test_a_draft_of_somebody_and_the_applicant_themselves_are_no_look_alikes(
    desk: str, browser_of: BrowserOf, database: Database, cast: Cast
) -> None:
    write_to(database, cast.quiet, phone="050-0000-7777", state=PersonState.DRAFT)
    assert "同じ人はいません" in browser_of("hanako").get(desk).text


def test_a_return_says_at_each_item_what_to_correct_and_the_next_look_shows_what_was(
    desk: str, browser_of: BrowserOf, database: Database
) -> None:
    hanako, jiro = browser_of("hanako"), browser_of("jiro")
    assert decide(hanako, desk, "returned", **REMARKS).status_code == 303
    (letter,) = letters_in(database, "reviews.supporter_returned")
    assert "・ひとこと紹介：もう少しくわしく。" in letter.body
    form = jiro.get(FORM).text
    remark = form.index('id="introduction-remark"')
    assert "もう少しくわしく。" in form[remark : form.index('name="introduction"')]
    assert 'aria-describedby="introduction-support introduction-remark"' in form
    assert 'href="#legal_name-remark"' in form
    unchanged = post(jiro, f"{FORM}/confirm", {"promised": PROMISES}, page=FORM)
    assert unchanged.status_code == 422  # nothing is handed in unchanged by mistake
    assert f'href="{FORM}#private"' in jiro.get(f"{FORM}/confirm").text
    corrected = ME | {"introduction": "帳簿と決算書を手伝います。", "skills-0-level": "2", "phone": "050-0000-7778"}
    assert post(jiro, FORM, corrected).status_code == 303
    assert "もう少しくわしく。" in jiro.get(FORM).text  # until it is handed in
    assert submit(jiro).status_code == 303
    assert "もう少しくわしく。" not in jiro.get(FORM).text
    changed = table(hanako.get(desk).text, "changes")
    for words in ("帳簿づけなら、お任せください。", "帳簿と決算書を手伝います。", "（まかせられる）", "050-0000-7778"):
        assert words in changed
    assert "表示する名前" not in changed
    assert decide(hanako, desk, "approved").status_code == 303
    assert me_in(database).state is PersonState.ACTIVE


def test_what_was_written_is_kept_only_until_it_is_decided(
    desk: str, browser_of: BrowserOf, database: Database
) -> None:
    hanako, jiro = browser_of("hanako"), browser_of("jiro")
    decide(hanako, desk, "returned", **REMARKS)
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Review)).one().snapshot["phone"] == "050-0000-7777"
    post(jiro, FORM, ME)
    submit(jiro)
    decide(hanako, desk, "approved")
    with database.transaction(writing=False):
        found = session.scalars(sa.select(Review).order_by(Review.id)).all()
        assert [review.decision for review in found] == [Decision.RETURNED, Decision.APPROVED]
        assert [review.snapshot for review in found] == [{}, {}]
    assert "前の差し戻しのあとで" not in hanako.get(desk).text


def test_every_decision_on_a_person_needs_what_belongs_to_it(
    desk: str, browser_of: BrowserOf, database: Database
) -> None:
    hanako = browser_of("hanako")
    assert "直してほしいことが書かれています" in decide(hanako, desk, "approved", **REMARKS).text
    long = decide(hanako, desk, "returned", **{"remark-about": "長" * 501})
    assert 'href="#remark-about"' in long.text
    assert decide(hanako, desk, "returned", **{"remark-notes": "ない項目"}).status_code == 422
    assert me_in(database).state is PersonState.SUBMITTED


def test_remarks_are_for_the_desk_and_the_applicant(desk: str, browser_of: BrowserOf) -> None:
    hanako = browser_of("hanako")
    decide(hanako, desk, "returned", **REMARKS)
    for who, status in (("", 401), ("taro", 403), ("jiro", 403), ("hanako", 200)):
        assert browser_of(who).get(desk).status_code == status
    typed = {"decision": "returned", **REMARKS}
    assert post(browser_of("taro"), desk, typed, page=FORM).status_code == 403
    assert "もう少しくわしく。" not in browser_of("taro").get(FORM).text
    assert browser_of("").get(FORM).status_code == 401


def test_a_group_sees_each_remark_at_its_item_too(browser_of: BrowserOf) -> None:
    jiro, hanako = browser_of("jiro"), browser_of("hanako")
    page = begin(jiro)
    fill(jiro, page)
    submit_group(jiro, page)
    decide_group(hanako, page, "returned", **{"remark-purpose": "具体的に。", "remark-fields": "2つまで。"})
    shown = jiro.get(f"{page}/activities").text
    assert "具体的に。" in shown[shown.index('id="purpose-remark"') : shown.index('name="purpose"')]
    assert "2つまで。" in shown[shown.index('id="fields-remark"') : shown.index('name="fields"')]
    assert save(jiro, page, "activities", ACTIVITIES).status_code == 303
    submit_group(jiro, page)
    assert "具体的に。" in hanako.get(desk_of(page)).text  # in the history


def test_the_queue_is_turned_page_by_page(desk: str, browser_of: BrowserOf, database: Database) -> None:
    with database.transaction():
        for number in range(20):
            person = Person(display_name=f"待つ人{number:02}", state=PersonState.SUBMITTED)
            session.add(PersonRegistration(person=person, promised=[], saved=[], remarks={}, submissions=1))
    hanako = browser_of("hanako")
    first = hanako.get("/desk/registrations").text
    assert "全21人" in first
    assert 'href="/desk/registrations?people=2#waiting-people"' in first
    second = hanako.get("/desk/registrations?people=2").text
    names = [f"待つ人{number:02}" for number in range(20)] + ["会計の山本"]
    assert sorted([name in first, name in second] for name in names) == [[False, True]] + [[True, False]] * 20
    assert hanako.get("/desk/registrations?people=99&groups=x&drafts=-1").status_code == 200
