"""One box for everything: what is found of each kind, on one list."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup

from directory.accounts.models import Account
from directory.groups.access import see as may_see_group
from directory.groups.access import see_place
from directory.groups.queries import groups_by_id
from directory.people.access import see as may_see_person
from directory.people.queries import people_by_id
from kit.i18n import _l
from kit.paging import PER_PAGE, Page
from kit.text import search_key
from search import queries
from search.behind import changed_since
from search.engine import IndexUnavailable
from search.finding import Correction, Hit, Matched
from search.snippets import skill_lines, snippet


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One thing found, as it is shown: everything from the database, only its place in the list from the index."""

    kind: str
    id: int
    title: str
    reading: str
    url: str
    snippet: Markup
    score: float


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How things of one kind are shown when they are found: only those the viewer may see."""

    kind: str
    words: Any
    load: Callable[[Sequence[int]], Iterable[Any]]
    may_see: Callable[[Any, Account | None], bool]
    title: Callable[[Any], str]
    endpoint: str
    parameter: str
    texts: Callable[[Any], Sequence[str]]

    def snippet(self, thing: Any, words: Sequence[str]) -> Markup:
        """The part of its texts that shows why it was found."""
        return snippet(self.texts(thing), words)


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of what was found, how many of each kind, and a correction when nothing was."""

    page: Page[Shown]
    counts: dict[str, int]
    matched: Matched
    correction: Correction | None
    available: bool = True


GROUPS = Kind(
    kind="group",
    words=_l("団体"),
    load=groups_by_id,
    may_see=may_see_group,
    title=lambda group: str(group.name),
    endpoint="groups.show",
    parameter="group_id",
    texts=lambda group: [
        group.purpose,
        group.activities,
        group.offers,
        group.wants,
        group.place if see_place(group, None) else "",
        *skill_lines(group.skills),
    ],
)
PEOPLE = Kind(
    kind="person",
    words=_l("人材"),
    load=people_by_id,
    may_see=may_see_person,
    title=lambda person: str(person.display_name),
    endpoint="people.show",
    parameter="person_id",
    texts=lambda person: [
        person.introduction,
        person.about,
        person.qualifications,
        person.affiliation,
        *skill_lines(held.skill for held in person.skills),
    ],
)


def kinds() -> dict[str, Kind]:
    """The kinds that can be found; the application adds those that search does not know itself."""
    known: dict[str, Kind] = current_app.extensions["search_kinds"]
    return known


def search(text: str, viewer: Account | None, *, kind: str = "", number: int = 1, per_page: int = PER_PAGE) -> Results:
    """A page of everything that answers ``text``; ``kind`` narrows it to one kind."""
    try:
        found = queries.find_all(text, viewer)
    except IndexUnavailable:
        empty: Page[Shown] = Page(items=[], total=0, number=1, per_page=per_page)
        return Results(page=empty, counts={}, matched=Matched.NOTHING, correction=None, available=False)
    hidden = _hidden_since(viewer)
    seen = [hit for hit in found.hits if hit.kind in kinds() and (hit.kind, hit.id) not in hidden]
    counts = {name: sum(hit.kind == name for hit in seen) for name in kinds()}
    hits = [hit for hit in seen if kind in ("", hit.kind)]
    shown = _shown(hits[(number - 1) * per_page : number * per_page], found.words, viewer)
    return Results(
        page=Page(items=shown, total=len(hits), number=number, per_page=per_page),
        counts=counts,
        matched=found.matched,
        correction=None if found.hits else queries.did_you_mean(text, None, viewer),
    )


def completions(typed: str, viewer: Account | None) -> list[dict[str, Any]]:
    """Words that begin with what has been typed, each with how many things it leads to."""
    if not typed.strip():
        return []
    hidden = {search_key(title) for title in _hidden_since(viewer).values()}
    proposed = queries.suggest(typed, viewer)
    return [{"text": item.text, "count": item.count} for item in proposed if search_key(item.text) not in hidden]


def _hidden_since(viewer: Account | None) -> dict[tuple[str, int], str]:
    """What the index may still show although the database no longer does, each with its name."""
    changed = changed_since()
    hidden = dict.fromkeys(changed, "")
    for kind, thing in _loaded(changed):
        if kind.may_see(thing, viewer):
            del hidden[kind.kind, thing.id]
        else:
            hidden[kind.kind, thing.id] = kind.title(thing)
    return hidden


def _loaded(wanted: Iterable[tuple[str, int]]) -> Iterator[tuple[Kind, Any]]:
    """Each thing that is still there, with its kind; of kinds that nothing is wanted of, nothing is asked."""
    by_kind: dict[str, list[int]] = {}
    for name, thing_id in wanted:
        by_kind.setdefault(name, []).append(thing_id)
    for name, ids in by_kind.items():
        if kind := kinds().get(name):
            yield from ((kind, thing) for thing in kind.load(ids))


def _shown(hits: Sequence[Hit], words: tuple[str, ...], viewer: Account | None) -> list[Shown]:
    # The index may be a moment behind a change; the database is not.
    loaded = _loaded((hit.kind, hit.id) for hit in hits)
    things = {(kind.kind, thing.id): thing for kind, thing in loaded if kind.may_see(thing, viewer)}
    return [
        _one(kinds()[hit.kind], things[hit.kind, hit.id], hit, words) for hit in hits if (hit.kind, hit.id) in things
    ]


def _one(kind: Kind, thing: Any, hit: Hit, words: tuple[str, ...]) -> Shown:
    return Shown(
        kind=kind.kind,
        id=thing.id,
        title=kind.title(thing),
        reading=getattr(thing, "reading", ""),
        url=url_for(kind.endpoint, **{kind.parameter: thing.id}),
        snippet=kind.snippet(thing, words),
        score=round(hit.score, 3),
    )
