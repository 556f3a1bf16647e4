"""What the words of a question find, for whom: ids from the index, or from the names in the database when there is no index."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, current_app

from directory.accounts.models import Account
from directory.groups.models import Group, GroupState
from directory.people.models import Person
from directory.people.queries import PersonFilters, name_holds
from directory.people.queries import conditions as people_in_sight
from directory.vocabularies.queries import synonym_words
from kit.db import session
from kit.text import search_key
from search.behind import changed_since, without_former_words
from search.engine import Index, IndexUnavailable
from search.finding import EVERYBODY, STAFF, Correction, Found, Matched, Viewer
from search.shelves import Condition
from search.terms import Audience
from search.vocabulary import Suggestion

MEMBERS = Viewer(frozenset({Audience.PUBLIC, Audience.MEMBERS}))


@dataclass(frozen=True)
class Answer:
    """Ids of one kind, best first; ``matched`` is None when only names could be looked at."""

    ids: Sequence[int]
    matched: Matched | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexState:
    """Whether the index can answer: ``reason`` is empty when it can."""

    generation: str
    reason: str


def install(app: Flask, path: Path) -> None:
    """Open the index for this application."""
    app.extensions["index"] = Index(path)


def viewer_of(account: Account | None) -> Viewer:
    """What the index has to know of who is asking."""
    if account is None:
        return EVERYBODY
    return STAFF if account.is_staff else MEMBERS


def find(text: str, kind: str, account: Account | None) -> Answer:
    """Things of one kind that answer ``text``."""
    try:
        found = find_all(text, account, kinds=[kind])
    except IndexUnavailable:
        return Answer(_ids_by_name(text, kind, account), None)
    return Answer(found.ids(kind), found.matched, found.words)


def find_all(text: str, account: Account | None, *, kinds: Collection[str] | None = None) -> Found:
    """Things of several kinds that answer ``text``.

    Raises:
        IndexUnavailable: the index is missing or damaged.
    """
    viewer = viewer_of(account)
    return without_former_words(_index().find(text, viewer=viewer, kinds=kinds, synonyms=_synonyms()), viewer)


def did_you_mean(text: str, kind: str | None, account: Account | None) -> Correction | None:
    """A question near to one that finds nothing."""
    try:
        kinds = [kind] if kind else None
        correction = _index().did_you_mean(text, viewer=viewer_of(account), kinds=kinds, synonyms=_synonyms())
        return correction if correction and find_all(correction.text, account, kinds=kinds).total else None
    except IndexUnavailable:
        return None


def suggest(typed: str, account: Account | None, *, limit: int = 8) -> list[Suggestion]:
    """Names and words that begin with what has been typed."""
    try:
        proposed = _index().suggest(typed, viewer=viewer_of(account), limit=limit)
        if viewer_of(account).staff or not changed_since():
            return proposed
        return [each for each in proposed if find_all(each.text, account).total]
    except IndexUnavailable:
        return []


def index_state() -> IndexState:
    """For /readyz."""
    condition = _index().condition()
    if condition in (Condition.READY, Condition.OUTDATED):
        return IndexState(_index().generation, "")
    return IndexState("", f"the search index is {condition.value}")


def _index() -> Index:
    index: Index = current_app.extensions["index"]
    return index


def _synonyms() -> Mapping[int, Sequence[str]]:
    return dict(enumerate(synonym_words()))


def _ids_by_name(text: str, kind: str, account: Account | None) -> Sequence[int]:
    """While there is no index: names and readings that contain what was typed."""
    if not search_key(text) or kind not in ("group", "person"):
        return []
    model = Group if kind == "group" else Person
    in_sight = [Group.state == GroupState.ACTIVE] if kind == "group" else people_in_sight(PersonFilters(), account)
    called = sa.select(model.id).where(name_holds(model, text), *in_sight)
    return session.scalars(called.order_by(model.sort_key).limit(1000)).all()
