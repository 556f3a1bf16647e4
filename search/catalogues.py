"""How the groups and the people of the register are listed."""

from directory.groups import queries as groups
from directory.groups.models import GroupState, Sector
from directory.people import queries as people
from directory.people.models import Fee, HelpKind, PersonState
from kit.i18n import _l
from kit.paging import Sort
from search import choices
from search.listing import Catalogue

GROUPS = Catalogue(
    kind="group",
    endpoint="search.groups",
    filters=groups.GroupFilters(),
    choices=(
        choices.state_choice(GroupState, GroupState.ACTIVE),
        choices.field_choice(),
        choices.area_choice(_l("地域")),
        choices.day_choice(),
        choices.time_choice(),
        choices.flag_choice("open", "recruiting", _l("募集"), _l("メンバー募集中")),
        choices.kinds_choice("sector", "sectors", _l("主体"), Sector),
        choices.skill_choice(_l("できること")),
        choices.row_choice(),
    ),
    sorts=(Sort.FIT, Sort.READING, Sort.UPDATED),
    list_page=groups.list_groups,
    count_facets=groups.count_facets,
    everything=_l("登録されている団体"),
)

PEOPLE = Catalogue(
    kind="person",
    endpoint="search.people",
    filters=people.PersonFilters(),
    choices=(
        choices.state_choice(PersonState, PersonState.ACTIVE),
        choices.skill_choice(_l("できること")),
        choices.field_choice(),
        choices.area_choice(_l("行ける地域")),
        choices.day_choice(),
        choices.time_choice(),
        choices.kinds_choice("help", "help_kinds", _l("手伝いかた"), HelpKind),
        choices.flag_choice("online", "online", _l("やり方"), _l("オンラインでできる")),
        choices.kinds_choice("fee", "fees", _l("謝礼"), Fee),
        choices.row_choice(),
    ),
    sorts=(Sort.FIT, Sort.READING, Sort.UPDATED),
    list_page=people.list_people,
    count_facets=people.count_facets,
    everything=_l("登録されている人材"),
)
