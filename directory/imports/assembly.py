"""Puts the cells of one row together, attribute by attribute, and gathers what was found on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from directory.imports import cells, places, schedules
from directory.imports.cells import Read, is_yes, says_hidden, says_nothing, trimmed
from directory.imports.columns import Mapping, Why
from directory.imports.contacts import Contacts
from directory.imports.findings import Finding, Reason, note
from directory.imports.reading import Row
from directory.imports.schedules import Schedule
from kit.slots import mask
from kit.text import nfkc

T = TypeVar("T")

_FLAG: Final = re.compile(r"(?:実施|有無|可否|可能|対応|の加入)$")
_MONEY: Final = re.compile(r"費|金|料|円")
_YEN: Final = re.compile(r"[\d,]+")


@dataclass(frozen=True, slots=True)
class Sender:
    """A postal address put together from its columns; ``hidden`` when the file says it is not published."""

    text: str = ""
    area: tuple[places.AreaHint, ...] = ()
    hidden: bool = False


class Assembly:
    """The cells of one row by attribute. Findings of every cell read are kept in ``findings``, with their column."""

    def __init__(self, row: Row, mapping: Mapping) -> None:
        self.row = row
        self.mapping = mapping
        self.findings: list[Finding] = list(row.findings)

    def cells(self, attribute: str) -> list[tuple[str, str]]:
        """(column, text) of each filled cell of an attribute; its constant when no cell is filled."""
        filled = [(column, self.row.cells.get(column, "")) for column in self.mapping.columns(attribute)]
        filled = [(column, text) for column, text in filled if trimmed(text)]
        constant = self.mapping.constants.get(attribute)
        return filled or ([("", constant)] if constant else [])

    def take(self, read: Read[T], column: str) -> T:
        """The value of a reading; its findings are kept."""
        self.findings += [replace(finding, column=finding.column or column) for finding in read.findings]
        return read.value

    def one(self, attribute: str, reader: Callable[[str], Read[T]], empty: T) -> T:
        """The first cell of the attribute that gives a value."""
        for column, text in self.cells(attribute):
            if value := self.take(reader(text), column):
                return value
        return empty

    def every(self, attribute: str, reader: Callable[[str], Read[tuple[T, ...]]]) -> tuple[T, ...]:
        """All items of all cells of the attribute, each once."""
        items: dict[T, None] = {}
        for column, text in self.cells(attribute):
            found: tuple[T, ...] = self.take(reader(text), column)
            items |= dict.fromkeys(found)
        return tuple(items)

    def line(self, attribute: str, joint: str = " ") -> str:
        """The cells of the attribute as written, joined into one line."""
        parts = [self.take(cells.free_text(text), column) for column, text in self.cells(attribute)]
        return joint.join(re.sub(r"\s*[\r\n]+\s*", " ", part) for part in dict.fromkeys(parts) if part)

    def text(self, attribute: str) -> str:
        """A text; with several filled columns, each under its header (【略歴】 …)."""
        parts = [(label(column), self._said(column, text)) for column, text in self.cells(attribute)]
        parts = [(head, said) for head, said in parts if said]
        if len(parts) < 2 and not (parts and len(self.mapping.columns(attribute)) > 1):
            return parts[0][1] if parts else ""
        short = all(len(said) <= 60 and "\n" not in said for _, said in parts)
        return ("\n" if short else "\n\n").join(
            f"{head}：{said}" if short else f"【{head}】\n{said}" for head, said in parts
        )

    def fields(self, reader: Callable[[str], Read[tuple[int, ...]]]) -> tuple[int, ...]:
        """Field codes; a column of marks counts for the field that its header names."""
        codes: set[int] = set()
        for column, text in self.cells("fields"):
            if self.mapping.why(column) is Why.FIELD_MARKS:
                codes |= set(reader(column).value) if is_yes(text) else set()
            else:
                found: tuple[int, ...] = self.take(reader(text), column)
                codes |= set(found)
        return tuple(sorted(codes))

    def contact(self, attribute: str, reader: Callable[[str], Read[Contacts]]) -> list[Contacts]:
        """Contact details of each cell of the attribute."""
        return [self.take(reader(text), column) for column, text in self.cells(attribute)]

    def schedule(self) -> Schedule:
        """Slots and note from the columns of weekdays and times, and from the free texts."""
        texts = self._schedule_texts()
        days = {day for _, text in self.cells("weekdays") for day in schedules.weekdays(text)}
        hours = self._hours()
        if hours:
            days |= {day for _, text in texts for day in schedules.weekdays(text)}
        elif days:
            hours = {hour for _, text in texts for hour in schedules.times(text)}
        slots = mask(days, hours) if days else 0
        if days and not hours:
            self.findings.append(note(Reason.TIMES_UNKNOWN))
        for column, text in [] if days else texts:
            slots |= self.take(schedules.schedule(text), column).slots
        return Schedule(slots, self._schedule_note([text for _, text in texts]))

    def address(self, attribute: str = "address") -> Sender:
        """Postal code, prefecture, municipality and the rest in one line, nothing twice; and the area it lies in."""
        rest = [text for _, text in self.cells(attribute)]
        if any(map(says_hidden, rest)):
            self.findings.append(note(Reason.PRIVATE, " ".join(map(trimmed, rest))))
            return Sender(area=self._lies_in(""), hidden=True)
        prefecture = self.one("prefecture", places.prefecture, "")
        municipality = trimmed(next((text for _, text in self.cells("municipality")), ""))
        street = " ".join(trimmed(text) for text in rest if not says_nothing(text))
        whole = street
        for before in (municipality, prefecture):
            if before and street and not re.match(rf"(?:\D{{2,3}}[都道府県])?{re.escape(before)}", whole):
                whole = before + whole
        code = self.one("postal_code", cells.postal_code, "") if street else ""
        return Sender(f"〒{code} {whole}" if code and whole else whole, self._lies_in(whole))

    def areas(self, *more: tuple[places.AreaHint, ...]) -> tuple[places.AreaHint, ...]:
        """Areas of activity named as such; where none are, the area of the address or the columns for it."""
        named = self.every("areas", places.areas)
        return named or next((hints for hints in more if hints), ()) or self._lies_in("")

    def _lies_in(self, address: str) -> tuple[places.AreaHint, ...]:
        texts = [re.sub(r"\D", "", nfkc(text)) for _, text in self.cells("area_code")]
        if len(texts) == 2 and len(texts[0]) <= 2 and len(texts[1]) <= 3:
            # Prefecture and municipality each in its own column (国税庁).
            codes = places.area_code(texts[0].zfill(2) + texts[1].zfill(3)).value
        else:
            codes = self.one("area_code", places.area_code, ())
        prefecture = self.one("prefecture", lambda text: Read(places.prefecture(text).value), "")
        column, municipality = next(iter(self.cells("municipality")), ("", ""))
        if codes:
            return (places.AreaHint(prefecture, trimmed(municipality), codes),)
        if not says_nothing(municipality) and not says_hidden(municipality):
            hints = self.take(places.areas(municipality), column)
            if hints:
                return tuple(replace(hint, prefecture=hint.prefecture or prefecture) for hint in hints)
        found = places.split_address(address)
        if found.prefecture or found.municipality:
            return (places.AreaHint(found.prefecture or prefecture, found.municipality),)
        return (places.AreaHint(prefecture),) if prefecture else ()

    def _hours(self) -> set[int]:
        starts = trimmed(next((text for _, text in self.cells("starts_at")), ""))
        ends = trimmed(next((text for _, text in self.cells("ends_at")), ""))
        if says_hidden(starts) or says_nothing(starts):
            return set()
        return schedules.times(starts if says_hidden(ends) or says_nothing(ends) else f"{starts}～{ends}")

    def _schedule_texts(self) -> list[tuple[str, str]]:
        """The free texts about time; a number alone is a code whose meaning the file does not tell."""
        kept = []
        for column, text in self.cells("schedule"):
            if re.fullmatch(r"[\d\s]+", nfkc(text)):
                self.take(Read(None, (note(Reason.BARE_CODE, text),)), column)
            elif said := self.take(cells.free_text(text), column):
                kept.append((column, said))
        return kept

    def _schedule_note(self, texts: list[str]) -> str:
        ends = [trimmed(text) for name in ("starts_at", "ends_at") for _, text in self.cells(name)]
        ends = ["" if says_hidden(end) or says_nothing(end) else end for end in ends]
        days = [trimmed(text) for _, text in self.cells("weekdays")]
        return " ".join(dict.fromkeys(filter(None, (*days, "～".join(ends) if any(ends) else "", *texts))))

    def _said(self, column: str, text: str) -> str:
        said = self.take(cells.free_text(text), column)
        if is_yes(said) and (_FLAG.search(label(column)) or not said.isdecimal()):
            return "あり"
        if nfkc(said).strip() == "0" and _FLAG.search(label(column)):
            return ""
        yen = _YEN.fullmatch(nfkc(said)) and _MONEY.search(label(column)) and "千円" not in column
        return f"{said}円" if yen else said


def label(column: str) -> str:
    """A header as a heading of its text: on one line, without decoration."""
    return re.sub(r"\s+", "", column.replace("_", " ").strip("※＊*■●")) if column else ""
