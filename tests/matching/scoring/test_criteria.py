"""What each criterion gives, and in which words."""

from datetime import date
from typing import Any

import pytest

from directory.people.models import Fee, HelpKind
from kit import slots
from matching.needs.models import NeedKind
from matching.scoring import wishes
from matching.scoring.criteria import FULL_TEXT, Comparison, usual
from matching.scoring.matches import Match
from matching.scoring.points import rank
from matching.scoring.profiles import Asks, HeldSkill, PartnerKind, PartnerProfile, WantedSkill
from matching.scoring.weights import Criterion, Side
from matching.suggestions.objections import Doubts
from matching.suggestions.reasons import Teller
from tests.matching.scoring.profiles import (
    ACCOUNTING,
    BOOKS,
    CLOSING,
    FAR_TOWN,
    MUSUBI,
    NEXT_TOWN,
    NORTH,
    PR,
    SATURDAY,
    SOUTH,
    VOCABULARY,
    comparison,
    group,
    need,
    person,
)


def judged(criterion: Criterion, partner: PartnerProfile, **changed: Any) -> Match:
    compared = comparison(need(**changed))
    if criterion.side is Side.NEED:
        return compared.judge(criterion, partner)
    return wishes.judge(criterion, compared, partner)


def value(criterion: Criterion, partner: PartnerProfile, **changed: Any) -> float:
    return judged(criterion, partner, **changed).value


def told(criterion: Criterion, partner: PartnerProfile, *words: str, **changed: Any) -> str:
    match = judged(criterion, partner, **changed)
    return Teller(VOCABULARY, partner.kind, words).tell(match)


def test_the_same_skill_is_worth_more_than_a_part_the_whole_or_a_neighbour_of_it() -> None:
    def worth(held: int, wanted: int) -> float:
        asked = (WantedSkill(skill_id=wanted, must=True),)
        return value(Criterion.SKILL, person(skills=(HeldSkill(held, 3, None, True),)), skills=asked)

    assert worth(ACCOUNTING, ACCOUNTING) == 1.0
    assert (
        worth(ACCOUNTING, ACCOUNTING) > worth(BOOKS, ACCOUNTING) > worth(ACCOUNTING, BOOKS) > worth(CLOSING, BOOKS) > 0
    )
    assert worth(PR, ACCOUNTING) == 0


def test_level_and_verification_count_years_are_only_told() -> None:
    def worth(*skill: Any) -> float:
        return value(Criterion.SKILL, person(skills=(HeldSkill(ACCOUNTING, *skill),)))

    assert worth(3, None, True) > worth(2, None, True) > worth(1, None, True)
    assert worth(2, None, True) > worth(2, None, False)
    assert worth(2, 40, False) == worth(2, 1, False)


def test_a_must_weighs_more_than_what_is_nice_to_have() -> None:
    asked = (WantedSkill(skill_id=ACCOUNTING, must=True), WantedSkill(skill_id=PR))
    has_must = value(Criterion.SKILL, person(skills=(HeldSkill(ACCOUNTING),)), skills=asked)
    assert has_must == pytest.approx(2 * value(Criterion.SKILL, person(skills=(HeldSkill(PR),)), skills=asked))


def test_skills_are_told_so_that_they_can_be_checked() -> None:
    assert told(Criterion.SKILL, person()) == "会計の経験12年・人に教えられる（センター確認済み）"
    assert told(Criterion.SKILL, person(skills=(HeldSkill(BOOKS),))) == "帳簿づけができる（本人の登録・「会計」の一部）"
    assert told(Criterion.SKILL, group()) == "会計ができる（団体自身の登録）"
    guessed = (WantedSkill(skill_id=ACCOUNTING, guessed_from="経理"),)
    assert "相談文の「経理」から推定" in told(Criterion.SKILL, person(), skills=guessed)


def test_fields_count_by_their_share() -> None:
    assert value(Criterion.FIELD, person()) == 0.5
    assert value(Criterion.FIELD, person(fields=frozenset({7, 13, 1}))) == 1.0
    assert told(Criterion.FIELD, person()) == "活動分野が同じ：環境（2分野のうち1）"
    assert told(Criterion.FIELD, person(fields=frozenset())) == "活動分野の登録がありません"


def test_words_count_up_to_what_a_good_profile_reaches() -> None:
    partner = person()
    for score, expected in ((0.0, 0.0), (FULL_TEXT / 2, 0.5), (0.9, 1.0)):
        assert comparison(text={partner.key: score}).judge(Criterion.TEXT, partner).value == expected
    assert told(Criterion.TEXT, person(), "帳簿", "決算") == "登録の内容に相談と同じことばがある：「帳簿」「決算」"


def test_a_common_time_is_worth_more_than_an_unknown_one() -> None:
    assert value(Criterion.TIME, person()) == 1.0
    assert value(Criterion.TIME, person(), slots=slots.mask([3], [])) > value(Criterion.TIME, person(slots=0)) == 0.5
    assert told(Criterion.TIME, person()) == "木の夜が重なります"
    dated = {"slots": 0, "dates": (SATURDAY, date(2026, 12, 6))}
    weekend = person(slots=slots.mask([5], []))
    assert told(Criterion.TIME, weekend, **dated) == "2026年12月5日（土）に都合が合います"


