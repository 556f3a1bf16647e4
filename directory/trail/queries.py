"""How entries of the audit trail are found."""

import sqlalchemy as sa

from directory.accounts.models import Account
from kit.audit import AuditEntry
from kit.db import among, session
from kit.paging import Page
from kit.text import nfkc

PER_PAGE = 50


def list_entries(subject: str, verb: str, actor: str, *, number: int) -> Page[AuditEntry]:
    """Entries, the newest first; about one subject, of verbs that begin so, by accounts of that name, where given."""
    wanted = [AuditEntry.subject == subject] if subject else []
    wanted += [AuditEntry.verb.startswith(verb, autoescape=True)] if verb else []
    if actor:
        key = nfkc(actor).strip().casefold()
        named = Account.name.contains(actor.strip(), autoescape=True) | (Account.email_key == key)
        wanted.append(AuditEntry.actor_id.in_(sa.select(Account.id).where(named)))
    total = session.scalar(sa.select(sa.func.count()).select_from(AuditEntry).where(*wanted)) or 0
    query = sa.select(AuditEntry).where(*wanted).order_by(AuditEntry.id.desc())
    rows = session.scalars(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(items=rows, total=total, number=number, per_page=PER_PAGE)


def names_of_actors(entries: Page[AuditEntry]) -> dict[int, str]:
    """The names of those who did what is listed; a deleted account has none."""
    ids = {entry.actor_id for entry in entries.items if entry.actor_id}
    rows = session.execute(sa.select(Account.id, Account.name).where(among(Account.id, ids)))
    return {row[0]: row[1] for row in rows}
