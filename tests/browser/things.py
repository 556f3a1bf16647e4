"""What the pages need beside the fictional town: somebody of every role, and one thing for every kind of address."""

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.settling import PASSWORD
from directory.accounts import by_letter, email_change
from directory.accounts.actions import account_subject, add_account
from directory.accounts.models import Account, EmailChange, Membership, MembershipRole, Role, SecondFactor
from directory.groups.models import Group, GroupState
from directory.memberships import actions as memberships
from directory.memberships.models import Invitation
from directory.people.models import Audience, Person, PersonState
from directory.vocabularies.models import Area, AreaKind
from kit.clock import now, today
from kit.db import Database, session
from kit.links import make_link
from matching.consultations import letters as consultations
from matching.consultations.models import Consultation
from matching.introductions.models import Introduction
from matching.introductions.moves import State as IntroductionState
from matching.needs.models import Need, NeedState
from matching.stories.models import Story
from matching.stories.moves import State as StoryState
from tests.cast import Cast
from tests.things import Things, put_things

FILE = "things.json"
CAREFUL = "careful@example.jp"  # whose account has a second factor
HOUR = timedelta(hours=1)


def put(database: Database, folder: Path) -> None:
    """Add the things and remember them in the folder."""
    with database.transaction():
        cast = _cast()
        session.get_one(Group, cast.paused).purpose = "前の目的"
    with database.transaction():
        session.get_one(Group, cast.paused).purpose = "いまの目的"
        session.get_one(Person, cast.quiet).introduction = "いまの紹介"
    with database.transaction():
        things = put_things(cast)
        things.own |= _links(cast)
        public = Need.state == NeedState.OPEN, Need.audience == Audience.PUBLIC
        things.values["open_need"] = session.scalars(sa.select(Need.id).where(*public).limit(1)).one()
        things.own["stories.show"] = {"story_id": _published_story(cast)}
        things.values["code"] = session.scalars(
            sa.select(Area.code).where(Area.kind == AreaKind.DISTRICT).limit(1)
        ).one()
    (folder / FILE).write_text(json.dumps({"cast": asdict(cast), "things": asdict(things)}, default=list))


def read(folder: Path) -> tuple[Cast, Things]:
    """What was put there."""
    read: dict[str, Any] = json.loads((folder / FILE).read_text())
    return Cast(**read["cast"]), Things(**read["things"])


def _cast() -> Cast:
    """The town's people in the parts of the tests' cast."""
    ids = {account.email.partition("@")[0]: account.id for account in session.scalars(sa.select(Account))}
    member = add_account("member@example.jp", name="はじめて 来た人", role=Role.MEMBER, password=PASSWORD)
    yumi = add_account("person@example.jp", name="yumi", role=Role.MEMBER, password=PASSWORD)
    river = session.scalars(sa.select(Membership.group_id).where(Membership.account_id == ids["group"])).one()
    paused = session.scalars(sa.select(Group).where(Group.state == GroupState.PAUSED).limit(1)).one()
    session.add(Membership(account_id=ids["group"], group_id=paused.id, role=MembershipRole.REPRESENTATIVE))
    careful = add_account(CAREFUL, name="用心 ふかい", role=Role.MEMBER, password=PASSWORD)
    session.flush()
    session.add(SecondFactor(account_id=careful.id, seed="careful", confirmed_at=now()))
    seen = Person.state == PersonState.ACTIVE, Person.findable_by == Audience.PUBLIC
    open_to_all, *_others, quiet = session.scalars(sa.select(Person).where(*seen, Person.account_id.is_(None)))
    quiet.account_id, quiet.findable_by, quiet.introduction = yumi.id, Audience.COORDINATORS, "前の紹介"
    need = session.scalars(sa.select(Need).where(Need.state == NeedState.OPEN).order_by(Need.id.desc()).limit(1)).one()
    need.group_id = paused.id
    return Cast(
        hanako=ids["coordinator"], admin=ids["admin"], taro=ids["group"], jiro=member.id, river=river,
        paused=paused.id, accountant=open_to_all.id, interpreter=open_to_all.id, quiet=quiet.id, need=need.id,
    )  # fmt: skip


def _published_story(cast: Cast) -> int:
    """A story that everybody may read."""
    introduction = Introduction(need_id=cast.need, person_id=cast.accountant, state=IntroductionState.ENDED)
    story = Story(
        introduction=introduction, state=StoryState.PUBLISHED, title="帳簿づけを引き継ぎました",
        body="会計の担当が替わるとき、経験のある方に半年手伝っていただきました。", published_at=now(),
    )  # fmt: skip
    session.add(story)
    session.flush()
    return story.id


def _links(cast: Cast) -> dict[str, dict[str, object]]:
    """A link of every kind that letters bring, by the endpoint that it leads to."""
    account = account_subject(session.get_one(Account, cast.jiro))
    change = EmailChange(account_id=cast.jiro, email="new@example.jp")
    invitation = Invitation(
        group_id=cast.river, role=MembershipRole.EDITOR, email="x@example.jp", expires_at=now() + HOUR
    )
    session.add_all([change, invitation])
    session.flush()
    consultation = session.scalars(sa.select(Consultation)).one()
    consulted = f"consultation:{consultation.id}"
    open_need = session.scalars(sa.select(Need).where(Need.state == NeedState.OPEN).limit(1)).one()
    open_need.expires_on = today() + timedelta(days=7)
    signing_up = {"email": "y@example.jp", "name": "新しい人", "password_hash": "x"}
    tokens = {
        "my_account.answer_email": make_link(email_change.ANSWER, account, lasts=HOUR, change=change.id, side="old"),
        "accounts.confirm": make_link(by_letter.SIGN_UP, "email:x", lasts=HOUR, **signing_up),
        "accounts.new_password": make_link(by_letter.NEW_PASSWORD, account, lasts=HOUR),
        "accounts.link": make_link(by_letter.SIGN_IN_LINK, account, lasts=HOUR),
        "consultations.confirm": make_link(consultations.CONFIRM, consulted, lasts=HOUR),
        "consultations.asked": make_link(
            consultations.ANSWER, consulted, lasts=HOUR, question=consultation.questions[0].id
        ),
        "consultations.extension": make_link(consultations.EXTEND, f"need:{open_need.id}", lasts=HOUR),
        "memberships.by_link": make_link(memberships.LINK, invitation.subject, lasts=HOUR),
    }
    return {name: {"token": token} for name, token in tokens.items()}
