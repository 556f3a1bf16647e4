"""Words to propose: while somebody types, and when what was typed finds nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kit.text import cleaned, search_key
from search.readings import is_kana, kana_of_romaji, sound
from search.terms import SEPARATOR

Size: TypeAlias = tuple[bool, int]
"""Of a label: whether it is a reading, and the length of its key."""


class Reason(StrEnum):
    """Why a word is proposed in place of another."""

    SPELLING = "spelling"
    READING = "reading"


@dataclass(frozen=True)
class Suggestion:
    """A name or word that begins with what was typed, with the number of things that have it."""

    text: str
    count: int


@dataclass(frozen=True)
class Near:
    """A word of the vocabulary that is nearly what was typed."""

    shown: str
    label: str
    distance: int
    stretch: int
    """Difference of length: a mistyped character is likelier than a forgotten one."""
    reason: Reason


def prefixes(typed: str) -> tuple[str, ...]:
    """The beginnings of label keys that answer to what has been typed so far: as written, by reading, by rōmaji."""
    key = search_key(cleaned(typed[:60]))
    found = [key] if key else []
    kana = key if is_kana(key) else kana_of_romaji(cleaned(typed[:60])) if key.isascii() else ""
    if kana and (heard := sound(kana)):
        found.append("~" + heard)
    return tuple(found)


def shown_of(label: str) -> str:
    """The words of a label that people see."""
    return label.partition(SEPARATOR)[2]


def by_size(labels: Iterable[str]) -> Mapping[Size, Sequence[str]]:
    """Labels sorted into drawers, so that a search for near ones opens only a few."""
    drawers: dict[Size, list[str]] = {}
    for label in labels:
        drawers.setdefault((label[:1] == "~", label.index(SEPARATOR)), []).append(label)
    return drawers


def near(typed: str, vocabularies: Iterable[Mapping[Size, Sequence[str]]]) -> list[Near]:
    """Labels within one slip of the typing finger (two in a long word), nearest first."""
    aims = [(key, _tolerated(key)) for key in prefixes(typed)]
    found: dict[str, Near] = {}
    for drawers in vocabularies:
        for aim, most in aims:
            for length in range(len(aim) - most, len(aim) + most + 1):
                for one in _near_in(drawers.get((aim[0] == "~", length), ()), aim, most):
                    if one.shown not in found or one.distance < found[one.shown].distance:
                        found[one.shown] = one
    return sorted(found.values(), key=_nearness)


def _near_in(labels: Iterable[str], aim: str, most: int) -> Iterator[Near]:
    letters = set(aim)
    reason = Reason.READING if aim[0] == "~" else Reason.SPELLING
    for label in labels:
        key, _, shown = label.partition(SEPARATOR)
        if len(letters.difference(key)) <= most and (distance := _distance(aim, key, most)) <= most:
            yield Near(shown, label, distance, abs(len(aim) - len(key)), reason)


def _nearness(one: Near) -> tuple[int, bool, int, str]:
    return one.distance, one.reason is Reason.READING, one.stretch, one.shown


def _tolerated(key: str) -> int:
    length = len(key.lstrip("~"))
    return 0 if length < 2 else 1 if length < 6 else 2


def _distance(one: str, other: str, most: int) -> int:
    """Edits between two words, a swap of neighbours being one; more than ``most`` is only known to be more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, mark in enumerate(one, 1):
        line = [row]
        for column, theirs in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (mark != theirs))
            swapped = row > 1 and column > 1 and mark == other[column - 2] and one[row - 2] == theirs
            line.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
