"""A list that people narrow: what an address asks for, the choices left with their counts, and the ways out of nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from directory.accounts.models import Account
from directory.vocabularies.filters import FacetCounts
from kit.i18n import _, _l
from kit.paging import PER_PAGE, Page, Sort, page_number
from search import queries
from search.choices import Choice, Option
from search.finding import Correction, Matched

Args = MultiDict[str, str]

LONGEST_TEXT = 200


SORTS = {
    Sort.FIT: _l("ことばに合う順"),
    Sort.READING: _l("五十音順"),
    Sort.UPDATED: _l("更新の新しい順"),
    Sort.NEW: _l("新しい順"),
    Sort.DUE: _l("期限の近い順"),
}


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """How one kind of thing is listed."""

    kind: str
    endpoint: str
    filters: Any
    choices: tuple[Choice, ...]
    sorts: tuple[Sort, ...]
    list_page: Callable[..., Page[Any]]
    count_facets: Callable[[Any, Account | None], FacetCounts]
    everything: Any


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One group of choices, for the form."""

    name: str
    label: str
    options: list[dict[str, Any]]
    kind: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Everything a list page shows."""

    catalogue: Catalogue
    args: Args
    text: str
    filters: Any
    sort: Sort
    page: Page[Any]
    counts: FacetCounts
    matched: Matched | None
    words: tuple[str, ...]
    correction: Correction | None
    viewer: Account | None

    @property
    def facets(self) -> list[Facet]:
        """The groups of choices; a choice that would find nothing is left out unless it is chosen."""
        return [facet for choice in self._open_choices() if not choice.index and (facet := self._facet(choice)).options]

    @property
    def index(self) -> Facet | None:
        """The row of links above a list in the order of the syllabary that has more than a page, or is what is left of one."""
        choice = next((choice for choice in self.catalogue.choices if choice.index), None)
        if choice is None or self.sort is not Sort.READING:
            return None
        facet = self._facet(choice)
        chosen = any(option["selected"] for option in facet.options[1:])
        return facet if chosen or self.page.pages > 1 else None

    @property
    def applied(self) -> list[dict[str, str]]:
        """What is chosen, each with the address of the list without it."""
        text = [{"label": _("ことば：%(text)s", text=self.text), "url": self.url(q=[])}] if self.text else []
        return text + [
            {"label": words, "url": self.url(**{name: [v for v in self.args.getlist(name) if v != value]})}
            for name, value, words in self._chosen()
        ]

    @property
    def subject(self) -> str:
        """What the list is of, in words."""
        words = [f"「{self.text}」"] if self.text else []
        words += [chosen for _name, _value, chosen in self._chosen()]
        return _(" × ").join(words) or str(self.catalogue.everything)

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """(words, address, whether it is the present one) of each order on offer."""
        offered = [sort for sort in self.catalogue.sorts if sort is not Sort.FIT or self.text]
        return [(str(SORTS[sort]), self.url(sort=[sort.value]), sort is self.sort) for sort in offered]

    @property
    def ways_out(self) -> list[dict[str, Any]]:
        """For an empty list: which one condition, given up, would find something, and how much."""
        if self.page.total:
            return []
        ways = []
        for choice in self._open_choices():
            if getattr(self.filters, choice.attribute) == getattr(self.catalogue.filters, choice.attribute):
                continue
            wider = replace(self.filters, **{choice.attribute: getattr(self.catalogue.filters, choice.attribute)})
            if count := self._count(wider):
                ways.append({"words": str(choice.title), "count": count, "url": self.url(**{choice.name: []})})
        if self.text and (count := self._count(replace(self.filters, ids=None))):
            ways.append({"words": _("ことば"), "count": count, "url": self.url(q=[])})
        return ways

    def url(self, **changed: list[str]) -> str:
        """The address of this list with something changed; back to its first page."""
        kept = {name: values for name, values in self.args.lists() if name not in changed}
        chosen: dict[str, Any] = {name: values for name, values in {**kept, **changed}.items() if values}
        return url_for(self.catalogue.endpoint, **chosen)

    def url_of_page(self, number: int) -> str:
        """The address of another page of this list."""
        return self.url(page=[str(number)] if number > 1 else [])

    def _count(self, filters: Any) -> int:
        return self.catalogue.list_page(filters, self.viewer, sort=self.catalogue.sorts[-1], per_page=1).total

    def _chosen(self) -> list[tuple[str, str, str]]:
        """(name, value, words) of everything chosen; not of an upper one that is narrowed by one under it."""
        found = []
        for choice in self._open_choices():
            value = getattr(self.filters, choice.attribute)
            if value != getattr(self.catalogue.filters, choice.attribute):
                values = choice.values(value)
                known = {option.value: option for option in choice.options(values)}
                unknown = [
                    Option(each, each) for each in values if each not in known
                ]  # of an old address; it can be removed
                options = [option for option in known.values() if option.value in values] + unknown
                narrowed = {option.under for option in options}
                found += [(choice.name, each.value, each.words) for each in options if each.value not in narrowed]
        return found

    def _open_choices(self) -> list[Choice]:
        staff = bool(self.viewer and self.viewer.is_staff)
        return [choice for choice in self.catalogue.choices if staff or not choice.staff]

    def _facet(self, choice: Choice) -> Facet:
        selected = choice.values(getattr(self.filters, choice.attribute))
        counts = self.counts.get(choice.name)
        options = list(choice.options([*(counts or ()), *selected]))
        # An upper one that is narrowed heads those under it; pressing it would change nothing, so it has no count.
        narrowed = {option.under for option in options if option.value in selected}
        shown: list[dict[str, Any]] = [
            {"value": value, "label": words, "selected": value in selected, "inner": bool(under)}
            | ({} if counts is None or value in narrowed else {"count": counts.get(value, 0)})
            for value, words, under in options
            if counts is None or counts.get(value) or value in selected or value in narrowed
        ]
        if choice.single and shown and counts is not None:
            shown.insert(0, {"value": "", "label": _("すべて"), "selected": not any(selected)})
        return Facet(
            name=choice.name, label=str(choice.title), options=shown, kind="radio" if choice.single else "checkbox"
        )


def read(catalogue: Catalogue, args: Args, viewer: Account | None, *, per_page: int = PER_PAGE) -> Listing:
    """The list that the words of an address ask for."""
    known = MultiDict(
        [(name, value) for name, value in args.items(multi=True) if value and name not in ("page", "per_page")]
    )
    text = " ".join(args.get("q", "")[:LONGEST_TEXT].split())
    filters = replace(
        catalogue.filters, **{choice.attribute: choice.read(args.getlist(choice.name)) for choice in catalogue.choices}
    )
    answer = queries.find(text, catalogue.kind, viewer) if text else None
    if answer is not None:
        filters = replace(filters, ids=answer.ids)
    sort = _sort(catalogue, args.get("sort", ""), text)
    page = catalogue.list_page(filters, viewer, sort=sort, number=page_number(args), per_page=per_page)
    return Listing(
        catalogue=catalogue,
        args=known,
        text=text,
        filters=filters,
        sort=sort,
        page=page,
        counts=catalogue.count_facets(filters, viewer),
        matched=answer.matched if answer else None,
        words=answer.words if answer else (),
        correction=queries.did_you_mean(text, catalogue.kind, viewer) if answer and not answer.ids else None,
        viewer=viewer,
    )


def _sort(catalogue: Catalogue, wanted: str, text: str) -> Sort:
    offered = [sort for sort in catalogue.sorts if sort is not Sort.FIT or text]
    return next((sort for sort in offered if sort == wanted), offered[0])
