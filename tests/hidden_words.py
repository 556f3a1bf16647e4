"""A town in which every private text holds a word of its own, and for each word those who may read it."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from directory.accounts.models import (
    Account,
    ApiToken,
    EmailChange,
    Membership,
    MembershipRole,
    Role,
    Scope,
    SecondFactor,
)  # fmt: skip
from directory.accounts.passwords import hash_password
from directory.claims.models import Claim
from directory.confirmations.models import Answer, AnsweredBy, Confirmation
from directory.consents import actions as consents
from directory.consents.models import Method, Purpose
from directory.corrections.models import Correction, CorrectionItem
from directory.documents.files import FOLDER
from directory.documents.models import Document, DocumentKind
from directory.groups.models import ContactKind, Group, GroupContact, GroupState, Publication, Sector
from directory.history import tracking
from directory.history.models import Method as HistoryMethod
from directory.imports.models import ImportFinding, ImportKind, ImportRun, ImportState
from directory.log.models import Becomes, LogEntry, LogNote
from directory.log.models import Method as CallMethod
from directory.memberships.models import Invitation
from directory.openings.models import Opening, Reason, Way
from directory.people.models import Audience, CouncilPost, Person, PersonState
from directory.registrations.models import PersonRegistration, Registration
from directory.reviews.models import Decision, Review
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.links import make_link
from kit.mail import Recipient, leave_letter
from matching.care.models import CareTask, Task, TaskState
from matching.consultations.models import Consultation, ConsultationDraft, ConsultationQuestion, Interest
from matching.exclusions.models import Kind, PairExclusion
from matching.follow_ups.models import Ending, FollowUp, Found, Result, Round
from matching.introductions.models import Came, Happened, Introduction, Note, Question
from matching.introductions.moves import Actor, Side, State
from matching.needs.models import Closed, Need, NeedKind, NeedState
from matching.plans.models import Plan, PlanRow, PlanState
from matching.stories.models import Opinion, Story
from matching.stories.moves import Move as StoryMove
from matching.stories.moves import State as StoryState
from tests.cast import PASSWORD, Cast

NAMES: Final = {
    "visitor": "",
    "member": "jiro",
    "other_editor": "taro",
    "other_person": "yumi",
    "keeper": "ume",
    "person": "kenji",
    "coordinator": "hanako",
    "admin": "admin",
}
STAFF: Final = frozenset({"coordinator", "admin"})
KEEPER: Final = STAFF | {"keeper"}
SELF: Final = STAFF | {"person"}
SIGNED_IN: Final = frozenset(NAMES) - {"visitor"}
ADMIN = frozenset({"admin"})
NOBODY: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Secret:
    """A word, where it stands, and who reads it somewhere. ``kind``: where a search for it would look."""

    word: str
    where: str
    readers: frozenset[str]
    kind: str = "group"


@dataclass
class Town:
    """The secrets, and the ids of what they stand in, by the names that addresses use."""

    secrets: list[Secret] = field(default_factory=list)
    ids: dict[str, list[object]] = field(default_factory=dict)

    def word(self, where: str, readers: frozenset[str], kind: str = "group") -> str:
        """A new word that is like no other."""
        made = word_for(where)
        self.secrets.append(Secret(made, where, readers, kind))
        return made

    def phone(self, where: str, readers: frozenset[str], kind: str = "group") -> str:
        """A new telephone number."""
        digits = f"{int(hashlib.sha256(where.encode()).hexdigest(), 16) % 10**8:08d}"
        number = f"050-{digits[:4]}-{digits[4:]}"
        self.secrets.append(Secret(number, where, readers, kind))
        return number


def word_for(where: str) -> str:
    """Ten letters that stand in no dictionary and read as nothing."""
    number = int(hashlib.sha256(where.encode()).hexdigest(), 16)
    return "zq" + "".join("bcdfghjklmnpqrstvwxz"[number // 20**place % 20] for place in range(8))


def fill_town(cast: Cast, data_dir: Path) -> Town:
    """Add it to the open transaction."""
    town = Town()
    _accounts(town, cast)
    groups = _groups(town)
    people = _people(town, cast)
    needs = _needs(town, groups, people)
    _registrations(town, groups, people, data_dir)
    _around(town, groups, people, cast)
    _at_the_desk(town, groups, people, cast)
    _introduction(town, needs[0], groups["active"], cast)
    _afterwards(town, groups["active"], people)
    town.ids |= {
        "group_id": [group.id for group in groups.values()],
        "person_id": [person.id for person in people.values()],
        "need_id": [need.id for need in needs],
    }
    return town


def change_town(town: Town) -> None:
    """What is written over in a transaction of its own, so that the old words stand in the history only."""
    group = session.get_one(Group, town.ids["group_id"][0])
    tracking.came_by(group, HistoryMethod.PHONE, note=town.word("note of a version", STAFF))
    group.purpose, group.notes, group.contacts[2].value = "あたらしい目的", town.word("notes", STAFF), "0"
    person = session.get_one(Person, town.ids["person_id"][0])
    person.phone, person.introduction = town.phone("phone", SELF, "person"), "あたらしい紹介"


def _account(name: str, role: Role = Role.MEMBER, *, email: str = "", called: str = "") -> Account:
    address = email or f"{name}@example.jp"
    account = Account(
        email=address, email_key=address, name=called or name, role=role, password_hash=hash_password(PASSWORD)
    )
    session.add(account)
    session.flush()
    return account


def _accounts(town: Town, cast: Cast) -> None:
    """Ume keeps the groups, Kenji is the person, Yumi another one; somebody else has an account full of words."""
    _account("ume"), _account("yumi"), _account("kenji")
    somebody = _account(
        "x", email=f"{town.word('e-mail of an account', ADMIN, 'account')}@example.jp",
        called=town.word("name of an account", STAFF, "account"),
    )  # fmt: skip
    session.add_all([
        ApiToken(account_id=somebody.id, name=town.word("name of a token", NOBODY, "account"), scope=Scope.READ,
                 token_hash="1" * 64, expires_at=now() + timedelta(days=1)),
        SecondFactor(account_id=somebody.id, seed=town.word("seed of a second factor", NOBODY, "account")),
        EmailChange(account_id=somebody.id, email=f"{town.word('wish for another e-mail', NOBODY, 'account')}@example.jp"),
    ])  # fmt: skip
    kenji = account_called("kenji")
    session.add_all([
        ApiToken(account_id=kenji.id, name=town.word("name of the own token", frozenset({"person"}), "account"),
                 scope=Scope.READ, token_hash="2" * 64, expires_at=now() + timedelta(days=1)),
        SecondFactor(account_id=kenji.id, seed=town.word("seed of the own second factor", NOBODY, "account")),
        EmailChange(account_id=kenji.id,
                    email=f"{town.word('own wish for another e-mail', frozenset({'person'}), 'account')}@example.jp"),
    ])  # fmt: skip
    town.ids["account_id"] = [somebody.id]


def account_called(name: str) -> Account:
    """The account with this name."""
    return session.scalars(sa.select(Account).where(Account.name == name)).one()


def _groups(town: Town) -> dict[str, Group]:
    """An active group, and groups that nobody but their keeper and the staff know of."""
    active = Group(
        name="ひみつの会", sector=Sector.CITIZEN, state=GroupState.ACTIVE,
        purpose=town.word("former purpose", KEEPER),
        notes=town.word("former notes", STAFF),
        place=town.word("place for the centre", KEEPER), place_publication=Publication.CENTER,
        latitude=34.1876543, longitude=131.4765432,
        source_id=town.word("number in another register", NOBODY),
        contacts=[
            GroupContact(kind=ContactKind.PHONE, value=town.phone("contact for the centre", KEEPER),
                         note=town.word("note of a contact for the centre", KEEPER), publication=Publication.CENTER),
            GroupContact(kind=ContactKind.EMAIL, value=f"{town.word('contact for members', SIGNED_IN)}@example.jp",
                         note=town.word("note of a contact for members", SIGNED_IN), publication=Publication.MEMBERS),
            GroupContact(kind=ContactKind.FAX, value=town.phone("former contact", KEEPER), publication=Publication.CENTER),
        ],
    )  # fmt: skip
    town.secrets += [Secret("1876543", "latitude", KEEPER), Secret("4765432", "longitude", KEEPER)]
    groups = {"active": active}
    for name, state in (
        ("paused", GroupState.PAUSED), ("submitted", GroupState.SUBMITTED), ("returned", GroupState.RETURNED),
    ):  # fmt: skip
        groups[name] = Group(
            name=f"{town.word(f'name of the {name} one', KEEPER)}の会", sector=Sector.CITIZEN, state=state,
            state_reason=town.word(f"reason why it is {name}", KEEPER),
            activities=town.word(f"activities of the {name} one", KEEPER),
            contacts=[GroupContact(kind=ContactKind.PHONE, value=town.phone(f"phone of the {name} one", KEEPER),
                                   publication=Publication.PUBLIC)],
        )  # fmt: skip
    session.add_all(groups.values())
    session.flush()
    ume = account_called("ume")
    session.add_all(
        Membership(account_id=ume.id, group_id=group.id, role=MembershipRole.REPRESENTATIVE)
        for group in groups.values()
    )
    return groups


def _people(town: Town, cast: Cast) -> dict[str, Person]:
    """Somebody whom everybody finds, one whom only the centre finds, and one who has handed in a registration."""
    session.get_one(Person, cast.interpreter).account_id = account_called("yumi").id
    open_one = Person(
        display_name="あけみ", state=PersonState.ACTIVE, findable_by=Audience.PUBLIC, account_id=account_called("kenji").id,
        introduction=town.word("former introduction", SELF, "person"),
        legal_name=town.word("legal name", SELF, "person"), address=town.word("address", SELF, "person"),
        phone=town.phone("former phone", SELF, "person"),
        email=f"{town.word('e-mail of a person', SELF, 'person')}@example.jp", birth_year=1907,
        notes=town.word("notes about a person", SELF, "person"),
        avoided_note=town.word("whom they avoid", SELF, "person"),
        source_id=town.word("number in another list", frozenset({"person"}), "person"),
        council_posts=[CouncilPost(council=town.word("council", SELF, "person"))],
    )  # fmt: skip
    town.secrets.append(Secret("1907", "birth year", frozenset({"person"}), "person"))
    people = {"open": open_one}
    for name, state, findable in (
        ("quiet", PersonState.ACTIVE, Audience.COORDINATORS), ("waiting", PersonState.SUBMITTED, Audience.PUBLIC),
    ):  # fmt: skip
        people[name] = Person(
            display_name=town.word(f"name of the {name} person", STAFF, "person"), state=state, findable_by=findable,
            introduction=town.word(f"introduction of the {name} person", STAFF, "person"),
            about=town.word(f"about the {name} person", STAFF, "person"),
            state_reason="" if name == "quiet" else town.word(f"why they are {name}", STAFF, "person"),
        )  # fmt: skip
    session.add_all(people.values())
    session.flush()
    return people


def _needs(town: Town, groups: dict[str, Group], people: dict[str, Person]) -> list[Need]:
    """An open one of the active group, and one of the person's that is closed."""
    needs = [
        Need(title="手伝いをさがす", kind=NeedKind.HANDS, state=NeedState.OPEN, audience=Audience.PUBLIC,
             group=groups["active"], contact=town.phone("contact of a need", KEEPER, "need"),
             requester_name=town.word("who asked", KEEPER, "need"), received_by=town.word("who took it", KEEPER, "need")),
        Need(title=town.word("title of a closed need", SELF, "need"), kind=NeedKind.ADVISER, state=NeedState.CLOSED,
             closed_because=Closed.MET, audience=Audience.PUBLIC, person=people["open"],
             story=town.word("story of a closed need", SELF, "need"),
             requester_name=town.word("requester of a closed need", SELF, "need"),
             contact=town.word("contact of a closed need", SELF, "need")),
        Need(title="団体の名前を出さない相談", kind=NeedKind.TALK, state=NeedState.OPEN, audience=Audience.PUBLIC,
             group=groups["paused"]),
        Need(title=town.word("title of a need for staff", STAFF, "need"), kind=NeedKind.TALK, state=NeedState.OPEN,
             audience=Audience.COORDINATORS, place=town.word("place of a need for staff", STAFF, "need")),
    ]  # fmt: skip
    session.add_all(needs)
    session.flush()
    return [*needs, _consultation(town, groups, needs[0])]


