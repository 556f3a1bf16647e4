"""Reads when something takes place, as people write it, into weekly slots."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directory.imports.cells import Read, says_hidden, says_nothing, trimmed
from directory.imports.findings import Finding, Reason, doubt, note
from kit.slots import TIME_HOURS, mask
from kit.text import nfkc

_DAYS: Final = "月火水木金土日"
_TO: Final = r"\s*(?:から|[~〜\-‐‑–—―−ー])\s*"
_DAY_RANGE: Final = re.compile(
    rf"(?<![\d年毎ヶか箇カ々])([{_DAYS}])(?:曜日?)?{_TO}([{_DAYS}])(?![\d{_DAYS}])(?:曜日?)?(?!回|間|\d)"
)
# 火・木 and 月水金 stand for days only between marks or at the ends; 月1回, 開催日, 料金, 当日 do not.
_DAY_LIST: Final = re.compile(
    rf"(?:^|(?<=[\s、,・/;:：()（）。【】\[\]週]))([{_DAYS}](?:[\s、,・/と及び]*[{_DAYS}])*)(?=$|[\s、,・/;:：()（）。【】\[\]の他]|\d{{1,2}}[:時])"
)
_DAY_NAME: Final = re.compile(rf"([{_DAYS}](?:[、,・/と及び]*[{_DAYS}])*)曜日?")
_ORDINAL_DAY: Final = re.compile(
    rf"(?:第\s*[\d一二三四五・、,.&＆と ]+|最終|毎週|隔週|各週)(?:週(?:目)?の?)?\s*([{_DAYS}](?:[、,・/]*[{_DAYS}])*)"
)
_EXCEPT: Final = re.compile(
    rf"(?:[{_DAYS}](?:[、,・/と及び]*[{_DAYS}])*(?:曜日?)?|土日祝日?|土日|祝祭?日|休日|平日|年末年始|お盆|夏休み)"
    r"(?:[、,・と]*(?:祝祭?日|年末年始|お盆))*(?:は|を|の?期間)?(?:除く|除き|のぞく|休み|お休み|定休日?|休館日?|休業|以外)"
)
_NAMED_DAYS: Final = (
    (re.compile(r"平日|ウィークデー|ウイークデー"), range(5)),
    (re.compile(r"週末|土日"), (5, 6)),
    (re.compile(r"毎日|連日|年中無休|日々"), range(7)),
)
_BETWEEN: Final = re.compile(_TO)
_CLOCK: Final = re.compile(
    r"(?P<half>午前|午後|朝|昼|夕方|夜|am|pm|a\.m\.|p\.m\.)?\s*"
    r"(?:(?P<noon>正午)|(?P<hour>2[0-4]|[01]?\d)"
    rf"(?::(?P<minute>[0-5]\d)|時(?:(?P<past>半|[0-5]?\d(?=分)))?分?|(?={_TO}(?:2[0-4]|[01]?\d)時)|(?=\s*[ap]m)))"
    r"\s*(?P<after>am|pm)?",
    re.IGNORECASE,
)
_WORDS_OF_DAY: Final = (
    (re.compile(r"終日|一日中|24時間|いつでも"), (0, 1, 2, 3)),
    (re.compile(r"日中"), (0, 1)),
    (re.compile(r"午前|朝|AM\b"), (0,)),
    (re.compile(r"午後|昼|PM\b"), (1,)),
    (re.compile(r"夕方|夕刻|放課後"), (2,)),
    (re.compile(r"夜間|夜|晩"), (3,)),
)
_HALF_AN_HOUR: Final = 30
_NOON: Final = 12 * 60


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekly slots (see ``kit.slots``), and the text they were read from."""

    slots: int = 0
    note: str = ""


def schedule(text: str) -> Read[Schedule]:
    """Slots of ``毎月第2・第4土曜日 10:00～12:00、木 19時～`` and its like; the text always stays as the note.

    A day without a time gets all four times; a time without a day gives no slot. 第2・第4 becomes every week: slots
    are a weekly pattern, the note says the rest.
    """
    if says_hidden(text):
        return Read(Schedule(), (note(Reason.PRIVATE, text),))
    if says_nothing(text):
        return Read(Schedule())
    slots, timeless = 0, False
    for days, times in phrases(text):
        slots |= mask(days, times) if days else 0
        timeless = timeless or bool(days and not times)
    findings: tuple[Finding, ...] = ()
    if timeless:
        findings = (doubt(Reason.TIMES_UNKNOWN, text),)
    elif not slots:
        findings = (note(Reason.SCHEDULE_UNKNOWN, text),)
    return Read(Schedule(slots, trimmed(text)), findings)


