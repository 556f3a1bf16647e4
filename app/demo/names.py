"""Invented people's names with readings, numbers and addresses that can belong to nobody."""

from functools import cache, lru_cache
from random import Random
from typing import NamedTuple

import jaconv

from app.demo.words.given_names import GIVEN_NAMES, NICKNAMES, SURNAMES


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
def given_names() -> tuple[Word, ...]:
    """Eighty given names of all generations."""
    return tuple(map(word, GIVEN_NAMES.split()))


@cache
def nicknames() -> tuple[Word, ...]:
    """What groups like to call themselves; the reading of a nickname is its own kana."""
    return tuple(Word(text, _kana(text)) for text in NICKNAMES)


@lru_cache(maxsize=8192)
def order(key: str, size: int) -> tuple[int, ...]:
    """The numbers below `size` shuffled by `key`: a way to take things in a random order, each exactly once."""
    numbers = list(range(size))
    Random(key).shuffle(numbers)
    return tuple(numbers)


def full_name(seed: int, number: int) -> Word:
    """The name of the person `number`; no two numbers below 8,000 share one, later ones repeat with other people."""
    families, firsts = surnames(), given_names()
    pick = order(f"{seed}:people", len(families) * len(firsts))[number % (len(families) * len(firsts))]
    family, first = families[pick % len(families)], firsts[pick // len(families)]
    return Word(f"{family.text} {first.text}", f"{family.reading} {first.reading}")


def any_name(rng: Random) -> Word:
    """Some name, for somebody who is only mentioned."""
    family, first = rng.choice(surnames()), rng.choice(given_names())
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
    letters = jaconv.kana2alphabet(reading.strip().partition(" ")[0])
    return "".join(ch for ch in letters if "a" <= ch <= "z")[:20] or "musubi"


def _kana(text: str) -> str:
    return str(jaconv.kata2hira(text)).replace("玉", "だま").replace("木", "き")
