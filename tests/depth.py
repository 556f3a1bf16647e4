"""How deep the tests go.

``make test`` tries everything that there is to try; what is left to chance or to endurance it tries a few times.
``make test-deep`` tries that as often as is promised, and on PostgreSQL also what asks it for nothing new. A test marked
``deep`` is for it alone: another one tries the same thing elsewhere, or it shows that a test can fail.
"""

import os

DEEP = bool(os.environ.get("TEST_DEEP"))


def times(usual: int, deep: int) -> int:
    """How often something is done."""
    return deep if DEEP else usual
