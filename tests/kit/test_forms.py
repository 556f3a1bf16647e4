"""Forms: what was typed is kept, what is wrong is said in Japanese at the right place."""

from enum import StrEnum

import marshmallow as ma
import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from kit import slots
from kit.fields import Choice, Choices, Codes, Flag, Lines, Number, Reading, Slots, Text, WebPages
from kit.forms import Schema, fill_form, read_form


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Row(Schema):
    value = Text(limit=5)


class Sheet(Schema):
    name = Text(required=True, limit=10)
    reading = Reading()
    story = Text(limit=50, lines=True)
    colour = Choice(Colour)
    colours = Choices(Colour)
    count = Number(most=100)
    ticked = Flag()
    slots = Slots()
    codes = Codes("code")
    lines = Lines(most=2)
    pages = WebPages()
    rows = ma.fields.List(ma.fields.Nested(Row), load_default=list)


@pytest.fixture(autouse=True)
def japanese() -> object:
    app = Flask(__name__)
    Babel(app, default_locale="ja")
    with app.test_request_context():
        yield


def read(**values: object):
    return read_form(Sheet(), MultiDict({"name": "x", **values}))


def test_an_empty_form_names_what_is_needed_and_nothing_else() -> None:
    assert read_form(Sheet(), MultiDict()).errors == {"name": ["入力してください。"]}


@pytest.mark.parametrize(("typed", "number"), [("２０名", 20), ("1,000", None), ("2、3人", None), ("2,3人", None)])
def test_a_number_is_what_was_meant_or_is_asked_for_again(typed: str, number: int | None) -> None:
    form = read(count=typed)
    assert form.data.get("count") == number
    assert form.errors == ({} if number else {"count": form.errors["count"]})


def test_what_was_typed_is_kept_when_it_is_wrong() -> None:
    form = read(count="たくさん")
    assert form.typed["count"] == "たくさん"
    assert form.errors == {"count": ["数字で入力してください。"]}


def test_too_long_a_text_says_how_much_to_cut() -> None:
    assert "あと2文字" in read(name="あ" * 12).errors["name"][0]


@pytest.mark.parametrize("typed", ["30", "３０", "30人", "３０名", " 30 "])
def test_numbers_are_read_as_people_type_them(typed: str) -> None:
    assert read(count=typed).data["count"] == 30


def test_a_number_out_of_range_says_the_range() -> None:
    assert read(count="101").errors == {"count": ["0から100までの数字で入力してください。"]}


def test_a_reading_in_katakana_becomes_hiragana() -> None:
    assert read(reading="ヒマワリ").data["reading"] == "ひまわり"


def test_a_reading_in_kanji_is_refused() -> None:
    assert read(reading="向日葵").errors == {"reading": ["ひらがなで入力してください。"]}


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert read(name="a\x00b\ud800c").data["name"] == "abc"


def test_line_breaks_are_kept_only_where_there_may_be_lines() -> None:
    assert read(story="一\r\n二").data["story"] == "一\n二"
    assert read(name="一\r\n二").data["name"] == "一 二"


def test_a_choice_outside_the_list_is_refused() -> None:
    assert read(colour="green").errors == {"colour": ["一覧から選んでください。"]}


def test_slots_are_read_from_their_bits() -> None:
    form = read_form(Sheet(), MultiDict([("name", "x"), ("slots", "20"), ("slots", "21")]))
    assert form.data["slots"] == slots.mask([5], [0, 1])
    assert fill_form(Sheet(), form.data).typed["slots"] == ["20", "21"]


def test_a_slot_outside_the_week_is_refused() -> None:
    assert "slots" in read(slots="28").errors


def test_rows_are_read_in_order_and_their_errors_stand_at_the_row() -> None:
    form = read(**{"rows-0-value": "ok", "rows-3-value": "too long"})
    assert list(form.errors) == ["rows-1-value"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://example.jp", "example.jp", "https://", "http://a b.jp"]
)
def test_only_web_addresses_are_web_addresses(address: str) -> None:
    assert "pages" in read(pages=address).errors


def test_a_web_address_is_kept() -> None:
    assert read(pages="https://example.jp/会").data["pages"] == ["https://example.jp/会"]
