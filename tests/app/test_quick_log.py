"""The quick log: from a telephone call to a record that is found, on one page."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.intake import contact_parts
from directory.groups.models import Group, GroupState, Publication
from directory.log.models import LogEntry
from directory.people.models import Audience, Person, PersonState
from kit.clock import today, travelled
from kit.db import Database, session
from kit.web import Application
from matching.needs.models import Need, NeedKind, NeedState, ReceivedBy
from matching.needs.wording import kind_of_need, title_of
from tests.cast import Cast
from tests.conftest import open_private, post

BrowserOf = Callable[[str], FlaskClient]
CALL = {
    "method": "phone",
    "caller": "電話の田中",
    "contact": "000-5555-4444",
    "matter": "竹細工を教えてくれる人はいませんか。来月の集まりで使いたいそうです。",
    "becomes": "need",
    "next_step": "心当たりに聞いて折り返す",
    "due": "tomorrow",
}


def take_call(browser: FlaskClient, **told: object) -> str:
    """Fill in the form as it stands and press its button; returns where it leads."""
    page = browser.get("/desk/log").text
    hidden = dict(re.findall(r'type="hidden" name="(csrf_token|once)" value="([^"]+)"', page))
    answer = browser.post("/desk/log", data={**hidden, **CALL, **told})
    assert answer.status_code == 303, answer.text
    return answer.location


def entries(database: Database) -> list[LogEntry]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(LogEntry).order_by(LogEntry.id)))


def test_the_form_asks_six_questions_on_one_page(browser_of: BrowserOf) -> None:
    tree = html5lib.parse(browser_of("hanako").get("/desk/log").text, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if form.get("id") == "quick-log")
    questions = [each for each in form if "mb-field" in each.get("class", "").split()]
    assert len(questions) == 6
    controls = {c.get("name") for c in form.iter() if c.tag in ("input", "textarea", "select")}
    asked = {c.get("name") for q in questions for c in q.iter() if c.tag in ("input", "textarea", "select")}
    assert controls - asked == {"csrf_token", "once"}
    assert asked == {"method", "caller", "contact", "matter", "becomes", "next_step", "due", "due_on"}


def test_a_call_becomes_a_need_that_staff_find_at_once(
    browser_of: BrowserOf, database: Database, cast: Cast, work: Callable[[], int]
) -> None:
    browser = browser_of("hanako")
    page = browser.get(take_call(browser)).text
    for words in ("電話の田中", "000-5555-4444", "心当たりに聞いて折り返す", "取り消す", "/needs/"):
        assert words in page
    with database.transaction(writing=False):
        need = session.scalars(sa.select(Need).order_by(Need.id.desc())).first()
        assert need is not None
        assert (need.state, need.audience, need.kind) == (NeedState.OPEN, Audience.COORDINATORS, NeedKind.ADVISER)
        assert (need.title, need.requester_name) == ("竹細工を教えてくれる人はいませんか", "電話の田中")
        assert (need.contact, need.received_by_method) == ("000-5555-4444", ReceivedBy.PHONE)
        assert (need.received_by, need.received_on) == ("hanako", today())
    for question in ("竹細工", "電話の田中", "０００（５５５５）４４４４"):
        assert f"/needs/{need.id}" in browser.get("/desk/search", query_string={"q": question}).text, question
    work()
    assert browser.get("/api/v1/search", query_string={"q": "00055554444"}).json["total"] == 1
    assert browser_of("jiro").get("/api/v1/search", query_string={"q": "竹細工"}).json["total"] == 0


def test_a_call_of_a_registered_group_is_on_its_page(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    browser = browser_of("hanako")
    take_call(browser, caller="むすび川を守る会")
    with database.transaction(writing=False):
        need = session.scalars(sa.select(Need).order_by(Need.id.desc())).first()
        assert need is not None
        assert (need.group_id, need.requester_name) == (cast.river, "")
    assert "竹細工" in browser.get(f"/groups/{cast.river}").text
    assert "竹細工" in browser.get(f"/needs/{need.id}").text
    assert "窓口で聞いたこと" not in browser_of("taro").get(f"/groups/{cast.river}").text


def test_a_visitor_becomes_a_draft_group_with_contacts_for_the_centre(
    browser_of: BrowserOf, database: Database
) -> None:
    take_call(
        browser_of("hanako"),
        method="visit",
        caller="竹とんぼの会",
        contact="０００－５５５５－４４４４ bamboo@example.jp",
        becomes="group",
    )
    with database.transaction(writing=False):
        group = session.scalars(sa.select(Group).where(Group.name == "竹とんぼの会")).one()
        assert group.state is GroupState.DRAFT
        told = [(contact.kind.value, contact.value, contact.publication) for contact in group.contacts]
        assert told == [
            ("phone", "000-5555-4444", Publication.CENTER),
            ("email", "bamboo@example.jp", Publication.CENTER),
        ]
        assert "竹細工" in group.notes


def test_a_letter_becomes_a_draft_person_whom_only_the_centre_finds(browser_of: BrowserOf, database: Database) -> None:
    take_call(browser_of("hanako"), method="letter", caller="手紙の佐藤", becomes="person")
    with database.transaction(writing=False):
        person = session.scalars(sa.select(Person).where(Person.display_name == "手紙の佐藤")).one()
        assert (person.state, person.findable_by) == (PersonState.DRAFT, Audience.COORDINATORS)
        assert (person.phone, person.legal_name) == ("000-5555-4444", "手紙の佐藤")


def test_a_draft_for_somebody_who_is_registered_is_refused(browser_of: BrowserOf, database: Database) -> None:
    answer = post(browser_of("hanako"), "/desk/log", {**CALL, "caller": "むすび川を守る会", "becomes": "group"})
    assert answer.status_code == 422
    assert "すでに登録されています" in answer.text
    assert "竹細工" in answer.text
    assert entries(database) == []


def test_a_note_stands_on_the_record_that_was_chosen(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    browser = browser_of("hanako")
    proposed = browser.get("/desk/log/names?q=みどり").json["items"]
    assert proposed == [f"髙橋みどり #P{cast.accountant}"]
    take_call(browser, caller=proposed[0], becomes="note", matter="来週は留守だそうです。")
    (entry,) = entries(database)
    assert (entry.caller, entry.caller_subject, entry.made) == ("髙橋みどり", f"person:{cast.accountant}", "")
    assert "来週は留守" in browser.get(f"/people/{cast.accountant}").text


def test_pressing_twice_writes_one(browser_of: BrowserOf, database: Database) -> None:
    browser = browser_of("hanako")
    assert take_call(browser, once="the same") == take_call(browser, once="the same")
    assert len(entries(database)) == 1
    with database.transaction(writing=False):
        assert session.scalar(sa.select(sa.func.count()).select_from(Need)) == 2


def test_pressing_twice_at_once_writes_one(app: Application, browser_of: BrowserOf, database: Database) -> None:
    browsers = [browser_of("hanako") for _press in range(4)]
    places: list[str] = []
    presses = [threading.Thread(target=lambda b=b: places.append(take_call(b, once="the same"))) for b in browsers]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert len(places) == 4
    assert len(set(places)) == 1
    assert len(entries(database)) == 1


def test_who_took_it_takes_it_back_within_ten_minutes(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    browser, other = browser_of("hanako"), browser_of("admin")
    page = take_call(browser)
    entry = page.rsplit("/", 1)[-1]
    assert "取り消す</button>" not in other.get(page).text
    assert post(other, f"/desk/log/entries/{entry}/undo", {}, page=page).status_code == 409
    assert post(browser, f"/desk/log/entries/{entry}/undo", {}, page=page).status_code == 303
    with database.transaction(writing=False):
        assert [need.id for need in session.scalars(sa.select(Need))] == [cast.need]
    assert entries(database)[0].undone_at is not None
    assert "電話の田中" not in browser.get("/desk/search?q=竹細工").text


def test_after_ten_minutes_it_stays(browser_of: BrowserOf, database: Database) -> None:
    browser = browser_of("hanako")
    page = take_call(browser)
    with travelled(timedelta(minutes=11)):
        assert "取り消す</button>" not in browser.get(page).text
        assert post(browser, f"{page}/undo", {}, page=page).status_code == 409
    assert entries(database)[0].undone_at is None


def test_what_was_worked_on_since_is_not_taken_back(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    browser = browser_of("hanako")
    page = take_call(browser)
    with database.transaction() as writing:
        writing.get_one(Need, cast.need + 1).title = "直した題名"
    assert post(browser, f"{page}/undo", {}, page=page).status_code == 409
    assert entries(database)[0].undone_at is None


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"caller": ""}, "caller"),
        ({"matter": " "}, "matter"),
        ({"method": "pigeon"}, "method"),
        ({"becomes": ""}, "becomes"),
        ({"due": "day"}, "due_on"),
        ({"due": "day", "due_on": "あした"}, "due_on"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(
    told: dict[str, str], field: str, browser_of: BrowserOf, database: Database
) -> None:
    answer = post(browser_of("hanako"), "/desk/log", {**CALL, **told})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "000-5555-4444" in answer.text
    assert entries(database) == []


@pytest.mark.parametrize(
    ("told", "step", "days"),
    [
        ({"next_step": "", "due": "none"}, "", None),
        ({"next_step": "折り返す", "due": "none"}, "折り返す", 0),
        ({"next_step": "", "due": "week"}, "連絡する", 7),
        ({"next_step": "行く", "due": "day", "due_on": "令和99年12月5日"}, "行く", "2117-12-05"),
    ],
)
def test_the_next_step_has_a_day(
    told: dict[str, str], step: str, days: object, browser_of: BrowserOf, database: Database
) -> None:
    take_call(browser_of("hanako"), becomes="note", **told)
    (entry,) = entries(database)
    day = str(today() + timedelta(days=days)) if isinstance(days, int) else days
    assert (entry.next_step, entry.due_on and str(entry.due_on)) == (step, day)


@pytest.mark.parametrize(("who", "status"), [("", 401), ("taro", 403)])
def test_the_log_is_closed_to_everybody_else(who: str, status: int, browser_of: BrowserOf) -> None:
    take_call(browser_of("hanako"))
    browser = browser_of(who)
    for address in (
        "/desk/log",
        "/desk/log/entries",
        "/desk/log/entries/1",
        "/desk/log/names?q=川",
        "/desk/search?q=竹",
    ):
        assert browser.get(address).status_code == status, address


def test_another_of_the_staff_opens_the_contact_with_a_reason(browser_of: BrowserOf) -> None:
    page = take_call(browser_of("hanako"))
    other = browser_of("admin")
    assert "000-5555-4444" not in other.get(page).text
    open_private(other, page)
    assert "000-5555-4444" in other.get(page).text


def test_what_was_told_is_read_as_it_was_meant() -> None:
    assert contact_parts("０００ー１２３４ー５６７８　夜 a@example.jp") == (["000ー1234ー5678"], ["a@example.jp"], "夜")
    assert contact_parts("050-0000-0001、000-1234-5678")[0] == ["050-0000-0001", "000-1234-5678"]
    assert contact_parts("むすび市中央1-2") == ([], [], "むすび市中央1-2")
    assert title_of("手が足りません。\n助けて") == "手が足りません"
    assert len(title_of("長" * 100)) == 40
    assert kind_of_need("一緒にお祭りを") is NeedKind.PARTNER
    assert kind_of_need("荷物を運ぶ") is NeedKind.HANDS
