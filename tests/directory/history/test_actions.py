"""Going back to an earlier version, and forgetting."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.history import actions, queries
from directory.history.models import Kind, Method, Version
from directory.people.actions import edit_person
from directory.people.models import Person
from directory.people.schemas import PersonSchema
from directory.vocabularies.models import Area, Skill
from kit.audit import AuditEntry
from kit.db import Database, session
from kit.errors import ChangedMeanwhile, Forbidden, Invalid
from search.engine import Index
from search.finding import STAFF
from tests.cast import SECRET_PHONE, Cast
from tests.directory.history.test_tracking import typed


def edit(database: Database, cast: Cast, **changed: Any) -> None:
    """Staff change the river group."""
    from directory.groups.actions import edit_group

    with database.transaction():
        river = session.get_one(Group, cast.river)
        edit_group(river, typed(river, **changed), by=session.get_one(Account, cast.hanako))


def restore(database: Database, cast: Cast, number: int, *, by: str = "hanako") -> None:
    with database.transaction():
        river = session.get_one(Group, cast.river)
        account = session.get_one(Account, getattr(cast, by))
        actions.restore(river, number, version=river.version, by=account)


def newest(cast: Cast) -> Version:
    query = sa.select(Version).where(Version.kind == Kind.GROUP, Version.subject_id == cast.river)
    return session.scalars(query.order_by(Version.number.desc()).limit(1)).one()


def test_any_version_can_be_gone_back_to_and_that_is_a_version_again(database: Database, cast: Cast) -> None:
    contacts = [{"kind": "phone", "value": "000-0000-5555", "publication": "public"}]
    edit(
        database,
        cast,
        name="むすび川の会",
        contacts=contacts,
        slots=["0", "27"],
        founded_on="2001-04",
        skills=["accounting"],
    )
    edit(database, cast, name="川の会", contacts=[], slots=[], founded_on="", skills=[], member_count="12")
    with database.transaction(writing=False):
        last = newest(cast).number
    restore(database, cast, last - 1)
    with database.transaction(writing=False):
        river = session.get_one(Group, cast.river)
        assert (river.name, river.founded_on, river.member_count) == ("むすび川の会", "2001-04", None)
        assert [contact.value for contact in river.contacts] == ["000-0000-5555"]
        assert (river.slots, [skill.code for skill in river.skills]) == (1 | 1 << 27, ["accounting"])
        assert (newest(cast).number, newest(cast).method, newest(cast).note) == (
            last + 1,
            Method.RESTORE,
            str(last - 1),
        )
        verbs = sa.select(AuditEntry.verb).where(AuditEntry.subject == f"group:{cast.river}").order_by(AuditEntry.id)
        assert session.scalars(verbs).all()[-2:] == ["group.edited", "group.restored"]
    restore(database, cast, last - 2)
    with database.transaction(writing=False):
        river = session.get_one(Group, cast.river)
        assert (river.name, len(river.contacts)) == ("むすび川を守る会", 3)
        assert SECRET_PHONE in [contact.value for contact in river.contacts]
    restore(database, cast, last)
    with database.transaction(writing=False):
        assert session.get_one(Group, cast.river).name == "川の会"


def test_a_person_comes_back_whole(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        before = {**PersonSchema().dump(person)}
        data = PersonSchema().load(
            {
                "display_name": "会計の人",
                "skills": [{"skill": "carpentry", "level": "1"}],
                "absences": [{"starts_on": "2026年12月5日"}],
                "council_posts": [{"council": "協働審議会", "starts_on": "2025年4月1日", "recruited": "open"}],
                "avoided_groups": ["むすび川を守る会"],
                "birth_year": "昭和30年",
                "resting_until": "2027年3月31日",
                "fee": "paid",
                "languages": "英語、手話",
                "help_kinds": ["lecture"],
            }
        )
        edit_person(person, dict(data), by=hanako)
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        after = {**PersonSchema().dump(person)}
        number = queries.list_versions(person).items[0].number
        actions.restore(person, number - 1, version=person.version, by=hanako)
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        assert {**PersonSchema().dump(person), "version": before["version"]} == before
        actions.restore(person, number, version=person.version, by=hanako)
    with database.transaction(writing=False):
        person = session.get_one(Person, cast.accountant)
        assert {**PersonSchema().dump(person), "version": after["version"]} == after


def test_what_is_gone_from_the_vocabularies_stays_away_and_is_named(database: Database, cast: Cast) -> None:
    with database.transaction():
        session.add_all(
            [
                Area(code="359998-09", kind="district", parent_code="359998", name="消える地区"),
                Skill(code="vanishing", name="消える技", position=999),
            ]
        )
    edit(database, cast, areas=["359998-01", "359998-09"], skills=["accounting", "vanishing"], place="ここ")
    edit(database, cast, areas=["359998-01"], skills=[], place="そこ")
    with database.transaction():
        session.execute(sa.delete(Area).where(Area.code == "359998-09"))
        session.execute(sa.delete(Skill).where(Skill.code == "vanishing"))
    with database.transaction(writing=False):
        river, number = session.get_one(Group, cast.river), newest(cast).number - 1
        plan = actions.plan_return(river, number, by=session.get_one(Account, cast.hanako))
        assert plan.gone == {"areas": ["359998-09"], "skills": ["vanishing"]}
        assert plan.changes == {"skills": [[], ["accounting"]], "place": ["そこ", "ここ"]}
    restore(database, cast, number)
    with database.transaction(writing=False):
        assert [skill.code for skill in session.get_one(Group, cast.river).skills] == ["accounting"]


def test_going_back_obeys_the_rules_of_today(database: Database, cast: Cast) -> None:
    edit(database, cast, corporate_number="7000012050002")
    edit(database, cast, corporate_number="")
    with database.transaction():
        session.get_one(Group, cast.paused).corporate_number = "7000012050002"
    with database.transaction(writing=False):
        number = newest(cast).number - 1
    with pytest.raises(Invalid) as refused:
        restore(database, cast, number)
    assert "corporate_number" in refused.value.errors
    with pytest.raises(Forbidden):
        restore(database, cast, number, by="jiro")  # a member of no group
    with pytest.raises(ChangedMeanwhile), database.transaction():
        river = session.get_one(Group, cast.river)
        actions.restore(river, number, version=river.version - 1, by=session.get_one(Account, cast.hanako))


def test_a_restored_name_is_found_and_the_newer_one_is_not(
    database: Database, cast: Cast, work: Callable[[], int], settings: Any
) -> None:
    def found(text: str) -> bool:
        work()
        hits = Index(settings.index_dir).find(text, viewer=STAFF, kinds=["group"], synonyms={})
        return cast.river in hits.ids("group")

    edit(database, cast, name="きらめき水辺クラブ")
    assert found("きらめき")
    with database.transaction(writing=False):
        number = newest(cast).number - 1
    restore(database, cast, number)
    assert found("むすび川を守る会")
    assert not found("きらめき")


def test_what_is_forgotten_is_in_no_version_and_does_not_come_back(database: Database, cast: Cast) -> None:
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.legal_name, person.notes = "別の名前", "別の覚え書き"
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.legal_name, person.phone = "", ""
        actions.forget(Kind.PERSON, cast.accountant)
    with database.transaction(writing=False):
        person = session.get_one(Person, cast.accountant)
        versions = queries.list_versions(person).items
        assert [value for version in versions for value in version.changes.values()] == [None] * 4
        past = queries.state_at(person, 0)
        assert past.forgotten == {"legal_name", "notes", "phone"}
        plan = actions.plan_return(person, 0, by=session.get_one(Account, cast.hanako))
        assert (plan.changes, plan.forgotten) == ({}, {"legal_name", "notes", "phone"})
        rows = session.connection().exec_driver_sql("SELECT changes, note FROM versions").all()
        assert [word for word in ("別の名前", "高橋緑", SECRET_PHONE) if word in str(rows)] == []
