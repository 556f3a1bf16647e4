"""Somebody without an account consults the centre: one question a page, back and forth, and what becomes of it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from kit.clock import travelled
from kit.db import Database, session
from kit.mail import Letter, LetterState
from kit.web import Application
from matching.consultations import actions
from matching.consultations.models import Confirmed, Consultation, ConsultationDraft, Decision
from matching.needs.models import Closed, Need, NeedState
from tests.cast import Cast
from tests.conftest import open_private, post

BrowserOf = Callable[[str], FlaskClient]
STORY = "\n".join(
    [
        "子ども食堂をしています🍙。会計の担当が急にやめて困っています。",
        *(f"{line}行目：帳簿と決算書の書き方が分かりません" for line in "２３４５６７８９"),
        "１０月２５日までに、教えてくれる人がほしいです😢",
    ]
)
NAME, PHONE, EMAIL = "内緒野花子", "050-0000-4321", "naisho@example.jp"
CONTACT = {"requester_name": NAME, "phone": PHONE, "email": "", "agree": "1"}
BY_MAIL = {**CONTACT, "phone": "", "email": EMAIL}
PARTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("story", {"story": STORY}),
    ("kind", {"kind": "adviser"}),
    ("skills", {"skills": ["accounting"], "fields": ["13"]}),
    ("when-where", {"dates": "令和９年１月１６日", "slots": ["20"], "place": "北部公民館", "areas": ["359998-01"]}),
    ("terms", {"people_wanted": "２人", "due_on": "", "fee": "expenses", "audience": "public"}),
)


def fill(browser: FlaskClient, contact: dict[str, object], *, prefix: str = "") -> None:
    for part, data in (*PARTS, ("contact", contact)):
        answer = post(browser, f"{prefix}/consult/{part}", {**data, "step": "next"})
        assert answer.status_code == 303, (part, answer.text)


def send(browser: FlaskClient, contact: dict[str, object], *, prefix: str = "") -> None:
    fill(browser, contact, prefix=prefix)
    assert post(browser, f"{prefix}/consult/check", {}).headers["Location"].endswith("/consult/done")


def only(database: Database) -> Consultation:
    with database.transaction(writing=False):
        found = session.scalars(sa.select(Consultation)).one()
        assert found.need.title
        _read_while_open = [*found.questions, *found.need.fields, *found.need.areas, *found.need.skills]
        return found


def letters(database: Database, kind: str) -> list[Letter]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(Letter).where(Letter.kind == f"consultations.{kind}")))


def link_of(letter: Letter) -> str:
    return letter.link.removeprefix("http://localhost")


def act(browser: FlaskClient, consultation: Consultation, step: str, **data: object) -> int:
    page = f"/desk/consultations/{consultation.id}"
    return post(browser, f"{page}/{step}", data, page=page).status_code


def accept(browser: FlaskClient, consultation: Consultation, **more: object) -> int:
    typed = {"title": "会計を教えてください", "kind": "adviser", "version": "", **more}
    typed |= {"skills-0-skill": "accounting", "skills-0-weight": "must"}
    return act(browser, consultation, "acceptance", **typed)


def test_what_is_told_becomes_a_need_for_staff(client: FlaskClient, database: Database) -> None:
    send(client, CONTACT)
    sent = only(database)
    need = sent.need
    assert (need.state, need.story, need.title) == (NeedState.DRAFT, STORY, "子ども食堂をしています🍙")
    assert [(held.skill.code, held.must) for held in need.skills] == [("accounting", False)]
    assert ([field.code for field in need.fields], [area.code for area in need.areas]) == ([13], ["359998-01"])
    assert (need.dates, need.people_wanted, need.place) == (["2027-01-16"], 2, "北部公民館")
    assert (need.requester_name, PHONE in need.contact) == (NAME, True)
    assert (sent.confirmed_by, sent.decision) == (None, Decision.WAITING)
    assert f"相談 {need.id}番" in client.get("/consult/done").text


def test_words_of_the_story_propose_skills_and_nothing_is_ticked_unasked(client: FlaskClient) -> None:
    post(client, "/consult/story", {"story": STORY, "step": "next"})
    page = client.get("/consult/skills").text
    assert "お話の「帳簿」から" in page or "お話の「会計」から" in page
    assert " checked" not in page


def test_going_back_keeps_all_that_was_typed(client: FlaskClient) -> None:
    for part, data in PARTS:
        post(client, f"/consult/{part}", {**data, "step": "next"})
    wrong = {"requester_name": "花", "email": "まだ書きかけ", "step": "back"}
    assert post(client, "/consult/contact", wrong).headers["Location"].endswith("/consult/terms")
    assert "まだ書きかけ" in client.get("/consult/contact").text
    assert "２人" in client.get("/consult/terms").text
    assert "令和９年１月１６日" in client.get("/consult/when-where").text
    assert "１０月２５日" in client.get("/consult/story").text
    assert re.search(r'value="adviser" checked', client.get("/consult/kind").text)


def test_from_the_check_page_one_answer_is_put_right(client: FlaskClient) -> None:
    fill(client, CONTACT)
    page = client.get("/consult/story?then=check").text
    assert 'name="then" value="check"' in page
    answer = post(client, "/consult/story", {"story": "あたらしい話", "step": "next", "then": "check"})
    assert answer.headers["Location"].endswith("/consult/check")
    assert "あたらしい話" in client.get("/consult/check").text


def test_a_draft_is_there_after_the_browser_was_closed(client: FlaskClient) -> None:
    post(client, "/consult/story", {"story": STORY, "step": "next"})
    cookie = client.get_cookie("consultation")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.max_age == 14 * 24 * 3600
    client.delete_cookie("session")
    assert "つづきを書く" in client.get("/consult").text
    assert "１０月２５日" in client.get("/consult/story").text


def test_drafts_are_deleted_after_some_days(client: FlaskClient, database: Database, work: Callable[[], int]) -> None:
    post(client, "/consult/story", {"story": STORY, "step": "next"})
    with travelled(timedelta(days=13)), database.transaction():
        actions.forget_drafts()
        assert session.scalar(sa.select(sa.func.count()).select_from(ConsultationDraft)) == 1
    with travelled(timedelta(days=15)), database.transaction():
        actions.forget_drafts()
        assert session.scalar(sa.select(sa.func.count()).select_from(ConsultationDraft)) == 0


def test_nobody_else_goes_on_with_a_draft(client: FlaskClient, browser_of: BrowserOf) -> None:
    post(client, "/consult/story", {"story": STORY, "step": "next"})
    stranger = browser_of("")
    assert "決算書" not in stranger.get("/consult/story").text
    assert stranger.get("/consult/check").headers["Location"].endswith("/consult")


def test_what_was_begun_signed_in_is_gone_for_the_next_at_the_computer(browser_of: BrowserOf) -> None:
    taro = browser_of("taro")
    post(taro, "/consult/story", {"story": STORY, "step": "next"})
    assert "決算書" in taro.get("/consult/story").text
    post(taro, "/logout", {}, page="/consult")
    assert "決算書" not in taro.get("/consult/story").text


def test_pressed_twice_it_is_sent_once(client: FlaskClient, database: Database) -> None:
    fill(client, CONTACT)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/consult/check").text)
    assert token
    for _press in range(2):
        answer = client.post("/consult/check", data={"csrf_token": token[1]})
        assert answer.headers["Location"].endswith("/consult/done")
    with database.transaction(writing=False):
        assert session.scalar(sa.select(sa.func.count()).select_from(Need).where(Need.story == STORY)) == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(ConsultationDraft)) == 0


@pytest.mark.parametrize(
    ("contact", "says"),
    [
        ({**CONTACT, "phone": ""}, "電話番号かメールアドレスの、どちらかを"),
        ({**CONTACT, "email": "naisho"}, "taro@example.jp のような形"),
        ({**CONTACT, "phone": "12345"}, "市外局番から"),
        ({**CONTACT, "agree": ""}, "お読みになって、印をつけて"),
    ],
)
def test_what_is_missing_is_said_at_its_field(contact: dict[str, object], says: str, client: FlaskClient) -> None:
    post(client, "/consult/story", {"story": STORY, "step": "next"})
    answer = post(client, "/consult/contact", {**contact, "step": "next"})
    assert answer.status_code == 422
    assert says in answer.text
    assert NAME in answer.text


def test_nothing_is_sent_without_a_story_and_a_way_to_answer(client: FlaskClient, database: Database) -> None:
    post(client, "/consult/story", {"story": STORY, "step": "next"})
    page = client.get("/consult/check").text
    assert "この内容で送る" not in page
    assert "まだ足りないところがあります" in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    assert client.post("/consult/check", data={"csrf_token": token[1]}).status_code == 422
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Consultation)).all() == []


def test_machines_are_thanked_and_nothing_is_kept(client: FlaskClient, database: Database) -> None:
    post(client, "/consult/story", {"story": STORY, "step": "next"})
    answer = post(client, "/consult/contact", {**BY_MAIL, "homepage": "http://spam.example", "step": "next"})
    assert answer.headers["Location"].endswith("/consult/done")
    assert client.get("/consult/done").status_code == 200
    with database.transaction(writing=False):
        assert EMAIL not in str(session.scalars(sa.select(ConsultationDraft)).one().answers)


def test_the_fourth_letter_to_one_address_within_an_hour_is_not_written(app: object, database: Database) -> None:
    for count in range(4):
        browser = app.test_client()  # type: ignore[attr-defined]
        fill(browser, BY_MAIL)
        answer = post(browser, "/consult/check", {})
        assert answer.status_code == (303 if count < 3 else 422)
    assert "続けてたくさん送られた" in answer.text
    assert len(letters(database, "confirm")) == 3


def test_who_gave_mail_is_asked_by_a_link_that_opening_does_not_use_up(
    client: FlaskClient, database: Database, browser_of: BrowserOf
) -> None:
    send(client, BY_MAIL)
    [letter] = letters(database, "confirm")
    assert letter.email == EMAIL
    assert not {NAME, "帳簿"} & set(re.findall(f"{NAME}|帳簿", letter.body + letter.title))
    elsewhere = browser_of("")
    for _scan in range(2):
        page = elsewhere.get(link_of(letter))
        assert page.status_code == 200
        assert "帳簿" not in page.text
        assert NAME not in page.text
    assert only(database).confirmed_by is None
    post(elsewhere, link_of(letter), {"answer": "yes"})
    assert only(database).confirmed_by is Confirmed.MAIL
    assert elsewhere.get(link_of(letter)).status_code == 400
    assert elsewhere.get("/consult/confirm/forged").status_code == 400


def test_an_address_of_somebody_else_is_forgotten(client: FlaskClient, database: Database) -> None:
    send(client, BY_MAIL)
    [letter] = letters(database, "confirm")
    post(client, link_of(letter), {"answer": "no"})
    sent = only(database)
    assert (sent.decision, sent.email) == (Decision.WITHDRAWN, "")
    assert EMAIL not in sent.need.contact
    assert (sent.need.state, sent.need.closed_because) == (NeedState.CLOSED, Closed.WITHDRAWN)


def test_nothing_opens_before_somebody_was_reached(
    client: FlaskClient, database: Database, browser_of: BrowserOf
) -> None:
    send(client, CONTACT)
    sent, hanako = only(database), browser_of("hanako")
    page = hanako.get(f"/desk/consultations/{sent.id}").text
    assert "未確認" in page
    assert PHONE not in page
    open_private(hanako, f"/desk/consultations/{sent.id}")
    assert PHONE in hanako.get(f"/desk/consultations/{sent.id}").text
    assert accept(hanako, sent) == 422
    assert act(hanako, sent, "confirmation") == 303
    assert accept(hanako, sent) == 303
    sent = only(database)
    assert (sent.confirmed_by, sent.need.state, sent.need.title) == (
        Confirmed.PHONE, NeedState.OPEN, "会計を教えてください",
    )  # fmt: skip
    assert [(held.skill.code, held.must) for held in sent.need.skills] == [("accounting", True)]
    assert sent.to_tell  # who has no mail is phoned
    assert "お電話で伝える" in hanako.get("/desk").text
    assert act(hanako, sent, "told") == 303
    assert not only(database).to_tell


def test_who_asked_in_english_is_answered_in_english(
    client: FlaskClient, database: Database, browser_of: BrowserOf
) -> None:
    send(client, BY_MAIL, prefix="/en")
    [letter] = letters(database, "confirm")
    assert (letter.language, "/en/consult/confirm/" in letter.link) == ("en", True)
    post(client, link_of(letter), {"answer": "yes"})
    assert accept(browser_of("hanako"), only(database)) == 303
    [told] = letters(database, "accepted")
    assert (told.language, told.email, told.state) == ("en", EMAIL, LetterState.WAITING)


def test_staff_ask_and_the_answer_comes_by_a_link_that_works_once(
    client: FlaskClient, database: Database, browser_of: BrowserOf
) -> None:
    send(client, BY_MAIL)
    hanako = browser_of("hanako")
    assert act(hanako, only(database), "question", question="いつから？") == 422  # nobody has confirmed the address
    post(client, link_of(letters(database, "confirm")[0]), {"answer": "yes"})
    assert act(hanako, only(database), "question", question="担当の方は何人ですか？") == 303
    [letter] = letters(database, "question")
    assert "担当の方は何人ですか？" in letter.body
    assert only(database).decision is Decision.ASKED
    assert post(client, link_of(letter), {"answer": ""}).status_code == 422
    assert post(client, link_of(letter), {"answer": "２人です😊"}).status_code == 200
    assert client.get(link_of(letter)).status_code == 400
    sent = only(database)
    assert (sent.decision, sent.questions[0].answer) == (Decision.WAITING, "２人です😊")
    assert "２人です😊" in hanako.get(f"/desk/consultations/{sent.id}").text


def test_what_is_not_taken_on_is_closed_with_a_reason_that_reaches_only_a_confirmed_address(
    client: FlaskClient, database: Database, browser_of: BrowserOf
) -> None:
    send(client, BY_MAIL)
    assert act(browser_of("hanako"), only(database), "closing", reason="") == 422
    assert act(browser_of("hanako"), only(database), "closing", reason="営利のためのお願いのため") == 303
    sent = only(database)
    assert (sent.decision, sent.need.state) == (Decision.DECLINED, NeedState.CLOSED)
    assert letters(database, "declined") == []
    assert client.get(link_of(letters(database, "confirm")[0])).status_code == 400


def test_a_confirmed_asker_reads_why(client: FlaskClient, database: Database, browser_of: BrowserOf) -> None:
    send(client, BY_MAIL)
    post(client, link_of(letters(database, "confirm")[0]), {"answer": "yes"})
    assert act(browser_of("hanako"), only(database), "closing", reason="営利のためのお願いのため") == 303
    assert "営利のためのお願いのため" in letters(database, "declined")[0].body


@pytest.mark.parametrize("who", ["", "jiro", "taro"])
def test_nobody_but_staff_sees_what_waits(
    who: str, client: FlaskClient, database: Database, browser_of: BrowserOf, work: Callable[[], int]
) -> None:
    send(client, CONTACT)
    work()
    sent, browser = only(database), browser_of(who)
    assert browser.get(f"/needs/{sent.need_id}").status_code == 404
    assert browser.get(f"/api/v1/needs/{sent.need_id}").status_code == 404
    for address in ("/needs", "/search?q=子ども食堂", "/"):
        assert sent.need.title not in browser.get(address).text
    assert browser.get(f"/desk/consultations/{sent.id}").status_code in (401, 403)
    assert browser.get(f"/my/consultations/{sent.id}").status_code in (401, 404)


@pytest.mark.parametrize("who", ["", "jiro", "taro"])
def test_an_open_need_tells_others_nothing_of_who_asked(
    who: str, client: FlaskClient, database: Database, browser_of: BrowserOf, cast: Cast
) -> None:
    send(client, {**CONTACT, "email": EMAIL, "contact_note": "平日の夕方がよい"})
    hanako = browser_of("hanako")
    act(hanako, only(database), "confirmation")
    assert accept(hanako, only(database)) == 303
    browser, need_id = browser_of(who), only(database).need_id
    for address in (f"/needs/{need_id}", f"/api/v1/needs/{need_id}", "/needs", "/my"):
        text = browser.get(address).text
        assert not [secret for secret in (NAME, PHONE, EMAIL, "平日の夕方がよい") if secret in text]
    assert "会計を教えてください" in browser.get(f"/needs/{need_id}").text


def test_the_desk_shows_what_waits_and_that_nobody_was_reached(
    client: FlaskClient, database: Database, browser_of: BrowserOf
) -> None:
    send(client, CONTACT)
    for address in ("/desk", "/desk/queue/consultations"):
        page = browser_of("hanako").get(address).text
        assert "子ども食堂をしています🍙（未確認）" in page


def test_two_presses_at_the_same_moment_make_one_need(
    client: FlaskClient, app: Application, database: Database
) -> None:
    fill(client, CONTACT)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/consult/check").text)
    cookies = {name: client.get_cookie(name) for name in ("session", "consultation")}
    assert token

    def press(_number: int) -> int:
        browser = app.test_client()
        for name, cookie in cookies.items():
            assert cookie is not None
            browser.set_cookie(name, cookie.value)
        return browser.post("/consult/check", data={"csrf_token": token[1]}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press, range(4))) == [303] * 4
    with database.transaction(writing=False):
        assert session.scalar(sa.select(sa.func.count()).select_from(Need).where(Need.story == STORY)) == 1
