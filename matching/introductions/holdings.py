"""What introductions hold about somebody who was proposed, or who asked."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

import matching.introductions.labels  # noqa: F401 - the words of the states
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.introductions.models import Happened, Introduction, Note, Question, Receipt, Shown
from matching.introductions.moves import OPEN, State
from matching.needs.models import Need


def _held(whom: Whom) -> Iterator[Entry]:
    for introduction in _about(whom):
        yield [
            Fact("need", _l("相談"), introduction.need.title),
            Fact("state", _l("状態"), introduction.state),
            Fact("introducing", _l("紹介のことば"), introduction.introducing),
            Fact("asked_at", _l("打診した日時"), introduction.asked_at),
            Fact("words", _l("お返事やご質問のことば"), "\n".join(_words(introduction))),
        ]


def _erase(whom: Whom, erasure: Erasure) -> int:
    """That there was one, and how it ended, stays; who it was, what they showed and every word go."""
    found = _about(whom)
    ids = [introduction.id for introduction in found]
    for model in (Shown, Receipt, Question, Note):
        session.execute(sa.delete(model).where(model.introduction_id.in_(ids)))
    session.execute(sa.update(Happened).where(Happened.introduction_id.in_(ids)).values(words=""))
    for introduction in found:
        introduction.outline = introduction.introducing = ""
        if whom.person is not None and introduction.person_id == whom.person.id:
            introduction.person = None
        if introduction.state in OPEN:
            introduction.state, introduction.answer_due_at = State.CANCELLED, None
    session.flush()
    return len(found)


def _about(whom: Whom) -> Sequence[Introduction]:
    if whom.person is None:
        return []
    mine = (Introduction.person_id == whom.person.id) | (Need.person_id == whom.person.id)
    return session.scalars(sa.select(Introduction).join(Introduction.need).where(mine).order_by(Introduction.id)).all()


def _words(introduction: Introduction) -> Iterator[str]:
    yield from (line.words for line in introduction.moves if line.words)
    yield from (question.words for question in introduction.questions)


INTRODUCTIONS = Holding("introductions", _l("紹介"), _held, _erase)
"""Every introduction of somebody, or for somebody."""
