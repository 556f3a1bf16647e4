"""Asking for confirmation step by step, and what an answer does."""

from datetime import date, timedelta

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.confirmations import letters
from directory.confirmations.models import Answer, AnsweredBy, Confirmation, Step
from directory.confirmations.queries import Record, base_day, kind_of, subject_of
from directory.confirmations.schedule import due_step
from directory.groups.models import Group, GroupState
from directory.letters.recipients import of_group, of_person
from directory.people.models import PersonState
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.errors import NoSuchStep
from kit.i18n import address_in
from kit.links import end_links, make_link
from kit.mail import drop_letters

LINK: str = "confirmations.answer"
LINK_LASTS = timedelta(days=400)
"""Longer than the next round: an old letter that is answered late is still an answer."""

FADED_REASON = "2年のあいだ登録内容の確認がとれないため、公開を休んでいます。"


def take_step(record: Record, on: date, *, base_url: str) -> Step | None:
    """Take the step that is due for a record, and write to it; None when nothing is due. Twice a day is once."""
    if record.state not in (GroupState.ACTIVE, PersonState.ACTIVE):
        return None
    step = due_step(record.confirmation_step, record.confirmation_step_on, base_day(record), on)
    if step is None:
        return None
    _note(record, confirmation_step=step, confirmation_step_on=on)
    if step is Step.FADED:
        _set_state(record, "paused", FADED_REASON)
    subject = subject_of(record)
    to = of_group(record) if isinstance(record, Group) else of_person(record)
    path = f"/confirm/{make_link(LINK, subject, lasts=LINK_LASTS)}"
    drop_letters(letters.KIND, subject)  # a letter nobody has printed by now is overtaken by this one
    letters.ask(
        step,
        about=subject,
        to=to,
        name=name_of(record),
        link=address_in(to.language, base_url, path),
        once=f"{letters.KIND} {subject} {base_day(record)} {step}",
    )
    audit.record(f"confirmation.{step}", subject, actor_id=None, via=audit.Via.COMMAND)
    return step


def answer(
    record: Record, given: Answer, *, by: Account | None, how: AnsweredBy, words: str = "", via: audit.Via
) -> Confirmation:
    """Take an answer: the record is confirmed today, is marked and faded no longer, or rests, or ends.

    Raises:
        NoSuchStep: the record is not in the register, so that there is nothing to confirm.
    """
    session.refresh(record, with_for_update=True)
    if record.state not in ("active", "paused"):
        raise NoSuchStep()
    subject, was_faded = subject_of(record), record.confirmation_step is Step.FADED
    confirmation = Confirmation(answer=given, answered_by=how, actor_id=by.id if by else None, words=words)
    setattr(confirmation, f"{kind_of(record)}_id", record.id)
    session.add(confirmation)
    _note(record, last_confirmed_on=today(), confirmation_step=Step.NONE, confirmation_step_on=None)
    if given is Answer.PAUSED:
        _set_state(record, "paused", words)
    elif given is Answer.DISSOLVED:
        _set_state(record, "dissolved" if isinstance(record, Group) else "withdrawn", words)
    elif was_faded:
        _set_state(record, "active", "")
    end_links(LINK, subject)
    drop_letters(letters.KIND, subject)
    audit.record(f"confirmation.{given}", subject, actor_id=by.id if by else None, via=via)
    return confirmation


def handle(wish: Confirmation, *, by: Account) -> None:
    """Note that somebody has seen to what an answer asked to be changed."""
    if wish.handled_at is None:
        wish.handled_at = now()
        subject = f"group:{wish.group_id}" if wish.group_id else f"person:{wish.person_id}"
        audit.record("confirmation.handled", subject, actor_id=by.id)


def name_of(record: Record) -> str:
    """What the record is called."""
    return record.name if isinstance(record, Group) else record.display_name


def _note(record: Record, **values: object) -> None:
    """Write beside the record: asking is no change of it, so its version and the day of its last change stay."""
    model = type(record)
    session.flush()
    session.execute(
        sa.update(model).where(model.id == record.id).values(updated_at=model.updated_at, **values),
        execution_options={"synchronize_session": False},
    )
    session.refresh(record, attribute_names=list(values))


def _set_state(record: Record, state: str, reason: str) -> None:
    if isinstance(record, Group):
        record.state = GroupState(state)
    else:
        record.state = PersonState(state)
    record.state_reason = reason
