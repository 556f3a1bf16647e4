"""The coordinator's pages of introductions: the whole way with answers typed in, letters looked at, and who stays outside."""

import re
from collections.abc import Callable
from datetime import timedelta

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account, Membership
from directory.groups.models import Group, GroupState
from directory.people.models import Person, PersonSkill
from directory.vocabularies.queries import skills_by_code
from kit.clock import now, today, travelled
from kit.db import Database, session
from kit.mail import Letter, LetterState
from kit.text import search_key
from matching.introductions import actions, disclosures, outlines
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Side, State
from matching.needs.models import Need, NeedKind, NeedState
from tests.cast import SECRET_ADDRESS, SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
DESK = "/desk/introductions"


@pytest.fixture
def hanako(browser_of: BrowserOf) -> FlaskClient:
    return browser_of("hanako")


def begin(client: FlaskClient, cast: Cast, candidate: str = "") -> str:
    """Press 「紹介の準備をする」; the address of the case."""
    data = {"candidate": candidate or f"person:{cast.accountant}", "rank": 1, "score": 700}
    answer = post(client, f"/needs/{cast.need}/introductions", data, page=f"/needs/{cast.need}/suggestions")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def version_of(client: FlaskClient, page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(page).text)
    assert found
    return found[1]


def write(client: FlaskClient, case: str, words: str = "帳簿づけを教えてくださる方をさがしています。") -> None:
    """Write the letter that is due, look at it, send it."""
    answer = post(
        client, f"{case}/letter", {"words": words, "step": "keep", "version": version_of(client, f"{case}/letter")}
    )
    assert answer.status_code == 303, answer.text
    assert send(client, case).status_code == 303


def send(client: FlaskClient, case: str):
    page = f"{case}/letter/preview"
    return post(client, page, {"version": version_of(client, page)})


def told(client: FlaskClient, case: str, given: str, **more: object):
    data = {"given": given, "came": "phone", "version": version_of(client, case), **more}
    return post(client, f"{case}/answer", data, page=case)


def letters(database: Database, case: str) -> list[tuple[LetterState, str, str]]:
    number = case.rpartition("/")[2]
    with database.transaction(writing=False):
        mine = sa.select(Letter).where(Letter.about == f"introduction:{number}").order_by(Letter.id)
        return [
            (letter.state, letter.recipient_name, f"{letter.title}\n{letter.body}") for letter in session.scalars(mine)
        ]


def seen(client: FlaskClient, page: str) -> str:
    """The page, which is valid HTML and has no id twice."""
    text = client.get(page).text
    html5lib.HTMLParser(strict=True).parse(text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids)), page
    return text


def state_of(database: Database, case: str) -> State:
    with database.transaction(writing=False):
        return session.get_one(Introduction, int(case.rpartition("/")[2])).state


def agree(client: FlaskClient, case: str) -> None:
    write(client, case)
    assert told(client, case, "yes", ticked=["phone"]).status_code == 303
    write(client, case, "会計の経験が20年ある方です。")
    assert told(client, case, "yes").status_code == 303


def another_group(database: Database) -> int:
    """A group without mail, web or account: a second candidate."""
    with database.transaction():
        group = Group(
            name="帳簿の会", sector="citizen", state=GroupState.ACTIVE, purpose="帳簿の会は、団体の帳簿づけを助けます。"
        )
        session.add(group)
        session.flush()
        return group.id


