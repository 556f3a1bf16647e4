"""What may come in when a task is settled or weights are changed."""

from enum import StrEnum
from typing import Any, Final

import marshmallow as ma

from kit.fields import Choice, Flag, Number, Text
from kit.forms import Schema
from kit.i18n import _
from kit.labels import label
from matching.care.models import TaskState
from matching.scoring.weights import Criterion
from matching.suggestions import versions
from search.schemas import PageQuery


class Outcome(StrEnum):
    """How a task ends."""

    DONE = "done"
    DROPPED = "dropped"


class SettleSchema(Schema):
    """How a task was settled."""

    outcome = Choice(Outcome, required=True)
    words = Text(limit=500, lines=True)


class EaseSchema(Schema):
    """What the person has said on the telephone: a rest of so many months, fewer requests at once, or both."""

    confirmed = Flag()
    rest = Number(least=1, most=24)
    at_once = Number(least=0, most=50)
    words = Text(limit=500, lines=True)

    @ma.validates_schema(skip_on_field_errors=True)
    def _is_said(self, data: dict[str, Any], **_options: Any) -> None:
        if not data["confirmed"]:
            raise ma.ValidationError(_("本人に電話で確かめてから、印をつけてください。"), "confirmed")
        if data["rest"] is None and data["at_once"] is None:
            raise ma.ValidationError(_("休む月数か、同時に受ける数を入れてください。"), "rest")


class TasksQuery(PageQuery):
    """Which tasks are listed; none said: the open ones."""

    state = ma.fields.Enum(TaskState, by_value=True, load_default=None)


class _Proportions(Schema):
    """Empty is no weight, and each side keeps its sum: what counts is the proportion."""

    @ma.validates_schema(skip_on_field_errors=True)
    def _whole(self, data: dict[str, Any], **_options: Any) -> None:
        if empty := [name for name in versions.bounds() if data.get(name) is None]:
            raise ma.ValidationError({name: [_("数字を入れてください。")] for name in empty})
        for side, whole in versions.sums().items():
            members = [one for one in Criterion if one.side is side]
            total = sum(data[one] for one in members)
            if total != whole:
                text = _("「%(side)s」の合計を%(whole)sにしてください（いまは%(total)s）。",
                         side=label(side), whole=whole, total=total)  # fmt: skip
                raise ma.ValidationError(text, members[0].value)


WeightsSchema: Final[type[Schema]] = _Proportions.from_dict(  # type: ignore[assignment]
    {
        **{name: Number(least=least, most=most) for name, (least, most) in versions.bounds().items()},
        "reason": Text(limit=500, lines=True),
    },
    name="WeightsSchema",
)
"""One number for each weight within its bounds, and why."""
