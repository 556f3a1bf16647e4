"""Puts the cells of one row together, attribute by attribute, and gathers what was found on the way."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from directory.imports import cells, places, schedules
from directory.imports.cells import Read, is_yes, says_hidden, says_nothing, trimmed
from directory.imports.columns import Mapping, Why
from directory.imports.contacts import Contacts
from directory.imports.findings import Finding, Reason, doubt, note, refusal
from directory.imports.reading import Row
from directory.imports.schedules import Schedule
from kit.slots import mask
from kit.text import nfkc

T = TypeVar("T")

_ENGLISH: Final = {
    "species": "対象",
    "caution": "注意",
    "note": "補足",
    "description": "説明",
    "activities": "活動内容",
}
_FLAG: Final = re.compile(r"(?:実施|有無|可否|可能|対応|の加入)$")
_MONEY: Final = re.compile(r"費|金|料|円")
_YEN: Final = re.compile(r"[\d,]+")


@dataclass(frozen=True, slots=True)
class Postal:
    """A postal address put together from its columns ("" when the file hides it), and the area it lies in."""

    text: str = ""
    area: tuple[places.AreaHint, ...] = ()


@dataclass(frozen=True, slots=True)
class Uses:
    """A mapping turned round, once for all rows: the columns of each attribute, and those that hold marks."""

    columns: dict[str, tuple[str, ...]]
    constants: dict[str, str]
    marks: frozenset[str]

    @classmethod
    def of(cls, mapping: Mapping) -> "Uses":
        """The uses that a mapping proposes."""
        attributes = {attribute for proposal in mapping.proposals for attribute in proposal.attributes}
        marks = {proposal.column for proposal in mapping.proposals if proposal.why is Why.FIELD_MARKS}
        columns = {attribute: tuple(mapping.columns(attribute)) for attribute in attributes}
        return cls(columns, mapping.constants, frozenset(marks))


class Assembly:
    """The cells of one row by attribute. Findings of every cell read are kept in ``findings``, with their column."""

    def __init__(self, row: Row, uses: "Uses") -> None:
        self.row = row
        self.uses = uses
        self.findings: list[Finding] = list(row.findings)

    def cells(self, attribute: str) -> list[tuple[str, str]]:
        """(column, text) of each filled cell of an attribute; its constant when no cell is filled."""
        written = self.row.cells
        if columns := self.uses.columns.get(attribute):
            filled = [(column, written[column]) for column in columns if trimmed(written.get(column, ""))]
            if filled:
                return filled
        constant = self.uses.constants.get(attribute)
        return [("", constant)] if constant else []

    def columns(self, attribute: str) -> tuple[str, ...]:
        """The columns that feed an attribute."""
        return self.uses.columns.get(attribute, ())

    def first(self, attribute: str) -> tuple[str, str]:
        """(column, text) of the first filled cell; ("", "") without one."""
        return next(iter(self.structured(attribute)), ("", ""))

    def refuse_total(self, attributes: Iterable[str]) -> None:
        """Refuse a row that adds up the others: one of the attributes says 合計, or is a number beside that word."""
        for column, text in (cell for name in attributes for cell in self.cells(name)):
            if not (cells.says_total(text) or cells.says_count(text)):
                continue
            filled = [cell for cell in self.row.cells.values() if trimmed(cell)]
            # 計 alone is somebody's family name, too.
            sums = all(cells.says_total(cell) or cells.says_count(cell) for cell in filled)
            if any(cells.says_total(cell) and (sums or len(trimmed(cell)) > 1) for cell in filled):
                self.take(Read(None, (refusal(Reason.TOTAL_ROW, text),)), column)

    def take(self, read: Read[T], column: str) -> T:
        """The value of a reading; its findings are kept."""
        self.findings += [replace(finding, column=finding.column or column) for finding in read.findings]
        return read.value

    def structured(self, attribute: str) -> list[tuple[str, str]]:
        """The cells of an attribute that is no free text; one that is far too long is told and left out."""
        kept = []
        for column, text in self.cells(attribute):
            if len(text) <= cells.LONGEST_STRUCTURED:
                kept.append((column, text))
            else:
                self.take(Read(None, (doubt(Reason.TOO_LONG, text),)), column)
        return kept

    def one(self, attribute: str, reader: Callable[[str], Read[T]], empty: T) -> T:
        """The first cell of the attribute that gives a value."""
        for column, text in self.structured(attribute):
            if value := self.take(reader(text), column):
                return value
        return empty

    def every(self, attribute: str, reader: Callable[[str], Read[tuple[T, ...]]]) -> tuple[T, ...]:
        """All items of all cells of the attribute, each once."""
        items: dict[T, None] = {}
        for column, text in self.structured(attribute):
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
        if len(parts) < 2 and not (parts and len(self.columns(attribute)) > 1):
            return parts[0][1] if parts else ""
        short = all(len(said) <= 60 and "\n" not in said for _, said in parts)
        return ("\n" if short else "\n\n").join(
            f"{head}：{said}" if short else f"【{head}】\n{said}" for head, said in parts
        )

    def fields(self, reader: Callable[[str], Read[tuple[int, ...]]]) -> tuple[int, ...]:
        """Field codes; a column of marks counts for the field that its header names."""
        codes: set[int] = set()
        for column, text in self.structured("fields"):
            if column in self.uses.marks:
                codes |= set(reader(column).value) if is_yes(text) else set()
            else:
                found: tuple[int, ...] = self.take(reader(text), column)
                codes |= set(found)
        return tuple(sorted(codes))

    def contact(self, attribute: str, reader: Callable[[str], Read[Contacts]]) -> list[Contacts]:
        """Contact details of each cell of the attribute."""
        return [self.take(reader(text), column) for column, text in self.structured(attribute)]

    def schedule(self) -> Schedule:
        """Slots and note from the columns of weekdays and times, and from the free texts.

        What a cell of weekdays says of times holds for its days (土日の夜); the other days have the times of the file.
        """
        texts = self._schedule_texts()
        cells_of_days = self.structured("weekdays")
        named = [(phrase, column, text) for column, text in cells_of_days for phrase in schedules.phrases(text)]
        hours = self._hours() or {hour for (days, own), _, _ in named if not days for hour in own}
        if hours:
            named += [((schedules.weekdays(text), set()), column, text) for column, text in texts]
        elif not named and (hours := self._hours_alone(texts)):
            named = [(phrase, column, text) for column, text in texts for phrase in schedules.phrases(text)]
        else:
            hours = {hour for _, text in texts for hour in schedules.times(text)}
        slots = 0
        for (days, own), column, text in named:
            slots |= mask(days, own or hours) if days else 0
            if days and not own and not hours:
                self.take(Read(None, (doubt(Reason.TIMES_UNKNOWN, text),)), column)
        for column, text in [] if slots else texts:
            slots |= self.take(schedules.schedule(text), column).slots
        return Schedule(slots, self._schedule_note([text for _, text in texts]))

    def address(self, attribute: str = "address") -> Postal:
        """Postal code, prefecture, municipality and the rest in one line, nothing twice; and the area it lies in."""
        rest = [text for _, text in self.structured(attribute)]
        if not rest:
            return Postal()
        for column, text in self.structured(attribute):
            self.take(Read("", (note(Reason.PRIVATE, text),) if says_hidden(text) else ()), column)
        if rest and says_hidden(rest[0]):
            return Postal(area=self._lies_in(""))
        prefecture = self.one("prefecture", places.prefecture, "")
        municipality = trimmed(self.first("municipality")[1])
        street = " ".join(trimmed(text) for text in rest if not says_nothing(text) and not says_hidden(text))
        whole = street
        if street and not street.startswith(places.PREFECTURE_NAMES):
            whole = street if municipality and street.startswith(municipality) else municipality + street
            whole = prefecture + whole
        code = self.one("postal_code", cells.postal_code, "") if street else ""
        return Postal(f"〒{code} {whole}" if code and whole else whole, self._lies_in(whole))

    def areas(self, *more: tuple[places.AreaHint, ...]) -> tuple[places.AreaHint, ...]:
        """Areas of activity named as such; where none are, the area of the address or the columns for it."""
        named = self.every("areas", places.areas)
        return named or next((hints for hints in more if hints), ()) or self._lies_in("")

    def _lies_in(self, address: str) -> tuple[places.AreaHint, ...]:
        texts = [re.sub(r"\D", "", nfkc(text)) for _, text in self.structured("area_code")]
        if len(texts) == 2 and len(texts[0]) <= 2 and len(texts[1]) <= 3:
            # Prefecture and municipality each in its own column (国税庁).
            codes = places.area_code(texts[0].zfill(2) + texts[1].zfill(3)).value
        else:
            codes = self.one("area_code", places.area_code, ())
        prefecture = self.one("prefecture", lambda text: Read(places.prefecture(text).value), "")
        column, municipality = self.first("municipality")
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
        starts = trimmed(self.first("starts_at")[1])
        ends = trimmed(self.first("ends_at")[1])
        if says_hidden(starts) or says_nothing(starts):
            return set()
        return schedules.times(starts if says_hidden(ends) or says_nothing(ends) else f"{starts}～{ends}")

    @staticmethod
    def _hours_alone(texts: list[tuple[str, str]]) -> set[int]:
        """Times of day from the texts that name no day: they go with the days of the others."""
        return {hour for _, text in texts if not schedules.weekdays(text) for hour in schedules.times(text)}

    def _schedule_texts(self) -> list[tuple[str, str]]:
        """The free texts about time; a number alone is a code whose meaning the file does not tell."""
        kept = []
        for column, text in self.structured("schedule"):
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
    """A header as a heading of its text: on one line, without decoration, in Japanese."""
    plain = re.sub(r"\s+", "", column.strip("※＊*■●").replace("_", "・"))
    return _ENGLISH.get(plain.casefold(), plain)
