"""Who may be proposed at all."""

from datetime import date
from typing import Any

import pytest

from directory.people.models import Audience
from kit import slots
from matching.scoring.profiles import Asks, HeldSkill, PartnerProfile, WantedSkill
from matching.scoring.rules import Rule, first_broken
from matching.suggestions.objections import exclusion
from tests.matching.scoring.profiles import (
    ACCOUNTING,
    BOOKS,
    CLOSING,
    FAR_TOWN,
    MUSUBI,
    NEXT_TOWN,
    NORTH,
    OTHER,
    PR,
    SATURDAY,
    SIGN,
    SOUTH,
    TODAY,
    VOCABULARY,
    comparison,
    group,
    need,
    person,
)


def broken(partner: PartnerProfile, **changed: Any) -> Rule | None:
    return first_broken(comparison(need(**changed)), partner)


def test_who_fits_is_proposed() -> None:
    assert broken(person()) is None
    assert broken(group()) is None


def test_only_active_records_are_proposed() -> None:
    assert broken(person(active=False, state="休止")) is Rule.INACTIVE


@pytest.mark.parametrize(("until", "rule"), [(TODAY, Rule.RESTING), (date(2026, 11, 19), None)])
def test_who_rests_is_left_alone_up_to_and_including_the_day(until: date, rule: Rule | None) -> None:
    assert broken(person(resting_until=until)) is rule


def test_the_group_that_asks_is_not_proposed_to_itself() -> None:
    assert broken(group(id=10)) is Rule.OWN
    assert broken(person(id=10)) is None, "a person with the same number is somebody else"


def test_those_who_belong_to_the_requester_are_not_proposed() -> None:
    assert broken(person(), own_people=frozenset({1})) is Rule.OWN
    assert broken(person(), group_id=None, person_id=1) is Rule.OWN
    assert broken(group(), group_id=None, person_id=1, own_groups=frozenset({20})) is Rule.OWN


def test_who_may_not_be_found_by_the_viewer_is_not_proposed() -> None:
    hidden = person(findable_by=Audience.COORDINATORS)
    assert first_broken(comparison(audiences=(Audience.PUBLIC, Audience.MEMBERS)), hidden) is Rule.HIDDEN
    assert first_broken(comparison(), hidden) is None


def test_somebody_who_avoids_the_group_is_not_proposed_to_it() -> None:
    assert broken(person(avoided_groups=frozenset({10}))) is Rule.AVOIDED
    assert broken(person(avoided_groups=frozenset({11}))) is None
    assert broken(person(avoided_groups=frozenset({11})), group_id=None) is None


def test_nobody_is_proposed_for_a_field_that_they_do_not_want() -> None:
    assert broken(person(avoided_fields=frozenset({13}))) is Rule.AVOIDED
    assert broken(person(avoided_fields=frozenset({1}))) is None
    assert broken(person(avoided_fields=frozenset({13})), fields_guessed=True) is None, "a guess refuses nobody"


def test_who_is_kept_apart_from_the_requester_is_not_proposed() -> None:
    assert broken(person(), apart=frozenset({person().key})) is Rule.APART
    assert broken(group(), apart=frozenset({group().key})) is Rule.APART
    assert broken(person(), apart=frozenset({group(id=1).key})) is None, "a group with the same number is somebody else"


def test_who_says_how_far_they_go_is_proposed_up_to_there() -> None:
    assert broken(person(areas=frozenset({NEXT_TOWN}), travel_km=11)) is Rule.PLACE
    assert broken(person(areas=frozenset({NEXT_TOWN}), travel_km=12)) is None
    assert broken(person(areas=frozenset({FAR_TOWN}), travel_km=150)) is None
    assert broken(person(travel_km=0)) is None, "their own area is no way"


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ({"max_at_once": 0}, Rule.BUSY),
        ({"max_at_once": 2, "asks": Asks(now=2)}, Rule.BUSY),
        ({"max_at_once": 2, "asks": Asks(now=1)}, None),
        ({"max_per_month": 1, "asks": Asks(this_month=1)}, Rule.BUSY),
        ({"max_per_year": 3, "asks": Asks(this_year=3)}, Rule.BUSY),
    ],
)
def test_nobody_is_asked_beyond_their_own_limits(limits: dict[str, Any], rule: Rule | None) -> None:
    assert broken(person(**limits)) is rule


@pytest.mark.parametrize(
    ("area", "rule"),
    [
        (NORTH, None),
        (SOUTH, None),
        (MUSUBI, None),
        ("35", None),
        (NEXT_TOWN, None),
        (FAR_TOWN, Rule.PLACE),
        (OTHER, Rule.PLACE),
        ("13", Rule.PLACE),
    ],
)
def test_areas_exclude_only_when_they_are_out_of_reach(area: str, rule: Rule | None) -> None:
    assert broken(person(areas=frozenset({area}))) is rule


def test_who_states_no_area_is_not_excluded_by_it() -> None:
    assert broken(person(areas=frozenset())) is None
    assert broken(person(areas=frozenset({OTHER})), areas=frozenset()) is None


def test_online_helps_only_when_both_can() -> None:
    away = person(areas=frozenset({OTHER}), online=True)
    assert broken(away) is Rule.PLACE
    assert broken(away, online=True) is None
    assert broken(person(areas=frozenset({OTHER})), online=True) is Rule.PLACE
    assert broken(person(on_site=False, online=True)) is Rule.PLACE
    assert broken(person(on_site=False, online=True), online=True) is None


