"""A person with a word of its own in every text that can be held about them, and the search for those words in files."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account, Membership, MembershipRole, Role, SignIn
from directory.accounts.passwords import hash_password
from directory.availability.actions import import_calendar
from directory.claims.models import Claim
from directory.confirmations.models import Answer, AnsweredBy, Confirmation
from directory.consents import actions as consents
from directory.consents.models import Method, Purpose
from directory.corrections.models import Correction
from directory.imports import actions as imports
from directory.imports.jobs import STEP
from directory.imports.models import ImportFinding, ImportKind
from directory.log.models import Becomes, LogEntry, LogNote
from directory.log.models import Method as CallMethod
from directory.memberships.models import Invitation
from directory.openings.models import Opening, Reason, Way
from directory.people.models import Audience, CouncilPost, Person, PersonState
from directory.registrations.models import PersonRegistration
from directory.reviews.models import Decision, Review
from kit import audit, jobs
from kit.clock import now, today
from kit.db import Base, session
from kit.links import make_link
from kit.mail import LetterState, Recipient, leave_letter
from matching.care.models import CareTask, Task
from matching.consultations.models import Consultation, ConsultationDraft, ConsultationQuestion
from matching.exclusions.models import Kind, PairExclusion
from matching.follow_ups.models import Ending, FollowUp, Result, Round
from matching.introductions.models import Came, Happened, Introduction, Note, Question
from matching.introductions.moves import Actor, Side, State
from matching.meetings.models import MeetingOption
from matching.needs.models import Need, NeedKind, NeedState
from matching.plans.models import Plan, PlanRow, PlanState
from matching.stories.models import Opinion, Story
from matching.stories.moves import Move as StoryMove
from matching.stories.moves import State as StoryState
from matching.suggestions.models import ShownList, ShownRow
from tests.cast import PASSWORD, Cast

EMAIL, PHONE, NAME, HOME = "zqxvmail@example.jp", "050-0000-9753", "朧月zqxvname", "むすび市zqxvhome町3丁目"
MARK = "zqxv"
"""Stands in every word that is planted."""
OWN_MAIL = f"{MARK}account@example.jp"
REGISTER = f"氏名,電話,メール,住所,紹介\n{NAME},{PHONE},{EMAIL},{HOME},zqxvrow竹細工\n別の人,050-0000-1111,b@example.jp,,編み物\n"


class Plant:
    """Gives out words that occur nowhere else, and remembers them."""

    def __init__(self) -> None:
        self.words = [EMAIL, PHONE.replace("-", ""), PHONE, NAME, HOME, OWN_MAIL, "zqxvrow竹細工"]

    def word(self, where: str) -> str:
        """A new word for a place."""
        word = f"朧{MARK}{len(self.words)}{where}"
        self.words.append(word)
        return word

    def texts(self, thing: Base, *, but: tuple[str, ...] = ()) -> None:
        """A word for every column of a record that takes free text."""
        for column in sa.inspect(type(thing)).columns:
            kind = column.type
            if column.key in but or column.foreign_keys or isinstance(kind, sa.Enum):
                continue
            if isinstance(kind, sa.JSON):
                setattr(thing, column.key, [self.word(column.key)])
            elif isinstance(kind, sa.String):
                setattr(thing, column.key, self.word(column.key))


def bring_in(folder: Path) -> int:
    """Start the import of a file in which the person has a row; the worker does the rest."""
    file = folder / "upload.csv"
    file.write_text(REGISTER, encoding="utf-8")
    run = imports.take_in(folder, file, kind=ImportKind.PEOPLE, name=f"{NAME}.csv", by=None, map_file=None)
    file.unlink()
    imports.begin(run, activate=True)
    jobs.leave(STEP, run=run.id)
    return run.id


def plant_everything(cast: Cast, run_id: int) -> tuple[Plant, int, int]:
    """Fill everything about the imported person; returns the words, and the ids of person and account."""
    plant = Plant()
    person = session.scalars(sa.select(Person).where(Person.display_name == NAME)).one()
    plant.texts(person, but=("display_name", "name_key", "sort_key", "help_kinds", "email", "phone", "address"))
    person.state, person.findable_by, person.help_kinds = PersonState.ACTIVE, Audience.PUBLIC, []
    person.email, person.phone, person.address = EMAIL, PHONE, HOME
    person.council_posts = [CouncilPost(council=plant.word("council"))]
    import_calendar(person, 0b1001, today(), 90, by=session.get_one(Account, cast.hanako))
    account = Account(
        email=OWN_MAIL,
        email_key=OWN_MAIL,
        name=plant.word("account"),
        role=Role.MEMBER,
        password_hash=hash_password(PASSWORD),
    )
    session.add(account)
    session.flush()
    person.account_id = account.id
    session.add(SignIn(token_hash="x", account_id=account.id, expires_at=now()))
    session.add(Membership(account_id=account.id, group_id=cast.river, role=MembershipRole.EDITOR))
    session.add(ImportFinding(run_id=run_id, row=2, original=plant.word("original"), reason=plant.word("remark")))
    _plant_letters(plant, person, account)
    _plant_elsewhere(plant, person, account, session.get_one(Account, cast.hanako))
    _plant_at_the_desk(plant, person, account, cast)
    session.flush()
    return plant, person.id, account.id


def _plant_letters(plant: Plant, person: Person, account: Account) -> None:
    about = f"person:{person.id}"
    for number, to in enumerate((
        Recipient(name=plant.word("to"), email=EMAIL),
        Recipient(name=plant.word("to"), email=OWN_MAIL),
        Recipient(name=plant.word("to"), address=plant.word("post")),
    )):  # fmt: skip
        letter = leave_letter(
            "test", about=about if number else "group:1", to=to, title=plant.word("title"), body=plant.word("body"),
            once=plant.word("once"),
        )  # fmt: skip
        assert letter is not None
        if number:
            letter.state = LetterState.SENT
    other = Recipient(name="別の人", email="other@example.jp")
    leave_letter("test", about="group:1", to=other, title="連絡先のお知らせ", body=f"{plant.word('told')} {EMAIL}")


def _plant_elsewhere(plant: Plant, person: Person, account: Account, staff: Account) -> None:
    from datetime import timedelta

    make_link("test", f"account:{account.id}", lasts=timedelta(days=1), word=plant.word("link"))
    make_link("test", "invitation:1", lasts=timedelta(days=1), email=EMAIL)
    consents.give(person, Purpose.PUBLISH, by=staff, method=Method.PAPER, note=plant.word("consent"))
    consents.give(account, Purpose.FOLLOWUP, by=account, method=Method.WEB, note=plant.word("consent"))
    audit.record("person.edited", f"person:{person.id}", actor_id=staff.id, reason=plant.word("reason"))
    need = Need(
        title="竹のことを聞きたい", kind=NeedKind.ADVISER, state=NeedState.OPEN, person_id=person.id,
        requester_name=plant.word("requester"), contact=plant.word("contact"), received_by=plant.word("taker"),
        received_on=today(),
    )  # fmt: skip
    session.add(need)
    asked = Need(
        title="竹細工を教えます", kind=NeedKind.HANDS, state=NeedState.DRAFT, requester_name=plant.word("asker"),
        contact=plant.word("how to reach the asker"),
    )  # fmt: skip
    session.add(asked)
    session.flush()
    question = ConsultationQuestion(question=plant.word("asked by staff"), answer=plant.word("answered"))
    session.add_all([
        Consultation(need_id=need.id, once="1", email=EMAIL, phone=plant.word("phone"), questions=[question]),
        Consultation(need_id=asked.id, once="2", account_id=account.id),
        ConsultationDraft(token_hash="1", answers={"contact": {"email": EMAIL, "requester_name": plant.word("draft")}}),
        ConsultationDraft(token_hash="2", account_id=account.id, answers={"story": {"story": plant.word("own draft")}}),
    ])  # fmt: skip


def _plant_at_the_desk(plant: Plant, person: Person, account: Account, cast: Cast) -> None:
    subject = f"person:{person.id}"
    linked = LogEntry(
        taker_id=cast.hanako, method=CallMethod.PHONE, caller=plant.word("caller"), caller_subject=subject,
        contact=plant.word("contact"), matter=plant.word("matter"), becomes=Becomes.NOTE, next_step=plant.word("step"),
        due_on=today(), words=plant.word("words"), notes=[LogNote(words=plant.word("note"))],
    )  # fmt: skip
    only_named = LogEntry(
        taker_id=cast.hanako, method=CallMethod.PHONE, caller="別の人", contact=PHONE, matter=plant.word("matter"),
        becomes=Becomes.NOTE,
    )  # fmt: skip
    later = {"group_id": cast.river, "expires_at": now()}
    session.add_all([
        linked,
        only_named,
        Opening(subject=subject, reason=Reason.OTHER, words=plant.word("opening"), way=Way.PAGE, account_id=cast.hanako),
        Claim(group_id=cast.paused, account_id=account.id, position=plant.word("position"), proof=plant.word("proof"),
              phone=plant.word("phone"), reason=plant.word("answer")),
        Invitation(email=OWN_MAIL, role=MembershipRole.EDITOR, **later),
        Correction(group_id=cast.river, remark=plant.word("remark"), email=EMAIL, language="ja", place=""),
        Confirmation(person_id=person.id, answer=Answer.CHANGES, answered_by=AnsweredBy.LINK, words=plant.word("wish")),
        *_planted_introduction(plant, person, cast),
        PlanRow(plan=Plan(state=PlanState.READY), need_id=cast.need, person_id=person.id, score=700, rank=1),
        _planted_list(plant, person, cast),
        PersonRegistration(person_id=person.id, remarks={"about": plant.word("asked to correct")}),
        Review(person_id=person.id, decision=Decision.RETURNED, reason=plant.word("returned"), reviewer_id=cast.hanako,
               remarks={"about": plant.word("remarked")}, snapshot={"about": plant.word("reviewed")}),
    ])  # fmt: skip


def _planted_introduction(plant: Plant, person: Person, cast: Cast) -> list[Base]:
    introduction = Introduction(
        need_id=cast.need, person_id=person.id, outline=plant.word("outline"), introducing=plant.word("introducing"),
        moves=[Happened(state=State.PROPOSED, by=Actor.STAFF, came=Came.WEB, words=plant.word("why proposed"))],
        questions=[Question(side=Side.CANDIDATE, words=plant.word("asked"), answer=plant.word("answered"))],
        notes=[Note(words=plant.word("noted on the introduction"))],
    )  # fmt: skip
    later = now() + timedelta(days=3)
    session.add(introduction)
    session.flush()
    session.add_all([
        PairExclusion(group_id=cast.river, other_person_id=person.id, kind=Kind.BLOCKED, reason=plant.word("why apart")),
        CareTask(kind=Task.EASE, person_id=person.id, introduction_id=introduction.id, words=plant.word("how settled")),
    ])  # fmt: skip
    option = MeetingOption(
        introduction=introduction, starts_at=later, ends_at=later + timedelta(hours=1), place=plant.word("place"),
        department=plant.word("department"),
    )  # fmt: skip
    story = Story(
        introduction=introduction, state=StoryState.PUBLISHED, title=plant.word("story"), body=plant.word("told"),
        opinions=[Opinion(side=Side.CANDIDATE, said=StoryMove.ASK_CHANGES, digest="", came=Came.LINK,
                          words=plant.word("to be told otherwise"))],
    )  # fmt: skip
    return [
        option,
        story,
        FollowUp(introduction=introduction, side=Side.CANDIDATE, round=Round.FIRST, words=plant.word("how it was")),
        FollowUp(introduction=introduction, side=Side.REQUESTER, round=Round.FIRST, words=plant.word("how they were")),
        Ending(introduction=introduction, result=Result.MET, words=plant.word("how it ended")),
    ]


def _planted_list(plant: Plant, person: Person, cast: Cast) -> ShownList:
    row = ShownRow(
        rank=1, person_id=person.id, fit_for_need=1, confidence=0, mutual=1, final=1, band=0, asked=0, lot="0",
        points={plant.word("points"): [1, 1]},
    )  # fmt: skip
    return ShownList(need_id=cast.need, snapshot_at=now(), weights="default", total=1, digest="0", rows=[row])


def left_in(folder: Path, words: list[str]) -> set[tuple[str, str]]:
    """(file, word) wherever one of the words stands in the bytes of a file, in any of the ways it can be written."""
    found = set()
    ways = {word: ways_to_write(word) for word in words}
    marked = ways_to_write(MARK)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        some = any(mark in content for mark in marked)  # most files hold none, and a word is looked for in many ways
        found |= {
            (path.name, word)
            for word, written in ways.items()
            if (some or MARK not in word) and any(way in content for way in written)
        }
    return found


def ways_to_write(word: str) -> set[bytes]:
    """The bytes of a word: as it is, folded, escaped as in JSON, in UTF-8, UTF-16 and the encodings of Japan."""
    texts: set[Any] = {word, word.upper(), json.dumps(word)[1:-1], json.dumps(word).replace("\\u", "\\\\u")[1:-1]}
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp")
    return {text.encode(encoding, "ignore") for text in texts for encoding in encodings}
