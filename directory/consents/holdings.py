"""What the consent ledger holds about somebody."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.consents.models import Consent
from directory.consents.queries import is_about
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l


def _lines(whom: Whom) -> Iterator[Entry]:
    for line in session.scalars(sa.select(Consent).where(_about(whom)).order_by(Consent.id)):
        yield [
            Fact("purpose", _l("目的"), line.text.purpose),
            Fact("version", _l("文の版"), line.text.number),
            Fact("text", _l("同意した文"), line.text.ja),
            Fact("sha256", _l("文の指紋（SHA-256）"), line.text.digest),
            Fact("given", _l("同意した"), line.given),
            Fact("said_on", _l("同意の日付"), line.said_on),
            Fact("at", _l("記録した日時"), line.at),
            Fact("method", _l("受付方法"), line.method),
            Fact("note", _l("メモ"), line.note),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    return session.execute(sa.delete(Consent).where(_about(whom))).rowcount  # type: ignore[attr-defined, no-any-return]


def _about(whom: Whom) -> sa.ColumnElement[bool]:
    subjects = [subject for subject in (whom.person, whom.account) if subject is not None]
    return sa.or_(sa.false(), *(is_about(subject) for subject in subjects))


CONSENTS = Holding("consents", _l("同意の記録"), _lines, _erase)
