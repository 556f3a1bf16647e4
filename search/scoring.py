"""Which documents of a segment answer a question, and how well: BM25F, the weight of a field being in the postings."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.questions import All, Either, Favoured, Node, Term
from search.terms import Field

K1 = 1.2
B = 0.6  # below the usual 0.75: in a register a long description is a careful one, not a wordy one
_STAFF = {Field.TEXT: Field.STAFF, Field.PIECES: Field.STAFF_PIECES, Field.PARTS: Field.STAFF_PIECES}
_RANKED = (Field.TEXT, Field.STAFF)

Scores: TypeAlias = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents that have a term, in order, and the weight it has in each."""

    docs: "array[int]"
    weights: "array[float]"

    def __len__(self) -> int:
        return len(self.docs)


class Segment(Protocol):
    """What scoring needs to know of one part of an index."""

    def postings(self, field: Field, term: str) -> Postings: ...

    def lengths(self, field: Field) -> Sequence[float]:
        """By document: the sum of its word weights in a field against the average of the segment."""
        ...


@dataclass(frozen=True)
class Statistics:
    """What is true of the whole index: how many documents, and how many of them have a term."""

    documents: int
    frequencies: Mapping[tuple[Field, str], int]

    def idf(self, field: Field, term: str) -> float:
        have = self.frequencies.get((field, term), 0)
        return log(1.0 + (self.documents - have + 0.5) / (have + 0.5))


def fields_for(field: Field, *, staff: bool) -> tuple[Field, ...]:
    """The fields a term is looked up in: the staff's only for the staff."""
    return (field, _STAFF[field]) if staff and field in _STAFF else (field,)


def terms_in(node: Node) -> set[tuple[Field, str]]:
    """Every term that a question mentions."""
    if isinstance(node, Term):
        return {(node.field, node.text)}
    inner = (node.base, *node.extras) if isinstance(node, Favoured) else node.items
    return set().union(*(terms_in(item) for item in inner))


@dataclass(frozen=True)
class Scorer:
    """Answers questions on one segment."""

    segment: Segment
    statistics: Statistics
    staff: bool

    def scores(self, node: Node) -> Scores:
        """Documents that answer, with how well they do."""
        if isinstance(node, Term):
            return self._term(node)
        if isinstance(node, All):
            return self._all(node)
        if isinstance(node, Either):
            return _sum([self.scores(item) for item in node.items])
        return self._favoured(node)

    def _term(self, term: Term) -> Scores:
        found = [self._field(field, term) for field in fields_for(term.field, staff=self.staff)]
        return found[0] if len(found) == 1 else _sum(found)

    def _field(self, field: Field, term: Term) -> Scores:
        postings = self.segment.postings(field, term.text)
        if not len(postings):
            return {}
        if field not in _RANKED:
            return dict.fromkeys(postings.docs, term.weight)
        factor = term.weight * self.statistics.idf(field, term.text) * (K1 + 1)
        lengths, short, slope = self.segment.lengths(field), K1 * (1 - B), K1 * B
        return {
            doc: factor * weight / (weight + short + slope * lengths[doc])
            for doc, weight in zip(postings.docs, postings.weights, strict=True)
        }

    def any_of(self, field: Field, weights: Mapping[str, float], documents: int) -> NDArray[Any]:
        """By document what ``scores`` gives for any of these terms, to the last bit; for the long lists of a whole story."""
        total = np.zeros(documents)
        lengths = np.asarray(self.segment.lengths(field), np.float64)
        lists = {term: self.segment.postings(field, term) for term in weights}
        short, slope = K1 * (1 - B), K1 * B
        for term in sorted(lists, key=lambda term: -len(lists[term])):
            docs = np.asarray(lists[term].docs)
            weight = np.asarray(lists[term].weights, np.float64)
            factor = weights[term] * self.statistics.idf(field, term) * (K1 + 1)
            total[docs] += factor * weight / (weight + short + slope * lengths[docs])
        return total

    def _all(self, node: All) -> Scores:
        if all(isinstance(item, Term) and item.field not in _RANKED for item in node.items):
            return self._all_pieces([item for item in node.items if isinstance(item, Term)])
        found = []
        for item in node.items:
            found.append(self.scores(item))
            if not found[-1]:
                return {}
        found.sort(key=len)
        first, *others = found
        docs: Collection[int] = [doc for doc in first if all(doc in other for other in others)]
        return {doc: sum(scores[doc] for scores in found) for doc in docs}

    def _all_pieces(self, terms: Sequence[Term]) -> Scores:
        """Pairs of characters are many and say only yes or no: the rarest first, then sets."""
        sets = []
        for term in terms:
            lists = [self.segment.postings(field, term.text) for field in fields_for(term.field, staff=self.staff)]
            sets.append(lists)
            if not any(map(len, lists)):
                return {}
        sets.sort(key=lambda lists: sum(map(len, lists)))
        docs = set[int]().union(*(postings.docs for postings in sets[0]))
        for lists in sets[1:]:
            docs = set[int]().union(*(docs.intersection(postings.docs) for postings in lists))
            if not docs:
                return {}
        return dict.fromkeys(docs, sum(term.weight for term in terms))

    def _favoured(self, node: Favoured) -> Scores:
        base = self.scores(node.base)
        if not base:
            return base
        scores = dict(base)
        for extra in node.extras:
            for doc, score in self.scores(extra).items():
                if doc in scores:
                    scores[doc] += score
        return scores


def _sum(found: list[Scores]) -> Scores:
    found = sorted((scores for scores in found if scores), key=len, reverse=True)
    if len(found) < 2:
        return found[0] if found else {}
    total = dict(found[0])
    for scores in found[1:]:
        for doc, score in scores.items():
            total[doc] = total.get(doc, 0.0) + score
    return total
