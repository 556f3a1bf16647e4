"""Says which column of a file means what to us: the mapping that is shown before anything is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Final

from directory.imports import houjin
from directory.imports.attributes import ATTRIBUTES, lacking
from directory.imports.homes import headed_as_contact, tells_of_persons
from directory.imports.mapping_files import MapFile
from directory.imports.models import ImportKind
from directory.imports.reading import Table, column_name
from directory.imports.synonyms import NOT_USED, SYNONYMS
from directory.imports.troubles import NothingMapped, UnknownColumn
from directory.imports.words import is_field
from kit.text import nfkc, search_key

_LEAST_MARK_COLUMNS: Final = 3
_OPERATORS: Final = ("運営団体名", "運営団体", "運営主体", "実施主体")
_BRACKETS: Final = re.compile(r"[(（【\[［〔〈<].*?[)）】\]］〕〉>]")
_DECORATION: Final = re.compile(r"^(?:[※*＊●■◆・]|\d+[.)．]|[①-⑳]|【必須】|【任意】|\(必須\)|\(任意\))+")


class Why(StrEnum):
    """Why a column is used as proposed, or not used. The value is the text shown."""

    MAP_FILE = "対応表で決めました"
    SHAPE = "国税庁の法人番号データの形です"
    SAME = "見出しが同じ意味の言葉です"
    PART = "見出しの一部が同じ意味の言葉です"
    FIELD_MARKS = "活動分野ごとに印をつけた列です"
    VENUE = "日時の列があるので、会場の住所とみなします"
    CONTACT = "人や連絡先の住所なので、センターのみにします"
    MAYBE_HOME = "人の住まいかもしれないので、会場の住所とはみなしません（センターのみ）"
    OPERATOR = "運営団体の番号なので、この団体の番号にはしません"
    UNKNOWN = "どの項目にも当たりません"
    LISTED = "取り込まないと決めてある列です"
    IGNORED = "対応表で使わないと決めました"
    BETTER = "同じ項目に、もっと合う列があります"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The use of one column; no attributes: it is not used. ``detail`` names the word or column that decided."""

    column: str
    attributes: tuple[str, ...]
    why: Why
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The use of every column of a file, in its order, and values that are the same for all rows."""

    kind: ImportKind
    proposals: tuple[Proposal, ...]
    constants: dict[str, str] = field(default_factory=dict)

    def columns(self, attribute: str) -> list[str]:
        """The columns that feed an attribute, in the order of the file."""
        return [proposal.column for proposal in self.proposals if attribute in proposal.attributes]

    def demand(self) -> None:
        """Raise :class:`NothingMapped` unless there is a column (or constant) for the name or title."""
        used = {attribute for proposal in self.proposals for attribute in proposal.attributes}
        if label := lacking(self.kind, used | set(self.constants)):
            raise NothingMapped(attribute=label)


@dataclass(frozen=True, slots=True, order=True)
class _Fit:
    """How well a header fits an attribute: the lower the better."""

    stage: int  # 0 the whole header, 1 its end, 2 some part of it
    place: int  # place of the word in the attribute's list; for parts, minus its length
    attribute: str = field(compare=False)
    word: str = field(compare=False)


# By folded word: each attribute that has it, with the word's place in the list and the word as listed.
_Words = dict[str, dict[str, tuple[int, str]]]


def known_header(text: str) -> bool:
    """Whether a text is, as a whole, a header word of any kind of record."""
    keys = _keys(text)
    return houjin.knows(text) or any(key in _table(kind)[0] for kind in ImportKind for key in keys)


def propose(table: Table, kind: ImportKind, map_file: MapFile | None = None) -> Mapping:
    """The use of each column: as the map file says, else as the file's shape says, else by the words of its header.

    Raises :class:`UnknownColumn` for a column of the map file that the table does not have.
    """
    given = _given(table, map_file) if map_file else {}
    shape = houjin.shape(table) if kind is ImportKind.GROUPS else {}
    proposals = {column: _from_map_file(column, given, map_file) for column in table.header}
    if shape:
        found = {column: Proposal(column, shape.get(column, ()), Why.SHAPE) for column in table.header}
    else:
        fed = {attribute for attributes in given.values() for attribute in attributes}
        fed |= set(map_file.constants) if map_file else set()
        free = [column for column, proposal in proposals.items() if proposal is None]
        found = {proposal.column: proposal for proposal in _by_words(free, kind, fed, table.header)}
    chosen = tuple(proposals[column] or found[column] for column in table.header)
    return Mapping(kind, chosen, dict(map_file.constants) if map_file else {})


def header_key(text: str) -> str:
    """A header as it is compared: width, case, kana, blanks, line breaks, brackets' signs and dashes folded."""
    return search_key(_DECORATION.sub("", nfkc(text).strip())).replace("_", "").replace("/", "")


def _given(table: Table, map_file: MapFile) -> dict[str, list[str]]:
    """Attributes that the map file gives to each column."""
    by_key = {header_key(column): column for column in table.header}
    given: dict[str, list[str]] = {}
    for attribute, wanted in map_file.columns.items():
        for want in wanted:
            if isinstance(want, int):
                column = column_name(table.header, want - 1) if 0 < want <= len(table.header) else ""
            else:
                column = want if want in table.header else by_key.get(header_key(want), "")
            if not column:
                raise UnknownColumn(column=want, columns="、".join(table.header))
            given.setdefault(column, []).append(attribute)
    return given


def _from_map_file(column: str, given: dict[str, list[str]], map_file: MapFile | None) -> Proposal | None:
    if column in given:
        return Proposal(column, tuple(given[column]), Why.MAP_FILE)
    if map_file and (map_file.only or column in map_file.ignore):
        return Proposal(column, (), Why.IGNORED)
    return None