def test_a_time_one_would_rather_keep_free_counts_half() -> None:
    evening = slots.bit(3, 3)
    reluctant = person(slots=evening, possible=evening)
    assert value(Criterion.TIME, person(slots=0)) < value(Criterion.TIME, reluctant) == 0.85
    assert told(Criterion.TIME, reluctant) == ("木の夜が重なります（木の夜は、頼まれれば動ける日時で、半分に数えます）")
    both = {"slots": slots.mask([3], [2, 3])}
    half = person(slots=slots.mask([3], [2, 3]), possible=evening)
    assert value(Criterion.TIME, half, **both) == 0.925
    dated = {"slots": 0, "dates": (SATURDAY,)}
    only = slots.mask([5], [])
    assert value(Criterion.TIME, person(slots=only, possible=slots.bit(5, 0)), **dated) == 1.0, "the afternoon suits"
    assert value(Criterion.TIME, person(slots=only, possible=only), **dated) == 0.85


def test_a_public_holiday_goes_like_a_sunday() -> None:
    labour_day = date(2026, 11, 23)  # a Monday
    dated = {"slots": 0, "dates": (labour_day,)}
    assert value(Criterion.TIME, person(slots=slots.mask([6], [])), **dated) == 1.0
    assert value(Criterion.TIME, person(slots=slots.mask([0], [])), **dated) == 0.0
    every_monday = {"slots": slots.bit(0, 1), "dates": (labour_day,)}
    assert value(Criterion.TIME, person(slots=slots.bit(0, 1)), **every_monday) > 0.5, "other Mondays are as they are"


def test_the_times_of_a_group_are_when_it_meets_and_not_all_it_can_do() -> None:
    elsewhen = group(slots=slots.bit(5, 0))
    assert 0 < value(Criterion.TIME, elsewhen) < value(Criterion.TIME, group(slots=0)) < value(Criterion.TIME, group())
    assert told(Criterion.TIME, elsewhen) == "ふだんの活動は土の午前（相談の日時とは別）"


def test_nearer_is_worth_more() -> None:
    areas = (NORTH, MUSUBI, SOUTH, NEXT_TOWN, FAR_TOWN)
    worth = [value(Criterion.AREA, person(areas=frozenset({area}))) for area in areas]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == len(worth)
    assert told(Criterion.AREA, person()) == "同じ北部で活動"
    assert told(Criterion.AREA, person(areas=frozenset({MUSUBI}))) == "活動地域（むすび市）に北部が含まれる"
    assert told(Criterion.AREA, person(areas=frozenset({SOUTH}))) == "同じむすび市の南部で活動"
    assert told(Criterion.AREA, person(areas=frozenset({NEXT_TOWN}))) == "近くのとなり市で活動（直線で約11km）"


def test_a_group_without_areas_is_measured_from_its_place() -> None:
    placed = group(areas=frozenset(), position=(34.01, 131.0))
    assert value(Criterion.AREA, placed) == 0.9
    assert told(Criterion.AREA, placed) == "拠点が北部の中心から直線で約1km"


def test_online_stands_in_for_the_way() -> None:
    away = person(areas=frozenset({FAR_TOWN}), online=True)
    assert told(Criterion.AREA, away, online=True) == "オンラインで参加できる"
    assert value(Criterion.AREA, away, online=True) > value(
        Criterion.AREA, person(areas=frozenset({NEXT_TOWN})), online=True
    )
    assert value(Criterion.AREA, person(), online=True) == 1.0


@pytest.mark.parametrize(
    ("kind", "help_kind"),
    [
        (NeedKind.ADVISER, HelpKind.ADVICE),
        (NeedKind.ADVISER, HelpKind.LECTURE),
        (NeedKind.HANDS, HelpKind.PRACTICE),
        (NeedKind.HANDS, HelpKind.DAY_HELP),
        (NeedKind.TALK, HelpKind.FACILITATION),
    ],
)
def test_the_kind_of_help_answers_the_kind_of_need(kind: NeedKind, help_kind: HelpKind) -> None:
    assert value(Criterion.HELP, person(help_kinds=frozenset({help_kind})), kind=kind) == 1.0
    others = frozenset(HelpKind) - {
        HelpKind.ADVICE,
        HelpKind.LECTURE,
        HelpKind.PRACTICE,
        HelpKind.DAY_HELP,
        HelpKind.FACILITATION,
    }
    assert Criterion.HELP not in wishes.stated(comparison(need(kind=kind)), person(help_kinds=others))


def test_a_fee_beyond_what_can_be_paid_counts_less() -> None:
    worth = [value(Criterion.FEE, person(fee=fee), fee=Fee.FREE) for fee in Fee]
    assert worth == [1.0, 0.5, 0.0]
    assert [value(Criterion.FEE, person(fee=fee), fee=Fee.PAID) for fee in Fee] == [1.0, 1.0, 1.0]
    assert told(Criterion.FEE, person(fee=Fee.PAID), fee=Fee.FREE) == "謝金を希望（相談の条件は無償）"


