"""The words for what is to be seen to."""

from kit.i18n import _l
from kit.labels import describe
from matching.care.models import Task, TaskState

describe(
    Task,
    {
        Task.TIMES: _l("日程を確かめてもらう"),
        Task.EASE: _l("負担を軽くする"),
        Task.APART: _l("この組み合わせをしばらく対象外にする"),
        Task.EVIDENCE: _l("技能の根拠を確かめる"),
        Task.PAUSE: _l("休むかどうかをたずねる"),
    },
)
describe(
    TaskState,
    {
        TaskState.OPEN: _l("これから"),
        TaskState.DONE: _l("すみました"),
        TaskState.DROPPED: _l("何もしないことにしました"),
    },
)