def test_no_common_time_excludes_when_both_say_when() -> None:
    assert broken(person(slots=slots.bit(5, 0))) is Rule.TIME
    assert broken(person(slots=0)) is None
    assert broken(person(slots=slots.bit(5, 0)), slots=0) is None
    assert broken(group(slots=slots.bit(5, 0))) is None, "a group's times are only when it meets"


def test_dates_count_with_their_weekday_absences_and_notice() -> None:
    saturdays = person(slots=slots.mask([5], []))
    dated = {"slots": 0, "dates": (SATURDAY,)}
    assert broken(saturdays, **dated) is None
    assert broken(person(), **dated) is Rule.TIME
    away = person(slots=slots.mask([5], []), absences=((date(2026, 12, 1), SATURDAY),))
    assert broken(away, **dated) is Rule.TIME
    assert broken(person(slots=slots.mask([5], []), notice_days=15), **dated) is None
    assert broken(person(slots=slots.mask([5], []), notice_days=16), **dated) is Rule.TIME
    assert broken(person(), slots=0, dates=(date(2026, 1, 1),)) is None, "a date that has passed asks for nothing"


def test_a_named_date_is_not_every_week() -> None:
    other_saturdays = person(slots=slots.bit(5, 0), absences=((SATURDAY, SATURDAY),))
    assert broken(other_saturdays, slots=slots.bit(5, 0), dates=(SATURDAY,)) is Rule.TIME


@pytest.mark.parametrize(
    ("held", "rule"), [(ACCOUNTING, None), (BOOKS, None), (PR, Rule.UNRELATED), (SIGN, Rule.UNRELATED)]
)
def test_a_related_skill_is_reason_enough(held: int, rule: Rule | None) -> None:
    assert broken(person(skills=(HeldSkill(held),), fields=frozenset())) is rule


def test_a_sibling_skill_alone_is_not() -> None:
    asked = {"skills": (WantedSkill(skill_id=BOOKS, must=True),)}
    assert broken(person(skills=(HeldSkill(CLOSING),), fields=frozenset()), **asked) is Rule.UNRELATED
    assert broken(person(skills=(HeldSkill(ACCOUNTING),), fields=frozenset()), **asked) is None


def test_what_is_only_nice_does_not_stand_in_for_a_must() -> None:
    both = (WantedSkill(skill_id=ACCOUNTING, must=True), WantedSkill(skill_id=PR))
    assert broken(person(skills=(HeldSkill(PR),)), skills=both) is Rule.UNRELATED
    assert broken(person(skills=(HeldSkill(PR),)), skills=both[1:]) is None


def test_words_are_reason_enough_with_a_field_or_when_there_are_many() -> None:
    unskilled = person(skills=())
    for score, rule in ((0.05, Rule.UNRELATED), (0.1, None)):
        assert first_broken(comparison(text={unskilled.key: score}), unskilled) is rule
    stranger = person(skills=(), fields=frozenset({1}))
    for score, rule in ((0.1, Rule.UNRELATED), (0.3, None)):
        assert first_broken(comparison(text={stranger.key: score}), stranger) is rule


def test_the_first_rule_is_the_one_that_is_named() -> None:
    everything = person(id=1, active=False, resting_until=TODAY, slots=1, areas=frozenset({OTHER}), skills=())
    assert broken(everything, own_people=frozenset({1})) is Rule.INACTIVE
    assert broken(person(resting_until=TODAY, slots=1)) is Rule.RESTING
    assert broken(person(areas=frozenset({OTHER}), slots=1)) is Rule.TIME
    codes = [rule.code for rule in Rule]
    assert codes == sorted(codes)
    assert set(codes) == {"H1", "H2", "H3", "H4", "H5", "H6", "H9"}


@pytest.mark.parametrize(
    ("partner", "words"),
    [
        (person(active=False, state="休止"), "休止"),
        (person(resting_until=date(2026, 12, 31)), "2026年12月31日（木）まで休み"),
        (group(id=10), "相談した団体です"),
        (person(avoided_groups=frozenset({10})), "組まない希望"),
        (person(max_at_once=2, asks=Asks(now=2)), "同時に受ける依頼の上限（2件）"),
        (person(max_per_month=1, asks=Asks(this_month=1)), "1か月に受ける依頼の上限（1件）"),
        (person(max_per_year=2, asks=Asks(this_year=2)), "1年に受ける依頼の上限（2件）"),
        (person(avoided_fields=frozenset({13})), "この分野（子ども）は引き受けない"),
        (person(areas=frozenset({NEXT_TOWN}), travel_km=5), "5kmまで"),
        (person(areas=frozenset({FAR_TOWN})), "活動地域（はずれ市）が、相談の地域（北部）から"),
        (person(on_site=False), "オンラインのみ"),
        (person(slots=slots.bit(5, 0)), "（土の午前）が、相談の希望（木の夜）と合いません"),
        (person(skills=(), fields=frozenset()), "見つかりません"),
    ],
)
def test_every_exclusion_is_said_in_one_sentence(partner: PartnerProfile, words: str) -> None:
    compared = comparison()
    rule = first_broken(compared, partner)
    assert rule
    assert words in exclusion(rule, partner, compared, VOCABULARY)
