"""Whether the service lives, and whether it is fit to serve."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from directory.letters.queries import letters_stand_still
from kit.access import EVERYONE, open_to
from kit.clock import now
from kit.db import session
from kit.jobs import Job
from search import queries as search

bp = Blueprint("health", __name__)

OLDEST_JOB = timedelta(minutes=5)


@bp.get("/healthz")
@open_to(EVERYONE)
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return jsonify(status="ok")


@bp.get("/readyz")
@open_to(EVERYONE)
def readyz() -> ResponseReturnValue:
    """Database, search index and worker are fit to serve; 503 with reasons otherwise. Says nothing about the data."""
    reasons = []
    oldest = session.scalar(sa.select(sa.func.min(Job.run_at)))
    if oldest is not None and now() - oldest > OLDEST_JOB:
        reasons.append("the oldest waiting job is more than 5 minutes late")
    if letters_stand_still():
        reasons.append("letters have been waiting for the mail server for more than an hour")
    state = search.index_state()
    if state.reason:
        reasons.append(state.reason)
    body = {"status": "not ready" if reasons else "ready", "reasons": reasons, "index_generation": state.generation}
    return jsonify(body), 503 if reasons else 200
