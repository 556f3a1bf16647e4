"""What can be done with corrections: send one in, accept or decline each value, forget them."""

import hashlib
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.corrections import access
from directory.corrections.letters import leave_answer, tell_keepers
from directory.corrections.models import Correction, CorrectionItem, Decision
from directory.corrections.queries import public_words
from directory.groups.actions import edit_group
from directory.groups.models import Group
from directory.history import tracking
from directory.history.models import Kind, Method
from directory.history.shapes import LISTS, kind_of, whole_shape
from directory.history.values import form_data
from directory.people.actions import edit_person
from directory.people.models import Person
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Forbidden, Invalid, Refusal, TooMany
from kit.i18n import _l

COUNTED_FOR = timedelta(hours=1)
PER_PLACE = 5
PER_PAGE = 20


class TooManyCorrections(TooMany):
    """Too many corrections from one place, or about one page, within an hour."""

    message = _l(
        "たくさんのお知らせが続いているため、いまは受け付けられません。1時間ほど待つか、センターへお電話ください。"
    )
    field = "_form"


class NothingProposed(Refusal):
    """No value differs from what the page says."""

    message = _l("直すところを1つ以上書いてください。いまの内容と同じものは、お知らせになりません。")
    field = "_form"


class SentenceNeeded(Refusal):
    """Declining needs a sentence for the one who wrote."""

    message = _l("直さない理由を、ひとこと書いてください。")
    field = "sentence"


class AlreadyDecided(Conflict):
    """Somebody has answered this meanwhile."""

    message = _l("この項目には、すでに返事がされています。")
    field = "sentence"


def propose(
    subject: Group | Person, data: dict[str, Any], *, by: Account | None, place: str, language: str, base_url: str
) -> Correction | None:
    """Take in what a visitor proposes for a public page, and tell its keepers; None when a machine wrote it.

    Raises:
        NothingProposed: nothing differs from what the page says.
        TooManyCorrections: from this place, or about this page, of late.
    """
    if data["homepage"]:
        return None
    proposed = {name: _text(data[name]) for name in access.proposable(subject, by)}
    wanted = {name: text for name, text in proposed.items() if text and text != public_words(subject, name)}
    if not wanted:
        raise NothingProposed()
    key = hashlib.sha256(f"correction {place}".encode()).hexdigest()
    if _too_many(subject, key):
        raise TooManyCorrections()
    correction = Correction(
        group_id=subject.id if isinstance(subject, Group) else None,
        person_id=subject.id if isinstance(subject, Person) else None,
        remark=data["remark"],
        email=data["email"],
        language=language,
        place=key,
        items=[CorrectionItem(attribute=name, proposed=text) for name, text in wanted.items()],
    )
    session.add(correction)
    session.flush()
    audit.record("correction.received", f"correction:{correction.id}", actor_id=None, changed=sorted(wanted))
    tell_keepers(correction, by=by, base_url=base_url)
    return correction


def accept(correction: Correction, item: CorrectionItem, *, sentence: str = "", by: Account) -> None:
    """Put a proposed value on the page, as an edit like any other; free text is only marked as seen to.

    Raises:
        Forbidden: ``by`` may not.
        AlreadyDecided: it has been answered.
        Invalid: the value is not accepted by the form.
    """
    _ready(correction, item, by)
    subject = correction.subject
    if item.attribute != "other":
        data = _edit_data(subject, item)
        tracking.came_by(subject, Method.CORRECTION, note=f"#{correction.id}")
        if isinstance(subject, Group):
            edit_group(subject, data, by=by)
        else:
            edit_person(subject, data, by=by)
    _decide(correction, item, Decision.ACCEPTED, sentence, by)


def decline(correction: Correction, item: CorrectionItem, *, sentence: str, by: Account) -> None:
    """Leave the page as it is and say why.

    Raises:
        Forbidden: ``by`` may not.
        AlreadyDecided: it has been answered.
        SentenceNeeded: nothing is said.
    """
    _ready(correction, item, by)
    if not sentence:
        raise SentenceNeeded()
    _decide(correction, item, Decision.DECLINED, sentence, by)


def forget(kind: Kind, subject_id: int) -> None:
    """Delete every correction of a page; part of the deletion of personal data."""
    column = Correction.group_id if kind is Kind.GROUP else Correction.person_id
    for correction in session.scalars(sa.select(Correction).where(column == subject_id)):
        session.delete(correction)


def _ready(correction: Correction, item: CorrectionItem, by: Account) -> None:
    if not access.answer(correction.subject, by):
        raise Forbidden()
    # Of two who answer at once, the second sees the first one's answer, also to another item: the last one closes it.
    session.execute(sa.select(Correction.id).where(Correction.id == correction.id).with_for_update())
    for each in correction.items:
        session.refresh(each)
    if item.decision is not Decision.OPEN:
        raise AlreadyDecided()


def _decide(correction: Correction, item: CorrectionItem, decision: Decision, sentence: str, by: Account) -> None:
    item.decision, item.answer, item.decided_by, item.decided_at = decision, sentence, by.id, now()
    name = f"correction:{correction.id}"
    audit.record(f"correction.{decision}", name, actor_id=by.id, changed=[item.attribute], reason=sentence)
    session.flush()
    if any(other.decision is Decision.OPEN for other in correction.items):
        return
    if correction.email:
        leave_answer(correction)
    correction.email = correction.place = ""
    correction.answered_at = now()


def _edit_data(subject: Group | Person, item: CorrectionItem) -> dict[str, Any]:
    kind = kind_of(subject)
    assert kind is not None
    held = whole_shape(subject)
    wanted = {name: held[name] for name in LISTS[kind]}
    if item.attribute != "phone":
        return form_data(kind, wanted | {item.attribute: item.proposed})
    position = access.public_phone(subject) if isinstance(subject, Group) else None
    if position is None:
        raise Invalid({"sentence": [str(_l("公開されている電話番号は、もうありません。"))]})
    wanted["contacts"][position]["value"] = item.proposed
    return form_data(kind, wanted)


def _too_many(subject: Group | Person, key: str) -> bool:
    column = Correction.group_id if isinstance(subject, Group) else Correction.person_id
    for counted, most in ((Correction.place == key, PER_PLACE), (column == subject.id, PER_PAGE)):
        query = sa.select(sa.func.count()).select_from(Correction)
        if (session.scalar(query.where(counted, Correction.received_at > now() - COUNTED_FOR)) or 0) >= most:
            return True
    return False


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)
