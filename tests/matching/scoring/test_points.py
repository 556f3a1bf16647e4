"""Points sum exactly, the order is fair and stable, and knowing more never costs a place."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from directory.people.models import Fee, HelpKind
from kit import slots
from matching.scoring.columns import Part, build
from matching.scoring.crowd import Crowd
from matching.scoring.mutual import fuse
from matching.scoring.points import Ranking, rank
from matching.scoring.profiles import Asks, HeldSkill, NeedProfile, PartnerProfile, WantedSkill
from matching.scoring.weights import SHIPPED
from matching.suggestions.changes import Change, Loosening
from tests.matching.scoring.profiles import (
    ACCOUNTING,
    FAR_TOWN,
    NEXT_TOWN,
    NORTH,
    PR,
    comparison,
    group,
    need,
    person,
)


def order(ranking: Ranking) -> list[Any]:
    return [one.partner.key for one in ranking.scored]


def test_equals_are_ordered_by_a_lot_that_favours_nobody_over_all_needs() -> None:
    twins = [person(id=number) for number in range(1, 5)]
    firsts = [order(rank(comparison(need(id=number)), twins))[0][1] for number in range(400)]
    counts = [firsts.count(number) for number in range(1, 5)]
    assert min(counts) > 60, counts
    assert order(rank(comparison(), twins)) == order(rank(comparison(), twins))


def test_the_partner_s_side_counts_as_far_as_it_is_stated() -> None:
    assert fuse(640, 0, 0, SHIPPED) == 640
    assert fuse(640, 1000, 1000, SHIPPED) == 800
    assert fuse(810, 360, 1000, SHIPPED) == 540
    silent, gladly, hardly = (
        rank(comparison(), [person(fields=frozenset(), areas=frozenset(), **changed)]).scored[0]
        for changed in ({"help_kinds": frozenset()}, {}, {"help_kinds": frozenset({HelpKind.PRACTICE})})
    )
    assert silent.mutual == silent.for_need.points
    assert not silent.for_partner.lines
    assert gladly.for_need.points == hardly.for_need.points
    assert gladly.mutual > silent.mutual > hardly.mutual


def test_who_has_much_to_do_steps_back_and_fame_brings_nobody_up() -> None:
    def points(**asks: Any) -> int:
        return rank(comparison(usual=700), [person(max_at_once=4, asks=Asks(**asks))]).scored[0].score

    rested = points()
    assert points(now=1) < rested
    assert points(last_90_days=3) < rested
    assert points(now=3) == points(now=3, last_90_days=2)
    assert points(this_year=40, this_month=9) == rested
    assert points(started=1, completed=1) > rested > points(started=1, completed=0)
    assert points(started=40, completed=28) == rested, "how many there were is nothing, only how they ended"


def test_near_equals_take_turns() -> None:
    today = need().today
    often, once, lately, never = (
        person(id=number, asks=Asks(last_90_days=count, last=day))
        for number, count, day in (
            (1, 2, today),
            (2, 1, today - timedelta(days=60)),
            (3, 1, today - timedelta(days=10)),
            (4, 0, None),
        )
    )
    free_of_rotation = replace(SHIPPED, rotation=0)
    compared = comparison(weights=free_of_rotation)
    assert [number for _kind, number in order(rank(compared, [often, lately, never, once]))] == [4, 2, 3, 1]


def test_the_fifth_place_is_for_a_new_face_when_nobody_before_is_one() -> None:
    asks = Asks(last=need().today)
    known = [person(id=number, asks=asks) for number in range(1, 8)]
    newer = person(id=9, skills=(HeldSkill(ACCOUNTING, 2, None, True),))
    new = person(id=8, skills=(HeldSkill(ACCOUNTING, 2, None, False),), help_kinds=frozenset())
    ranking = rank(comparison(weights=replace(SHIPPED, rotation=0)), [*known, new, newer])
    assert ranking.scored[4].newcomer or ranking.scored[0].partner.id == 9
    alone = rank(comparison(), [*known, new])
    assert [one.partner.id for one in alone.scored if one.newcomer] == [8]
    assert alone.scored[4].partner.id == 8
    far_below = person(id=8, skills=(HeldSkill(ACCOUNTING, 1),), slots=0, areas=frozenset(), fields=frozenset())
    assert not any(one.newcomer for one in rank(comparison(), [*known, far_below]).scored)


def test_near_equals_who_cover_what_nobody_above_covers_come_first() -> None:
    asked = need(skills=(WantedSkill(skill_id=ACCOUNTING, must=True), WantedSkill(skill_id=PR, must=True)))
    accountants = [person(id=number) for number in range(1, 5)]
    publicist = person(id=9, skills=(HeldSkill(PR, 3, None, True),))
    for day in range(8):
        at = replace(asked, today=asked.today + timedelta(days=day))
        assert 9 in [number for _kind, number in order(rank(comparison(at), [*accountants, publicist]))[:2]]


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
    assert {one.mutual for one in rank(comparison(usual=500), [plain, adorned]).scored} == {
        rank(comparison(usual=500), [plain]).scored[0].mutual
    }


def test_a_fuller_form_with_other_wishes_brings_nobody_up() -> None:
    asked = comparison(need(fee=Fee.FREE, fields=frozenset({7})))
    silent = {"skills": (HeldSkill(ACCOUNTING, 3, None, True),), "fields": frozenset(), "help_kinds": frozenset()}
    other = {"fields": frozenset({1}), "help_kinds": frozenset({HelpKind.PRACTICE})}
    for stated in ({}, {"fee": Fee.PAID}, {"fee": Fee.PAID, "slots": 0, "areas": frozenset()}):
        plain, fuller = person(**(silent | stated)), person(id=2, **(silent | stated | other))
        points = {one.partner.id: one.score for one in rank(asked, [plain, fuller]).scored}
        assert points[2] <= points[1], stated


def loosened(asked: NeedProfile, everybody: list[PartnerProfile]) -> dict[Change, tuple[str, int]]:
    known = {partner.key: partner for partner in everybody}
    crowd = Crowd([Part(build(everybody), None)], {}, {})
    judged = crowd.judge(comparison(asked))
    tried = Loosening(crowd, judged, asked, comparison).found()
    return {found.change: (found.text, found.adds) for found in (one.told(known) for one in tried)}


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