def _consultation(town: Town, groups: dict[str, Group], need: Need) -> Need:
    """A need of the active group that waits for the staff; a form that somebody has not sent; a group that is interested."""
    waiting = Need(
        title=town.word("title of a need that waits", KEEPER, "need"), kind=NeedKind.HANDS, state=NeedState.DRAFT,
        audience=Audience.PUBLIC, group=groups["active"], story=town.word("story of a need that waits", KEEPER, "need"),
        requester_name=town.word("who asked by the form", KEEPER, "need"),
        contact=town.phone("contact of a need that waits", KEEPER, "need"),
    )  # fmt: skip
    session.add(waiting)
    session.flush()
    consultation = Consultation(
        need_id=waiting.id, once="words", email=f"{town.word('mail of a consultation', NOBODY)}@example.jp",
        phone=town.phone("phone of a consultation", NOBODY), agreed=town.word("what was agreed to", NOBODY),
        questions=[ConsultationQuestion(question=town.word("question of the staff", KEEPER)),
                   ConsultationQuestion(question="x", answer=town.word("answer to the staff", KEEPER), answered_at=now())],
    )  # fmt: skip
    draft = ConsultationDraft(token_hash="3" * 64, answers={"story": {"story": town.word("an unsent story", NOBODY)}})
    interest = Interest(need_id=need.id, group_id=groups["paused"].id)
    session.add_all([consultation, draft, interest])
    session.flush()
    town.ids |= {"consultation_id": [consultation.id], "interest_id": [interest.id]}
    return waiting


