"""What has been changed since the index last heard of it: where its word must not be taken."""

import sqlalchemy as sa

from kit.db import session
from kit.jobs import Job
from search.sync import JOB

MOST_LOOKED_AT = 2_000
"""During a large import the index is far behind; what is shown is looked up in the database in any case."""


def changed_since() -> set[tuple[str, int]]:
    """Kind and id of things with a change that waits for the worker."""
    waiting = sa.select(Job.args).where(Job.name == JOB).order_by(Job.id.desc()).limit(MOST_LOOKED_AT)
    return {(args["kind"], args["id"]) for args in session.scalars(waiting)}
