"""The part of a text that shows why it was found, with the words marked."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from directory.vocabularies.models import Skill
from kit.text import nfkc

AROUND = 40
LONGEST = 120


def snippet(texts: Iterable[str], words: Sequence[str]) -> Markup:
    """The first text that holds one of the words, cut around it, as HTML with <mark>; the first text when none does."""
    known = [text for text in texts if text]
    pattern = _pattern(words)
    for text in known:
        if pattern and (found := pattern.search(text)):
            start = max(0, found.start() - AROUND)
            return _marked(
                text[start : start + LONGEST], pattern, cut_start=start > 0, cut_end=start + LONGEST < len(text)
            )
    if not known:
        return Markup("")
    return _marked(known[0][:LONGEST], pattern, cut_start=False, cut_end=len(known[0]) > LONGEST)


def skill_lines(skills: Iterable[Skill]) -> list[str]:
    """A line for each upper skill with those under it, and one for each with what it is also called.

    防災・救護：防犯・交通安全、防災計画・防災マップ; 防犯・交通安全（見回り、パトロール）.
    """
    known = list(skills)
    lines: dict[str, list[str]] = {}
    for skill in known:
        lines.setdefault(skill.parent.name if skill.parent else "", []).append(skill.name)
    under = [f"{upper}：{'、'.join(names)}" if upper else "、".join(names) for upper, names in lines.items()]
    return under + [f"{skill.name}（{'、'.join(skill.synonyms)}）" for skill in known if skill.synonyms]


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    spellings = {spelling for word in words for spelling in (word, nfkc(word)) if spelling.strip()}
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if spellings else None


def _marked(text: str, pattern: re.Pattern[str] | None, *, cut_start: bool, cut_end: bool) -> Markup:
    line = " ".join(text.split())
    parts, at = [], 0
    for found in pattern.finditer(line) if pattern else ():
        parts += [escape(line[at : found.start()]), Markup("<mark>{}</mark>").format(found[0])]
        at = found.end()
    parts.append(escape(line[at:]))
    return escape("…" if cut_start else "") + Markup("").join(parts) + escape("…" if cut_end else "")
