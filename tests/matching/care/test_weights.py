"""The weights in versions: refused where they are out of bounds, tried before they are saved, taken back with one press."""

from collections.abc import Callable

import html5lib
import pytest
from flask.testing import FlaskClient

from directory.accounts.models import Account
from kit.db import Database, session
from kit.errors import Forbidden
from kit.web import Application
from matching.care.replays import replay
from matching.introductions.models import Introduction
from matching.introductions.moves import State
from matching.needs.models import Need
from matching.scoring.weights import SHIPPED
from matching.suggestions import actions, versions
from matching.suggestions.likeness import index_of_this_application
from matching.suggestions.queries import suggest
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
PAGE = "/admin/weights"
OTHER = versions.values_of(SHIPPED) | {"skill": 330, "text": 120}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"skill": "391", "text": "105"}, "210から390まで"),
        ({"skill": "310"}, "合計を970にしてください（いまは980）"),
        ({"skill": ""}, "入れてください"),
        ({"skill": "たくさん"}, "数字で入力"),
        ({"rotation": "27"}, "14から26まで"),
        ({"cap": "-1"}, "2から4まで"),
    ],
)
@pytest.mark.parametrize("step", ["try", "save"])
def test_weights_out_of_bounds_are_refused_and_what_was_typed_is_kept(
    changed: dict[str, str], words: str, step: str, browser_of: BrowserOf, database: Database
) -> None:
    form = {**versions.values_of(SHIPPED), **changed, "reason": "ためし", "step": step}
    answer = post(browser_of("admin"), PAGE, form, page=PAGE)
    assert answer.status_code == 422
    assert words in answer.text
    assert all(f'value="{typed}"' in answer.text for typed in changed.values() if typed)
    with database.transaction(writing=False):
        assert versions.current_weights() == SHIPPED


def test_they_are_tried_saved_with_a_reason_and_taken_back(
    browser_of: BrowserOf, app: Application, database: Database, cast: Cast
) -> None:
    admin = browser_of("admin")
    tried = post(admin, PAGE, {**OTHER, "step": "try"}, page=PAGE)
    assert tried.status_code == 200
    html5lib.HTMLParser(strict=True).parse(tried.text)
    assert weights_of_a_list(app, database, cast) == SHIPPED.id, "trying saves nothing"
    assert post(admin, PAGE, {**OTHER, "step": "save"}, page=PAGE).status_code == 422, "no reason"
    for count in (1, 2):
        form = {**OTHER, "time": 150 - count, "area": 100 + count, "step": "save", "reason": f"技能を重く{count}"}
        assert post(admin, PAGE, form, page=PAGE).status_code == 303
        assert weights_of_a_list(app, database, cast) == f"v{count}"
    assert post(admin, PAGE, form, page=PAGE).status_code == 422, "the same again"
    assert "技能を重く1" in admin.get(PAGE).text
    assert post(admin, f"{PAGE}/1", {}, page=PAGE).status_code == 303
    assert weights_of_a_list(app, database, cast) == "v1"
    assert post(admin, f"{PAGE}/0", {}, page=PAGE).status_code == 303
    assert weights_of_a_list(app, database, cast) == SHIPPED.id
    assert post(admin, f"{PAGE}/9", {}, page=PAGE).status_code == 404
    html5lib.HTMLParser(strict=True).parse(admin.get(PAGE).text)


def weights_of_a_list(app: Application, database: Database, cast: Cast) -> str:
    with app.test_request_context(), database.transaction(writing=False):
        need, hanako = session.get_one(Need, cast.need), session.get_one(Account, cast.hanako)
        return suggest(need, hanako, index=index_of_this_application()).weights


def test_a_version_is_what_was_saved(database: Database, cast: Cast) -> None:
    with database.transaction():
        made = actions.save_weights(versions.make("x", OTHER), "w", by=session.get_one(Account, cast.admin))
        session.expire(made)
        assert versions.values_of(versions.current_weights()) == OTHER
        with pytest.raises(Forbidden):
            actions.choose_weights(None, by=session.get_one(Account, cast.hanako))


def test_a_replay_with_the_same_weights_changes_nothing_and_tells_the_places(
    app: Application, database: Database, cast: Cast
) -> None:
    from kit.clock import now
    from matching.introductions.models import Came, Happened
    from matching.introductions.moves import Actor, Move

    with app.test_request_context(), database.transaction():
        yes = Happened(move=Move.CANDIDATE_YES, state=State.CANCELLED, by=Actor.CANDIDATE, came=Came.PHONE)
        session.add(
            Introduction(
                need_id=cast.need, person_id=cast.accountant, state=State.DECLINED, asked_at=now(), moves=[yes]
            )
        )
        session.flush()
        index, admin = index_of_this_application(), session.get_one(Account, cast.admin)
        same = replay(SHIPPED, SHIPPED, admin, index=index)
        assert (same.overlap, same.better, same.worse) == (100, 0, 0)
        [one] = same.needs
        assert [was for was, _after in one.accepted] == [after for _was, after in one.accepted]
        assert one.accepted[0][0] is not None
        assert same.spread[0] == same.spread[1]
        other = replay(SHIPPED, versions.make("tried", OTHER), admin, index=index)
        assert other.needs[0].of == same.needs[0].of
