"""Who is not introduced to whom: the list of a person or group, adding somebody to it, and ending that."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.exclusions.labels  # noqa: F401 - the words of the kinds
from directory.accounts.me import me
from directory.people.models import Person
from kit.access import COORDINATORS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices
from kit.paging import page_number
from matching.casework.queries import find_candidates
from matching.exclusions import access, actions, queries
from matching.exclusions.models import Kind
from matching.exclusions.queries import Party, find_holding, get_party, subject_of
from matching.exclusions.schemas import ExclusionSchema, Term
from matching.introductions.models import Introduction

bp = Blueprint("exclusions", __name__, url_prefix="/desk/exclusions")


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """Those of one person or group with the form for another, or everybody's."""
    about = get_party(request.args["about"]) if request.args.get("about") else None
    other = request.args.get("other", "")
    return _page(about, _found(request.args.get("q", ""), other), Form(typed={"other": other}))


@bp.post("")
@open_to(COORDINATORS)
def add() -> ResponseReturnValue:
    """Keep two apart."""
    about = get_party(request.form.get("about", "")) if request.form.get("about") else None
    form = read_form(ExclusionSchema(), request.form)
    if about is None:
        return redirect(url_for("exclusions.index"), 303)
    if not form.errors:
        with refusals_in(form):
            other = get_party(form.data["other"])
            data = {name: form.data[name] for name in ("kind", "term", "reason")}
            actions.add(about, data, other, by=me())
            flash(_("対象外にしました。この組み合わせは、候補にも紹介にも出ません。"), "success")
            return redirect(url_for("exclusions.index", about=subject_of(about)), 303)
    return _page(about, _found(request.form.get("q", ""), form.typed["other"]), form), 422


@bp.post("/<int:exclusion_id>/end")
@open_to(COORDINATORS, rule="who wrote why, and administrators")
def end(exclusion_id: int) -> ResponseReturnValue:
    """Let the two be introduced again."""
    exclusion = queries.get_exclusion(exclusion_id)
    actions.end(exclusion, by=me())
    flash(_("対象外を終わりにしました。"), "success")
    about = request.form.get("about") or subject_of(exclusion.pair[0])
    return redirect(url_for("exclusions.index", about=about), 303)


def pair_of(introduction: Introduction) -> dict[str, Any]:
    """For the page of a case: its two sides where both are in the register, and whether they are kept apart."""
    one, other = introduction.need.group or introduction.need.person, introduction.candidate
    if one is None or other is None:
        return {"pair": None, "apart": False}
    return {"pair": (subject_of(one), subject_of(other)), "apart": find_holding(one, other) is not None}


def name_of(party: Party) -> str:
    """The name of a person or group."""
    return party.display_name if isinstance(party, Person) else party.name


def _found(text: str, chosen: str) -> list[tuple[str, str, str]]:
    """Whom the form offers: found by name, or the one that was chosen."""
    found: list[Party] = list(find_candidates(text[:100]))
    if not found and chosen:
        try:
            found = [get_party(chosen)]
        except Missing:
            return []
    kinds = {True: _("人材"), False: _("団体")}
    return [(subject_of(each), name_of(each), f"{kinds[isinstance(each, Person)]} #{each.id}") for each in found]


def _page(about: Party | None, found: list[tuple[str, str, str]], form: Form) -> str:
    subject = subject_of(about) if about else None
    listed = queries.list_exclusions(about, number=page_number(request.args))
    typed = form.typed or {}
    if len(found) == 1 and not typed.get("other"):
        typed = {**typed, "other": found[0][0]}
    return render_template(
        "matching/casework/exclusions.html",
        about=about,
        subject=subject,
        name=name_of(about) if about else "",
        name_of=name_of,
        subject_of=subject_of,
        listed=listed,
        readable={each.id for each in listed.items if access.read_reason(each, me())},
        form=Form(typed=typed, errors=form.errors),
        text=request.values.get("q", "")[:100],
        found=found,
        kinds=choices(Kind),
        terms=[(term.value, words) for term, words in _terms()],
        url_of_page=lambda page: url_for("exclusions.index", about=subject, page=page),
    )


def _terms() -> list[tuple[Term, str]]:
    return [
        (Term.QUARTER, _("3か月")),
        (Term.HALF, _("半年")),
        (Term.YEAR, _("1年")),
        (Term.TWO_YEARS, _("2年")),
        (Term.OPEN, _("終わりにするまで")),
    ]
