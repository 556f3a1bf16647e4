"""Names of the other side, and ways to reach it, found and covered in what a side is to read, in whatever way they are written."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from directory.groups.models import Group
from directory.people.models import Person
from kit.phones import find_phones
from kit.text import nfkc, search_key
from matching.introductions.items import Item, items_of, shown_by
from matching.introductions.models import Introduction
from matching.introductions.moves import Side, other
from matching.introductions.reaching import MAIL

HIDDEN: Final = "〇〇"
_FOLD: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "‐‑‒–—―−ー〜"), "-")
"""Full-width signs and every dash as ASCII has them, one sign for one: a place in the folded text is that in the text."""
_PHONE: Final = re.compile(r"(?<!\d)0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}(?!\d)", re.ASCII)
_NUMBER: Final = re.compile(r"(?<!\d)\d[\d() -]{5,}\d(?!\d)", re.ASCII)
_SCHEME: Final = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_SHORTEST: Final = 2
"""A name of one character would be found in every sentence."""


def addresses_in(text: str, introduction: Introduction, reader: Side) -> list[str]:
    """Telephone numbers, mail addresses and places in the text by which the reader could reach the other side: never in a letter."""
    anybodys = sorted({text[start:end] for start, end in _addresses(text)})
    ways = ways_to_reach(introduction, reader)
    return [nfkc(found) for found in anybodys] + [
        way for way in _held(text, ways) if not _held("、".join(anybodys), [way])
    ]


def names_in(text: str, introduction: Introduction, reader: Side) -> list[str]:
    """Names of the other side in the text."""
    return _held(text, names_of(introduction, reader))


def untold_in(text: str, introduction: Introduction, reader: Side) -> list[str]:
    """Ways to reach the other side in the text that they have not ticked for the reader."""
    side = other(reader)
    ticked = {item.key for item in shown_by(introduction, side)}
    untold = [item for item in items_of(introduction, side) if item.key not in ticked and not _is_name(item)]
    return _held(text, _reaching(item.value for item in untold))


def masked(text: str, introduction: Introduction, reader: Side) -> str:
    """The text with circles in the place of names and addresses of the other side."""
    words = [*ways_to_reach(introduction, reader), *names_of(introduction, reader)]
    return _covered(text, [*_addresses(text), *_places(text, words)])


def without_addresses(text: str, introduction: Introduction, reader: Side) -> str:
    """The text with circles in the place of the other side's addresses only: of somebody whose name may be read."""
    return _covered(text, [*_addresses(text), *_places(text, ways_to_reach(introduction, reader))])


def names_of(introduction: Introduction, reader: Side) -> list[str]:
    """Who stands on the other side of the reader: their names, and those of its parts."""
    need = introduction.need
    parties = [introduction.candidate] if reader is Side.REQUESTER else [need.group, need.person]
    names = [need.requester_name] if reader is Side.CANDIDATE else []
    for party in parties:
        if isinstance(party, Group):
            names += [party.name, party.short_name, party.reading]
        elif isinstance(party, Person):
            names += [party.display_name, party.legal_name, party.reading]
    return _long_enough(names)


def ways_to_reach(introduction: Introduction, reader: Side) -> list[str]:
    """By what the reader could reach the other side, each as it is registered and without what stands around it."""
    need = introduction.need
    parties = [introduction.candidate] if reader is Side.REQUESTER else [need.group, need.person]
    ways = need.contact.split("\n") if reader is Side.CANDIDATE else []
    for party in parties:
        if isinstance(party, Group):
            ways += [contact.value for contact in party.contacts] + list(party.web_pages)
        elif isinstance(party, Person):
            ways += [party.phone, party.email, party.address, *party.web_pages]
    return _reaching(ways)


def _reaching(values: Iterable[str]) -> list[str]:
    """The values, and the numbers and mail addresses within them: 「電話　050-…」 is found by its number alone."""
    found: list[str] = []
    for value in values:
        folded = value.translate(_FOLD)
        found += [_SCHEME.sub("", value.strip()).rstrip("/"), *MAIL.findall(folded)]
        if len(_NUMBER.sub("", folded).strip()) < len(folded) // 2:  # of a postal address its digits tell nothing
            found += _NUMBER.findall(folded)
    return _long_enough(found)


def _is_name(item: Item) -> bool:
    return item.key == "legal_name"


def _long_enough(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in words if len(search_key(word)) >= _SHORTEST))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where anybody's telephone numbers and mail addresses stand."""
    folded = text.translate(_FOLD)
    for pattern in (MAIL, _PHONE):
        yield from (found.span() for found in pattern.finditer(folded))
    for shown in {phone.shown for phone in find_phones(text)[0]}:
        yield from (found.span() for found in re.finditer(re.escape(shown), text))


def _held(text: str, words: Collection[str]) -> list[str]:
    key = search_key(text)
    return [word for word in words if search_key(word) in key]


def _places(text: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand, whatever width, case, kana, blanks and dashes they are written with."""
    keyed = [(sign, place) for place, original in enumerate(text) for sign in search_key(original)]
    key = "".join(sign for sign, _place in keyed)
    for word in words:
        for found in re.finditer(re.escape(search_key(word)), key):
            yield keyed[found.start()][1], keyed[found.end() - 1][1] + 1


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with circles over these places; where they touch there is one pair."""
    done, parts = 0, []
    for start, end in sorted(spans):
        if start >= done:
            parts += [text[done:start], HIDDEN]
        done = max(done, end)
    return "".join([*parts, text[done:]])
