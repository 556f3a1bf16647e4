"""What people find, what they must not learn, and what becomes of the index when something breaks."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engine import Index, IndexUnavailable
from search.finding import EVERYBODY, STAFF, Matched, Viewer
from search.index import IndexBusy, Writing
from search.shelves import Condition
from search.terms import Audience, Document
from search.vocabulary import Reason

MEMBERS = Viewer(frozenset({Audience.PUBLIC, Audience.MEMBERS}))
SYNONYMS = {
    1: ["NPO法人", "特定非営利活動法人"],
    2: ["町内会", "自治会"],
    3: ["居場所", "サロン", "たまり場"],
    4: ["まちセン", "まちづくりセンター"],
}


def group(number: int, name: str, *, audience: Audience = Audience.PUBLIC, **words: list[str]) -> Document:
    return Document(kind="group", id=number, audience=audience, names=[name], **words)


GROUPS = [
    group(1, "特定非営利活動法人ひまわり会", readings=["ひまわりかい"], short=["高齢者の見守り"], skills=["手話"]),
    group(2, "こども食堂 つきのわ", readings=["こどもしょくどうつきのわ"], body=["毎月第二土曜に食事を出しています"]),
    group(3, "月の輪子ども食堂", body=["お年寄りも歓迎します"]),
    group(4, "髙橋 花子の会", readings=["たかはしはなこのかい"], short=["読み聞かせ"]),
    group(5, "西町自治会", body=["防災訓練、清掃"], staff=["会長 山田太郎", "083-123-4567"]),
    group(6, "ＮＰＯ法人　災害ボランティア支援ねっと", body=["防災教室"]),
    group(7, "明日香園", short=["ＰＣ教室のサロン"]),
    group(8, "休眠中のひみつ団体", audience=Audience.COORDINATORS, body=["秘密基地"]),
    group(9, "会員だけの山猫倶楽部", audience=Audience.MEMBERS),
    group(10, "東京都合唱連盟"),
]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    found = Index(tmp_path / "index")
    with found.rebuild() as rebuild:
        rebuild.put(GROUPS, note=1)
    return found


def ids(index: Index, text: str, viewer: Viewer = EVERYBODY) -> set[int]:
    return set(index.find(text, viewer=viewer, synonyms=SYNONYMS).ids("group"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("子ども食堂", {2, 3}),
        ("こども食堂", {2, 3}),
        ("手話", {1}),
        ("防災", {5, 6}),
        ("高齢者", {1, 3}),
        ("お年寄り", {1, 3}),
        ("ＮＰＯ法人", {1, 6}),
        ("NPO法人", {1, 6}),
        ("特定非営利活動法人", {1, 6}),
        ("特定非営利活動法人 ひまわり", {1}),
        ("町内会", {5}),
        ("サロン", {7}),
        ("たまり場", {7}),
        ("高橋", {4}),
        ("髙橋", {4}),
        ("高橋花子", {4}),
        ("高 橋", {4}),
        ("花", {4}),
        ("ひま", {1}),
        ("ひまわり", {1}),
        ("ヒマワリ", {1}),
        ("himawari", {1}),
        ("himaw", {1}),
        ("ひ ま わ り", {1}),
        ("たかは", {4}),
        ("なこのかい", {4}),
        ("takahashi", {4}),
        ("明日", {7}),
        ("パソコン教室", {7}),
        ("京都", set()),
        ("東京", {10}),
        ("読みきかせ", {4}),
    ],
)
def test_people_find_a_group_by_any_word_they_would_use(index: Index, typed: str, found: set[int]) -> None:
    answer = index.find(typed, viewer=EVERYBODY, synonyms=SYNONYMS)
    strictly = answer.matched is not Matched.EVERY_PART or typed != "京都"
    assert (set(answer.ids("group")) if strictly else set()) == found


def test_a_set_of_words_counts_for_compounds_of_several_words(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with index.rebuild() as rebuild:
        rebuild.put([group(1, "南まちづくりセンター"), group(2, "南センター")], note=1)
    assert ids(index, "まちセン") == {1}


def test_somebody_who_asks_for_two_things_gets_what_has_both(index: Index) -> None:
    answer = index.find("防災 教室", viewer=EVERYBODY)
    assert (answer.ids("group"), answer.matched) == ([6], Matched.EVERY_WORD)


def test_somebody_who_asks_for_too_much_gets_what_has_some_and_is_told(index: Index) -> None:
    answer = index.find("防災 合唱", viewer=EVERYBODY)
    assert set(answer.ids("group")) == {5, 6, 10}
    assert answer.matched is Matched.ANY_WORD


@pytest.mark.parametrize(
    "typed", ["", "   ", "*", "name:ひまわり OR *", "AND", "手話*", '"', "((", "の", "~~", "😀", "\ud800"]
)
def test_nothing_that_is_typed_is_a_command(index: Index, typed: str) -> None:
    assert index.find(typed, viewer=EVERYBODY).total < len(GROUPS)
    index.suggest(typed, viewer=EVERYBODY)
    index.did_you_mean(typed, viewer=EVERYBODY)


def test_a_name_comes_before_a_mention(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with index.rebuild() as rebuild:
        rebuild.put([group(1, "虹の会", body=["手話も少し"]), group(2, "手話の会"), group(3, "手話")], note=1)
    assert index.find("手話", viewer=EVERYBODY).ids("group") == [3, 2, 1]


def test_pages_follow_each_other_without_gap_or_repeat(index: Index) -> None:
    answer = index.find("会", viewer=STAFF)
    pages = [hit.id for offset in range(0, answer.total, 2) for hit in answer.page(limit=2, offset=offset)]
    assert pages == answer.ids("group")
    assert len(set(pages)) == answer.total


# What must not be learnt


@pytest.mark.parametrize(
    "typed", ["ひみつ", "秘密", "休眠中の", "himitsu", "山猫", "083-123-4567", "0831234567", "山田太郎", "山田"]
)
def test_a_visitor_cannot_learn_what_is_hidden_by_searching(index: Index, typed: str) -> None:
    answer = index.find(typed, viewer=EVERYBODY)
    assert (answer.total, answer.matched) == (0, Matched.NOTHING)
    assert index.suggest(typed, viewer=EVERYBODY) == []
    assert index.did_you_mean(typed, viewer=EVERYBODY) is None


def test_a_visitor_cannot_count_what_is_hidden_by_the_score_of_what_is_seen(tmp_path: Path) -> None:
    def score(*hidden: Document) -> float:
        index = Index(tmp_path / str(len(hidden)))
        with index.rebuild() as rebuild:
            rebuild.put([group(1, "椋鳥の会"), group(2, "若葉の会"), group(3, "青葉の会"), *hidden], note=1)
        return index.find("椋鳥", viewer=EVERYBODY).hits[0].score

    hidden = [group(number, "椋鳥の会", audience=Audience.COORDINATORS) for number in (4, 5, 6)]
    assert score() == score(*hidden)


def test_a_visitor_is_not_corrected_towards_something_hidden(index: Index) -> None:
    assert index.did_you_mean("山描倶楽部", viewer=EVERYBODY) is None
    correction = index.did_you_mean("山描倶楽部", viewer=MEMBERS)
    assert correction
    assert "山猫" in correction.text


def test_members_and_coordinators_find_what_is_for_them(index: Index) -> None:
    assert ids(index, "山猫", MEMBERS) == {9}
    assert ids(index, "ひみつ", MEMBERS) == set()
    assert ids(index, "ひみつ", STAFF) == {8}
    assert ids(index, "083-123-4567", STAFF) == ids(index, "山田太郎", STAFF) == {5}
    assert ids(index, "山田太郎", MEMBERS) == set()


# Proposals


def test_somebody_typing_is_offered_names_and_words_that_exist(index: Index) -> None:
    assert [one.text for one in index.suggest("ひま", viewer=EVERYBODY)] == ["ひまわり", "ひまわり会"]
    assert "ひまわり" in [one.text for one in index.suggest("himaw", viewer=EVERYBODY)]
    assert "髙橋 花子の会" in [one.text for one in index.suggest("高橋", viewer=EVERYBODY)]
    assert [one.text for one in index.suggest("しゅ", viewer=EVERYBODY)] == ["手話"]


def test_a_slip_of_the_finger_is_noticed_and_the_reason_given(index: Index) -> None:
    correction = index.did_you_mean("ひまわい会", viewer=EVERYBODY)
    assert correction is not None
    assert (correction.text, correction.total) == ("ひまわり会", 1)
    assert {near.reason for near in correction.instead.values()} == {Reason.SPELLING}


def test_words_that_find_something_are_not_corrected(index: Index) -> None:
    assert index.did_you_mean("手話", viewer=EVERYBODY) is None


# Keeping the index true


def test_putting_a_group_twice_finds_it_once_and_by_its_new_words(index: Index) -> None:
    for _ in range(2):
        index.put([group(1, "たんぽぽ会")], note=2)
    assert ids(index, "たんぽぽ") == {1}
    assert ids(index, "ひまわり") == set()
    assert (index.documents, index.note) == (len(GROUPS), 2)


def test_a_removed_group_is_gone_from_everywhere(index: Index) -> None:
    index.remove(["group:1"])
    assert ids(index, "ひまわり") == set()
    assert index.suggest("ひまわ", viewer=EVERYBODY) == []
    assert index.documents == len(GROUPS) - 1


def test_another_reader_sees_a_change_at_once(index: Index, tmp_path: Path) -> None:
    reader = Index(tmp_path / "index")
    before = reader.generation
    index.put([group(20, "あじさい会")])
    assert ids(reader, "あじさい") == {20}
    assert reader.generation != before


def test_many_small_changes_and_quiet_moments_change_no_answer(index: Index) -> None:
    for round_ in range(30):
        index.put([group(100 + round_ % 7, f"まめ{round_}の会")])
    before = ids(index, "会")
    index.optimise()
    assert ids(index, "会") == before
    assert index.documents == len(GROUPS) + 7


def test_a_rebuild_aside_lets_the_old_index_answer_until_it_is_done(index: Index) -> None:
    with index.rebuild() as rebuild:
        rebuild.put([group(1, "あさがお会")], note=7)
        assert ids(index, "ひまわり") == {1}
    assert ids(index, "ひまわり") == set()
    assert (ids(index, "あさがお"), index.note) == ({1}, 7)


def test_an_interrupted_rebuild_goes_on_where_it_stopped(index: Index) -> None:
    with pytest.raises(KeyboardInterrupt), index.rebuild() as rebuild:
        rebuild.put([group(1, "あさがお会")], note=1)
        raise KeyboardInterrupt
    assert ids(index, "ひまわり") == {1}
    with index.rebuild() as rebuild:
        assert rebuild.note == 1
        rebuild.put([group(2, "ゆうがお会")], note=2)
    assert index.documents == 2


def test_no_index_is_noticed_before_somebody_asks(tmp_path: Path) -> None:
    index = Index(tmp_path / "nothing")
    assert index.condition() is Condition.MISSING
    with pytest.raises(IndexUnavailable):
        index.find("手話", viewer=EVERYBODY)


@pytest.mark.parametrize("harm", ["cut", "emptied", "deleted", "overwritten"])
def test_a_damaged_index_is_noticed_and_a_rebuild_heals_it(index: Index, tmp_path: Path, harm: str) -> None:
    for file in (tmp_path / "index").rglob("*.seg"):
        content = file.read_bytes()
        if harm == "deleted":
            file.unlink()
        else:
            left = {"cut": content[: len(content) // 2], "emptied": b"", "overwritten": os.urandom(len(content))}
            file.write_bytes(left[harm])
    fresh = Index(tmp_path / "index")
    assert fresh.condition() is Condition.DAMAGED
    with pytest.raises(IndexUnavailable):
        fresh.find("手話", viewer=EVERYBODY)
    with fresh.rebuild(resume=False) as rebuild:
        rebuild.put(GROUPS, note=1)
    assert fresh.condition() is Condition.READY
    assert ids(fresh, "手話") == {1}


def test_an_index_of_another_analysis_still_answers_but_says_so(index: Index, tmp_path: Path) -> None:
    (mark,) = (tmp_path / "index").rglob("FINGERPRINT")
    mark.write_text("older", encoding="utf-8")
    assert index.condition() is Condition.OUTDATED
    assert ids(index, "手話") == {1}


def test_a_second_writer_is_told_that_the_first_is_busy(index: Index, tmp_path: Path) -> None:
    directory = next((tmp_path / "index").glob("shelf-*"))
    writing = Writing(directory, patience=0)
    with pytest.raises(IndexBusy):
        Writing(directory, patience=0)
    writing.cancel()
    index.put([group(30, "すみれ会")])
    assert ids(index, "すみれ") == {30}


@pytest.fixture
def writer(index: Index, tmp_path: Path) -> Iterator[multiprocessing.process.BaseProcess]:
    process = multiprocessing.get_context("spawn").Process(target=_write_for_ever, args=(tmp_path / "index",))
    process.start()
    yield process
    process.kill()
    process.join()


def _write_for_ever(path: Path) -> None:
    index, number = Index(path), 0
    while True:
        number += 1
        index.put([group(1000 + number % 50, f"消えない会{number}")], note=number)


def test_a_killed_writer_blocks_nobody_and_loses_nothing_it_had_noted(
    index: Index, writer: multiprocessing.process.BaseProcess
) -> None:
    until = time.monotonic() + 20
    while index.note in (None, 1, 2) and time.monotonic() < until:
        time.sleep(0.05)
    assert writer.pid
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    note = index.note
    assert isinstance(note, int)
    assert index.condition() is Condition.READY
    assert index.documents == len(GROUPS) + min(note, 50)
    index.put([group(2000, "つづきの会")], note=note + 1)
    assert ids(index, "つづき") == {2000}


def test_people_search_while_the_worker_writes(index: Index) -> None:
    problems: list[object] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                if ids(index, "手話") != {1}:
                    problems.append("not found")
            except Exception as problem:
                problems.append(problem)

    readers = [threading.Thread(target=search) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(15):
        index.put([group(500 + number, f"書く会{number}")])
    done.set()
    for reader in readers:
        reader.join()
    assert not problems
