"""What staff may type about a person, and what goes out to whom."""

from collections.abc import Iterator
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from directory.people.models import Audience, Person, PersonState
from directory.people.schemas import PersonOut, PersonSchema
from kit.forms import Form, fill_form, read_form
from kit.web import Application

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def words(app: Application) -> Iterator[None]:
    with app.test_request_context():
        yield


def read(**typed: str) -> Form:
    return read_form(PersonSchema(), MultiDict({"display_name": "山本", **typed}))


@pytest.mark.parametrize("typed", ["昭和30年", "1955", "１９５５年", "S30"])
def test_years_of_birth_are_read_in_both_calendars(typed: str) -> None:
    assert read(birth_year=typed).data["birth_year"] == 1955


@pytest.mark.parametrize("typed", ["令和8年12月5日", "２０２６/12/5", "2026年12月5日（土）"])
def test_days_are_read_as_they_are_written(typed: str) -> None:
    assert read(resting_until=typed).data["resting_until"] == date(2026, 12, 5)


def test_a_month_alone_is_not_a_day() -> None:
    assert "resting_until" in read(resting_until="2026年12月").errors


@pytest.mark.parametrize("typed", ["０８３ー９３４ー１２３４", "083-934-1234（夜）", "0839341234"])
def test_telephone_numbers_are_kept_as_they_were_written(typed: str) -> None:
    assert read(phone=typed).data["phone"] == typed


def test_what_is_no_telephone_number_is_refused() -> None:
    assert "phone" in read(phone="12-34").errors


def test_mail_addresses_lose_their_width() -> None:
    assert read(email="Ｙａｍａ＠ｅｘａｍｐｌｅ．ｊｐ").data["email"] == "Yama@example.jp"
    assert "email" in read(email="yama.example.jp").errors


def test_rows_of_skills_are_read_by_their_numbers() -> None:
    form = read(
        **{"skills-0-skill": "accounting", "skills-0-level": "3", "skills-0-years": "２０", "skills-4-skill": ""}
    )
    assert form.data["skills"][0] == {"skill": "accounting", "level": 3, "years": 20, "verified": False}
    assert "skills-0-level" in read(**{"skills-0-skill": "accounting", "skills-0-level": "9"}).errors


def test_days_away_come_in_order() -> None:
    form = read(**{"absences-1-starts_on": "2026/12/5", "absences-1-ends_on": "2026/12/1"})
    assert list(form.errors) == ["absences-0-ends_on"]
    assert list(read(**{"absences-0-ends_on": "2026/12/1"}).errors) == ["absences-0-starts_on"]


def test_without_a_choice_only_the_centre_finds_a_person() -> None:
    assert read().data["findable_by"] is Audience.COORDINATORS


def test_a_form_filled_from_a_person_says_the_same_when_it_is_read_again() -> None:
    before = Person(display_name="山本", birth_year=1955, resting_until=date(2027, 3, 31), help_kinds=[], web_pages=[])
    before.languages = ["英語", "手話"]
    typed = fill_form(PersonSchema(), before).typed
    after = PersonSchema().load(typed)
    assert (after["birth_year"], after["resting_until"]) == (1955, date(2027, 3, 31))
    assert after["languages"] == ["英語", "手話"]


def test_what_nobody_asked_to_show_stays_out_of_the_answer() -> None:
    person = Person(id=1, display_name="山本", state=PersonState.ACTIVE, phone="000-1234-9876", slots=0, fee=None)
    assert "000-1234-9876" not in str(PersonOut().dump(person))
    assert PersonOut().dump(person).get("private") is None
