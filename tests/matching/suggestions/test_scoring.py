"""Points sum exactly, the order is fair and stable, and knowing more never costs a place."""

import random
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from directory.people.models import Fee, HelpKind
from kit import slots
from matching.needs.models import NeedKind
from matching.suggestions.changes import Change, what_if
from matching.suggestions.criteria import Comparison
from matching.suggestions.profiles import HeldSkill, NeedProfile, PartnerKind, PartnerProfile, WantedSkill
from matching.suggestions.scoring import FULL, Ranking, lot, rank
from tests.matching.suggestions.profiles import (
    ACCOUNTING,
    FAR_TOWN,
    MUSUBI,
    NEXT_TOWN,
    NORTH,
    PR,
    SOUTH,
    VOCABULARY,
    comparison,
    group,
    need,
    person,
)

skills = st.sampled_from(sorted(VOCABULARY.skills))
weeks = st.integers(0, slots.ALL)
areas = st.frozensets(st.sampled_from([NORTH, SOUTH, MUSUBI, NEXT_TOWN, FAR_TOWN, "35"]), max_size=3)
fields = st.frozensets(st.sampled_from(sorted(VOCABULARY.fields)))
scores = st.floats(0, 1)

held = st.lists(
    st.builds(HeldSkill, skills, st.integers(1, 3), st.none() | st.integers(0, 60), st.booleans()),
    max_size=4,
    unique_by=lambda skill: skill.skill_id,
).map(tuple)
partners = st.builds(
    PartnerProfile,
    kind=st.sampled_from(PartnerKind),
    id=st.integers(1, 1000),
    name=st.just("だれか"),
    skills=held,
    fields=fields,
    areas=areas,
    online=st.booleans(),
    slots=weeks,
    fee=st.none() | st.sampled_from(Fee),
    help_kinds=st.frozensets(st.sampled_from(HelpKind)),
)
needs = st.builds(
    NeedProfile,
    id=st.integers(1, 50),
    kind=st.sampled_from(NeedKind),
    today=st.just(need().today),
    skills=st.lists(
        st.builds(WantedSkill, skill_id=skills, must=st.booleans()), max_size=4, unique_by=lambda skill: skill.skill_id
    ).map(tuple),
    fields=fields,
    areas=areas,
    online=st.booleans(),
    slots=weeks,
    fee=st.none() | st.sampled_from(Fee),
)


def order(ranking: Ranking) -> list[Any]:
    return [one.partner.key for one in ranking.scored]


@given(needs, partners, scores)
def test_points_sum_to_the_score_and_never_pass_their_maximum(
    asked: NeedProfile, partner: PartnerProfile, text: float
) -> None:
    for one in rank(Comparison(asked, VOCABULARY, {partner.key: text}), [partner]).scored:
        assert sum(line.points for line in one.lines) == one.score
        assert sum(line.most for line in one.lines) == FULL
        assert all(0 <= line.points <= line.most for line in one.lines)


@given(needs, partners, st.lists(partners, max_size=6, unique_by=lambda other: other.key), skills, scores)
def test_a_further_skill_never_costs_a_place(
    asked: NeedProfile, partner: PartnerProfile, others: list[PartnerProfile], skill: int, text: float
) -> None:
    others = [other for other in others if other.key != partner.key]
    known = [kept for kept in partner.skills if kept.skill_id != skill]
    before = replace(partner, skills=tuple(known))
    after = replace(partner, skills=(*known, HeldSkill(skill)))
    compared = Comparison(asked, VOCABULARY, {partner.key: text})
    places = [order(rank(compared, [one, *others])) for one in (before, after)]
    if partner.key in places[0]:
        assert places[1].index(partner.key) <= places[0].index(partner.key)


@given(needs, partners, weeks)
def test_a_further_common_time_never_costs_points(asked: NeedProfile, partner: PartnerProfile, more: int) -> None:
    compared = Comparison(asked, VOCABULARY, {partner.key: 0.9})
    wider = replace(partner, slots=partner.slots | (asked.slots & more))
    before, after = (rank(compared, [one]).scored for one in (partner, wider))
    if before:
        assert after[0].score >= before[0].score


@given(needs, st.lists(partners, max_size=8, unique_by=lambda other: other.key), st.randoms())
def test_the_same_question_gives_the_same_list_whatever_the_order_of_the_rows(
    asked: NeedProfile, everybody: list[PartnerProfile], chance: random.Random
) -> None:
    text = {partner.key: 0.3 for partner in everybody}
    first = order(rank(Comparison(asked, VOCABULARY, text), everybody))
    chance.shuffle(everybody)
    assert order(rank(Comparison(asked, VOCABULARY, text), everybody)) == first


def test_equals_are_ordered_by_a_lot_that_favours_nobody_over_all_needs() -> None:
    twins = [person(id=number) for number in range(1, 5)]
    firsts = [order(rank(comparison(need(id=number)), twins))[0][1] for number in range(400)]
    counts = [firsts.count(number) for number in range(1, 5)]
    assert min(counts) > 60, counts
    assert lot(1, (PartnerKind.PERSON, 1)) == lot(1, (PartnerKind.PERSON, 1))


def test_years_names_and_long_lists_bring_nobody_up() -> None:
    plain = person(id=1, skills=(HeldSkill(ACCOUNTING, 3, None, True),))
    adorned = person(
        id=2,
        name="有名な人",
        skills=(HeldSkill(ACCOUNTING, 3, 50, True), HeldSkill(PR, 3, 50, True)),
        fields=frozenset({7, 1}),
        areas=frozenset({NORTH, NEXT_TOWN}),
    )
    one, other = rank(comparison(), [plain, adorned]).scored
    assert one.score == other.score


def loosened(asked: NeedProfile, everybody: list[PartnerProfile]) -> dict[Change, tuple[str, int]]:
    ranking = rank(comparison(asked), everybody)
    return {found.change: (found.text, found.adds) for found in what_if(ranking, asked, comparison)}


def test_a_changed_condition_is_told_only_when_it_adds_somebody() -> None:
    assert loosened(need(), [person(), group()]) == {}
    fridays = [person(id=number, slots=slots.bit(4, 3)) for number in (2, 3)]
    found = loosened(need(), [person(), *fridays, person(id=4, slots=slots.bit(5, 0))])
    assert found[Change.SLOT] == ("金の夜も可なら、2人増えます（会計さんが2位に入ります）", 2)
    assert found[Change.TIME][1] == 3


def test_people_and_groups_are_counted_apart() -> None:
    far = frozenset({FAR_TOWN})
    found = loosened(need(), [person(), person(id=2, areas=far), group(areas=far), group(id=21, areas=far)])
    assert found[Change.AREA][0].startswith("地域を県全体に広げると、1人と2団体増えます")


def test_online_and_a_wider_area_are_tried() -> None:
    far = person(id=2, areas=frozenset({FAR_TOWN}), online=True)
    found = loosened(need(), [person(), far])
    assert found[Change.ONLINE][1] == 1
    assert found[Change.AREA][1] == 1
    assert found[Change.ONLINE][0].startswith("オンラインも可なら、1人増えます")


def test_a_must_can_be_made_nice_to_have() -> None:
    asked = need(skills=(WantedSkill(skill_id=ACCOUNTING, must=True), WantedSkill(skill_id=PR)))
    assert loosened(asked, [person(), person(id=2, skills=(HeldSkill(PR),))])[Change.MUST][1] == 1


def test_who_is_kept_off_by_an_own_condition_is_never_promised() -> None:
    resting = person(id=2, slots=slots.bit(4, 3), resting_until=need().today)
    assert loosened(need(), [person(), resting]) == {}
