"""The desk of introductions: the list of all of them, one case with its next step, its letters, answers, questions and notes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.clock import now
from kit.errors import Conflict, Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label
from kit.paging import page_number
from matching.casework import actions as casework
from matching.casework import casefile, exclusion_pages, queries, telling
from matching.casework.queries import IntroductionFilters, Tab
from matching.casework.schemas import (
    AnswerSchema,
    FilterSchema,
    MoveSchema,
    NoteSchema,
    TellingSchema,
)
from matching.introductions import actions, disclosures
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Introduction, Reason
from matching.introductions.moves import OPEN, WAITING, Move, Side, State
from matching.introductions.queries import get_introduction
from matching.meetings.actions import options_of
from matching.meetings.labels import when
from matching.meetings.models import OptionState
from matching.meetings.queries import find_fixed
from matching.needs import actions as needs
from matching.needs.models import NeedState
from matching.scoring.profiles import PartnerKind
from matching.suggestions.explaining import hindrance
from matching.suggestions.likeness import index_of_this_application

bp = Blueprint("introductions", __name__)
bp.add_app_template_global(queries.standing_of, "introductions_of")

HEARD = (Came.PHONE, Came.VISIT, Came.FAX, Came.LETTER)
"""The ways in which staff hear of an answer."""
TYPED = (Move.CANDIDATE_YES, Move.CANDIDATE_NO, Move.REQUESTER_YES, Move.REQUESTER_NO)


@bp.get("/desk/introductions")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """Every introduction: who waits for whom, how long, and the next step."""
    form = read_form(FilterSchema(), request.args)
    tab = next((tab for tab in Tab if tab == form.data.get("tab")), Tab.NEXT)
    whose = form.data.get("whose", "")
    chosen = me().id if whose == "mine" else int(whose) if whose.isascii() and whose.isdigit() else None
    filters = IntroductionFilters(tab=tab, coordinator=chosen, text=form.data.get("q", ""))
    kept = {name: value for name, value in form.typed.items() if value and name != "tab"}
    counts, listed = queries.count_tabs(filters), queries.list_introductions(filters, number=page_number(request.args))
    return render_template(
        "matching/casework/index.html",
        form=form,
        tab=tab,
        listed=listed,
        rows=casefile.standings(listed.items),
        counts=[(each, counts[each], url_for("introductions.index", tab=each, **kept)) for each in Tab],
        coordinators=[(str(each.id), each.name) for each in queries.coordinators() if each.id != me().id],
        url_of_page=lambda page: url_for("introductions.index", tab=tab, **kept, page=page),
    )


@bp.get("/desk/introductions/<int:introduction_id>")
@open_to(COORDINATORS)
def show(introduction_id: int) -> ResponseReturnValue:
    """One case."""
    return case_page(get_introduction(introduction_id), Form())


@bp.post("/desk/introductions/<int:introduction_id>/answer")
@open_to(COORDINATORS)
def answer(introduction_id: int) -> ResponseReturnValue:
    """Take down what a side has said by telephone, at the counter or on paper."""
    introduction = get_introduction(introduction_id)
    if casework.pressed_twice(introduction, TYPED, by=me()):
        return redirect(url_of(introduction), 303)
    form = read_form(AnswerSchema(), request.form)
    if not form.errors:
        with refused_at(form):
            casework.type_answer(introduction, form.data, by=me(), base_url=base_url())
            flash(_("返事を記録しました。"), "success")
            return redirect(url_of(introduction), 303)
    return case_page(introduction, form), 422


@bp.get("/desk/introductions/<int:introduction_id>/moves/<move>")
@open_to(COORDINATORS)
def move(introduction_id: int, move: str) -> ResponseReturnValue:
    """The form for a move beside the way: cancelling, or the candidate's second thoughts."""
    introduction = get_introduction(introduction_id)
    wanted = next((each for each in casefile.other_moves(introduction) if each == move), None)
    if wanted is None:
        return redirect(url_of(introduction))
    return _move_form(introduction, wanted, Form())


@bp.post("/desk/introductions/<int:introduction_id>/moves")
@open_to(COORDINATORS)
def take(introduction_id: int) -> ResponseReturnValue:
    """Make a move of the staff's own."""
    introduction = get_introduction(introduction_id)
    form = read_form(MoveSchema(), request.form)
    wanted = next((each for each in Move if each == form.typed["move"]), None)
    aside = wanted in casefile.ASIDE
    if wanted and wanted not in casefile.ASIDE | casefile.ONWARD:
        raise Missing()
    if wanted and casework.pressed_twice(introduction, [wanted], by=me()):
        return redirect(url_of(introduction), 303)
    if not form.errors and wanted:
        with refused_at(form):
            data = {name: value for name, value in form.data.items() if name != "move"}
            casework.take(introduction, wanted, data, by=me(), base_url=base_url())
            flash(_("「%(move)s」を記録しました。", move=label(wanted)), "success")
            return redirect(url_of(introduction), 303)
    return (_move_form(introduction, wanted, form) if aside and wanted else case_page(introduction, form)), 422


