"""Invented people's names with readings, numbers and addresses that can belong to nobody."""

from functools import cache, lru_cache
from random import Random
from typing import NamedTuple

import jaconv

from app.demo.chances import order
from app.demo.words.given_names import MEN, NICKNAMES, SURNAMES, WOMEN


class Word(NamedTuple):
    """Something written, with its reading in hiragana."""

    text: str
    reading: str


def word(pair: str) -> Word:
    """`text|reading` or `text:reading` taken apart."""
    text, _, reading = pair.replace(":", "|", 1).partition("|")
    return Word(text, reading)


@cache
def surnames() -> tuple[Word, ...]:
    """A hundred surnames, some in old characters."""
    return tuple(map(word, SURNAMES.split()))


@cache
def given_names(women: bool, generation: int) -> tuple[Word, ...]:
    """A dozen names of women or men; generation 0 is about sixty and older, 1 the middle, 2 up to the mid-thirties."""
    return tuple(map(word, (WOMEN if women else MEN)[generation].split()))


@cache
def nicknames() -> tuple[Word, ...]:
    """What groups like to call themselves; the reading of a nickname is its own kana."""
    return tuple(Word(text, _kana(text)) for text in NICKNAMES)


def full_name(seed: int, number: int, *, age: int, women: bool) -> Word:
    """The name of the person `number`, fitting the age; in a bigger town some people share one, as people do."""
    families = surnames()
    place = order(f"{seed}:surnames", len(families))[number % len(families)]
    firsts = given_names(women, _generation(age))
    return _joined(families[place], firsts[(number // len(families) + place * 5) % len(firsts)])


def any_name(rng: Random) -> Word:
    """Some name, mostly of an older person, for somebody who is only mentioned."""
    firsts = given_names(rng.random() < 0.45, rng.choice((0, 0, 0, 1, 1, 1, 1, 2)))
    return _joined(rng.choice(surnames()), rng.choice(firsts))


def _generation(age: int) -> int:
    return 0 if age >= 60 else 1 if age >= 36 else 2


def _joined(family: Word, first: Word) -> Word:
    return Word(f"{family.text} {first.text}", f"{family.reading} {first.reading}")


def phone(number: int) -> str:
    """A telephone number nobody can have: a Japanese subscriber's number is 0 and then 1 to 9, never 00 (00 begins the
    number of a carrier, none of which is 000). Different numbers below 100,000,000 give different telephones."""
    return f"000-{number // 10000 % 10000:04d}-{number % 10000:04d}"


def postal_code(area_number: int) -> str:
    """A postal code that does not exist: those of Japan begin at 001."""
    return f"000-{area_number:04d}"


def corporate_number(serial: int) -> str:
    """A 法人番号 with the right check digit. Numbers of registered bodies go on with the code of a registry office; there
    is no office 9999, so this is nobody's. 05 is the kind of body the registers use for NPO法人."""
    base = f"999905{serial % 1_000_000:06d}"
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(base)))
    return f"{9 - total % 9}{base}"


@lru_cache(maxsize=4096)
def romaji(reading: str) -> str:
    """The latin letters of a reading, for addresses on the web."""
    for form in ("えぬぴーおーほうじん", "かぶしきがいしゃ", "ゆうげんがいしゃ", "むすびし "):
        reading = reading.removeprefix(form)
    letters = jaconv.kana2alphabet(reading.strip().partition(" ")[0][:10])
    return "".join(ch for ch in letters if "a" <= ch <= "z")[:20] or "musubi"


def _kana(text: str) -> str:
    return str(jaconv.kata2hira(text)).replace("玉", "だま").replace("木", "き")
