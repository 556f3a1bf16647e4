"""The coordinator's pages: the queue of registrations, and one of them beside what the register has already."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.reviews.labels  # noqa: F401 - the words of the decisions
from directory.accounts.me import me
from directory.documents import queries as documents
from directory.groups.models import GroupState
from directory.people.labels import SKILL_LEVELS
from directory.people.models import HelpKind, PersonState
from directory.registrations import queries as registrations
from directory.registrations.entry import changes, lines, snapshot
from directory.registrations.labels import FIELDS
from directory.registrations.models import PersonRegistration, Registration, Section
from directory.registrations.sections import SECTION_OF
from directory.reviews import actions, queries
from directory.reviews.likeness import look_alikes
from directory.reviews.models import Decision
from directory.reviews.schemas import REMARKABLE, RemarksSchema, ReviewSchema
from kit.access import COORDINATORS, open_to
from kit.clock import today
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, tokyo
from kit.labels import choices, label

bp = Blueprint("reviews", __name__, url_prefix="/desk/registrations")

PREFIX = "remark-"


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """What waits, the oldest first, and what staff have begun to enter."""
    asked = request.args.get("page", "")
    page = registrations.waiting(number=min(int(asked), 10_000) if asked.isdecimal() and int(asked) else 1)
    ages = {row.id: (today() - tokyo(row.submitted_at).date()).days for row in page.items if row.submitted_at}
    drafts = registrations.on_paper_drafts()
    people = registrations.waiting_people()
    return render_template("directory/reviews/index.html", page=page, ages=ages, drafts=drafts, people=people)


@bp.get("/<int:group_id>")
@open_to(COORDINATORS)
def show(group_id: int) -> ResponseReturnValue:
    """One registration with all that is needed to decide."""
    registration = registrations.get_registration(group_id, me())
    return _page(registration, Form(typed={"version": registration.group.version}))


@bp.post("/<int:group_id>")
@open_to(COORDINATORS)
def decide(group_id: int) -> ResponseReturnValue:
    """Approve, return or refuse."""
    registration = registrations.get_registration(group_id, me())
    form, remarks = read_form(ReviewSchema(), request.form), _read_remarks()
    form.typed |= {PREFIX + name: text for name, text in remarks.typed.items()}
    form.errors |= {PREFIX + name: found for name, found in remarks.errors.items()}
    if not form.errors:
        with refusals_in(form):
            review = actions.decide(registration, **form.data, remarks=remarks.data, by=me())
            words = label(review.decision)
            flash(
                _(
                    "「%(name)s」：%(decision)s。お知らせの手紙を出しました。",
                    name=registration.group.name,
                    decision=words,
                ),
                "success",
            )
            return redirect(url_for("reviews.show", group_id=group_id), 303)
    return _page(registration, form), 422


@bp.get("/people/<int:person_id>")
@open_to(COORDINATORS)
def person(person_id: int) -> ResponseReturnValue:
    """One person who offers help, and the decision."""
    registration = registrations.get_person_registration(person_id)
    return _person_page(registration, Form(typed={"version": registration.person.version}))


@bp.post("/people/<int:person_id>")
@open_to(COORDINATORS)
def decide_person(person_id: int) -> ResponseReturnValue:
    """Approve, return or refuse."""
    registration = registrations.get_person_registration(person_id)
    form = read_form(ReviewSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            review = actions.decide_person(registration, **form.data, by=me())
            name, words = registration.person.display_name, label(review.decision)
            flash(_("「%(name)s」：%(decision)s。お知らせの手紙を出しました。", name=name, decision=words), "success")
            return redirect(url_for("reviews.person", person_id=person_id), 303)
    return _person_page(registration, form), 422


def _person_page(registration: PersonRegistration, form: Form) -> str:
    person = registration.person
    return render_template(
        "directory/reviews/person.html",
        registration=registration,
        person=person,
        form=form,
        levels=SKILL_LEVELS,
        help_kinds=[label(HelpKind(kind)) for kind in person.help_kinds],
        waiting=person.state is PersonState.SUBMITTED,
        reviews=queries.reviews_of_person(person),
    )


def _read_remarks() -> Form:
    typed = {name: request.form.get(PREFIX + name, "") for name in REMARKABLE}
    schema = RemarksSchema()
    errors: Any = schema.validate(typed)
    return Form(typed=typed, errors=errors, data={} if errors else dict(schema.load(typed)))


def _page(registration: Registration, form: Form) -> str:
    group = registration.group
    found = documents.documents_of(group)
    now_said = snapshot(registration, found)
    returned = queries.last_return(group)
    return render_template(
        "directory/reviews/show.html",
        registration=registration,
        group=group,
        form=form,
        rows=_rows(lines(now_said)),
        sections=[section for section in Section if section is not Section.CONFIRM],
        documents=found,
        changed=changes(returned.snapshot, now_said) if returned else [],
        returned=returned,
        alike=look_alikes(group) if group.state is GroupState.SUBMITTED else [],
        reviews=queries.reviews_of(group),
        decisions=dict(choices(Decision)),
        waiting=group.state is GroupState.SUBMITTED,
        names={PREFIX + name: words for name, words in FIELDS.items()},
        prefix=PREFIX,
    )


def _rows(said: list[Any]) -> list[dict[str, Any]]:
    """Every field a remark can be made about, also the empty ones: its words and who sees them."""
    return [
        {
            "field": name,
            "section": SECTION_OF[name],
            "label": FIELDS[name],
            "lines": [line for line in said if line.field.split("-")[0] == name],
        }
        for name in REMARKABLE
        if name not in ("publication", "other_areas")
    ]
