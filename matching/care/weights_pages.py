"""The weights of the suggestions: try others on the needs of a year, then save them with a reason, or go back."""

from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.suggestions.labels  # noqa: F401 - the words of the criteria
from directory.accounts.me import me
from kit.access import ADMINS, open_to
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, _l
from kit.labels import label
from matching.care.replays import Replay, replay
from matching.care.schemas import WeightsSchema
from matching.scoring.weights import SHIPPED, Criterion, Side, Weights
from matching.suggestions import actions, versions
from matching.suggestions.likeness import index_of_this_application

bp = Blueprint("weights", __name__, url_prefix="/admin/weights")

_SINGLE: Final = {
    "trust": _l("候補の希望をどれだけ重く見るか（%）"),
    "rotation": _l("依頼の続く人から引く割合（%）"),
    "cap": _l("上限をいっていない人の、同時の目安（件）"),
    "quota": _l("上限をいっていない人の、90日の目安（件）"),
}


@bp.get("")
@open_to(ADMINS)
def index() -> ResponseReturnValue:
    """The weights that hold, every version, and the form to try others."""
    return _page(Form(typed=_typed(versions.current_weights())))


@bp.post("")
@open_to(ADMINS)
def save() -> ResponseReturnValue:
    """Try the weights on the needs of a year, or save them."""
    form = read_form(WeightsSchema(), request.form)
    if request.form.get("step") != "save":
        return _tried(form) if not form.errors else (_page(form), 422)
    if not form.errors and not form.data["reason"]:
        form.refuse("reason", _("変える理由を書いてください。"))
    if not form.errors:
        with refusals_in(form):
            made = actions.save_weights(_weights(form), form.data["reason"], by=me())
            flash(_("重みを%(code)sにしました。これからの候補の一覧は、この重みで出ます。", code=made.code), "success")
            return redirect(url_for("weights.index"), 303)
    return _page(form), 422


@bp.post("/<int:version_id>")
@open_to(ADMINS)
def choose(version_id: int) -> ResponseReturnValue:
    """Go back to a version; 0 are the weights that the service comes with."""
    actions.choose_weights(versions.get_version(version_id), by=me())
    flash(_("前の重みにもどしました。"), "success")
    return redirect(url_for("weights.index"), 303)


def _tried(form: Form) -> str:
    found = replay(versions.current_weights(), _weights(form), me(), index=index_of_this_application())
    return _page(form, found)


def _weights(form: Form) -> Weights:
    return versions.make("tried", form.data)


def _typed(weights: Weights) -> dict[str, str]:
    return {name: str(value) for name, value in versions.values_of(weights).items()}


def _page(form: Form, found: Replay | None = None) -> str:
    current = versions.find_current()
    listed = [(version, versions.values_of(versions.weights_of(version))) for version in versions.list_versions()]
    words: dict[str, Any] = {one.value: label(one) for one in Criterion} | _SINGLE
    return render_template(
        "matching/care/weights.html",
        form=form,
        current=current,
        versions=listed,
        shipped=versions.values_of(SHIPPED),
        words=words,
        bounds=versions.bounds(),
        sums=versions.sums(),
        sides=[(side, [one for one in Criterion if one.side is side]) for side in Side],
        singles=list(_SINGLE),
        found=found,
    )
