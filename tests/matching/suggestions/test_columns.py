"""The columns say of everybody what the pure functions say of each, to the point and to the place."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.people.models import Audience
from matching.suggestions.columns import build
from matching.suggestions.criteria import Comparison
from matching.suggestions.crowd import Crowd
from matching.suggestions.order import number_of
from matching.suggestions.profiles import NeedProfile, PartnerProfile
from matching.suggestions.rules import Rule, first_broken
from matching.suggestions.scoring import rank
from matching.suggestions.snapshots import Part
from tests.matching.suggestions.profiles import TODAY, VOCABULARY, needs, partners, person, willing

everybody = st.lists(partners | willing, max_size=14, unique_by=lambda one: one.key)
texts = st.none() | st.lists(st.floats(0, 1), min_size=14, max_size=14)
audiences = st.sampled_from([tuple(Audience), (Audience.PUBLIC,), (Audience.PUBLIC, Audience.MEMBERS)])


@settings(max_examples=300)
@given(needs, everybody, texts, audiences, st.none() | st.integers(0, 1000), st.integers(0, 14))
def test_columns_and_pure_functions_agree(
    asked: NeedProfile,
    all_of_them: list[PartnerProfile],
    said: list[float] | None,
    seen_by: tuple[Audience, ...],
    usual: int | None,
    cut: int,
) -> None:
    text = None if said is None else {one.key: score for one, score in zip(all_of_them, said, strict=False)}
    compared = Comparison(asked, VOCABULARY, text, audiences=seen_by, usual=usual)
    asks = {one.key: one.asks for one in all_of_them}
    # In two parts, as after a change: the columns of the first still hold somebody who is no longer as they say.
    first, second = all_of_them[:cut], all_of_them[cut:]
    stale = [replace(one, skills=(), areas=frozenset()) for one in second[:2]]
    columns = build([*first, *stale])
    gone = columns.number != columns.number
    gone[columns.rows_of(build(stale).number)] = True
    crowd = Crowd([Part(columns, gone), Part(build(second), None)], text, asks)

    expected = rank(compared, all_of_them)
    judged = crowd.judge(compared)
    assert judged.best(20) == [one.partner.key for one in expected.scored]
    assert crowd.best(compared, 20) == judged.best(20)
    points = {
        int(number): int(final)
        for sieve, sifted in zip(judged.sieves, judged.sifted, strict=True)
        for number, final in zip(sieve.columns.number[sifted.rows], sifted.final, strict=True)
    }
    assert points == {number_of(one.partner.key): one.score for one in expected.scored}
    for rule in Rule:
        kept_off = {one.partner.key for one in expected.excluded if one.rule is rule}
        assert set(judged.kept_off(rule, 20)) == kept_off
        assert judged.count(rule) == len(kept_off)
    assert not any(first_broken(compared, one.partner) for one in expected.scored)


@settings(max_examples=60)
@given(needs, st.lists(willing, min_size=6, max_size=40, unique_by=lambda one: one.key), st.integers(1, 12))
def test_the_first_are_the_same_however_many_are_asked_for(
    asked: NeedProfile, all_of_them: list[PartnerProfile], most: int
) -> None:
    asked = replace(asked, skills=asked.skills[:1], areas=frozenset(), dates=(), slots=0)
    compared = Comparison(asked, VOCABULARY, {one.key: 0.5 for one in all_of_them})
    crowd = Crowd([Part(build(all_of_them), None)], compared.texts, {one.key: one.asks for one in all_of_them})
    expected = [one.partner.key for one in rank(compared, all_of_them).scored]
    shown = crowd.best(compared, most)
    assert shown == expected[:most]
    by_key = {one.key: one for one in all_of_them}
    again = rank(compared, [by_key[key] for key in shown])
    assert [one.partner.key for one in again.scored] == shown, "read again by themselves they stand in the same order"


def test_a_person_takes_at_most_sixty_bytes() -> None:
    crowd = [
        person(id=number, absences=((TODAY, TODAY + timedelta(days=3)),) * (number % 10 == 0)) for number in range(5000)
    ]
    assert build(crowd).bytes / 5000 <= 60
