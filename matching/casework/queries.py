"""How introductions are found: for the desk's lists, for one need, and for handing them over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from directory.accounts.models import Account, Role
from directory.groups.models import Group, GroupState
from directory.people.models import Person, PersonState
from directory.people.queries import name_holds
from kit.audit import AuditEntry
from kit.clock import today
from kit.db import among, session
from kit.errors import Missing
from kit.ids import read_id
from kit.mail import Letter
from kit.paging import PER_PAGE, Page
from kit.text import search_key
from matching.introductions import letters
from matching.introductions.models import Introduction, Question
from matching.introductions.moves import ACCEPTED, OPEN, WAITING, Move, State
from matching.needs.models import Need, NeedState

MOST_FOUND: Final = 20
"""So many people and groups are shown to choose from when one is looked for by name."""
_TOKYO: Final = ZoneInfo("Asia/Tokyo")


class Tab(StrEnum):
    """The four views of the list."""

    NEXT = "next"
    AWAITING = "awaiting"
    GOING = "going"
    OVER = "over"


class WaitingFor(StrEnum):
    """Whose turn it is."""

    CANDIDATE = "candidate"
    REQUESTER = "requester"
    CENTRE = "centre"


OURS: Final = frozenset({State.PROPOSED, State.CANDIDATE_WILLING})
"""It is the centre's turn."""
OVER: Final = frozenset(set(State) - OPEN)
TABS: Final[dict[Tab, frozenset[State]]] = {
    Tab.NEXT: OURS,
    Tab.AWAITING: frozenset(WAITING),
    Tab.GOING: ACCEPTED,
    Tab.OVER: OVER,
}


@dataclass(frozen=True, kw_only=True)
class IntroductionFilters:
    """Which are listed: of one view or, with None, of all. ``coordinator``: only this account's."""

    tab: Tab | None = Tab.NEXT
    coordinator: int | None = None
    text: str = ""
    state: State | None = None
    waiting_for: WaitingFor | None = None


@dataclass(frozen=True)
class OfNeed:
    """The introductions of one need, the newest first."""

    introductions: Sequence[Introduction]

    def of(self, candidate: Person | Group) -> Introduction | None:
        """The one of this candidate that is not over."""
        same = (each for each in self.introductions if each.candidate is candidate and each.state in OPEN)
        return next(same, None)

    def last_of(self, kind: str, candidate_id: int) -> Introduction | None:
        """The newest of this candidate, over or not."""
        mine = (each for each in self.introductions if candidate_id == getattr(each, f"{kind}_id"))
        return next(mine, None)

    def next_of(self, candidates: Sequence[Any]) -> Any:
        """The first suggestion nobody has been asked of yet, once another has come to nothing."""
        if not any(each.state in OVER for each in self.introductions):
            return None
        return next((each for each in candidates if not self.last_of(each.kind, each.id)), None)


def get_question(introduction: Introduction, question_id: int) -> Question:
    """One question of an introduction.

    Raises:
        Missing: it has no such question.
    """
    found = next((question for question in introduction.questions if question.id == question_id), None)
    if found is None:
        raise Missing()
    return found


