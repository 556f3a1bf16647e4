"""Codes that are printed on paper and typed in by hand: ten characters of which none looks like another."""

import secrets
import unicodedata
from typing import Final

LETTERS: Final = "ABCDEFGHJKMNPQRTUVWXY346789"
"""Without 0 O, 1 I L, 2 Z, 5 S."""
LENGTH: Final = 10


def new_code() -> str:
    """A code that nobody can guess: 27 to the power of ten."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def plain_code(typed: str) -> str:
    """A code as it was typed, in any width and case, with or without marks between."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", typed).upper() if letter.isalnum())


def grouped(code: str) -> str:
    """The code as it is printed: ``ABCDE-FGHJK``."""
    return f"{code[:5]}-{code[5:]}"
