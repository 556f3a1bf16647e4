"""What may come in on the pages of plans."""

from kit.fields import Choice
from kit.forms import Schema
from kit.i18n import _l
from matching.introductions.models import Reason


class RefusalSchema(Schema):
    """Why a row is not wanted."""

    reason = Choice(Reason, required=True, error_messages={"blank": _l("理由を選んでください。")})
