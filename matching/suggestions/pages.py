"""The pages of suggestions for a need: the list, one partner explained, several side by side, somebody looked for by name."""

from collections.abc import Sequence

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.errors import Missing
from kit.forms import read_form
from matching.needs.models import Need
from matching.needs.queries import get_need
from matching.scoring.profiles import Key, PartnerKind
from matching.suggestions import actions, listing, queries, telling
from matching.suggestions.explaining import Explanation, explain, find_by_name
from matching.suggestions.likeness import index_of_this_application
from matching.suggestions.results import SuggestionList
from matching.suggestions.schemas import TrialSchema
from matching.suggestions.trials import AS_IT_IS, Trial

bp = Blueprint("suggestions", __name__, url_prefix="/needs")

LEAST_COMPARED, MOST_COMPARED = 2, 4


@bp.get("/<int:need_id>/suggestions")
@open_to(COORDINATORS)
def show(need_id: int) -> ResponseReturnValue:
    """Who could help, why, and who is left out."""
    need, trial = get_need(need_id, me()), _trial()
    kind = next((kind for kind in PartnerKind if kind == request.args.get("kind")), None)
    limit = min(queries.MOST, max(1, request.args.get("limit", queries.LIMIT, int)))
    index = index_of_this_application()
    found = queries.suggest(need, me(), limit=limit, kind=kind, index=index, named=listing.NAMED, trial=trial)
    conditions = list(trial.words(found.vocabulary))
    return render_template(
        "matching/suggestions/show.html",
        need=need,
        found=found,
        shown_id=_kept(need, found, trial, kind),
        candidates=listing.candidates(found, me()),
        left_out=listing.left_out(found),
        guesses=listing.guesses(found),
        tabs=listing.tabs(need_id, kind, trial),
        more=listing.url_for_more(need_id, kind, found, trial),
        trial=trial,
        conditions=conditions,
        weekdays=listing.weekdays(),
        skills=listing.wanted(need),
    )


@bp.get("/<int:need_id>/suggestions/<any(person, group):kind>/<int:partner_id>")
@open_to(COORDINATORS, rule="a blocked pair is told to administrators and to who sees to a case of the need")
def one(need_id: int, kind: str, partner_id: int) -> ResponseReturnValue:
    """Why somebody stands where they stand, or why they are not proposed."""
    need, trial = get_need(need_id, me()), _trial()
    key = PartnerKind(kind), partner_id
    found = _explained(need, [key], trial)
    if not found.partners:
        raise Missing()
    return render_template(
        "matching/suggestions/one.html",
        need=need,
        one=found.partners[0],
        total=found.total,
        sides=telling.sides(found.partners[0], need.id),
        url=listing.url_of(*key),
        conditions=list(trial.words(found.question.comparison.vocabulary)),
        trials=telling.trials(need, found, key, trial),
        shown_id=request.args.get("list", None, int),
    )


@bp.get("/<int:need_id>/suggestions/compare")
@open_to(COORDINATORS, rule="a blocked pair is told to administrators and to who sees to a case of the need")
def compare(need_id: int) -> ResponseReturnValue:
    """Two to four side by side."""
    need = get_need(need_id, me())
    keys = list(dict.fromkeys(_key(text) for text in request.args.getlist("with")))
    enough = LEAST_COMPARED <= len(keys) <= MOST_COMPARED
    found = _explained(need, keys, _trial()).partners if enough else ()
    return render_template(
        "matching/suggestions/compare.html",
        need=need,
        partners=[(each, telling.url_of(each, need.id)) for each in found],
        rows=telling.side_by_side(found),
    )


@bp.get("/<int:need_id>/suggestions/why")
@open_to(COORDINATORS, rule="a blocked pair is told to administrators and to who sees to a case of the need")
def why(need_id: int) -> ResponseReturnValue:
    """Somebody looked for by name: the place on the list, or the first rule that keeps them off it."""
    need, text = get_need(need_id, me()), request.args.get("q", "")[:100]
    keys = find_by_name(text)
    found = _explained(need, keys, AS_IT_IS) if keys else None
    return render_template(
        "matching/suggestions/why.html",
        need=need,
        text=text,
        answers=[telling.answer(each, need.id) for each in found.partners] if found else [],
    )


def _trial() -> Trial:
    form = read_form(TrialSchema(), request.args)
    return AS_IT_IS if form.errors else Trial(**form.data)


def _key(text: str) -> Key:
    kind, _colon, number = text.partition(":")
    if kind not in list(PartnerKind) or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Missing()
    return PartnerKind(kind), int(number)


def _explained(need: Need, keys: Sequence[Key], trial: Trial) -> Explanation:
    return explain(need, me(), keys, index=index_of_this_application(), trial=trial)


def _kept(need: Need, found: SuggestionList, trial: Trial, kind: PartnerKind | None) -> int:
    """The number under which this list is kept. As with openings, what was read is kept apart from what is read."""
    conditions = [*(f"{name}={value}" for name, value in trial.asked.items()), *([f"kind={kind}"] if kind else [])]
    if kept := queries.find_list(need.id, me().id, actions.digest_of(found, conditions)):
        return kept.id
    with current_app.database.transaction():  # type: ignore[attr-defined]
        return actions.keep_list(need, found, to=me(), conditions=conditions).id
