"""Where an introduction stands, in the words of one of its sides, and what this side may know of the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from directory.groups.access import see as see_group
from directory.groups.models import Group
from directory.people.models import Person
from kit import slots
from kit.display import day, own_name
from kit.i18n import _, _l
from kit.labels import label
from matching.introductions import access, items, masking
from matching.introductions.disclosures import TOLD, receipts_of
from matching.introductions.models import Introduction
from matching.introductions.moves import ACCEPTED, WAITING, Side, State, other
from matching.needs.labels import requester_words

OVER: Final = "over"
_STEPPING_BACK: Final = (State.CANDIDATE_WILLING, State.ASKED_REQUESTER)
_OVER: Final = _l("この紹介は終わりました。ご協力ありがとうございました。")
_AGREED: Final = _l(
    "どちらも「会ってみたい」とお返事がありました。お会いする日時と場所は、センターが間に入って決めます。"
)
_MET: Final = _l("お会いいただきました。つづけるかどうかなど、お気づきのことはセンターにお知らせください。")
_RUNNING: Final = _l("いっしょに活動が続いています。困ったことがあれば、センターにお知らせください。")
_WAITED_FOR: Final = _l("お返事をお待ちしています（%(until)sまで）。")
_SENTENCES: Final[Mapping[Side, Mapping[State, Any]]] = {
    Side.CANDIDATE: {
        State.ASKED_CANDIDATE: _WAITED_FOR,
        State.CANDIDATE_WILLING: _l(
            "「会ってみたい」とお返事をいただきました。相談した方に確かめるので、少しお待ちください。"
        ),
        State.ASKED_REQUESTER: _l("「会ってみたい」とお返事をいただきました。相談した方のお返事を待っています。"),
        State.AGREED: _AGREED,
        State.MET: _MET,
        State.RUNNING: _RUNNING,
    },
    Side.REQUESTER: {
        State.ASKED_REQUESTER: _WAITED_FOR,
        State.AGREED: _AGREED,
        State.MET: _MET,
        State.RUNNING: _RUNNING,
    },
}


@dataclass(frozen=True, slots=True)
class Other:
    """What one side may know of the other: who, in words or by name, facts, and their page where it can be opened."""

    name: str
    rows: list[tuple[Any, Any]]
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A receipt in words: whose item, which, when, and whether staff have passed it on by telephone or on paper."""

    mine: bool
    item: str
    at: datetime
    told: bool


def sentence(introduction: Introduction, side: Side) -> str:
    """Where it stands, for this side."""
    words = str(_SENTENCES[side].get(introduction.state, _OVER))
    due = introduction.answer_due_at
    return words % {"until": day(due)} if due and "%(until)s" in words else words


def state_for(introduction: Introduction, side: Side) -> str:
    """The state as far as this side is told of it: who ended what came to nothing, and why, is the centre's."""
    told = introduction.state in _SENTENCES[side] or introduction.state is State.ENDED
    return introduction.state.value if told else OVER


def can_step_back(introduction: Introduction, side: Side) -> bool:
    """Whether the candidate, who has said yes, can still think again by themselves."""
    return side is Side.CANDIDATE and introduction.state in _STEPPING_BACK


def outline(introduction: Introduction, side: Side) -> str:
    """What the candidate reads of the need, as long as it is theirs to decide or they have agreed."""
    reads = _concerned(introduction, side) or can_step_back(introduction, side)
    return introduction.outline if side is Side.CANDIDATE and reads else ""


def reads_why(introduction: Introduction, side: Side) -> bool:
    """Whether this side reads why it was thought of: as long as it is theirs to decide, or they go on with it."""
    return _concerned(introduction, side) or can_step_back(introduction, side)


def introducing(introduction: Introduction, side: Side) -> str:
    """What the centre has written of the candidate for who asked for help."""
    return introduction.introducing if side is Side.REQUESTER and other_side(introduction, side) else ""


def other_side(introduction: Introduction, side: Side) -> Other | None:
    """The candidate for who asked for help, once they are asked; who asked for help for the candidate, once both agree.

    Nothing of either where it came to nothing.
    """
    if not (_concerned(introduction, side) or introduction.state is State.ENDED):
        return None
    if side is Side.CANDIDATE and not access.disclosed(introduction):
        return None
    party = introduction.party(other(side))
    if isinstance(party, Group):
        return _unreachable(_group(party), introduction, side)
    if side is Side.REQUESTER:
        return _unreachable(_person(party), introduction, side) if isinstance(party, Person) else None
    need = introduction.need
    name = party.display_name if isinstance(party, Person) else need.requester_name
    return Other(name or requester_words(None), [])


def receipts(introduction: Introduction, side: Side) -> list[Look]:
    """Who has looked at what, on both sides; what was looked at only by its kind."""
    labels = {(each, item.key): str(item.label) for each in Side for item in items.items_of(introduction, each)}
    gone = str(_("いまはない連絡先"))
    return [
        Look(receipt.side is side, labels.get((receipt.side, receipt.item), gone), receipt.at, receipt.came in TOLD)
        for receipt in receipts_of(introduction)
    ]


def _concerned(introduction: Introduction, side: Side) -> bool:
    return WAITING.get(introduction.state) is side or introduction.state in ACCEPTED


def _unreachable(seen: Other, introduction: Introduction, side: Side) -> Other:
    """Without the addresses that somebody has written into their own page: those are shown only as they tick them."""
    rows = [(term, masking.without_addresses(str(words), introduction, side)) for term, words in seen.rows]
    return Other(seen.name, rows, seen.group_id)


def _group(group: Group) -> Other:
    rows = [
        (_("団体の種類"), label(group.sector)),
        (_("目的"), group.purpose),
        (_("活動"), group.activities),
        (_("できること"), group.offers),
        (_("活動分野"), "、".join(own_name(field) for field in group.fields)),
    ]
    return Other(group.name, rows, group.id if see_group(group, None) else None)


def _person(person: Person) -> Other:
    rows = [
        (_("紹介"), person.introduction),
        (_("所属・肩書き"), person.affiliation),
        (_("できること"), "、".join(own_name(held.skill) for held in person.skills)),
        (_("くわしく"), person.about),
        (_("資格・経歴"), person.qualifications),
        (_("動ける日時"), person.schedule_note or slots.words(person.slots)),
    ]
    return Other(person.display_name, rows)