@pytest.mark.parametrize("kind", ["person", "group"])
def test_the_whole_way_with_answers_by_telephone_and_letters_on_paper(
    kind: str, hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    with database.transaction():
        taro = sa.select(Membership).where(Membership.account_id == cast.taro)
        session.delete(session.scalars(taro).one())  # a group that nobody keeps on the web
    case = begin(hanako, cast, f"group:{another_group(database)}" if kind == "group" else "")
    seen(hanako, case)
    seen(hanako, f"{case}/letter")
    write(hanako, case)
    seen(hanako, case)
    ticked = {"ticked": ["phone"]} if kind == "person" else {}
    assert told(hanako, case, "yes", **ticked).status_code == 303
    seen(hanako, case)
    text = seen(hanako, f"{case}/letter")
    composed = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.DOTALL)
    assert composed
    write(hanako, case, composed[1])
    assert told(hanako, case, "yes").status_code == 303
    assert state_of(database, case) is State.AGREED
    for move in ("meet", "start", "end"):
        seen(hanako, case)
        data = {"move": move, "words": "公民館で", "version": version_of(hanako, case)}
        assert post(hanako, f"{case}/moves", data, page=case).status_code == 303
    assert state_of(database, case) is State.ENDED
    said = letters(database, case)
    assert len(said) == 4
    assert {state for state, _name, _text in said} <= {LetterState.TO_PRINT, LetterState.DROPPED}
    names = {"むすび川を守る会", "髙橋みどり", "高橋緑", "帳簿の会", SECRET_PHONE, SECRET_ADDRESS, "050-0000-0001"}
    for _state, recipient, words in said:
        assert [name for name in names if name in words and name not in recipient] == []
    assert "公民館で" in seen(hanako, case), "the words stand in the history"


