"""Calendar files: what they make busy, and what is refused."""

import time
from datetime import date
from itertools import pairwise

import pytest

from directory.availability import calendar_files
from directory.availability.calendar_files import (
    CutOff,
    EmptyFile,
    NoCalendar,
    PackedFile,
    Reading,
    TooBig,
    TooManyTimes,
    read_calendar,
)
from directory.availability.free import runs
from directory.availability.wording import span_words

FIRST = date(2026, 11, 1)
NEW_YORK = """\
BEGIN:VTIMEZONE
TZID:Our Office
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE"""


def event(*lines: str, uid: str = "1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def read(*parts: str, first: date = FIRST) -> Reading:
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//JA", *parts, "END:VCALENDAR", ""])
    return read_calendar(text.replace("\n", "\r\n").encode(), first)


def told(reading: Reading, most: int = 99) -> list[str]:
    return [span_words(*moments) for moments in runs(reading.busy, reading.first)][:most]


def busy(*lines: str, most: int = 99) -> list[str]:
    reading = read(event(*lines))
    assert reading.unreadable == 0
    return told(reading, most)


def test_one_appointment_is_one_busy_time_in_whole_half_hours() -> None:
    assert busy("DTSTART:20261124T011000Z", "DTEND:20261124T015000Z") == ["11/24(火) 10時–11時"]
    assert busy("DTSTART;TZID=Asia/Tokyo:20261124T100000", "DURATION:PT1H30M") == ["11/24(火) 10時–11時30分"]
    assert busy("DTSTART;TZID=Tokyo Standard Time:20261124T100000", "DURATION:PT1H") == ["11/24(火) 10時–11時"]


def test_a_floating_time_is_one_in_japan() -> None:
    assert busy("DTSTART:20261124T100000", "DTEND:20261124T120000") == ["11/24(火) 10時–12時"]


def test_days_are_busy_as_a_whole_and_end_before_their_last_one() -> None:
    assert busy("DTSTART;VALUE=DATE:20261124") == ["11/24(火) 0時–24時"]
    assert busy("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126") == ["11/24(火) 0時–11/25(水) 24時"]


def test_recurrences_are_followed_for_thirteen_months() -> None:
    reading = read(event("DTSTART:20201103T100000", "DTEND:20201103T110000", "RRULE:FREQ=WEEKLY"))
    found = told(reading)
    assert found[:2] == ["11/3(火) 10時–11時", "11/10(火) 10時–11時"]
    assert len(found) == 57
    assert found[-1] == "11/30(火) 10時–11時"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;UNTIL=20261117", ["11/3(火)", "11/10(火)", "11/17(火)"]),
        ("FREQ=WEEKLY;UNTIL=20261116T145959Z", ["11/3(火)", "11/10(火)"]),
        ("FREQ=WEEKLY;COUNT=2", ["11/3(火)", "11/10(火)"]),
        ("FREQ=WEEKLY;INTERVAL=3;COUNT=3", ["11/3(火)", "11/24(火)", "12/15(火)"]),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=3", ["11/3(火)", "12/1(火)", "1/5(火)"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", ["11/3(火)", "11/27(金)", "12/25(金)"]),  # the start counts in any case
        ("FREQ=DAILY;COUNT=3", ["11/3(火)", "11/4(水)", "11/5(木)"]),
    ],
)
def test_rules(rule: str, expected: list[str]) -> None:
    found = busy("DTSTART:20261103T100000", "DTEND:20261103T110000", f"RRULE:{rule}")
    assert found == [f"{day} 10時–11時" for day in expected]


