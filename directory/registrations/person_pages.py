"""Pages on which somebody registers as a supporter: one form, what others will see, handing in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.people.models import Audience, PersonState
from directory.people.queries import find_own
from directory.people.questions import questions
from directory.registrations import person_actions as actions
from directory.registrations.agreeing import texts_for
from directory.registrations.entry import lines
from directory.registrations.models import PersonRegistration, PersonSection, Promise
from directory.registrations.person_entry import SHEET, snapshot
from directory.registrations.queries import find_person_registration
from directory.registrations.schemas import PromiseSchema, person_schema
from kit.access import MEMBERS, open_to
from kit.errors import Missing
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices

bp = Blueprint("person_registration", __name__, url_prefix="/my/register/person")

ROWS = 4
HIDDEN = (PersonSection.CONDITIONS, PersonSection.PRIVATE)
OWN = "one's own registration only"


@bp.get("")
@open_to(MEMBERS, rule=OWN)
def show() -> ResponseReturnValue:
    """The form, as it was last saved."""
    person = find_own(me())
    empty = Form(typed={"on_site": "1", "findable_by": Audience.COORDINATORS.value, "email": me().email})
    return _form_page(fill_form(person_schema(), person) if person else empty)


@bp.post("")
@open_to(MEMBERS, rule=f"{OWN}; before it is handed in and after it is returned")
def save() -> ResponseReturnValue:
    """Save it, complete or not."""
    form = read_form(person_schema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.save_person(form.data, by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("person_registration.confirm"), 303)
    return _form_page(form), 422


@bp.get("/confirm")
@open_to(MEMBERS, rule=OWN)
def confirm() -> ResponseReturnValue:
    """What others will see, what only the centre will see, and the ticks before handing it in."""
    registration = _own()
    return _confirm_page(registration, Form(typed={"version": registration.person.version}))


@bp.post("/confirm")
@open_to(MEMBERS, rule=f"{OWN}; once, and only when nothing is missing")
def submit() -> ResponseReturnValue:
    """Hand it in."""
    registration = _own()
    form = read_form(PromiseSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.submit_person(registration, form.data["promised"], version=form.data["version"], by=me())
            flash(_("提出しました。受付番号は「%(number)s」です。", number=registration.reference), "success")
            return redirect(url_for("person_registration.confirm"), 303)
    return _confirm_page(registration, form), 422


@bp.post("/withdrawal")
@open_to(MEMBERS, rule=f"{OWN}; while nobody has decided")
def withdraw() -> ResponseReturnValue:
    """Take it back."""
    actions.withdraw_person(_own(), by=me())
    flash(_("提出を取り下げました。下書きに戻っています。"), "success")
    return redirect(url_for("person_registration.show"), 303)


def _own() -> PersonRegistration:
    person = find_own(me())
    registration = find_person_registration(person) if person else None
    if registration is None:
        raise Missing()
    return registration


def _form_page(form: Form) -> str:
    person = find_own(me())
    typed = [row for row in form.typed.get("skills") or [] if any(row.values())]
    registration = find_person_registration(person) if person else None
    return render_template(
        "directory/registrations/person.html",
        form=form,
        person=person,
        may_fill=person is None or person.state in actions.OPEN,
        rows=typed + [{} for _spare in range(max(1, ROWS - len(typed)))],
        questions=questions(form),
        remarks=registration.remarks if registration else {},
    )


def _confirm_page(registration: PersonRegistration, form: Form) -> str:
    person = registration.person
    return render_template(
        "directory/registrations/person_confirm.html",
        form=form,
        registration=registration,
        person=person,
        lines=lines(SHEET, snapshot(person)),
        shown=[section for section in PersonSection if section not in (PersonSection.WHO_SEES, *HIDDEN)],
        hidden=HIDDEN,
        missing=actions.person_lacks(registration),
        may_submit=person.state in actions.OPEN,
        may_withdraw=person.state is PersonState.SUBMITTED,
        promises=choices(Promise),
        agreed=texts_for(person),
    )
