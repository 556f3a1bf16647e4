"""What may come in about periods."""

from kit.fields import Number
from kit.forms import Schema

YEARS = 3660


class PeriodsSchema(Schema):
    """Days, from a month to ten years; empty is the usual period."""

    letters_days = Number(least=30, most=YEARS)
    log_days = Number(least=30, most=YEARS)
    withdrawn_days = Number(least=30, most=YEARS)
    consultation_days = Number(least=30, most=YEARS)
