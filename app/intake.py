"""What a visit, call or letter becomes: an entry of the log and, in the same moment, a need, a draft or a note."""

import re
from collections.abc import Callable
from typing import Any

from directory.accounts.models import Account
from directory.groups import actions as groups
from directory.groups.models import ContactKind, Group, Publication, Sector
from directory.log import actions as log
from directory.log.models import Becomes, LogEntry, Method
from directory.people import actions as people
from directory.people.models import Audience, Person
from directory.subjects import parts_of
from kit import audit
from kit.audit import Via
from kit.clock import today
from kit.db import session
from kit.errors import Conflict
from kit.i18n import _l
from kit.phones import find_phones
from kit.text import nfkc
from matching.needs import actions as needs
from matching.needs.models import Need, ReceivedBy
from matching.needs.wording import kind_of_need, title_of

_EMAIL = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+\.[A-Za-z0-9-]{2,}")
_NUMBER = re.compile(r"\+?[0-9(][0-9()‐‑‒–—―−ー -]{7,18}[0-9]")
_RECEIVED = {
    Method.VISIT: ReceivedBy.COUNTER,
    Method.PHONE: ReceivedBy.PHONE,
    Method.FAX: ReceivedBy.FAX,
    Method.LETTER: ReceivedBy.LETTER,
    Method.EMAIL: ReceivedBy.EMAIL,
    Method.OUTSIDE: ReceivedBy.COUNTER,
}
MODELS: dict[str, Any] = {"need": Need, "group": Group, "person": Person}


class AlreadyRegistered(Conflict):
    """Who called has a record already."""

    field = "becomes"
    message = _l("「%(name)s」は、すでに登録されています。「メモだけ」か「相談」を選んでください。")


class InUse(Conflict):
    """What was made of the entry has been worked on since."""

    message = _l("できた記録が、そのあと直されています。取り消さずに、その記録のページで直してください。")


def take_in(data: dict[str, Any], *, by: Account) -> LogEntry:
    """Write the entry and make of it what was chosen. The same form sent twice makes one.

    Raises:
        AlreadyRegistered: a draft is wanted for somebody who has a record.
    """
    entry, is_new = log.write_entry(data, by=by)
    if is_new and entry.becomes in _MAKERS:
        log.note_made(entry, _MAKERS[entry.becomes](entry, by))
    return entry


def take_back(entry: LogEntry, *, by: Account) -> None:
    """Take back an entry and what was made of it.

    Raises:
        TooLate: ten minutes are over, or ``by`` did not take it.
        InUse: somebody has changed what was made of it.
    """
    made = entry.made
    log.take_back(entry, by=by)
    if not made:
        return
    kind, number = parts_of(made)
    record = session.get(MODELS[kind], number)
    if record is not None:
        if record.version != 1:
            raise InUse()
        session.delete(record)
        audit.record(f"{kind}.taken_back", made, actor_id=by.id, via=Via.STAFF)


def contact_parts(contact: str) -> tuple[list[str], list[str], str]:
    """Telephone numbers and mail addresses in what was told, and the rest of it."""
    emails = _EMAIL.findall(nfkc(contact))
    known, rest = find_phones(_EMAIL.sub(" ", nfkc(contact)))
    # Which numbers exist is not for us to know: what else looks like one is taken as one.
    phones = [phone.shown.strip() for phone in known] + [run.strip() for run in _NUMBER.findall(rest)]
    return phones, emails, _NUMBER.sub(" ", rest).strip(" ・、,/")


def _make_need(entry: LogEntry, by: Account) -> str:
    kind, _colon, number = entry.caller_subject.partition(":")
    data = {
        "title": title_of(entry.matter),
        "story": entry.matter,
        "kind": kind_of_need(entry.matter),
        "audience": Audience.COORDINATORS,
        "group": f"#{number}" if kind == "group" else "",
        "person": f"#{number}" if kind == "person" else "",
        "requester_name": "" if kind else entry.caller,
        "contact": entry.contact,
        "received_by_method": _RECEIVED[entry.method],
        "received_by": by.name,
        "received_on": today(),
        **_nothing("areas other_areas fields skills"),
    }
    return f"need:{needs.create_need(data, by=by, publish=True, via=Via.STAFF).id}"


def _make_group(entry: LogEntry, by: Account) -> str:
    _refuse_registered(entry)
    phones, emails, rest = contact_parts(entry.contact)
    number_kind = ContactKind.FAX if entry.method is Method.FAX else ContactKind.PHONE
    rows = [(number_kind, phone) for phone in phones] + [(ContactKind.EMAIL, email) for email in emails]
    rows += [(ContactKind.PERSON, rest)] if rest else []
    data = {
        "name": entry.caller,
        "sector": Sector.CITIZEN,
        "notes": entry.matter,
        "contacts": [
            {"kind": kind, "value": value, "note": "", "publication": Publication.CENTER} for kind, value in rows
        ],
        **_nothing("areas other_areas fields skills"),
    }
    return f"group:{groups.create_group(data, by=by, via=Via.STAFF).id}"


def _make_person(entry: LogEntry, by: Account) -> str:
    _refuse_registered(entry)
    phones, emails, rest = contact_parts(entry.contact)
    data = {
        "display_name": entry.caller,
        "legal_name": entry.caller,
        "findable_by": Audience.COORDINATORS,
        "phone": "、".join(phones),
        "email": "".join(emails[:1]),
        "notes": "\n".join(text for text in (entry.matter, rest, *emails[1:]) if text),
        **_nothing("areas other_areas fields skills avoided_groups absences council_posts"),
    }
    return f"person:{people.create_person(data, by=by, via=Via.STAFF).id}"


def _refuse_registered(entry: LogEntry) -> None:
    if entry.caller_subject:
        raise AlreadyRegistered(name=entry.caller)


def _nothing(names: str) -> dict[str, Any]:
    return {name: [] for name in names.split()}


_MAKERS: dict[Becomes, Callable[[LogEntry, Account], str]] = {
    Becomes.NEED: _make_need,
    Becomes.GROUP: _make_group,
    Becomes.PERSON: _make_person,
}
