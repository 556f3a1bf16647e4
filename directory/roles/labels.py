"""Words for roles."""

from directory.accounts.models import Role
from kit.i18n import _l
from kit.labels import describe

describe(Role, {Role.MEMBER: _l("会員"), Role.COORDINATOR: _l("コーディネーター"), Role.ADMIN: _l("管理者")})
