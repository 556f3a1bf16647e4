"""A change in words: the attribute's label, what it held and what it holds, rows one by one, long texts piece by piece."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final, cast

import sqlalchemy as sa

from directory.groups.models import ContactKind, Group, Publication
from directory.history.labels import ATTRIBUTES
from directory.history.models import Kind
from directory.history.shapes import LISTS, MODELS
from directory.people.labels import SKILL_LEVELS
from directory.people.models import HelpKind, Recruited
from directory.vocabularies import queries as vocabularies
from kit import slots
from kit.dates import partial_date
from kit.db import among, session
from kit.display import day, own_name
from kit.i18n import _
from kit.labels import label

SHORTEST_LONG_TEXT: Final = 30
_PIECES: Final = re.compile(r"[一-龥々〆]+|[ァ-ヶー]+|[ぁ-ん]+|[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+|\n|.")


class Side(StrEnum):
    """Where a piece of a text, or a row of a list, stands."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True)
class Change:
    """One attribute's change. ``pieces`` are those of one text; ``rows`` are whole values or rows of a list.

    Neither: the values have been forgotten.
    """

    name: str
    label: str
    rows: tuple[tuple[Side, str], ...] = ()
    pieces: tuple[tuple[Side, str], ...] = ()
    reordered: bool = False


def changes_in_words(
    kind: Kind, changes: Mapping[str, Any], *, hidden: Iterable[str] = (), names: "Names | None" = None
) -> list[Change]:
    """Changes (``{attribute: [old, new] or None}``) in the order of the form."""
    order = list(ATTRIBUTES[kind])
    shown = sorted((name for name in changes if name in ATTRIBUTES[kind] and name not in hidden), key=order.index)
    names = names or Names([pair for pair in changes.values() if pair])
    return [_change(kind, name, changes[name], names) for name in shown]


class Names:
    """Names of what the changes refer to, read once for a whole page."""

    def __init__(self, pairs: Iterable[Any]) -> None:
        codes: set[str] = set()
        group_ids: set[int] = set()
        for item in (item for pair in pairs for side in pair if isinstance(side, list) for item in side):
            if isinstance(item, str):
                codes.add(item)
            elif isinstance(item, int):
                group_ids.add(item)
        self.fields = {field.code: own_name(field) for field in vocabularies.fields()}
        self.skills = {skill.code: own_name(skill) for skill in vocabularies.skills()}
        self.areas = {area.code: own_name(area) for area in vocabularies.areas_by_code(codes)}
        found = session.execute(sa.select(Group.id, Group.name).where(among(Group.id, group_ids))) if group_ids else ()
        self.groups = {group_id: f"{name} #{group_id}" for group_id, name in found}

    def of(self, name: str, key: Any) -> str:
        """The name of an entry, or its code when it is there no longer."""
        return str(self._known(name).get(key) or _("%(code)s（いまは一覧にありません）", code=key))

    def knows(self, name: str, key: Any) -> bool:
        """Whether the entry is still there."""
        return key in self._known(name)

    def _known(self, name: str) -> Mapping[Any, str]:
        known: dict[str, Mapping[Any, str]] = {
            "fields": self.fields,
            "avoided_fields": self.fields,
            "areas": self.areas,
            "skills": self.skills,
        }
        return known.get(name, self.groups)


def change_of_rows(name: str, words: str, old: Sequence[str], new: Sequence[str]) -> Change:
    """The change of a list whose rows are told: those that are in one of the two only."""
    rows = [(Side.OLD, row) for row in old if row not in new] + [(Side.NEW, row) for row in new if row not in old]
    return Change(name, words, rows=tuple(rows), reordered=not rows)


def change_of_value(name: str, words: str, old: str, new: str, *, text: bool) -> Change:
    """The change of one value that is told; a long ``text`` piece by piece."""
    if text and old and new and max(len(old), len(new)) >= SHORTEST_LONG_TEXT:
        return Change(name, words, pieces=tuple(_pieces(old, new)))
    nothing = _("（なし）")
    return Change(name, words, rows=((Side.OLD, old or nothing), (Side.NEW, new or nothing)))


def _change(kind: Kind, name: str, pair: Any, names: Names) -> Change:
    words = str(ATTRIBUTES[kind][name])
    if pair is None:
        return Change(name, words)
    old, new = (_lines(kind, name, side, names) for side in pair)
    if name in LISTS[kind] or isinstance(pair[0] or pair[1], list):
        return change_of_rows(name, words, old, new)
    texts = isinstance(pair[0], str) and isinstance(pair[1], str)
    return change_of_value(name, words, "".join(old), "".join(new), text=texts)


def _pieces(old: str, new: str) -> Iterable[tuple[Side, str]]:
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    for step, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if step == "equal":
            yield Side.BOTH, "".join(before[i:j])
            continue
        if i < j:
            yield Side.OLD, "".join(before[i:j])
        if k < m:
            yield Side.NEW, "".join(after[k:m])


def _lines(kind: Kind, name: str, value: Any, names: Names) -> list[str]:
    """A value in words, each row of a list by itself."""
    if value is None or value == "" or value == []:
        return []
    if name in LISTS[kind]:
        return [_ROWS[name](row, names) if isinstance(row, dict) else names.of(name, row) for row in value]
    if isinstance(value, list):
        return [label(HelpKind(item)) if name == "help_kinds" else str(item) for item in value]
    if isinstance(value, bool):
        return [_("はい") if value else _("いいえ")]
    return [_plain(kind, name, value)]


def _plain(kind: Kind, name: str, value: Any) -> str:
    if name in ("slots", "slots_possible"):
        return slots.words(value)
    if name == "founded_on":
        return partial_date(value)
    column = MODELS[kind].__table__.c[name].type
    if isinstance(column, sa.Enum) and column.enum_class is not None:
        return label(cast(StrEnum, column.enum_class(value)))
    return day(date.fromisoformat(value)) if isinstance(column, sa.Date) else str(value)


def _contact_row(row: Mapping[str, Any], _names: Names) -> str:
    text = f"{label(ContactKind(row['kind']))} {row['value']}"
    note = f"（{row['note']}）" if row["note"] else ""
    return f"{text}{note}［{label(Publication(row['publication']))}］"


def _skill_row(row: Mapping[str, Any], names: Names) -> str:
    told = [str(SKILL_LEVELS[row["level"]])]
    if row["years"] is not None:
        told.append(_("経験%(years)s年", years=row["years"]))
    if row["verified"]:
        told.append(_("センターで確認した"))
    return f"{names.of('skills', row['skill'])}（{_('、').join(told)}）"


def _absence_row(row: Mapping[str, Any], _names: Names) -> str:
    first, last = (day(date.fromisoformat(row[name])) for name in ("starts_on", "ends_on"))
    return first if first == last else _("%(first)sから%(last)sまで", first=first, last=last)


def _post_row(row: Mapping[str, Any], _names: Names) -> str:
    told = [label(Recruited(row["recruited"]))] if row["recruited"] else []
    told += [_("%(first)sから", first=day(date.fromisoformat(row["starts_on"])))] if row["starts_on"] else []
    told += [_("%(date)sまで", date=day(date.fromisoformat(row["ends_on"])))] if row["ends_on"] else []
    return str(row["council"]) + (f"（{_('、').join(told)}）" if told else "")


_ROWS: Final[dict[str, Callable[[Mapping[str, Any], Names], str]]] = {
    "contacts": _contact_row,
    "skills": _skill_row,
    "absences": _absence_row,
    "council_posts": _post_row,
}
