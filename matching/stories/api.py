"""Stories for programs: what is published for everybody; the one of an introduction for its two sides and the staff."""

from typing import Any, Final

from flask import current_app, url_for
from flask_smorest import Blueprint

from directory.accounts.me import me
from kit.access import COORDINATORS, EVERYONE, MEMBERS, open_to
from kit.errors import Missing
from kit.forms import fill_form
from kit.json_bodies import body_of, read_json
from matching.introductions.actions import Hand
from matching.introductions.models import Came
from matching.introductions.moves import Actor, Side
from matching.introductions.queries import get_introduction
from matching.stories import actions, queries, telling
from matching.stories.models import Story
from matching.stories.moves import Move, State
from matching.stories.schemas import (
    DraftSchema,
    MoveSchema,
    OpinionSchema,
    OwnStoryOut,
    StoriesOut,
    StoriesQuery,
    StoryOut,
    StorySchema,
    TypedOpinionSchema,
)

bp = Blueprint("stories_api", __name__, url_prefix="/api/v1", description="What came of introductions")

SCOPE: Final = "introductions"
RULE: Final = "staff; the story's two sides while they are asked or it is published"


@bp.route("/stories")
@bp.arguments(StoriesQuery, location="query")
@bp.response(200, StoriesOut)
@open_to(EVERYONE, rule="published stories")
def index(query: dict[str, Any]) -> Any:
    """What is published, the newest first, narrowed by a field of activity."""
    listed = queries.list_public(field=query["field"], number=query["page"], per_page=query["per_page"])
    fields = {str(field.code): count for field, count in queries.public_fields()}
    return {**listed.describe([_public(story) for story in listed.items]), "facets": {"field": fields}}


@bp.route("/stories/<int:story_id>")
@bp.response(200, StoryOut)
@bp.alt_response(404, description="There is none, or it is not published, or not any more.")
@open_to(EVERYONE, rule="published stories, for staff too")
def show(story_id: int) -> Any:
    """One published story."""
    return _public(queries.get_story(story_id, None))


@bp.route("/introductions/<int:introduction_id>/story")
@bp.response(200, OwnStoryOut)
@bp.alt_response(404, description="There is none, or not for the caller.")
@open_to(MEMBERS, rule=RULE, scope=SCOPE)
def show_own(introduction_id: int) -> Any:
    """The story of an introduction: with what both sides say of it for staff, for a side with what it said itself."""
    return _shown(*_seat(introduction_id))


@bp.route("/introductions/<int:introduction_id>/story", methods=["POST"])
@bp.doc(**body_of(DraftSchema()))
@bp.response(201, OwnStoryOut)
@bp.alt_response(200, schema=OwnStoryOut, description="There is one; it is answered.")
@bp.alt_response(409, description="The two have not met, or one of them does not want it told.")
@open_to(COORDINATORS, rule="after the two have met; there is one story of an introduction", scope=SCOPE)
def begin(introduction_id: int) -> Any:
    """Compose a first draft from the record."""
    introduction = get_introduction(introduction_id)
    if story := queries.find_story_of(introduction):
        return _shown(story, None), 200
    given = read_json(DraftSchema())
    wanted = {Side.CANDIDATE: given["names_candidate"], Side.REQUESTER: given["names_requester"]}
    story = actions.begin(introduction, named=frozenset(side for side in Side if wanted[side]), by=me())
    return _shown(story, None), 201, {"Location": url_for("stories_api.show_own", introduction_id=introduction_id)}


@bp.route("/introductions/<int:introduction_id>/story", methods=["PATCH"])
@bp.doc(**body_of(StorySchema(partial=True)))
@bp.response(200, OwnStoryOut)
@bp.alt_response(404, description="There is none.")
@bp.alt_response(409, description="It is past editing, was changed meanwhile, or tells what must not be told.")
@open_to(COORDINATORS, rule="until it is published; other words end every approval", scope=SCOPE)
def edit(introduction_id: int) -> Any:
    """Change what is sent and leave the rest; other words end every approval."""
    story, _side = _seat(introduction_id)
    was = story.digest
    actions.edit(story, read_json(StorySchema(), over=fill_form(StorySchema(), story).typed), by=me())
    if story.digest != was:
        telling.tell(story, Move.EDIT, base_url=_base_url())
    return _shown(story, None)


