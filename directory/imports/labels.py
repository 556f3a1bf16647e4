"""Words for the fixed choices of an import."""

from directory.imports.models import ImportKind, ImportState
from kit.i18n import _l
from kit.labels import describe

describe(
    ImportKind,
    {
        ImportKind.GROUPS: _l("団体"),
        ImportKind.PEOPLE: _l("人材"),
        ImportKind.NEEDS: _l("相談・募集"),
        ImportKind.AREAS: _l("市区町村・地区"),
    },
)
describe(
    ImportState,
    {
        ImportState.UPLOADED: _l("列の確認"),
        ImportState.CHECKING: _l("確かめています"),
        ImportState.CHECKED: _l("確かめました"),
        ImportState.RUNNING: _l("取り込んでいます"),
        ImportState.DONE: _l("取り込みました"),
        ImportState.FAILED: _l("止まりました"),
        ImportState.UNDOING: _l("取り消しています"),
        ImportState.UNDONE: _l("取り消しました"),
    },
)
COUNTS = {
    "created": _l("新規"),
    "updated": _l("更新"),
    "same": _l("そのまま"),
    "doubtful": _l("要確認"),
    "refused": _l("受け取れない"),
    "undone": _l("取り消し"),
    "kept": _l("残した"),
}
