"""Plans in the background: some needs a step, each leaving the next; nightly where that is set."""

from collections.abc import Sequence
from typing import Any, Final

from kit.jobs import Kind, Write
from matching.plans import actions, queries
from matching.plans.making import Making
from matching.plans.models import PlanState
from search.engine import Index

NEEDS_A_STEP: Final = 10
NIGHTLY: Final = "plans.nightly"


class Planning:
    """Makes plans; keeps what one needs in memory between its steps. A worker that begins in between begins anew."""

    def __init__(self, index: Index, *, nightly: bool) -> None:
        self._index = index
        self._nightly = nightly
        self._making: Making | None = None

    def jobs(self) -> list[Kind]:
        """The steps, and the nightly round."""
        step = "Looks at the next needs of a plan, and shares out partners when all have been looked at."
        night = "Makes a plan for all open needs, where that is set; forgets old plans."
        return [
            Kind(actions.STEP, self._work, 1, step, writes=False),
            Kind(NIGHTLY, self._night, 100, night, daily=True),
        ]

    def _night(self, _jobs: Sequence[dict[str, Any]]) -> None:
        actions.forget_old()
        if self._nightly:
            actions.begin(by=None)

    def _work(self, jobs: Sequence[dict[str, Any]]) -> Write | None:
        plan = queries.find_plan(jobs[0]["plan"])
        if plan is None or plan.state is not PlanState.MAKING:
            return None
        making = self._making
        if making is None or (making.plan_id, making.done) != (plan.id, plan.done):
            making = self._making = Making(plan.id, queries.open_needs(), self._index)
        plan_id, total = plan.id, len(making.need_ids)
        if making.done < total:
            making.look(NEEDS_A_STEP)
            done = making.done
            return lambda: actions.go_on(plan_id, done=done, total=total)
        made = making.finish()
        self._making = None
        return lambda: actions.finish(plan_id, made)
