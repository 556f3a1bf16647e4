"""Over needs drawn by chance: no rule leaks, points sum, more never costs a place, columns agree with the pure functions."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from matching.scoring.columns import Part, build
from matching.scoring.criteria import Comparison
from matching.scoring.crowd import Crowd
from matching.scoring.order import number_of
from matching.scoring.points import Ranking, rank
from matching.scoring.profiles import PartnerProfile
from matching.scoring.rules import Rule, first_broken
from matching.scoring.weights import FULL
from tests.matching.scoring.chance import a_comparison, a_crowd, a_need, better
from tests.matching.scoring.profiles import TODAY, person

NEEDS = 300
"""Of a hundred thousand: the others are drawn by ``make bench-matching``."""


def test_what_holds_for_every_need() -> None:
    for number in range(NEEDS):
        check(number)


def check(number: int) -> None:
    """Everything that is to hold, for the need and the partners of one number."""
    chance = Random(number)
    crowd = a_crowd(chance, chance.randint(0, 16), willing=number % 2 == 0)
    compared = a_comparison(chance, a_need(chance), crowd)
    ranking = rank(compared, crowd)
    assert_no_leak(compared, ranking)
    assert_points_sum(ranking)
    assert_columns_agree(compared, crowd, ranking, chance)
    chance.shuffle(crowd)
    assert keys(rank(compared, crowd)) == keys(ranking), "the same question, the same list"
    if ranking.scored:
        one = chance.choice(ranking.scored).partner
        assert_no_place_is_lost(compared, crowd, ranking, one, better(chance, compared.need, one))


def keys(ranking: Ranking) -> list[object]:
    return [one.partner.key for one in ranking.scored]


def assert_no_leak(compared: Comparison, ranking: Ranking) -> None:
    need = compared.need
    for one in ranking.scored:
        partner, asks = one.partner, one.partner.asks
        assert first_broken(compared, partner) is None
        assert partner.active
        assert not partner.unconfirmed
        assert partner.findable_by in compared.audiences
        assert partner.resting_until is None or partner.resting_until < need.today
        assert need.group_id not in partner.avoided_groups
        assert partner.key not in need.apart
        assert partner.max_at_once is None or asks.now < partner.max_at_once
        assert partner.max_per_year is None or asks.this_year < partner.max_per_year


def assert_points_sum(ranking: Ranking) -> None:
    for one in ranking.scored:
        for side in (one.for_need, one.for_partner):
            assert sum(line.points for line in side.lines) == side.points
            assert sum(line.most for line in side.lines) in (FULL, 0)
            assert all(0 <= line.points <= line.most for line in side.lines)
        assert 0 <= one.score <= one.mutual <= FULL


def assert_no_place_is_lost(
    compared: Comparison, crowd: list[PartnerProfile], ranking: Ranking, before: PartnerProfile, after: PartnerProfile
) -> None:
    again = rank(compared, [after if one is before else one for one in crowd])
    assert keys(again).index(before.key) <= keys(ranking).index(before.key)


def assert_columns_agree(compared: Comparison, crowd: list[PartnerProfile], expected: Ranking, chance: Random) -> None:
    # In two parts, as after a change: the columns of the first still hold somebody who is no longer as they say.
    first, second = crowd[: len(crowd) // 2], crowd[len(crowd) // 2 :]
    stale = [replace(one, skills=(), areas=frozenset()) for one in second[:2]]
    columns = build([*first, *stale])
    gone = columns.number != columns.number
    gone[columns.rows_of(build(stale).number)] = True
    asks = {one.key: one.asks for one in crowd}
    over = Crowd([Part(columns, gone), Part(build(second), None)], compared.texts, asks)
    judged = over.judge(compared)
    points = {
        int(number): int(final)
        for sieve, sifted in zip(judged.sieves, judged.sifted, strict=True)
        for number, final in zip(sieve.columns.number[sifted.rows], sifted.final, strict=True)
    }
    for rule in Rule:
        assert set(judged.kept_off(rule, 99)) == {one.partner.key for one in expected.excluded if one.rule is rule}
    assert points == {number_of(one.partner.key): one.score for one in expected.scored}
    assert judged.best(99) == keys(expected)
    most = chance.randint(1, 12)
    shown = over.best(compared, most)
    assert shown == keys(expected)[:most]
    again = rank(compared, [one for one in crowd if one.key in shown])
    assert keys(again) == shown, "read again by themselves they stand in the same order"


def test_a_person_takes_at_most_sixty_bytes() -> None:
    away = ((TODAY, TODAY + timedelta(days=3)),)
    crowd = [person(id=number, absences=away * (number % 10 == 0)) for number in range(5000)]
    assert build(crowd).bytes / 5000 <= 60
