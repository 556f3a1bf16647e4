"""The dictionary that cuts Japanese text into words, and how it reads them."""

import threading
from collections.abc import Iterable
from functools import cache

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from kit.text import cleaned, hiragana

_LONGEST_READ = 500  # characters of a name or a line
_UNSPOKEN = {"空白", "補助記号"}  # 記号 are spoken: α, アルファ

_own = threading.local()
_loading = threading.Lock()


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


def tokenizer() -> Tokenizer:
    """This thread's tokenizer, which gives the longest units (Sudachi mode C).

    It must not be shared between threads; the dictionary behind it may be, and is read on first use.
    """
    if not hasattr(_own, "tokenizer"):
        with _loading:
            _own.tokenizer = _dictionary().tokenizer(SplitMode.C)
    found: Tokenizer = _own.tokenizer
    return found


def read(morpheme: Morpheme) -> str:
    """One word in hiragana; "" for a space or a mark; a word that the dictionary lacks as it is written."""
    return "" if morpheme.part_of_speech()[0] in _UNSPOKEN else hiragana(morpheme.reading_form())


def reading_of(text: str) -> str:
    """How a name or a line is probably read, in hiragana. A guess, to put things in order by: never to be shown."""
    found: Iterable[Morpheme] = tokenizer().tokenize(cleaned(text[:_LONGEST_READ]))
    return "".join(map(read, found))
