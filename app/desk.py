"""The coordinator's desk: the day's page, the ways to everything staff do, and one search over all of it."""

from collections.abc import Callable
from typing import Any, Final

import sqlalchemy as sa
from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import everywhere, queues
from directory.accounts.me import me, my_level
from directory.claims.queries import count_open_claims
from directory.corrections.queries import count_open
from directory.letters.queries import count_letters, letters_stand_still
from directory.log.models import Method
from kit.access import COORDINATORS, open_to
from kit.clock import today
from kit.db import session
from kit.errors import Missing
from kit.i18n import _l
from kit.jobs import Job
from kit.labels import choices
from kit.mail import LetterState
from kit.paging import page_number
from matching.care.queries import count_open as count_care
from matching.casework.queries import count_ours

bp = Blueprint("desk", __name__)

Count = Callable[[], int] | None

WAYS: Final[tuple[tuple[str, Any, Count], ...]] = (
    # (endpoint, label, how many wait there). What this installation does not have, or the visitor may not open, is left out.
    ("introductions.index", _l("紹介"), count_ours),
    ("desk_stories.index", _l("事例"), None),
    ("plans.index", _l("まとめて候補を考える"), None),
    ("care.index", _l("支え手への気くばり"), count_care),
    ("reviews.index", _l("登録の審査"), None),
    ("corrections.index", _l("まちがいの知らせ"), count_open),
    ("claims.index", _l("団体の申し出"), count_open_claims),
    ("deletions.index", _l("削除の申し出"), None),
    ("confirmations.index", _l("年1回の確認"), None),
    ("letters.index", _l("手紙とメール（印刷待ち）"), lambda: count_letters()[LetterState.TO_PRINT]),
    ("log.index", _l("受付の記録"), None),
    ("groups.new", _l("団体を登録する"), None),
    ("people.new", _l("人材を登録する"), None),
    ("needs.new", _l("相談を記録する"), None),
    ("imports.index", _l("Excelから取り込む"), None),
    ("openings.index", _l("個人情報を見た記録"), None),
)


@bp.get("/desk")
@open_to(COORDINATORS)
def show() -> ResponseReturnValue:
    """The day: what is new, what is waited for, what is to be done today."""
    return render_template(
        "desk/show.html",
        queues=[(name, queues.short(name)) for name in queues.QUEUES],
        ways=ways(),
        methods=choices(Method),
        failed_jobs=_failed_jobs(),
        letters=count_letters(),
        letters_stand_still=letters_stand_still(),
        today=today(),
    )


@bp.get("/desk/queue/<name>")
@open_to(COORDINATORS)
def queue(name: str) -> ResponseReturnValue:
    """One queue to its end."""
    if name not in queues.QUEUES:
        raise Missing()
    waiting = queues.whole(name, page_number(request.args))
    return render_template(
        "desk/queue.html",
        name=name,
        waiting=waiting,
        url_of_page=lambda page: url_for("desk.queue", name=name, page=page),
    )


@bp.get("/desk/search")
@open_to(COORDINATORS)
def search() -> ResponseReturnValue:
    """Everything there is, by any word of it, private ones too."""
    text = request.args.get("q", "").replace("\0", "").strip()[:200]  # PostgreSQL takes no NUL
    sections = everywhere.find(text, me()) if text else []
    return render_template("desk/search.html", text=text, sections=sections)


def ways() -> list[tuple[str, Any, int]]:
    """(address, label, how many wait) of every way that exists and is open to the visitor."""
    return [(url_for(way), words, count() if count else 0) for way, words, count in WAYS if _is_open(way)]


def _is_open(endpoint: str) -> bool:
    gate = getattr(current_app.view_functions.get(endpoint), "__gate__", None)
    return gate is not None and my_level() >= gate.level


def _failed_jobs() -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Job).where(Job.attempts > 2)) or 0
