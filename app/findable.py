"""Everything that can be found by words, handed to search."""

from matching.needs.documents import NEEDS
from matching.stories.documents import STORIES
from search.documents import GROUPS, PEOPLE

SOURCES = (GROUPS, PEOPLE, NEEDS, STORIES)
