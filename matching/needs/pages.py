"""Pages of needs: the list, a need's own page, and the forms by which staff keep it."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import find_me, me
from directory.log.queries import entries_about
from directory.openings import browser
from directory.people.models import Audience, Fee
from directory.vocabularies import queries as vocabularies
from kit.access import COORDINATORS, EVERYONE, open_to
from kit.clock import today
from kit.dates import partial_date
from kit.display import own_name
from kit.errors import NoSuchStep
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label
from matching.needs import access, actions, found, queries
from matching.needs.catalogue import NEEDS
from matching.needs.comparison import changed_meanwhile
from matching.needs.labels import requester_words, when_words
from matching.needs.models import Closed, Need, NeedKind, NeedState, ReceivedBy
from matching.needs.schemas import NeedSchema
from matching.suggestions.guesses import guess_skills
from search.listing import read

bp = Blueprint("needs", __name__, url_prefix="/needs")

SPARE_SKILLS = 3
"""How many empty rows stand ready under those that are filled, so that rows can be added without scripts."""


@bp.get("")
@open_to(EVERYONE, rule="open needs, by their audience; staff choose the state")
def index() -> ResponseReturnValue:
    """The list with its filters."""
    listing = read(NEEDS, request.args, find_me())
    return render_template(
        "matching/needs/index.html", listing=listing, snippet=found.NEEDS.snippet, when=when_words, who=_who
    )


@bp.get("/<int:need_id>")
@open_to(EVERYONE, rule="open needs, by their audience; others, and the private part: those who asked and staff")
def show(need_id: int) -> ResponseReturnValue:
    """The page of one need."""
    need, subject = queries.get_need(need_id, find_me()), f"need:{need_id}"
    opening = url_for("needs.open_private", need_id=need.id)
    return render_template(
        "matching/needs/show.html",
        need=need,
        skills=sorted(need.skills, key=lambda held: (not held.must, held.skill.position)),
        requester=access.visible_requester(need, find_me()),
        requester_words=requester_words(need.group),
        days=[date.fromisoformat(iso) for iso in need.dates],
        private=access.private_part(need, find_me()),
        contact_part=access.contact_part(need, find_me(), opened=browser.is_open(subject)),
        opening=browser.panel_of(subject, opening, own=access.is_requester(need, find_me())),
        entries=entries_about(subject) if access.edit(need, find_me()) else [],
        may_edit=access.edit(need, find_me()),
        next_steps=_next_steps(need),
        ends_soon=access.ends_soon(need, today()),
    )


@bp.post("/<int:need_id>/opening")
@open_to(COORDINATORS)
def open_private(need_id: int) -> ResponseReturnValue:
    """Show whom to call, with a reason that is kept and that those who asked can read."""
    need = queries.get_need(need_id, me())
    return browser.answer_opening(f"need:{need.id}", url_for("needs.show", need_id=need.id))


@bp.get("/new")
@open_to(COORDINATORS)
def new() -> ResponseReturnValue:
    """The empty form, with who takes the call and when already in it; ``?group=12`` says who asks."""
    typed = {
        "group": request.args.get("group", "")[:200],
        "person": request.args.get("person", "")[:200],
        "received_by": me().name,
        "received_on": partial_date(today().isoformat()),
        "received_by_method": ReceivedBy.PHONE.value,
        "audience": Audience.COORDINATORS.value,
    }
    return _form_page(Form(typed=dict(typed)), None)


@bp.post("/new")
@open_to(COORDINATORS)
def create() -> ResponseReturnValue:
    """Add a need as a draft or, with the other button, as an open one."""
    form = read_form(NeedSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            need = actions.create_need(form.data, by=me(), publish=request.form.get("step") == "publish")
            flash(_("「%(name)s」を登録しました。", name=need.title), "success")
            return redirect(url_for("needs.show", need_id=need.id), 303)
    return _form_page(form, None), 422


@bp.get("/<int:need_id>/edit")
@open_to(COORDINATORS)
def edit(need_id: int) -> ResponseReturnValue:
    """The form filled with the need; as it says whom to call, opening it is noted."""
    need = queries.get_need(need_id, me())
    browser.open_for_editing(f"need:{need.id}")
    return _form_page(fill_form(NeedSchema(), need), need)


@bp.post("/<int:need_id>/edit")
@open_to(COORDINATORS)
def save(need_id: int) -> ResponseReturnValue:
    """Save the form."""
    need = queries.get_need(need_id, me())
    form = read_form(NeedSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.edit_need(need, form.data, by=me())
            flash(_("保存しました。"), "success")
            return redirect(url_for("needs.show", need_id=need.id), 303)
    return _form_page(form, need), 422


@bp.post("/<int:need_id>/state")
@open_to(COORDINATORS)
def change_state(need_id: int) -> ResponseReturnValue:
    """Open a need, mark it matched, close or reopen it; ``step`` is ``open``, ``matched``, ``closed-met`` …"""
    need = queries.get_need(need_id, me())
    state, _dash, because = request.form.get("step", "").partition("-")
    try:
        wanted, closed = NeedState(state), Closed(because) if because else None
    except ValueError:
        raise NoSuchStep() from None
    actions.change_state(need, wanted, because=closed, reason=request.form.get("reason", "")[:500], by=me())
    flash(_("「%(name)s」を「%(state)s」にしました。", name=need.title, state=label(need.state)), "success")
    return redirect(url_for("needs.show", need_id=need.id), 303)


@bp.post("/<int:need_id>/extension")
@open_to(COORDINATORS)
def extend(need_id: int) -> ResponseReturnValue:
    """Keep a need that ends soon open for three months more."""
    need = queries.get_need(need_id, me())
    actions.extend(need, by=me())
    flash(_("募集の終わりを3か月のばしました。"), "success")
    return redirect(url_for("needs.show", need_id=need.id), 303)


def _who(need: Need) -> str:
    group = access.visible_requester(need, find_me())
    return group.name if group else requester_words(need.group)


def _next_steps(need: Need) -> list[tuple[str, str]]:
    steps = [(state.value, label(state)) for state in access.NEXT_STATES[need.state] if state is not NeedState.CLOSED]
    if NeedState.CLOSED in access.NEXT_STATES[need.state]:
        steps += [(f"closed-{why}", _("終了（%(why)s）", why=label(why))) for why in (Closed.MET, Closed.WITHDRAWN)]
    return steps


def _form_page(form: Form, need: Need | None) -> str:
    return render_template(
        "matching/needs/form.html",
        form=form,
        need=need,
        meanwhile=changed_meanwhile(form, need),
        rows=_skill_rows(form),
        proposed=_proposed(form),
        kinds=choices(NeedKind),
        fees=choices(Fee),
        audiences=choices(Audience),
        methods=choices(ReceivedBy),
        fields=vocabularies.fields(),
        skills=vocabularies.skills(),
        districts=vocabularies.districts(),
        other_areas=_other_areas(form),
    )


def _proposed(form: Form) -> list[str]:
    """Skills that the words of the story speak for, each with its word, for a person to confirm; none that is there."""
    known = {skill.id: skill for skill in vocabularies.skills()}
    chosen = {row.get("skill") for row in form.typed.get("skills") or []}
    found = guess_skills(str(form.typed.get("title", "")), str(form.typed.get("story", "")), known.values())
    return [
        _("%(skill)s（お話の「%(word)s」から）", skill=own_name(known[guess.entry]), word=guess.word)
        for guess in found
        if known[guess.entry].code not in chosen
    ]


def _skill_rows(form: Form) -> list[dict[str, Any]]:
    """The rows typed or stored, in their places, and some empty ones; a new row asks for a must."""
    rows = list(form.typed.get("skills") or [])
    while rows and not rows[-1].get("skill"):
        rows.pop()
    return rows + [{"must": "1"} for _spare in range(SPARE_SKILLS)]


def _other_areas(form: Form) -> str:
    """Areas of the need that are not among the town's districts, by name, one a line."""
    if "other_areas" in form.typed:
        return str(form.typed["other_areas"])
    others = vocabularies.areas_elsewhere(form.typed.get("areas", []))
    return "\n".join((area.parent.name if area.parent else "") + area.name.replace(" ", "") for area in others)
