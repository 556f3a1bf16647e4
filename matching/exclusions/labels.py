"""The words for why two are kept apart."""

from kit.i18n import _l
from kit.labels import describe
from matching.exclusions.models import Kind

describe(
    Kind,
    {
        Kind.BLOCKED: _l("どちらかの希望"),
        Kind.CONFLICT: _l("利害関係がある"),
        Kind.PAUSE: _l("しばらく紹介しない"),
    },
)
