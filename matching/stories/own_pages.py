"""How the two sides read their story, say what they think of it, and take it back: by a letter's link or under マイページ."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.stories.labels  # noqa: F401 - the words of the states
from directory.accounts.me import me
from kit import links
from kit.access import EVERYONE, MEMBERS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form
from kit.i18n import _
from matching.introductions.actions import Hand
from matching.introductions.models import Came
from matching.introductions.moves import Actor, Side
from matching.stories import actions, queries, telling
from matching.stories.models import Story
from matching.stories.moves import ANSWERS, Move, State
from matching.stories.schemas import OpinionSchema

bp = Blueprint("own_stories", __name__)

APPROVAL, WITHDRAWAL = "story-approval", "story-withdrawal"
PURPOSES = {APPROVAL: (telling.ANSWER, State.ASKED), WITHDRAWAL: (telling.WITHDRAW, State.PUBLISHED)}


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One side at its story, how they came, and the address at which they are; with the ``key`` of their link."""

    story: Story
    side: Side
    hand: Hand
    url: str
    way: str = ""
    key: str = ""


@bp.get("/my/stories")
@open_to(MEMBERS, rule="stories of introductions on which one's own record or group was asked")
def index() -> ResponseReturnValue:
    """What one is to read, and what is published of one."""
    return render_template("matching/stories/mine.html", rows=queries.own_stories(me()))


@bp.get("/my/stories/<int:story_id>")
@open_to(MEMBERS, rule="one of the story's two sides; while they are asked or it is published")
def show(story_id: int) -> ResponseReturnValue:
    """The story as its side reads it."""
    return _page(_signed_in(story_id), Form())


@bp.post("/my/stories/<int:story_id>/<any(opinion, withdrawal):act>")
@open_to(MEMBERS, rule="one of the story's two sides; while they are asked or it is published")
def act(story_id: int, act: str) -> ResponseReturnValue:
    """Say what one thinks of the words, or take the story back."""
    visit = _signed_in(story_id)
    if act == "withdrawal":
        return _withdraw(visit)
    return _opinion(visit)


@bp.get('/<any("story-approval", "story-withdrawal"):way>/<key>')
@open_to(EVERYONE, rule="who holds the link of a letter")
def by_link(way: str, key: str) -> ResponseReturnValue:
    """The same by a letter's link. Opening it changes nothing."""
    return _page(_by_link(way, key), Form())


@bp.post('/<any("story-approval", "story-withdrawal"):way>/<key>')
@open_to(EVERYONE, rule="who holds the link of a letter; once")
def act_by_link(way: str, key: str) -> ResponseReturnValue:
    """Say what one thinks, or take it back; the link is used up with it."""
    visit = _by_link(way, key)
    return _opinion(visit) if way == APPROVAL else _withdraw(visit)


def _signed_in(story_id: int) -> Visit:
    story, side = queries.get_own(story_id, me())
    hand = Hand(actor=Actor(side), account=me(), came=Came.WEB)
    return Visit(story=story, side=side, hand=hand, url=url_for("own_stories.show", story_id=story.id))


def _by_link(way: str, key: str) -> Visit:
    purpose, state = PURPOSES[way]
    link = links.look_at(key, purpose)
    found = queries.find_by_subject(link.subject)
    if found is None or found[0].state is not state:
        raise links.LinkOver()
    story, side = found
    hand = Hand(actor=Actor(side), came=Came.LINK)
    url = url_for("own_stories.by_link", way=way, key=key)
    return Visit(story=story, side=side, hand=hand, url=url, way=way, key=key)


def _opinion(visit: Visit) -> ResponseReturnValue:
    form = read_form(OpinionSchema(), request.form)
    if form.errors:
        return _page(visit, form), 422
    said = form.data["said"]
    if visit.key:
        links.use(visit.key, telling.ANSWER)
    actions.give_opinion(
        visit.story, visit.side, said, visit.hand, digest=form.data["digest"], words=form.data["words"]
    )
    telling.tell(visit.story, said, base_url=_base_url(), by=visit.side)
    return _done(visit, said)


def _withdraw(visit: Visit) -> ResponseReturnValue:
    if visit.story.state is not State.PUBLISHED:
        raise Missing()
    if visit.key:
        links.use(visit.key, telling.WITHDRAW)
    actions.withdraw(visit.story, visit.side, visit.hand)
    telling.tell(visit.story, Move.WITHDRAW, base_url=_base_url(), by=visit.side)
    return _done(visit, Move.WITHDRAW)


def _done(visit: Visit, move: Move) -> ResponseReturnValue:
    if visit.key:
        return render_template("matching/stories/done.html", move=move, title=visit.story.title)
    words = (
        _("事例を取り下げました。") if move is Move.WITHDRAW else _("お返事を受け取りました。ありがとうございます。")
    )
    flash(words, "success")
    return redirect(url_for("own_stories.index"), 303)


def _page(visit: Visit, form: Form) -> str:
    chosen = str(form.typed.get("said") or request.args.get("said") or "")
    return render_template(
        "matching/stories/own.html",
        visit=visit,
        story=visit.story,
        form=form,
        signed_in=not visit.key,
        chosen=next((each for each in ANSWERS if each == chosen), None),
        approved=visit.story.approved_by(visit.side),
        answers=ANSWERS,
    )


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
