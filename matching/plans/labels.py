"""The words for what became of a row of a plan."""

from kit.i18n import _l
from kit.labels import describe
from matching.plans.models import PlanState, RowState

describe(PlanState, {PlanState.MAKING: _l("作成中"), PlanState.READY: _l("できました")})
describe(
    RowState,
    {
        RowState.PROPOSED: _l("未決定"),
        RowState.ACCEPTED: _l("紹介の準備を始めた"),
        RowState.REFUSED: _l("採用しない"),
        RowState.STALE: _l("古い案"),
    },
)
