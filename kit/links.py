"""Links that let somebody act without signing in: single use, expiring, kept only as a hash.

GET shows what a link is for; only POST uses it, because mail scanners open every link they see.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kit.clock import now
from kit.db import Base, UtcDateTime, session
from kit.errors import Refusal
from kit.i18n import _l


class Link(Base):
    """A link that was given to somebody. ``purpose`` says what it is for, ``subject`` whom or what it is about."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    purpose: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(60), index=True)
    details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LinkOver(Refusal):
    """The link is unknown, has been used or has expired; which of these is not told."""

    message = _l("このリンクは使えません。期限が過ぎたか、すでに使われています。")


def make_link(purpose: str, subject: str, *, lasts: timedelta, **details: Any) -> str:
    """Make a link; returns the token that goes into its address and is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    session.add(
        Link(token_hash=_digest(token), purpose=purpose, subject=subject, details=details, expires_at=now() + lasts)
    )
    session.flush()
    return token


def look_at(token: str, purpose: str) -> Link:
    """The link with this token, for showing what it is for.

    Raises:
        LinkOver: there is none that can still be used.
    """
    link = session.scalar(sa.select(Link).where(Link.token_hash == _digest(token), Link.purpose == purpose))
    if link is None or link.used_at is not None or link.expires_at <= now():
        raise LinkOver()
    return link


def use(token: str, purpose: str) -> Link:
    """Use up the link with this token; of several at once one succeeds.

    Raises:
        LinkOver: there is none that can still be used.
    """
    moment = now()
    usable = (Link.token_hash == _digest(token)) & (Link.purpose == purpose) & (Link.expires_at > moment)
    used = sa.update(Link).where(usable, Link.used_at.is_(None)).values(used_at=moment).returning(Link.id)
    link_id = session.scalar(used)
    if link_id is None:
        raise LinkOver()
    return session.get_one(Link, link_id, populate_existing=True)


def end_links(purpose: str, subject: str) -> None:
    """Make every unused link of this purpose about this subject worthless."""
    unused = (Link.purpose == purpose) & (Link.subject == subject) & Link.used_at.is_(None)
    session.execute(sa.update(Link).where(unused).values(used_at=now()))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
