"""Whoever changes a group or a person, and however: it leaves a version."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.actions import change_state, create_group, edit_group
from directory.groups.models import ContactKind, Group, GroupContact, GroupState, Publication, Sector
from directory.groups.schemas import GroupSchema
from directory.history.labels import ATTRIBUTES
from directory.history.models import Kind, Method, Version
from directory.history.shapes import names
from directory.history.tracking import all_came_by
from directory.people.models import Absence, Person, PersonSkill
from directory.vocabularies.queries import areas_by_code, skills_by_code
from kit.db import Database, session
from kit.errors import ChangedMeanwhile
from tests.cast import SECRET_PHONE, Cast

Versions = Callable[[Kind, int], list[Version]]


@pytest.fixture
def versions(database: Database) -> Versions:
    def read(kind: Kind, subject_id: int) -> list[Version]:
        with database.transaction(writing=False) as reading:
            found = sa.select(Version).where(Version.kind == kind, Version.subject_id == subject_id)
            return list(reading.scalars(found.order_by(Version.number)))

    return read


def typed(group: Group, **changed: Any) -> dict[str, Any]:
    """The form of a group with something typed into it."""
    return dict(GroupSchema().load({**GroupSchema().dump(group), **changed}))


@pytest.mark.parametrize("kind", Kind)
def test_every_attribute_of_which_the_history_is_kept_has_a_word(kind: Kind) -> None:
    assert names(kind) - ATTRIBUTES[kind].keys() == set()


def test_an_edit_is_kept_with_who_when_and_what(database: Database, cast: Cast, versions: Versions) -> None:
    with database.transaction():
        hanako, river = session.get_one(Account, cast.hanako), session.get_one(Group, cast.river)
        edit_group(river, typed(river, purpose="川をきれいにします。", fields=["7"]), by=hanako)
    version = versions(Kind.GROUP, cast.river)[-1]
    assert (version.actor_id, version.method, version.created) == (cast.hanako, Method.STAFF, False)
    assert version.changes == {
        "fields": [[7, 13], [7]],
        "purpose": ["川の清掃と、子どもたちの水辺の自然観察を続けています。", "川をきれいにします。"],
    }


def test_contacts_are_kept_row_by_row(database: Database, cast: Cast, versions: Versions) -> None:
    with database.transaction():
        hanako, river = session.get_one(Account, cast.hanako), session.get_one(Group, cast.river)
        rows = GroupSchema().dump(river)["contacts"]
        rows[0] = {**rows[0], "value": "050-0000-0009"}
        edit_group(river, typed(river, contacts=rows), by=hanako)
    old, new = versions(Kind.GROUP, cast.river)[-1].changes["contacts"]
    assert [row["value"] for row in old][:2] == ["050-0000-0001", SECRET_PHONE]
    assert new[0] == {"kind": "phone", "value": "050-0000-0009", "note": "", "publication": "public"}
    assert new[1:] == old[1:]


def test_what_is_saved_unchanged_leaves_no_version(database: Database, cast: Cast, versions: Versions) -> None:
    before = len(versions(Kind.GROUP, cast.river))
    with database.transaction():
        hanako, river = session.get_one(Account, cast.hanako), session.get_one(Group, cast.river)
        edit_group(river, typed(river), by=hanako)
        river.place = "どこか"
        session.flush()
        river.place = "北部公民館"
    assert len(versions(Kind.GROUP, cast.river)) == before


def test_a_new_record_begins_with_a_version_without_values(database: Database, cast: Cast, versions: Versions) -> None:
    with database.transaction():
        data = GroupSchema().load(
            {"name": "さくらの会", "sector": "citizen", "intake": "phone", "intake_note": "会長から"}
        )
        group = create_group(dict(data), by=session.get_one(Account, cast.hanako))
        session.flush()
        group.short_name = "さくら"
    [version] = versions(Kind.GROUP, group.id)
    assert (version.number, version.created, version.changes) == (1, True, {})
    assert (version.method, version.note, version.actor_id) == (Method.PHONE, "会長から", cast.hanako)


def test_steps_of_the_register_are_kept(database: Database, cast: Cast, versions: Versions) -> None:
    with database.transaction():
        river, hanako = session.get_one(Group, cast.river), session.get_one(Account, cast.hanako)
        change_state(river, GroupState.PAUSED, reason="冬のあいだ", by=hanako)
    changes = versions(Kind.GROUP, cast.river)[-1].changes
    assert changes == {"state": ["active", "paused"], "state_reason": ["", "冬のあいだ"]}


def test_a_row_that_is_changed_by_itself_is_a_change_of_its_group(
    database: Database, cast: Cast, versions: Versions
) -> None:
    with database.transaction(writing=False):
        opened = session.get_one(Group, cast.river).version
    with database.transaction():
        phone = session.scalars(sa.select(GroupContact).where(GroupContact.value == SECRET_PHONE)).one()
        phone.publication = Publication.MEMBERS
    with database.transaction():
        session.add(GroupContact(group_id=cast.river, position=9, kind=ContactKind.FAX, value="000-0000-1111"))
    with database.transaction():
        session.delete(session.scalars(sa.select(GroupContact).where(GroupContact.value == "000-0000-1111")).one())
    published, added, removed = versions(Kind.GROUP, cast.river)[-3:]
    old, new = published.changes["contacts"]
    assert [(row["value"], row["publication"]) for row in old if row not in new] == [(SECRET_PHONE, "center")]
    assert [(row["value"], row["publication"]) for row in new if row not in old] == [(SECRET_PHONE, "members")]
    old, new = added.changes["contacts"]
    assert [row["value"] for row in new if row not in old] == ["000-0000-1111"]
    assert removed.changes["contacts"] == [new, old]
    assert removed.method is Method.SYSTEM
    with database.transaction(writing=False):
        assert session.get_one(Group, cast.river).version > opened  # an open form is refused


def test_the_lists_of_a_person_are_kept(database: Database, cast: Cast, versions: Versions) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.skills = [PersonSkill(skill=skills_by_code(["carpentry"])[0], level=1)]
        person.absences = [Absence(starts_on=date(2026, 12, 5), ends_on=date(2026, 12, 6))]
        person.avoided_groups = [session.get_one(Group, cast.river)]
        person.areas = list(areas_by_code(["359998"]))
    changes = versions(Kind.PERSON, cast.accountant)[-1].changes
    assert changes == {
        "absences": [[], [{"starts_on": "2026-12-05", "ends_on": "2026-12-06"}]],
        "areas": [["359998-01"], ["359998"]],
        "avoided_groups": [[], [cast.river]],
        "skills": [
            [{"level": 3, "years": 20, "verified": False, "skill": "accounting"}],
            [{"level": 1, "years": None, "verified": False, "skill": "carpentry"}],
        ],
    }


def test_one_transaction_is_one_version_however_often_it_flushes(
    database: Database, cast: Cast, versions: Versions
) -> None:
    before = len(versions(Kind.GROUP, cast.river))
    with database.transaction():
        river = session.get_one(Group, cast.river)
        for place in ("南部公民館", "東部公民館", "西部公民館"):
            river.place = place
            session.flush()
    found = versions(Kind.GROUP, cast.river)
    assert len(found) == before + 1
    assert found[-1].changes == {"place": ["北部公民館", "西部公民館"]}


def test_what_is_taken_back_leaves_no_version(database: Database, cast: Cast, versions: Versions) -> None:
    before = len(versions(Kind.GROUP, cast.river))
    with database.transaction():
        river = session.get_one(Group, cast.river)
        river.place = "南部公民館"
        savepoint = session.begin_nested()
        river.purpose = "なし"
        trial = Group(name="試しの会", sector=Sector.CITIZEN, state=GroupState.DRAFT)
        session.add(trial)
        session.flush()
        trial_id = trial.id
        savepoint.rollback()
    found = versions(Kind.GROUP, cast.river)
    assert [version.changes for version in found[before:]] == [{"place": ["北部公民館", "南部公民館"]}]
    assert versions(Kind.GROUP, trial_id) == []
    with pytest.raises(ZeroDivisionError), database.transaction():
        session.get_one(Group, cast.river).place = "東部公民館"
        session.flush()
        raise ZeroDivisionError
    assert len(versions(Kind.GROUP, cast.river)) == before + 1


def test_a_value_that_was_never_read_is_kept_all_the_same(database: Database, cast: Cast, versions: Versions) -> None:
    with database.transaction():
        river = session.get_one(Group, cast.river)
        session.expire(river)
        river.place = "南部公民館"
    assert versions(Kind.GROUP, cast.river)[-1].changes == {"place": ["北部公民館", "南部公民館"]}


def test_the_history_of_a_record_that_is_deleted_goes_with_it(
    database: Database, cast: Cast, versions: Versions
) -> None:
    with database.transaction():
        session.get_one(Group, cast.paused).place = "南部公民館"
    assert versions(Kind.GROUP, cast.paused)
    with database.transaction():
        session.delete(session.get_one(Group, cast.paused))
    assert versions(Kind.GROUP, cast.paused) == []


def test_what_is_said_to_have_come_by_an_import_has(database: Database, cast: Cast, versions: Versions) -> None:
    with database.transaction():
        all_came_by(Method.IMPORT, actor_id=cast.admin, import_id=12)
        session.get_one(Person, cast.accountant).notes = "取り込んだ覚え書き"
    version = versions(Kind.PERSON, cast.accountant)[-1]
    assert (version.method, version.actor_id, version.import_id) == (Method.IMPORT, cast.admin, 12)


def test_of_many_who_save_one_form_at_once_one_is_heard_and_the_others_are_told(
    database: Database, cast: Cast, versions: Versions
) -> None:
    before = len(versions(Kind.GROUP, cast.river))
    with database.transaction(writing=False):
        opened = typed(session.get_one(Group, cast.river))

    def save(number: int) -> str:
        try:
            with database.transaction():
                river = session.get_one(Group, cast.river)
                edit_group(river, {**opened, "place": f"公民館{number}"}, by=session.get_one(Account, cast.hanako))
        except ChangedMeanwhile:
            return "told"
        return "heard"

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(save, range(8))) == ["heard"] + ["told"] * 7
    assert len(versions(Kind.GROUP, cast.river)) == before + 1
