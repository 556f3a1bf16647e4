"""The values of a group from one row.

Keys: name reading short_name sector(Sector) corporate_number founded_on purpose activities fields((code, …))
areas((AreaHint, …)) place latitude longitude place_publication(only CENTER, for what may be a home) slots
schedule_note member_count joining cost recruiting(bool) offers
wants skill_text web_pages((url, …)) contacts((ContactValue, …)) state("paused" | "dissolved") source_id
last_confirmed_on remarks(not for publication).
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from directory.groups.models import ContactKind, Publication, Sector
from directory.imports import cells, houjin, words
from directory.imports.assembly import Assembly
from directory.imports.cells import Read, says_hidden, trimmed
from directory.imports.contacts import Contacts, contacts, emails, phones, web_pages
from directory.imports.findings import Finding, Reason, doubt, note
from directory.imports.homes import headed_as_contact, looks_like_home
from kit.phones import Phone
from kit.text import nfkc

_PAUSED: Final = re.compile(r"休止中|活動休止|休会中|休業中")
_DISSOLVED: Final = re.compile(r"解散|廃止|閉鎖|清算結了")


@dataclass(frozen=True, slots=True)
class ContactValue:
    """One contact detail as it will be stored; publication is never taken from a file."""

    kind: ContactKind
    value: str
    note: str = ""


def values(row: Assembly) -> dict[str, Any]:
    """Everything that the row tells about a group."""
    venue = row.address("venue")
    postal = row.address()
    schedule = row.schedule()
    closed_on = row.one("closed_on", cells.date, "")
    found = _identity(row, closed=bool(closed_on)) | {
        "founded_on": row.one("founded_on", cells.date, ""),
        "purpose": row.text("purpose"),
        "activities": row.text("activities"),
        "fields": row.fields(words.fields),
        "areas": row.areas(venue.area, postal.area),
        "slots": schedule.slots,
        "schedule_note": schedule.note,
        "member_count": row.one("member_count", cells.number, None),
        "joining": row.text("joining"),
        "cost": row.text("cost"),
        "recruiting": row.one("recruiting", cells.yes_or_no, None),
        "offers": row.text("offers"),
        "wants": row.text("wants"),
        "skill_text": row.line("skills", "、"),
        "source_id": row.line("source_id")[:120],
        "last_confirmed_on": row.one("last_confirmed_on", cells.full_date, ""),
        "remarks": row.text("remarks"),
    }
    found |= _whereabouts(row, venue.text) | _reach(row, postal.text)
    return found | {"state": _state(row, found, closed_on)}


def _identity(row: Assembly, *, closed: bool) -> dict[str, Any]:
    column, text = row.first("name")
    name = row.take(cells.name(text), column)
    legal_kind = row.line("legal_kind")
    judged = houjin.judge(name, nfkc(legal_kind), latest=row.line("latest"), closed=closed)
    sector: Sector | None = row.one("sector", words.sector, None)
    if isinstance(judged, Finding):
        if judged.reason is not Reason.NOT_A_GROUP_KIND or sector is None:
            row.take(Read(None, (judged,)), column)
    elif judged is not None:
        sector = sector or judged
    if sector is None and name and not isinstance(judged, Finding):
        sector = row.take(words.sector_of_name(name), column)
    return {
        "name": name,
        "reading": row.one("reading", cells.reading, ""),
        "short_name": row.line("short_name"),
        "sector": sector,
        "corporate_number": row.one("corporate_number", cells.corporate_number, ""),
    }


def _whereabouts(row: Assembly, venue: str) -> dict[str, Any]:
    """The place and its point on the map; for the centre only where either may be somebody's home."""
    place, position = " ".join(filter(None, (row.line("place"), venue))), _position(row)
    told = [(column, text) for name in ("place", "venue") for column, text in row.cells(name)]
    homes = [
        (column, text) for column, text in told
        if headed_as_contact(column) or looks_like_home(text) or (position and says_hidden(text))
    ]  # fmt: skip
    persons = row.columns("representative") or row.columns("contact_person")
    found: dict[str, Any] = {"place": place} | position
    if homes or looks_like_home(place):
        column, text = (homes or told)[0]
        row.take(Read(None, (doubt(Reason.MAYBE_HOME, text),)), column)
    elif position and row.cells("address") and (persons or not place):
        column, text = row.first("latitude")
        row.take(Read(None, (doubt(Reason.POINT_OF_CONTACT, text),)), column)
    else:
        return found
    return found | {"place_publication": Publication.CENTER}


def _position(row: Assembly) -> dict[str, Any]:
    column, north = row.first("latitude")
    _, east = row.first("longitude")
    position = row.take(cells.coordinates(north, east), column)
    return {"latitude": position[0], "longitude": position[1]} if position else {}


def _reach(row: Assembly, postal: str) -> dict[str, Any]:
    """Contact details and web pages, from whichever column they stand in."""
    found = [
        *_with_notes(row.contact("phone", phones), [text for _, text in row.cells("phone_note")]),
        *row.contact("fax", lambda text: phones(text, fax=True)),
        *row.contact("email", emails),
        *row.contact("contact", contacts),
        *row.contact("phone_note", contacts),
        *row.contact("email_note", contacts),
        *row.contact("remarks", contacts),
    ]
    details = [ContactValue(ContactKind.REPRESENTATIVE, name) for name in [row.line("representative", "、")] if name]
    details += [ContactValue(ContactKind.PERSON, name) for name in [row.line("contact_person", "、")] if name]
    for kind, numbers in (
        (ContactKind.PHONE, [phone for each in found for phone in each.phones]),
        (ContactKind.FAX, [phone for each in found for phone in each.faxes]),
    ):
        each_once = {phone.digits: phone for phone in reversed(numbers)}
        details += [ContactValue(kind, phone.shown.strip(), phone.note) for phone in reversed(each_once.values())]
    mails = dict.fromkeys(mail for each in found for mail in each.emails)
    details += [ContactValue(ContactKind.EMAIL, mail) for mail in mails]
    details += [ContactValue(ContactKind.POSTAL, postal)] if postal else []
    pages = dict.fromkeys((*row.every("web_pages", web_pages), *(page for each in found for page in each.web_pages)))
    return {"contacts": tuple(details), "web_pages": tuple(pages)}


def _with_notes(found: list[Contacts], notes: list[str]) -> list[Contacts]:
    """The remark in the column beside belongs to the number, when there is one number and one remark."""
    if len(found) == 1 and len(notes) == 1 and len(found[0].phones) == 1:
        phone = found[0].phones[0]
        said = trimmed(notes[0]).strip("（）() ")
        return [Contacts((Phone(phone.digits, phone.shown, phone.note or said),), *_others(found[0]))]
    return found


def _others(found: Contacts) -> tuple[tuple[Phone, ...], tuple[str, ...], tuple[str, ...], str]:
    return found.faxes, found.emails, found.web_pages, found.rest


def _state(row: Assembly, found: dict[str, Any], closed_on: str) -> str:
    said = nfkc(" ".join((row.line("state"), found["remarks"])))
    if closed_on or _DISSOLVED.search(nfkc(row.line("state"))):
        row.findings.append(note(Reason.CLOSED, closed_on))
        return "dissolved"
    if _PAUSED.search(said):
        row.findings.append(note(Reason.ON_BREAK, said))
        return "paused"
    return ""
