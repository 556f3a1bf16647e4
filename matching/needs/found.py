"""How a need is shown when the one search box finds it."""

from kit.i18n import _l
from matching.needs.access import see
from matching.needs.queries import needs_by_id
from search.everything import Kind
from search.snippets import skill_lines

NEEDS = Kind(
    kind="need",
    words=_l("相談・募集"),
    load=needs_by_id,
    may_see=see,
    title=lambda need: str(need.title),
    endpoint="needs.show",
    parameter="need_id",
    texts=lambda need: [need.story, need.place, *skill_lines(wanted.skill for wanted in need.skills)],
)
