"""The pages of somebody's times: who gets there, the form, the calendar file from upload to removal."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.availability.models import BusyTime, CalendarImport
from directory.history.models import Version
from directory.people.models import Person
from kit import audit, slots
from kit.clock import TOKYO, today
from kit.db import Database, session
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
TITLE = "zqひみつの通院"


@pytest.fixture
def jiro(database: Database, cast: Cast, browser_of: BrowserOf) -> FlaskClient:
    """Jiro is the accountant, whom everybody may find."""
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = cast.jiro
    return browser_of("jiro")


def calendar(day: date, *, title: str = TITLE) -> bytes:
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", f"SUMMARY:{title}", f"DTSTART:{day:%Y%m%d}T100000",
             "DURATION:PT2H", "END:VEVENT", "END:VCALENDAR")  # fmt: skip
    return "\r\n".join(lines).encode()


def upload(browser: FlaskClient, page: str, content: bytes):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert token
    data = {"csrf_token": token[1], "file": (io.BytesIO(content), "calendar.ics")}
    return browser.post(f"{page}/calendar", data=data, content_type="multipart/form-data")


def keep(browser: FlaskClient, page: str, checked: str):
    """Press the button of the check page."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', checked))
    return browser.post(f"{page}/calendar/keep", data=hidden)


def test_only_the_person_and_staff_see_and_change_times(jiro: FlaskClient, browser_of: BrowserOf, cast: Cast) -> None:
    page = f"/people/{cast.accountant}/times"
    for name in ("jiro", "hanako", "admin"):
        assert browser_of(name).get(page).status_code == 200
        assert browser_of(name).get(f"{page}/edit").status_code == 200
    assert browser_of("").get(page).status_code == 401
    taro = browser_of("taro")  # he may see the person, but not when they are free
    assert taro.get(f"/people/{cast.accountant}").status_code == 200
    for address in (page, f"{page}/edit"):
        assert taro.get(address).status_code == 404
    for address in ("edit", "calendar", "calendar/keep", "calendar/removal"):
        assert post(taro, f"{page}/{address}", {}, page="/my").status_code == 404
    assert "/times" not in taro.get(f"/people/{cast.accountant}").text


def test_my_times_lead_to_ones_own_or_to_the_registration(jiro: FlaskClient, browser_of: BrowserOf, cast: Cast) -> None:
    assert jiro.get("/my/times").location == f"/people/{cast.accountant}/times"
    assert "/my/times" in jiro.get("/my").text
    assert browser_of("taro").get("/my/times").location == "/my/register/person"


def test_people_say_when_they_can_and_the_rest_of_their_entry_stays(
    jiro: FlaskClient, cast: Cast, database: Database
) -> None:
    page = f"/people/{cast.accountant}/times"
    answer = post(jiro, f"{page}/edit", {
        "slots": ["4", "5"], "slots_possible": ["5", "6"], "on_site": "1", "areas": ["359998-01"], "travel_km": "１５",
        "max_per_month": "2", "minimum_notice_days": "3", "avoided_fields": ["7"], "avoided_groups": "むすび川を守る会",
        "absences-0-starts_on": "2027年1月5日", "notes": "消す", "findable_by": "coordinators",
    })  # fmt: skip
    assert answer.status_code == 303
    with database.transaction(writing=False):
        person = session.get_one(Person, cast.accountant)
        assert (person.slots, person.slots_possible) == (
            1 << 4 | 1 << 5,
            1 << 6,
        )  # what is preferred is not also possible
        assert (person.travel_km, person.max_per_month, person.minimum_notice_days) == (15, 2, 3)
        assert [field.code for field in person.avoided_fields] == [7]
        assert [group.id for group in person.avoided_groups] == [cast.river]
        assert [absence.starts_on for absence in person.absences] == [date(2027, 1, 5)]
        assert (person.findable_by, person.introduction) == ("public", "会計の帳簿づけをお手伝いします。")
        assert [held.skill.code for held in person.skills] == ["accounting"]
        version = session.scalars(sa.select(Version).order_by(Version.id.desc())).first()
        assert version is not None
        assert version.changes["avoided_fields"] == [[], [7]]
    history = jiro.get(f"/people/{cast.accountant}/history").text
    assert "手伝いたくない分野" in history
    assert "頼まれれば動ける曜日と時間帯" in history


def test_what_cannot_be_is_said_at_its_field_and_stays_typed(jiro: FlaskClient, cast: Cast) -> None:
    page = f"/people/{cast.accountant}/times"
    wrong = {"absences-0-starts_on": "2027年1月5日", "absences-0-ends_on": "2027年1月4日", "max_per_month": "たくさん"}
    answer = post(jiro, f"{page}/edit", wrong)
    assert answer.status_code == 422
    assert "終わりの日が、始まりの日より前になっています。" in answer.text
    assert "たくさん" in answer.text


