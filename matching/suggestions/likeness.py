"""How near the public words of people and groups are to the story of a need, by the index of the search."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from flask import current_app
from numpy.typing import NDArray

from directory.accounts.models import Account
from directory.people.access import audiences
from matching.scoring.columns import TextScores
from matching.scoring.order import number_of
from matching.scoring.profiles import Key, PartnerKind
from matching.scoring.rules import TEXT_ALONE
from search.analysis import Role, Unit, units
from search.engine import Index, IndexUnavailable
from search.finding import Generation, Segment
from search.scoring import Scorer, Statistics
from search.terms import Audience, Field

# Offices write these into needs of any kind; whoever has 業務 in a profile is not therefore one for empty houses.
_OFFICIAL: Final = frozenset(
    "業務 事業 事業費 委託 提案 推進 促進 普及 実施 目的 概要 予定 予算 上限 所要 総 額 千円 円 自己 負担 複数 可能 安全 安心 "
    "講座 講習 研修 養成 リーダー サポーター 相談 万".split()
)
_MOST_WORDS: Final = 30
"""Of a story: those that fewest others use. Words that everybody uses cost most to look up and tell least."""
_ENOUGH_WORDS: Final = 12
"""The weightiest so many words of a story make up the whole: nobody repeats all of a long one."""
_HIRAGANA: Final = frozenset(map(chr, range(ord("ぁ"), ord("ん") + 1)))
_TELLING: Final = re.compile("[ぁ-ん]{3}|[^ぁ-ん].|.[^ぁ-ん]")
"""Words by which a reader can check a reason: づけ or し are none, nor are forms of a verb such as 走ら."""
_KINDS: Final = {kind.value: kind for kind in PartnerKind}
_TITLE, _STORY = 2.0, 1.0
_PART, _SYNONYM = 0.4, 0.4
_COMMON, _FEW = 0.4, 10
"""Share of all profiles that a word may be in and still be a reason; in a small register, so many of them."""
_UNCHECKED: Final = 0.99 * TEXT_ALONE
"""Words for the same may add to another reason; where a reader finds none of the need's own words, they are none."""
_UNKNOWN = 0.5
"""A word that nobody has is as likely to be said otherwise as not to be known at all."""


@dataclass(frozen=True)
class Likeness:
    """``scores``: 0 to 1 of what a profile would get that repeats the story.

    ``words``: those of the story by which that can be checked, the ones that tell most first.
    """

    scores: Mapping[Key, float] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def liken(index: Index, title: str, story: str, viewer: Account | None) -> Likeness | None:
    """Likeness of everybody the viewer may find; None when the index cannot answer.

    Only what is public of them counts, whoever asks: a private note must not move anybody up.
    """
    words = _words(title, story)
    in_sight = frozenset(Audience(audience.value) for audience in audiences(viewer))
    try:
        return index.read(lambda now: _compare(now, in_sight, list(words.values()))) if words else Likeness()
    except IndexUnavailable:
        return None


