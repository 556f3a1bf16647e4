"""The page of who is signed in: what is to be done, the own groups, the own record."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from directory.accounts.me import me
from directory.accounts.models import MembershipRole
from directory.claims.queries import claims_of
from directory.confirmations.models import Step
from directory.groups.models import Group, GroupState
from directory.memberships import access
from directory.memberships.queries import groups_kept_by, invitations_for
from directory.people.models import Person, PersonState
from directory.people.queries import find_own
from directory.registrations.queries import find_person_registration, find_registration
from kit.access import MEMBERS, open_to
from kit.i18n import _
from kit.labels import label
from matching.care.models import Task as Care
from matching.care.queries import asked_of
from matching.consultations.offers import outlines_for
from matching.consultations.queries import open_questions_for
from matching.sides.queries import introductions_of
from matching.sides.waiting import turn_of
from matching.stories.moves import State as StoryState
from matching.stories.queries import own_stories

bp = Blueprint("my", __name__)

UNFINISHED = (GroupState.DRAFT, GroupState.RETURNED)
UNDER_WAY = (*UNFINISHED, GroupState.SUBMITTED)


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that waits for the reader: what, why, and the one step that settles it."""

    title: str
    text: str
    step: str
    url: str


@bp.get("/my")
@open_to(MEMBERS, rule="the account's own groups, record, claims and invitations")
def show() -> ResponseReturnValue:
    """What is to be done, and what is one's own."""
    groups, person = groups_kept_by(me()), find_own(me())
    return render_template(
        "home/my.html",
        tasks=[
            *_introductions(),
            *_stories(),
            *_invitations(),
            *_questions(),
            *_tasks_of_groups(groups),
            *(_tasks_of_person(person) if person else []),
            *(_care(person) if person else []),
        ],
        claims=claims_of(me()),
        groups=[(group, _role_in(group), _way_to_correct(group)) for group in groups],
        person=person,
        fitting=[(group, outline) for group in groups for outline in outlines_for(group, me())],
        pages=_pages(),
    )


def _introductions() -> list[Task]:
    """Answers, times to meet and how it was, of the introductions on which one was asked."""
    return [
        Task(title=turn.title, text=turn.text, step=turn.step, url=turn.url)
        for introduction, side in introductions_of(me())
        if (turn := turn_of(introduction, side))
    ]


def _stories() -> list[Task]:
    """Stories of one's own that wait to be read."""
    return [
        Task(
            title=_("事例「%(title)s」の文章を読んで、お返事ください。", title=story.title),
            text=_("双方が承諾したときだけ公開します。"),
            step=_("読んで返事をする"),
            url=url_for("own_stories.show", story_id=story.id),
        )
        for story, side in own_stories(me())
        if story.state is StoryState.ASKED and not story.approved_by(side)
    ]


def _invitations() -> list[Task]:
    found = []
    for invitation in invitations_for(me()):
        name = invitation.group.name
        handover = _("「%(name)s」の代表を引き継いでほしいと、たのまれています。", name=name)
        found.append(
            Task(
                title=handover if invitation.afterwards else _("「%(name)s」に招かれています。", name=name),
                text=_("役割は「%(role)s」です。", role=label(invitation.role)),
                step=_("招待を見る"),
                url=url_for("memberships.invitation", invitation_id=invitation.id),
            )
        )
    return found


def _care(person: Person) -> list[Task]:
    """What follows from a decline or from silence: two questions, which may be left as they are."""
    said = {
        Care.TIMES: (
            _("登録してある曜日・時間は、いまも合っていますか。"),
            _("変わりがなければ、何もしなくてかまいません。"),
        ),
        Care.PAUSE: (
            _("しばらくお休みしますか。"),
            _("休むあいだは、お願いをお送りしません。続けられるときは、何もしなくてかまいません。"),
        ),
    }
    return [
        Task(title=said[kind][0], text=said[kind][1], step=_("都合のよい日時を見る"), url=url_for("availability.mine"))
        for kind in asked_of(person.id)
    ]


def _questions() -> list[Task]:
    """What the staff ask about one's consultations."""
    return [
        Task(
            title=_("相談「%(title)s」について、センターからおたずねがあります。", title=asked.need.title),
            text="",
            step=_("お返事を書く"),
            url=url_for("my_consultations.show", consultation_id=asked.id),
        )
        for asked in open_questions_for(me())
    ]


def _tasks_of_groups(groups: Sequence[Group]) -> list[Task]:
    found = []
    for group in groups:
        if group.state in UNFINISHED:
            found.append(
                Task(
                    title=_(
                        "「%(name)s」の登録がまだ終わっていません（%(state)s）。",
                        name=group.name,
                        state=label(group.state),
                    ),
                    text=group.state_reason,
                    step=_("登録のつづきを書く"),
                    url=_way_to_correct(group),
                )
            )
        elif group.state in (GroupState.ACTIVE, GroupState.PAUSED) and group.confirmation_step is not Step.NONE:
            found.append(_confirmation(group.name, url_for("confirmations.form", kind="groups", record_id=group.id)))
    return found


def _way_to_correct(group: Group) -> str:
    """The task list while a registration is under way; a draft that staff wrote has none."""
    if group.state in UNDER_WAY and find_registration(group):
        return url_for("registrations.tasks", group_id=group.id)
    return url_for("groups.edit", group_id=group.id)


def _tasks_of_person(person: Person) -> list[Task]:
    if person.state in (PersonState.DRAFT, PersonState.RETURNED) and find_person_registration(person):
        name, state = person.display_name, label(person.state)
        return [
            Task(
                title=_("「%(name)s」の登録がまだ終わっていません（%(state)s）。", name=name, state=state),
                text=person.state_reason,
                step=_("登録のつづきを書く"),
                url=url_for("person_registration.show"),
            )
        ]
    due = person.state in (PersonState.ACTIVE, PersonState.PAUSED) and person.confirmation_step is not Step.NONE
    address = url_for("confirmations.form", kind="people", record_id=person.id)
    return [_confirmation(person.display_name, address)] if due else []


def _confirmation(name: str, url: str) -> Task:
    return Task(
        title=_("「%(name)s」の年1回の確認をお願いします。", name=name),
        text=_("変わりがなければ、1回押すだけで終わります。"),
        step=_("年1回の確認をする"),
        url=url,
    )


def _role_in(group: Group) -> MembershipRole:
    return MembershipRole.REPRESENTATIVE if access.is_representative(group, me()) else MembershipRole.EDITOR


def _pages() -> list[tuple[str, str]]:
    """The account's other pages, as far as this installation has them."""
    ways = [
        (_("紹介"), "/my/introductions"),
        (_("事例"), "/my/stories"),
        (_("アカウントの設定"), "/my/account"),
        (_("同意の記録"), "/my/consents"),
        (_("センターが持っているあなたの情報"), "/my/data"),
    ]
    return [(words, url) for words, path in ways if (url := _existing(path))]


def _existing(path: str) -> str:
    """The address of this page of ours, or nothing where there is no such page."""
    try:
        endpoint, values = current_app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return ""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