def test_a_series_from_long_ago_falls_on_the_same_days_as_one_counted_through() -> None:
    for rule in ("FREQ=WEEKLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=5", "FREQ=DAILY;INTERVAL=11", "FREQ=MONTHLY;BYDAY=2WE",
                 "FREQ=YEARLY;BYMONTH=2,12;INTERVAL=1", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"):  # fmt: skip
        lines = ("DTSTART:20091104T100000", "DTEND:20091104T110000")
        assert busy(*lines, f"RRULE:{rule}") == busy(*lines, f"RRULE:{rule};COUNT=9999"), rule


def test_a_birthday_on_a_leap_day_comes_in_leap_years_only() -> None:
    lines = ("DTSTART;VALUE=DATE:19560229", "RRULE:FREQ=YEARLY")
    assert told(read(event(*lines), first=date(2027, 3, 1))) == ["2/29(火) 0時–24時"]
    assert told(read(event(*lines), first=date(2026, 11, 1))) == []


def test_dates_are_left_out_and_added() -> None:
    found = busy(
        "DTSTART;TZID=Asia/Tokyo:20261103T100000", "DTEND;TZID=Asia/Tokyo:20261103T110000", "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Asia/Tokyo:20261110T100000,20261117T100000", "RDATE;TZID=Asia/Tokyo:20261112T150000",
        "RDATE;VALUE=PERIOD:20261113T000000Z/PT30M,20261114T000000Z/20261114T010000Z",
    )  # fmt: skip
    assert found == [
        "11/3(火) 10時–11時", "11/12(木) 15時–16時", "11/13(金) 9時–9時30分", "11/14(土) 9時–10時", "11/24(火) 10時–11時",
    ]  # fmt: skip
    whole_days = busy("DTSTART;VALUE=DATE:20261103", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261104")
    assert whole_days == ["11/3(火) 0時–24時", "11/5(木) 0時–24時"]


def test_one_of_a_series_that_was_moved_or_cancelled_is_not_where_it_was() -> None:
    series = event("DTSTART;TZID=Asia/Tokyo:20261103T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event("RECURRENCE-ID:20261110T010000Z", "DTSTART:20261111T060000Z", "DURATION:PT2H")
    cancelled = event(
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261117T100000", "DTSTART;TZID=Asia/Tokyo:20261117T100000", "DURATION:PT1H",
        "STATUS:CANCELLED",
    )  # fmt: skip
    assert told(read(series, moved, cancelled)) == ["11/3(火) 10時–11時", "11/11(水) 15時–17時"]


def test_what_is_shown_as_free_or_cancelled_is_not_busy() -> None:
    lines = ("DTSTART:20261124T100000", "DURATION:PT1H")
    reading = read(*(event(*lines, more) for more in ("TRANSP:TRANSPARENT", "STATUS:CANCELLED", "STATUS:TENTATIVE")))
    assert (reading.not_busy, reading.counted, told(reading)) == (2, 1, ["11/24(火) 10時–11時"])


@pytest.mark.parametrize(("zone", "described"), [("America/New_York", ""), ("Our Office", NEW_YORK)])
def test_a_meeting_elsewhere_moves_here_when_their_summer_time_ends(zone: str, described: str) -> None:
    one = event(
        f"DTSTART;TZID={zone}:20261030T190000", f"DTEND;TZID={zone}:20261030T200000", "RRULE:FREQ=DAILY;COUNT=3"
    )
    text = [described, one] if described else [one]
    # Nine hours and four until the first of November, nine and five from then on.
    assert told(read(*text, first=date(2026, 10, 30))) == [
        "10/31(土) 8時–9時", "11/1(日) 8時–9時", "11/2(月) 9時–10時",
    ]  # fmt: skip


def test_zones_of_one_file_are_not_those_of_the_next() -> None:
    office = event("DTSTART;TZID=Our Office:20261103T190000", "DURATION:PT1H")
    assert told(read(NEW_YORK, office)) == ["11/4(水) 9時–10時"]
    assert told(read(office)) == ["11/3(火) 19時–20時"]  # one that nobody describes is taken to be in Japan


def test_titles_folded_lines_and_reminders_do_no_harm() -> None:
    reading = read(
        event(
            "SUMMARY:長い\n 題名\n :DTSTART:20261101T000000", "DTSTART:20261124T1000\n 00", "DTEND:20261124T110000",
            "BEGIN:VALARM\nTRIGGER:-PT15M\nDTSTART:20261130T000000\nEND:VALARM", "線の 無い 行",
        ),
        "BEGIN:VTODO\nDTSTART:20261125T000000\nEND:VTODO",
    )  # fmt: skip
    assert told(reading) == ["11/24(火) 10時–11時"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_the_encoding_of_the_titles_does_not_matter(encoding: str) -> None:
    text = f"BEGIN:VCALENDAR\n{event('SUMMARY:題名', 'DTSTART:20261124T100000', 'DURATION:PT1H')}\nEND:VCALENDAR"
    assert told(read_calendar(text.encode(encoding), FIRST)) == ["11/24(火) 10時–11時"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b" \r\n", EmptyFile),
        (b"PK\x03\x04calendar", PackedFile),
        (b"<!DOCTYPE html><title>BEGIN:VCALENDAR</title>", NoCalendar),
        (b"\x89PNG\r\n\x1a\n\x00\x00", NoCalendar),
        ("氏名,電話\n花,000".encode(), NoCalendar),
        (b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD", NoCalendar),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261124T100000\r\n", CutOff),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", CutOff),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * (5 * 1024 * 1024), TooBig),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_word_about_what_it_is(content: bytes, refusal: type[NoCalendar]) -> None:
    with pytest.raises(NoCalendar) as refused:
        read_calendar(content, FIRST)
    assert type(refused.value) is refusal


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20261124T100000", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"),
        ("DTSTART:20261124T100000", "DURATION:PT1H", "RRULE:FREQ=HOURLY"),
        ("DTSTART:20261124T100000", "DURATION:PT1S", "RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"),
        ("DTSTART:20261124T100000", f"RRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE="
         f"{','.join(map(str, range(60)))};BYSECOND={','.join(map(str, range(60)))}"),
        ("DTSTART:00010101T000000", "RRULE:FREQ=DAILY;COUNT=99999999"),
        ("DTSTART:昨日",),
        ("DTSTART:20261324T100000",),
        ("DTEND:20261124T100000",),
        ("DTSTART:20261124T100000", "DTEND:20261124T090000"),
        ("DTSTART:20261124T100000", "RRULE:FREQ=NEVER"),
        ("DTSTART:20261124T100000", "RRULE:COUNT=3"),
        ("DTSTART:20261124T100000", "DURATION:P99999999999D"),
        ("DTSTART:99991231T230000", "DURATION:PT9H", "RRULE:FREQ=DAILY"),
        ("DTSTART:18500101T000000", "RRULE:FREQ=YEARLY;COUNT=500"),
    ],
)  # fmt: skip
def test_an_appointment_that_cannot_be_read_is_counted_and_the_others_are(lines: tuple[str, ...]) -> None:
    began = time.process_time()
    reading = read(event(*lines), event("DTSTART:20261124T100000", "DURATION:PT1H", uid="2"))
    assert time.process_time() - began < 2
    assert reading.counted + reading.unreadable in (1, 2)
    assert "11/24(火) 10時–11時" in told(reading)
    if "DTSTART:99991231T230000" not in lines:
        assert (reading.counted, reading.unreadable) == (1, 1)


@pytest.mark.parametrize("rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"])
def test_a_rule_that_is_never_met_ends(rule: str) -> None:
    began = time.process_time()
    assert busy("DTSTART:20201124T100000", "DURATION:PT1H", f"RRULE:{rule}") == []
    assert time.process_time() - began < 2


