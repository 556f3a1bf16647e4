"""How an introduction begins: from the list of suggestions, or with somebody whom the coordinator has thought of."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.groups.models import Group
from directory.people.models import Person
from kit.access import COORDINATORS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form
from kit.i18n import _
from matching.casework import queries
from matching.casework.actions import begin
from matching.casework.pages import refused_at, url_of
from matching.casework.schemas import ByHandSchema, CandidateSchema
from matching.introductions import actions
from matching.introductions.models import Introduction
from matching.needs.models import Need
from matching.needs.queries import get_need

bp = Blueprint("introduction_choices", __name__, url_prefix="/needs")


@bp.post("/<int:need_id>/introductions")
@open_to(COORDINATORS)
def choose(need_id: int) -> ResponseReturnValue:
    """Begin an introduction of somebody on the list; if it has begun, lead there."""
    need = get_need(need_id, me())
    form = read_form(CandidateSchema(), request.form)
    if form.errors:
        flash(_("候補を選んでください。"), "error")
        return redirect(url_for("suggestions.show", need_id=need.id), 303)
    candidate = _candidate(form)
    if found := queries.standing_of(need.id).of(candidate):
        return redirect(url_of(found), 303)
    return _begun(begin(need, candidate, form.data["list"], by=me()))


@bp.get("/<int:need_id>/introductions/new")
@open_to(COORDINATORS)
def by_hand(need_id: int) -> ResponseReturnValue:
    """Somebody who is not on the list: look for the name, choose, say why."""
    return _by_hand_page(get_need(need_id, me()), request.args.get("q", ""), Form())


@bp.post("/<int:need_id>/introductions/new")
@open_to(COORDINATORS)
def add(need_id: int) -> ResponseReturnValue:
    """Begin an introduction of them; the reason is the first line of its history."""
    need = get_need(need_id, me())
    form = read_form(ByHandSchema(), request.form)
    if not form.errors:
        candidate = _candidate(form)
        if found := queries.standing_of(need.id).of(candidate):
            return redirect(url_of(found), 303)
        with refused_at(form):
            return _begun(actions.propose(need, candidate, by=me(), words=form.data["words"]))
    return _by_hand_page(need, request.form.get("q", ""), form), 422


def _candidate(form: Form) -> Person | Group:
    kind, _colon, number = form.typed["candidate"].partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Missing()
    return queries.get_candidate(kind, int(number))


def _begun(begun: Introduction) -> ResponseReturnValue:
    flash(_("紹介の準備を始めました。まだ、だれにも知らせていません。"), "success")
    return redirect(url_of(begun), 303)


def _by_hand_page(need: Need, text: str, form: Form) -> str:
    found = queries.find_candidates(text[:100])
    return render_template(
        "matching/casework/by_hand.html",
        need=need,
        text=text[:100],
        form=form,
        found=[(f"{_kind(each)}:{each.id}", _named(each), _about(each)) for each in found],
        url=url_for("introduction_choices.by_hand", need_id=need.id),
    )


def _kind(candidate: Person | Group) -> str:
    return "person" if isinstance(candidate, Person) else "group"


def _named(candidate: Person | Group) -> str:
    return candidate.display_name if isinstance(candidate, Person) else candidate.name


def _about(candidate: Person | Group) -> str:
    """What tells one from another of the same name."""
    kind = _("人材") if isinstance(candidate, Person) else _("団体")
    said = candidate.introduction if isinstance(candidate, Person) else candidate.purpose
    return "　".join(filter(None, [f"{kind} #{candidate.id}", said[:60]]))
