"""Words for the fixed choices of an account."""

from directory.accounts.models import Role, Scope
from kit.i18n import Language, _l
from kit.labels import describe

describe(Language, {Language.JA: _l("日本語"), Language.EN: _l("英語（English）")})
describe(
    Scope,
    {
        Scope.READ: _l("読むだけ"),
        Scope.WRITE: _l("読み書き"),
        Scope.INTRODUCTIONS: _l("読むことと、紹介（候補・返事・日時）"),
    },
)
describe(Role, {Role.MEMBER: _l("利用者"), Role.COORDINATOR: _l("コーディネーター"), Role.ADMIN: _l("管理者")})
