"""Words for the decisions of a review."""

from directory.reviews.models import Decision
from kit.i18n import _l
from kit.labels import describe

describe(Decision, {Decision.APPROVED: _l("承認"), Decision.RETURNED: _l("差し戻し"), Decision.REFUSED: _l("お断り")})
