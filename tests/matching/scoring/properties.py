"""What is to hold for every need and everybody, whoever they are: each property is one function that finds nothing or fails."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from directory.people.models import HelpKind
from matching.scoring.columns import Part, build
from matching.scoring.criteria import Comparison
from matching.scoring.crowd import Crowd
from matching.scoring.order import number_of
from matching.scoring.points import Ranking, Scored, rank
from matching.scoring.profiles import HeldSkill, Key, PartnerProfile
from matching.scoring.rules import Rule
from matching.scoring.weights import FULL, Criterion
from matching.scoring.wishes import FITTING_HELP
from tests.matching.scoring.chance import FIELDS, SKILLS, a_comparison, a_crowd, a_need, better, some
from tests.matching.scoring.plainly import leak

EVERYBODY: Final = 99


@dataclass(frozen=True)
class Case:
    """One need with everybody who might answer it; the same number gives the same case again."""

    number: int
    compared: Comparison
    crowd: Sequence[PartnerProfile]
    ranking: Ranking
    chance: Random

    @classmethod
    def drawn(cls, number: int) -> "Case":
        """The case of one number: in every second one most people have no conditions of their own."""
        chance = Random(number)
        crowd = a_crowd(chance, chance.randint(0, 16), willing=number % 2 == 0)
        compared = a_comparison(chance, a_need(chance), crowd)
        return cls(number, compared, crowd, rank(compared, crowd), chance)

    def one(self) -> Scored | None:
        """Somebody who is proposed."""
        return self.chance.choice(self.ranking.scored) if self.ranking.scored else None

    def with_changed(self, before: PartnerProfile, after: PartnerProfile) -> Ranking:
        """The list when one of them is another."""
        return rank(self.compared, [after if one is before else one for one in self.crowd])


def keys(ranking: Ranking) -> list[Key]:
    """Who is proposed, in order."""
    return [one.partner.key for one in ranking.scored]


def nobody_leaks(case: Case) -> None:
    """Just those are proposed whom nothing forbids, by rules that are written down twice."""
    for one in case.ranking.scored:
        said = leak(case.compared, one.partner)
        assert not said, f"{one.partner.key} is proposed: {said}"
    for kept in case.ranking.excluded:
        assert leak(case.compared, kept.partner), f"{kept.partner.key} is kept off by {kept.rule}, for nothing"


def points_sum(case: Case) -> None:
    """The lines of each side are whole points of what they can give at most, and make up the side to the point."""
    for one in case.ranking.scored:
        for side in (one.for_need, one.for_partner):
            assert sum(line.points for line in side.lines) == side.points
            assert sum(line.most for line in side.lines) in (FULL, 0)
            assert all(0 <= line.points <= line.most for line in side.lines)
        assert 0 <= one.score <= one.mutual <= FULL


def columns_agree(case: Case) -> None:
    """Rules, points and order over columns are those of the pure functions."""
    compared, crowd, expected = case.compared, case.crowd, case.ranking
    over = Crowd(_parts(crowd, case.number), compared.texts, {one.key: one.asks for one in crowd})
    judged = over.judge(compared)
    points = {
        int(number): int(final)
        for sieve, sifted in zip(judged.sieves, judged.sifted, strict=True)
        for number, final in zip(sieve.columns.number[sifted.rows], sifted.final, strict=True)
    }
    for rule in Rule:
        by_rule = {one.partner.key for one in expected.excluded if one.rule is rule}
        assert set(judged.kept_off(rule, EVERYBODY)) == by_rule, rule
    assert points == {number_of(one.partner.key): one.score for one in expected.scored}
    assert judged.best(EVERYBODY) == keys(expected)
    most = case.chance.randint(1, 12)
    shown = over.best(compared, most)
    assert shown == keys(expected)[:most]
    again = rank(compared, [one for one in crowd if one.key in shown])
    assert keys(again) == shown, "read again by themselves they stand in the same order"


def _parts(crowd: Sequence[PartnerProfile], number: int) -> Sequence[Part]:
    """Mostly one; for every fourth need two, as after a change: the first still holds somebody who is no longer as they say."""
    if number % 4:
        return [Part(build(crowd), None)]
    first, second = crowd[: len(crowd) // 2], crowd[len(crowd) // 2 :]
    stale = [replace(one, skills=(), areas=frozenset()) for one in second[:2]]
    columns = build([*first, *stale])
    gone = columns.number != columns.number
    gone[columns.rows_of(build(stale).number)] = True
    return [Part(columns, gone), Part(build(second), None)]


def same_question_same_list(case: Case) -> None:
    """In whatever order everybody is read."""
    crowd = list(case.crowd)
    case.chance.shuffle(crowd)
    again = rank(case.compared, crowd)
    assert [(one.partner.key, one.score) for one in again.scored] == [
        (one.partner.key, one.score) for one in case.ranking.scored
    ]


def more_of_what_is_wanted_costs_no_place(case: Case) -> None:
    """A further skill that is asked for, or a further time."""
    if one := case.one():
        after = better(case.chance, case.compared.need, one.partner)
        again = case.with_changed(one.partner, after)
        assert _place(again, one) <= _place(case.ranking, one), f"{one.partner} became {after}"


def fame_brings_nobody_up(case: Case) -> None:
    """Who is asked more often, or stands there with a greater name, gets the same points of every criterion and no better place."""
    if (one := case.one()) is None:
        return
    before, asks = one.partner, one.partner.asks
    more = case.chance.randint(1, 50)
    # Limits rise with it, so that they are still proposed at all; the limit a year says what is a load, and stays.
    asked = replace(asks, now=asks.now + more, this_month=asks.this_month + more,
                    last_90_days=asks.last_90_days + more, last=case.compared.need.today)  # fmt: skip
    after = replace(before, asks=asked, name="有名な人", max_at_once=_raised(before.max_at_once, more),
                    max_per_month=_raised(before.max_per_month, more))  # fmt: skip
    again = case.with_changed(before, after)
    famous = _of(again, one)
    assert _told(famous) == _told(one), "a criterion has counted how often somebody is asked"
    assert famous.mutual == one.mutual
    if before.max_at_once is None:
        assert famous.score <= one.score
        assert _place(again, one) >= _place(case.ranking, one)
    _many_introductions_count_no_more_than_few(case, one)


def _many_introductions_count_no_more_than_few(case: Case, one: Scored) -> None:
    """Only how they ended counts: who does as well as usual stands where a newcomer stands, after however many."""
    usual = case.compared.usual
    if usual is None:
        return
    times = case.chance.randint(1, 200)
    asks = one.partner.asks
    none = replace(one.partner, asks=replace(asks, started=0, completed=0))
    many = replace(one.partner, asks=replace(asks, started=1000 * times, completed=usual * times))
    lists = [case.with_changed(one.partner, partner) for partner in (none, many)]
    assert _told(_of(lists[0], one)) == _told(_of(lists[1], one)), "many introductions count more than none"
    assert keys(lists[0]) == keys(lists[1])
    worse = replace(one.partner, asks=replace(asks, started=asks.started + times))
    assert _of(case.with_changed(one.partner, worse), one).mutual <= one.mutual


def a_fuller_form_brings_nobody_up(case: Case) -> None:
    """Who states more that has nothing to do with the need gets the same points of every criterion and no better place."""
    if (one := case.one()) is None:
        return
    before, chance, need = one.partner, case.chance, case.compared.need
    fitting = FITTING_HELP[need.kind]
    near = {related for relations in case.compared.relations.values() for related in relations}
    other = [skill for skill in SKILLS if skill not in near and skill not in {held.skill_id for held in before.skills}]
    after = replace(
        before,
        name=before.name + "（くわしい紹介文つき）",
        skills=(
            *(replace(held, years=chance.choice([None, 3, 60])) for held in before.skills),
            *(HeldSkill(skill, 3, 40, True) for skill in some(chance, other, 3)),
        ),
        fields=before.fields | set(some(chance, [code for code in FIELDS if code not in need.fields], 2)),
        help_kinds=before.help_kinds | set(some(chance, [kind for kind in HelpKind if kind not in fitting], 2)),
    )
    again = case.with_changed(before, after)
    fuller = _of(again, one)
    stated = {line.criterion for line in fuller.lines} - {line.criterion for line in one.lines}
    assert stated <= {Criterion.WISH, Criterion.HELP}
    assert {line.criterion: line.match.mille for line in fuller.lines if line.criterion not in stated} == {
        line.criterion: line.match.mille for line in one.lines
    }, "a criterion has counted what has nothing to do with the need"
    assert fuller.for_need.points == one.for_need.points
    assert fuller.score <= one.score, f"{before} became {after}"
    if not stated:
        assert keys(again) == keys(case.ranking)


PROPERTIES: Final[Mapping[str, Callable[[Case], None]]] = {
    "no hard-filter leak": nobody_leaks,
    "points sum exactly": points_sum,
    "columns equal the reference to the point": columns_agree,
    "same input, same list": same_question_same_list,
    "a matching skill or slot never lowers a rank": more_of_what_is_wanted_costs_no_place,
    "no criterion rewards popularity": fame_brings_nobody_up,
    "no criterion rewards completeness": a_fuller_form_brings_nobody_up,
}


def _place(ranking: Ranking, one: Scored) -> int:
    return keys(ranking).index(one.partner.key)


def _of(ranking: Ranking, one: Scored) -> Scored:
    return ranking.scored[_place(ranking, one)]


def _told(one: Scored) -> list[tuple[Any, int, int]]:
    return [(line.criterion, line.points, line.most) for line in one.lines]


def _raised(limit: int | None, more: int) -> int | None:
    return None if limit is None else limit + more
