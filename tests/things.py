"""One thing for every kind of address: closed to everybody but those whom its rule names."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa

from directory.accounts.models import Account, Membership, MembershipRole
from directory.claims.models import Claim
from directory.confirmations.models import Answer, AnsweredBy, Confirmation
from directory.corrections.models import Correction, CorrectionItem
from directory.documents.models import Document, DocumentKind
from directory.groups.models import Group, GroupState, Sector
from directory.imports.models import ImportKind, ImportRun, ImportState
from directory.log.models import Becomes, LogEntry, Method
from directory.memberships.models import Invitation
from directory.people.models import Person, PersonState
from directory.registrations.models import PersonRegistration, Registration
from directory.vocabularies.models import SynonymSet
from directory.vocabularies.queries import skills_by_code
from kit.clock import now
from kit.db import session
from kit.links import make_link
from kit.mail import Recipient, leave_letter
from matching.care.models import CareTask, Task
from matching.consultations.models import Consultation, ConsultationQuestion, Interest
from matching.exclusions.models import Kind, PairExclusion
from matching.follow_ups import asking as afterwards
from matching.follow_ups.models import FollowUp, Round
from matching.introductions import asking
from matching.introductions.models import Introduction, Question
from matching.introductions.moves import Side, State
from matching.meetings.models import MeetingOption
from matching.needs.models import Need, NeedKind, NeedState
from matching.plans.models import Plan, PlanRow, PlanState
from matching.stories import telling
from matching.stories.models import Story
from matching.stories.moves import State as StoryState
from tests.cast import Cast


@dataclass
class Things:
    """``values`` by the name that stands in the address, ``own`` by endpoint where another is needed."""

    values: dict[str, object]
    own: dict[str, dict[str, object]] = field(default_factory=dict)
    exceptions: dict[str, set[str]] = field(default_factory=dict)
    """Endpoints for which the thing here is not a closed one: who gets through all the same."""
    own_blueprints: dict[str, dict[str, object]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def fill(self, address: str, endpoint: str) -> str:
        """The address with a thing for every part that is named."""
        of_its_part = self.own_blueprints.get(endpoint.partition(".")[0], {})
        values = {**self.values, **of_its_part, **self.own.get(endpoint, {})}
        return re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda found: str(values[found[1]]), address)


def put_things(cast: Cast) -> Things:
    """Add what the cast does not have, to the open transaction; yumi of the cast's accounts is the quiet person."""
    yumi = session.scalars(sa.select(Account).where(Account.name == "yumi")).one()
    session.get_one(Need, cast.need).state = NeedState.MATCHED
    letter = leave_letter(
        "confirmations.ask", about=f"group:{cast.river}", to=Recipient(name="花"), title="t", body="b"
    )
    run = ImportRun(kind=ImportKind.GROUPS, state=ImportState.DONE, file_name="a.csv")
    wish = Confirmation(group_id=cast.river, answer=Answer.CHANGES, answered_by=AnsweredBy.PHONE, words="直す")
    synonyms = SynonymSet(words=["一", "二"])
    nobodys = Group(name="だれも受け持たない会", sector=Sector.CITIZEN, state=GroupState.ACTIVE)
    draft = Group(name="下書きの会", sector=Sector.CITIZEN, state=GroupState.DRAFT)
    submitted = Group(name="審査を待つ会", sector=Sector.CITIZEN, state=GroupState.SUBMITTED)
    waiting = Person(display_name="審査を待つ人", state=PersonState.SUBMITTED)
    introduction = Introduction(
        need_id=cast.need, person_id=cast.quiet, state=State.ASKED_CANDIDATE, asked_at=now(),
        answer_due_at=now() + timedelta(days=14), questions=[Question(side=Side.CANDIDATE, words="何時からですか")],
    )  # fmt: skip
    proposed = Introduction(
        need_id=cast.need, person_id=cast.accountant, state=State.PROPOSED, outline="帳簿づけをお願いします。"
    )
    entry = LogEntry(taker_id=cast.hanako, method=Method.PHONE, caller="花", matter="相談", becomes=Becomes.NOTE)
    session.add_all([run, wish, synonyms, nobodys, draft, submitted, waiting, entry, introduction, proposed])
    session.flush()
    taros = Membership(account_id=cast.taro, group_id=draft.id, role=MembershipRole.REPRESENTATIVE)
    rules = Document(
        group_id=draft.id, kind=DocumentKind.RULES, file_name="規約.pdf", media_type="application/pdf", size=1,
        sha256="0" * 64, stored_name="0" * 64,
    )  # fmt: skip
    correction = Correction(group_id=cast.paused, remark="", email="", language="ja", place="")
    claim = Claim(group_id=nobodys.id, account_id=yumi.id, position="代表", proof="名簿", phone="000")
    invitation = Invitation(
        group_id=cast.paused, role=MembershipRole.EDITOR, account_id=yumi.id, expires_at=now() + timedelta(days=1)
    )
    registrations = [
        Registration(group_id=draft.id, applicant_id=cast.taro),
        Registration(group_id=submitted.id, submitted_at=now()),
    ]
    session.add_all([taros, rules, correction, claim, invitation, *registrations])
    session.add_all(
        [PersonRegistration(person_id=waiting.id, submitted_at=now()), PersonRegistration(person_id=cast.quiet)]
    )
    session.flush()
    later = now() + timedelta(days=3)
    option = MeetingOption(introduction_id=introduction.id, starts_at=later, ends_at=later + timedelta(hours=1))
    session.add(option)
    item = CorrectionItem(correction_id=correction.id, attribute="purpose", proposed="ほか")
    session.add(item)
    session.flush()
    session.flush()
    kept = session.scalars(sa.select(Membership.id).where(Membership.group_id == cast.paused)).one()
    assert letter is not None
    on_draft = {"group_id": draft.id}
    asked = Need(title="確認を待つ相談", kind=NeedKind.HANDS, state=NeedState.DRAFT, group_id=cast.paused)
    fitting = Need(title="題", kind=NeedKind.HANDS, state=NeedState.OPEN)
    session.add_all([asked, fitting])
    session.flush()
    consultation = Consultation(
        need_id=asked.id,
        once="things",
        account_id=cast.taro,
        phone="000-0000-0000",
        questions=[ConsultationQuestion(question="何人ですか")],
    )
    interest = Interest(need_id=fitting.id, group_id=cast.paused)
    plan = Plan(state=PlanState.READY)
    apart = PairExclusion(
        group_id=cast.paused, other_person_id=cast.quiet, kind=Kind.BLOCKED, reason="r", by_id=cast.hanako
    )
    task = CareTask(kind=Task.EASE, person_id=cast.quiet, introduction_id=introduction.id)
    session.add_all([consultation, interest, apart, task, plan])
    session.flush()
    planned = PlanRow(plan_id=plan.id, need_id=cast.need, person_id=cast.quiet, score=1, rank=1)
    session.add(planned)
    session.flush()
    met = Introduction(need_id=fitting.id, person_id=cast.quiet, state=State.MET, asked_at=now())
    asked_after = FollowUp(introduction=met, side=Side.CANDIDATE, round=Round.FIRST)
    story = Story(introduction=met, state=StoryState.ASKED, title="題", body="文章")
    session.add_all([met, asked_after, story])
    session.flush()
    after_link = make_link(afterwards.ANSWER, afterwards.subject_of(asked_after), lasts=timedelta(days=1))
    to_read = make_link(telling.ANSWER, telling.subject_of(story, Side.CANDIDATE), lasts=timedelta(days=1))
    return Things(
        values={
            "story_id": story.id,
            "group_id": cast.paused,
            "person_id": cast.quiet,
            "need_id": cast.need,
            "kind": "groups",
            "record_id": cast.paused,
            "letter_id": letter.id,
            "run_id": run.id,
            "set_id": synonyms.id,
            "skill_id": skills_by_code(["carpentry"])[0].id,
            "code": "359998-01",
            "step": "off",
            "purpose": "register",
            "number": 1,
            "filename": "site.css",
            "confirmation_id": wish.id,
            "token": make_link("confirmations.answer", f"group:{cast.river}", lasts=timedelta(days=1)),
            "membership_id": kept,
            "claim_id": claim.id,
            "correction_id": correction.id,
            "item_id": item.id,
            "document_id": rules.id,
            "entry_id": entry.id,
            "introduction_id": introduction.id,
            "side": "candidate",
            "option_id": option.id,
            "way": "answers",
            "act": "question",
            "key": make_link(asking.ANSWER, asking.subject_of(introduction, Side.CANDIDATE), lasts=timedelta(days=1)),
            "invitation_id": invitation.id,
            "name": "basics",
            "what": "signup",
            "sign_in_id": 999,
            "token_id": 999,
            "account_id": cast.jiro,
            "consultation_id": consultation.id,
            "interest_id": interest.id,
            "plan_id": plan.id,
            "row_id": planned.id,
            "part": "story",
            "question_id": introduction.questions[0].id,
            "move": "cancel",
            "exclusion_id": apart.id,
            "task_id": task.id,
            "version_id": 0,
        },
        own={
            "introduction_letters.write": {"introduction_id": proposed.id},
            "introduction_letters.preview": {"introduction_id": proposed.id},
            "needs_written_api.change": {"need_id": asked.id},
            "suggestions.one": {"kind": "person", "partner_id": cast.quiet},
            "claims.new": {"group_id": nobodys.id},
            "claims.make": {"group_id": nobodys.id},
            "admin_accounts.take": {"step": "invite"},
            "log.take_step": {"step": "done"},
            "desk.queue": {"name": "next-steps"},
            **{
                f"follow_ups.{each}": {"key": after_link, "introduction_id": met.id}
                for each in ("by_link", "answer_by_link", "mine", "answer_signed_in")
            },
            **{
                f"desk_follow_ups.{each}": {"introduction_id": met.id}
                for each in ("show", "type_in", "end", "close_need")
            },
            "desk_stories.begin": {"introduction_id": met.id},
            **{
                f"stories_api.{each}": {"introduction_id": met.id}
                for each in ("show_own", "begin", "edit", "give_opinion", "move", "withdraw")
            },
            **{f"follow_ups_api.{each}": {"introduction_id": met.id} for each in ("show", "answer", "end")},
            **{
                f"own_stories.{each}": {"way": "story-approval", "key": to_read, "act": "opinion"}
                for each in ("by_link", "act_by_link", "act")
            },
            "reviews.show": {"group_id": submitted.id},
            "reviews.decide": {"group_id": submitted.id},
            "reviews.person": {"person_id": waiting.id},
            "reviews.decide_person": {"person_id": waiting.id},
        },
        exceptions={
            "my_account.end_sign_in": set(),  # of somebody else, like every number one does not have
            "tokens.revoke": set(),
            "my_consultations.show_interest": set(),  # a group that rests is offered nothing
            "person_registration.confirm": {"person"},
        },
        own_blueprints=dict.fromkeys(("registrations", "handing_in"), on_draft),
    )
