"""What somebody agrees to is kept line by line, and what they take back takes effect at once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory.accounts.models import Account
from directory.consents import access, actions, queries
from directory.consents.models import Consent, ConsentText, Method, Purpose, digest_of
from directory.consents.texts import TEXTS
from directory.deletions.models import Deletion
from directory.groups.actions import edit_group
from directory.groups.models import Group, GroupState, Publication
from directory.groups.schemas import GroupSchema
from directory.people.actions import edit_person
from directory.people.models import Audience, Person, PersonState
from directory.people.schemas import PersonSchema
from kit.clock import today
from kit.db import Database, session
from kit.errors import Forbidden, Invalid
from tests.cast import Cast


def test_what_was_said_last_counts(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        assert not queries.stands(person, Purpose.PUBLISH)
        assert not queries.withdrawn(person, Purpose.PUBLISH)  # nothing said is not a no
        actions.give(person, Purpose.PUBLISH, by=hanako, method=Method.PAPER)
        assert queries.stands(person, Purpose.PUBLISH)
        assert not queries.stands(person, Purpose.REGISTER)
        actions.withdraw(person, Purpose.PUBLISH, by=hanako, method=Method.SPOKEN)
        assert queries.withdrawn(person, Purpose.PUBLISH)
        assert [line.given for line in queries.ledger(person)] == [False, True]


def test_consents_of_one_are_not_those_of_another(database: Database, cast: Cast) -> None:
    with database.transaction():
        hanako = session.get_one(Account, cast.hanako)
        actions.give(session.get_one(Person, cast.accountant), Purpose.FOLLOWUP, by=hanako, method=Method.FAX)
        assert not queries.stands(session.get_one(Person, cast.interpreter), Purpose.FOLLOWUP)
        same_number = session.get(Group, cast.accountant)
        assert same_number is None or not queries.stands(same_number, Purpose.FOLLOWUP)


def test_lines_are_never_changed(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        line = actions.give(person, Purpose.PUBLISH, by=hanako, method=Method.PAPER)
        line.given = False
        with pytest.raises(RuntimeError, match="never changed"):
            session.flush()
        session.rollback()


@pytest.mark.parametrize("who", ["jiro", "taro"])
def test_nobody_speaks_for_others(who: str, database: Database, cast: Cast) -> None:
    with database.transaction():
        person, other = session.get_one(Person, cast.accountant), session.get_one(Account, getattr(cast, who))
        for act in (actions.give, actions.withdraw):
            with pytest.raises(Forbidden):
                act(person, Purpose.PUBLISH, by=other, method=Method.WEB)


def test_an_editor_speaks_for_the_own_group_only(database: Database, cast: Cast) -> None:
    with database.transaction():
        taro = session.get_one(Account, cast.taro)
        actions.give(session.get_one(Group, cast.river), Purpose.PUBLISH, by=taro, method=Method.WEB)
        with pytest.raises(Forbidden):
            actions.give(session.get_one(Group, cast.paused), Purpose.PUBLISH, by=taro, method=Method.WEB)


def test_it_is_known_who_wrote_it_down(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, jiro = session.get_one(Person, cast.accountant), session.get_one(Account, cast.jiro)
        hanako = session.get_one(Account, cast.hanako)
        person.account_id = jiro.id
        own = actions.give(person, Purpose.PUBLISH, by=jiro, method=Method.WEB)
        taken = actions.give(person, Purpose.PUBLISH, by=hanako, method=Method.LETTER, said_on=today())
        assert (own.taken_by_id, taken.taken_by_id) == (None, hanako.id)
        with pytest.raises(actions.OnTheWebThemselves):
            actions.give(person, Purpose.PUBLISH, by=hanako, method=Method.WEB)
        with pytest.raises(actions.InTheFuture):
            actions.give(person, Purpose.PUBLISH, by=hanako, method=Method.PAPER, said_on=today() + timedelta(days=1))


def test_other_words_are_another_version_and_the_old_ones_stay(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, admin = session.get_one(Person, cast.accountant), session.get_one(Account, cast.admin)
        old = actions.give(person, Purpose.REGISTER, by=admin, method=Method.PAPER).text
        assert (old.number, old.digest) == (1, digest_of(*TEXTS[Purpose.REGISTER]))
        new = actions.change_text(Purpose.REGISTER, "新しい文です。", "New words.", by=admin)
        assert actions.change_text(Purpose.REGISTER, "新しい文です。", "New words.", by=admin) is new
        assert new.number == 2
        assert queries.current_text(Purpose.REGISTER) is new
        assert queries.get_text("register", 1) is old
        assert queries.ledger(person)[0].text is old
        actions.fill_texts()  # an update of the service does not bring back what an administrator replaced
        assert queries.current_text(Purpose.REGISTER) is new


def test_the_texts_are_kept_once(database: Database) -> None:
    with database.transaction():
        actions.fill_texts()
        actions.fill_texts()
        assert session.scalar(sa.select(sa.func.count()).select_from(ConsentText)) == len(Purpose)


def test_who_is_no_longer_published_cannot_be_published_by_a_form(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        actions.withdraw(person, Purpose.PUBLISH, by=hanako, method=Method.SPOKEN)
        assert person.findable_by is Audience.COORDINATORS
        data = PersonSchema().load({"display_name": person.display_name, "findable_by": "public"})
        with pytest.raises(Invalid):
            edit_person(person, data, by=hanako)
        actions.give(person, Purpose.PUBLISH, by=hanako, method=Method.SPOKEN)
        assert edit_person(person, data, by=hanako).findable_by is Audience.PUBLIC


def test_a_group_that_is_no_longer_published_shows_no_contact(database: Database, cast: Cast) -> None:
    with database.transaction():
        river, taro = session.get_one(Group, cast.river), session.get_one(Account, cast.taro)
        assert access.groups.visible_contacts(river, None)
        actions.withdraw(river, Purpose.PUBLISH, by=taro, method=Method.WEB)
        assert {contact.publication for contact in river.contacts} == {Publication.CENTER}
        assert river.state is GroupState.ACTIVE


def test_who_leaves_the_register_is_withdrawn_and_deleted_next(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        actions.withdraw(person, Purpose.REGISTER, by=hanako, method=Method.LETTER)
        assert (person.state, person.findable_by) == (PersonState.WITHDRAWN, Audience.COORDINATORS)
        waiting = session.scalars(sa.select(Deletion)).one()
        assert (waiting.person_id, waiting.done_at, waiting.method) == (person.id, None, Method.LETTER)


def test_contact_details_are_given_only_while_that_is_agreed_to(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        assert not queries.may_disclose(person)
        for purpose in (Purpose.REGISTER, Purpose.THIRD_PARTY):
            actions.give(person, purpose, by=hanako, method=Method.PAPER)
        assert queries.may_disclose(person)
        actions.withdraw(person, Purpose.THIRD_PARTY, by=hanako, method=Method.SPOKEN)
        assert not queries.may_disclose(person)
        assert person.state is PersonState.ACTIVE  # they stay in the register


def test_a_consent_is_about_one_and_only_one(database: Database, cast: Cast) -> None:
    with database.transaction():
        person, hanako = session.get_one(Person, cast.accountant), session.get_one(Account, cast.hanako)
        line = actions.give(person, Purpose.PUBLISH, by=hanako, method=Method.PAPER)
        values = {"text_id": line.text_id, "given": True, "method": Method.WEB, "said_on": today()}
        with pytest.raises(sa.exc.IntegrityError), session.begin_nested():
            session.execute(sa.insert(Consent).values(**values, person_id=person.id, account_id=hanako.id))
        with pytest.raises(sa.exc.IntegrityError), session.begin_nested():
            session.execute(sa.insert(Consent).values(**values))


def test_a_group_that_is_no_longer_published_cannot_be_published_by_a_form(database: Database, cast: Cast) -> None:
    with database.transaction():
        river, hanako = session.get_one(Group, cast.river), session.get_one(Account, cast.hanako)
        actions.withdraw(river, Purpose.PUBLISH, by=hanako, method=Method.SPOKEN)
    with database.transaction():
        river, hanako = session.get_one(Group, cast.river), session.get_one(Account, cast.hanako)
        data = GroupSchema().load({**GroupSchema().dump(river), "place_publication": "public"})
        with pytest.raises(Invalid) as refused:
            edit_group(river, data, by=hanako)
        assert "place_publication" in refused.value.errors
        edit_group(river, {**data, "place_publication": Publication.CENTER}, by=hanako)