def list_introductions(
    filters: IntroductionFilters, *, number: int = 1, per_page: int = PER_PAGE
) -> Page[Introduction]:
    """One page of them, the longest waiting first; what is over, the newest first."""
    where = [*_of(filters), *([_in_tab(filters.tab)] if filters.tab else [])]
    total = session.scalar(sa.select(sa.func.count()).select_from(Introduction).where(*where)) or 0
    moved = Introduction.moved_at.desc() if filters.tab is Tab.OVER else Introduction.moved_at
    listed = sa.select(Introduction).where(*where).order_by(moved, Introduction.id).options(*_LISTED)
    items = session.scalars(listed.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(items=items, total=total, number=number, per_page=per_page)


def count_tabs(filters: IntroductionFilters) -> dict[Tab, int]:
    """How many stand in each view, with the other filters kept."""
    where = _of(filters)
    by_state = sa.select(Introduction.state, sa.func.count()).where(*where).group_by(Introduction.state)
    counted = {row[0]: row[1] for row in session.execute(by_state)}
    counts = {tab: sum(counted.get(state, 0) for state in states) for tab, states in TABS.items()}
    asking = sa.select(sa.func.count()).select_from(Introduction).where(*where, _waits_for_words())
    return {**counts, Tab.NEXT: counts[Tab.NEXT] + (session.scalar(asking) or 0)}


def count_ours() -> int:
    """How many wait for the centre."""
    return session.scalar(sa.select(sa.func.count()).select_from(Introduction).where(_in_tab(Tab.NEXT))) or 0


def introductions_by_id(ids: Collection[int]) -> Sequence[Introduction]:
    """These, in the order of their waiting."""
    found = sa.select(Introduction).where(among(Introduction.id, list(ids))).options(*_LISTED)
    return session.scalars(found.order_by(Introduction.moved_at, Introduction.id)).all()


def standing_of(need_id: int) -> OfNeed:
    """All introductions of one need."""
    found = sa.select(Introduction).where(Introduction.need_id == need_id).options(*_LISTED)
    return OfNeed(session.scalars(found.order_by(Introduction.id.desc())).all())


def may_settle(introduction: Introduction) -> bool:
    """Whether as many have agreed as the need wants, while it is still open."""
    need = introduction.need
    taken = Introduction.state.in_(ACCEPTED | {State.ENDED}) & (Introduction.need_id == need.id)
    agreed = session.scalar(sa.select(sa.func.count()).select_from(Introduction).where(taken)) or 0
    return need.state is NeedState.OPEN and agreed >= (need.people_wanted or 1)


def open_of(coordinator_id: int | None) -> Sequence[Introduction]:
    """Everything open that one coordinator sees to, or that nobody does, the longest waiting first."""
    mine = Introduction.coordinator_id == coordinator_id if coordinator_id else Introduction.coordinator_id.is_(None)
    found = sa.select(Introduction).where(mine, Introduction.state.in_(OPEN)).options(*_LISTED)
    found = found.options(selectinload(Introduction.notes))
    return session.scalars(found.order_by(Introduction.moved_at, Introduction.id)).all()


def handed_over_since(entry_id: int, by: Account) -> Sequence[Introduction]:
    """What this account has handed over after that entry of the audit trail."""
    mine = (AuditEntry.actor_id == by.id) & (AuditEntry.verb == "introduction.handed_over")
    subjects = session.scalars(sa.select(AuditEntry.subject).where(AuditEntry.id > entry_id, mine)).all()
    return introductions_by_id({int(subject.partition(":")[2]) for subject in subjects})


def last_entry() -> int:
    """Number of the newest entry of the audit trail."""
    return session.scalar(sa.select(sa.func.max(AuditEntry.id))) or 0


def handovers_of(introduction: Introduction) -> Sequence[tuple[datetime, str, str]]:
    """When it changed hands, by whom, and to whom."""
    about = (AuditEntry.subject == f"introduction:{introduction.id}") & (AuditEntry.verb == "introduction.handed_over")
    lines = sa.select(AuditEntry.at, Account.name, AuditEntry.reason).where(about)
    lines = lines.join(Account, Account.id == AuditEntry.actor_id, isouter=True).order_by(AuditEntry.id)
    return [(at, name or "", to) for at, name, to in session.execute(lines)]


def coordinators() -> Sequence[Account]:
    """Everybody who can see to introductions."""
    staff = Account.role.in_((Role.COORDINATOR, Role.ADMIN)) & Account.active.is_(True)
    return session.scalars(sa.select(Account).where(staff).order_by(Account.name, Account.id)).all()


def written_to_today(ids: Collection[int]) -> set[int]:
    """Which of these have been asked or reminded today."""
    since = datetime.combine(today(), time(), _TOKYO)
    about = {f"introduction:{each}": each for each in ids}
    lines = sa.select(Letter.about).where(among(Letter.about, list(about)), Letter.kind == letters.ASKED)
    return {about[subject] for subject in session.scalars(lines.where(Letter.created_at >= since))}


def letters_of(introduction: Introduction) -> Sequence[Letter]:
    """Every letter about it, the newest first."""
    mine = sa.select(Letter).where(Letter.about == f"introduction:{introduction.id}").order_by(Letter.id.desc())
    return session.scalars(mine).all()


def last_move(introduction: Introduction) -> Move:
    """The move that was made last."""
    session.refresh(introduction, ["moves"])
    move = introduction.moves[-1].move
    assert move is not None
    return move


def find_candidates(text: str) -> list[Person | Group]:
    """Active people and groups whose name or reading holds the text, or with this number (``#12``)."""
    key, number = search_key(text), read_id(text.strip().lstrip("#＃"))
    if not key:
        return []
    found: list[Person | Group] = []
    for model, state in ((Person, PersonState.ACTIVE), (Group, GroupState.ACTIVE)):
        named = name_holds(model, text)
        if number is not None:
            named |= model.id == number
        query = sa.select(model).where(model.state == state, named).order_by(model.sort_key, model.id)
        found += session.scalars(query.limit(MOST_FOUND))
    return found


def get_candidate(kind: str, candidate_id: int) -> Person | Group:
    """An active person or group.

    Raises:
        Missing: there is none.
    """
    found: Person | Group | None = None
    if kind == "person":
        found = session.get(Person, candidate_id)
    elif kind == "group":
        found = session.get(Group, candidate_id)
    if found is None or found.state != "active":
        raise Missing()
    return found


_LISTED: Final[tuple[ORMOption, ...]] = (
    joinedload(Introduction.need).joinedload(Need.group),
    joinedload(Introduction.need).joinedload(Need.person),
    joinedload(Introduction.person),
    joinedload(Introduction.group),
    joinedload(Introduction.coordinator),
    selectinload(Introduction.questions),
)


def _of(filters: IntroductionFilters) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if filters.coordinator is not None:
        where.append(Introduction.coordinator_id == filters.coordinator)
    if filters.state is not None:
        where.append(Introduction.state == filters.state)
    if filters.waiting_for is WaitingFor.CENTRE:
        where.append(_in_tab(Tab.NEXT))
    elif filters.waiting_for is not None:
        where.append(Introduction.state.in_(s for s, side in WAITING.items() if side.value == filters.waiting_for))
    if key := search_key(filters.text):
        needs = sa.select(Need.id).where(Need.title_key.contains(key, autoescape=True))
        people = sa.select(Person.id).where(Person.name_key.contains(key, autoescape=True))
        groups = sa.select(Group.id).where(Group.name_key.contains(key, autoescape=True))
        where.append(
            Introduction.need_id.in_(needs) | Introduction.person_id.in_(people) | Introduction.group_id.in_(groups)
        )
    return where


def _in_tab(tab: Tab) -> sa.ColumnElement[bool]:
    of_tab = Introduction.state.in_(TABS[tab])
    return of_tab | _waits_for_words() if tab is Tab.NEXT else of_tab


def _waits_for_words() -> sa.ColumnElement[bool]:
    """A side has a question that nobody has answered, while it is not the centre's turn anyway."""
    asked = sa.select(Question.introduction_id).where(Question.answered_at.is_(None))
    return Introduction.state.in_(OPEN - OURS) & Introduction.id.in_(asked)
