"""Letters on A4 paper, as PDF: the address where window envelopes have their window, a QR code for the link."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import segno
from flask import render_template

from directory.letters.access import may_show_link
from kit import pdf
from kit.dates import wareki
from kit.i18n import tokyo
from kit.mail import Letter

STYLE: Final = Path(__file__).parent.parent.parent / "static" / "letter.css"


def as_pdf(letters: Sequence[Letter]) -> bytes:
    """The letters as one document, each beginning a page of its own."""
    page = render_template("directory/letters/paper.html", sheets=[_sheet(letter) for letter in letters])
    return pdf.as_pdf(page, STYLE)


def qr_code(address: str) -> str:
    """A QR code as SVG that stands within a page."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, omitsize=True)
    return drawn.getvalue().decode()


def _sheet(letter: Letter) -> dict[str, object]:
    link = letter.link if may_show_link(letter) else ""
    return {
        "letter": letter,
        "paragraphs": [block.split("\n") for block in letter.text(link=link).split("\n\n")],
        "written_on": wareki(tokyo(letter.created_at).date()),
        "qr": qr_code(link) if link else "",
    }
