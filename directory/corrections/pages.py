"""Pages of corrections: the visitor's form, and the lists in which they are answered."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me, me
from directory.corrections import access, actions, queries
from directory.corrections.labels import attribute_label
from directory.corrections.models import Correction, CorrectionItem
from directory.corrections.schemas import Answer, AnswerSchema, ProposalSchema
from directory.groups.models import Group
from directory.groups.queries import get_group
from directory.history.models import Kind
from directory.people.models import Person
from directory.people.queries import get_person
from kit.access import COORDINATORS, EVERYONE, MEMBERS, open_to
from kit.errors import Missing, TooMany
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, locale

bp = Blueprint("corrections", __name__)

SEEN = "public pages that the visitor sees; only their public words can be proposed"
ANSWERED_BY = "the group's editors, or the person, and staff"
LONG = {"activities", "about", "other"}


@bp.get("/groups/<int:group_id>/correction")
@open_to(EVERYONE, rule=SEEN)
def new_for_group(group_id: int) -> ResponseReturnValue:
    """The form about a group's page."""
    return _form_page(get_group(group_id, find_me()), Form())


@bp.post("/groups/<int:group_id>/correction")
@open_to(EVERYONE, rule=SEEN)
def send_for_group(group_id: int) -> ResponseReturnValue:
    """Take in what is proposed for a group's page."""
    return _send(get_group(group_id, find_me()))


@bp.get("/people/<int:person_id>/correction")
@open_to(EVERYONE, rule=SEEN)
def new_for_person(person_id: int) -> ResponseReturnValue:
    """The form about a person's page."""
    return _form_page(get_person(person_id, find_me()), Form())


@bp.post("/people/<int:person_id>/correction")
@open_to(EVERYONE, rule=SEEN)
def send_for_person(person_id: int) -> ResponseReturnValue:
    """Take in what is proposed for a person's page."""
    return _send(get_person(person_id, find_me()))


@bp.get("/desk/corrections")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """What waits for an answer."""
    return render_template("directory/corrections/index.html", corrections=[_row(each) for each in queries.list_open()])


@bp.get("/groups/<int:group_id>/corrections")
@open_to(MEMBERS, rule=ANSWERED_BY)
def of_group(group_id: int) -> ResponseReturnValue:
    """What was said about a group's page."""
    return _about_page(get_group(group_id, me()))


@bp.get("/people/<int:person_id>/corrections")
@open_to(MEMBERS, rule=ANSWERED_BY)
def of_person(person_id: int) -> ResponseReturnValue:
    """What was said about a person's page."""
    return _about_page(get_person(person_id, me()))


@bp.get("/corrections/<int:correction_id>")
@open_to(MEMBERS, rule=ANSWERED_BY)
def show(correction_id: int) -> ResponseReturnValue:
    """One correction, value by value."""
    return _answer_page(queries.get_correction(correction_id, me()))


@bp.post("/corrections/<int:correction_id>/items/<int:item_id>/answer")
@open_to(MEMBERS, rule=ANSWERED_BY)
def answer(correction_id: int, item_id: int) -> ResponseReturnValue:
    """Accept or decline one value."""
    correction = queries.get_correction(correction_id, me())
    item = next((item for item in correction.items if item.id == item_id), None)
    if item is None:
        raise Missing()
    form = read_form(AnswerSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            act = actions.accept if form.data["step"] is Answer.ACCEPT else actions.decline
            act(correction, item, sentence=form.data["sentence"], by=me())
            flash(_answered_words(correction), "success")
            return redirect(url_for("corrections.show", correction_id=correction.id), 303)
    return _answer_page(correction, item, form), 422


def _answered_words(correction: Correction) -> str:
    if correction.answered_at is None:
        return str(_("返事を記録しました。残りの項目にも返事をしてください。"))
    return str(_("すべての項目に返事をしました。"))


def _send(subject: Group | Person) -> ResponseReturnValue:
    form = read_form(ProposalSchema(), request.form)
    if not form.errors:
        try:
            with refusals_in(form):
                whence = {"place": request.remote_addr or "", "language": locale()}
                base_url = current_app.extensions["settings"].base_url
                actions.propose(subject, form.data, by=find_me(), base_url=base_url, **whence)
                flash(_("お知らせをありがとうございます。センターか団体の担当者が確かめて、直します。"), "success")
                return redirect(_subject_url(subject), 303)
        except TooMany as refusal:
            form.errors = {"_form": [refusal.text]}
    return _form_page(subject, form), 422


def _form_page(subject: Group | Person, form: Form) -> str:
    kind = _kind(subject)
    return render_template(
        "directory/corrections/form.html",
        form=form,
        **_named(subject),
        values=[
            {
                "attribute": attribute,
                "label": attribute_label(kind, attribute),
                "now": queries.public_words(subject, attribute),
                "long": attribute in LONG or attribute == "web_pages",
            }
            for attribute in access.proposable(subject, find_me())
        ],
    )


def _about_page(subject: Group | Person) -> str:
    listed = [_row(each) for each in queries.list_about(subject, me())]
    return render_template("directory/corrections/about.html", corrections=listed, **_named(subject))


def _answer_page(correction: Correction, item: CorrectionItem | None = None, form: Form | None = None) -> str:
    subject = correction.subject
    kind = _kind(subject)
    return render_template(
        "directory/corrections/show.html",
        correction=correction,
        **_named(subject),
        items=[
            {
                "item": each,
                "label": attribute_label(kind, each.attribute),
                "now": queries.public_words(subject, each.attribute),
                "form": form if item is not None and form is not None and item.id == each.id else Form(),
            }
            for each in correction.items
        ],
        errors=_flat_errors(form) if form else {},
    )


def _flat_errors(form: Form) -> dict[str, list[str]]:
    """Whatever was wrong stands at the one field that can be typed into."""
    return {"sentence": [message for found in form.errors.values() for message in found]} if form.errors else {}


def _row(correction: Correction) -> dict[str, Any]:
    kind = _kind(correction.subject)
    labels = [attribute_label(kind, item.attribute) for item in correction.items]
    return {"correction": correction, "labels": labels, **_named(correction.subject)}


def _kind(subject: Group | Person) -> Kind:
    return Kind.GROUP if isinstance(subject, Group) else Kind.PERSON


def _subject_url(subject: Group | Person) -> str:
    if isinstance(subject, Group):
        return url_for("groups.show", group_id=subject.id)
    return url_for("people.show", person_id=subject.id)


def _named(subject: Group | Person) -> dict[str, str]:
    group = isinstance(subject, Group)
    return {
        "name": subject.name if isinstance(subject, Group) else subject.display_name,
        "subject_url": _subject_url(subject),
        "search_name": _("団体をさがす") if group else _("人材をさがす"),
        "search_url": url_for("search.groups" if group else "search.people"),
    }
