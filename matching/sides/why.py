"""Why a side was thought of, in plain words: the part of the stored explanation that is about itself.

Points, places, the load of anybody, what speaks against somebody and everybody else on the list are for the staff.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from directory.groups.models import Group
from directory.people.models import Person
from kit.db import session
from kit.display import own_name
from kit.i18n import _, _l
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.plans.models import PlanRow
from matching.scoring.weights import Criterion
from matching.sides import standing
from matching.suggestions.models import ShownRow

MOST: Final = 5
_CHOSEN: Final = _l("センターの職員が、登録の内容を読んでえらびました。")
_NAMED: Final[Mapping[Side, Mapping[Criterion, Any]]] = {
    Side.CANDIDATE: {
        Criterion.SKILL: _l("「%(names)s」ができると登録されているからです。"),
        Criterion.FIELD: _l("「%(names)s」の分野で活動されているからです。"),
    },
    Side.REQUESTER: {
        Criterion.SKILL: _l("「%(names)s」ができると登録しています。"),
        Criterion.FIELD: _l("「%(names)s」の分野で活動しています。"),
    },
}
_SENTENCES: Final[Mapping[Side, Mapping[Criterion, Any]]] = {
    Side.CANDIDATE: {
        Criterion.SKILL: _l("登録されている「できること」が、お願いしたいことに近いからです。"),
        Criterion.FIELD: _l("活動分野が、相談に近いからです。"),
        Criterion.TEXT: _l("紹介文や活動のことばが、相談の内容に近いからです。"),
        Criterion.TIME: _l("登録されている曜日・時間が、相談の日時に合うからです。"),
        Criterion.AREA: _l("登録されている活動地域が、相談の場所に合うからです。"),
        Criterion.WISH: _l("活動したい分野に合うからです。"),
        Criterion.HELP: _l("登録されている手伝い方に合うからです。"),
        Criterion.FEE: _l("費用の条件が合うからです。"),
        Criterion.WAY: _l("動ける場所やオンラインの希望に合うからです。"),
    },
    Side.REQUESTER: {
        Criterion.SKILL: _l("お願いしたいことに近い「できること」を登録しています。"),
        Criterion.FIELD: _l("相談に近い分野で活動しています。"),
        Criterion.TEXT: _l("紹介文や活動のことばが、相談の内容に近い方です。"),
        Criterion.TIME: _l("希望の日時に合わせやすい方です。"),
        Criterion.AREA: _l("希望の地域で活動しています。"),
    },
}
"""What is told of each criterion. How introductions went before is told to neither: of who had none it says nothing."""


def reasons(introduction: Introduction, side: Side) -> list[str]:
    """What spoke most for it, for this side; nothing where the side has nothing to decide or go on with."""
    if not standing.reads_why(introduction, side):
        return []
    sentences = _SENTENCES[side]
    strong = [
        (points, criterion) for criterion, (points, most) in _stored(introduction).items()
        if criterion in sentences and most and 2 * points >= most
    ]  # fmt: skip
    strong.sort(key=lambda each: -each[0])
    return [_told(introduction, side, criterion) for _points, criterion in strong[:MOST]] or [str(_CHOSEN)]


def _stored(introduction: Introduction) -> dict[Criterion, tuple[int, int]]:
    """Points and how many there were to have, by criterion, as staff were shown them; empty for who was added by hand."""
    row = session.scalar(sa.select(ShownRow.points).where(ShownRow.introduction_id == introduction.id).limit(1))
    planned = sa.select(PlanRow.reasons).where(PlanRow.introduction_id == introduction.id).limit(1)
    lines = [(name, *each) for name, each in row.items()] if row else (session.scalar(planned) or {}).get("lines", [])
    known = {each.value: each for each in Criterion}
    return {known[name]: (points, most) for name, points, most in lines if name in known}


def _told(introduction: Introduction, side: Side, criterion: Criterion) -> str:
    names = str(_("、")).join(_common(introduction, criterion))
    if names:
        return str(_NAMED[side][criterion]) % {"names": names}
    return str(_SENTENCES[side][criterion])


def _common(introduction: Introduction, criterion: Criterion) -> Iterator[str]:
    """What both the need and the candidate's entry name today."""
    need, candidate = introduction.need, introduction.candidate
    if criterion is Criterion.FIELD and candidate is not None:
        wanted_fields = {field.code for field in need.fields}
        yield from (own_name(field) for field in candidate.fields if field.code in wanted_fields)
    if criterion is Criterion.SKILL and candidate is not None:
        wanted = {held.skill_id for held in need.skills}
        yield from (own_name(skill) for skill in _skills(candidate) if skill.id in wanted)


def _skills(candidate: Person | Group) -> list[Any]:
    return [held.skill for held in candidate.skills] if isinstance(candidate, Person) else list(candidate.skills)
