"""Suggestions through the database, the page, the API and the command line."""

import json
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask.testing import FlaskClient

from app.jobs import keeper_of
from directory.accounts.models import Account, Membership, MembershipRole
from directory.people.models import Person, PersonSkill, PersonState
from directory.vocabularies.queries import skills_by_code
from kit.db import Database, session
from kit.settings import Settings
from matching.needs.models import Need, NeedSkill
from matching.scoring.profiles import PartnerKind
from matching.scoring.rules import Rule
from matching.scoring.weights import Side
from matching.suggestions.commands import suggest
from matching.suggestions.queries import suggest as suggestions_for
from matching.suggestions.queries import why_not
from matching.suggestions.results import SuggestionList
from search.engine import Index
from tests.cast import SECRET_ADDRESS, SECRET_NOTE, SECRET_PHONE, Cast

Browsers = Callable[[str], FlaskClient]
Work = Callable[[], int]


@pytest.fixture(autouse=True)
def _indexed(work: Work) -> None:
    work()


def found_for(name: str, cast: Cast, settings: Settings, **options: object) -> SuggestionList:
    viewer = session.get(Account, getattr(cast, name))
    need = session.get(Need, cast.need)
    assert need
    return suggestions_for(need, viewer, index=Index(settings.index_dir), **options)  # type: ignore[arg-type]


def rules(found: SuggestionList) -> dict[tuple[str, int], Rule]:
    return {(one.kind.value, one.id): one.rule for one in found.excluded}


def test_the_accountant_is_proposed_for_the_accounts(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction(writing=False):
        found = found_for("hanako", cast, settings)
        assert [one.name for one in found.items] == ["髙橋みどり"]
        texts = {reason.criterion.value: reason.text for reason in found.items[0].reasons}
        assert texts["skill"] == "会計の経験20年・人に教えられる（本人の登録）"
        assert texts["area"] == "同じ北部で活動"
        assert "「帳簿」" in texts["text"]
        assert "「会計」はセンターの確認がまだです" in found.items[0].against


def test_the_others_are_left_out_with_their_reason(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction(writing=False):
        left_out = rules(found_for("hanako", cast, settings))
    assert left_out["group", cast.river] is Rule.OWN
    assert left_out["group", cast.paused] is Rule.INACTIVE
    assert left_out["person", cast.quiet] is Rule.UNRELATED


def test_those_who_asked_see_nobody_who_hides_from_them_and_no_exclusions(
    database: Database, cast: Cast, settings: Settings
) -> None:
    with database.transaction():
        skill = skills_by_code(["accounting.closing"])[0]
        for person_id in (cast.quiet, cast.interpreter):
            session.add(PersonSkill(person_id=person_id, skill_id=skill.id))
    with database.transaction(writing=False):
        names = {who: {one.id for one in found_for(who, cast, settings).items} for who in ("hanako", "taro")}
        assert names["hanako"] == {cast.accountant, cast.interpreter, cast.quiet}
        assert names["taro"] == {cast.accountant, cast.interpreter}
        seen = found_for("taro", cast, settings)
        assert seen.excluded == []
        assert not any(one.against for one in seen.items)


def test_members_of_the_group_that_asks_are_not_proposed(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction():
        session.add(Membership(group_id=cast.river, person_id=cast.accountant, role=MembershipRole.MEMBER))
    with database.transaction(writing=False):
        assert rules(found_for("hanako", cast, settings))["person", cast.accountant] is Rule.OWN


def test_a_person_whose_account_belongs_to_the_group_is_not_proposed(
    database: Database, cast: Cast, settings: Settings
) -> None:
    with database.transaction():
        session.get_one(Person, cast.accountant).account_id = cast.taro
    with database.transaction(writing=False):
        assert rules(found_for("hanako", cast, settings))["person", cast.accountant] is Rule.OWN


def test_own_conditions_hold(database: Database, cast: Cast, settings: Settings) -> None:
    for changed, rule in (
        ({"resting_until": date(2999, 1, 1)}, Rule.RESTING),
        ({"resting_until": None, "max_at_once": 0}, Rule.BUSY),
        ({"max_at_once": None, "state": PersonState.PAUSED}, Rule.INACTIVE),
    ):
        with database.transaction():
            session.execute(sa.update(Person).where(Person.id == cast.accountant).values(**changed))
        with database.transaction(writing=False):
            assert rules(found_for("hanako", cast, settings))["person", cast.accountant] is rule


def test_why_somebody_is_not_proposed_can_be_asked_by_name(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction(writing=False):
        need, hanako = session.get_one(Need, cast.need), session.get(Account, cast.hanako)
        index = Index(settings.index_dir)
        quiet = why_not(need, hanako, (PartnerKind.PERSON, cast.quiet), index=index)
        assert quiet
        assert (quiet.code, quiet.rule) == ("H9", Rule.UNRELATED)
        assert "見つかりません" in quiet.text
        assert why_not(need, hanako, (PartnerKind.PERSON, cast.accountant), index=index) is None


def test_a_private_note_moves_nobody_up(database: Database, cast: Cast, settings: Settings, work: Work) -> None:
    def scores() -> dict[int, int]:
        with database.transaction(writing=False):
            return {one.id: one.score for one in found_for("hanako", cast, settings).items}

    def index_anew() -> None:
        work()
        keeper_of(settings, database).index.optimise()  # a score depends a little on how the index lies on the disk

    index_anew()
    before = scores()
    with database.transaction():
        session.get_one(Person, cast.accountant).notes = "会計 帳簿 決算書 担当 作り方"
    index_anew()
    assert scores() == before


def test_skills_are_guessed_when_nobody_has_named_any(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction():
        session.execute(sa.delete(NeedSkill).where(NeedSkill.need_id == cast.need))
    with database.transaction(writing=False):
        found = found_for("hanako", cast, settings)
        assert found.items[0].id == cast.accountant
        assert all(skill.guessed_from for skill in found.need.skills)
        assert "から推定" in found.items[0].reasons[0].text


def test_without_an_index_the_words_are_left_out(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction(writing=False):
        need = session.get_one(Need, cast.need)
        found = suggestions_for(need, session.get(Account, cast.hanako), index=Index(settings.data_dir / "nowhere"))
        assert [one.id for one in found.items] == [cast.accountant]
        assert "text" in [criterion.value for criterion in found.left_out]
        assert sum(reason.max for reason in found.items[0].reasons if reason.side is Side.NEED) == 1000


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 403), ("taro", 403), ("hanako", 200), ("admin", 200)])
def test_only_coordinators_see_the_page(browser_of: Browsers, cast: Cast, who: str, status: int) -> None:
    assert browser_of(who).get(f"/needs/{cast.need}/suggestions").status_code == status


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 403), ("taro", 200), ("hanako", 200)])
def test_only_coordinators_and_those_who_asked_get_them_as_json(
    browser_of: Browsers, cast: Cast, who: str, status: int
) -> None:
    answer = browser_of(who).get(f"/api/v1/needs/{cast.need}/suggestions")
    assert answer.status_code == status
    if status == 200:
        assert bool(answer.json["excluded"]) == (who == "hanako")
        assert bool(answer.json["items"][0]["against"]) == (who == "hanako")


