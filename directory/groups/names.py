"""The names of groups without the legal form that many of them begin with, and the order they stand in."""

import re
from dataclasses import dataclass
from typing import Final

from kit.morphemes import reading_of
from kit.text import cleaned, hiragana, in_kana_order, search_key


@dataclass(frozen=True)
class LegalForm:
    """A legal form in one spelling, how it is written (compatibility form, small letters) and how it is read."""

    key: str
    written: str
    read: tuple[str, ...]


LEGAL_FORMS: Final = (
    LegalForm(
        "npo",
        r"(?:認定|仮認定|特例認定)?(?:特定非営利活動法人|npo法人|\((?:特非|特活|npo法人|npo|認?n)\))",
        ("とくていひえいりかつどうほうじん", "えぬぴーおーほうじん", "npoほうじん"),
    ),
    LegalForm("一社", r"一般社団法人|\(一社\)", ("いっぱんしゃだんほうじん",)),
    LegalForm("公社", r"公益社団法人|\(公社\)", ("こうえきしゃだんほうじん",)),
    LegalForm("一財", r"一般財団法人|\(一財\)", ("いっぱんざいだんほうじん",)),
    LegalForm("公財", r"公益財団法人|\(公財\)", ("こうえきざいだんほうじん",)),
    LegalForm("社福", r"社会福祉法人|\((?:社福|福)\)", ("しゃかいふくしほうじん",)),
    LegalForm("学校", r"学校法人|\(学\)", ("がっこうほうじん",)),
    LegalForm("医療", r"医療法人(?:社団|財団)?|\(医\)", ("いりょうほうじん",)),
    LegalForm("株", r"株式会社|\(株\)", ("かぶしきがいしゃ", "かぶしきかいしゃ")),
    LegalForm("有", r"有限会社|\(有\)", ("ゆうげんがいしゃ", "ゆうげんかいしゃ")),
    LegalForm("合同", r"合同会社|\(同\)", ("ごうどうがいしゃ", "ごうどうかいしゃ")),
)


def _however_spaced(reading: str) -> str:
    return r"[\s・ー]*".join(map(re.escape, search_key(reading)))


_WRITTEN: Final = re.compile("|".join(form.written for form in LEGAL_FORMS), re.IGNORECASE)
_SPOKEN: Final = "|".join(_however_spaced(read) for form in LEGAL_FORMS for read in form.read)
_READ: Final = re.compile(rf"(?:(?:かり|とくれい)?にんてい[\s・]*)?(?:{_SPOKEN})[\s・ー]*", re.IGNORECASE)


def bare_name(name: str) -> str:
    """特定非営利活動法人ひまわり会 → ひまわり会; the whole name where nothing would be left."""
    whole = cleaned(name)
    return _WRITTEN.sub("", whole).strip() or whole


def bare_reading(reading: str) -> str:
    """The same of a reading, in hiragana."""
    whole = hiragana(cleaned(reading))
    form = _READ.match(whole)
    return whole[form.end() :] or whole if form else whole


def order_key(name: str, reading: str) -> str:
    """By what a name stands in 五十音順: its reading, or else how it is probably read, without the legal form."""
    return in_kana_order(bare_reading(reading) if reading else reading_of(bare_name(name)))
