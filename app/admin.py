"""The administrators' front page: the ways to everything that is set here."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from kit.access import ADMINS, open_to

bp = Blueprint("admin", __name__)


@bp.get("/admin")
@open_to(ADMINS)
def index() -> ResponseReturnValue:
    """What can be set."""
    return render_template("admin/index.html")
