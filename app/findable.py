"""Everything that can be found by words, handed to search."""

from matching.needs.documents import NEEDS
from search.documents import GROUPS, PEOPLE

SOURCES = (GROUPS, PEOPLE, NEEDS)
