"""The values of a need from one row.

Keys: title story kind("adviser" | "hands" | "partner" | "talk") requester_name skill_text fields((code, …))
areas((AreaHint, …)) place online(bool) dates((ISO date, …)) slots schedule_note people_wanted due_on fee(Fee)
audience(Audience) expires_on contact(private text) received_by received_on source_id.
"""

from typing import Any

from directory.imports import cells, places, words
from directory.imports.assembly import Assembly
from directory.imports.cells import Read
from directory.imports.findings import Reason, doubt, refusal


def values(row: Assembly) -> dict[str, Any]:
    """Everything that the row tells about a need."""
    schedule = row.schedule()
    requester = row.line("requester_name")
    return {
        "title": _title(row),
        "story": row.text("story"),
        "kind": row.one("kind", words.need_kind, ""),
        "requester_name": requester,
        "skill_text": row.line("skills", "、"),
        "fields": row.fields(words.fields),
        "areas": row.areas(_area_of(requester)),
        "place": row.line("place"),
        "online": row.one("online", cells.yes_or_no, None),
        "dates": tuple(sorted(row.every("dates", cells.dates))),
        "slots": schedule.slots,
        "schedule_note": schedule.note,
        "people_wanted": row.one("people_wanted", cells.number, None),
        "due_on": row.one("due_on", cells.full_date, ""),
        "fee": row.one("fee", words.fee, None),
        "audience": row.one("audience", words.audience, None),
        "expires_on": row.one("expires_on", cells.full_date, ""),
        "contact": _contact(row),
        "received_by": row.line("received_by"),
        "received_on": row.one("received_on", cells.full_date, ""),
        "source_id": row.line("source_id")[:120],
    }


def _title(row: Assembly) -> str:
    column, text = row.first("title")
    title = " ".join(row.take(cells.free_text(text), column).split())
    if not title:
        row.take(Read("", (refusal(Reason.TITLE_MISSING),)), column)
    if len(title) > cells.LONGEST_NAME:
        title = row.take(Read(title[: cells.LONGEST_NAME] + "…", (doubt(Reason.TOO_LONG, text),)), column)
    return title


def _area_of(requester: str) -> tuple[places.AreaHint, ...]:
    """The municipality in 福井県鯖江市 総務課; a department without one tells nothing."""
    address = places.split_address(requester)
    return (places.AreaHint(address.prefecture, address.municipality),) if address.prefecture else ()


def _contact(row: Assembly) -> str:
    """Private: kept as written, for the centre only."""
    return "\n".join(filter(None, (row.line(name) for name in ("contact", "phone", "email")))) or row.address().text
