"""Words for the fixed choices of the log."""

from directory.log.models import Becomes, Method
from directory.log.schemas import Due
from kit.i18n import _l
from kit.labels import describe

describe(
    Method,
    {
        Method.VISIT: _l("来館"),
        Method.PHONE: _l("電話"),
        Method.FAX: _l("FAX"),
        Method.LETTER: _l("手紙"),
        Method.EMAIL: _l("メール"),
        Method.OUTSIDE: _l("訪問"),
    },
)
describe(
    Becomes,
    {
        Becomes.NEED: _l("相談"),
        Becomes.GROUP: _l("団体の下書き"),
        Becomes.PERSON: _l("人材の下書き"),
        Becomes.NOTE: _l("メモだけ"),
    },
)
describe(
    Due,
    {
        Due.NONE: _l("なし"),
        Due.TODAY: _l("きょう"),
        Due.TOMORROW: _l("あした"),
        Due.WEEK: _l("1週間後"),
        Due.DAY: _l("下の日に"),
    },
)
