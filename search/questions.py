"""What a person typed → what an engine is to look for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from kit.text import cleaned, search_key
from search.analysis import Role, Unit, units
from search.readings import is_kana, kana_of_romaji, pieces_anywhere, pieces_from_start, sound
from search.terms import Field, pair, whole


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one field."""

    field: Field
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these is required."""

    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """One of these is enough; each that is there counts."""

    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Favoured:
    """The first is required; the rest only moves what has it further up."""

    base: "Node"
    extras: "tuple[Node, ...]"


Node: TypeAlias = Term | All | Either | Favoured


@dataclass(frozen=True)
class Wanted:
    """One word of a question: as typed, and what stands for it in the index."""

    typed: str
    node: Node


@dataclass(frozen=True)
class Question:
    """A question in three strengths; the next is asked only when the one before finds nothing."""

    text: str
    words: tuple[Wanted, ...]
    every_word: Node | None
    """All words, each in one of its forms."""
    every_part: Node | None
    """All words, each anywhere inside a name or a one-liner."""
    any_word: Node | None
    """Any of the words, best first."""


SynonymSets: TypeAlias = Mapping[int, Sequence[str]]
"""The administrator's sets of words of one meaning. They act on the question, so that an edit counts at once."""

_WHOLE, _WORD, _COMPOUND, _OWN, _SYNONYM, _PIECES, _ANYWHERE, _NEXT = 3.0, 1.0, 0.8, 0.7, 0.4, 0.3, 0.1, 0.6
_CLEARLY_HEARD = 6  # kana; shorter readings have too many homonyms
_MOST_OF = 0.6  # share of a text in kana that its content words must cover
_MOST_WORDS = 24  # of one question; whoever pastes a page is asking with its beginning
_LONGEST_QUESTION = 400


def question(text: str, *, synonyms: SynonymSets | None = None) -> Question:
    """Read what was typed. Nothing in it is a command: every character is text."""
    text = cleaned(text[:_LONGEST_QUESTION])
    chunks = [_Chunk(piece, _Sets(synonyms or {})) for piece in text.split()]
    chunks = [chunk for chunk in chunks if chunk.key][:_MOST_WORDS]
    if not chunks:
        return Question(text, (), None, None, None)
    words = tuple(word for chunk in chunks for word in chunk.wanted())[:_MOST_WORDS]
    together = search_key(text)
    spaced = [_name_pieces(together, from_start=True)] if len(chunks) > 1 and len(together) > 1 else []
    return Question(
        text,
        words,
        every_word=_either([_all([chunk.node() for chunk in chunks]), *spaced]),
        every_part=_all([chunk.parts_node() for chunk in chunks]),
        any_word=_either([*(word.node for word in words), *(node for chunk in chunks for node in chunk.small_nodes())]),
    )


class _Sets:
    """The administrator's sets, found in a run of words."""

    def __init__(self, sets: SynonymSets) -> None:
        self._sets = _with_keys(tuple(tuple(words) for words in sets.values()))

    def spans(self, found: Sequence[Unit]) -> dict[int, list[Node]]:
        """What else may stand for the unit at each position, because it is inside a word of a set."""
        keys = [search_key(unit.surface) for unit in found]
        together = "".join(keys)
        others: dict[int, list[Node]] = {}
        for words in self._sets:
            for word, key in words.items():
                for begin, end in _runs(keys, key) if key in together else ():
                    nodes = [_phrase(units(other)) for other in words if other != word]
                    for at in range(begin, end):
                        others.setdefault(at, []).extend(node for node in nodes if node)
        return others


@lru_cache(maxsize=4)
def _with_keys(sets: tuple[tuple[str, ...], ...]) -> list[dict[str, str]]:
    """Each word with the form it is compared in: the sets change once a month, and every question asks for them."""
    return [{word: key for word in words if (key := search_key(word))} for words in sets]


def _runs(keys: Sequence[str], wanted: str) -> Iterable[tuple[int, int]]:
    """Runs of whole units that read as one word."""
    for begin in range(len(keys)):
        joined, end = "", begin
        while end < len(keys) and len(joined) < len(wanted):
            joined += keys[end]
            end += 1
        if joined == wanted and keys[begin]:
            yield begin, end