def test_the_page_names_candidates_reasons_doubts_and_those_left_out(browser_of: Browsers, cast: Cast) -> None:
    page = browser_of("hanako").get(f"/needs/{cast.need}/suggestions").text
    for words in (
        "髙橋みどり",
        "会計の経験20年",
        "気になる点",
        "センターの確認がまだです",
        "川を守る",
        "相談した団体です",
    ):
        assert words in page
    for secret in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE):
        assert secret not in page


def test_the_list_can_be_narrowed_to_groups(browser_of: Browsers, cast: Cast) -> None:
    hanako = browser_of("hanako")
    assert "髙橋みどり" not in hanako.get(f"/needs/{cast.need}/suggestions?kind=group").text
    answer = hanako.get(f"/api/v1/needs/{cast.need}/suggestions?kind=person&limit=1").json
    assert [one["kind"] for one in answer["items"]] == ["person"]
    assert {one["kind"] for one in answer["excluded"]} == {"person"}


def test_the_json_is_what_the_contract_says(browser_of: Browsers, cast: Cast) -> None:
    answer = browser_of("hanako").get(f"/api/v1/needs/{cast.need}/suggestions").json
    item = answer["items"][0]
    assert item["kind"] == "person"
    assert item["id"] == str(cast.accountant)
    for side, fit in (("need", "fit_for_need"), ("partner", "fit_for_partner")):
        assert item[fit] == sum(reason["points"] for reason in item["reasons"] if reason["side"] == side)
    assert item["score"] == item["mutual"]
    assert set(item["reasons"][0]) == {"criterion", "points", "max", "text", "side"}
    assert set(answer["excluded"][0]) == {"kind", "id", "rule", "code", "text"}
    assert sum(answer["excluded_counts"].values()) == len(answer["excluded"])
    assert isinstance(answer["what_if"], list)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=many", "kind=horse"])
def test_a_question_without_sense_is_refused(browser_of: Browsers, cast: Cast, query: str) -> None:
    answer = browser_of("hanako").get(f"/api/v1/needs/{cast.need}/suggestions?{query}")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"


def test_there_is_nothing_for_a_need_that_does_not_exist(browser_of: Browsers) -> None:
    assert browser_of("hanako").get("/needs/9999/suggestions").status_code == 404
    assert browser_of("hanako").get("/api/v1/needs/9999/suggestions").status_code == 404


def test_the_command_prints_reasons_or_json(database: Database, cast: Cast, settings: Settings) -> None:
    class Setup:
        def __init__(self) -> None:
            self.database, self.settings = database, settings

    told = CliRunner().invoke(suggest, [str(cast.need)], obj=Setup())
    assert told.exit_code == 0, told.output
    assert "1. 髙橋みどり（人材" in told.output
    assert "会計の経験20年" in told.output
    answer = json.loads(CliRunner().invoke(suggest, [str(cast.need), "--json"], obj=Setup()).output)
    assert answer["items"][0]["id"] == str(cast.accountant)
    missing = CliRunner().invoke(suggest, ["9999"], obj=Setup())
    assert missing.exit_code == 1
    assert "9999" in missing.output


def test_only_kinds_that_were_asked_for_are_read(database: Database, cast: Cast, settings: Settings) -> None:
    with database.transaction(writing=False):
        found = found_for("hanako", cast, settings, kind=PartnerKind.GROUP)
        assert {one.kind for one in found.excluded} == {PartnerKind.GROUP}


def test_words_that_offices_write_everywhere_make_nobody_fit(
    database: Database, cast: Cast, settings: Settings, work: Work
) -> None:
    with database.transaction():
        session.execute(sa.delete(NeedSkill).where(NeedSkill.need_id == cast.need))
        need = session.get_one(Need, cast.need)
        need.title, need.story, need.fields = "むかで退治よろず相談業務", "委託の予算は総額30千円です。", []
        session.get_one(Person, cast.accountant).introduction = "業務改善の委託と、相談や予算の事業。"
    work()
    with database.transaction(writing=False):
        assert found_for("hanako", cast, settings).items == []
    with database.transaction():
        session.get_one(Person, cast.accountant).introduction = "むかで退治の業務。"
    work()
    with database.transaction(writing=False):
        assert [one.id for one in found_for("hanako", cast, settings).items] == [cast.accountant]
