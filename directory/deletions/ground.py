"""What the ground of the service holds about somebody: letters, links, and the audit trail."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit import audit
from kit.audit import AuditEntry
from kit.db import among, session
from kit.i18n import _l
from kit.links import Link
from kit.mail import Letter, LetterState
from kit.text import nfkc, search_key

UNDELIVERED = (LetterState.WAITING, LetterState.TO_PRINT)
EMPTY = {
    "title": "",
    "body": "",
    "recipient_name": "",
    "email": "",
    "address": "",
    "link": "",
    "once": None,
    "trouble": "",
}
"""What a letter says when only that there was one, and when, is kept of it."""


def is_theirs_to_read(letter: Letter, whom: Whom) -> bool:
    """Whether a letter went to them: to their account's address, which they confirmed, or by name under another of theirs."""
    email = _address_of(letter)
    if whom.account is not None and email == whom.account.email_key:
        return True
    if search_key(letter.recipient_name) not in whom.names:
        return False
    at_home = bool(whom.address) and search_key(letter.address) == whom.address
    return email in whom.emails or at_home or (not email and letter.about in whom.subjects)


def is_theirs_to_erase(letter: Letter, whom: Whom) -> bool:
    """Whether a letter went to one of their addresses, is about them, or tells somebody else how to reach them."""
    if _address_of(letter) in whom.emails or letter.about in whom.subjects or is_theirs_to_read(letter, whom):
        return True
    text = nfkc(f"{letter.title}\n{letter.body}").casefold()
    return any(email in text for email in whom.emails)


def _address_of(letter: Letter) -> str:
    return nfkc(letter.email).strip().casefold()


def _letters(whom: Whom) -> Iterator[Entry]:
    for letter in _all_letters():
        if is_theirs_to_read(letter, whom):
            yield [
                Fact("created_at", _l("書いた日時"), letter.created_at),
                Fact("state", _l("状態"), letter.state),
                Fact("title", _l("題名"), letter.title),
                Fact("body", _l("本文"), letter.body),
            ]


def _erase_letters(whom: Whom, erasure: Erasure) -> int:
    """Letters to them, and all about them: those on their way are taken out of the post, of the others the words go."""
    theirs = [letter.id for letter in _all_letters() if is_theirs_to_erase(letter, whom)]
    session.execute(sa.delete(Letter).where(among(Letter.id, theirs), Letter.state.in_(UNDELIVERED)))
    session.execute(sa.update(Letter).where(among(Letter.id, theirs)).values(**EMPTY))
    return len(theirs)


def _all_letters() -> Iterator[Letter]:
    yield from session.scalars(sa.select(Letter).order_by(Letter.id).execution_options(yield_per=500))


def _links(whom: Whom) -> Iterator[Entry]:
    for link in session.scalars(sa.select(Link).where(Link.subject.in_(whom.subjects)).order_by(Link.id)):
        yield [
            Fact("purpose", _l("目的"), link.purpose),
            Fact("created_at", _l("作った日時"), link.created_at),
            Fact("expires_at", _l("使える期限"), link.expires_at),
        ]


def _erase_links(whom: Whom, _erasure: Erasure) -> int:
    """Links about them, and those whose details name them."""
    links = session.scalars(sa.select(Link))
    theirs = [link.id for link in links if link.subject in whom.subjects or _names_them(link, whom)]
    session.execute(sa.delete(Link).where(Link.id.in_(theirs)))
    return len(theirs)


def _names_them(link: Link, whom: Whom) -> bool:
    return any(whom.is_named_in(value) for value in link.details.values() if isinstance(value, str))


def _trail(whom: Whom) -> Iterator[Entry]:
    for entry in session.scalars(sa.select(AuditEntry).where(_about(whom)).order_by(AuditEntry.id)):
        yield [Fact("at", _l("日時"), entry.at), Fact("verb", _l("したこと"), entry.verb)]


def _empty_trail(whom: Whom, _erasure: Erasure) -> int:
    """Entries stay, as numbers; the reasons somebody wrote about them go."""
    return audit.erase_reasons(whom.subjects)


def _about(whom: Whom) -> sa.ColumnElement[bool]:
    about: sa.ColumnElement[bool] = AuditEntry.subject.in_(whom.subjects)
    return about | (AuditEntry.actor_id == whom.account.id) if whom.account else about


LETTERS = Holding("letters", _l("センターからの手紙"), _letters, _erase_letters)
LINKS = Holding("links", _l("手続きのリンク"), _links, _erase_links)
TRAIL = Holding("audit", _l("操作の記録"), _trail, _empty_trail)
