"""Every Japanese message has its English."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.support import Translations

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
METHODS = [(".venv/**", "ignore"), ("node_modules/**", "ignore"), ("tests/**", "ignore"), ("**.py", "python")]
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{n\}")


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id and not message.fuzzy}


@pytest.fixture(scope="module")
def messages() -> set[str]:
    found = extract_from_dir(str(ROOT), [*METHODS, ("templates/**.html", "jinja2")], keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found if message}


def test_every_message_has_its_english_and_there_is_none_for_what_nobody_says(
    messages: set[str], english: dict[str, str]
) -> None:
    assert len(messages) > 500
    assert sorted(message for message in messages if not english.get(message)) == []
    assert sorted(set(english) - messages) == []


def test_english_is_written_without_japanese_letters(english: dict[str, str]) -> None:
    assert [text for text in english.values() if JAPANESE.search(text)] == []


def test_english_keeps_what_is_filled_in(english: dict[str, str]) -> None:
    differing = {
        text: said for text, said in english.items() if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(said))
    }
    assert differing == {}


def test_the_catalogue_that_is_served_is_the_one_that_is_kept(english: dict[str, str]) -> None:
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists():
        pytest.fail("run `make translations/en/LC_MESSAGES/messages.mo`")
    with compiled.open("rb") as file:
        served = Translations(file)
    assert [text for text, said in english.items() if served.gettext(text) != said] == []
