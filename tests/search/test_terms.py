"""Under which terms a thing is kept, and how much each weighs."""

from search.terms import Audience, Document, Field, terms_of


def weight(word: str, *skills: str, kindred: tuple[str, ...] = ()) -> float:
    document = Document(
        kind="group", id=1, audience=Audience.PUBLIC, names=["若葉台の会"], skills=skills, kindred=kindred
    )
    return terms_of(document).fields[Field.TEXT][word]


def test_a_word_that_entries_of_the_vocabulary_share_counts_once() -> None:
    assert weight("防災", "防災計画", "防災マップ", "防災訓練") == weight("防災", "防災訓練")
    once, thrice = ("防災・救護",), ("防災・救護",) * 3
    assert weight("防災", "炊き出し", kindred=thrice) == weight("防災", "炊き出し", kindred=once)