def phrases(text: str) -> list[tuple[set[int], set[int]]]:
    """Days with the times that belong to them: a clause with days opens a phrase, clauses with times only join it."""
    found: list[tuple[set[int], set[int]]] = []
    folded = nfkc(text).replace("　", " ")
    for clause in re.split(r"[、。;\n\r]|(?<=[分時\d])\s+(?=[^\d~〜\-])", folded):
        days, hours = weekdays(clause), times(clause)
        last_days, last_hours = found[-1] if found else (set(), set())
        if days and found and bool(last_days) != bool(last_hours):
            found[-1] = (last_days | days, last_hours | hours)
        elif days or not found:
            found.append((days, hours))
        else:
            found[-1] = (last_days, last_hours | hours)
    return found


def weekdays(text: str) -> set[int]:
    """The weekdays named in a text, 0 for Monday."""
    kept = _EXCEPT.sub(" ", nfkc(text))
    found: set[int] = set()
    for start, end in (match.groups() for match in _DAY_RANGE.finditer(kept)):
        first, last = _DAYS.index(start), _DAYS.index(end)
        found |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
    left = _DAY_RANGE.sub(" ", kept)
    for pattern in (_DAY_NAME, _ORDINAL_DAY, _DAY_LIST):
        for match in pattern.finditer(left):
            found |= {_DAYS.index(ch) for ch in match[1] if ch in _DAYS}
    for pattern, days in _NAMED_DAYS:
        found |= set(days) if pattern.search(kept) else set()
    return found


def times(text: str) -> set[int]:
    """The times of day named in a text: 0 morning, 1 afternoon, 2 evening, 3 night."""
    folded = nfkc(text)
    found: set[int] = set()
    left = folded
    for start, end, written in _spans(folded):
        found |= _slots_of(start, end)
        left = left.replace(written, " ", 1)
    for pattern, slots in _WORDS_OF_DAY:
        found |= set(slots) if pattern.search(left) else set()
    return found


def _spans(text: str) -> Iterator[tuple[int | None, int | None, str]]:
    """Start and end in minutes (None where open) of every span of time, and how it is written."""
    clocks = list(_CLOCK.finditer(text))
    while clocks:
        first, *clocks = clocks
        start = _minutes(first)
        if clocks and _BETWEEN.fullmatch(text[first.end() : clocks[0].start()]):
            second, *clocks = clocks
            end = _minutes(second)
            if end <= start and end + _NOON <= 24 * 60 and not second["half"]:
                end += _NOON  # 午後1時～3時, 11時～1時
            yield start, end, text[first.start() : second.end()]
        elif re.search(_TO + "$", text[: first.start()]):
            yield None, start, first.group()
        else:
            yield start, None, first.group()


def _slots_of(start: int | None, end: int | None) -> set[int]:
    """Slots that share at least half an hour with the span; of an open span, the slot of the end that is known."""
    if start is None and end is None:
        return set()
    if start is None or end is None or end <= start:
        point = start if start is not None else max((end or 0) - 1, 0)
        return {_slot_at(point)}
    least = min(_HALF_AN_HOUR, end - start)
    shared = {
        slot: min(end, to * 60) - max(start, 0 if slot == 0 else since * 60)
        for slot, (since, to) in enumerate(TIME_HOURS)
    }
    return {slot for slot, minutes in shared.items() if minutes >= least} or {_slot_at(start)}


def _slot_at(minute: int) -> int:
    return next((slot for slot, (_, to) in enumerate(TIME_HOURS) if minute < to * 60), 3)


def _minutes(clock: re.Match[str]) -> int:
    if clock["noon"]:
        return _NOON
    hours = int(clock["hour"])
    half = (clock["half"] or clock["after"] or "").lower().replace(".", "")
    if hours < 12 and (half in ("午後", "pm", "夕方", "夜") or (half == "昼" and hours < 6)):
        hours += 12
    past = 30 if clock["past"] == "半" else int(clock["minute"] or clock["past"] or 0)
    return hours * 60 + past
