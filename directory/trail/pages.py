"""Pages of the audit trail: who did what and when, whether the chain is whole, and all of it to keep elsewhere."""

import json
from collections.abc import Iterator

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.subjects import WORDS, address_of
from directory.trail import queries
from directory.trail.schemas import FilterSchema
from kit import audit
from kit.access import ADMINS, open_to
from kit.forms import read_form
from kit.i18n import _
from kit.paging import page_number

bp = Blueprint("audit", __name__, url_prefix="/admin/audit")


@bp.get("")
@open_to(ADMINS)
def index() -> ResponseReturnValue:
    """Entries, the newest first."""
    form = read_form(FilterSchema(), request.args)
    wanted = {name: form.data.get(name, "") for name in ("subject", "verb", "actor")}
    entries = queries.list_entries(**wanted, number=page_number(request.args))
    kept = {name: text or None for name, text in wanted.items()}
    return render_template(
        "directory/trail/index.html",
        entries=entries,
        actors=queries.names_of_actors(entries),
        address_of=_address,
        typed=wanted,
        url_of_page=lambda page: url_for("audit.index", **kept, page=page),
    )


@bp.post("/check")
@open_to(ADMINS)
def check() -> ResponseReturnValue:
    """Whether every entry is as it was written."""
    broken = audit.verify()
    if broken is None:
        flash(_("操作の記録は、すべて書かれたときのままです。"), "success")
    else:
        flash(_("%(number)s番めの記録が、書かれたときのままではありません。", number=broken), "error")
    return redirect(url_for("audit.index"), 303)


@bp.get("/export.jsonl")
@open_to(ADMINS)
def export() -> ResponseReturnValue:
    """All of it, a JSON object a line."""

    def lines() -> Iterator[str]:
        for entry in audit.export():
            yield json.dumps(entry, ensure_ascii=False) + "\n"

    answer = Response("".join(lines()), mimetype="application/x-ndjson")
    answer.headers["Content-Disposition"] = 'attachment; filename="audit.jsonl"'
    return answer


def _address(subject: str) -> str:
    """Where the record has its page; empty for what has none."""
    return address_of(subject) if subject.partition(":")[0] in WORDS else ""