def _by_words(columns: list[str], kind: ImportKind, fed: set[str], header: tuple[str, ...]) -> list[Proposal]:
    fits = {column: _fits(column, kind) for column in columns}
    marks = [column for column in columns if is_field(column)] if "fields" in ATTRIBUTES[kind] else []
    marked = set(marks) if len(marks) >= _LEAST_MARK_COLUMNS else set()
    best: dict[str, tuple[_Fit, str]] = {}
    for column, found in fits.items():
        for fit in found:
            if fit.attribute not in best or fit < best[fit.attribute][0]:
                best[fit.attribute] = (fit, column)
    proposals = []
    for column, found in fits.items():
        if column in marked:
            proposals.append(Proposal(column, ("fields",), Why.FIELD_MARKS))
        elif header_key(column) in _not_used():
            proposals.append(Proposal(column, (), Why.LISTED))
        else:
            proposals.append(_choose(column, found, kind, best, fed))
    return _venues(proposals, fed, header) if kind is ImportKind.GROUPS else proposals


def _choose(
    column: str, found: list[_Fit], kind: ImportKind, best: dict[str, tuple[_Fit, str]], fed: set[str]
) -> Proposal:
    """The attributes of the best fit of a column, unless each already has a better column and takes only one."""
    if not found:
        return Proposal(column, (), Why.UNKNOWN)
    first = found[0]
    free = [
        fit for fit in found if fit.attribute not in fed
        and (ATTRIBUTES[kind][fit.attribute].many or best[fit.attribute][1] == column)
    ]  # fmt: skip
    if not free:
        other = "" if first.attribute in fed else best[first.attribute][1]
        return Proposal(column, (), Why.BETTER, other)
    why = Why.SAME if first.stage == 0 else Why.PART
    return Proposal(column, tuple(fit.attribute for fit in free), why, first.word)


def _fits(column: str, kind: ImportKind) -> list[_Fit]:
    """The best fits of a header: one attribute, or several whose lists hold the same word."""
    exact, loose = _table(kind)
    keys = _keys(column)
    for key in keys:
        if key in exact:
            return sorted(_Fit(0, place, attribute, word) for attribute, (place, word) in exact[key].items())
    # Japanese puts the head last: a word at the end says what the column holds; of several, the longest.
    ends = [word for word in loose if any(key.endswith(word) for key in keys)]
    parts = [word for word in loose if any(word in key for key in keys)]
    for stage, found in ((1, ends), (2, parts)):
        if found:
            best = max(found, key=lambda word: (len(word), keys[0].rfind(word)))
            return sorted(_Fit(stage, -len(best), attribute, word) for attribute, (_, word) in loose[best].items())
    return []


def _keys(text: str) -> list[str]:
    """The forms in which a header may be known: whole, without brackets, without numbers, its last part."""
    plain = _BRACKETS.sub("", text)
    forms: Iterable[str] = (text, plain, re.sub(r"\d+", "", nfkc(plain)), text.rpartition(".")[2])
    return list(dict.fromkeys(key for key in map(header_key, forms) if key))


@cache
def _table(kind: ImportKind) -> tuple[_Words, _Words]:
    """All words, and those that also count as a part of a header."""
    exact: _Words = {}
    loose: _Words = {}
    for attribute, listed in SYNONYMS[kind].items():
        free, _, whole = listed.partition("=")
        for place, word in enumerate([*free.split(), *whole.split()]):
            counts_as_part = place < len(free.split()) and len(word) > 1 and not word.isascii()
            for words in (exact, loose) if counts_as_part else (exact,):
                words.setdefault(header_key(word), {}).setdefault(attribute, (place, word))
    return exact, loose


@cache
def _not_used() -> frozenset[str]:
    return frozenset(map(header_key, NOT_USED.split()))


def _venues(proposals: list[Proposal], fed: set[str], header: tuple[str, ...]) -> list[Proposal]:
    """In a list of what takes place when, 住所 may be where it takes place: all may see that, unlike a contact's."""
    proposals = [_of_contact(proposal) for proposal in proposals]
    used = fed | {attribute for proposal in proposals for attribute in proposal.attributes}
    if not used & {"schedule", "weekdays"} or "address" not in used or used & {"place", "venue", "postal_code"}:
        return proposals
    operated = any(header_key(proposal.column) in _OPERATORS for proposal in proposals)
    # A list of places gives their points on the map or who runs them; a list of groups gives where somebody lives.
    listed = operated or {"latitude", "longitude"} <= used
    persons = tells_of_persons(header) or bool(used & {"representative", "contact_person"})
    contacts = any(proposal.why is Why.CONTACT for proposal in proposals)
    sure = listed and not persons and not contacts
    return [_venue(proposal, sure=sure, operated=operated) for proposal in proposals]


def _of_contact(proposal: Proposal) -> Proposal:
    """代表者住所 and 連絡先住所 are never a place, whatever else the file holds."""
    if proposal.attributes in (("address",), ("venue",), ("place",)) and headed_as_contact(proposal.column):
        return Proposal(proposal.column, ("address",), Why.CONTACT, proposal.detail)
    return proposal


def _venue(proposal: Proposal, *, sure: bool, operated: bool) -> Proposal:
    if proposal.attributes == ("address",) and proposal.why is not Why.CONTACT:
        if sure:
            return Proposal(proposal.column, ("venue",), Why.VENUE, proposal.detail)
        return Proposal(proposal.column, ("address",), Why.MAYBE_HOME, proposal.detail)
    if proposal.attributes == ("corporate_number",) and operated:
        return Proposal(proposal.column, (), Why.OPERATOR, proposal.detail)
    return proposal
