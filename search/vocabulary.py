"""Words to propose: while somebody types, and when what was typed finds nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kit.text import search_key
from search.analysis import cleaned
from search.readings import is_kana, kana_of_romaji, sound
from search.terms import SEPARATOR


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


def near(typed: str, labels: Iterable[str]) -> list[Near]:
    """Labels within one slip of the typing finger (two in a long word), nearest first."""
    wanted = dict(_forms(typed))
    found: dict[str, Near] = {}
    for label in labels:
        key, _, shown = label.partition(SEPARATOR)
        aimed = wanted.get(Reason.READING if key.startswith("~") else Reason.SPELLING)
        if aimed is None or abs(len(aimed) - len(key)) > 2:
            continue
        most = _tolerated(aimed)
        if abs(len(aimed) - len(key)) > most or len(set(aimed) ^ set(key)) > 2 * most:
            continue
        distance = _distance(aimed, key, most)
        if distance <= most and (shown not in found or distance < found[shown].distance):
            reason = Reason.READING if key.startswith("~") else Reason.SPELLING
            found[shown] = Near(shown, label, distance, abs(len(aimed) - len(key)), reason)
    return sorted(found.values(), key=_nearness)


def _nearness(one: Near) -> tuple[int, bool, int, str]:
    return one.distance, one.reason is Reason.READING, one.stretch, one.shown


def _forms(typed: str) -> Iterator[tuple[Reason, str]]:
    for key in prefixes(typed):
        yield (Reason.READING if key.startswith("~") else Reason.SPELLING), key


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