def index_of_this_application() -> Index:
    """The index that the application has opened."""
    index: Index = current_app.extensions["index"]
    return index


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the story: as written, and the terms by which it is found, each with its weight."""

    surface: str
    terms: Mapping[str, float]
    inflected: bool


def _compare(now: Generation, audiences: frozenset[Audience], words: Collection[_Word]) -> Likeness:
    statistics = _statistics(now, {term for word in words for term in word.terms})
    worth = {word.surface: _worth(word, statistics) for word in words}
    rarest = sorted(words, key=lambda word: -worth[word.surface])
    asked = [word for word in rarest if _known(word, statistics)]
    # Words that nobody has stay in the whole: a need that nobody's words answer must not look answered.
    whole = sum(sorted(worth.values(), reverse=True)[:_ENOUGH_WORDS])
    terms = _weights(asked[:_MOST_WORDS], statistics)
    plain = {term for word in asked for term in _plain_terms(word) if not _is_common(term, statistics)}
    numbers, values = [np.zeros(0, np.uint32)], [np.zeros(0)]
    for segment, deleted in now.parts if asked else ():
        partners = _partners(segment)
        scores = Scorer(segment, statistics, staff=False).any_of(Field.TEXT, terms, len(partners.numbers))
        found = (scores > 0) & partners.seen_by(audiences)
        found[list(deleted)] = False
        numbers.append(partners.numbers[found])
        most = np.where(_said_by(segment, plain, len(found)), 1.0, _UNCHECKED)
        values.append(np.minimum(most[found], scores[found] / whole))
    words_to_show = tuple(word.surface for word in asked if _is_evidence(word, statistics))
    return Likeness(TextScores(np.concatenate(numbers), np.concatenate(values)), words_to_show)


def _said_by(segment: Segment, terms: Iterable[str], documents: int) -> NDArray[np.bool_]:
    """By document: whether any of the terms stands in it."""
    said = np.zeros(documents, np.bool_)
    for term in terms:
        said[segment.postings(Field.TEXT, term).docs] = True
    return said


def _plain_terms(word: _Word) -> Iterator[str]:
    """The word and the words it is made of, as they can be read: not what means the same, and no single character."""
    for term in word.terms:
        if not term.startswith("syn:") and term not in _OFFICIAL and _TELLING.search(term):
            yield term


def _is_common(term: str, statistics: Statistics) -> bool:
    return statistics.frequencies[Field.TEXT, term] > max(_FEW, _COMMON * statistics.documents)


@dataclass(frozen=True, eq=False)
class _Partners:
    """Of the documents of a segment: whose they are, and for whom (-1: no partner's)."""

    numbers: NDArray[Any]
    audiences: NDArray[Any]

    def seen_by(self, audiences: frozenset[Audience]) -> NDArray[Any]:
        allowed: NDArray[Any] = np.array([*(one in audiences for one in Audience), False])
        seen: NDArray[Any] = allowed[self.audiences]
        return seen


_known_partners: WeakKeyDictionary[Segment, _Partners] = WeakKeyDictionary()


def _partners(segment: Segment) -> _Partners:
    """Read once for each segment, which never changes."""
    if (known := _known_partners.get(segment)) is not None:
        return known
    places = {one.value: place for place, one in enumerate(Audience)}
    numbers, audiences = [], []
    for kind, number, audience in segment.facts:
        partner = kind in _KINDS and audience in places
        numbers.append(number_of((_KINDS[kind], number)) if partner else 0)
        audiences.append(places[audience] if partner else -1)
    found = _known_partners[segment] = _Partners(np.array(numbers, np.uint32), np.array(audiences, np.int8))
    return found


def _is_evidence(word: _Word, statistics: Statistics) -> bool:
    """Whether a reader who is shown the word sees what the two have in common: 目的 and 事業 are in every profile."""
    common = _is_common(next(iter(word.terms)), statistics)
    return bool(_TELLING.search(word.surface)) and not word.inflected and not common


def _statistics(now: Generation, terms: Iterable[str]) -> Statistics:
    parts = [segment for segment, _deleted in now.parts]
    have = {(Field.TEXT, term): sum(len(segment.postings(Field.TEXT, term)) for segment in parts) for term in terms}
    return Statistics(now.documents, have)


def _rarity(term: str, statistics: Statistics) -> float:
    """What a term tells; one that nobody has tells no more than one that a single profile has."""
    have = max(1, statistics.frequencies[Field.TEXT, term])
    return Statistics(statistics.documents, {(Field.TEXT, term): have}).idf(Field.TEXT, term)


def _worth(word: _Word, statistics: Statistics) -> float:
    """What a profile gets for saying this word as often as an average one of average length."""
    worth = sum(weight * _rarity(term, statistics) ** 2 for term, weight in word.terms.items())
    return worth if _known(word, statistics) else worth * _UNKNOWN


def _known(word: _Word, statistics: Statistics) -> bool:
    return any(statistics.frequencies[Field.TEXT, term] for term in word.terms)


def _weights(words: Iterable[_Word], statistics: Statistics) -> dict[str, float]:
    """The terms of the words. Each term is weighed by its rarity once more than the scorer does, as in a cosine of tf-idf."""
    terms: dict[str, float] = {}
    for word in words:
        for term, weight in word.terms.items():
            terms[term] = max(weight * _rarity(term, statistics), terms.get(term, 0.0))
    return terms


def _words(title: str, story: str) -> dict[str, _Word]:
    """The words that carry meaning, each once; what the story comes back to weighs more (1 + ln of the times)."""
    said: Counter[str] = Counter()
    first: dict[str, tuple[Unit, float]] = {}
    for text, weight in ((title, _TITLE), (story, _STORY)):
        for unit in units(text):
            if unit.word.role is Role.CONTENT and not unit.word.form.isdecimal() and unit.word.form not in _OFFICIAL:
                said[unit.word.form] += 1
                first.setdefault(unit.word.form, (unit, weight))
    return {form: _word(unit, weight * (1 + log(said[form]))) for form, (unit, weight) in first.items()}


def _word(unit: Unit, weight: float) -> _Word:
    word = unit.word
    terms = {word.form: weight}
    if len(word.parts) > 1:
        terms.update(dict.fromkeys(word.parts, weight * _PART))
    terms.update(dict.fromkeys(word.synonyms, weight * _SYNONYM))
    inflected = {unit.surface[-1], word.form[-1]} <= _HIRAGANA and word.form != unit.surface
    return _Word(unit.surface, terms, inflected)
