"""Where each reason can be checked: the part of the profile, the need, the introductions that came to an end."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from flask import url_for

from kit.db import session
from kit.i18n import _
from matching.introductions.models import Introduction
from matching.introductions.moves import State
from matching.scoring.profiles import Key, PartnerKind
from matching.scoring.weights import Criterion

MOST_CASES: Final = 10
_PLACES: Final[Mapping[Criterion, str]] = {
    Criterion.SKILL: "abilities",
    Criterion.FIELD: "abilities",
    Criterion.WISH: "abilities",
    Criterion.TEXT: "about",
    Criterion.TIME: "when-where",
    Criterion.AREA: "when-where",
    Criterion.WAY: "when-where",
    Criterion.HELP: "when-where",
    Criterion.FEE: "when-where",
}
"""The part of a person's page; a group's page has no parts to jump to."""

Source = tuple[str, str]
"""Words and address of a link."""


def sources(criterion: Criterion, key: Key, need_id: int) -> list[Source]:
    """What to open to check the reason of one criterion."""
    if criterion is Criterion.EXPERIENCE:
        return [
            (_("終わった紹介 %(number)s", number=number), url_for("introductions.show", introduction_id=number))
            for number in _completed(key)
        ]
    return [(_("登録の内容"), _profile(criterion, key)), (_("相談の内容"), url_for("needs.show", need_id=need_id))]


def _profile(criterion: Criterion, key: Key) -> str:
    kind, number = key
    if kind is PartnerKind.PERSON:
        return url_for("people.show", person_id=number, _anchor=_PLACES[criterion])
    return url_for("groups.show", group_id=number)


def _completed(key: Key) -> Sequence[int]:
    """The newest introductions of a partner that came to a good end."""
    whose = Introduction.person_id if key[0] is PartnerKind.PERSON else Introduction.group_id
    query = sa.select(Introduction.id).where(whose == key[1], Introduction.state == State.ENDED)
    return session.scalars(query.order_by(Introduction.moved_at.desc()).limit(MOST_CASES)).all()