def test_what_partners_wish_is_what_they_have_named() -> None:
    assert value(Criterion.WISH, person()) == 1.0
    assert 0 < value(Criterion.WISH, person(fields=frozenset({1}))) < 1
    assert told(Criterion.WISH, person()) == "登録した活動分野に合います：環境"
    assert value(Criterion.WAY, person(areas=frozenset({MUSUBI}))) == 1.0
    assert value(Criterion.WAY, person(areas=frozenset({NEXT_TOWN}))) < 1
    assert told(Criterion.WAY, person()) == "登録した活動地域の中です"


def test_what_is_said_of_earlier_introductions_can_be_checked() -> None:
    compared = comparison(usual=700)
    for asks, words in (
        (Asks(started=4, completed=3), "これまでの紹介4件のうち3件が、終わりまで続きました"),
        (Asks(), "まだ紹介の実績がないため、センターの平均で数えています"),
    ):
        match = compared.judge(Criterion.EXPERIENCE, person(asks=asks))
        assert Teller(VOCABULARY, PartnerKind.PERSON).tell(match) == words


def test_criteria_that_the_need_does_not_ask_for_are_left_out() -> None:
    bare = comparison(need(fields=frozenset(), areas=frozenset(), slots=0, kind=NeedKind.PARTNER))
    assert set(bare.applying) == {Criterion.SKILL, Criterion.TEXT}
    assert not wishes.applying(bare, PartnerKind.PERSON)
    assert Criterion.HELP not in wishes.applying(comparison(), PartnerKind.GROUP)
    assert Criterion.TEXT not in Comparison(need(), VOCABULARY, None).applying
    assert Criterion.EXPERIENCE not in comparison().applying


def test_what_is_only_near_to_a_guess_does_not_count() -> None:
    guessed = (WantedSkill(skill_id=BOOKS, guessed_from="帳簿"),)
    assert value(Criterion.SKILL, person(skills=(HeldSkill(CLOSING),)), skills=guessed) == 0
    assert value(Criterion.SKILL, person(skills=(HeldSkill(ACCOUNTING),)), skills=guessed) > 0


def test_one_skill_that_answers_two_is_told_once() -> None:
    asked = (WantedSkill(skill_id=ACCOUNTING), WantedSkill(skill_id=BOOKS))
    assert told(Criterion.SKILL, group(), skills=asked) == "会計ができる（団体自身の登録・「帳簿づけ」を含む広い技能）"


def test_a_guess_weighs_half() -> None:
    guessed = comparison(need(skills=(WantedSkill(skill_id=ACCOUNTING, guessed_from="経理"),), fields_guessed=True))
    for half, whole in (
        (guessed.applying, comparison().applying),
        (wishes.applying(guessed, PartnerKind.PERSON), wishes.applying(comparison(), PartnerKind.PERSON)),
    ):
        halved = {criterion for criterion in whole if half[criterion] == whole[criterion] / 2}
        assert halved == set(half) & {Criterion.SKILL, Criterion.FIELD, Criterion.WISH}


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"skills": (HeldSkill(ACCOUNTING),)}, "「会計」はセンターの確認がまだです"),
        ({"skills": (HeldSkill(ACCOUNTING, 1, None, True),)}, "「会計」は手伝える程度です"),
        ({"slots": 0}, "活動できる曜日・時間がわかりません"),
        ({"areas": frozenset()}, "活動できる地域がわかりません"),
        ({"areas": frozenset({SOUTH})}, "北部は活動地域に入っていません"),
        ({"help_kinds": frozenset()}, "手伝い方の希望がわかりません"),
        ({"notice_days": 14}, "依頼は14日前までに"),
    ],
)
def test_whatever_is_missing_is_said(changed: dict[str, Any], doubt: str) -> None:
    partner = person(**changed)
    scored = rank(comparison(text={partner.key: 0.9}), [partner]).scored[0]
    assert Doubts(VOCABULARY, staff=True).about(scored) == [doubt]


def test_a_missing_must_is_said_and_own_conditions_only_to_the_staff() -> None:
    asked = need(skills=(WantedSkill(skill_id=ACCOUNTING, must=True), WantedSkill(skill_id=PR, must=True)))
    partner = person(notice_days=14)
    scored = rank(comparison(asked, text={partner.key: 0.9}), [partner]).scored[0]
    assert "必須の「広報」は登録がありません" in Doubts(VOCABULARY, staff=True).about(scored)
    assert not any("14日" in text for text in Doubts(VOCABULARY, staff=False).about(scored))


def test_a_usual_rate_is_spoken_of_once_enough_introductions_are_over() -> None:
    few, enough = [Asks(started=1, completed=1)] * 19, [Asks(started=2, completed=1)] * 10
    assert usual(few) is None
    assert usual(enough) == 500
