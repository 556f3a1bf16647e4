"""What can be done with the log: write an entry, correct it, see to its next step, take it back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from directory.accounts.models import Account
from directory.log import access
from directory.log.models import LogEntry, LogNote
from directory.log.queries import find_caller, find_written
from kit import audit
from kit.clock import now, today
from kit.db import among, session
from kit.errors import Conflict
from kit.i18n import _l
from kit.text import search_key

ONE_WEEK = timedelta(days=7)


class TooLate(Conflict):
    """The ten minutes are over, or somebody else took the entry."""

    message = _l("取り消せるのは、書いた本人だけ、10分以内です。まちがいは「訂正を書く」で残してください。")


class NoOpenStep(Conflict):
    """The entry has no next step that waits."""

    message = _l("この「つぎの一歩」は、もう終わっています。")


def write_entry(data: dict[str, Any], *, by: Account) -> tuple[LogEntry, bool]:
    """Write an entry, and tell whether it is new: the same form sent twice gives the same entry."""
    if written := find_written(data["once"]):
        return written, False
    name, subject = find_caller(data["caller"])
    entry = LogEntry(
        **{**data, "caller": name, "once": data["once"] or None},
        caller_subject=subject,
        taker_id=by.id,
        taker=by,
        words="\n".join(search_key(data[told]) for told in ("caller", "contact", "matter", "next_step")),
    )
    try:
        with session.begin_nested():
            session.add(entry)
            session.flush()
    except IntegrityError:  # both presses were under way at once
        if written := find_written(data["once"]):
            return written, False
        raise
    audit.record("log.written", f"entry:{entry.id}", actor_id=by.id, via=audit.Via.STAFF)
    return entry, True


def note_made(entry: LogEntry, made: str) -> None:
    """Note which record was made of the entry; belongs to writing it."""
    entry.made = made
    session.flush()


def correct(entry: LogEntry, words: str, *, by: Account) -> LogNote:
    """Add a correction; the entry itself stays as it was written."""
    session.refresh(entry, with_for_update={"of": LogEntry})  # of two corrections at once both can be found
    note = LogNote(entry_id=entry.id, author_id=by.id, author=by, words=words)
    session.add(note)
    entry.words = f"{entry.words}\n{search_key(words)}"
    session.flush()
    audit.record("log.corrected", f"entry:{entry.id}", actor_id=by.id, via=audit.Via.STAFF)
    return note


def settle_step(entry: LogEntry, *, by: Account) -> None:
    """Note that the next step was done.

    Raises:
        NoOpenStep: there is none that waits.
    """
    if not entry.has_open_step:
        raise NoOpenStep()
    entry.settled_at = now()
    audit.record("log.step_done", f"entry:{entry.id}", actor_id=by.id, via=audit.Via.STAFF)


def postpone_step(entry: LogEntry, *, by: Account) -> None:
    """Let the next step wait for a week from today.

    Raises:
        NoOpenStep: there is none that waits.
    """
    if not entry.has_open_step:
        raise NoOpenStep()
    entry.due_on = today() + ONE_WEEK
    audit.record("log.step_postponed", f"entry:{entry.id}", actor_id=by.id, via=audit.Via.STAFF)


def take_back(entry: LogEntry, *, by: Account) -> None:
    """Take an entry back; it stays in the log, marked.

    Raises:
        TooLate: ten minutes are over, or ``by`` did not take it.
    """
    if not access.take_back(entry, by, at=now()):
        raise TooLate()
    entry.undone_at, entry.made = now(), ""
    audit.record("log.taken_back", f"entry:{entry.id}", actor_id=by.id, via=audit.Via.STAFF)


def forget_entries(kept: timedelta) -> int:
    """Empty the entries that are older and ask for nothing more to be done; returns how many."""
    done = LogEntry.due_on.is_(None) | LogEntry.settled_at.is_not(None) | LogEntry.undone_at.is_not(None)
    told = (LogEntry.caller != "") | (LogEntry.matter != "")
    old = session.scalars(sa.select(LogEntry.id).where(LogEntry.at < now() - kept, done, told)).all()
    empty(old)
    return len(old)


def empty(entries: Sequence[int]) -> None:
    """Take out of entries who it was and what they said; that somebody called, how and when, stays for the count."""
    session.execute(sa.delete(LogNote).where(among(LogNote.entry_id, entries)))
    nothing = dict.fromkeys(("caller", "caller_subject", "contact", "matter", "made", "next_step", "words"), "")
    emptied = sa.update(LogEntry).where(among(LogEntry.id, entries)).values(**nothing, due_on=None)
    session.execute(emptied, execution_options={"synchronize_session": False})
