"""Importing: what comes in, what is refused with a reason, what happens the second time, and taking it all back."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.importable import IMPORTERS
from app.jobs import keeper_of
from directory.groups.models import ContactKind, Group, GroupState, Publication
from directory.history.models import Version
from directory.imports import actions, queries
from directory.imports.jobs import Steps
from directory.imports.models import ImportFinding, ImportKind, ImportRun, ImportState
from directory.imports.report import report
from directory.people.models import Audience, Person
from kit import audit
from kit.db import Database, session
from kit.jobs import Job
from kit.settings import Settings
from matching.needs.models import Need
from search.finding import STAFF
from tests.cast import Cast

FILE = """団体名,ふりがな,法人番号,電話,活動分野,都道府県,市区町村,活動日
はなみずきの会,はなみずきのかい,,03-0000-2222,環境,山口県,むすび市,毎月第2土曜 10:00～12:00
さざなみ合唱団,サザナミガッショウダン,,,文化,山口県,むすび市,火曜 夜
,なまえなし,,,,,,
さざなみ合唱団,さざなみがっしょうだん,,03-0000-4444,,山口県,むすび市,
"""

Import = Callable[..., ImportRun]


@pytest.fixture
def bring_in(database: Database, settings: Settings, tmp_path: Path) -> Import:
    """Import a text as a file and carry it out to its end."""

    def run(
        text: str, kind: ImportKind = ImportKind.GROUPS, *, activate: bool = True, check: bool = False
    ) -> ImportRun:
        file = tmp_path / "file.csv"
        file.write_text(text, encoding="utf-8")
        steps = Steps(settings.data_dir, IMPORTERS)
        with database.transaction():
            made = actions.take_in(settings.data_dir, file, kind=kind, name="file.csv", by=None, map_file=None)
            (actions.begin_check if check else actions.begin)(made, activate=activate)
        finish(database, steps, made.id)
        with database.transaction(writing=False):
            return queries.get_run(made.id)

    return run


def finish(database: Database, steps: Steps, run_id: int) -> None:
    more = True
    while more:
        with database.transaction():
            more = steps.step(queries.get_run(run_id))


def undo(database: Database, settings: Settings, run_id: int) -> ImportRun:
    with database.transaction():
        actions.begin_undo(queries.get_run(run_id))
    finish(database, Steps(settings.data_dir, IMPORTERS), run_id)
    with database.transaction(writing=False):
        return queries.get_run(run_id)


def groups_called(database: Database, name: str) -> list[Group]:
    with database.transaction(writing=False):
        found = session.scalars(sa.select(Group).where(Group.name == name)).all()
        for group in found:  # loaded while there is a transaction
            _ = (group.contacts, group.fields, group.areas)
        return list(found)


def test_every_row_is_in_or_refused_with_a_reason(database: Database, bring_in: Import) -> None:
    run = bring_in(FILE)
    assert run.state is ImportState.DONE
    assert run.counts == {"created": 2, "updated": 1, "refused": 1}
    with database.transaction(writing=False):
        refused = session.scalars(sa.select(ImportFinding).where(ImportFinding.refused)).one()
    assert refused.row == 4
    assert refused.reason


def test_a_group_comes_in_with_what_its_row_says(database: Database, bring_in: Import) -> None:
    bring_in(FILE)
    (group,) = groups_called(database, "はなみずきの会")
    assert group.state is GroupState.ACTIVE
    assert [field.code for field in group.fields] == [7]
    assert [area.name for area in group.areas] == ["むすび市"]
    assert group.slots
    assert group.schedule_note


def test_contact_details_from_a_file_are_for_the_centre_only(database: Database, bring_in: Import) -> None:
    bring_in(FILE)
    (group,) = groups_called(database, "はなみずきの会")
    assert [contact.publication for contact in group.contacts] == [Publication.CENTER]


def test_two_rows_of_one_group_become_one_group_with_what_both_say(database: Database, bring_in: Import) -> None:
    bring_in(FILE)
    (group,) = groups_called(database, "さざなみ合唱団")
    assert [contact.value for contact in group.contacts] == ["03-0000-4444"]


def test_without_activation_groups_wait_for_review(database: Database, bring_in: Import) -> None:
    bring_in(FILE, activate=False)
    assert groups_called(database, "はなみずきの会")[0].state is GroupState.SUBMITTED
    bring_in(FILE, activate=True)
    assert groups_called(database, "はなみずきの会")[0].state is GroupState.ACTIVE


def test_the_same_file_again_changes_nothing(database: Database, bring_in: Import) -> None:
    bring_in(FILE)
    with database.transaction():
        session.execute(sa.delete(Job))
    before = [(g.id, g.version, g.updated_at) for g in groups_called(database, "さざなみ合唱団")]
    again = bring_in(FILE)
    assert again.counts == {"same": 3, "refused": 1}
    assert [(g.id, g.version, g.updated_at) for g in groups_called(database, "さざなみ合唱団")] == before
    with database.transaction(writing=False):
        assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0


def test_what_people_have_corrected_by_hand_is_not_overwritten(database: Database, bring_in: Import) -> None:
    bring_in(FILE)
    (group,) = groups_called(database, "はなみずきの会")
    with database.transaction():
        session.get_one(Group, group.id).schedule_note = "第3日曜"
        audit.record("group.edited", f"group:{group.id}", actor_id=1)
    changed = bring_in(FILE.replace("10:00～12:00", "13:00～15:00"))
    assert groups_called(database, "はなみずきの会")[0].schedule_note == "第3日曜"
    with database.transaction(writing=False):
        kept = session.scalars(sa.select(ImportFinding).where(ImportFinding.run_id == changed.id)).all()
    assert any("手で直された" in finding.reason for finding in kept)


def test_a_check_keeps_nothing_but_says_the_same(database: Database, bring_in: Import) -> None:
    run = bring_in(FILE, check=True)
    assert run.state is ImportState.CHECKED
    assert run.counts["created"] == 2
    assert run.counts["refused"] == 1
    assert groups_called(database, "はなみずきの会") == []


def test_a_whole_import_can_be_taken_back(database: Database, bring_in: Import, settings: Settings) -> None:
    first = bring_in(FILE)
    second = bring_in(FILE.replace("火曜 夜", "水曜 夜"))
    assert second.counts["updated"] == 1
    undo(database, settings, second.id)
    assert "火" in groups_called(database, "さざなみ合唱団")[0].schedule_note
    assert undo(database, settings, first.id).state is ImportState.UNDONE
    assert groups_called(database, "はなみずきの会") == groups_called(database, "さざなみ合唱団") == []


def test_what_was_changed_since_is_left_when_an_import_is_taken_back(
    database: Database, bring_in: Import, settings: Settings
) -> None:
    run = bring_in(FILE)
    (group,) = groups_called(database, "はなみずきの会")
    with database.transaction():
        session.get_one(Group, group.id).purpose = "花を植えます。"
    undone = undo(database, settings, run.id)
    assert undone.counts == {"undone": 2, "kept": 1}
    assert groups_called(database, "はなみずきの会")[0].purpose == "花を植えます。"


def test_an_import_that_was_stopped_goes_on_where_it_was(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    rows = "".join(f"団体{number},だんたい{number}\n" for number in range(1200))
    file = tmp_path / "many.csv"
    file.write_text("団体名,ふりがな\n" + rows, encoding="utf-8")
    with database.transaction():
        run = actions.take_in(settings.data_dir, file, kind=ImportKind.GROUPS, name="many.csv", by=None, map_file=None)
        actions.begin(run, activate=True)
    with database.transaction():
        assert Steps(settings.data_dir, IMPORTERS).step(queries.get_run(run.id))
    finish(database, Steps(settings.data_dir, IMPORTERS), run.id)
    with database.transaction(writing=False):
        assert queries.get_run(run.id).counts == {"created": 1200}
        assert session.scalar(sa.select(sa.func.count()).select_from(Group).where(Group.name.like("団体%"))) == 1200


def test_closed_bodies_come_in_as_dissolved(database: Database, bring_in: Import) -> None:
    bring_in("団体名,解散年月日\nむかしの会,平成30年3月31日\n")
    assert groups_called(database, "むかしの会")[0].state is GroupState.DISSOLVED


def test_two_of_one_name_in_different_places_are_listed_not_merged(database: Database, bring_in: Import) -> None:
    bring_in("団体名,都道府県,市区町村\nさくら会,山口県,むすび市\n")
    run = bring_in("団体名,都道府県,市区町村\nさくら会,青森県,青森市\n")
    assert run.counts == {"doubtful": 1}
    assert [group.state for group in groups_called(database, "さくら会")] == [GroupState.ACTIVE, GroupState.SUBMITTED]
    assert bring_in("団体名,都道府県,市区町村\nさくら会,青森県,青森市\n").counts == {"same": 1}


def test_people_come_in_for_the_centre_only(database: Database, bring_in: Import) -> None:
    bring_in("氏名,ふりがな,電話,専門分野\n湊 かずお,みなと かずお,03-0000-1111,会計\n", ImportKind.PEOPLE)
    with database.transaction(writing=False):
        person = session.scalars(sa.select(Person).where(Person.reading == "みなと かずお")).one()
        assert person.findable_by is Audience.COORDINATORS
        assert [held.skill.name for held in person.skills] == ["会計"]


def test_one_person_in_two_files_with_other_spaces_is_one(database: Database, bring_in: Import) -> None:
    bring_in("氏名,ふりがな\n湊　かずお,みなと　かずお\n", ImportKind.PEOPLE)
    assert bring_in("氏名,ふりがな,略歴\n湊かずお,ミナトカズオ,元銀行員\n", ImportKind.PEOPLE).counts == {"updated": 1}


def test_needs_come_in_as_drafts_or_open(database: Database, bring_in: Import) -> None:
    bring_in("事業名,部署名\n花いっぱい運動,公園課\n", ImportKind.NEEDS)
    with database.transaction(writing=False):
        need = session.scalars(sa.select(Need).where(Need.title == "花いっぱい運動")).one()
        assert need.state == "open"
        assert need.requester_name == "公園課"


def test_an_import_and_its_undoing_reach_the_search(
    database: Database, bring_in: Import, settings: Settings, work: Callable[[], int], cast: Cast
) -> None:
    run = bring_in(FILE)
    work()
    index = keeper_of(settings, database).index
    assert index.find("さざなみ", viewer=STAFF).total == 1
    undo(database, settings, run.id)
    work()
    assert index.find("さざなみ", viewer=STAFF).total == 0


def versions_of(database: Database, group_id: int) -> list[Version]:
    with database.transaction(writing=False):
        query = sa.select(Version).where(Version.kind == "group", Version.subject_id == group_id)
        return list(session.scalars(query.order_by(Version.number)))


def test_what_an_import_did_is_in_the_history(database: Database, bring_in: Import, settings: Settings) -> None:
    first = bring_in(FILE)
    (group,) = groups_called(database, "はなみずきの会")
    second = bring_in(FILE.replace("毎月第2土曜 10:00～12:00", "毎月第3日曜 10:00～12:00"))
    created, changed = versions_of(database, group.id)
    assert (created.created, created.method, created.import_id, created.changes) == (True, "import", first.id, {})
    assert (changed.method, changed.import_id) == ("import", second.id)
    assert set(changed.changes) == {"schedule_note", "slots"}
    undo(database, settings, second.id)
    back = versions_of(database, group.id)[-1]
    assert {name: [new, old] for name, (old, new) in back.changes.items()} == changed.changes
    undo(database, settings, first.id)
    assert versions_of(database, group.id) == []


def test_a_check_of_an_import_leaves_no_history(database: Database, bring_in: Import) -> None:
    def count() -> int:
        with database.transaction(writing=False):
            return session.scalar(sa.select(sa.func.count()).select_from(Version)) or 0

    bring_in(FILE)
    before = count()
    bring_in(FILE.replace("毎月第2土曜", "毎月第3日曜") + "あらたな会,,,,,,,\n", check=True)
    assert count() == before


def test_the_report_holds_no_formula(database: Database) -> None:
    finding = ImportFinding(row=2, column="=1+1", original="@SUM(A1)", reason="理由", refused=True)
    assert "\n2,'=1+1,'@SUM(A1),理由,受け取れない" in report([finding]).replace("\r", "")


def test_a_place_comes_in_public_and_what_was_chosen_later_stays(bring_in: Import, database: Database) -> None:
    def chosen() -> Publication:
        with database.transaction(writing=False):
            return session.scalars(sa.select(Group).where(Group.name == "はなみずきの会")).one().place_publication

    bring_in(FILE)
    assert chosen() is Publication.PUBLIC
    with database.transaction():
        session.execute(sa.update(Group).values(place_publication=Publication.CENTER))
    bring_in(FILE)
    assert chosen() is Publication.CENTER


HOME = "団体名,代表者,住所,電話番号,活動日\n白ばら刺しゅうの会,田中 トメ,むすび市中央1-2-3 田中方,083-222-3301,第2土曜 10時〜12時\n"


def test_a_representatives_home_is_told_to_the_centre_only(database: Database, bring_in: Import) -> None:
    bring_in(HOME)
    (group,) = groups_called(database, "白ばら刺しゅうの会")
    assert group.place == ""
    postal = [contact for contact in group.contacts if contact.kind is ContactKind.POSTAL]
    assert [(c.value, c.publication) for c in postal] == [("むすび市中央1-2-3 田中方", Publication.CENTER)]


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_home_does_not_come_in_under_a_switch_that_shows_it(
    by_hand: bool, database: Database, bring_in: Import, settings: Settings
) -> None:
    bring_in("団体名\n白ばら刺しゅうの会\n")
    (group,) = groups_called(database, "白ばら刺しゅうの会")
    assert group.place_publication is Publication.PUBLIC
    if by_hand:
        with database.transaction():
            audit.record("group.edited", f"group:{group.id}", actor_id=1)
    run = bring_in("団体名,活動場所\n白ばら刺しゅうの会,むすび市中央1-2-3 田中方\n")
    (group,) = groups_called(database, "白ばら刺しゅうの会")
    assert (group.place, group.place_publication) == ("むすび市中央1-2-3 田中方", Publication.CENTER)
    undo(database, settings, run.id)
    (group,) = groups_called(database, "白ばら刺しゅうの会")
    assert (group.place, group.place_publication) == ("", Publication.PUBLIC)


def test_weekdays_without_a_time_reach_the_report(database: Database, bring_in: Import) -> None:
    run = bring_in("団体名,曜日\n朝の会壱,火曜\n夜の会弐,土日の夜\n")
    with database.transaction(writing=False):
        assert "時間帯が書かれていないので" in report(queries.all_findings(run.id))
        assert queries.count_findings(run) == 1


PERSON = "氏名,ふりがな,電話番号,できること\n久米 ふさ,くめ ふさ,083-888-0001,会計\n"


@pytest.mark.parametrize(("kind", "file"), [(ImportKind.PEOPLE, PERSON), (ImportKind.GROUPS, HOME)])
@pytest.mark.parametrize(("activate", "outcome"), [(False, "same"), (True, "updated")])
def test_a_check_announces_what_the_import_itself_does_the_second_time(
    kind: ImportKind, file: str, activate: bool, outcome: str, bring_in: Import
) -> None:
    assert bring_in(file, kind, activate=False).counts == {"created": 1}
    checked = bring_in(file, kind, activate=activate, check=True)
    assert checked.counts == {outcome: 1}
    assert bring_in(file, kind, activate=activate).counts == checked.counts