def test_a_form_opened_before_another_change_is_refused(jiro: FlaskClient, browser_of: BrowserOf, cast: Cast) -> None:
    page = f"/people/{cast.accountant}/times/edit"
    shown = jiro.get(page).text
    version = re.search(r'name="version" value="(\d+)"', shown)
    assert version
    assert post(browser_of("hanako"), page, {"on_site": "1", "max_per_month": "2"}).status_code == 303
    answer = post(jiro, page, {"on_site": "1", "max_per_month": "9", "version": version[1]})
    assert answer.status_code == 422
    assert "ほかの人が変更しました" in answer.text


def test_what_people_avoid_is_found_by_nobody(
    jiro: FlaskClient, client: FlaskClient, cast: Cast, work: Callable[[], int]
) -> None:
    page = f"/people/{cast.accountant}"
    assert (
        post(jiro, f"{page}/times/edit", {"on_site": "1", "avoided_fields": ["3"], "slots": ["4"]}).status_code == 303
    )
    work()
    assert "髙橋みどり" in client.get("/people?q=会計").text
    assert "髙橋みどり" not in client.get("/people?field=3").text
    assert "手伝いたくない" not in client.get(page).text
    answer = client.get(f"/api/v1{page}").json
    assert answer["private"] is None
    assert "avoided" not in str(answer)


def test_the_coming_weeks_name_holidays_and_what_stands_against_a_day(
    jiro: FlaskClient, cast: Cast, database: Database
) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.slots, person.resting_until = slots.ALL, today() + timedelta(days=3)
    shown = jiro.get(f"/people/{cast.accountant}/times").text
    assert shown.count("今は休み") >= 4
    assert "○ 6時–24時" in shown
    assert "祝日は、何曜日でも「日」の行のとおりに数えます。" in shown


def test_a_calendar_is_shown_before_it_is_kept_and_no_title_is(
    jiro: FlaskClient, cast: Cast, database: Database
) -> None:
    page, day = f"/people/{cast.accountant}/times", today() + timedelta(days=10)
    checked = upload(jiro, page, calendar(day))
    assert checked.status_code == 200
    assert "10時–12時" in checked.text
    assert TITLE not in checked.text
    assert busy_times(database) == []
    assert keep(jiro, page, checked.text).status_code == 303
    assert busy_times(database) == [f"{day:%Y%m%d} 10–12"]
    assert "予定あり：10時–12時" in jiro.get(page).text
    with database.transaction(writing=False):
        stored = [row for table in ("busy_times", "calendar_imports", "audit_entries", "person_versions")
                  if sa.inspect(session.get_bind()).has_table(table)
                  for row in session.execute(sa.text(f"select * from {table}"))]  # fmt: skip
        assert TITLE not in str(stored)
        verbs = session.scalars(sa.select(audit.AuditEntry.verb)).all()
    assert "person.calendar_imported" in verbs


def test_a_second_calendar_takes_the_place_of_the_first_and_one_button_removes_it(
    jiro: FlaskClient, cast: Cast, database: Database
) -> None:
    page, day = f"/people/{cast.accountant}/times", today() + timedelta(days=10)
    for number in (0, 1):
        keep(jiro, page, upload(jiro, page, calendar(day + timedelta(days=number))).text)
    assert busy_times(database) == [f"{day + timedelta(days=1):%Y%m%d} 10–12"]
    assert post(jiro, f"{page}/calendar/removal", {}, page=page).status_code == 303
    assert post(jiro, f"{page}/calendar/removal", {}, page=page).status_code == 303
    assert busy_times(database) == []
    with database.transaction(writing=False):
        assert session.scalar(sa.select(sa.func.count()).select_from(CalendarImport)) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ファイルが空です"),
        (b"hello", "カレンダーのファイル（.ics）ではないようです"),
        (b"PK\x03\x04", "ZIPのファイルです"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "途中で切れています"),
    ],
)
def test_files_that_are_no_calendar_are_refused_in_plain_words(
    content: bytes, words: str, jiro: FlaskClient, cast: Cast
) -> None:
    answer = upload(jiro, f"/people/{cast.accountant}/times", content)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_check_page_that_was_tampered_with_keeps_nothing(jiro: FlaskClient, cast: Cast, database: Database) -> None:
    page = f"/people/{cast.accountant}/times"
    for first, busy in ((today().isoformat(), "!!"), ("1999-01-01", "AQ=="), ("9999-12-31", "AQ=="), ("", "AQ==")):
        answer = post(jiro, f"{page}/calendar/keep", {"first": first, "busy": busy}, page=page)
        assert answer.status_code == 400
    endless = {"first": today().isoformat(), "busy": "/w" * 1900}
    post(jiro, f"{page}/calendar/keep", endless, page=page)
    assert all(time < f"{today() + timedelta(days=400):%Y%m%d}" for time in busy_times(database))


def busy_times(database: Database) -> list[str]:
    with database.transaction(writing=False):
        found = session.scalars(sa.select(BusyTime).order_by(BusyTime.starts_at)).all()
        local = [(time.starts_at.astimezone(TOKYO), time.ends_at.astimezone(TOKYO)) for time in found]
        return [f"{starts:%Y%m%d} {starts:%H}–{ends:%H}" for starts, ends in local]
