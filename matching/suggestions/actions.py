"""What is kept of suggestions: the lists that the staff were shown with what they began from them, and versions of the weights."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from directory.accounts.models import Account, Role
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Forbidden
from kit.i18n import _l
from matching.introductions.models import Introduction
from matching.needs.models import Need
from matching.scoring import order
from matching.scoring.points import Scored
from matching.scoring.profiles import PartnerKind
from matching.scoring.weights import Weights
from matching.suggestions.models import ShownList, ShownRow, WeightsVersion
from matching.suggestions.queries import find_list
from matching.suggestions.results import SuggestionList
from matching.suggestions.versions import SINGLE, current_weights, values_of

KEPT: Final = timedelta(days=731)
"""Two years: last year's lists can be compared with this year's."""


def keep_list(need: Need, found: SuggestionList, *, to: Account, conditions: Sequence[str] = ()) -> ShownList:
    """Keep a list as it is shown; if just this one is kept already, that one."""
    rows, digest = _rows(found), digest_of(found, conditions)
    if kept := find_list(need.id, to.id, digest):
        return kept
    shown = ShownList(
        need_id=need.id,
        account_id=to.id,
        snapshot_at=found.snapshot_at,
        weights=found.weights,
        conditions=list(conditions),
        total=found.total,
        digest=digest,
    )
    try:
        with session.begin_nested():
            session.add(shown)
            session.flush()
    except IntegrityError:  # in another window at the same moment
        kept = find_list(need.id, to.id, digest)
        assert kept is not None
        return kept
    if rows:
        session.execute(sa.insert(ShownRow), [{**row, "list_id": shown.id} for row in rows])
    return shown


def note_choice(row: ShownRow, introduction: Introduction) -> None:
    """Note on a row that an introduction was begun from it."""
    row.introduction_id = introduction.id


def forget_lists(at: datetime | None = None) -> None:
    """Delete what has been kept long enough."""
    old = sa.select(ShownList.id).where(ShownList.at < (at or now()) - KEPT)
    session.execute(sa.delete(ShownRow).where(ShownRow.list_id.in_(old)))
    session.execute(sa.delete(ShownList).where(ShownList.id.in_(old)))


def _rows(found: SuggestionList) -> list[dict[str, Any]]:
    return [_row(rank, one, found) for rank, one in enumerate(found.scored, 1)]


def _row(rank: int, one: Scored, found: SuggestionList) -> dict[str, Any]:
    partner, need = one.partner, found.need
    is_person = partner.kind is PartnerKind.PERSON
    lot = order.lot(order.seed(need.id, need.today), order.number_of(partner.key))
    return {
        "rank": rank,
        "person_id": partner.id if is_person else None,
        "group_id": None if is_person else partner.id,
        "fit_for_need": one.for_need.points,
        "fit_for_partner": one.for_partner.points if one.for_partner.lines else None,
        "confidence": one.confidence,
        "mutual": one.mutual,
        "final": one.score,
        "band": one.score // order.BAND,
        "newcomer": one.newcomer,
        "asked": partner.asks.last_90_days,
        "lot": f"{lot:016x}",
        "points": {line.criterion.value: [line.points, line.most] for line in one.lines},
    }


def digest_of(found: SuggestionList, conditions: Sequence[str]) -> str:
    """What two lists have in common that are the same to their reader."""
    whole = [str(found.need.today), found.weights, found.total, list(conditions), _rows(found)]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


class SameWeights(Conflict):
    """Nothing has been changed."""

    message = _l("いまの重みと同じです。変えるところがなければ、保存はいりません。")
    field = "reason"


def save_weights(weights: Weights, reason: str, *, by: Account) -> WeightsVersion:
    """Keep a new version and let it hold from now on.

    Raises:
        Forbidden: ``by`` is no administrator.
        SameWeights: they are those that hold.
    """
    _refuse_others(by)
    if values_of(weights) == values_of(current_weights()):
        raise SameWeights()
    _let_go()
    made = WeightsVersion(
        need={one.value: points for one, points in weights.need.items()},
        partner={one.value: points for one, points in weights.partner.items()},
        reason=reason, by_id=by.id, current=True, **{name: getattr(weights, name) for name in SINGLE},
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.record("weights.saved", f"weights:{made.id}", actor_id=by.id, reason=reason)
    return made


def choose_weights(version: WeightsVersion | None, *, by: Account) -> None:
    """Let an earlier version hold again; None: the weights that the service comes with. Twice is once.

    Raises:
        Forbidden: ``by`` is no administrator.
    """
    _refuse_others(by)
    _let_go()
    if version is not None:
        session.refresh(version)
        version.current = True
    session.flush()
    audit.record("weights.chosen", f"weights:{version.id if version else 0}", actor_id=by.id)


def _let_go() -> None:
    session.execute(sa.update(WeightsVersion).where(WeightsVersion.current).values(current=False))
    session.flush()


def _refuse_others(by: Account) -> None:
    if by.role is not Role.ADMIN:
        raise Forbidden()
