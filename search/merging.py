"""Which parts of an index a commit writes anew."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

_MOST_SEGMENTS = 6  # small ones
_SMALL = 2_000  # documents; a merge of such segments holds up the changes for up to nine seconds


class Merge(StrEnum):
    """Small segments once there are many, all, those that hold erased words, none."""

    SMALL = "small"
    ALL = "all"
    ERASED = "erased"
    NONE = "none"


def to_merge(merge: Merge, segments: Sequence[Any], *, nothing_new: bool) -> Sequence[Any]:
    """The segments to write anew as one; ``nothing_new``: the commit adds no documents of its own."""
    if merge is Merge.ERASED:
        return [segment for segment in segments if segment.has_deletions()]
    if merge is Merge.SMALL:
        return _small(segments)
    whole_already = len(segments) == 1 and not segments[0].has_deletions() and nothing_new
    return segments if merge is Merge.ALL and not whole_already else []


def _small(segments: Sequence[Any]) -> Sequence[Any]:
    """Small segments once there are many. Large ones wait for a quiet moment: they would hold up the changes."""
    small = [segment for segment in segments if segment.doc_count_all() <= _SMALL]
    if len(small) < _MOST_SEGMENTS:
        return []
    small.sort(key=lambda segment: segment.doc_count_all())
    total, merged = 0, 0
    while merged < len(small) and total <= _SMALL and (merged < 2 or small[merged].doc_count_all() <= 2 * total):
        total += small[merged].doc_count_all()
        merged += 1
    return small[:merged]
