"""What a list can be narrowed by: reading a choice from the address, and putting it into words."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from directory.vocabularies import queries as vocabularies
from directory.vocabularies.filters import OTHER_ROW
from kit.display import own_name
from kit.i18n import _, _l
from kit.labels import label
from kit.slots import TIMES, weekday_words
from kit.text import KANA_ROWS


class Option(NamedTuple):
    """The value of a choice in the address, its words, and the value of the one that it stands under."""

    value: str
    words: str
    under: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing a list can be narrowed by.

    ``name`` in the address, ``attribute`` of the filters; ``read`` turns the texts of the address into the attribute's value, passing
    over what has no meaning; ``values`` turns it back; ``options`` gives the choices for the values that have a count or are chosen.
    """

    name: str
    attribute: str
    title: Any
    read: Callable[[Sequence[str]], Any]
    values: Callable[[Any], list[str]]
    options: Callable[[Collection[str]], Iterable[Option]]
    single: bool = False
    staff: bool = False
    index: bool = False
    """Chosen by a row of links above a list in that order, as at the edge of a telephone book."""


def _last(texts: Sequence[str]) -> str:
    return texts[-1] if texts else ""


def _numbers(texts: Sequence[str], below: int) -> tuple[int, ...]:
    found = {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 4}
    return tuple(sorted(number for number in found if number < below))


def _texts(value: Iterable[Any]) -> list[str]:
    return [str(item) for item in value]


def _entries(entries: Iterable[Any]) -> list[Option]:
    return [Option(str(entry.code), own_name(entry)) for entry in entries]


def _skills(values: Collection[str]) -> list[Option]:
    skills = vocabularies.skills()
    codes = {skill.id: skill.code for skill in skills}
    return [
        Option(skill.code, own_name(skill), under=codes.get(skill.parent_id or 0, ""))
        for skill in skills
        if skill.parent_id is None or skill.code in values
    ]


def field_choice() -> Choice:
    """The field of activity."""
    return Choice(
        name="field",
        attribute="fields",
        title=_l("活動分野"),
        read=lambda texts: _numbers(texts, 100),
        values=_texts,
        options=lambda _values: _entries(vocabularies.fields()),
    )


def area_choice(title: Any) -> Choice:
    """An area by its code, or by the beginning of one: a prefecture, a municipality, a district."""
    return Choice(
        name="area",
        attribute="area",
        title=title,
        read=lambda texts: _last(texts)[:12],
        values=lambda code: [code] if code else [],
        options=lambda codes: _entries(vocabularies.areas_by_code(codes)),
        single=True,
    )


def skill_choice(title: Any) -> Choice:
    """A skill by its code; an upper one stands for those below it."""
    return Choice(
        name="skill",
        attribute="skills",
        title=title,
        read=lambda texts: tuple(sorted({text[:60] for text in texts if text})),
        values=_texts,
        options=_skills,
    )


def day_choice() -> Choice:
    """The weekday."""
    return Choice(
        name="day",
        attribute="days",
        title=_l("曜日"),
        read=lambda texts: _numbers(texts, 7),
        values=_texts,
        options=lambda _values: [
            Option(str(day), _("%(day)s曜日", day=word)) for day, word in enumerate(weekday_words())
        ],
    )


def time_choice() -> Choice:
    """The time of day."""
    return Choice(
        name="time",
        attribute="times",
        title=_l("時間帯"),
        read=lambda texts: _numbers(texts, 4),
        values=_texts,
        options=lambda _values: [Option(str(number), _(word)) for number, word in enumerate(TIMES)],
    )


def flag_choice(name: str, attribute: str, title: Any, words: Any) -> Choice:
    """Yes or never mind."""
    return Choice(
        name=name,
        attribute=attribute,
        title=title,
        read=lambda texts: _last(texts) == "1",
        values=lambda on: ["1"] if on else [],
        options=lambda _values: [Option("1", str(words))],
    )


def kinds_choice(name: str, attribute: str, title: Any, kind: type[StrEnum]) -> Choice:
    """Some of the words of a StrEnum."""
    return Choice(
        name=name,
        attribute=attribute,
        title=title,
        read=lambda texts: tuple(member for member in kind if member in texts),
        values=_texts,
        options=lambda _values: [Option(member.value, label(member)) for member in kind],
    )


def row_choice() -> Choice:
    """The row of the syllabary that a name begins with: あ for あ to お."""
    rows = [sounds[0] for sounds in KANA_ROWS]
    return Choice(
        name="row",
        attribute="row",
        title=_l("五十音"),
        read=lambda texts: _last(texts) if _last(texts) in {*rows, OTHER_ROW} else "",
        values=lambda row: [row] if row else [],
        options=lambda _values: [
            *(Option(row, _("%(row)s行", row=row)) for row in rows),
            Option(OTHER_ROW, _("英数字ほか")),
        ],
        single=True,
        index=True,
    )


def state_choice(kind: type[StrEnum], usual: StrEnum) -> Choice:
    """The state of the record; for staff only, everybody else sees the usual one."""
    return Choice(
        name="state",
        attribute="state",
        title=_l("状態"),
        read=lambda texts: next((state for state in kind if state == _last(texts)), usual),
        values=lambda state: [state.value],
        options=lambda _values: [Option(state.value, label(state)) for state in kind],
        single=True,
        staff=True,
    )
