"""Pages of when a person is free: the coming weeks, the form of their times and conditions, their calendar file."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.availability import actions, queries
from directory.availability.calendar_files import LARGEST, NoCalendar, Reading, days_ahead, read_calendar
from directory.availability.free import runs
from directory.availability.schemas import CONDITIONS, CheckedCalendarSchema, bits_text
from directory.availability.wording import list_days, list_months
from directory.history.comparison import changed_meanwhile
from directory.history.models import Intake
from directory.people import access as people
from directory.people.models import Person
from directory.people.queries import find_own
from directory.people.questions import questions
from directory.people.schemas import PersonSchema
from kit.access import MEMBERS, open_to
from kit.clock import today
from kit.errors import Refusal
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _, _l
from kit.labels import choices

bp = Blueprint("availability", __name__)

RULE = "the person and staff; others: 404"
DAYS_SHOWN = 28
SPARE_ABSENCES = 3


class StaleCheck(Refusal):
    """The check page is not of today, or was tampered with."""

    message = _l("確かめてから時間がたったため、保存できませんでした。もう一度ファイルを選んでください。")


@bp.get("/my/times")
@open_to(MEMBERS, rule="one's own")
def mine() -> ResponseReturnValue:
    """One's own times; who is not registered yet is asked about them there."""
    person = find_own(me())
    if person is None:
        return redirect(url_for("person_registration.show"))
    return redirect(url_for("availability.show", person_id=person.id))


@bp.get("/people/<int:person_id>/times")
@open_to(MEMBERS, rule=RULE)
def show(person_id: int) -> ResponseReturnValue:
    """The next four weeks, the conditions, and what came from a calendar file."""
    return _shown(queries.get_person_with_times(person_id, me()), Form())


@bp.get("/people/<int:person_id>/times/edit")
@open_to(MEMBERS, rule=RULE)
def edit(person_id: int) -> ResponseReturnValue:
    """The form of times and conditions."""
    person = queries.get_person_with_times(person_id, me())
    return _form_page(fill_form(_schema(), person), person)


@bp.post("/people/<int:person_id>/times/edit")
@open_to(MEMBERS, rule=RULE)
def save(person_id: int) -> ResponseReturnValue:
    """Save the form."""
    person = queries.get_person_with_times(person_id, me())
    form = read_form(_schema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.say_times(person, form.data, by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("availability.show", person_id=person.id), 303)
    return _form_page(form, person), 422


@bp.post("/people/<int:person_id>/times/calendar")
@open_to(MEMBERS, rule=RULE)
def check_calendar(person_id: int) -> ResponseReturnValue:
    """Read a calendar file and show what would become busy; nothing is kept yet."""
    person = queries.get_person_with_times(person_id, me())
    form, file = Form(), request.files.get("file")
    if not file or not file.filename:
        form.refuse("file", _("ファイルを選んでください。"))
        return _shown(person, form), 422
    try:
        reading = read_calendar(file.stream.read(LARGEST + 1), today())
    except NoCalendar as refusal:
        form.refuse("file", refusal.text)
        return _shown(person, form), 422
    return _check_page(person, reading)


@bp.post("/people/<int:person_id>/times/calendar/keep")
@open_to(MEMBERS, rule=RULE)
def keep_calendar(person_id: int) -> ResponseReturnValue:
    """Keep what the check page has shown, in place of the last calendar file."""
    person = queries.get_person_with_times(person_id, me())
    form = read_form(CheckedCalendarSchema(), request.form)
    if form.errors:
        raise StaleCheck()
    first = form.data["first"]
    actions.import_calendar(person, form.data["busy"], first, days_ahead(first), by=me())
    flash(_("カレンダーの予定のある時間を取り込みました。"), "success")
    return redirect(url_for("availability.show", person_id=person.id), 303)


@bp.post("/people/<int:person_id>/times/calendar/removal")
@open_to(MEMBERS, rule=RULE)
def remove_calendar(person_id: int) -> ResponseReturnValue:
    """Remove everything that came from a calendar file."""
    person = queries.get_person_with_times(person_id, me())
    actions.remove_calendar(person, by=me())
    flash(_("カレンダーから取り込んだ時間を、すべて消しました。"), "success")
    return redirect(url_for("availability.show", person_id=person.id), 303)


def _schema() -> PersonSchema:
    return PersonSchema(only=[name for name in CONDITIONS if name not in people.fields_of_staff(me())])


def _shown(person: Person, form: Form) -> str:
    first = today()
    times = queries.free_times(person.id, first, first + timedelta(days=DAYS_SHOWN - 1))
    busy = [(time.starts_at, time.ends_at) for time in queries.busy_times_of(person.id)]
    days = list_days(times, person, busy)
    return render_template(
        "directory/availability/show.html",
        person=person,
        form=form,
        own=people.is_self(person, me()),
        stated=times.stated,
        weeks=[list(week) for _number, week in groupby(days, key=lambda each: each.day.isocalendar()[:2])],
        resting=person.resting_until is not None and person.resting_until >= first,
        taken=queries.find_calendar_import(person),
        busy_count=len(busy),
    )


def _check_page(person: Person, reading: Reading) -> str:
    return render_template(
        "directory/availability/check.html",
        person=person,
        own=people.is_self(person, me()),
        reading=reading,
        last=reading.first + timedelta(days=reading.days - 1),
        months=list_months(runs(reading.busy, reading.first)),
        busy=bits_text(reading.busy),
        replaces=queries.find_calendar_import(person) is not None,
    )


def _form_page(form: Form, person: Person) -> str:
    return render_template(
        "directory/availability/form.html",
        form=form,
        person=person,
        own=people.is_self(person, me()),
        meanwhile=changed_meanwhile(form, person),
        intakes=choices(Intake),
        closed=people.fields_of_staff(me()),
        absences=_absence_rows(form),
        questions=questions(form),
    )


def _absence_rows(form: Form) -> list[dict[str, Any]]:
    """The days typed or stored, in their places, and some empty rows."""
    rows = list(form.typed.get("absences") or [])
    while rows and not any(rows[-1].values()):
        rows.pop()
    return rows + [{} for _spare in range(SPARE_ABSENCES)]
