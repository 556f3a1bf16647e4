"""One page of a long list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


class Sort(StrEnum):
    """Orders of a list; each list offers some of them."""

    FIT = "fit"
    READING = "reading"
    UPDATED = "updated"
    NEW = "new"
    DUE = "due"


PER_PAGE = 20
MOST_PER_PAGE = 100


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Item]):
    """``items`` of page ``number`` (from 1) out of ``total`` rows, ``per_page`` a page."""

    items: Sequence[Item]
    total: int
    number: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list still has one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """Place in the whole list of this page's first row, from 1; 0 when the list is empty."""
        return (self.number - 1) * self.per_page + 1 if self.items else 0

    @property
    def last(self) -> int:
        """Place in the whole list of this page's last row."""
        return self.first + len(self.items) - 1 if self.items else 0

    def describe(self, items: Any) -> dict[str, Any]:
        """The list as the API answers it, with ``items`` already made ready."""
        return {"items": items, "total": self.total, "page": self.number, "per_page": self.per_page}


def page_number(args: Mapping[str, str], name: str = "page") -> int:
    """The page an address asks for; 1 where it says nothing sensible. ``name``: of one list among several."""
    text = args.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
