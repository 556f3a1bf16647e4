"""A story is drafted by staff, approved by both sides word for word, published, and gone at once when either wants it."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.deletions.holdings import Erasure, Whom
from directory.groups.models import Group, GroupState
from directory.people.models import Person
from kit.db import Database, session
from kit.mail import Letter
from matching.follow_ups.actions import type_in
from matching.follow_ups.models import FollowUp, Found, May, Round
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Side
from matching.stories.models import Opinion, Story
from matching.stories.moves import STEPS, By, Move, State, moves_from
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post
from tests.matching.follow_ups.test_follow_ups import met  # noqa: F401 - a fixture

BrowserOf = Callable[[str], FlaskClient]


def say(database: Database, cast: Cast, introduction_id: int, words: str, may: May = May.YES) -> None:
    said = {"found": Found.USEFUL, "words": words, "hours": 3, "again": None, "may_tell": may}
    with database.transaction():
        by = Hand(actor=Actor.STAFF, account=session.get_one(Account, cast.hanako), came=Came.PHONE)
        for side in Side:
            type_in(session.get_one(Introduction, introduction_id), side, Round.FIRST, said, by)


@pytest.fixture
def story_id(database: Database, cast: Cast, browser_of: BrowserOf, met: int) -> int:  # noqa: F811
    """A draft of the story of the accountant and the river group."""
    say(database, cast, met, f"むすび川を守る会と髙橋みどりさん（{SECRET_PHONE}）で決算書をつくりました")
    assert post(browser_of("hanako"), f"/desk/introductions/{met}/story", {}).status_code == 303
    with database.transaction(writing=False):
        return session.scalars(sa.select(Story.id)).one()


def the(database: Database, story_id: int) -> Story:
    with database.transaction(writing=False):
        return session.get_one(Story, story_id)


def move(browser: FlaskClient, story_id: int, move: str) -> int:
    return post(browser, f"/desk/stories/{story_id}/moves", {"move": move}).status_code


def links(database: Database, kind: str) -> dict[str, str]:
    """The address in the newest letter to each."""
    with database.transaction(writing=False):
        found = session.scalars(sa.select(Letter).where(Letter.kind == kind).order_by(Letter.id))
        return {letter.email: re.sub("^http://localhost", "", letter.link) for letter in found}


def approve(database: Database, browser: FlaskClient, story_id: int, side: str) -> int:
    digest = the(database, story_id).digest
    said = {"side": side, "said": "approve", "came": "phone", "digest": digest}
    return post(browser, f"/desk/stories/{story_id}/opinion", said).status_code


def publish(database: Database, hanako: FlaskClient, story_id: int) -> None:
    assert move(hanako, story_id, "ask") == 303
    for side in Side:
        assert approve(database, hanako, story_id, side) == 303
    assert move(hanako, story_id, "publish") == 303


def test_every_move_that_is_not_in_the_table_is_refused() -> None:
    for state in State:
        for wanted in Move:
            story = Story(state=state, title="t", body="b")
            allowed = state in STEPS[wanted].before
            try:
                story.go(wanted, at=None)  # type: ignore[arg-type]
            except Exception:
                assert not allowed
            else:
                assert allowed
                assert story.state is STEPS[wanted].after
    assert moves_from(State.PUBLISHED, By.SIDE) == [Move.WITHDRAW]


def test_a_draft_names_nobody_unless_wanted_and_never_an_address(database: Database, story_id: int) -> None:
    story = the(database, story_id)
    for word in ("むすび川", "髙橋", "高橋", SECRET_PHONE):
        assert word not in story.title + story.body
    assert "決算書をつくりました" in story.body


def test_names_and_addresses_are_refused_when_they_are_written_in(
    database: Database, browser_of: BrowserOf, story_id: int
) -> None:
    hanako, desk = browser_of("hanako"), f"/desk/stories/{story_id}"
    named = {"title": "帳簿のこと", "body": "髙橋みどりさんが教えました"}
    refused = post(hanako, desk, named)
    assert refused.status_code == 422
    assert "名前が入っています" in refused.text
    assert "髙橋みどりさんが教えました" in refused.text
    assert post(hanako, desk, {**named, "names_candidate": "true"}).status_code == 303
    reached = post(hanako, desk, {"title": "帳簿", "body": f"電話は{SECRET_PHONE}"})
    assert reached.status_code == 422
    assert "連絡先が入っています" in reached.text


def test_the_whole_way_by_link_until_one_side_takes_it_back(
    database: Database, browser_of: BrowserOf, client: FlaskClient, story_id: int
) -> None:
    hanako, page = browser_of("hanako"), f"/stories/{story_id}"
    assert move(hanako, story_id, "ask") == 303
    asked, digest = links(database, "stories.asked"), the(database, story_id).digest
    assert set(asked) == {"taro@example.jp", "midori@example.jp"}
    for address in asked.values():
        assert client.get(address).status_code == 200
        assert client.get(f"{address}?said=approve").status_code == 200
        assert move(hanako, story_id, "publish") == 409
        assert post(client, address, {"said": "approve", "digest": digest}).status_code == 200
        assert post(client, address, {"said": "approve", "digest": digest}).status_code == 400
    assert client.get(page).status_code == 404
    assert move(hanako, story_id, "publish") == 303
    assert client.get(page).status_code == 200
    title = the(database, story_id).title
    assert title in client.get("/stories").text
    assert "事例をぜんぶ見る" in client.get("/").text
    taking_back = links(database, "stories.published")
    assert client.get(taking_back["midori@example.jp"]).status_code == 200
    assert client.get(page).status_code == 200
    assert post(client, taking_back["midori@example.jp"], {}).status_code == 200
    for name, status in (("", 404), ("jiro", 404), ("taro", 404), ("hanako", 200)):
        assert browser_of(name).get(page).status_code == status, name
    assert title not in client.get("/stories").text
    assert "事例をぜんぶ見る" not in client.get("/").text
    assert client.get(taking_back["taro@example.jp"]).status_code == 400


def test_the_whole_way_by_telephone_with_staff(database: Database, browser_of: BrowserOf, story_id: int) -> None:
    hanako = browser_of("hanako")
    publish(database, hanako, story_id)
    assert browser_of("").get(f"/stories/{story_id}").status_code == 200
    assert move(hanako, story_id, "withdraw") == 303
    assert browser_of("").get(f"/stories/{story_id}").status_code == 404
    assert move(hanako, story_id, "publish") == 409
    assert move(hanako, story_id, "reopen") == 303
    assert move(hanako, story_id, "ask") == 303
    assert move(hanako, story_id, "publish") == 409  # what was approved before counts no more


def test_an_approval_is_for_the_words_that_were_read_and_for_no_others(
    database: Database, browser_of: BrowserOf, client: FlaskClient, story_id: int
) -> None:
    hanako, desk = browser_of("hanako"), f"/desk/stories/{story_id}"
    move(hanako, story_id, "ask")
    old_links, old = links(database, "stories.asked"), the(database, story_id)
    for side in Side:
        approve(database, hanako, story_id, side)
    assert post(hanako, desk, {"title": old.title, "body": "別の文章です"}).status_code == 303
    assert the(database, story_id).state is State.DRAFT
    assert client.get(old_links["taro@example.jp"]).status_code == 400
    move(hanako, story_id, "ask")
    assert move(hanako, story_id, "publish") == 409
    stale = {"side": "candidate", "said": "approve", "came": "phone", "digest": old.digest}
    assert post(hanako, f"{desk}/opinion", stale).status_code == 409
    post(hanako, desk, {"title": old.title, "body": old.body})  # back to the first words: they are asked anew
    move(hanako, story_id, "ask")
    assert move(hanako, story_id, "publish") == 409
    with database.transaction():  # and whoever changes them behind the pages publishes nothing either
        for opinion in session.scalars(sa.select(Opinion)):
            opinion.stands = True
        session.get_one(Story, story_id).body = "だれも読んでいない文章"
    assert move(hanako, story_id, "publish") == 409


def test_nobody_else_sees_a_draft_or_may_speak_for_a_side(
    database: Database, browser_of: BrowserOf, story_id: int
) -> None:
    own = f"/my/stories/{story_id}"
    for name in ("jiro", "taro", "hanako"):
        assert browser_of(name).get(own).status_code == 404, name  # a draft is nobody's to read there
    move(browser_of("hanako"), story_id, "ask")
    taro = browser_of("taro")
    assert taro.get(own).status_code == 200
    assert "文章を読んで、お返事ください" in taro.get("/my").text
    for name in ("jiro", "hanako"):
        assert browser_of(name).get(own).status_code == 404, name
        assert post(browser_of(name), f"{own}/opinion", {"said": "approve"}).status_code == 404, name
    for name in ("", "jiro", "taro"):
        assert browser_of(name).get(f"/stories/{story_id}").status_code == 404, name
        assert browser_of(name).get(f"/desk/stories/{story_id}").status_code in (401, 403), name
    assert browser_of("").get("/story-approval/nonsense").status_code == 400


def test_a_side_asks_for_changes_or_declines_under_its_own_page(
    database: Database, browser_of: BrowserOf, story_id: int
) -> None:
    hanako, taro, own = browser_of("hanako"), browser_of("taro"), f"/my/stories/{story_id}"
    move(hanako, story_id, "ask")
    digest = the(database, story_id).digest
    empty = post(taro, f"{own}/opinion", {"said": "ask_changes", "digest": digest})
    assert empty.status_code == 422
    assert "どこを、どう直してほしいか" in empty.text
    asked = {"said": "ask_changes", "digest": digest, "words": "二段落めをけずって"}
    assert post(taro, f"{own}/opinion", asked).status_code == 303
    assert the(database, story_id).state is State.DRAFT
    assert "二段落めをけずって" in hanako.get(f"/desk/stories/{story_id}").text
    move(hanako, story_id, "ask")
    assert post(taro, f"{own}/opinion", {"said": "decline", "digest": digest}).status_code == 303
    assert the(database, story_id).state is State.DECLINED
    assert links(database, "stories.asked")
    assert move(hanako, story_id, "publish") == 409


def test_what_a_side_does_not_want_told_is_not_begun(
    database: Database,
    cast: Cast,
    browser_of: BrowserOf,
    met: int,  # noqa: F811
) -> None:
    say(database, cast, met, "よかった", May.NO)
    hanako = browser_of("hanako")
    assert "事例の下書きをつくる" not in hanako.get(f"/desk/introductions/{met}/follow-up").text
    assert post(hanako, f"/desk/introductions/{met}/story", {}).status_code == 409


def test_the_list_is_narrowed_by_field_and_says_when_there_is_nothing(
    database: Database, browser_of: BrowserOf, client: FlaskClient, story_id: int
) -> None:
    assert "まだありません" in client.get("/stories").text
    with database.transaction():
        story = session.get_one(Story, story_id)
        story.fields = list(session.get_one(Introduction, story.introduction_id).need.group.fields)  # type: ignore[union-attr]
    publish(database, browser_of("hanako"), story_id)
    title = the(database, story_id).title
    assert title in client.get("/stories?field=7").text
    assert title in client.get("/stories?field=19").text  # of no story: everything is shown
    assert 'href="/stories?field=19"' not in client.get("/stories").text


def test_who_is_deleted_takes_story_answers_and_words_with_them(
    database: Database, cast: Cast, browser_of: BrowserOf, client: FlaskClient, story_id: int
) -> None:
    from matching.follow_ups.holdings import FOLLOW_UPS
    from matching.stories.holdings import STORIES

    publish(database, browser_of("hanako"), story_id)
    back = links(database, "stories.published")
    with database.transaction():
        whom = Whom(person=session.get_one(Person, cast.accountant))
        assert list(STORIES.held(whom))
        assert STORIES.erase(whom, Erasure()) == 1
        assert FOLLOW_UPS.erase(whom, Erasure()) == 1
        (left,) = session.scalars(sa.select(FollowUp))
        assert (left.side, left.words) == (Side.REQUESTER, "")
        assert not session.scalars(
            sa.select(Letter.body).where(Letter.about == f"story:{story_id}", Letter.body != "")
        ).all()
    story = the(database, story_id)
    assert (story.state, story.title, story.body) == (State.WITHDRAWN, "", "")
    assert client.get(f"/stories/{story_id}").status_code == 404
    assert client.get(back["taro@example.jp"]).status_code == 400
    assert browser_of("hanako").get(f"/stories/{story_id}").status_code == 200


def test_a_group_that_leaves_the_register_takes_its_story_from_every_page(
    database: Database, cast: Cast, browser_of: BrowserOf, client: FlaskClient, story_id: int
) -> None:
    publish(database, browser_of("hanako"), story_id)
    title = the(database, story_id).title
    with database.transaction():
        session.get_one(Group, cast.river).state = GroupState.WITHDRAWN
    assert client.get(f"/stories/{story_id}").status_code == 404
    assert title not in client.get("/stories").text
    assert "事例をぜんぶ見る" not in client.get("/").text


def test_the_letters_hold_no_address_of_the_other_side(
    database: Database, browser_of: BrowserOf, story_id: int
) -> None:
    publish(database, browser_of("hanako"), story_id)
    move(browser_of("hanako"), story_id, "withdraw")
    with database.transaction(writing=False):
        found = session.scalars(sa.select(Letter).where(Letter.kind.startswith("stories."))).all()
        assert len(found) == 6
        for letter in found:
            other = "taro@example.jp" if letter.email == "midori@example.jp" else "midori@example.jp"
            for word in (SECRET_PHONE, SECRET_ADDRESS, other):
                assert word not in letter.title + letter.body + letter.link


def found(browser: FlaskClient, words: str) -> list[str]:
    return [
        each["url"] for each in browser.get("/api/v1/search", query_string={"q": words, "kind": "story"}).json["items"]
    ]


def test_a_published_story_is_found_by_its_words_and_gone_from_the_search_at_once(
    database: Database,
    client: FlaskClient,
    browser_of: BrowserOf,
    story_id: int,
    work: Callable[[], int],
) -> None:
    hanako = browser_of("hanako")
    words = {"title": "決算ができました", "body": "ぽんぽこ式の帳簿で決算をまとめました", "version": ""}
    assert post(hanako, f"/desk/stories/{story_id}", words).status_code == 303
    work()
    assert found(client, "ぽんぽこ") == [], "a draft is nobody's to find"
    publish(database, hanako, story_id)
    work()
    assert found(client, "ぽんぽこ") == [f"/stories/{story_id}"]
    page = client.get("/search?q=ぽんぽこ").text
    assert "事例（1）" in page
    assert "決算ができました" in page
    assert "決算ができました" in client.get("/search?q=ぽんぽこ&kind=story").text
    assert move(hanako, story_id, "withdraw") == 303
    assert found(client, "ぽんぽこ") == [], "before the index has heard of it"
    assert "事例（" not in client.get("/search?q=ぽんぽこ").text
    assert found(hanako, "ぽんぽこ") == []
    work()
    assert found(client, "ぽんぽこ") == []


def test_a_story_is_no_longer_found_once_one_of_its_groups_has_left(
    database: Database, cast: Cast, client: FlaskClient, browser_of: BrowserOf, story_id: int, work: Callable[[], int]
) -> None:
    publish(database, browser_of("hanako"), story_id)
    work()
    assert found(client, "決算書") == [f"/stories/{story_id}"]
    with database.transaction():
        session.get_one(Group, cast.river).state = GroupState.WITHDRAWN
    assert found(client, "決算書") == []
    work()
    assert client.get("/api/v1/search", query_string={"q": "決算書"}).json["facets"]["kind"].get("story", 0) == 0
