"""The pages on which staff write a story, have both sides read it, publish it and take it back."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.stories.labels  # noqa: F401 - the words of the states
from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.errors import Invalid
from kit.forms import Form, fill_form, read_form, refusals_in
from kit.i18n import _
from kit.labels import label
from kit.paging import page_number
from matching.introductions.actions import Hand
from matching.introductions.models import Came
from matching.introductions.moves import Actor, Side
from matching.introductions.queries import get_introduction
from matching.stories import actions, queries, telling
from matching.stories.models import Story
from matching.stories.moves import ANSWERS, By, Move, State, moves_from
from matching.stories.schemas import DraftSchema, MoveSchema, StorySchema, TypedOpinionSchema

bp = Blueprint("desk_stories", __name__)
bp.add_app_template_global(queries.find_story_of, "story_of")
bp.add_app_template_global(actions.may_be_told, "may_be_told")

HEARD = (Came.PHONE, Came.VISIT, Came.FAX, Came.LETTER)


@bp.get("/desk/stories")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """All stories by where they stand."""
    state = next((each for each in State if each == request.args.get("state")), None)
    return render_template(
        "matching/stories/desk_index.html",
        listed=queries.list_all(state, number=page_number(request.args)),
        state=state,
        states=list(State),
        sides=list(Side),
        url_of_page=lambda page: url_for("desk_stories.index", state=state, page=page),
    )


@bp.post("/desk/introductions/<int:introduction_id>/story")
@open_to(COORDINATORS, rule="after the two have met; there is one story of an introduction")
def begin(introduction_id: int) -> ResponseReturnValue:
    """Compose a first draft."""
    introduction = get_introduction(introduction_id)
    if story := queries.find_story_of(introduction):  # pressed twice
        return redirect(_url(story), 303)
    given = read_form(DraftSchema(), request.form).data
    wanted = {Side.CANDIDATE: given["names_candidate"], Side.REQUESTER: given["names_requester"]}
    story = actions.begin(introduction, named=frozenset(side for side in Side if wanted[side]), by=me())
    flash(_("下書きをつくりました。読みやすく直してから、双方に読んでもらってください。"), "success")
    return redirect(_url(story), 303)


@bp.get("/desk/stories/<int:story_id>")
@open_to(COORDINATORS)
def show(story_id: int) -> ResponseReturnValue:
    """One story with the form for its words, and what both sides say of them."""
    story = queries.get_story(story_id, me())
    return _page(story, fill_form(StorySchema(), story))


@bp.post("/desk/stories/<int:story_id>")
@open_to(COORDINATORS, rule="until it is published; other words end every approval")
def edit(story_id: int) -> ResponseReturnValue:
    """Change the words."""
    story = queries.get_story(story_id, me())
    form = read_form(StorySchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            was = story.digest
            actions.edit(story, form.data, by=me())
            if story.digest != was:
                telling.tell(story, Move.EDIT, base_url=_base_url())
            flash(_("文章を保存しました。"), "success")
            return redirect(_url(story), 303)
    return _page(story, form), 422


@bp.post("/desk/stories/<int:story_id>/opinion")
@open_to(COORDINATORS, rule="while both sides are asked")
def type_in(story_id: int) -> ResponseReturnValue:
    """Write down what a side has said by telephone, at the counter or on paper."""
    story = queries.get_story(story_id, me())
    form = read_form(TypedOpinionSchema(), request.form)
    if form.errors:
        shown = fill_form(StorySchema(), story)
        return _page(story, Form(typed={**shown.typed, **form.typed}, errors=form.errors)), 422
    given, hand = form.data, Hand(actor=Actor.STAFF, account=me(), came=form.data["came"])
    actions.give_opinion(story, given["side"], given["said"], hand, digest=given["digest"], words=given["words"])
    telling.tell(story, given["said"], base_url=_base_url(), by=given["side"])
    flash(_("返事を記録しました。"), "success")
    return redirect(_url(story), 303)


@bp.post("/desk/stories/<int:story_id>/moves")
@open_to(COORDINATORS, rule="published only when both sides have approved these very words")
def move(story_id: int) -> ResponseReturnValue:
    """Have it read, publish it, take it back, or begin anew."""
    story = queries.get_story(story_id, me())
    form = read_form(MoveSchema(), request.form)
    with refusals_in(form):
        if form.errors:
            raise Invalid(form.errors)
        wanted = form.data["move"]
        actions.move_on(story, wanted, by=me(), version=form.data["version"])
        telling.tell(story, wanted, base_url=_base_url())
        flash(_("「%(move)s」を記録しました。", move=label(wanted)), "success")
        return redirect(_url(story), 303)
    shown = fill_form(StorySchema(), story)
    return _page(story, Form(typed=shown.typed, errors=form.errors)), 422


def _page(story: Story, form: Form) -> str:
    moves = moves_from(story.state, By.STAFF)
    return render_template(
        "matching/stories/desk.html",
        story=story,
        form=form,
        may_edit=Move.EDIT in moves,
        may_type=Move.APPROVE in moves,
        moves=[each for each in moves if each not in (*ANSWERS, Move.EDIT)],
        sides=[(side.value, label(side), story.approved_by(side)) for side in Side],
        answers=[(each.value, label(each)) for each in ANSWERS],
        heard=[(each.value, label(each)) for each in HEARD],
    )


def _url(story: Story) -> str:
    return url_for("desk_stories.show", story_id=story.id)


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
