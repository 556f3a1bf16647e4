"""Words for the fixed choices of a claim."""

from directory.claims.models import ClaimState
from kit.i18n import _l
from kit.labels import describe

describe(
    ClaimState,
    {
        ClaimState.OPEN: _l("確認中"),
        ClaimState.ACCEPTED: _l("認めた"),
        ClaimState.DECLINED: _l("認めなかった"),
    },
)
