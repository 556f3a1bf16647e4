"""What a findable thing says → the terms under which each engine keeps it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, pairwise

from directory.groups.names import bare_name, bare_reading
from kit.text import cleaned, search_key
from search.analysis import Unit, units
from search.readings import is_kana, pieces_of, sound


class Audience(StrEnum):
    """Who may find a thing at all."""

    PUBLIC = "public"
    MEMBERS = "members"
    COORDINATORS = "coordinators"


class Field(StrEnum):
    """The kinds of terms an engine keeps. The staff's are asked only for somebody who may read everything."""

    TEXT = "text"
    """Words, pairs of words, synonym groups; the weight says where they stood and how often."""
    PIECES = "pieces"
    """Characters and pairs of characters of names, and of their readings (marked ~)."""
    PARTS = "parts"
    """Pairs of characters of short fields: asked only when words find nothing."""
    STAFF = "staff"
    STAFF_PIECES = "staff_pieces"
    LABELS = "labels"
    """What may be proposed while somebody types: key, separator, the words to show."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One findable thing, in the words by which it is found. Nothing of it is ever shown from the index."""

    kind: str
    id: int
    audience: Audience
    names: Sequence[str]
    """Public names, most important first."""
    readings: Sequence[str] = ()
    skills: Sequence[str] = ()
    """Words of the vocabulary; proposed while typing, like names."""
    kindred: Sequence[str] = ()
    """What the skills are also called, and what they stand under."""
    short: Sequence[str] = ()
    """Public one-liners: purpose, areas, fields."""
    body: Sequence[str] = ()
    staff: Sequence[str] = ()
    """Everything that only coordinators may read: phone numbers, notes, legal names."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def public(self) -> Iterator[str]:
        """Everything it says to whoever may find it."""
        return chain(self.names, self.readings, self.skills, self.kindred, self.short, self.body)


@dataclass
class Terms:
    """Terms of one document: weight of each by field."""

    fields: dict[Field, dict[str, float]] = field(default_factory=dict)

    def add(self, where: Field, term: str, weight: float) -> None:
        known = self.fields.setdefault(where, {})
        known[term] = known.get(term, 0.0) + weight

    def add_once(self, where: Field, terms: Iterable[str]) -> None:
        self.fields.setdefault(where, {}).update(dict.fromkeys(terms, 1.0))


SEPARATOR = "\x1f"
_NAME, _SHORT, _BODY = 4.0, 2.0, 1.0  # weight of a word by where it stands
_PART, _PAIR, _SYNONYM = 0.7, 0.5, 0.5  # against the word itself
_LONGEST_KEY = 60  # characters of a whole name or number that is kept as one term
_LONGEST_TERM = 200
_LONGEST_LINE = 500  # characters of a name or one-liner that are cut into pairs


def pair(first: str, second: str) -> str:
    """The term of two small units that stand next to each other."""
    return f"{first} {second}"


def whole(key: str) -> str:
    """The term of a name, number or one-liner that is exactly this."""
    return f"={key}"


def terms_of(document: Document) -> Terms:
    """Every term of a document, by field."""
    terms = Terms()
    for name in document.names:
        _add_name(terms, name)
    for reading in document.readings:
        _add_reading(terms, reading)
    _add_entries(terms, document.skills, _SHORT)
    _add_entries(terms, document.kindred, _BODY)
    for skill in (skill[:_LONGEST_LINE] for skill in document.skills):
        _add_whole(terms, Field.TEXT, skill, _SHORT)
        _add_parts(terms, Field.PARTS, skill)
        terms.add_once(Field.LABELS, _labels(skill, units(skill)))
    for line in document.short:
        _add_words(terms, Field.TEXT, units(line), _SHORT)
        _add_parts(terms, Field.PARTS, line)
    for text in document.body:
        _add_words(terms, Field.TEXT, units(text), _BODY)
    for text in document.staff:
        _add_words(terms, Field.STAFF, units(text), _BODY)
        _add_whole(terms, Field.STAFF, text, _SHORT)
        _add_parts(terms, Field.STAFF_PIECES, text)
    return terms


def _add_name(terms: Terms, name: str) -> None:
    name = name[:_LONGEST_LINE]
    bare = bare_name(name)
    _add_words(terms, Field.TEXT, units(name), _NAME)
    for whole_name in dict.fromkeys((cleaned(name), bare)):
        _add_whole(terms, Field.TEXT, whole_name, _NAME)
    found = units(bare)
    key, starts = _key_and_starts(found, readings=False)
    terms.add_once(Field.PIECES, pieces_of(key, starts))
    heard, heard_starts = _key_and_starts(found, readings=True)
    terms.add_once(Field.PIECES, pieces_of(heard, heard_starts, mark="~"))
    terms.add_once(Field.LABELS, {*_label(name, search_key(cleaned(name))), *_labels(bare, found)})


def _add_reading(terms: Terms, reading: str) -> None:
    reading = bare_reading(reading[:_LONGEST_LINE])
    if heard := sound(reading):
        starts = {len(sound(reading[: space + 1])) for space, mark in enumerate(reading) if mark == " "}
        terms.add_once(Field.PIECES, pieces_of(heard, {0} | {at for at in starts if at < len(heard)}, mark="~"))
        terms.add(Field.TEXT, whole("~" + heard[:_LONGEST_KEY]), _NAME)


def _add_words(terms: Terms, where: Field, found: list[Unit], weight: float) -> None:
    for unit in found:
        if unit.counts:
            terms.add(where, unit.word.form[:_LONGEST_TERM], weight)
            for synonym in unit.word.synonyms:
                terms.add(where, synonym, weight * _SYNONYM)
            if len(unit.word.parts) > 1:
                for part in unit.word.parts:
                    terms.add(where, part, weight * _PART)
    for first, second in pairwise(_small_units(found)):
        if first and second:
            terms.add(where, pair(first, second)[:_LONGEST_TERM], weight * _PAIR)


def _add_entries(terms: Terms, entries: Iterable[str], weight: float) -> None:
    """The words of a vocabulary: that one stands in two entries says nothing about whoever has chosen them."""
    said = Terms()
    for entry in entries:
        _add_words(said, Field.TEXT, units(entry[:_LONGEST_LINE]), weight)
    for term, found in said.fields.get(Field.TEXT, {}).items():
        terms.add(Field.TEXT, term, min(found, weight))


def _small_units(found: list[Unit]) -> Iterator[str]:
    """Forms of the smallest units in order; "" where a particle or a mark stands between."""
    for unit in found:
        if unit.counts:
            yield from unit.word.parts
        else:
            yield ""


def _add_whole(terms: Terms, where: Field, text: str, weight: float) -> None:
    key = search_key(cleaned(text[:_LONGEST_LINE]))
    if 0 < len(key) <= _LONGEST_KEY:
        terms.add(where, whole(key), weight)


def _add_parts(terms: Terms, where: Field, text: str) -> None:
    terms.add_once(where, pieces_of(search_key(cleaned(text[:_LONGEST_LINE])), ()))


def _key_and_starts(found: list[Unit], *, readings: bool) -> tuple[str, set[int]]:
    """The search key of a name (or how it sounds), with the places where a word or a part of one begins."""
    key, starts = "", set()
    for unit in found:
        text = unit.word.reading if readings else unit.surface
        cuts = (0,) if readings else unit.word.part_starts
        for begin, end in pairwise((*cuts, len(text))):
            piece = sound(text[begin:end]) if readings else search_key(text[begin:end])
            if piece and (is_kana(piece) or not readings):
                starts.add(len(key))
                key += piece
    return key, starts


def _labels(text: str, found: Sequence[Unit]) -> Iterator[str]:
    """A name or skill as it may be proposed, under its own key and that of its reading; so are the words in it."""
    yield from _label(text, search_key(cleaned(text)))
    yield from _label(text, "~" + sound("".join(unit.word.reading for unit in found)))
    for unit in found:
        if unit.counts and len(unit.surface) > 1:
            yield from _label(unit.surface, search_key(unit.surface))
            yield from _label(unit.surface, "~" + sound(unit.word.reading))


def _label(shown: str, key: str) -> Iterator[str]:
    shown = " ".join(cleaned(shown).split()) if shown.isascii() else " ".join(shown.split())
    if key.strip("~") and len(shown) <= _LONGEST_KEY:
        yield f"{key}{SEPARATOR}{shown.encode('utf-8', 'ignore').decode()}"
