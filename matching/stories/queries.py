"""How stories are found; what one may not see does not exist."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from directory.accounts.models import Account
from directory.groups.models import Group, GroupState
from directory.memberships.queries import groups_kept_by
from directory.people.queries import find_own
from directory.vocabularies.models import Field
from kit.db import among, session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.needs.models import Need
from matching.stories import access
from matching.stories.models import Story, story_fields
from matching.stories.moves import State


def get_story(story_id: int, viewer: Account | None) -> Story:
    """The story with this number.

    Raises:
        Missing: there is none that the viewer may see.
    """
    found = session.get(Story, story_id)
    if found is None or not access.see(found, viewer):
        raise Missing()
    return found


def get_own(story_id: int, account: Account) -> tuple[Story, Side]:
    """The story with this number, and the side of it on which the account is.

    Raises:
        Missing: there is none for them to read.
    """
    found = session.get(Story, story_id)
    side = access.side_of(found, account) if found else None
    if found is None or side is None:
        raise Missing()
    return found, side


def get_own_of(introduction_id: int, account: Account) -> tuple[Story, Side]:
    """The story of this introduction, and the side of it on which the account is.

    Raises:
        Missing: there is none for them to read.
    """
    found = session.scalar(sa.select(Story.id).where(Story.introduction_id == introduction_id))
    if found is None:
        raise Missing()
    return get_own(found, account)


def find_by_subject(subject: str) -> tuple[Story, Side] | None:
    """The story and the side that a link is about."""
    _kind, number, side = subject.split(":")
    found = session.get(Story, int(number))
    return (found, Side(side)) if found else None


def find_story_of(introduction: Introduction) -> Story | None:
    """The story of this introduction."""
    return session.scalar(sa.select(Story).where(Story.introduction_id == introduction.id))


def own_stories(account: Account) -> list[tuple[Story, Side]]:
    """Every story that the account may read as one of its sides, the newest first."""
    groups, person = [group.id for group in groups_kept_by(account)], find_own(account)
    person_id = person.id if person else None
    mine = sa.or_(
        Introduction.group_id.in_(groups),
        Need.group_id.in_(groups),
        (Introduction.person_id == person_id) | (Need.person_id == person_id),
    )
    shown = Story.state.in_(access.SHOWN_TO_SIDES)
    query = sa.select(Story).join(Story.introduction).join(Introduction.need).where(shown, mine)
    found = session.scalars(query.order_by(Story.moved_at.desc(), Story.id.desc()))
    return [(story, side) for story in found if (side := access.side_of(story, account))]


def stories_by_id(ids: Sequence[int]) -> Sequence[Story]:
    """These stories, with what says whether they are public."""
    query = sa.select(Story).where(among(Story.id, list(ids))).options(
        joinedload(Story.introduction).joinedload(Introduction.need)
    )  # fmt: skip
    return session.scalars(query).all()


def list_public(*, field: int | None = None, number: int = 1, per_page: int = PER_PAGE) -> Page[Story]:
    """One page of what is published, the newest first."""
    where = _public()
    if field is not None:
        where.append(Story.id.in_(sa.select(story_fields.c.story_id).where(story_fields.c.field_code == field)))
    query = _told().where(*where).order_by(Story.published_at.desc(), Story.id.desc())
    return _page(query, number, per_page)


def public_fields() -> Sequence[tuple[Field, int]]:
    """The fields of what is published, each with how many stories it has."""
    query = (
        sa.select(Field, sa.func.count())
        .join(story_fields, story_fields.c.field_code == Field.code)
        .where(story_fields.c.story_id.in_(_told().with_only_columns(Story.id).where(*_public())))
        .group_by(Field.code)
        .order_by(Field.code)
    )
    return [(field, count) for field, count in session.execute(query)]


def list_all(state: State | None, *, number: int) -> Page[Story]:
    """One page of all stories for staff, the last moved first."""
    query = _told().order_by(Story.moved_at.desc(), Story.id.desc())
    return _page(query.where(Story.state == state) if state else query, number, PER_PAGE)


def _told() -> sa.Select[Story]:
    return sa.select(Story).join(Story.introduction).join(Introduction.need)


def _public() -> list[sa.ColumnElement[bool]]:
    """``access.is_public`` for many at once."""
    left = sa.select(Group.id).where(Group.state == GroupState.WITHDRAWN)
    return [
        Story.state == State.PUBLISHED,
        Introduction.person_id.is_not(None) | Introduction.group_id.is_not(None),
        Introduction.group_id.is_(None) | Introduction.group_id.not_in(left),
        Need.group_id.is_(None) | Need.group_id.not_in(left),
    ]


def _page(query: sa.Select[Story], number: int, per_page: int) -> Page[Story]:
    total = session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    shown = query.options(selectinload(Story.fields)).limit(per_page).offset((number - 1) * per_page)
    return Page(items=session.scalars(shown).all(), total=total, number=number, per_page=per_page)
