"""The public pages of stories: the list, and one story."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.stories.labels  # noqa: F401 - the words of the states
from directory.accounts.me import find_me
from kit.access import EVERYONE, open_to
from kit.paging import page_number
from matching.stories import access, queries

bp = Blueprint("stories", __name__, url_prefix="/stories")


@bp.get("")
@open_to(EVERYONE, rule="published stories")
def index() -> ResponseReturnValue:
    """What came of introductions, the newest first, narrowed by field."""
    fields = queries.public_fields()
    asked = request.args.get("field", "")
    chosen = next((field for field, _count in fields if str(field.code) == asked), None)
    code = chosen.code if chosen else None
    return render_template(
        "matching/stories/index.html",
        listed=queries.list_public(field=code, number=page_number(request.args)),
        fields=fields,
        chosen=chosen,
        url_of_page=lambda page: url_for("stories.index", field=code, page=page),
    )


@bp.get("/<int:story_id>")
@open_to(EVERYONE, rule="published stories; staff see every one")
def show(story_id: int) -> ResponseReturnValue:
    """One story."""
    story = queries.get_story(story_id, find_me())
    return render_template("matching/stories/show.html", story=story, public=access.is_public(story))
