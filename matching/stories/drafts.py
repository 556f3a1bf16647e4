"""A first draft of a story, composed from the need, what both sides said and the dates: no names unless they are wanted."""

from collections.abc import Iterator

import matching.follow_ups.labels  # noqa: F401 - the words of the answers
from directory.groups.models import Group
from directory.people.models import Person
from kit.display import month
from kit.i18n import _, in_language, tokyo
from kit.labels import label
from matching.follow_ups import queries as follow_ups
from matching.introductions import masking
from matching.introductions.models import Introduction
from matching.introductions.moves import Side, other
from matching.needs.labels import requester_words


def compose(introduction: Introduction, *, named: frozenset[Side]) -> tuple[str, str]:
    """Title and body, in Japanese as everything that is told of the town; ``named``: the sides that may be named."""
    with in_language("ja"):
        title = unnamed(introduction.need.title, introduction, named)
        body = "\n\n".join(_paragraphs(introduction, named))
        return title, unnamed(body, introduction, named)


def unnamed(text: str, introduction: Introduction, named: frozenset[Side]) -> str:
    """The text with circles for the names of the sides that are not to be named; addresses never stay."""
    for side in Side:
        cover = masking.without_addresses if side in named else masking.masked
        text = cover(text, introduction, other(side))
    return text


def _paragraphs(introduction: Introduction, named: frozenset[Side]) -> Iterator[str]:
    need = introduction.need
    who = _name(introduction, Side.REQUESTER) if Side.REQUESTER in named else requester_words(need.group)
    yield _("%(who)sから、「%(title)s」という相談がありました。", who=who, title=need.title)
    candidate = _name(introduction, Side.CANDIDATE) if Side.CANDIDATE in named else _("協力できる方")
    if met := follow_ups.met_at(introduction):
        when = month(tokyo(met).date())
        yield _("センターが間に入り、%(when)sに%(who)sと引き合わせました。", when=when, who=candidate)
    for side, heading in ((Side.REQUESTER, _("相談した方の声")), (Side.CANDIDATE, _("協力した方の声"))):
        said = follow_ups.last_answer(introduction, side)
        if said and (said.words or said.found):
            yield f"【{heading}】\n{said.words or label(said.found)}"


def _name(introduction: Introduction, side: Side) -> str:
    party = introduction.party(side)
    if isinstance(party, Group):
        return party.name
    return party.display_name if isinstance(party, Person) else introduction.need.requester_name
