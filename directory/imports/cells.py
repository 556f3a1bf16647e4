"""Reads the text of one cell, tolerantly: a value, or a finding that keeps what was written.

Nothing here raises. Every function gives a :class:`Read`: the value (empty when there is none) and the findings.
Blank cells and words for "nothing" (なし, －) give the empty value without a finding.
"""

import re
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from directory.groups.corporate_number import NotACorporateNumber, parse_corporate_number
from directory.imports.findings import Finding, Reason, doubt, note, refusal
from kit.dates import NotADate, find_dates, parse_date
from kit.numbers import NotANumber, parse_number
from kit.text import hiragana, nfkc

T = TypeVar("T")

BLANKS: Final = " \t\r\n　\xa0\x1a\ufeff"
LONGEST_NAME: Final = 200
LONGEST_STRUCTURED: Final = 2000  # no cell of numbers, addresses or times is longer; patterns take their time on more
_NOTHING: Final = re.compile(
    r"(?:特に)?(?:無し|なし|ナシ|無|未定|未記入|未登録|不明|該当(?:なし|無し|せず))。?|n/?a|null|none|nil|[-‐‑–—―−ー~*・.…]+",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(
    r"[※(\[【]*(?:以下|住所は|詳細は)?(?:非公開|未公開|公開不可|非公表|非掲載|不掲載|掲載不可|公開しない|秘)(?:です)?[)\]】。]*"
)
_YES: Final = re.compile(
    r"[○〇◯◎●✓✔☑レ有可是yt1]|有り|あり|はい|yes|true|on|可能(?:です)?|対応(?:可能?)?|実施|募集中?|する|要|済|該当"
)
_NO: Final = re.compile(
    r"[×✕✖✗☓無否不nf0]|無し|なし|いいえ|no|false|off|不可能?|非対応|対応不可|しない|不要|(?:募集|該当)(?:なし|していない)|停止中"
)
_SHIFTED: Final = re.compile(
    r"(?:法人番号)?\d{13}|[\d\-/.年月日() ]{6,}|https?://.*|[^@\s]+@[^@\s]+\.[a-z]+|〒.*", re.IGNORECASE
)
_TOTAL: Final = re.compile(
    r"[\[(【〔<]*(?:総?合計|総計|小計|累計|総数|計|total|subtotal|grandtotal)[\])】〕>]*[:=]?(?:[\d,]+(?:件|団体|名|人|組|個)?)?",
    re.IGNORECASE,
)
_KANJI: Final = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
_DEGREES: Final = re.compile(r"(?:北緯|東経)?(\d{1,3})[°度](?:(\d{1,2})[′'分](?:(\d{1,2}(?:\.\d+)?)[″\"秒])?)?")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What a cell was understood as."""

    value: T
    findings: tuple[Finding, ...] = ()


def trimmed(text: str) -> str:
    """The text without blanks at its ends; nothing inside is changed."""
    return text.strip(BLANKS)


def says_nothing(text: str) -> bool:
    """Whether the cell is blank or holds a word for "nothing"."""
    bare = trimmed(text)
    return not bare or _NOTHING.fullmatch(nfkc(bare)) is not None


def says_hidden(text: str) -> bool:
    """Whether the cell says that the value is not published."""
    return _HIDDEN.fullmatch(nfkc(trimmed(text))) is not None


def name(text: str) -> Read[str]:
    """A name as written, a line break in it made a blank. A date, long number or URL in its place refuses the row."""
    bare = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", trimmed(text))
    if says_nothing(bare):
        return Read("", (refusal(Reason.NAME_MISSING, text),))
    if len(bare) > LONGEST_NAME:
        return Read("", (refusal(Reason.TOO_LONG, text),))
    if _SHIFTED.fullmatch(nfkc(bare)):
        return Read("", (refusal(Reason.NAME_SHIFTED, text),))
    if re.fullmatch(r"[\d,.]+", nfkc(bare)):
        return Read(bare, (doubt(Reason.NAME_ONLY_DIGITS, text),))
    return Read(bare)


def says_total(text: str) -> bool:
    """Whether the cell stands for the sum of the rows above it: 合計, 計 3団体."""
    return _TOTAL.fullmatch(re.sub(r"\s", "", nfkc(text))) is not None


def says_count(text: str) -> bool:
    """Whether the cell is a number of things, and nothing else: 3, 12団体."""
    return re.fullmatch(r"[\d,.]+(?:件|団体|名|人|組|個)?", re.sub(r"\s", "", nfkc(text))) is not None


def free_text(text: str) -> Read[str]:
    """Text as written, ends trimmed; 非公開 is no text."""
    if says_hidden(text):
        return Read("", (note(Reason.PRIVATE, text),))
    return Read("" if says_nothing(text) else trimmed(text))


def reading(text: str) -> Read[str]:
    """A reading in hiragana from kana of any kind and width; with kanji in it, none."""
    if says_nothing(text) or says_hidden(text):
        return Read("")
    kana = re.sub(r"\s+", " ", hiragana(trimmed(text)))
    if _KANJI.search(kana):
        return Read("", (doubt(Reason.NOT_KANA, text),))
    return Read(kana)


def corporate_number(text: str) -> Read[str]:
    """Thirteen digits with a right check digit."""
    if says_nothing(text) or says_hidden(text):
        return Read("")
    try:
        return Read(parse_corporate_number(trimmed(text)))
    except NotACorporateNumber:
        return Read("", (doubt(Reason.NOT_A_CORPORATE_NUMBER, text),))


def date(text: str) -> Read[str]:
    """A partial ISO date; inside a longer text, the one date that stands there."""
    if says_nothing(text) or says_hidden(text):
        return Read("")
    try:
        return Read(parse_date(text))
    except NotADate:
        found = find_dates(text)
        return Read(found[0]) if len(found) == 1 else Read("", (doubt(Reason.NOT_A_DATE, text),))


def full_date(text: str) -> Read[str]:
    """An ISO date with year, month and day."""
    read = date(text)
    if read.value and len(read.value) < 10:
        return Read("", (doubt(Reason.NOT_A_DATE, text),))
    return read


def year(text: str) -> Read[int | None]:
    """A year: of a date, or alone."""
    read = date(text)
    return Read(int(read.value[:4]) if read.value else None, read.findings)


def number(text: str) -> Read[int | None]:
    """A whole number that is not negative."""
    if says_nothing(text) or says_hidden(text):
        return Read(None)
    try:
        value = parse_number(text)
    except NotANumber:
        value = -1
    return Read(value) if value >= 0 else Read(None, (doubt(Reason.NOT_A_NUMBER, text),))


def yes_or_no(text: str) -> Read[bool | None]:
    """○, あり, 可, 1 … or ×, なし, 不可, 0 …; None when blank or unclear."""
    bare = nfkc(trimmed(text)).casefold().rstrip("。")
    if _YES.fullmatch(bare):
        return Read(True)
    if _NO.fullmatch(bare):
        return Read(False)
    if says_nothing(text) or says_hidden(text):
        return Read(None)
    return Read(None, (doubt(Reason.NOT_YES_OR_NO, text),))


def is_yes(text: str) -> bool:
    """Whether the cell is a mark for yes, and nothing else."""
    return _YES.fullmatch(nfkc(trimmed(text)).casefold()) is not None


def postal_code(text: str) -> Read[str]:
    """``753-0056``; the 0 that a spreadsheet dropped is put back."""
    if says_nothing(text) or says_hidden(text):
        return Read("")
    digits = re.sub(r"[^0-9]", "", nfkc(text))
    if len(digits) not in (6, 7) or re.search(r"[^0-9\s〒\-‐‑–—―−ー]", nfkc(text)):
        return Read("", (doubt(Reason.NOT_A_POSTAL_CODE, text),))
    digits = digits.zfill(7)
    return Read(f"{digits[:3]}-{digits[3:]}")


def coordinates(latitude: str, longitude: str) -> Read[tuple[float, float] | None]:
    """Latitude and longitude in degrees within Japan; the two swapped are put right."""
    both = f"{trimmed(latitude)} {trimmed(longitude)}".strip()
    if all(says_nothing(text) or says_hidden(text) or text.strip() == "0" for text in (latitude, longitude)):
        return Read(None)
    north, east = _degrees(latitude), _degrees(longitude)
    if north is None or east is None:
        return Read(None, (doubt(Reason.NOT_COORDINATES, both),))
    if _in_japan(north, east):
        return Read((north, east))
    if _in_japan(east, north):
        return Read((east, north), (doubt(Reason.COORDINATES_SWAPPED, both),))
    return Read(None, (doubt(Reason.COORDINATES_ABROAD, both),))


def dates(text: str) -> Read[tuple[str, ...]]:
    """Every full date in the text."""
    if says_nothing(text) or says_hidden(text):
        return Read(())
    found = tuple(find_dates(text))
    return Read(found) if found else Read((), (note(Reason.NOT_A_DATE, text),))


def words(text: str) -> tuple[str, ...]:
    """The items of a list written in one cell."""
    items = re.split(r"[、，,;；/／\n\r\t|｜]+|[ 　]{2,}", text)
    return tuple(item for item in map(trimmed, items) if not says_nothing(item))


def _degrees(text: str) -> float | None:
    bare = nfkc(trimmed(text)).replace(" ", "")
    if found := _DEGREES.fullmatch(bare):
        degrees, minutes, seconds = (float(part or 0) for part in found.groups())
        return degrees + minutes / 60 + seconds / 3600
    try:
        return float(bare) if re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", bare) else None
    except ValueError:
        return None


def _in_japan(north: float, east: float) -> bool:
    # From 沖ノ鳥島 to 択捉島, from 与那国島 to 南鳥島.
    return 20.2 <= north <= 45.7 and 122.7 <= east <= 154.1
