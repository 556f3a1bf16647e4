"""How needs are listed, on the page and by the API."""

from kit.i18n import _l
from kit.paging import Sort
from matching.needs import queries
from matching.needs.models import NeedKind, NeedState
from search import choices
from search.listing import Catalogue

NEEDS = Catalogue(
    kind="need",
    endpoint="needs.index",
    filters=queries.NeedFilters(),
    choices=(
        choices.state_choice(NeedState, NeedState.OPEN),
        choices.kinds_choice("kind", "kinds", _l("さがしているもの"), NeedKind),
        choices.field_choice(),
        choices.skill_choice(_l("必要な技能")),
        choices.area_choice(_l("地域")),
        choices.day_choice(),
        choices.time_choice(),
        choices.flag_choice("online", "online", _l("やり方"), _l("オンラインでできる")),
    ),
    sorts=(Sort.FIT, Sort.NEW, Sort.DUE),
    list_page=queries.list_needs,
    count_facets=queries.count_facets,
    everything=_l("募集中の相談"),
)
