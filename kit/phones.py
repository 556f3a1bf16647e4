"""Reads Japanese telephone numbers: finds them in a text, however they are written."""

import re
from dataclasses import dataclass
from typing import Final

# Full-width to half-width, one character for one, so that a place in the folded text is the same place in the original.
_FOLD: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DASH: Final = r"‐‑‒–—―−ー~〜\-"
# A run that may be one or more numbers: digits with dashes, dots, blanks or brackets between them.
_RUN: Final = re.compile(rf"(?<![0-9])(?:\+81|\(?0)[0-9()+{_DASH}.・\s]{{6,80}}[0-9]")
_NOTE: Final = re.compile(r"\(([^()]{1,30})\)|（([^（）]{1,30})）")
_DIVIDED: Final = re.compile(r"[\n、，,;／/・]")
SHORTEST: Final = 9
"""Digits; fewer would be found in too much that is somebody else's."""
_BETWEEN: Final = " \t\r\n　・.,(-~"


class NotAPhone(ValueError):
    """The text is not one Japanese telephone number."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: ``digits`` for calling and comparing, ``shown`` as it was written, ``note`` beside it (代表)."""

    digits: str
    shown: str
    note: str = ""


def phone_digits(text: str) -> str:
    """The digits of the one number in the text. Raises :class:`NotAPhone`."""
    found, rest = find_phones(text)
    if len(found) != 1 or any(ch.isdigit() for ch in rest):
        raise NotAPhone(text)
    return found[0].digits


def find_phones(text: str) -> tuple[list[Phone], str]:
    """Every number in the text, and what of the text is not part of a number.

    Ten digits for land lines, eleven for mobile, 050 and 0800; ``+81`` becomes 0, the ``(0)`` behind it is dropped.
    """
    folded = text.translate(_FOLD)
    phones: list[Phone] = []
    rest: list[str] = []
    end = 0
    for run in _RUN.finditer(folded):
        start = run.start()
        while length := _prefix(folded[start : run.end()]):
            rest.append(text[end:start])
            phones.append(Phone(digits_of(folded[start : start + length]), text[start : start + length]))
            end = start = start + length
            while start < run.end() and folded[start] in _BETWEEN and not folded.startswith("(0", start):
                start += 1
    rest.append(text[end:])
    left = " ".join(part.strip() for part in rest if part.strip())
    return [_noted(phones[0], left)] if len(phones) == 1 else phones, left


def is_phone(digits: str) -> bool:
    """Whether the digits have the length and the beginning of a Japanese number."""
    if re.match(r"0[5-9]0[0-9]|0800", digits):
        return len(digits) == 11
    return len(digits) == 10 and re.match(r"0[1-9]", digits) is not None


def digits_of(text: str) -> str:
    """The digits to dial: everything else dropped, the country's prefix +81 replaced by 0."""
    digits = re.sub("[^0-9]", "", text.translate(_FOLD))
    if text.translate(_FOLD).lstrip().startswith("+81"):
        digits = "0" + digits[2:].removeprefix("0")
    return digits


def numbers_in(text: str) -> set[str]:
    """The digits of every number in a text, also of those that no rule of numbers knows."""
    pieces = (digits_of(piece) for piece in _DIVIDED.split(text))
    return {phone.digits for phone in find_phones(text)[0]} | {piece for piece in pieces if len(piece) >= SHORTEST}


def _prefix(run: str) -> int:
    """Length of the shortest beginning of the run that is a whole number; 0 if there is none."""
    for length in range(10, len(run) + 1):
        if length < len(run) and run[length].isdigit():
            continue
        if run[length - 1].isdigit() and is_phone(digits_of(run[:length])):
            return length
    return 0


def _noted(phone: Phone, left: str) -> Phone:
    note = _NOTE.search(left)
    return Phone(phone.digits, phone.shown, (note[1] or note[2]).strip()) if note else phone
