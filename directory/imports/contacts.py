"""Reads contact details out of one cell: telephone, FAX, e-mail, web pages, in whatever mixture."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from directory.imports.cells import Read, says_hidden, says_nothing, trimmed
from directory.imports.findings import Finding, Reason, doubt, note
from kit.phones import Phone, digits_of, find_phones, is_phone
from kit.text import nfkc

_EMAIL: Final = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_AT: Final = re.compile(r"\s*(?:[(\[{<]\s*(?:at|アット(?:マーク)?|@)\s*[)\]}>]|＠)\s*", re.IGNORECASE)
_URL: Final = re.compile(r"(?:https?://|(?<![\w.@/])www\.)[^\s<>\"'、，。「」（）()]+", re.IGNORECASE)
_HOST: Final = re.compile(r"https?://[^\s/<>\"'@]+\.[^\s<>\"']+")
_SCHEME_WRITTEN: Final = re.compile(r"^https?(?=://)", re.IGNORECASE)
_BROKEN: Final = re.compile(
    r"(https?://\S*)[ \t]*[\r\n]+[ \t]*(?=/)|"
    r"(https?://\S*[./\-_=&?])[ \t]*[\r\n]+[ \t]*(?!https?:)(?=[A-Za-z0-9_\-])"
)
_SCHEME: Final = re.compile(r"(?<!\w)(?:(?:java|vb)script\s*:|data:\w+/|file://|blob:|about:blank)", re.IGNORECASE)
_FAX: Final = re.compile(r"fax|ファックス|ファクス|ファクシミリ", re.IGNORECASE)
_TEL: Final = re.compile(r"tel|phone|電話|携帯|☎|℡", re.IGNORECASE)
_DECORATION: Final = re.compile(
    r"(?:e-?mail|mail|メール(?:アドレス)?|tel|fax|url|hp|電話(?:番号)?|携帯|ファックス|ファクス|ホームページ|連絡先|☎|℡)|"
    r"[\s:：/／・,、;；()（）\[\]【】<>＜＞。.\-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a cell tells about reaching somebody; ``rest`` is the text between."""

    phones: tuple[Phone, ...] = ()
    faxes: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    web_pages: tuple[str, ...] = ()
    rest: str = ""


def contacts(text: str, *, fax: bool = False) -> Read[Contacts]:
    """Everything in the cell; numbers behind 「FAX」 are faxes, with ``fax`` all that are not behind 「TEL」."""
    if says_nothing(text):
        return Read(Contacts())
    if says_hidden(text):
        return Read(Contacts(), (note(Reason.PRIVATE, text),))
    pages, left = _pages(text)
    mails, left = _emails(left)
    phones, faxes, left = _numbers(left, fax=fax)
    rest = "" if not _DECORATION.sub("", left) else trimmed(left)
    return Read(Contacts(phones, faxes, mails, pages.value, rest), pages.findings)


def phones(text: str, *, fax: bool = False) -> Read[Contacts]:
    """A telephone or FAX column. A cell without any number is doubtful."""
    read = contacts(text, fax=fax)
    found = read.value
    if found.phones or found.faxes or read.findings or says_nothing(text):
        # Digits left over are a second number without its area code, which must not be lost in silence.
        lost = re.search(r"\d{4}", nfkc(re.sub(r"[(（][^)）]*[)）]", "", found.rest)))
        return Read(found, (*read.findings, doubt(Reason.NOT_A_PHONE, text, detail=found.rest))) if lost else read
    digits = "0" + digits_of(text)
    if re.fullmatch(r"[\d\-() ]+", nfkc(trimmed(text))) and is_phone(digits):
        phone = (Phone(digits, digits),)
        mended = Contacts(faxes=phone) if fax else Contacts(phones=phone)
        return Read(mended, (doubt(Reason.PHONE_ZERO_LOST, text),))
    return Read(found, () if found.emails else (doubt(Reason.NOT_A_PHONE, text),))


def emails(text: str) -> Read[Contacts]:
    """An e-mail column."""
    read = contacts(text)
    if read.value.emails or read.findings or says_nothing(text):
        return read
    return Read(read.value, (doubt(Reason.NOT_AN_EMAIL, text),))


def web_pages(text: str) -> Read[tuple[str, ...]]:
    """A column of web addresses, one or several a cell, with or without words between them."""
    if says_nothing(text) or trimmed(text) == "0":
        return Read(())
    pages, _ = _pages(text)
    if pages.value or pages.findings:
        return pages
    if re.fullmatch(
        r"[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:jp|com|org|net|info|site|me|page)(?:/\S*)?", nfkc(trimmed(text))
    ):
        return Read((f"http://{nfkc(trimmed(text))}",))
    return Read((), (doubt(Reason.NOT_A_URL, text),))


def _pages(text: str) -> tuple[Read[tuple[str, ...]], str]:
    folded = nfkc(text) if re.search(r"ｈｔｔｐ|：//|：／／", text) else text
    joined = _BROKEN.sub(lambda found: found[1] or found[2], folded)
    findings: list[Finding] = []
    if _SCHEME.search(nfkc(text)):
        findings.append(doubt(Reason.DANGEROUS_URL, text))
        joined = re.sub(rf"{_SCHEME.pattern}\S*", "", joined, flags=re.IGNORECASE)
    pages: list[str] = []
    for found in _URL.findall(joined):
        page = found.rstrip(".,;:!")
        page = f"http://{page}" if page.lower().startswith("www.") else page
        page = _SCHEME_WRITTEN.sub(lambda scheme: scheme.group().lower(), page)
        if not _HOST.fullmatch(page):
            findings.append(doubt(Reason.NOT_A_URL, text, detail=page))
        elif page not in pages:
            pages.append(page)
    return Read(tuple(pages), tuple(findings)), _URL.sub(" ", joined)


def _emails(text: str) -> tuple[tuple[str, ...], str]:
    folded = _AT.sub("@", text)
    found = _EMAIL.findall(nfkc(folded))
    left = _EMAIL.sub(" ", nfkc(folded)) if found else text
    return tuple(dict.fromkeys(map(_lower_host, found))), left


def _lower_host(address: str) -> str:
    local, _, host = address.rpartition("@")
    return f"{local}@{host.lower()}"


def _numbers(text: str, *, fax: bool) -> tuple[tuple[Phone, ...], tuple[Phone, ...], str]:
    """Telephone numbers and FAX numbers, told apart by the word before them, and what is left."""
    marks = sorted(
        [(found.start(), True) for found in _FAX.finditer(text)] + [(f.start(), False) for f in _TEL.finditer(text)]
    )
    cuts = [(0, fax), *marks, (len(text), False)]
    phones: list[Phone] = []
    faxes: list[Phone] = []
    left: list[str] = []
    for (start, is_fax), (end, _) in pairwise(cuts):
        if start == end:
            continue
        # 「TEL・FAX 03-…」 is one number for both.
        both = re.search(r"(?:tel|電話)[\s・/／&＆、,]*$", nfkc(text[:start]), re.IGNORECASE)
        found, rest = find_phones(text[start:end])
        left.append(rest)
        faxes += found if is_fax else []
        phones += found if not is_fax or both else []
    return tuple(phones), tuple(faxes), " ".join(filter(None, left))
