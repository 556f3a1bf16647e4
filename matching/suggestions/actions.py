"""Changing the weights: a new version with its reason, and one step back to any other."""

import sqlalchemy as sa

from directory.accounts.models import Account, Role
from kit import audit
from kit.db import session
from kit.errors import Conflict, Forbidden
from kit.i18n import _l
from matching.suggestions.models import WeightsVersion
from matching.suggestions.versions import SINGLE, current_weights, values_of
from matching.suggestions.weights import Weights


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
