"""How somebody without a record of their own can be reached: read from the lines that were written down with what they asked."""

import re
from dataclasses import dataclass
from typing import Final

from kit.phones import find_phones
from kit.text import nfkc

MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_POSTAL: Final = re.compile(r"〒|[都道府県郡市区町村].*[0-9一二三四五六七八九十]|[0-9]丁目")
_FAX: Final = re.compile(r"FAX|ファックス|ファクス", re.IGNORECASE)
_BEFORE: Final = re.compile(r"^(?:住所|宛先|あて先)[\s:：]*")


@dataclass(frozen=True, slots=True)
class Ways:
    """What of it is what; empty where nothing was written. ``address`` may have several lines."""

    phone: str = ""
    email: str = ""
    address: str = ""


def ways_in(contact: str) -> Ways:
    """The telephone numbers, mail addresses and the postal address in what was written down."""
    phones: list[str] = []
    mails: list[str] = []
    places: list[str] = []
    for line in contact.split("\n"):
        plain = nfkc(line).replace("＠", "@").strip()
        mails += MAIL.findall(plain)
        found = [phone.shown for phone in find_phones(plain)[0]]
        phones += [] if _FAX.search(plain) else found
        if not found and not MAIL.search(plain) and (places or _POSTAL.search(plain)):
            places.append(_BEFORE.sub("", line.strip()))
    return Ways("、".join(dict.fromkeys(phones)), "、".join(dict.fromkeys(mails)), "\n".join(filter(None, places)))
