"""What may be asked of the audit trail."""

from kit.fields import Text
from kit.forms import Schema


class FilterSchema(Schema):
    """Which entries are listed."""

    subject = Text(limit=60)
    verb = Text(limit=60)
    actor = Text(limit=100)