class _Chunk:
    """What was typed between two spaces."""

    def __init__(self, text: str, sets: _Sets) -> None:
        self.text = text
        self.key = search_key(text)
        found = units(text)
        self._required = _required(found, self.key)[:_MOST_WORDS]
        self._others = sets.spans(found)
        self._places = {id(unit): at for at, unit in enumerate(found)}
        self._next = _next_to_each_other(found)

    def wanted(self) -> list[Wanted]:
        if not self._required:
            return [Wanted(self.text, _either([_name_pieces(self.key, from_start=True)]))]
        return [Wanted(unit.surface, self._unit_node(unit)) for unit in self._required]

    def node(self) -> Node:
        """All words of the chunk, or a name that has it as it stands."""
        ways: list[Node] = [Term(Field.TEXT, whole(self.key), _WHOLE), _name_pieces(self.key, from_start=True)]
        if self._required:
            every = _all([self._unit_node(unit) for unit in self._required])
            ways.append(Favoured(every, self._next) if self._next else every)
        return _either([*ways, *_inside_names(self.key), *_by_sound(self.text, self.key), *self._as_read()])

    def _as_read(self) -> list[Node]:
        """Names that sound like a compound which they write otherwise, so that both spellings find the same."""
        heard = sound("".join(unit.word.reading for unit in self._required))
        if len(self._required) < 2 or len(heard) < _CLEARLY_HEARD or not is_kana(heard):
            return []
        return [_pieces(pieces_anywhere(heard, mark="~"), _ANYWHERE)]

    def parts_node(self) -> Node:
        """As ``node``, but each word may also stand anywhere inside a name or a short field."""
        ways = [self.node(), *_anywhere(self.key)]
        if self._required:
            keys = [(self._unit_node(unit), search_key(unit.surface)) for unit in self._required]
            ways.append(_all([_either([node, *_anywhere(key)]) for node, key in keys]))
        return _either(ways)

    def small_nodes(self) -> list[Node]:
        """The smallest units alone: what is left when no thing has all the words."""
        parts = [part for unit in self._required for part in unit.word.parts if len(part) > 1]
        return [*(Term(Field.TEXT, part, _PIECES) for part in dict.fromkeys(parts)), *self._next]

    def _unit_node(self, unit: Unit) -> Node:
        word, key = unit.word, search_key(unit.surface)
        ways: list[Node] = [Term(Field.TEXT, word.form, _WORD)]
        if len(word.parts) > 1:
            ways.append(_compound(word.parts))
        ways += [Term(Field.TEXT, synonym, _SYNONYM) for synonym in word.synonyms]
        ways += self._others.get(self._places[id(unit)], [])
        if key:
            ways.append(_name_pieces(key, from_start=True))
        return _either(ways)


def _required(found: Sequence[Unit], key: str) -> list[Unit]:
    """The words that must be there. A reading is often cut wrongly: if little of it is left, it is no sentence."""
    content = [unit for unit in found if unit.word.role is Role.CONTENT]
    required = content or [unit for unit in found if unit.counts]
    if is_kana(key) and sum(len(unit.surface) for unit in required) < _MOST_OF * len(key):
        return []
    return required


def _next_to_each_other(found: Sequence[Unit]) -> tuple[Node, ...]:
    """Pairs over the borders of units: things that say the words in one breath come first."""
    pairs = []
    for one, other in pairwise(found):
        if one.counts and other.counts:
            pairs.append(Term(Field.TEXT, pair(one.word.parts[-1], other.word.parts[0]), _NEXT))
    return tuple(pairs)


def _compound(parts: Sequence[str]) -> Node:
    return _all([Term(Field.TEXT, pair(*two), _COMPOUND / (len(parts) - 1)) for two in pairwise(parts)])


def _phrase(found: Sequence[Unit]) -> Node | None:
    """Another word of a set, which may itself be several words."""
    small = [part for unit in found if unit.counts for part in unit.word.parts]
    if not small:
        return None
    single = [Term(Field.TEXT, unit.word.form, _OWN) for unit in found if unit.counts and len(found) == 1]
    return _either([*single, *([_compound(small)] if len(small) > 1 else [])])


def _name_pieces(key: str, *, from_start: bool) -> Node:
    """Names that have this key: at the start of one of their words, or anywhere. Readings too, if it is one."""
    weight = _PIECES if from_start else _ANYWHERE
    cut = pieces_from_start if from_start else pieces_anywhere
    ways = [_pieces(cut(key), weight)]
    if is_kana(key) and (heard := sound(key)):
        ways.append(_pieces(cut(heard, mark="~"), weight))
        ways.append(Term(Field.TEXT, whole("~" + heard), _WHOLE))
    return _either(ways)


def _inside_names(key: str) -> list[Node]:
    """Names that have the key in the midst of a word. Two kanji would find too much there (京都 in 東京都)."""
    ways: list[Node] = []
    if len(key) >= (2 if is_kana(key) else 3):
        ways.append(_pieces(pieces_anywhere(key), _ANYWHERE))
    if is_kana(key) and len(key) >= 4:
        # the second half of a long vowel (そ|うごう) has no sound of its own in the index
        heard = {sound(key), sound(key[1:] if key[0] in "うお" else key)}
        ways += [_pieces(pieces_anywhere(one, mark="~"), _ANYWHERE) for one in sorted(heard) if len(one) > 2]
    return ways


def _pieces(pieces: Sequence[str], weight: float, *, field: Field = Field.PIECES) -> Node:
    return _all([Term(field, piece, weight / len(pieces)) for piece in pieces])


def _anywhere(key: str) -> list[Node]:
    if not key:
        return []
    return [_name_pieces(key, from_start=False), _pieces(pieces_anywhere(key), _ANYWHERE, field=Field.PARTS)]


def _by_sound(text: str, key: str) -> list[Node]:
    """What rōmaji may stand for."""
    kana = kana_of_romaji(text) if key.isascii() or not key.isalpha() or text.isascii() else ""
    if len(kana) < 2:
        return []
    ways = [_name_pieces(kana, from_start=True)]
    forms = [unit.word.form for unit in units(kana) if unit.counts]
    if len(kana) > 2 and len(forms) == 1:
        ways.append(Term(Field.TEXT, forms[0], _COMPOUND))
    return ways


def _all(items: Sequence[Node]) -> Node:
    return items[0] if len(items) == 1 else All(tuple(items))


def _either(items: Sequence[Node]) -> Node:
    unique = tuple(dict.fromkeys(items))
    return unique[0] if len(unique) == 1 else Either(unique)
