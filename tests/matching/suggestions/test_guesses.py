"""What a story is about, when nobody has said so."""

from matching.suggestions.guesses import guess_fields, guess_skills

WORDS = {
    1: ["会計", "経理", "帳簿"],
    2: ["帳簿づけ・簿記", "簿記"],
    3: ["手話・手話通訳", "手話"],
    4: ["車いす介助"],
    5: ["運転・送迎", "車", "送迎"],
    6: ["事務", "手伝い"],
}


def skills(title: str, story: str = "") -> list[tuple[int, str]]:
    return [(guess.entry, guess.word) for guess in guess_skills(title, story, WORDS)]


def test_names_and_synonyms_are_found_as_whole_words() -> None:
    assert skills("経理を見てくれる人", "手話のできる方も歓迎です。") == [(1, "経理"), (3, "手話")]
    assert skills("", "車いすの方を送迎します。") == [(5, "送迎")]


def test_the_longest_word_is_taken() -> None:
    assert skills("", "車いす介助をお願いします。") == [(4, "車いす介助")]


def test_a_word_of_an_upper_skill_and_its_own_speaks_for_the_narrower() -> None:
    both = {10: ["IT支援", "パソコン"], 11: ["パソコンの使い方", "パソコン"], 12: ["印刷"]}
    assert [guess.entry for guess in guess_skills("", "パソコンを教えてください。", both)] == [11]


def test_words_that_stand_everywhere_say_nothing() -> None:
    assert skills("手伝いをお願いします", "事務の記録など。") == []


def test_what_is_said_most_comes_first_and_the_title_counts_more() -> None:
    assert [skill for skill, _word in skills("会計", "手話です。")] == [1, 3]
    assert [skill for skill, _word in skills("", "会計です。手話と手話と手話です。")] == [3, 1]


def test_fields_are_read_from_the_story() -> None:
    assert guess_fields("防災講座", "子どもたちと避難訓練をします。子どもは30人です。")[0].entry == 9
    assert {guess.entry for guess in guess_fields("川の清掃", "子ども会と一緒に。")} == {7, 13}
    assert guess_fields("お願い", "よろしくお願いします。") == []