def everlasting(rule: str, count: int) -> list[str]:
    return [event("DTSTART:20201103T100000", "DURATION:PT1H", f"RRULE:{rule}", uid=str(n)) for n in range(count)]


@pytest.mark.parametrize(("rule", "count"), [("FREQ=DAILY", 1300), ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 12)])
def test_hundreds_of_everlasting_series_and_a_dozen_that_never_come_are_refused(rule: str, count: int) -> None:
    with pytest.raises(TooManyTimes):
        read(*everlasting(rule, count))


def test_the_times_of_a_series_count_as_well_as_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_files, "MOST_STEPS", 60_000)  # 90 series of 395 days: more only with their times
    with pytest.raises(TooManyTimes):
        read(*everlasting("FREQ=DAILY", 90))


def test_too_many_appointments_are_refused() -> None:
    many = "\n".join(["BEGIN:VEVENT\nDTSTART:20261124T100000\nEND:VEVENT"] * 20_001)
    with pytest.raises(TooBig):
        read(many)


def test_years_of_past_appointments_are_passed_over_quickly() -> None:
    past = "\n".join(event("DTSTART:20151124T100000", "DTEND:20151124T110000", uid=str(n)) for n in range(9_000))
    began = time.process_time()
    reading = read(past, event("DTSTART:20261124T100000", "DURATION:PT1H", uid="now"))
    assert (reading.counted, reading.unreadable) == (1, 0)
    assert time.process_time() - began < 3


def test_neighbouring_appointments_cannot_be_told_apart_afterwards() -> None:
    one, two = (
        event("DTSTART:20261124T100000", "DURATION:PT1H"),
        event("DTSTART:20261124T105000", "DURATION:PT1H", uid="2"),
    )
    found = list(runs(read(one, two).busy, FIRST))
    assert len(found) == 1
    assert all(before[1] < after[0] for before, after in pairwise(found))
