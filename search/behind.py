"""What has been changed since the index last heard of it: where its word must not be taken."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from kit.db import session
from kit.jobs import Job
from kit.text import search_key
from search.finding import Found, Rank, Viewer
from search.sync import JOB, documents_of
from search.terms import Document

MOST_LOOKED_AT = 2_000
"""During a large import the index is far behind; what is shown is looked up in the database in any case."""


def changed_since() -> set[tuple[str, int]]:
    """Kind and id of things with a change that waits for the worker."""
    waiting = sa.select(Job.args).where(Job.name == JOB).order_by(Job.id.desc()).limit(MOST_LOOKED_AT)
    return {(args["kind"], args["id"]) for args in session.scalars(waiting)}


def without_former_words(found: Found, viewer: Viewer) -> Found:
    """The answer without things whose words were changed, unless every word asked for stands in what they say now.

    A word that was taken off a page finds nothing from that moment on. Where the index would find a changed thing by other
    ways than its very words (a reading, a synonym), it is found again as soon as the worker has been round.
    """
    changed = changed_since() if found.total and not viewer.staff else set()
    doubtful = [(kind, number) for _score, kind, number in found.ranking if (kind, number) in changed]
    if not doubtful:
        return found
    still = {
        (document.kind, document.id)
        for document in documents_of(doubtful)
        if document.audience in viewer.audiences and _says(document, found.words)
    }
    gone = set(doubtful) - still
    kept: list[Rank] = [rank for rank in found.ranking if (rank[1], rank[2]) not in gone]
    return replace(found, ranking=kept)


def _says(document: Document, words: Sequence[str]) -> bool:
    text = "\n".join(search_key(line) for line in document.public)
    return all(search_key(word) in text for word in words)
