"""The values of a person from one row.

Keys: display_name legal_name reading affiliation introduction about qualifications skill_text fields((code, …)) base
areas((AreaHint, …)) web_pages((url, …)) on_site(bool) online(bool) languages((word, …)) slots schedule_note fee(Fee)
help_kinds((HelpKind, …)) address phone email birth_year notes council_posts(text) findable_by(Audience) max_at_once
max_per_year minimum_notice_days resting_until source_id last_confirmed_on.
"""

import re
from typing import Any, Final

from directory.imports import cells, places, words
from directory.imports.assembly import Assembly
from directory.imports.cells import Read
from directory.imports.contacts import contacts, emails, phones, web_pages
from directory.imports.findings import Reason, doubt, refusal

_ONE_LINE: Final = 100


def values(row: Assembly) -> dict[str, Any]:
    """Everything that the row tells about a person."""
    schedule = row.schedule()
    base = row.line("base")
    found = (
        _identity(row)
        | _words_about(row)
        | {
            "fields": row.fields(words.fields),
            "base": base,
            "areas": row.areas(row.take(places.areas(base), next(iter(row.columns("base")), ""))),
            "on_site": row.one("on_site", _sure, None),
            "online": row.one("online", _sure, None),
            "languages": row.every("languages", lambda text: Read(cells.words(text))),
            "slots": schedule.slots,
            "schedule_note": schedule.note,
            "fee": row.one("fee", words.fee, None),
            "help_kinds": row.every("help_kinds", words.help_kinds),
            "birth_year": row.one("birth_year", cells.year, None),
            "findable_by": row.one("findable_by", words.audience, None),
            "max_at_once": row.one("max_at_once", cells.number, None),
            "max_per_year": row.one("max_per_year", cells.number, None),
            "minimum_notice_days": row.one("minimum_notice_days", cells.number, None),
            "resting_until": row.one("resting_until", cells.full_date, ""),
            "source_id": row.line("source_id")[:120],
            "last_confirmed_on": row.one("last_confirmed_on", cells.full_date, ""),
        }
    )
    return found | _reach(row)


def _identity(row: Assembly) -> dict[str, Any]:
    display_name, legal_name = _name(row, "display_name"), _name(row, "legal_name")
    if (
        not display_name
        and not legal_name
        and not any(finding.reason is Reason.NAME_SHIFTED for finding in row.findings)
    ):
        column = next(iter(row.columns("display_name")), "")
        row.take(Read("", (refusal(Reason.NAME_MISSING),)), column)
    return {
        "display_name": display_name or legal_name,
        "legal_name": legal_name,
        "reading": _joined(row, "reading"),
        "affiliation": row.line("affiliation"),
    }


def _name(row: Assembly, attribute: str) -> str:
    """A name; 姓 and 名 in two columns are joined by a blank. The best column wins over other names."""
    filled = row.cells(attribute)
    halves = [
        (column, text) for column, text in filled if re.fullmatch(r"姓|名|氏|(?:last|first|family|given).?name", column)
    ]
    chosen = halves if len(halves) == 2 else filled[:1]
    return " ".join(filter(None, (row.take(cells.name(text), column) for column, text in chosen)))


def _joined(row: Assembly, attribute: str) -> str:
    filled = row.cells(attribute)
    chosen = filled if len(filled) == 2 and all(len(column) <= 2 for column, _ in filled) else filled[:1]
    return " ".join(filter(None, (row.take(cells.reading(text), column) for column, text in chosen)))


def _words_about(row: Assembly) -> dict[str, Any]:
    """Texts; a one-line introduction that is too long for one line goes before the long text."""
    introduction, about = row.line("introduction"), row.text("about")
    if len(introduction) > _ONE_LINE:
        row.take(Read("", (doubt(Reason.TOO_LONG, introduction),)), next(iter(row.columns("introduction")), ""))
        introduction, about = "", "\n\n".join(filter(None, (introduction, about)))
    return {
        "introduction": introduction,
        "about": about,
        "qualifications": row.text("qualifications"),
        "skill_text": "\n".join(text for _, text in row.cells("skills")),
        "council_posts": row.text("council_posts"),
    }


def _reach(row: Assembly) -> dict[str, Any]:
    found = [
        *row.contact("phone", phones),
        *row.contact("email", emails),
        *row.contact("contact", contacts),
    ]
    mails = list(dict.fromkeys(mail for each in found for mail in each.emails))
    numbers = {phone.digits: phone.shown.strip() for each in found for phone in each.phones}
    pages = dict.fromkeys((*row.every("web_pages", web_pages), *(page for each in found for page in each.web_pages)))
    more = [f"メール：{mail}" for mail in mails[1:]]
    return {
        "address": row.address().text,
        "phone": "、".join(numbers.values()),
        "email": mails[0] if mails else "",
        "web_pages": tuple(pages),
        "notes": "\n".join(filter(None, (row.text("notes"), *more))),
    }


def _sure(text: str) -> Read[bool | None]:
    """A yes or no; a sentence (「オンラインのみ可」) counts as a yes unless it says no."""
    read = cells.yes_or_no(text)
    if read.value is None and read.findings and re.search(r"可|対応|OK|あり", text) and "不可" not in text:
        return Read(True)
    return read