@bp.post("/desk/introductions/<int:introduction_id>/notes")
@open_to(COORDINATORS)
def note(introduction_id: int) -> ResponseReturnValue:
    """Write something for the next coordinator."""
    introduction = get_introduction(introduction_id)
    form = read_form(NoteSchema(), request.form)
    if form.errors:
        return case_page(introduction, form), 422
    actions.add_note(introduction, form.data["note"], by=me())
    flash(_("メモを書きました。"), "success")
    return redirect(f"{url_of(introduction)}#notes", 303)


@bp.post("/desk/introductions/<int:introduction_id>/items/<any(candidate, requester):side>")
@open_to(COORDINATORS, rule="once both have agreed; what is ticked")
def tell_items(introduction_id: int, side: str) -> ResponseReturnValue:
    """Show what the other side has ticked, to be told to this one by telephone or on paper; both find the receipt."""
    introduction = get_introduction(introduction_id)
    form = read_form(TellingSchema(), request.form)
    if form.errors or form.data["told"] not in HEARD:
        return case_page(
            introduction, Form(errors={f"{side}-told": [_("どうやって伝えますか。えらんでください。")]})
        ), 422
    disclosures.open_items(introduction, Side(side), by=me(), came=form.data["told"])
    return redirect(f"{url_of(introduction)}#telling", 303)


@bp.post("/desk/introductions/<int:introduction_id>/need")
@open_to(COORDINATORS)
def settle_need(introduction_id: int) -> ResponseReturnValue:
    """As many have agreed as were wanted: the need is settled."""
    introduction = get_introduction(introduction_id)
    needs.change_state(
        introduction.need, NeedState.MATCHED, by=me(), reason=_("紹介 %(number)s番", number=introduction.id)
    )
    flash(_("相談を「%(state)s」にしました。", state=label(NeedState.MATCHED)), "success")
    return redirect(url_of(introduction), 303)


def case_page(introduction: Introduction, form: Form, *, asking: Form | None = None) -> str:
    """The page of a case with the form of its next step as it was typed, or that of a question."""
    waited, is_open = WAITING.get(introduction.state), introduction.state in OPEN
    return render_template(
        "matching/casework/show.html",
        introduction=introduction,
        need=introduction.need,
        form=form,
        asking=asking or Form(),
        askers=[(side.value, label(side)) for side in Side if is_open and casework.was_asked(introduction, side)],
        now=casefile.standing(introduction),
        way=casefile.way(introduction),
        sides={side: casefile.side_file(introduction, side) for side in Side},
        waited=waited,
        answers=[(each.value, label(each)) for each in Answer],
        came=[(each.value, label(each)) for each in HEARD],
        reasons=choices(Reason),
        items=casefile.item_choices(introduction, waited) if waited else [],
        onward=[(each.value, label(each)) for each in casefile.LEADING_ON.get(introduction.state, ())],
        aside=casefile.other_moves(introduction),
        history=casefile.history(introduction),
        receipts=telling.receipts(introduction),
        tellings=telling.tellings(introduction, me()),
        letters=queries.letters_of(introduction),
        **exclusion_pages.pair_of(introduction),
        may_settle=queries.may_settle(introduction),
        hindrance=_hindrance(introduction),
        **_meeting(introduction),
    )


def _meeting(introduction: Introduction) -> dict[str, Any]:
    """The time that is fixed, and whether it is still to come; how many are offered."""
    fixed = find_fixed(introduction)
    return {
        "meeting": fixed,
        "ahead": fixed is not None and fixed.starts_at > now(),
        "offered_times": len(options_of(introduction, OptionState.OFFERED)),
        "when": when,
    }


def _hindrance(introduction: Introduction) -> str:
    """Why the candidate, whom nobody has asked yet, should not be asked now."""
    if introduction.state is not State.PROPOSED or introduction.candidate is None:
        return ""
    key = (
        (PartnerKind.PERSON, introduction.person_id)
        if introduction.person_id
        else (PartnerKind.GROUP, introduction.group_id or 0)
    )
    return hindrance(introduction.need, me(), key, index=index_of_this_application())


def _move_form(introduction: Introduction, wanted: Move, form: Form) -> str:
    return render_template(
        "matching/casework/move.html",
        introduction=introduction,
        now=casefile.standing(introduction),
        move=wanted,
        form=form,
        reasons=choices(Reason),
        came=[(each.value, label(each)) for each in HEARD],
    )


def url_of(introduction: Introduction) -> str:
    """Address of a case."""
    return url_for("introductions.show", introduction_id=introduction.id)


def base_url() -> str:
    """Where the links of letters lead."""
    return str(current_app.extensions["settings"].base_url)


@contextmanager
def refused_at(form: Form) -> Iterator[None]:
    """As ``refusals_in``; a rule that is about no field stands above the form."""
    try:
        with refusals_in(form):
            yield
    except Conflict as refusal:
        form.errors = {"_rule": [refusal.text]}
