"""Pages of a person: their own page, and the forms by which staff keep it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me, me
from directory.accounts.models import Account
from directory.corrections.queries import count_open
from directory.history.comparison import changed_meanwhile
from directory.history.models import Intake
from directory.log.queries import entries_about
from directory.memberships.viewpoints import Viewpoint, stand_in, viewpoint
from directory.openings import browser
from directory.people import access, actions, queries
from directory.people.labels import SKILL_LEVELS
from directory.people.models import Absence, Audience, HelpKind, Person, PersonState, Recruited
from directory.people.questions import questions
from directory.people.schemas import PersonSchema, SignatureSchema
from directory.registrations.agreeing import agree
from kit.access import COORDINATORS, EVERYONE, MEMBERS, open_to
from kit.clock import today
from kit.display import day
from kit.errors import Forbidden, NoSuchStep
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label

bp = Blueprint("people", __name__, url_prefix="/people")

SPARE_ROWS = {"skills": 3, "absences": 2, "council_posts": 1}
"""How many empty rows stand ready under those that are filled, so that rows can be added without scripts."""


@bp.get("/<int:person_id>")
@open_to(EVERYONE, rule="active people, as far as they let themselves be found; private part: the person and staff")
def show(person_id: int) -> ResponseReturnValue:
    """The page of one person."""
    viewer = find_me()
    person = queries.get_person(person_id, viewer)
    subject, as_staff = f"person:{person_id}", bool(viewer and viewer.is_staff)
    opening = url_for("people.open_private", person_id=person.id)
    return _shown(
        person,
        viewer,
        opened=browser.is_open(subject),
        opening=browser.panel_of(subject, opening, own=access.is_self(person, viewer)),
        entries=entries_about(subject) if as_staff else [],
        may_edit=access.edit(person, viewer),
        as_staff=as_staff,
        may_see_history=access.see_private(person, viewer),
        open_corrections=count_open(person) if access.see_private(person, viewer) else 0,
        next_states=[(state.value, label(state)) for state in access.next_states(person, viewer)],
    )


@bp.get("/<int:person_id>/preview")
@open_to(MEMBERS, rule="the person and staff")
def preview(person_id: int) -> ResponseReturnValue:
    """The same page as somebody else sees it, without what can be done there."""
    person = _edited(person_id)
    view = viewpoint(request.args.get("as", ""))
    viewer = stand_in(view)
    tabs = [
        (label(each), url_for("people.preview", person_id=person.id) + f"?as={each}", each is view)
        for each in Viewpoint
    ]
    seen = person.findable_by in access.audiences(viewer)
    staff = view is Viewpoint.COORDINATOR
    opened = staff and (access.is_self(person, me()) or browser.is_open(f"person:{person.id}"))
    return _shown(person, viewer, opened=opened, preview={"tabs": tabs, "staff": staff, "seen": seen})


@bp.post("/<int:person_id>/opening")
@open_to(COORDINATORS)
def open_private(person_id: int) -> ResponseReturnValue:
    """Show name, address and contact, with a reason that is kept and that the person can read."""
    person = queries.get_person(person_id, me())
    return browser.answer_opening(f"person:{person.id}", url_for("people.show", person_id=person.id))


@bp.get("/new")
@open_to(COORDINATORS)
def new() -> ResponseReturnValue:
    """The empty form."""
    return _form_page(Form(typed={"on_site": "1", "findable_by": Audience.COORDINATORS.value}), None)


@bp.post("/new")
@open_to(COORDINATORS)
def create() -> ResponseReturnValue:
    """Add a person as a draft or, with the other button, as an active one."""
    form, signature = read_form(PersonSchema(), request.form), read_form(SignatureSchema(), request.form)
    form.errors |= signature.errors
    form.typed |= signature.typed
    if not form.errors:
        with refusals_in(form):
            person = actions.create_person(form.data, by=me(), publish=request.form.get("step") == "publish")
            if signature.data["signed"]:
                agree(person, by=me(), said_on=signature.data["signed_on"])
            flash(_("「%(name)s」を登録しました。", name=person.display_name), "success")
            return redirect(url_for("people.show", person_id=person.id), 303)
    return _form_page(form, None), 422


@bp.get("/<int:person_id>/edit")
@open_to(MEMBERS, rule="the person and staff")
def edit(person_id: int) -> ResponseReturnValue:
    """The form filled with the person; as private data stand in it, opening it is noted."""
    person = _edited(person_id)
    browser.open_for_editing(f"person:{person.id}")
    return _form_page(fill_form(_schema(), person), person)


@bp.post("/<int:person_id>/edit")
@open_to(MEMBERS, rule="the person and staff; what only staff set is passed over")
def save(person_id: int) -> ResponseReturnValue:
    """Save the form."""
    person = _edited(person_id)
    form = read_form(_schema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.edit_person(person, form.data, by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("people.show", person_id=person.id), 303)
    return _form_page(form, person), 422


@bp.post("/<int:person_id>/state")
@open_to(MEMBERS, rule="the person: rest and come back; every other step staff")
def change_state(person_id: int) -> ResponseReturnValue:
    """Register, pause, close or bring back a person."""
    person = _edited(person_id)
    try:
        wanted = PersonState(request.form.get("state", ""))
    except ValueError:
        raise NoSuchStep() from None
    actions.change_state(person, wanted, reason=request.form.get("reason", "")[:500], by=me())
    flash(_("「%(name)s」を「%(state)s」にしました。", name=person.display_name, state=label(person.state)), "success")
    return redirect(url_for("people.show", person_id=person.id), 303)


def _edited(person_id: int) -> Person:
    person = queries.get_person(person_id, me())
    if not access.edit(person, me()):
        raise Forbidden()
    return person


def _schema() -> PersonSchema:
    return PersonSchema(exclude=access.fields_of_staff(me()))


def _shown(person: Person, viewer: Account | None, *, opened: bool = False, **more: Any) -> str:
    return render_template(
        "directory/people/show.html",
        person=person,
        skills=sorted(person.skills, key=lambda held: (-held.level, held.skill.position)),
        levels=SKILL_LEVELS,
        help_kinds=[label(HelpKind(kind)) for kind in person.help_kinds],
        absences=[_period(absence) for absence in person.absences if absence.ends_on >= today()],
        private=access.private_part(person, viewer, opened=opened),
        conditions=access.conditions(person, viewer),
        **more,
    )


def _period(absence: Absence) -> str:
    if absence.starts_on == absence.ends_on:
        return day(absence.starts_on)
    return str(_("%(first)sから%(last)sまで", first=day(absence.starts_on), last=day(absence.ends_on)))


def _form_page(form: Form, person: Person | None) -> str:
    return render_template(
        "directory/people/form.html",
        form=form,
        person=person,
        meanwhile=changed_meanwhile(form, person),
        intakes=choices(Intake),
        closed=access.fields_of_staff(me()),
        rows={name: _rows(form, name) for name in SPARE_ROWS},
        recruited=choices(Recruited),
        questions=questions(form),
    )


def _rows(form: Form, name: str) -> list[dict[str, Any]]:
    """The rows typed or stored, in their places, and some empty ones."""
    rows = list(form.typed.get(name) or [])
    while rows and not any(rows[-1].values()):
        rows.pop()
    return rows + [{} for _spare in range(SPARE_ROWS[name])]