def test_the_outline_names_nobody_and_the_story_is_a_persons_to_write(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    with database.transaction():
        need = session.get_one(Need, cast.need)
        need.title = "むすび川を守る会の会計さがし"
        need.story = f"むすび川を 守る会です。帳簿が大変です。電話は{SECRET_PHONE}、a@example.jpへ。"
    case = begin(hanako, cast)
    page = hanako.get(f"{case}/letter").text
    composed = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert composed
    assert outlines.PLACEHOLDER in composed[1]
    assert "むすび市" in composed[1]
    assert "北部" not in composed[1], "a district is too near"
    unwritten = post(hanako, f"{case}/letter", {"words": composed[1], "step": "keep"})
    assert unwritten.status_code == 422
    taken = post(hanako, f"{case}/letter", {"words": composed[1], "step": "take"})
    area = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", taken.text, re.DOTALL)
    assert area
    assert "〇〇です。帳簿が大変です。電話は〇〇、〇〇へ。" in area[1]
    write(hanako, case, area[1])
    (_state, _name, text), *_more = letters(database, case)
    assert "むすび川" not in text
    assert "〇〇の会計さがし" in text


@pytest.mark.parametrize(
    "word", [SECRET_PHONE, SECRET_PHONE.replace("-", "－"), "someone@example.jp", "03-1234-5678", SECRET_ADDRESS]
)
def test_an_address_goes_into_no_letter(word: str, hanako: FlaskClient, cast: Cast, database: Database) -> None:
    case = begin(hanako, cast)
    answer = post(hanako, f"{case}/letter", {"words": f"こちらへ：{word}", "step": "keep"})
    assert answer.status_code == 422
    assert "手紙には連絡先を書けません" in answer.text
    assert letters(database, case) == []


def test_a_name_goes_out_only_when_somebody_says_that_it_is_none(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    assert post(hanako, f"{case}/letter", {"words": "むすび川を守る会です", "step": "keep"}).status_code == 303
    refused = send(hanako, case)
    assert refused.status_code == 422
    assert "むすび川を守る会" in refused.text
    assert state_of(database, case) is State.PROPOSED
    page = f"{case}/letter/preview"
    assert post(hanako, page, {"version": version_of(hanako, page), "sure": "true"}).status_code == 303


def test_what_is_pressed_twice_happens_once(hanako: FlaskClient, cast: Cast, database: Database) -> None:
    case = begin(hanako, cast)
    assert begin(hanako, cast) == case, "the second press leads to the same case"
    assert post(hanako, f"{case}/letter", {"words": "帳簿です", "step": "keep"}).status_code == 303
    page = f"{case}/letter/preview"
    version, token = version_of(hanako, page), re.search(r'csrf_token" value="([^"]+)', hanako.get(page).text)
    assert token
    data = {"version": version, "csrf_token": token[1]}
    assert [hanako.post(page, data=data).status_code for _press in range(2)] == [303, 303]
    assert len(letters(database, case)) == 1
    answer = {"given": "question", "came": "phone", "words": "何時からですか", "version": version_of(hanako, case)}
    for _press in range(2):
        assert post(hanako, f"{case}/answer", answer, page=case).status_code == 303
    with database.transaction(writing=False):
        assert len(session.get_one(Introduction, int(case.rpartition("/")[2])).questions) == 1


def test_an_old_form_is_told_so_and_keeps_what_was_typed(
    hanako: FlaskClient, browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    write(hanako, case)
    admin, seen = browser_of("admin"), version_of(hanako, case)
    assert told(admin, case, "yes").status_code == 303
    late = post(hanako, f"{case}/answer", {"given": "no", "came": "fax", "version": seen}, page=case)
    assert late.status_code == 422
    assert state_of(database, case) is State.CANDIDATE_WILLING


def test_a_need_that_is_full_is_told_at_the_form_and_nothing_is_kept(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    first, second = begin(hanako, cast), begin(hanako, cast, f"person:{cast.quiet}")
    agree(hanako, first)
    write(hanako, second)
    assert told(hanako, second, "yes").status_code == 303
    write(hanako, second, "静かに手伝う方です。")
    refused = told(hanako, second, "yes", words="ぜひ")
    assert refused.status_code == 422
    assert "人数がもうそろっています" in refused.text
    assert "ぜひ" in refused.text
    assert "相手が決まりました」にする" in hanako.get(first).text
    assert post(hanako, f"{first}/need", {}, page=first).status_code == 303
    with database.transaction(writing=False):
        assert session.get_one(Need, cast.need).state is NeedState.MATCHED


def test_who_takes_on_no_more_is_told_before_the_letter_goes(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).max_at_once = 1
        other = Need(title="ほか", kind=NeedKind.HANDS, state=NeedState.OPEN, group_id=cast.paused)
        session.add(other)
        session.flush()
        by, person = session.get_one(Account, cast.hanako), session.get_one(Person, cast.accountant)
        begun = actions.propose(other, person, by=by)
        number = begun.id
    write(hanako, begin(hanako, cast))
    case = f"{DESK}/{number}"
    assert "打診の前に確かめてください" in hanako.get(case).text
    assert post(hanako, f"{case}/letter", {"words": "手伝いです", "step": "keep"}).status_code == 303
    refused = send(hanako, case)
    assert refused.status_code == 422
    assert "同時に引き受けられる数に達しています" in refused.text
    assert letters(database, case) == []


def test_who_rests_is_told_before_a_letter_is_written_and_who_does_not_is_not(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    assert "打診の前に確かめてください" not in hanako.get(case).text
    with database.transaction():
        session.get_one(Person, cast.accountant).resting_until = today() + timedelta(days=9)
    shown = hanako.get(case).text
    assert "打診の前に確かめてください" in shown
    assert "まで休みです" in shown
    write(hanako, case)
    assert "打診の前に確かめてください" not in hanako.get(case).text


def test_no_ends_it_with_a_reason_for_staff_and_the_next_candidate_is_marked(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    write(hanako, case)
    assert told(hanako, case, "no", reason="dates", words="春まで忙しい").status_code == 303
    shown = hanako.get(case).text
    assert "日程が合わない：春まで忙しい" in shown
    assert f"/needs/{cast.need}/suggestions#next-candidate" in shown
    with database.transaction():
        session.get_one(Person, cast.quiet).skills = [PersonSkill(skill=skills_by_code(["accounting"])[0], level=3)]
    suggestions = hanako.get(f"/needs/{cast.need}/suggestions").text
    assert "次の候補" in suggestions
    assert "前の紹介：見送り" in suggestions


def test_somebody_added_by_hand_comes_with_a_reason_in_the_history(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    page = f"/needs/{cast.need}/introductions/new"
    assert "静かな山田" in seen(hanako, f"{page}?q=山田")
    chosen = {"q": "山田", "candidate": f"person:{cast.quiet}"}
    assert post(hanako, page, chosen).status_code == 422
    answer = post(hanako, page, {**chosen, "words": "前に頼んで喜ばれた"})
    assert answer.status_code == 303
    assert "前に頼んで喜ばれた" in hanako.get(answer.location).text
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Introduction.rank)).all() == [None]


def test_questions_go_through_the_centre_without_a_name(hanako: FlaskClient, cast: Cast, database: Database) -> None:
    case = begin(hanako, cast)
    write(hanako, case)
    assert told(hanako, case, "question", words="髙橋みどりです。何時からですか").status_code == 303
    page = re.search(rf"{case}/questions/\d+", hanako.get(case).text)
    assert page
    seen(hanako, page[0])
    named = post(hanako, f"{page[0]}/carried", {"words": "髙橋みどりです。何時からですか"}, page=page[0])
    assert named.status_code == 422
    assert post(hanako, f"{page[0]}/carried", {"words": "何時からですか"}, page=page[0]).status_code == 303
    told_back = {"asked": "何時からですか", "answer": f"10時です。電話{SECRET_PHONE}"}
    assert post(hanako, f"{page[0]}/answer", told_back, page=page[0]).status_code == 422
    assert post(hanako, f"{page[0]}/answer", {**told_back, "answer": "10時です。"}, page=page[0]).status_code == 303
    carried, replied = letters(database, case)[-2:]
    assert "何時からですか" in carried[2]
    assert "髙橋" not in carried[2]
    assert "10時です。" in replied[2]
    assert "むすび川" not in replied[2]


def test_cancelling_needs_a_reason(hanako: FlaskClient, cast: Cast, database: Database) -> None:
    case = begin(hanako, cast)
    page = f"{case}/moves/cancel"
    seen(hanako, page)
    data = {"move": "cancel", "version": version_of(hanako, page)}
    assert post(hanako, f"{case}/moves", data, page=page).status_code == 422
    assert post(hanako, f"{case}/moves", {**data, "reason": "other_chosen"}, page=page).status_code == 303
    assert state_of(database, case) is State.CANCELLED


def test_several_are_reminded_at_once_but_each_once_a_day(hanako: FlaskClient, cast: Cast, database: Database) -> None:
    cases = [begin(hanako, cast), begin(hanako, cast, f"person:{cast.quiet}")]
    for case in cases:
        write(hanako, case)
    chosen = {"introduction": [case.rpartition("/")[2] for case in cases]}
    check = f"{DESK}/reminders?" + "&".join(f"introduction={number}" for number in chosen["introduction"])
    assert hanako.get(check).text.count("きょう、もう出しました") == 2
    with travelled(timedelta(days=2)):
        assert "2件に催促の手紙を出す" in seen(hanako, check)
        for _press in range(2):
            assert post(hanako, f"{DESK}/reminders", chosen, page=f"{DESK}?tab=awaiting").status_code == 303
    assert [len(letters(database, case)) for case in cases] == [2, 2]


def test_all_cases_of_one_coordinator_go_to_another_with_a_summary(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    assert post(hanako, f"{case}/notes", {"note": "水曜の朝に電話する"}, page=case).status_code == 303
    page = f"{DESK}/handover?giver={cast.hanako}&taker={cast.admin}"
    assert "水曜の朝に電話する" in seen(hanako, page)
    given = post(hanako, f"{DESK}/handover", {"giver": cast.hanako, "taker": cast.admin}, page=page)
    assert given.status_code == 303
    assert "水曜の朝に電話する" in hanako.get(given.location).text
    assert "担当がadminに替わった" in hanako.get(case).text
    assert "終わっていない紹介はありません" in hanako.get(page).text


def test_the_list_says_who_waits_for_whom_and_marks_what_is_late(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    assert "候補に打診の手紙を書く番です" in hanako.get(DESK).text
    with travelled(timedelta(days=8)):
        assert "8日動いていません" in hanako.get(DESK).text
    write(hanako, case)
    awaiting = f"{DESK}?tab=awaiting"
    assert "候補「髙橋みどり」のお返事を待っています" in hanako.get(awaiting).text
    with travelled(timedelta(days=12)):
        assert "期限まであと2日" in hanako.get(awaiting).text
    with database.transaction():
        late = session.scalars(sa.select(Introduction)).one()
        late.answer_due_at = now() - timedelta(days=3)
        late.need.title_key = search_key(late.need.title)
    assert "期限を3日過ぎています" in hanako.get(awaiting).text
    assert "期限を3日過ぎています" in hanako.get("/desk").text
    for found, count in (
        ("q=高橋", 1),
        ("q=会計を見て", 1),
        ("q=山田", 0),
        ("whose=mine", 1),
        (f"whose={cast.admin}", 0),
    ):
        assert hanako.get(f"{awaiting}&{found}").text.count(f'href="{case}"') == count, found


def test_the_need_shows_staff_its_introductions_and_nobody_else(
    hanako: FlaskClient, browser_of: BrowserOf, cast: Cast
) -> None:
    case = begin(hanako, cast)
    page = f"/needs/{cast.need}"
    assert case in hanako.get(page).text
    for who in ("", "jiro", "taro"):
        assert "introductions" not in browser_of(who).get(page).text
    assert "紹介が進んでいます" in hanako.get(f"{page}/suggestions").text


@pytest.mark.parametrize("who", ["", "jiro", "taro"])
def test_nobody_but_staff_gets_in(who: str, hanako: FlaskClient, browser_of: BrowserOf, cast: Cast) -> None:
    case = begin(hanako, cast)
    write(hanako, case)
    client = browser_of(who)
    pages = [DESK, case, f"{case}/letter", f"{case}/letter/preview", f"{case}/moves/cancel", f"{DESK}/reminders",
             f"{DESK}/handover", f"/needs/{cast.need}/introductions/new"]  # fmt: skip
    assert {client.get(page).status_code for page in pages} == ({403} if who else {401})


def test_a_note_stays_and_is_written_once(hanako: FlaskClient, cast: Cast, database: Database) -> None:
    case = begin(hanako, cast)
    for words in ("朝がよい", "朝がよい", "夜もよい"):
        assert post(hanako, f"{case}/notes", {"note": words}, page=case).status_code == 303
    assert post(hanako, f"{case}/notes", {"note": ""}, page=case).status_code == 422
    with database.transaction(writing=False):
        assert [note.words for note in session.get_one(Introduction, int(case.rpartition("/")[2])).notes] == [
            "朝がよい", "夜もよい",
        ]  # fmt: skip


def test_what_has_been_ticked_is_named_but_not_shown_on_the_case(
    hanako: FlaskClient, cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    agree(hanako, case)
    shown = hanako.get(case).text
    assert "電話" in shown
    for secret in (SECRET_PHONE, SECRET_ADDRESS, "050-0000-0001"):
        assert secret not in shown
    with database.transaction():
        introduction = session.get_one(Introduction, int(case.rpartition("/")[2]))
        disclosures.open_items(introduction, Side.REQUESTER, by=session.get_one(Account, cast.taro), came=Came.WEB)
    shown = seen(hanako, case)
    assert "taro" in shown
    assert "髙橋みどり：電話" in shown
    assert "第1版" in shown


def test_who_has_no_page_to_look_at_is_told_by_staff_and_both_find_the_receipt(
    hanako: FlaskClient, browser_of: Callable[[str], FlaskClient], cast: Cast, database: Database
) -> None:
    case = begin(hanako, cast)
    address = f"{case}/items/requester"
    assert post(hanako, address, {"told": "phone"}, page=case).status_code == 404, "not before both agree"
    agree(hanako, case)
    refused = post(hanako, address, {"told": "clock"}, page=case)
    assert refused.status_code == 422
    assert "どうやって伝えますか。えらんでください。" in refused.text
    assert SECRET_PHONE not in refused.text
    assert post(hanako, address, {"told": "phone"}, page=case).status_code == 303
    shown = seen(hanako, case)
    assert SECRET_PHONE in shown
    assert SECRET_ADDRESS not in shown, "only what is ticked"
    assert SECRET_PHONE not in browser_of("admin").get(case).text, "only to who opened it to tell it"
    own = browser_of("taro").get(case.replace("/desk/", "/my/")).text
    assert "センターが、相手の方の「電話」をあなたに伝えました。" in own
    assert post(hanako, f"{case}/items/candidate", {"told": "phone"}, page=case).status_code == 404, "nothing is ticked"
