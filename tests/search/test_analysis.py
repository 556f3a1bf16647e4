"""What a text says to the search: words, readings and the forms in which they are compared."""

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.text import cleaned
from search.analysis import Role, units
from search.questions import question
from search.readings import kana_of_romaji, sound
from search.terms import Audience, Document, Field, terms_of

DATA = Path(__file__).parents[3] / "shared" / "data"


def forms(text: str) -> list[str]:
    return [unit.word.form for unit in units(text) if unit.counts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("引越", "引っ越し"),
        ("子ども食堂", "こども食堂"),
        ("ＮＰＯ", "npo"),
        ("髙橋", "高橋"),
        ("障がい者", "障害者"),
        ("まちづくり", "街づくり"),
        ("ｻｰﾊﾞｰ", "サーバ"),
        ("見\u200b守り", "見守り"),
    ],
)
def test_two_ways_of_writing_a_word_are_one_word(one: str, other: str) -> None:
    assert forms(one) == forms(other) != []


def test_old_people_and_the_elderly_share_a_meaning() -> None:
    meanings = [{synonym for unit in units(word) for synonym in unit.word.synonyms} for word in ("高齢者", "お年寄り")]
    assert meanings[0] & meanings[1]


def test_a_compound_keeps_its_small_units() -> None:
    (word,) = [unit.word for unit in units("町内会")]
    assert (word.form, word.parts, word.part_starts) == ("町内会", ("町内", "会"), (0, 2))


def test_particles_and_marks_say_nothing_and_helping_verbs_little() -> None:
    roles = {unit.surface: unit.word.role for unit in units("手話を、教えてくれる人！")}
    assert roles["を"] is roles["、"] is roles["!"] is Role.FUNCTION
    assert roles["くれる"] is Role.LIGHT
    assert roles["手話"] is roles["人"] is Role.CONTENT


@pytest.mark.parametrize(
    ("romaji", "kana"),
    [
        ("himawari", "ひまわり"),
        ("himaw", "ひま"),
        ("Shin'yō", "しんよ"),
        ("gakkou", "がっこう"),
        ("matcha", "まっちゃ"),
        ("kodomo shokudou", "こどもしょくどう"),
        ("dance", ""),
        ("npo", ""),
        ("手話", ""),
    ],
)
def test_somebody_types_a_reading_in_romaji(romaji: str, kana: str) -> None:
    assert kana_of_romaji(romaji) == kana


@pytest.mark.parametrize(("one", "other"), [("きょうかい", "kyokai"), ("トウキョウ", "tokyo"), ("つづき", "つずき")])
def test_long_vowels_sound_alike_however_they_are_written(one: str, other: str) -> None:
    assert sound(one) == sound(kana_of_romaji(other) or other)


def test_every_thread_has_its_own_tokenizer() -> None:
    wrong: list[object] = []

    def read() -> None:
        try:
            wrong.extend(got for _ in range(50) if (got := forms("子ども食堂の手話サークル")) != expected)
        except Exception as problem:
            wrong.append(problem)

    expected = forms("子ども食堂の手話サークル")
    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\ud800",
        "\x00手話\x00",
        "😀" * 100_000,
        "あ" * 100_000,
        "手話と防災。" * 8_000,
        "\ufdfa" * 100_000,
        "ab12" * 25_000,
    ],
    ids=["nothing", "space", "surrogate", "controls", "emoji", "one letter", "a book", "ligatures", "a number plate"],
)
def test_no_text_is_too_strange_or_too_long(text: str) -> None:
    units(text)
    question(text)
    terms = terms_of(_everywhere(text))
    for known in terms.fields.values():
        for term in known:
            term.encode()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_whatever_is_typed_is_text(text: str) -> None:
    question(text)
    terms_of(_everywhere(text))


@pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")
def test_naughty_strings_are_read_like_any_other() -> None:
    for text in json.loads((DATA / "badinput" / "blns" / "blns.json").read_text(encoding="utf-8")):
        question(text)
        terms_of(_everywhere(text))


def test_a_word_far_into_a_long_text_is_still_read() -> None:
    assert "手話" in forms("これは防災の話です。" * 3_000 + "手話")


def test_stored_forms_are_compared_not_changed() -> None:
    assert cleaned("髙﨑　ﾊﾅｺ") == "高崎 ハナコ"


def test_what_only_the_staff_may_read_is_kept_apart() -> None:
    terms = terms_of(
        Document(kind="group", id=1, audience=Audience.PUBLIC, names=["ひまわり会"], staff=["083-123-4567", "内緒の話"])
    )
    open_terms = {term for field, known in terms.fields.items() for term in known if not field.startswith("staff")}
    assert "=0831234567" in terms.fields[Field.STAFF]
    assert not any("083" in term or "内緒" in term for term in open_terms)


def _everywhere(text: str) -> Document:
    lines = [text[:5_000]]
    return Document(
        kind="group", id=1, audience=Audience.PUBLIC, names=lines, readings=lines, skills=lines, short=lines, body=[text],
        staff=lines,
    )  # fmt: skip