def _registrations(town: Town, groups: dict[str, Group], people: dict[str, Person], data_dir: Path) -> None:
    ume, hanako = account_called("ume"), account_called("hanako")
    session.add_all([
        Registration(group_id=groups["submitted"].id, applicant_id=ume.id, submitted_at=now(),
                     received_by=town.word("who took the paper", KEEPER)),
        Registration(group_id=groups["returned"].id, applicant_id=ume.id,
                     remarks={"purpose": town.word("remark on a field", KEEPER)}),
        PersonRegistration(person_id=people["waiting"].id, submitted_at=now()),
        Review(group_id=groups["returned"].id, decision=Decision.RETURNED, reviewer_id=hanako.id,
               reason=town.word("reason of a review", STAFF), snapshot={"name": "x"}),
        Review(group_id=groups["submitted"].id, decision=Decision.RETURNED, reviewer_id=hanako.id,
               reason=town.word("reason of a former review", STAFF),
               snapshot={"purpose": town.word("what was reviewed then", STAFF)}),
    ])  # fmt: skip
    folder = data_dir / FOLDER
    folder.mkdir(exist_ok=True)
    town.ids["document_id"] = []
    for name in ("returned", "submitted"):
        stored = hashlib.sha256(name.encode()).hexdigest()
        content = f"%PDF-1.4 {town.word(f'content of a document of the {name} one', KEEPER)}".encode()
        (folder / stored).write_bytes(content)
        document = Document(
            group_id=groups[name].id, kind=DocumentKind.RULES, media_type="application/pdf", size=len(content),
            file_name=f"{town.word(f'name of a document of the {name} one', KEEPER)}.pdf", sha256=stored, stored_name=stored,
        )  # fmt: skip
        session.add(document)
        session.flush()
        town.ids["document_id"].append(document.id)


