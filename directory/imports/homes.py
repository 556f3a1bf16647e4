"""Tells whose an address is: of a person or a contact, which is for the centre only, or of a place that all may know."""

import re
from collections.abc import Iterable
from typing import Final

from kit.text import nfkc

_OF_A_CONTACT: Final = re.compile(
    r"代表(?!的)|会長|理事|責任者|世話人|幹事|役員|会員の?(?:住所|所在地)|担当|連絡|問い?合わ?せ|窓口|事務局|事務所|"
    r"自宅|宅$|個人|本人|郵送|送付|送り先|通知先|申込先|contact|home",
    re.IGNORECASE,
)
_OF_A_PERSON: Final = re.compile(r"代表(?!的)|会長|理事長|責任者|世話人|担当者|氏名|会員名")
# 田中方, 田中様方, behind a number or standing alone; 枚方, 夕方 and 地方 are none.
_CARE_OF: Final = re.compile(
    r"様方|(?:^|(?<=[\s\d\-号地目丁番階(（「、,]))[^\s\d\-(（]{1,8}(?<![枚直行地夕両先四一朝夜東西南北上下])方(?=$|[\s、,。()（）」\d])"
)
_HOUSE_OF: Final = re.compile(
    r"(?<![住在帰三大])宅(?=$|[\s、,。()（）・/」]|にて|で|の|など|等|ほか|他|前|兼|又は|または|や|を|内)"
)
_FLAT: Final = re.compile(
    r"号室|(?:アパート|ハイツ|コーポ|メゾン|ハイム|マンション|レジデンス|団地|荘)[^\d\s]{0,3}\s?\d{3,4}(?![\d\s]*[階f])",
    re.IGNORECASE,
)


def headed_as_contact(header: str) -> bool:
    """Whether a header says that its column belongs to a person or is for reaching somebody: 代表者住所, 連絡先住所."""
    return _OF_A_CONTACT.search(nfkc(header)) is not None


def tells_of_persons(headers: Iterable[str]) -> bool:
    """Whether a file names persons: an address beside them may be where one of them lives."""
    return any(_OF_A_PERSON.search(nfkc(header)) for header in headers)


def looks_like_home(place: str) -> bool:
    """Whether a place is somebody's home as far as its words show: 田中方, 会長宅, 101号室."""
    folded = nfkc(place)
    return any(pattern.search(folded) for pattern in (_CARE_OF, _HOUSE_OF, _FLAT))
