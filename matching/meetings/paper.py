"""The letter of introduction (紹介状) that each side brings along: with its number, and with names, but nobody's address."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from flask import render_template

from directory.groups.models import Group
from directory.people.models import Person
from kit import pdf
from kit.clock import today
from kit.dates import wareki
from kit.i18n import tokyo
from matching.introductions.models import Introduction
from matching.introductions.moves import Move, Side, other
from matching.meetings.labels import when
from matching.meetings.queries import find_fixed

STYLE: Final = Path(__file__).parent.parent.parent / "static" / "letter.css"
APRIL: Final = 4


def as_pdf(introduction: Introduction) -> bytes:
    """A sheet for either side."""
    meeting = find_fixed(introduction)
    page = render_template(
        "matching/meetings/paper.html",
        number=number_of(introduction),
        written_on=wareki(today()),
        title=introduction.need.title,
        meeting=meeting,
        when=when(meeting) if meeting else "",
        sheets=[
            (_name(introduction, side), _name(introduction, other(side))) for side in (Side.REQUESTER, Side.CANDIDATE)
        ],
    )
    return pdf.as_pdf(page, STYLE)


def number_of(introduction: Introduction) -> str:
    """令和8年度 第12号: the fiscal year in which both agreed, and the introduction's own number."""
    agreed = next((line.at for line in introduction.moves if line.move is Move.REQUESTER_YES), introduction.moved_at)
    day = tokyo(agreed).date()
    year = wareki(date(day.year - (day.month < APRIL), APRIL, 1)).split("年")[0]
    return f"{year}年度 第{introduction.id}号"


def _name(introduction: Introduction, side: Side) -> dict[str, Any]:
    party = introduction.party(side)
    if isinstance(party, Group):
        return {"name": party.name, "reading": party.reading, "sort": "御中"}
    if isinstance(party, Person):
        return {"name": party.display_name, "reading": party.reading, "sort": "様"}
    return {"name": introduction.need.requester_name, "reading": "", "sort": "様"}
