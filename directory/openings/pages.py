"""The list of all openings, for administrators."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.openings.labels  # noqa: F401 - the words of the reasons
from directory.openings import queries
from directory.openings.schemas import FilterSchema
from directory.subjects import address_of, names_of
from kit.access import ADMINS, open_to
from kit.forms import read_form
from kit.i18n import tokyo
from kit.paging import page_number

bp = Blueprint("openings", __name__, url_prefix="/desk/openings")


@bp.get("")
@open_to(ADMINS)
def index() -> ResponseReturnValue:
    """Who looked at which private data, when and why."""
    form = read_form(FilterSchema(), request.args)
    account, about = form.data.get("account"), form.data.get("about", "")
    found = queries.list_openings(account=account, about=about, number=page_number(request.args))
    return render_template(
        "directory/openings/index.html",
        form=form,
        openings=found,
        names=names_of(opening.subject for opening in found.items),
        address_of=address_of,
        openers=[(str(opener.id), opener.name) for opener in queries.openers()],
        time_of=lambda moment: f"{tokyo(moment):%H:%M}",
        url_of_page=lambda page: url_for("openings.index", account=account, about=about or None, page=page),
    )
