"""How earlier decisions on a registration are found."""

from collections.abc import Sequence

import sqlalchemy as sa

from directory.registrations.models import AnyRegistration, Registration
from directory.reviews.models import Decision, Review
from kit.db import session


def reviews_of(registration: AnyRegistration) -> Sequence[Review]:
    """All decisions about a group or a person, the latest first."""
    return session.scalars(sa.select(Review).where(_about(registration)).order_by(Review.id.desc())).all()


def last_return(registration: AnyRegistration) -> Review | None:
    """The decision by which the form was last sent back, as long as what it said then is kept."""
    returns = [review for review in reviews_of(registration) if review.decision is Decision.RETURNED]
    return returns[0] if returns and returns[0].snapshot else None


def _about(registration: AnyRegistration) -> sa.ColumnElement[bool]:
    if isinstance(registration, Registration):
        return Review.group_id == registration.group_id
    return Review.person_id == registration.person_id
