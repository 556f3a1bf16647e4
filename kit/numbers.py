"""Reads whole numbers as people write them in Japan: full-width, with commas, with a unit, or in kanji."""

import re
import unicodedata
from typing import Final

_KANJI_DIGITS: Final = {ch: value for value, ch in enumerate("〇一二三四五六七八九")} | {"零": 0}
_KANJI_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_KANJI_MYRIADS: Final = {"万": 10_000, "億": 100_000_000}
_LONGEST: Final = 60
KANJI: Final = "".join((*_KANJI_DIGITS, *_KANJI_TENS, *_KANJI_MYRIADS))

_LEAD: Final = re.compile(r"^(?:約|およそ|計|全|¥|￥|\\|第)")
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")  # 2,3人 are two or three, not twenty-three
_UNIT: Final = re.compile(
    r"(?:名様?|人|円|世帯|団体|歳|才|回|日|年|ヶ月|か月|カ月|時間|分|組|軒|戸|校|社|店|食|件|個|台|点|km|キロ|以上|以下|以内|程度|前後|位|くらい|ぐらい|ほど|まで|/[月年回]|\(.*\)|:)+$"
)


class NotANumber(ValueError):
    """The text is not one whole number."""


def parse_number(text: str) -> int:
    """One whole number: ``１２０名``, ``1,200円``, ``約30人``, ``千五百``, ``2.0``. Raises :class:`NotANumber`.

    Mixtures such as ``１２三`` are refused: nobody can know what was meant.
    """
    if len(text) > _LONGEST:
        raise NotANumber(text)
    bare = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    bare = _THOUSANDS.sub("", bare)
    bare = _UNIT.sub("", _LEAD.sub("", bare))
    if re.fullmatch(r"-?[0-9]{1,15}(?:\.0+)?", bare):
        return int(bare.split(".")[0])
    if mixed := re.fullmatch(r"([0-9]{1,6})(万|千|億)", bare):
        return int(mixed[1]) * (_KANJI_TENS | _KANJI_MYRIADS)[mixed[2]]
    if bare and all(ch in KANJI for ch in bare):
        return from_kanji(bare)
    raise NotANumber(text)


def from_kanji(text: str) -> int:
    """A number in kanji, by place (``一二三``) or by unit (``百二十三``, ``一万二千``). Raises :class:`NotANumber`."""
    if all(ch in _KANJI_DIGITS for ch in text) and text:
        return int("".join(str(_KANJI_DIGITS[ch]) for ch in text))
    total = section = digit = 0
    pending = False
    for ch in text:
        if ch in _KANJI_DIGITS:
            if pending:
                raise NotANumber(text)
            digit, pending = _KANJI_DIGITS[ch], True
        elif ch in _KANJI_TENS:
            section += (digit if pending else 1) * _KANJI_TENS[ch]
            digit, pending = 0, False
        elif ch in _KANJI_MYRIADS:
            total += max(section + digit, 1) * _KANJI_MYRIADS[ch]
            section, digit, pending = 0, 0, False
        else:
            raise NotANumber(text)
    return total + section + digit
