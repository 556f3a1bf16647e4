"""How earlier decisions on a registration are found."""

from collections.abc import Sequence

import sqlalchemy as sa

from directory.groups.models import Group
from directory.people.models import Person
from directory.reviews.models import Decision, Review
from kit.db import session


def reviews_of(group: Group) -> Sequence[Review]:
    """All decisions about a group, the latest first."""
    return session.scalars(sa.select(Review).where(Review.group_id == group.id).order_by(Review.id.desc())).all()


def reviews_of_person(person: Person) -> Sequence[Review]:
    """All decisions about a person, the latest first."""
    return session.scalars(sa.select(Review).where(Review.person_id == person.id).order_by(Review.id.desc())).all()


def last_return(group: Group) -> Review | None:
    """The decision by which the form was last sent back."""
    query = sa.select(Review).where(Review.group_id == group.id, Review.decision == Decision.RETURNED)
    return session.scalar(query.order_by(Review.id.desc()).limit(1))