@bp.route("/introductions/<int:introduction_id>/story/opinion", methods=["POST"])
@bp.doc(**body_of(OpinionSchema(), TypedOpinionSchema()))
@bp.response(200, OwnStoryOut)
@bp.alt_response(404, description="There is none, or not for the caller.")
@bp.alt_response(409, description="Nobody is asked, or the words are not those of the digest that was sent.")
@open_to(MEMBERS, rule=RULE, scope=SCOPE)
def give_opinion(introduction_id: int) -> Any:
    """Say what one thinks of the words with this digest; staff write down what a side has said, and how."""
    story, side = _seat(introduction_id)
    said = read_json(OpinionSchema() if side else TypedOpinionSchema())
    whose = side or said["side"]
    hand = _hand(side) if side else Hand(actor=Actor.STAFF, account=me(), came=said["came"])
    actions.give_opinion(story, whose, said["said"], hand, digest=said["digest"], words=said["words"])
    telling.tell(story, said["said"], base_url=_base_url(), by=whose)
    return _shown(story, side)


@bp.route("/introductions/<int:introduction_id>/story/moves", methods=["POST"])
@bp.doc(**body_of(MoveSchema()))
@bp.response(200, OwnStoryOut)
@bp.alt_response(404, description="There is none.")
@bp.alt_response(409, description="Not the next step, or both have not approved these very words.")
@open_to(COORDINATORS, rule="published only when both sides have approved these very words", scope=SCOPE)
def move(introduction_id: int) -> Any:
    """Have it read, publish it, take it back, or begin anew."""
    story, _side = _seat(introduction_id)
    said = read_json(MoveSchema())
    actions.move_on(story, said["move"], by=me(), version=said["version"])
    telling.tell(story, said["move"], base_url=_base_url())
    return _shown(story, None)


@bp.route("/introductions/<int:introduction_id>/story/withdrawal", methods=["POST"])
@bp.response(200, StoryOut)
@bp.alt_response(404, description="There is none, or not for the caller.")
@bp.alt_response(409, description="It is not published.")
@open_to(MEMBERS, rule="the story's two sides while they are asked or it is published", scope=SCOPE)
def withdraw(introduction_id: int) -> Any:
    """Take it back, for one of its sides, without giving a reason. It is gone at once."""
    story, side = queries.get_own_of(introduction_id, me())
    actions.withdraw(story, side, _hand(side))
    telling.tell(story, Move.WITHDRAW, base_url=_base_url(), by=side)
    return _public(story)


def _seat(introduction_id: int) -> tuple[Story, Side | None]:
    """The story, and on which side of it the caller is; None for staff."""
    if not me().is_staff:
        return queries.get_own_of(introduction_id, me())
    story = queries.find_story_of(get_introduction(introduction_id))
    if story is None:
        raise Missing()
    return story, None


def _public(story: Story) -> dict[str, Any]:
    shown = {name: getattr(story, name) for name in ("id", "title", "body", "fields")}
    published = story.state is State.PUBLISHED
    return {
        **shown,
        "published_at": story.published_at,
        "url": url_for("stories.show", story_id=story.id) if published else "",
    }


def _shown(story: Story, side: Side | None) -> dict[str, Any]:
    heard = [each for each in story.opinions if side in (None, each.side)]
    return {
        **_public(story),
        **{name: getattr(story, name) for name in ("state", "digest", "version", "names_candidate", "names_requester")},
        "side": side,
        "approved": {each.value: story.approved_by(each) for each in Side if side in (None, each)},
        "opinions": heard,
    }


def _hand(side: Side) -> Hand:
    return Hand(actor=Actor(side), account=me(), came=Came.WEB)


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
