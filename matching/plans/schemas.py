"""What may come in on the pages of plans."""

from kit.fields import Choice
from kit.forms import Schema
from matching.introductions.models import Reason


class RefusalSchema(Schema):
    """Why a row is not wanted."""

    reason = Choice(Reason, required=True)
