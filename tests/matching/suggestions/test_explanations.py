"""Why somebody stands where they stand: explained, compared, looked for by name, and kept as it was shown."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.people.models import Person, person_avoided_groups
from kit import slots
from kit.clock import now
from kit.db import Database, session
from kit.settings import Settings
from matching.introductions.models import Introduction
from matching.introductions.moves import State
from matching.needs.models import Need
from matching.scoring.points import rank
from matching.scoring.profiles import HeldSkill, PartnerKind, WantedSkill
from matching.scoring.rules import Rule
from matching.suggestions.actions import KEPT, forget_lists, keep_list
from matching.suggestions.explaining import explain
from matching.suggestions.models import ShownList, ShownRow
from matching.suggestions.objections import Doubts
from matching.suggestions.queries import suggest
from matching.suggestions.trials import Trial
from search.engine import Index
from tests.cast import SECRET_NOTE, SECRET_PHONE, Cast
from tests.conftest import post
from tests.matching.scoring.profiles import comparison, need, person

BrowserOf = Callable[[str], FlaskClient]
Work = Callable[[], int]


@pytest.fixture(autouse=True)
def _indexed(request: pytest.FixtureRequest) -> None:
    if "database" in request.fixturenames:
        request.getfixturevalue("work")()


@pytest.fixture
def avoiding(database: Database, cast: Cast) -> None:
    """The accountant does not want to work with the group that asks."""
    with database.transaction() as writing:
        writing.execute(sa.insert(person_avoided_groups).values(person_id=cast.accountant, group_id=cast.river))


def address(cast: Cast, of: int | None = None) -> str:
    return f"/needs/{cast.need}/suggestions/person/{of or cast.accountant}"


def test_an_explanation_names_every_rule_points_and_their_sources(browser_of: BrowserOf, cast: Cast) -> None:
    page = browser_of("hanako").get(address(cast)).text
    for rule in Rule:
        assert f"{rule.code}　" in page
    for words in ("1位です", "会計の経験20年", f"/people/{cast.accountant}#abilities", f"/needs/{cast.need}"):
        assert words in page
    assert "「会計」はセンターの確認がまだです" in page
    assert SECRET_PHONE not in page
    assert SECRET_NOTE not in page


def test_points_of_an_explanation_sum_to_its_sides(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction(writing=False):
        asked, hanako = session.get_one(Need, cast.need), session.get_one(Account, cast.hanako)
        (one,) = explain(
            asked, hanako, [(PartnerKind.PERSON, cast.accountant)], index=Index(settings.index_dir)
        ).partners
        assert one.scored
        for side in (one.scored.for_need, one.scored.for_partner):
            assert side.points == sum(line.points for line in side.lines)
        assert one.rank == 1
        assert all(check.kept for check in one.checks)


def test_a_weak_criterion_never_goes_without_a_doubt() -> None:
    """A verified skill next to the one asked for: nothing is missing, nothing unverified, and yet it is less than half."""
    books, statements = 2, 3
    asked = need(skills=(WantedSkill(skill_id=books, must=True),), fields=frozenset({7}))
    one = person(skills=(HeldSkill(statements, 3, None, True),), fields=frozenset({7}))
    told = comparison(asked, text={one.key: 0.8})
    (scored,) = rank(told, [one]).scored
    assert [line.criterion.value for line in scored.lines if line.match.value < 0.5] == ["skill"]
    words = "できること：決算書ができる・人に教えられる（センター確認済み・「帳簿づけ」に近い技能）"
    assert Doubts(told.vocabulary, staff=False).about(scored) == [words]


def test_who_is_not_on_the_list_is_found_by_name_with_the_first_rule(browser_of: BrowserOf, cast: Cast) -> None:
    hanako = browser_of("hanako")
    with_rule = hanako.get(f"/needs/{cast.need}/suggestions/why?q=%23{cast.quiet}").text
    assert "H9" in with_rule
    assert "見つかりません" in with_rule
    assert "候補です（1位）" in hanako.get(f"/needs/{cast.need}/suggestions/why?q=髙橋").text
    assert "見つかりませんでした" in hanako.get(f"/needs/{cast.need}/suggestions/why?q=だれもいない").text


@pytest.mark.usefixtures("avoiding")
def test_a_blocked_pair_is_told_only_to_who_sees_to_the_case_and_to_administrators(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    words = "この団体とは組まない希望を出しています"
    pages = (address(cast), f"/needs/{cast.need}/suggestions/why?q=髙橋", f"/needs/{cast.need}/suggestions")
    hanako, admin = browser_of("hanako"), browser_of("admin")
    for page in pages:
        assert words not in hanako.get(page).text
        assert words in admin.get(page).text
    assert "対象外" in hanako.get(pages[0]).text
    assert "対象外" in hanako.get(pages[1]).text
    api = hanako.get(f"/api/v1/needs/{cast.need}/suggestions").json
    assert words not in str(api)
    assert api["excluded_counts"]["avoided"] == 1
    with database.transaction() as writing:
        case = Introduction(need_id=cast.need, person_id=cast.quiet, coordinator_id=cast.hanako, state=State.ENDED)
        writing.add(case)
    assert words in hanako.get(pages[0]).text


def test_a_changed_condition_lets_somebody_in_and_says_who(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    with database.transaction() as writing:
        free = {"slots": slots.bit(0, 0), "slots_possible": 0}
        writing.execute(sa.update(Person).where(Person.id == cast.accountant).values(**free))
    hanako, page = browser_of("hanako"), f"/needs/{cast.need}/suggestions"
    assert "条件に合う候補は見つかりませんでした" in hanako.get(page).text
    assert "slot=0" in hanako.get(page).text
    for trial in ("anytime=1", "day=0", "slot=0"):
        tried = hanako.get(f"{page}?{trial}").text
        assert "条件を変えて見ています" in tried
        assert "条件を変えると入る" in tried
    assert "条件を変えると入る" not in hanako.get(f"{page}?day=1").text
    assert hanako.get(f"{page}?day=99&slot=x").status_code == 200
    with database.transaction(writing=False):
        kept = session.scalars(sa.select(ShownList.conditions).order_by(ShownList.id)).all()
    assert ["anytime=1"] in kept
    assert [] in kept


def test_a_trial_changes_only_what_it_says() -> None:
    asked = need()
    assert Trial().applied(asked) == asked
    assert Trial(online=True).applied(asked).online
    assert Trial(anytime=True, day=3).applied(asked).slots == 0
    first = asked.skills[0].skill_id
    assert first not in {skill.skill_id for skill in Trial(without=first).applied(asked).skills}
    assert not any(skill.must for skill in Trial(nice=True).applied(asked).skills)


def test_two_to_four_are_compared(browser_of: BrowserOf, cast: Cast) -> None:
    hanako, page = browser_of("hanako"), f"/needs/{cast.need}/suggestions/compare"
    both = hanako.get(f"{page}?with=person:{cast.accountant}&with=person:{cast.quiet}").text
    for words in ("髙橋みどり", "1位", "候補にしていません。"):
        assert words in both
    assert "2件から4件えらんでください" in hanako.get(f"{page}?with=person:{cast.accountant}").text
    assert hanako.get(f"{page}?with=cat:1&with=person:x").status_code == 404


def test_a_list_is_kept_once_as_it_was_shown(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    hanako, page = browser_of("hanako"), f"/needs/{cast.need}/suggestions"
    for _time in range(2):
        hanako.get(page)
    browser_of("admin").get(page)
    with database.transaction(writing=False):
        lists = session.scalars(sa.select(ShownList).order_by(ShownList.id)).all()
        assert [shown.account_id for shown in lists] == [cast.hanako, lists[1].account_id]
        (row,) = lists[0].rows
        assert (row.rank, row.person_id, row.band) == (1, cast.accountant, row.final // 50)
        assert sum(points for points, _most in row.points.values()) == row.fit_for_need + (row.fit_for_partner or 0)
        assert lists[0].weights == "default-2026-11"


def test_place_and_points_of_an_introduction_are_those_of_the_list(
    browser_of: BrowserOf, cast: Cast, database: Database
) -> None:
    hanako, page = browser_of("hanako"), f"/needs/{cast.need}/suggestions"
    hanako.get(page)
    with database.transaction(writing=False):
        kept = session.scalars(sa.select(ShownRow)).one()
    forged = {"candidate": f"person:{cast.accountant}", "list": kept.list_id, "rank": 9, "score": 9}
    assert post(hanako, f"/needs/{cast.need}/introductions", forged, page=page).status_code == 303
    with database.transaction(writing=False):
        begun = session.scalars(sa.select(Introduction)).one()
        assert (begun.rank, begun.score) == (1, kept.final)
        assert session.scalars(sa.select(ShownRow.introduction_id)).one() == begun.id


def test_nobody_uses_the_list_that_another_was_shown(browser_of: BrowserOf, cast: Cast, database: Database) -> None:
    browser_of("admin").get(f"/needs/{cast.need}/suggestions")
    with database.transaction(writing=False):
        kept = session.scalars(sa.select(ShownList.id)).one()
    data = {"candidate": f"person:{cast.accountant}", "list": kept}
    post(browser_of("hanako"), f"/needs/{cast.need}/introductions", data, page=f"/needs/{cast.need}")
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Introduction.rank)).one() is None


def test_lists_are_kept_for_two_years(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction():
        asked, hanako = session.get_one(Need, cast.need), session.get_one(Account, cast.hanako)
        keep_list(asked, suggest(asked, hanako, index=Index(settings.index_dir)), to=hanako)
        forget_lists(now() + KEPT - timedelta(hours=1))
        assert session.scalar(sa.select(sa.func.count(ShownRow.rank))) == 1
        forget_lists(now() + KEPT + timedelta(hours=1))
        assert session.scalar(sa.select(sa.func.count(ShownList.id))) == 0
        assert session.scalar(sa.select(sa.func.count(ShownRow.rank))) == 0
