"""Japanese text → the words in it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import version

from sudachipy import Morpheme, SplitMode

from kit.morphemes import read, tokenizer
from kit.text import cleaned

# Raised whenever the same text would give other words than before: an index built by another version is rebuilt.
_VERSION = "2"

_LONGEST_PIECE = 8_000  # characters; SudachiPy refuses more than 49,149 bytes
_BREAKS = "。\n！？!?、 "
_MOST_REMEMBERED = 200_000

_FUNCTION = {"助詞", "助動詞", "補助記号", "空白", "接頭辞", "接続詞", "連体詞", "感動詞", "記号"}


class Role(StrEnum):
    """What a word does for a search: carry meaning, help a sentence along (する, ある, これ), or nothing."""

    CONTENT = "content"
    LIGHT = "light"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Word:
    """What the dictionary says about one word, wherever it stands."""

    form: str
    """Normalised and case-folded: 引越 and 引っ越し have one form."""
    reading: str
    """Hiragana."""
    parts: tuple[str, ...]
    """Forms of its smallest units; the form itself when it cannot be cut."""
    part_starts: tuple[int, ...]
    """Where in the written word those units begin."""
    synonyms: tuple[str, ...]
    """Groups of words of one meaning, as terms: ``syn:13456``."""
    role: Role
    known: bool
    """Whether the dictionary has it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One longest unit of a text (Sudachi mode C)."""

    surface: str
    word: Word

    @property
    def counts(self) -> bool:
        """Whether it is indexed at all."""
        return self.word.role is not Role.FUNCTION


@cache
def fingerprint() -> str:
    """Version of this analysis with its dictionary; two indexes of one fingerprint hold the same words."""
    return f"{_VERSION}-{version('sudachipy')}-{version('sudachidict-core')}"


def units(text: str) -> list[Unit]:
    """The words of a text of any length, in order, function words included. Safe to call from any thread."""
    words = _words()
    found = []
    for piece in _pieces(cleaned(text)):
        for morpheme in words.tokenizer.tokenize(piece):
            found.append(Unit(morpheme.surface(), words.look_up(morpheme)))
    return found


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while len(text) - at > _LONGEST_PIECE:
        end = at + _LONGEST_PIECE
        cut = max(text.rfind(mark, at + _LONGEST_PIECE // 2, end) for mark in _BREAKS)
        end = cut + 1 if cut > 0 else end
        yield text[at:end]
        at = end
    yield text[at:]


class _Words:
    """One thread's tokenizer, with what it has learnt about words already met."""

    def __init__(self) -> None:
        self.tokenizer = tokenizer()
        self._remembered: dict[int, Word] = {}

    def look_up(self, morpheme: Morpheme) -> Word:
        if morpheme.is_oov():
            return _word(morpheme)
        number = morpheme.word_id()
        if (word := self._remembered.get(number)) is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            word = self._remembered[number] = _word(morpheme)
        return word


def _word(morpheme: Morpheme) -> Word:
    form = morpheme.normalized_form().strip().casefold()
    small = list(morpheme.split(SplitMode.A, add_single=False))
    begin = morpheme.begin()
    return Word(
        form=form,
        reading=read(morpheme),
        parts=tuple(part.normalized_form().strip().casefold() for part in small) or (form,),
        part_starts=tuple(part.begin() - begin for part in small) or (0,),
        synonyms=tuple(f"syn:{group}" for group in _synonyms(morpheme, small)),
        role=_role(morpheme, form),
        known=not morpheme.is_oov(),
    )


def _synonyms(morpheme: Morpheme, small: list[Morpheme]) -> list[int]:
    """Groups of the word and, when it is a compound, of the compounds inside it (高齢者 in 高齢者福祉施設)."""
    groups = list(morpheme.synonym_group_ids())
    if len(small) > 2:
        for middle in morpheme.split(SplitMode.B, add_single=False):
            groups.extend(middle.synonym_group_ids())
    return list(dict.fromkeys(groups))


def _role(morpheme: Morpheme, form: str) -> Role:
    kind, detail, *_rest = morpheme.part_of_speech()
    if kind in _FUNCTION or not form:
        return Role.FUNCTION
    return Role.LIGHT if detail == "非自立可能" or kind == "代名詞" else Role.CONTENT


_own = threading.local()


def _words() -> _Words:
    if not hasattr(_own, "words"):
        _own.words = _Words()
    words: _Words = _own.words
    return words
