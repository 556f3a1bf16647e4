"""Pages of those who asked: what became of it, the form of a group, changing, taking back; and what a group could help with."""

import secrets
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me, me
from directory.groups.access import is_editor
from directory.groups.models import Group
from directory.groups.queries import get_group
from kit.access import MEMBERS, open_to
from kit.clock import today
from kit.errors import Missing
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _, locale
from matching.consultations import access, actions, offers, queries
from matching.consultations.answers import state_words
from matching.consultations.labels import AGREED, FIELDS
from matching.consultations.models import Consultation
from matching.consultations.questions import offered
from matching.consultations.schemas import ConsultationAnswerSchema, GroupSchema, WholeSchema
from matching.needs import access as needs
from matching.needs.actions import extend as extend_need

bp = Blueprint("my_consultations", __name__, url_prefix="/my")

ASKED = "those who asked: of a group its editors"
EDITORS = "the group's representative and editors"


@bp.get("/consultations")
@open_to(MEMBERS, rule="one's own and one's groups'")
def index() -> ResponseReturnValue:
    """Everything one has asked for, and how far it is."""
    rows = [(each, state_words(each.need, each.decision)) for each in queries.own_consultations(me())]
    return render_template("matching/consultations/mine.html", rows=rows)


@bp.get("/groups/<int:group_id>/consultations/new")
@open_to(MEMBERS, rule=EDITORS)
def new(group_id: int) -> ResponseReturnValue:
    """The form of a group, on one page."""
    typed = {"once": secrets.token_urlsafe(16), "audience": "members"}
    return _form_page(Form(typed=dict(typed)), group=_own_group(group_id))


@bp.post("/groups/<int:group_id>/consultations/new")
@open_to(MEMBERS, rule=EDITORS)
def create(group_id: int) -> ResponseReturnValue:
    """Send it to the staff; sent twice it is one."""
    group, form = _own_group(group_id), read_form(GroupSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            sent = actions.ask_for_group(group, form.data, by=me(), language=locale())
            flash(_("センターに送りました。職員が確かめてから、相手をさがしはじめます。"), "success")
            return redirect(url_for("my_consultations.show", consultation_id=sent.id), 303)
    return _form_page(form, group=group), 422


@bp.get("/consultations/<int:consultation_id>")
@open_to(MEMBERS, rule=ASKED)
def show(consultation_id: int) -> ResponseReturnValue:
    """What one asked for, how far it is, what the staff ask, and what one can do."""
    return _show_page(queries.get_own(consultation_id, me()), Form())


@bp.post("/consultations/<int:consultation_id>/answer")
@open_to(MEMBERS, rule=ASKED)
def answer(consultation_id: int) -> ResponseReturnValue:
    """Answer what the staff have asked."""
    consultation = queries.get_own(consultation_id, me())
    form = read_form(ConsultationAnswerSchema(), request.form)
    question = consultation.open_question
    if question is None:
        raise Missing()
    if form.errors:
        return _show_page(consultation, form), 422
    actions.answer(question, form.data["answer"], by=me())
    flash(_("お返事を送りました。"), "success")
    return redirect(url_for("my_consultations.show", consultation_id=consultation_id), 303)


@bp.get("/consultations/<int:consultation_id>/edit")
@open_to(MEMBERS, rule=f"{ASKED}; until the staff have decided")
def edit(consultation_id: int) -> ResponseReturnValue:
    """The form filled with what was asked."""
    consultation = _changeable(consultation_id)
    form = fill_form(WholeSchema(), consultation.need)
    form.typed["skills"] = [held.skill.code for held in consultation.need.skills]
    return _form_page(form, consultation=consultation)


@bp.post("/consultations/<int:consultation_id>/edit")
@open_to(MEMBERS, rule=f"{ASKED}; until the staff have decided")
def save(consultation_id: int) -> ResponseReturnValue:
    """Save the change."""
    consultation, form = _changeable(consultation_id), read_form(WholeSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.rewrite(consultation, form.data, by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("my_consultations.show", consultation_id=consultation_id), 303)
    return _form_page(form, consultation=consultation), 422


@bp.post("/consultations/<int:consultation_id>/withdrawal")
@open_to(MEMBERS, rule=ASKED)
def withdraw(consultation_id: int) -> ResponseReturnValue:
    """Take it back."""
    consultation = queries.get_own(consultation_id, me())
    actions.withdraw(consultation, by=me(), reason=request.form.get("reason", "")[:500])
    flash(_("相談を取り下げました。"), "success")
    return redirect(url_for("my_consultations.index"), 303)


@bp.post("/consultations/<int:consultation_id>/extension")
@open_to(MEMBERS, rule=ASKED)
def extend(consultation_id: int) -> ResponseReturnValue:
    """Keep it open for three months more."""
    consultation = queries.get_own(consultation_id, me())
    extend_need(consultation.need, by=me())
    flash(_("募集の終わりを3か月のばしました。"), "success")
    return redirect(url_for("my_consultations.show", consultation_id=consultation_id), 303)


@bp.post("/groups/<int:group_id>/offers/<int:need_id>")
@open_to(MEMBERS, rule=f"{EDITORS}; open needs that fit what it can do")
def show_interest(group_id: int, need_id: int) -> ResponseReturnValue:
    """Tell the staff that the group wants to hear more."""
    offers.show_interest(_own_group(group_id), need_id, by=me())
    flash(_("センターに伝えました。センターの職員から、団体にご連絡します。"), "success")
    return redirect(f"{url_for('my.show')}#offers", 303)


def _own_group(group_id: int) -> Group:
    group = get_group(group_id, me())
    if not is_editor(group, me()):
        raise Missing()
    return group


def _changeable(consultation_id: int) -> Consultation:
    consultation = queries.get_own(consultation_id, me())
    if not access.rewrite(consultation, me()):
        raise Missing()
    return consultation


def _show_page(consultation: Consultation, form: Form) -> str:
    need = consultation.need
    return render_template(
        "matching/consultations/own.html",
        consultation=consultation,
        need=need,
        days=[date.fromisoformat(iso) for iso in need.dates],
        form=form,
        state=state_words(need, consultation.decision),
        skills=sorted(need.skills, key=lambda held: held.skill.position),
        may_change=access.rewrite(consultation, me()),
        may_withdraw=access.withdraw(consultation, me()),
        may_extend=needs.ends_soon(need, today()),
        group_count=offers.count_groups(need) if access.withdraw(consultation, me()) else 0,
    )


def _form_page(form: Form, *, group: Group | None = None, consultation: Consultation | None = None) -> str:
    typed = form.typed
    return render_template(
        "matching/consultations/form.html",
        form=form,
        group=group or (consultation.need.group if consultation else None),
        consultation=consultation,
        names=FIELDS,
        agreed=AGREED,
        **offered(str(typed.get("story", "")), find_me(), title=str(typed.get("title", ""))),
    )
