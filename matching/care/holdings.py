"""What is held about somebody who said that it was too much, or has not answered."""

from collections.abc import Iterator

import matching.care.labels  # noqa: F401 - the words of the tasks
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.i18n import _l
from matching.care.actions import forget_of
from matching.care.queries import tasks_of


def _held(whom: Whom) -> Iterator[Entry]:
    for task in tasks_of(whom.person.id) if whom.person else ():
        yield [
            Fact("kind", _l("センターがすること"), task.kind),
            Fact("state", _l("状態"), task.state),
            Fact("created_at", _l("記録した日時"), task.created_at),
            Fact("words", _l("どう片づけたか"), task.words),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    return forget_of(whom.person.id) if whom.person else 0


CARE = Holding("care", _l("支え手への気くばり"), _held, _erase)
"""Every task about somebody."""
