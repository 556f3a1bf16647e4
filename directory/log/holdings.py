"""What the log of the desk holds about somebody: what they told, and what was told about them."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from directory.log.actions import empty
from directory.log.models import LogEntry
from kit.db import session
from kit.i18n import _l


def _told(whom: Whom) -> Iterator[Entry]:
    for entry in _of(whom):
        yield [
            Fact("at", _l("受け付けた日時"), entry.at),
            Fact("method", _l("受付方法"), entry.method),
            Fact("caller", _l("だれから"), entry.caller),
            Fact("contact", _l("連絡先"), entry.contact),
            Fact("matter", _l("用件"), entry.matter),
            Fact("next_step", _l("つぎの一歩"), entry.next_step),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    """That somebody called, how and when, stays for the count; who it was and what they said goes."""
    entries = [entry.id for entry in _of(whom)]
    empty(entries)
    return len(entries)


def _of(whom: Whom) -> Sequence[LogEntry]:
    """Entries linked with them, and those that name them or how to reach them."""
    entries = session.scalars(sa.select(LogEntry).order_by(LogEntry.id).execution_options(yield_per=500))
    return [entry for entry in entries if _is_about(entry, whom)]


def _is_about(entry: LogEntry, whom: Whom) -> bool:
    if entry.caller_subject in whom.subjects or entry.made in whom.subjects:
        return True
    notes = (note.words for note in entry.notes)
    return any(whom.is_named_in(text) for text in (entry.caller, entry.contact, entry.matter, entry.next_step, *notes))


LOG = Holding("log", _l("窓口の受付の記録"), _told, _erase)
