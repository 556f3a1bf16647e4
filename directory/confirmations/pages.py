"""Pages to confirm a record: by a letter's link, by its editors, by staff who were phoned; and what is due on the desk."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.confirmations.labels  # noqa: F401 - the words of the answers
from directory.accounts.me import find_me, me
from directory.confirmations import access, actions, queries
from directory.confirmations.models import Answer, AnsweredBy, Step
from directory.confirmations.schemas import AnswerSchema, StaffAnswerSchema
from directory.groups.access import see_place, visible_contacts
from directory.groups.models import Group
from directory.groups.queries import get_group
from directory.letters.recipients import account_of, keepers_of
from directory.openings.browser import is_open
from directory.people.queries import get_person
from kit import links
from kit.access import COORDINATORS, EVERYONE, MEMBERS, open_to
from kit.audit import Via
from kit.errors import Missing
from kit.forms import Form, read_form
from kit.i18n import _
from kit.labels import choices, label
from kit.paging import page_number

bp = Blueprint("confirmations", __name__)

STAFF_WAYS = [AnsweredBy.PHONE, AnsweredBy.VISIT, AnsweredBy.FAX, AnsweredBy.LETTER]


@bp.get("/confirm/<token>")
@open_to(EVERYONE, rule="who holds the link of a letter; it shows what is public, and hints of the rest")
def by_link(token: str) -> ResponseReturnValue:
    """What is registered, and the four answers. Opening it changes nothing."""
    return _page(Form(), _linked(token), token=token)


@bp.post("/confirm/<token>")
@open_to(EVERYONE, rule="who holds the link of a letter; once")
def answer_by_link(token: str) -> ResponseReturnValue:
    """Take the answer; the link is used up with it."""
    record = _linked(token)
    form = read_form(AnswerSchema(), request.form)
    if form.errors:
        return _page(form, record, token=token), 422
    links.use(token, actions.LINK)
    given: Answer = form.data["answer"]
    actions.answer(record, given, by=None, how=AnsweredBy.LINK, words=form.data["words"], via=Via.WEB)
    return render_template(
        "directory/confirmations/done.html", given=given, name=actions.name_of(record), way_back=_way_back(record)
    )


@bp.get("/<any(groups, people):kind>/<int:record_id>/confirmation")
@open_to(MEMBERS, rule="the group's editors, the person, staff")
def form(kind: str, record_id: int) -> ResponseReturnValue:
    """The four answers for who keeps the record, or for staff who were told."""
    return _page(Form(typed={"answer": Answer.UNCHANGED.value, "how": "phone"}), _kept(kind, record_id))


@bp.post("/<any(groups, people):kind>/<int:record_id>/confirmation")
@open_to(MEMBERS, rule="the group's editors, the person, staff")
def save(kind: str, record_id: int) -> ResponseReturnValue:
    """Take the answer."""
    record = _kept(kind, record_id)
    staff = me().is_staff
    form = read_form(StaffAnswerSchema() if staff else AnswerSchema(), request.form)
    if form.errors:
        return _page(form, record), 422
    how = form.data["how"] if staff else AnsweredBy.WEB
    via = Via.STAFF if staff else Via.WEB
    actions.answer(record, form.data["answer"], by=me(), how=how, words=form.data["words"], via=via)
    flash(_("「%(answer)s」として記録しました。", answer=label(form.data["answer"])), "success")
    return redirect(_address(record), 303)


@bp.get("/desk/confirmations")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """Everything that is due: who was asked when, who is marked, who has faded, and what was asked to be changed."""
    wanted = request.args.get("step", "")
    step = next((each for each in Step if each.value == wanted and each is not Step.NONE), Step.REMINDED_AGAIN)
    return render_template(
        "directory/confirmations/index.html",
        step=step,
        rows=queries.list_asked(step, number=page_number(request.args)),
        counts=[(each, label(each), count) for each, count in queries.count_asked().items()],
        wishes=[(wish, _wisher(wish)) for wish in queries.wishes_to_change()],
        url_of_page=lambda page: url_for("confirmations.index", step=step.value, page=page),
    )


@bp.post("/desk/confirmations/<int:confirmation_id>/handled")
@open_to(COORDINATORS)
def handled(confirmation_id: int) -> ResponseReturnValue:
    """Tick off a wish for a change."""
    actions.handle(queries.get_wish(confirmation_id), by=me())
    flash(_("「直しました」と記録しました。"), "success")
    return redirect(url_for("confirmations.index"), 303)


def _linked(token: str) -> queries.Record:
    record = queries.find_record(links.look_at(token, actions.LINK).subject)
    if record is None or record.state not in ("active", "paused"):
        raise links.LinkOver()
    return record


def _kept(kind: str, record_id: int) -> queries.Record:
    record = get_group(record_id, me()) if kind == "groups" else get_person(record_id, me())
    if not access.confirm(record, me()):
        raise Missing()
    return record


def _wisher(wish: object) -> queries.Record | None:
    group_id, person_id = getattr(wish, "group_id", None), getattr(wish, "person_id", None)
    return queries.find_record(f"group:{group_id}" if group_id else f"person:{person_id}")


def _way_back(record: queries.Record) -> str:
    """Where who keeps a resting record makes it public again; empty where nobody can sign in to do so."""
    if not (keepers_of(record) if isinstance(record, Group) else account_of(record)):
        return ""
    here = _address(record)
    return here if find_me() else url_for("accounts.login", next=here)


def _address(record: queries.Record) -> str:
    if isinstance(record, Group):
        return url_for("groups.show", group_id=record.id)
    return url_for("people.show", person_id=record.id)


def _page(form: Form, record: queries.Record, *, token: str = "") -> str:
    viewer = None if token else find_me()
    staff = bool(viewer and viewer.is_staff)
    contacts, place = [], ""
    if isinstance(record, Group):
        hint = f"{record.place[:1]}…（{label(record.place_publication)}）" if record.place else ""
        place = record.place if see_place(record, viewer) else hint
        seen = visible_contacts(record, viewer, opened=viewer is not None and is_open(queries.subject_of(record)))
        contacts = [
            (label(each.kind), f"{each.value if each in seen else access.hinted(each)}（{label(each.publication)}）")
            for each in record.contacts
        ]
    return render_template(
        "directory/confirmations/form.html",
        form=form,
        record=record,
        group=record if isinstance(record, Group) else None,
        name=actions.name_of(record),
        place=place,
        contacts=contacts,
        answers=choices(Answer) if staff else choices(Answer)[1:],
        ways=[(way.value, label(way)) for way in STAFF_WAYS] if staff else [],
        back="" if token else _address(record),
    )
