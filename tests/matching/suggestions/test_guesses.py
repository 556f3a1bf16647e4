"""What a story is about, when nobody has said so."""

from directory.vocabularies.models import Skill
from matching.suggestions.guesses import guess_fields, guess_skills

SKILLS = [
    Skill(id=1, code="accounting", name="会計", synonyms=["経理", "帳簿"]),
    Skill(id=2, code="accounting.bookkeeping", name="帳簿づけ・簿記", synonyms=["簿記"]),
    Skill(id=3, code="sign.signing", name="手話・手話通訳", synonyms=["手話"]),
    Skill(id=4, code="sign.guide", name="手引き・同行", synonyms=["車いす介助"]),
    Skill(id=5, code="driving", name="運転・送迎", synonyms=["車"]),
    Skill(id=6, code="clerical", name="事務", synonyms=["手伝い"]),
    Skill(id=7, code="language", name="通訳・翻訳", synonyms=["外国語"]),
]


def skills(title: str, story: str = "") -> list[tuple[int, str]]:
    return [(guess.entry, guess.word) for guess in guess_skills(title, story, SKILLS)]


def test_names_and_synonyms_are_found_as_whole_words() -> None:
    assert skills("経理を見てくれる人", "手話のできる方も歓迎です。") == [(1, "経理"), (3, "手話")]
    assert skills("", "車いすの方を送迎します。") == [(5, "送迎")]


def test_the_longest_word_is_taken() -> None:
    assert skills("", "車いす介助をお願いします。") == [(4, "車いす介助")]


def test_a_word_of_an_upper_skill_and_its_own_speaks_for_the_narrower() -> None:
    both = [
        Skill(id=10, code="it", name="IT支援", synonyms=["パソコン"]),
        Skill(id=11, code="it.pc", name="パソコンの使い方", synonyms=["パソコン"]),
        Skill(id=12, code="clerical.mailing", name="印刷", synonyms=[]),
    ]
    assert [guess.entry for guess in guess_skills("", "パソコンを教えてください。", both)] == [11]


def test_each_half_of_a_name_is_a_word_of_it() -> None:
    assert skills("外国人の生活相談", "通訳者等の派遣を行う。") == [(7, "通訳")]
    assert skills("", "チラシの翻訳をお願いします。") == [(7, "翻訳")]


def test_a_skill_is_called_for_by_what_is_no_other_word_for_it() -> None:
    assert skills("多文化共生のまちづくり") == [(7, "多文化共生")]


def test_words_that_stand_everywhere_say_nothing() -> None:
    assert skills("手伝いをお願いします", "事務の記録など。運転席の相談。") == []


def test_what_is_said_most_comes_first_and_the_title_counts_more() -> None:
    assert [skill for skill, _word in skills("会計", "手話です。")] == [1, 3]
    assert [skill for skill, _word in skills("", "会計です。手話と手話と手話です。")] == [3, 1]


def test_fields_are_read_from_the_story() -> None:
    assert guess_fields("防災講座", "子どもたちと避難訓練をします。子どもは30人です。")[0].entry == 9
    assert {guess.entry for guess in guess_fields("川の清掃", "子ども会と一緒に。")} == {7, 13}
    assert guess_fields("お願い", "よろしくお願いします。") == []
