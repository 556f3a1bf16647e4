"""Answers from one generation of an index: only what the viewer may see counts, in totals and proposals alike."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.questions import Node, Question, SynonymSets, question
from search.scoring import Postings, Scorer, Statistics, fields_for, terms_in
from search.scoring import Segment as ScoredSegment
from search.terms import Audience, Field
from search.vocabulary import Near, Size, Suggestion, near, prefixes, shown_of

_MOST_CANDIDATES = 120  # labels whose things are looked at for one suggestion
_MOST_VAGUE = 1_000  # things that have but some of the words; behind them nobody looks
_MOST_CORRECTIONS = 30  # near words tried for one word that finds nothing


class Matched(StrEnum):
    """How strictly a question could be answered."""

    EVERY_WORD = "every_word"
    EVERY_PART = "every_part"
    ANY_WORD = "any_word"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Viewer:
    """Who is asking, as far as an index has to know."""

    audiences: frozenset[Audience] = frozenset({Audience.PUBLIC})
    staff: bool = False
    """Whether the fields that only coordinators may read are searched too."""


EVERYBODY = Viewer()
STAFF = Viewer(frozenset(Audience), staff=True)


Rank: TypeAlias = tuple[float, str, int]
"""Score, negative, then kind and id: sorted as it stands, because a broad question finds tens of thousands."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    kind: str
    id: int
    score: float


@dataclass(frozen=True)
class Found:
    """Everything that answers a question and may be seen, best first."""

    ranking: "Sequence[Rank]"
    matched: Matched
    words: tuple[str, ...] = ()
    """The words of the question as they were understood, to be marked in what is shown."""

    @property
    def total(self) -> int:
        return len(self.ranking)

    @property
    def hits(self) -> list[Hit]:
        return self.page(limit=self.total)

    def page(self, *, limit: int, offset: int = 0) -> list[Hit]:
        return [Hit(kind, number, -rank) for rank, kind, number in self.ranking[offset : offset + limit]]

    def ids(self, kind: str) -> list[int]:
        """Ids of one kind, best first: for facets and for sorting in the database."""
        return [number for _, of, number in self.ranking if of == kind]


@dataclass(frozen=True)
class Correction:
    """A question near to one that finds nothing; it does find something."""

    text: str
    instead: Mapping[str, Near]
    """What was typed → the word proposed for it, and why."""
    total: int


class Segment(ScoredSegment, Protocol):
    """A part of an index, as far as answers need it."""

    @property
    def facts(self) -> Sequence[tuple[str, int, str]]: ...

    def seen_by(self, audiences: frozenset[Audience]) -> NDArray[np.bool_]: ...

    @property
    def vocabulary(self) -> Mapping[Size, Sequence[str]]: ...

    def postings(self, field: Field, term: str) -> Postings: ...

    def labels(self, prefix: str) -> list[tuple[str, int]]: ...


class Generation(Protocol):
    """An index as one commit left it."""

    @property
    def documents(self) -> int: ...

    @property
    def parts(self) -> Iterable[tuple[Segment, frozenset[int]]]:
        """Segments, each with the documents that were deleted since it was written."""
        ...