def _around(town: Town, groups: dict[str, Group], people: dict[str, Person], cast: Cast) -> None:
    """What others have said about them, and asked of them."""
    group, person, hanako = groups["active"], people["open"], account_called("hanako")
    nobodys = Group(name="だれも受け持たない会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
    session.add(nobodys)
    session.flush()
    yumis = STAFF | {"other_person"}
    claim = Claim(group_id=nobodys.id, account_id=account_called("yumi").id, position=town.word("position", yumis),
                  proof=town.word("proof", yumis), phone=town.phone("phone of who claims", yumis))  # fmt: skip
    declined = Claim(group_id=cast.river, account_id=account_called("yumi").id, position="p", proof="p", phone="0",
                     state="declined", reason=town.word("why a claim was declined", yumis), decided_at=now())  # fmt: skip
    later = {"role": MembershipRole.EDITOR, "expires_at": now() + timedelta(days=1)}
    invitation = Invitation(group_id=group.id, email=f"{town.word('whom they invite', KEEPER)}@example.jp", **later)
    corrections = [
        Correction(group_id=group.id, remark=town.word("remark of a correction", KEEPER), language="ja", place="",
                   email=f"{town.word('who corrected', STAFF)}@example.jp",
                   items=[CorrectionItem(attribute="purpose", proposed=town.word("proposed purpose", KEEPER))]),
        Correction(person_id=person.id, remark=town.word("remark on a person", SELF), language="ja", place="",
                   email=f"{town.word('who corrected a person', STAFF)}@example.jp",
                   items=[CorrectionItem(attribute="introduction", proposed=town.word("proposed introduction", SELF))]),
    ]  # fmt: skip
    wishes = [
        Confirmation(group_id=group.id, answer=Answer.CHANGES, answered_by=AnsweredBy.LINK,
                     words=town.word("what is to be changed", STAFF)),
        Confirmation(person_id=person.id, answer=Answer.CHANGES, answered_by=AnsweredBy.LINK,
                     words=town.word("what is to be changed of a person", SELF)),
    ]  # fmt: skip
    review = Review(
        person_id=person.id, decision=Decision.RETURNED, reviewer_id=hanako.id, snapshot={},
        reason=town.word("reason of a person's review", frozenset({"person"})),
        remarks={"about": town.word("remark of a person's review", frozenset({"person"}))},
    )  # fmt: skip
    session.add_all([claim, declined, invitation, *corrections, *wishes, review])
    consents.give(person, Purpose.PUBLISH, by=hanako, method=Method.PAPER, note=town.word("note of a consent", SELF))
    consents.give(group, Purpose.PUBLISH, by=hanako, method=Method.PAPER, note=town.word("consent of a group", KEEPER))
    make_link("x", f"group:{group.id}", lasts=timedelta(days=1), words=town.word("details of a link", NOBODY))
    session.flush()
    town.ids |= {
        "claim_id": [claim.id, declined.id],
        "invitation_id": [invitation.id],
        "correction_id": [each.id for each in corrections],
        "item_id": [corrections[0].items[0].id],
        "confirmation_id": [wish.id for wish in wishes],
        "membership_id": list(
            session.scalars(sa.select(Membership.id).where(Membership.group_id.in_([group.id, groups["paused"].id])))
        ),
    }


def _at_the_desk(town: Town, groups: dict[str, Group], people: dict[str, Person], cast: Cast) -> None:
    group, person = groups["active"], people["open"]
    letters = []
    for about, to in ((f"group:{group.id}", {"email": f"{town.word('address of a letter', STAFF)}@example.jp"}),
                      (f"person:{person.id}", {"address": town.word("street of a letter", STAFF)})):  # fmt: skip
        recipient = Recipient(name=town.word(f"reader of a letter about {about}", STAFF), **to)
        letter = leave_letter(
            "confirmations.ask", about=about, to=recipient, title=town.word(f"title of a letter about {about}", STAFF),
            body=town.word(f"body of a letter about {about}", STAFF) + "{link}",
            link=f"http://localhost/confirm/{town.word(f'link of a letter about {about}', STAFF if to.get('address') else NOBODY)}",
        )  # fmt: skip
        assert letter is not None
        letters.append(letter)
    entry = LogEntry(
        taker_id=cast.admin, method=CallMethod.PHONE, caller=town.word("caller", STAFF), caller_subject=f"group:{group.id}",
        contact=town.phone("how to reach the caller", frozenset({"admin"})), matter=town.word("matter", STAFF),
        becomes=Becomes.NOTE, next_step=town.word("next step", STAFF), due_on=today(),
        notes=[LogNote(words=town.word("note of an entry", STAFF))],
    )  # fmt: skip
    run = ImportRun(kind=ImportKind.GROUPS, state=ImportState.DONE, file_name=town.word("name of a file", STAFF),
                    columns=[town.word("column of a file", NOBODY)])  # fmt: skip
    session.add_all([entry, run])
    session.flush()
    session.add_all([
        ImportFinding(run_id=run.id, row=2, original=town.word("cell of a file", STAFF), reason=town.word("doubt", STAFF)),
        Opening(subject=f"group:{group.id}", reason=Reason.OTHER, words=town.word("why it was opened", KEEPER),
                way=Way.PAGE, account_id=cast.admin),
        Opening(subject=f"person:{person.id}", reason=Reason.OTHER, words=town.word("why a person was opened", SELF),
                way=Way.PAGE, account_id=cast.admin),
    ])  # fmt: skip
    audit.record(
        "group.edited", f"group:{group.id}", actor_id=cast.admin, reason=town.word("reason in the audit", ADMIN)
    )
    session.flush()
    town.ids |= {"letter_id": [letter.id for letter in letters], "entry_id": [entry.id], "run_id": [run.id]}


def _introduction(town: Town, need: Need, group: Group, cast: Cast) -> None:
    """One that the coordinator prepares: nobody but staff knows of it."""
    other = Group(name="紹介される会", sector=group.sector, state=GroupState.ACTIVE)
    begun = Introduction(
        need=need, group=other, state=State.PROPOSED, coordinator_id=cast.admin, outline="手伝いをさがしている団体があります。",
        moves=[Happened(state=State.PROPOSED, by=Actor.STAFF, came=Came.WEB, words=town.word("why it was proposed", STAFF))],
        notes=[Note(words=town.word("note of an introduction", STAFF))],
        questions=[Question(side=Side.CANDIDATE, words=town.word("question of a candidate", STAFF)),
                   Question(side=Side.REQUESTER, words="何人ですか", answer=town.word("answer to a requester", STAFF),
                            answered_at=now())],
    )  # fmt: skip
    session.add(begun)
    session.flush()
    row = PlanRow(plan=Plan(state=PlanState.READY), need_id=need.id, group_id=other.id, score=700, rank=1)
    session.add(row)
    session.flush()
    person = session.get_one(Person, cast.quiet)
    apart = PairExclusion(group_id=group.id, other_person_id=person.id, kind=Kind.CONFLICT, by_id=cast.admin,
                          reason=town.word("why two are kept apart", ADMIN))  # fmt: skip
    task = CareTask(kind=Task.EASE, state=TaskState.DONE, person_id=person.id, introduction_id=begun.id,
                    words=town.word("how a task was settled", STAFF))  # fmt: skip
    session.add_all([apart, task])
    session.flush()
    town.ids |= {"exclusion_id": [apart.id], "task_id": [task.id]}
    town.ids |= {
        "plan_id": [row.plan_id], "row_id": [row.id],
        "introduction_id": [begun.id], "question_id": [each.id for each in begun.questions], "move": ["cancel"],
    }  # fmt: skip


def _afterwards(town: Town, group: Group, people: dict[str, Person]) -> None:
    """Kenji and the group have met: each reads what they said themselves, both read their story, staff all of it."""
    person = next(each for each in people.values() if each.account_id == account_called("kenji").id)
    need = Need(title="帳簿の相談", kind=NeedKind.ADVISER, state=NeedState.MATCHED, group=group)
    met = Introduction(
        need=need,
        person=person,
        state=State.ENDED,
        asked_at=now(),
        requester_asked_at=now(),
        outline="団体のお願いです。",
    )
    dropped = Introduction(need=need, person=person, state=State.ENDED, asked_at=now(), requester_asked_at=now())
    session.add_all([met, dropped])
    session.flush()
    answered = {"introduction": met, "found": Found.USEFUL, "answered_at": now(), "came": Came.LINK}
    asked = Story(
        introduction=met, state=StoryState.ASKED, title=town.word("title of a story", SELF | KEEPER),
        body=town.word("words of a story", SELF | KEEPER),
        opinions=[Opinion(side=Side.REQUESTER, said=StoryMove.APPROVE, digest="", came=Came.LINK,
                          words=town.word("what a side says of a story", KEEPER))],
    )  # fmt: skip
    draft = Story(
        introduction=dropped, title=town.word("draft of a story", STAFF), body=town.word("drafted words", STAFF)
    )
    session.add_all([
        FollowUp(side=Side.CANDIDATE, round=Round.FIRST, words=town.word("how it was for the candidate", SELF), **answered),
        FollowUp(side=Side.REQUESTER, round=Round.FIRST, words=town.word("how it was for the group", KEEPER), **answered),
        Ending(introduction=met, result=Result.MET, words=town.word("how it ended", STAFF)), asked, draft,
    ])  # fmt: skip
    session.flush()
    town.ids["introduction_id"] += [met.id, dropped.id]
    town.ids["story_id"] = [asked.id, draft.id]
