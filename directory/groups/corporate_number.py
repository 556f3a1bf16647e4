"""Corporate numbers (法人番号): thirteen digits, the first of which checks the other twelve.

Source: 法人番号の指定等に関する省令（平成26年財務省令第70号）第2条; explained at
https://www.houjin-bangou.nta.go.jp/documents/checkdigit.pdf.
"""

import re
import unicodedata


class NotACorporateNumber(ValueError):
    """Not thirteen digits, or the check digit does not fit."""


def check_digit(body: str) -> int:
    """The check digit of the twelve digits behind it: 9 − (Σ Pn·Qn mod 9), Pn from the right, Qn = 1, 2, 1, 2 …"""
    if not re.fullmatch("[0-9]{12}", body):
        raise NotACorporateNumber(body)
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(body)))
    return 9 - total % 9


def is_corporate_number(number: str) -> bool:
    """Whether these are thirteen digits with the right check digit."""
    return re.fullmatch("[0-9]{13}", number) is not None and check_digit(number[1:]) == int(number[0])


def parse_corporate_number(text: str) -> str:
    """Thirteen digits from ``法人番号：1-0118-0500-2666``. Raises :class:`NotACorporateNumber`."""
    bare = re.sub(r"^法人番号[:：]?", "", unicodedata.normalize("NFKC", text).strip())
    number = re.sub(r"[-‐‑–—−ー\s]", "", bare)
    if not is_corporate_number(number):
        raise NotACorporateNumber(text)
    return number
