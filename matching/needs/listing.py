"""The list of needs as a visitor has narrowed it: the page, the choices left with their counts, and the ways out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from directory.accounts.models import Account
from directory.vocabularies import queries as vocabularies
from directory.vocabularies.filters import FacetCounts
from kit.display import own_name
from kit.i18n import _
from kit.labels import label
from kit.paging import Page
from kit.slots import TIMES, WEEKDAYS
from matching.needs.models import Need, NeedKind, NeedState
from matching.needs.queries import NeedFilters, Sort, count_facets, list_needs, read_filters

Option = tuple[str, str]
"""The value of a choice in the address, and its words."""

SINGLE = {"area", "state"}
"""What one chooses one of."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One group of choices."""

    name: str
    label: str
    options: list[dict[str, Any]]

    @property
    def kind(self) -> str:
        """The control of its choices."""
        return "radio" if self.name in SINGLE else "checkbox"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Everything the list page shows."""

    page: Page[Need]
    facets: list[Facet]
    applied: list[dict[str, str]]
    subject: str
    ways_out: list[dict[str, Any]]
    sort: Sort
    sorts: list[tuple[str, str, bool]]
    args: "MultiDict[str, str]"

    def url_of_page(self, number: int) -> str:
        """The address of another page of this list."""
        return _url(self.args, page=[str(number)] if number > 1 else [])


def read(args: "MultiDict[str, str]", viewer: Account | None) -> Listing:
    """The list that the words of an address ask for."""
    filters = read_filters(dict(args.lists()))
    sort = next((sort for sort in Sort if sort == args.get("sort")), Sort.NEW)
    known = MultiDict([(name, value) for name, value in args.items(multi=True) if value and name != "page"])
    staff = bool(viewer and viewer.is_staff)
    words = _words(filters)
    applied = [
        {"label": text, "url": _url(known, **{name: [kept for kept in known.getlist(name) if kept != value]})}
        for name, value, text in words
        if name != "state" or staff
    ]
    page = list_needs(filters, viewer, sort=sort, number=_page_number(args))
    return Listing(
        page=page,
        facets=_facets(filters, count_facets(filters, viewer), staff=staff),
        applied=applied,
        subject=_(" × ").join(text for _name, _value, text in words) or _("募集中の相談"),
        ways_out=[] if page.total else _ways_out(filters, viewer, known),
        sort=sort,
        sorts=[(text, _url(known, sort=[to.value]), to is sort) for to, text in _sorts()],
        args=known,
    )


def _sorts() -> list[tuple[Sort, str]]:
    return [(Sort.NEW, _("新しい順")), (Sort.DUE, _("期限の近い順"))]


def _page_number(args: Mapping[str, str]) -> int:
    text = args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _url(args: "MultiDict[str, str]", **changed: list[str]) -> str:
    kept = {name: values for name, values in args.lists() if name not in changed}
    chosen: dict[str, Any] = {name: values for name, values in {**kept, **changed}.items() if values}
    return url_for("needs.index", **chosen)


def _words(filters: NeedFilters) -> list[tuple[str, str, str]]:
    """(name, value, words) of everything chosen."""
    skills = vocabularies.skills_by_code(filters.skills)
    areas = vocabularies.areas_by_code([filters.area] if filters.area else [])
    fields = vocabularies.fields_by_code(map(str, filters.fields))
    state = [("state", filters.state.value, label(filters.state))] if filters.state is not NeedState.OPEN else []
    return [
        *state,
        *(("kind", kind.value, label(kind)) for kind in filters.kinds),
        *(("field", str(field.code), own_name(field)) for field in fields),
        *(("area", area.code, own_name(area)) for area in areas),
        *(("skill", skill.code, own_name(skill)) for skill in skills),
        *(("day", str(day), _("%(day)s曜日", day=_(WEEKDAYS[day]))) for day in filters.days),
        *(("time", str(time), _(TIMES[time])) for time in filters.times),
        *([("online", "1", _("オンライン"))] if filters.online else []),
    ]


def _facets(filters: NeedFilters, counts: FacetCounts, *, staff: bool) -> list[Facet]:
    """The groups of choices; a choice that would find nothing is left out unless it is chosen."""
    skills = {str(skill.id): skill for skill in vocabularies.skills() if skill.parent_id is None}
    by_code = {skill.code: counts["skill"].get(number, 0) for number, skill in skills.items()}
    areas = vocabularies.areas_by_code({*counts["area"], filters.area})
    facets = [
        _facet("kind", _("さがしているもの"), ((k.value, label(k)) for k in NeedKind), counts["kind"], filters.kinds),
        _facet("field", _("活動分野"), _options(vocabularies.fields()), counts["field"], map(str, filters.fields)),
        _facet("skill", _("必要な技能"), _options(skills.values()), by_code, filters.skills),
        _facet("area", _("地域"), _options(areas), counts["area"], [filters.area]),
        _facet("day", _("曜日"), _numbered(WEEKDAYS), counts["day"], map(str, filters.days)),
        _facet("time", _("時間帯"), _numbered(TIMES), counts["time"], map(str, filters.times)),
        _facet("online", _("やり方"), [("1", _("オンラインでできる"))], counts["online"], ["1"] if filters.online else []),
    ]
    states = [
        {"value": state.value, "label": label(state), "selected": state is filters.state} for state in NeedState
    ]
    own = [Facet(name="state", label=_("状態"), options=states)] if staff else []
    return own + [facet for facet in facets if facet.options]


def _facet(
    name: str, words: str, options: Iterable[Option], counts: Mapping[str, int], chosen: Iterable[str]
) -> Facet:
    selected = {str(value) for value in chosen if value}
    shown = [
        {"value": value, "label": text, "count": counts.get(value, 0), "selected": value in selected}
        for value, text in options
        if counts.get(value) or value in selected
    ]
    if name in SINGLE and shown:
        shown.insert(0, {"value": "", "label": _("すべて"), "selected": not selected})
    return Facet(name=name, label=words, options=shown)


def _options(entries: Iterable[Any]) -> list[Option]:
    return [(str(entry.code), own_name(entry)) for entry in entries]


def _numbered(words: Iterable[str]) -> list[Option]:
    return [(str(number), _(word)) for number, word in enumerate(words)]


def _ways_out(filters: NeedFilters, viewer: Account | None, args: "MultiDict[str, str]") -> list[dict[str, Any]]:
    """Which one kind of choice, given up, would find something."""
    choices = {
        "days": ("day", _("曜日")),
        "times": ("time", _("時間帯")),
        "area": ("area", _("地域")),
        "fields": ("field", _("活動分野")),
        "skills": ("skill", _("必要な技能")),
        "kinds": ("kind", _("さがしているもの")),
        "online": ("online", _("やり方")),
    }
    ways = []
    for attribute, (name, words) in choices.items():
        if not getattr(filters, attribute):
            continue
        wider = replace(filters, **{attribute: getattr(NeedFilters(), attribute)})
        if total := list_needs(wider, viewer, sort=Sort.NEW, per_page=1).total:
            ways.append({"words": words, "count": total, "url": _url(args, **{name: []})})
    return ways