@dataclass(frozen=True)
class Scope:
    """What one viewer may see of one generation, narrowed to some kinds of things."""

    now: Generation
    viewer: Viewer
    kinds: Collection[str] | None = None

    def find(self, asked: Question) -> Found:
        """The strictest answer that finds anything."""
        words = tuple(word.typed for word in asked.words)
        for matched, node in (
            (Matched.EVERY_WORD, asked.every_word),
            (Matched.EVERY_PART, asked.every_part),
            (Matched.ANY_WORD, asked.any_word),
        ):
            if node is not None and (hits := self.hits(node)):
                hits.sort()
                return Found(hits if matched is not Matched.ANY_WORD else hits[:_MOST_VAGUE], matched, words)
        return Found([], Matched.NOTHING, words)

    def suggest(self, typed: str, *, limit: int) -> list[Suggestion]:
        """Labels that begin with what was typed and lead to something in sight: the most frequent, the shortest."""
        frequency: Counter[str] = Counter()
        for segment, _ in self.now.parts:
            for prefix in prefixes(typed):
                frequency.update(dict(segment.labels(prefix)))
        likely = sorted(frequency, key=lambda label: (-frequency[label], len(label), label))
        counts: dict[str, int] = {}
        for label in likely[:_MOST_CANDIDATES]:
            if (shown := shown_of(label)) not in counts and (count := self._labelled(label)):
                counts[shown] = count
        best = sorted(counts, key=lambda shown: (-counts[shown], len(shown), shown))
        return [Suggestion(shown, counts[shown]) for shown in best[:limit]]

    def did_you_mean(self, text: str, synonyms: SynonymSets | None) -> Correction | None:
        """The whole text, a piece between spaces or a word replaced by what the vocabulary in sight has near to it."""
        asked = question(text, synonyms=synonyms)
        if not asked.words or self._finds(asked.every_word) or self._finds(asked.every_part):
            return None
        pieces = asked.text.split()
        lost = [word.typed for word in asked.words if not self._finds(word.node)]
        joined = [one.typed + other.typed for one, other in pairwise(asked.words)]  # a slip may cut a word in two
        for level in ([asked.text.strip()], pieces if len(pieces) > 1 else [], lost, joined):
            typed_words = dict.fromkeys(word for word in level if word in asked.text)
            instead = {word: found for word in typed_words if (found := self._nearest(word))}
            for some in (instead, *({word: found} for word, found in instead.items())):
                if some and (correction := self._corrected(asked.text, some, synonyms)):
                    return correction
        return None

    def _corrected(self, text: str, instead: Mapping[str, Near], synonyms: SynonymSets | None) -> Correction | None:
        typed = re.compile("|".join(re.escape(word) for word in sorted(instead, key=len, reverse=True)))
        better = typed.sub(lambda word: instead[word[0]].shown, text)
        node = question(better, synonyms=synonyms).every_word
        total = len(self.hits(node)) if node is not None and better != text else 0
        return Correction(better, instead, total) if total else None

    def _nearest(self, typed: str) -> Near | None:
        words = near(typed, [segment.vocabulary for segment, _ in self.now.parts])
        counts = {word: self._labelled(word.label) for word in words[:_MOST_CORRECTIONS]}
        seen = [word for word, count in counts.items() if count]
        return min(seen, key=lambda word: (word.distance, word.stretch, -counts[word]), default=None)

    def _labelled(self, label: str) -> int:
        """How many things in sight have a label."""
        count = 0
        for segment, deleted in self.now.parts:
            facts = segment.facts
            docs = segment.postings(Field.LABELS, label).docs
            count += sum(1 for doc in docs if doc not in deleted and self._in_sight(facts[doc]))
        return count

    def _finds(self, node: Node | None) -> bool:
        return node is not None and bool(self.hits(node))

    def hits(self, node: Node) -> list[Rank]:
        """Everything in sight that answers, in no order."""
        statistics, hits = self._statistics(node), []
        audiences, kinds = self.viewer.audiences, self.kinds
        for segment, deleted in self.now.parts:
            facts = segment.facts
            for doc, score in Scorer(segment, statistics, self.viewer.staff).scores(node).items():
                kind, number, audience = facts[doc]
                if audience in audiences and doc not in deleted and (kinds is None or kind in kinds):
                    hits.append((-score, kind, number))
        return hits

    def count(self) -> int:
        """How many things are in sight at all."""
        return sum(1 for fact in self._standing() if self._in_sight(fact))

    def _standing(self) -> Iterator[tuple[str, int, str]]:
        for segment, deleted in self.now.parts:
            yield from (fact for doc, fact in enumerate(segment.facts) if doc not in deleted)

    def _statistics(self, node: Node) -> Statistics:
        # Only of what may be seen: a score must not tell how often a word stands in what is hidden.
        parts = [(segment, segment.seen_by(self.viewer.audiences)) for segment, _ in self.now.parts]
        frequencies: dict[tuple[Field, str], int] = {}
        for asked, term in terms_in(node):
            for field in fields_for(asked, staff=self.viewer.staff):
                have = [
                    np.count_nonzero(seen[np.asarray(segment.postings(field, term).docs)]) for segment, seen in parts
                ]
                frequencies[field, term] = int(sum(have))
        return Statistics(sum(int(np.count_nonzero(seen)) for _segment, seen in parts), frequencies)

    def _in_sight(self, fact: tuple[str, int, str]) -> bool:
        kind, _, audience = fact
        return audience in self.viewer.audiences and (self.kinds is None or kind in self.kinds)
