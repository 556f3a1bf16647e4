"""What a need is called and what it looks for, guessed from how it was told; people see it and can change it."""

import re
from typing import Final

from matching.needs.models import NeedKind

LONGEST_TITLE: Final = 40
_KIND_WORDS: Final = (
    (NeedKind.TALK, "話し合い|円卓|意見交換"),
    (NeedKind.ADVISER, "教え|相談|アドバイス|助言|講師|わから|分から"),
    (NeedKind.PARTNER, "組む|組み|いっしょに|一緒に|共催|協力団体"),
)


def title_of(matter: str) -> str:
    """The first sentence of what was told, cut where it gets long."""
    first = re.split(r"(?<=[。！？!?])|\n", matter.strip())[0].strip().rstrip("。")
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"


def kind_of_need(matter: str) -> NeedKind:
    """What is looked for, guessed from the words; hands where they say nothing else."""
    return next((kind for kind, words in _KIND_WORDS if re.search(words, matter)), NeedKind.HANDS)
