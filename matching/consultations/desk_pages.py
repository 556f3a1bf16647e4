"""Pages on which the staff settle a consultation: phone, ask, open the need with confirmed skills, close; and interest shown."""

from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.openings import browser
from kit import audit
from kit.access import COORDINATORS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices
from matching.consultations import actions, queries, settling
from matching.consultations.models import Consultation
from matching.consultations.questions import offered
from matching.consultations.schemas import (
    AcceptanceSchema,
    ClosingSchema,
    ConsultationAnswerSchema,
    QuestionSchema,
    Weight,
)
from matching.needs import access as needs
from matching.needs.models import NeedKind

bp = Blueprint("desk_consultations", __name__, url_prefix="/desk")


@bp.get("/consultations/<int:consultation_id>")
@open_to(COORDINATORS)
def show(consultation_id: int) -> ResponseReturnValue:
    """What is asked for, by whom, and what can be done with it."""
    return _page(queries.get_consultation(consultation_id))


@bp.post("/consultations/<int:consultation_id>/opening")
@open_to(COORDINATORS)
def open_private(consultation_id: int) -> ResponseReturnValue:
    """Show how to reach who asked, with a reason that is kept."""
    consultation = queries.get_consultation(consultation_id)
    return browser.answer_opening(f"need:{consultation.need_id}", _url(consultation))


@bp.post("/consultations/<int:consultation_id>/confirmation")
@open_to(COORDINATORS)
def confirm(consultation_id: int) -> ResponseReturnValue:
    """Note that who asked was reached by telephone."""
    consultation = queries.get_consultation(consultation_id)
    actions.confirm_by_phone(consultation, by=me())
    flash(_("「電話で確認済み」と記録しました。"), "success")
    return redirect(_url(consultation), 303)


@bp.post("/consultations/<int:consultation_id>/acceptance")
@open_to(COORDINATORS)
def accept(consultation_id: int) -> ResponseReturnValue:
    """Open the need with what is confirmed."""
    consultation, form = queries.get_consultation(consultation_id), read_form(AcceptanceSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            settling.accept(consultation, form.data, by=me(), base_url=_base_url())
            flash(_("募集をはじめました。%(told)s", told=_told(consultation)), "success")
            return redirect(url_for("needs.show", need_id=consultation.need_id), 303)
    return _page(consultation, accepting=form), 422


@bp.post("/consultations/<int:consultation_id>/question")
@open_to(COORDINATORS)
def ask(consultation_id: int) -> ResponseReturnValue:
    """Give it back with a question."""
    consultation, form = queries.get_consultation(consultation_id), read_form(QuestionSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            settling.ask(consultation, form.data["question"], by=me(), base_url=_base_url())
            flash(_("おたずねを記録しました。%(told)s", told=_told(consultation)), "success")
            return redirect(_url(consultation), 303)
    return _page(consultation, asking=form), 422


@bp.post("/consultations/<int:consultation_id>/answer")
@open_to(COORDINATORS)
def answer(consultation_id: int) -> ResponseReturnValue:
    """Write down an answer that was given by telephone or at the counter."""
    consultation, form = queries.get_consultation(consultation_id), read_form(ConsultationAnswerSchema(), request.form)
    question = consultation.open_question
    if question is None:
        raise Missing()
    if form.errors:
        return _page(consultation, answering=form), 422
    actions.answer(question, form.data["answer"], by=me(), via=audit.Via.STAFF)
    flash(_("お返事を記録しました。"), "success")
    return redirect(_url(consultation), 303)


@bp.post("/consultations/<int:consultation_id>/closing")
@open_to(COORDINATORS)
def close(consultation_id: int) -> ResponseReturnValue:
    """Close it with a reason."""
    consultation, form = queries.get_consultation(consultation_id), read_form(ClosingSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            settling.close(consultation, form.data["reason"], by=me())
            flash(_("相談を終了しました。%(told)s", told=_told(consultation)), "success")
            return redirect(_url(consultation), 303)
    return _page(consultation, closing=form), 422


@bp.post("/consultations/<int:consultation_id>/told")
@open_to(COORDINATORS)
def tell(consultation_id: int) -> ResponseReturnValue:
    """Note that who asked was told by telephone."""
    consultation = queries.get_consultation(consultation_id)
    settling.told(consultation, by=me())
    flash(_("「電話で伝えました」と記録しました。"), "success")
    return redirect(_url(consultation), 303)


@bp.get("/interests/<int:interest_id>")
@open_to(COORDINATORS)
def interest(interest_id: int) -> ResponseReturnValue:
    """Which group wants to hear more of which need."""
    return render_template("matching/consultations/interest.html", interest=queries.get_interest(interest_id))


@bp.post("/interests/<int:interest_id>/handled")
@open_to(COORDINATORS)
def handle(interest_id: int) -> ResponseReturnValue:
    """Tick it off."""
    settling.handle(queries.get_interest(interest_id), by=me())
    flash(_("「済み」と記録しました。"), "success")
    return redirect(url_for("desk_consultations.interest", interest_id=interest_id), 303)


def _told(consultation: Consultation) -> str:
    if consultation.to_tell:
        return str(_("メールがない方です。お電話で伝えて「電話で伝えました」を押してください。"))
    return str(_("相談した方には手紙で知らせます。")) if consultation.confirmed_by else ""


def _page(consultation: Consultation, **forms: Form) -> str:
    need, subject = consultation.need, f"need:{consultation.need_id}"
    opening_url = url_for("desk_consultations.open_private", consultation_id=consultation.id)
    choosable = offered(need.story, me(), title=need.title)
    accepting = forms.get("accepting") or Form(
        typed={"title": need.title, "kind": need.kind.value, "version": need.version}
    )
    return render_template(
        "matching/consultations/desk.html",
        consultation=consultation,
        need=need,
        days=[date.fromisoformat(iso) for iso in need.dates],
        rows=_skill_rows(consultation, accepting, choosable),
        kind_choices=choices(NeedKind),
        weights=[(Weight.MUST, _("必要")), (Weight.NICE, _("あるとうれしい")), (Weight.NONE, _("いらない"))],
        contact_part=needs.contact_part(need, me(), opened=browser.is_open(subject)),
        opening=browser.panel_of(subject, opening_url),
        accepting=accepting,
        asking=forms.get("asking") or Form(),
        answering=forms.get("answering") or Form(),
        closing=forms.get("closing") or Form(),
        errors={name: found for form in forms.values() for name, found in form.errors.items()},
        skills=choosable["skills"],
    )


def _skill_rows(consultation: Consultation, form: Form, choosable: dict[str, Any]) -> list[dict[str, Any]]:
    """What was ticked by who asked, and what the words of the story propose; each to be weighed by a person."""
    typed = {row.get("skill"): row.get("weight") for row in form.typed.get("skills") or []}
    held = {each.skill.code: each.must for each in consultation.need.skills}
    words = {code: hint for code, _name, hint in choosable["proposed_skills"]}
    known = {skill.code: skill for skill in choosable["skills"]}
    rows = []
    for code in dict.fromkeys((*held, *words)):
        weight = (Weight.MUST if held[code] else Weight.NICE) if code in held else Weight.NONE
        why = _("相談した方が選びました") if code in held else words[code]
        rows.append({"skill": known[code], "weight": typed.get(code) or weight.value, "why": why})
    return rows


def _url(consultation: Consultation) -> str:
    return url_for("desk_consultations.show", consultation_id=consultation.id)


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
