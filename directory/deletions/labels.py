"""Words for the kinds of things that are counted when they are deleted."""

from kit.i18n import _l

COUNTS = {
    "skills": _l("できること"),
    "absences": _l("動けない日"),
    "council_posts": _l("審議会などの委員"),
}
"""Rows that hang on an entry; the other kinds are called by the title of their holding."""
