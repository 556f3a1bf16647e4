"""Which private parts are open in this browser: fifteen minutes for one record, after a reason was given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import flask
from flask import current_app, flash, redirect, request
from flask.typing import ResponseReturnValue

import directory.openings.labels  # noqa: F401 - the words of the reasons
from directory.accounts.me import find_me, me
from directory.openings import access, actions, queries
from directory.openings.models import Opening, Reason, Way
from directory.openings.schemas import OpeningSchema
from kit.clock import now
from kit.forms import read_form
from kit.i18n import _
from kit.labels import choices
from kit.web import READING

COOKIE = "opened"
PRINTING = "手紙の印刷"
MOST_AT_ONCE = 20
"""So many records one browser remembers to have open; a cookie is small."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What a page shows about openings of its record: the question for a reason, or that it is open, and who looked."""

    is_open: bool
    may_open: bool
    is_told: bool
    """Whether who it is about can read who looked: an entry of the log is the desk's own."""
    url: str
    openings: Sequence[Opening]
    reasons: Sequence[tuple[str, str]]


def is_open(subject: str) -> bool:
    """Whether the private part of this record is open to the staff member in this browser."""
    remembered = flask.session.get(COOKIE, {}).get(subject)
    opening = queries.find_opening(remembered) if isinstance(remembered, int) else None
    return access.is_open(opening, subject, find_me(), at=now())


def panel_of(subject: str, url: str, *, own: bool = False) -> Panel:
    """What the page of this record shows; ``own``: the viewer's own record, which they see without an opening."""
    staff = access.open_private(find_me())
    return Panel(
        is_open=is_open(subject),
        may_open=staff and not own,
        is_told=subject.startswith(("person:", "group:", "need:")),
        url=url,
        openings=queries.openings_of(subject) if staff or own else (),
        reasons=choices(Reason),
    )


def answer_opening(subject: str, back: str) -> ResponseReturnValue:
    """Answer the question for a reason: note the opening and go back to the page, where it is shown now."""
    form = read_form(OpeningSchema(), request.form)
    if form.errors:
        flash(" ".join(message for messages in form.errors.values() for message in messages), "error")
    else:
        opening = actions.open_private(subject, form.data["why"], by=me(), words=form.data["why_words"])
        _remember(opening)
        flash(_("連絡先を15分間表示します。見たことと理由を記録しました。"), "success")
    return redirect(f"{back}#opening", 303)


def open_for_editing(subject: str) -> None:
    """Opening a form in which private data stand is an opening; nobody is asked, as the reason is plain."""
    if access.open_private(find_me()) and not is_open(subject):
        _remember(_note(subject, Reason.REGISTRATION, way=Way.FORM))


def open_for_printing(subjects: Collection[str]) -> None:
    """A letter on paper bears an address: to print it is an opening of whom it is about; nobody is asked why."""
    with current_app.database.transaction():  # type: ignore[attr-defined]
        for subject in dict.fromkeys(subjects):
            actions.open_private(subject, Reason.OTHER, by=me(), words=PRINTING)


def open_over_api(subject: str, asked: dict[str, Any]) -> bool:
    """Whether the caller, of the staff, has said why the private part is wanted; that they did is noted."""
    if asked.get("reason") is None or not access.open_private(find_me()):
        return False
    _note(subject, asked["reason"], way=Way.API, words=asked["words"].strip())
    return True


def _note(subject: str, reason: Reason, *, way: Way, words: str = "") -> Opening:
    if request.method not in READING:
        return actions.open_private(subject, reason, by=me(), words=words, way=way)
    # Reading writes nothing into what is read. That somebody read is kept apart from it, and kept whatever happens next.
    with current_app.database.transaction():  # type: ignore[attr-defined]
        return actions.open_private(subject, reason, by=me(), words=words, way=way)


def _remember(opening: Opening) -> None:
    opened = {**flask.session.get(COOKIE, {}), opening.subject: opening.id}
    newest = sorted(opened.items(), key=lambda item: -item[1])[:MOST_AT_ONCE]
    flask.session[COOKIE] = dict(newest)
