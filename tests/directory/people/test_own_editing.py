"""People keep their own record, as far as it is theirs to say."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.people.models import Person, PersonState
from kit.db import Database, session
from tests.cast import SECRET_NOTE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
FORM = {"display_name": "髙橋みどり", "findable_by": "public", "skills-0-skill": "accounting", "skills-0-level": "3"}


@pytest.fixture
def jiro(database: Database, cast: Cast, browser_of: BrowserOf) -> FlaskClient:
    """Jiro is the accountant; the centre has verified the bookkeeping, as far as level 2."""
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.account_id = cast.jiro
        person.skills[0].verified, person.skills[0].level = True, 2
    return browser_of("jiro")


def person_of(database: Database, person_id: int) -> tuple[str, str, PersonState, list[tuple[int, bool]]]:
    with database.transaction(writing=False):
        person = session.get_one(Person, person_id)
        held = [(skill.level, skill.verified) for skill in person.skills]
        return person.introduction, person.notes, person.state, held


def test_people_edit_their_own_record_without_what_only_staff_set(
    jiro: FlaskClient, cast: Cast, database: Database
) -> None:
    address = f"/people/{cast.accountant}/edit"
    page = jiro.get(address).text
    assert 'name="notes"' not in page
    assert "-verified" not in page
    assert "だれを選んでもセンターの職員とあなたにしか見えません" in page
    data = {**FORM, "skills-0-level": "2", "introduction": "帳簿のことなら", "notes": "消す", "state": "withdrawn",
            "skills-1-skill": "grants", "skills-1-level": "1", "skills-1-verified": "1"}  # fmt: skip
    assert post(jiro, address, data).status_code == 303
    introduction, notes, state, held = person_of(database, cast.accountant)
    assert (introduction, notes, state) == ("帳簿のことなら", SECRET_NOTE, PersonState.ACTIVE)
    assert sorted(held) == [(1, False), (2, True)]


def test_who_claims_more_than_was_verified_is_no_longer_verified(
    jiro: FlaskClient, cast: Cast, database: Database
) -> None:
    assert post(jiro, f"/people/{cast.accountant}/edit", FORM).status_code == 303
    assert person_of(database, cast.accountant)[3] == [(3, False)]


def test_others_do_not_edit_it(jiro: FlaskClient, cast: Cast, browser_of: BrowserOf) -> None:
    taro, address = browser_of("taro"), f"/people/{cast.accountant}"
    assert taro.get(f"{address}/edit").status_code == 403
    assert post(taro, f"{address}/edit", FORM, page="/my").status_code == 403
    assert post(taro, f"{address}/state", {"state": "paused"}, page="/my").status_code == 403
    assert taro.get(f"/people/{cast.quiet}/edit").status_code == 404
    assert browser_of("").get(f"{address}/edit").status_code == 401


def test_people_rest_and_come_back_but_do_not_leave(jiro: FlaskClient, cast: Cast, database: Database) -> None:
    page, address = f"/people/{cast.accountant}", f"/people/{cast.accountant}/state"
    assert post(jiro, address, {"state": "withdrawn"}, page=page).status_code == 409
    assert post(jiro, address, {"state": "paused"}, page=page).status_code == 303
    assert person_of(database, cast.accountant)[2] is PersonState.PAUSED
    assert post(jiro, address, {"state": "active"}, page=page).status_code == 303


def test_names_of_hidden_groups_cannot_be_tried_out(
    jiro: FlaskClient, cast: Cast, browser_of: BrowserOf, database: Database
) -> None:
    address = f"/people/{cast.accountant}/edit"
    for words in ("おやすみ合唱団", f"#{cast.paused}"):
        answer = post(jiro, address, {**FORM, "avoided_groups": words})
        assert answer.status_code == 422
        assert "という団体が見つかりません" in answer.text
    kept = {**FORM, "avoided_groups": f"おやすみ合唱団 #{cast.paused}"}
    assert post(browser_of("hanako"), address, kept).status_code == 303
    assert post(jiro, address, kept).status_code == 303
