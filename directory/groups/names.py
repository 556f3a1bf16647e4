"""The names of groups without the legal form that many of them begin with, and the order they stand in."""

import re
from typing import Final

from kit.morphemes import reading_of
from kit.text import cleaned, hiragana, in_kana_order

_FORM: Final = re.compile(
    r"(認定|特例認定)?(特定非営利活動法人|NPO法人|\((特非|NPO|一社|公社|福|株|有)\)"
    r"|(一般|公益)(社団|財団)法人|社会福祉法人|学校法人|株式会社|有限会社|合同会社)"
)
_FORM_READ: Final = re.compile(
    r"^((にんてい|とくれいにんてい)?(とくていひえいりかつどうほうじん|えぬぴーおーほうじん)|(いっぱん|こうえき)(しゃだん|ざいだん)ほうじん"
    r"|しゃかいふくしほうじん|がっこうほうじん|かぶしきがいしゃ|ゆうげんがいしゃ|ごうどうがいしゃ)"
)


def bare_name(name: str) -> str:
    """特定非営利活動法人ひまわり会 → ひまわり会; the whole name where nothing would be left."""
    whole = cleaned(name)
    return _FORM.sub("", whole).strip() or whole


def bare_reading(reading: str) -> str:
    """The same of a reading, in hiragana."""
    whole = hiragana(cleaned(reading))
    return _FORM_READ.sub("", whole).strip() or whole


def order_key(name: str, reading: str) -> str:
    """By what a name stands in 五十音順: its reading, or else how it is probably read, without the legal form."""
    return in_kana_order(bare_reading(reading) if reading else reading_of(bare_name(name)))
