"""The coordinator's pages: the queue of registrations, and one of them beside what the register has already."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.reviews.labels  # noqa: F401 - the words of the decisions
from directory.accounts.me import me
from directory.documents import queries as documents
from directory.groups.models import GroupState
from directory.people.models import PersonState
from directory.registrations import queries as registrations
from directory.registrations.entry import Line, Sheet, changes, lines
from directory.registrations.models import AnyRegistration, PersonSection, Registration, Section
from directory.registrations.sheets import sheet_of, snapshot
from directory.reviews import actions, queries
from directory.reviews.likeness import look_alikes, side_by_side
from directory.reviews.schemas import ReviewSchema, remarks_schema
from kit.access import COORDINATORS, open_to
from kit.clock import today
from kit.display import day
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, tokyo
from kit.labels import label
from kit.paging import page_number

bp = Blueprint("reviews", __name__, url_prefix="/desk/registrations")

PREFIX = "remark-"
LISTS = ("groups", "people", "drafts")
"""The lists of the queue, each with the word by which an address asks for one of its pages."""


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """What waits, the oldest first, and what staff have begun to enter."""
    numbers = {name: page_number(request.args, name) for name in LISTS}
    groups = registrations.waiting(number=numbers["groups"])
    people = registrations.waiting_people(number=numbers["people"])
    return render_template(
        "directory/reviews/index.html",
        groups=groups,
        people=people,
        drafts=registrations.on_paper_drafts(number=numbers["drafts"]),
        turned={name: partial(_turned, numbers, name) for name in LISTS},
        days_of=_days_waited,
    )


@bp.get("/<int:group_id>")
@open_to(COORDINATORS)
def show(group_id: int) -> ResponseReturnValue:
    """One registration with all that is needed to decide."""
    return _asked(registrations.get_registration(group_id, me()))


@bp.post("/<int:group_id>")
@open_to(COORDINATORS)
def decide(group_id: int) -> ResponseReturnValue:
    """Approve, return or refuse."""
    return _decided(registrations.get_registration(group_id, me()))


@bp.get("/people/<int:person_id>")
@open_to(COORDINATORS)
def person(person_id: int) -> ResponseReturnValue:
    """One person who offers help, and the decision."""
    return _asked(registrations.get_person_registration(person_id))


@bp.post("/people/<int:person_id>")
@open_to(COORDINATORS)
def decide_person(person_id: int) -> ResponseReturnValue:
    """Approve, return or refuse."""
    return _decided(registrations.get_person_registration(person_id))


def _turned(numbers: dict[str, int], name: str, number: int) -> str:
    """The address at which one list is turned over and the others stay where they are."""
    asked = {each: at for each, at in (numbers | {name: number}).items() if at > 1}
    return url_for("reviews.index", **asked, _anchor=f"waiting-{name}")  # type: ignore[arg-type]


def _asked(registration: AnyRegistration) -> str:
    return _page(registration, Form(typed={"version": registration.subject.version}))


def _decided(registration: AnyRegistration) -> ResponseReturnValue:
    form, remarks = read_form(ReviewSchema(), request.form), _read_remarks(sheet_of(registration))
    form.typed |= {PREFIX + name: text for name, text in remarks.typed.items()}
    form.errors |= {PREFIX + name: found for name, found in remarks.errors.items()}
    if not form.errors:
        with refusals_in(form):
            review = actions.decide(registration, **form.data, remarks=remarks.data, by=me())
            name, words = _name(registration), label(review.decision)
            flash(_("「%(name)s」：%(decision)s。お知らせの手紙を出しました。", name=name, decision=words), "success")
            return redirect(request.path, 303)
    return _page(registration, form), 422


def _read_remarks(sheet: Sheet) -> Form:
    typed = {name: request.form.get(PREFIX + name, "") for name in sheet.remarkable}
    schema = remarks_schema(sheet.remarkable)
    errors: Any = schema.validate(typed)
    return Form(typed=typed, errors=errors, data={} if errors else dict(schema.load(typed)))


def _page(registration: AnyRegistration, form: Form) -> str:
    sheet, subject, now_said = sheet_of(registration), registration.subject, snapshot(registration)
    waiting = subject.state in (GroupState.SUBMITTED, PersonState.SUBMITTED)
    returned, alike = queries.last_return(registration), look_alikes(subject) if waiting else []
    return render_template(
        "directory/reviews/show.html",
        registration=registration,
        subject=subject,
        name=_name(registration),
        facts_known=_facts(registration),
        form=form,
        rows=_rows(sheet, lines(sheet, now_said)),
        changed=changes(sheet, returned.snapshot, now_said) if returned else [],
        returned=returned,
        alike=alike,
        compared=side_by_side(subject, alike) if alike else [],
        reviews=queries.reviews_of(registration),
        waiting=waiting,
        names={PREFIX + name: words for name, words in sheet.names.items()},
        prefix=PREFIX,
        **_kind(registration),
    )


def _kind(registration: AnyRegistration) -> dict[str, Any]:
    """What the page of a group has and that of a person has otherwise."""
    if isinstance(registration, Registration):
        return {
            "of_group": True,
            "sections": [section for section in Section if section is not Section.CONFIRM],
            "documents": documents.documents_of(registration.group),
            "edit_url": url_for("registrations.tasks", group_id=registration.group_id),
        }
    return {
        "of_group": False,
        "sections": list(PersonSection),
        "documents": [],
        "edit_url": url_for("people.edit", person_id=registration.person_id),
    }


def _name(registration: AnyRegistration) -> str:
    return registration.group.name if isinstance(registration, Registration) else registration.person.display_name


def _facts(registration: AnyRegistration) -> list[tuple[str, str]]:
    """How it came in."""
    submitted = (_("提出した日"), day(registration.submitted_at))
    if not isinstance(registration, Registration):
        return [submitted]
    return [
        (_("主体"), label(registration.group.sector)),
        submitted,
        (_("受付方法"), label(registration.received_method)),
        (_("受付者"), registration.received_by),
        (_("用紙の日付"), day(registration.received_on)),
    ]


def _days_waited(registration: AnyRegistration) -> int:
    submitted = registration.submitted_at
    return max(0, (today() - tokyo(submitted).date()).days) if submitted else 0


def _rows(sheet: Sheet, said: list[Line]) -> list[dict[str, Any]]:
    """Every field a remark can be made about, also the empty ones: its words and who sees them."""
    return [
        {
            "field": name,
            "section": sheet.section_of[name],
            "label": sheet.names[name],
            "lines": [line for line in said if line.field.split("-")[0] == name],
        }
        for name in sheet.remarkable
        if name not in ("publication", "other_areas")
    ]
